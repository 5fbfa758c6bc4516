//! Words a second of stance and tone together, on one core, beside VADER on the same sentences in the same run.
//!
//! `cargo bench --bench tone -- FILE.jsonl [PYTHON]`; a Python with `vaderSentiment` is timed too.

use pressmark::annotate::annotate;
use pressmark::clean::clean;
use pressmark::company::{self, Catalogue};
use pressmark::read::{self, ReadOptions};
use pressmark::stance;
use pressmark::tone::Scorer;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::sync_channel;
use std::time::Instant;
use vader_sentiment::SentimentIntensityAnalyzer;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Scores the lines of a file, and prints the seconds that took without the start.
const PYTHON: &str = "
import sys, time
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
lines = open(sys.argv[1], encoding='utf-8').read().split('\\n')
scorer = SentimentIntensityAnalyzer()
start = time.perf_counter()
for line in lines: scorer.polarity_scores(line)
print(time.perf_counter() - start)
";

fn main() {
    let mut given = std::env::args().skip(1).filter(|a| !a.starts_with("--"));
    let file = given.next().map_or_else(made, PathBuf::from);
    let python = given.next().unwrap_or_else(|| "python3".to_string());
    let options = ReadOptions::default();
    let (send, receive) = sync_channel(8);
    let listing = read::list(&file).expect("the corpus");
    let articles: Vec<_> = std::thread::scope(|scope| {
        scope.spawn(|| {
            let send = send;
            read::stream(&listing, &options, &send);
        });
        receive.into_iter().flat_map(|batch| batch.parse(&options).articles).collect()
    });
    let catalogue = Catalogue::load(Some(Path::new("watchlist.csv")), None).expect("the watchlist");
    let scorer = Scorer::default();
    let read: Vec<_> = articles
        .iter()
        .map(|article| {
            let found = annotate(article, clean(article));
            let mentions = company::tag(&found, &catalogue);
            (found, mentions)
        })
        .collect();
    let sentences = read.iter().flat_map(|(found, _)| found.sentences.iter().map(|s| found.slice(s, s.span)));
    let sentences: Vec<String> = sentences.map(|s| s.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let words: usize = sentences.iter().map(|s| s.split(' ').count()).sum();
    let mentions: usize = read.iter().map(|(_, mentions)| mentions.len()).sum();
    println!("{} articles, {words} words, {} sentences, {mentions} mentions", articles.len(), sentences.len());
    let show = |name: &str, seconds: f64| println!("{name:<32}{:>12.0} words/s", words as f64 / seconds);

    let ours = best(|| {
        let mut n = 0;
        for (found, mentions) in &read {
            let stances = stance::find(found, mentions, &catalogue);
            n += scorer.score(found, mentions, &stances).len() + stances.claims.len();
        }
        assert!(black_box(n) >= mentions);
    });
    show("pressmark, stance and tone", ours);
    let vader = SentimentIntensityAnalyzer::new();
    let crates = best(|| {
        black_box(sentences.iter().map(|s| vader.polarity_scores(s)["compound"]).sum::<f64>());
    });
    show("crate vader_sentiment", crates);
    println!("{:<32}{:>12.1} times", "", crates / ours);
    let mut lines = tempfile::NamedTempFile::new().expect("a file");
    lines.write_all(sentences.join("\n").as_bytes()).expect("the file");
    let done = Command::new(&python).args(["-c", PYTHON]).arg(lines.path()).output();
    match done.ok().and_then(|done| String::from_utf8_lossy(&done.stdout).trim().parse::<f64>().ok()) {
        Some(seconds) => {
            show("vaderSentiment (Python)", seconds);
            println!("{:<32}{:>12.1} times", "", seconds / ours);
        }
        None => println!("{python} has no vaderSentiment"),
    }
}

fn made() -> PathBuf {
    let file = std::env::temp_dir().join("pressmark-bench.jsonl");
    let made = Command::new("python3").args(["benches/corpus.py", "5"]).arg(&file).status();
    assert!(made.expect("python3").success(), "build first: cargo build --release");
    file
}

/// Seconds of the fastest of three.
fn best(mut work: impl FnMut()) -> f64 {
    let once = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..3).map(once).fold(f64::INFINITY, f64::min)
}
