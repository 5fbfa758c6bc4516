//! Megabytes a second of each stage and of the whole, beside `wc -w` on the same file in the same run.
//!
//! `cargo bench --bench stages -- FILE.jsonl`; without a file, 20 MB are made by `benches/corpus.py`.

#![allow(clippy::disallowed_methods)]

use pressmark::annotate::annotate;
use pressmark::article::Article;
use pressmark::clean::clean;
use pressmark::company::{self, Catalogue};
use pressmark::read::{self, ReadOptions};
use pressmark::settings::Settings;
use pressmark::store::Store;
use pressmark::tone::Scorer;
use pressmark::{map, output, pipeline, repost, stance};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::sync_channel;
use std::time::Instant;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Times a stage is run; the best counts.
const TIMES: usize = 3;

fn main() {
    let file = corpus();
    let megabytes = std::fs::metadata(&file).expect("the corpus").len() as f64 / 1e6;
    let words = best(|| {
        let done = Command::new("wc").arg("-w").arg(&file).env("LC_ALL", "C.UTF-8").output();
        assert!(done.expect("wc -w").status.success());
    });
    println!("{megabytes:.1} MB, {}", file.display());
    println!("{:<22}{:>9}{:>10}", "", "MB/s", "of wc -w");
    let show = |name: &str, seconds: f64| {
        println!("{name:<22}{:>9.1}{:>10.3}", megabytes / seconds, words / seconds);
    };
    show("wc -w", words);

    let articles = parse(&file);
    assert!(!articles.is_empty());
    show("read", best(|| assert_eq!(parse(&file).len(), articles.len())));
    let started = Instant::now();
    let catalogue = Catalogue::load(Some(Path::new("watchlist.csv")), None).expect("the watchlist");
    // The dictionary is unpacked once a process: only the first time tells what a run waits for.
    println!("{:<22}{:>9.1} ms", "dictionary, watchlist", started.elapsed().as_secs_f64() * 1e3);
    let scorer = Scorer::default();
    let each = |work: &dyn Fn(&Article) -> usize| {
        best(|| {
            black_box(articles.iter().map(work).sum::<usize>());
        })
    };
    let cleaning = each(&|a| clean(a).blocks.len());
    show("clean", cleaning);
    let annotating = each(&|a| annotate(a, clean(a)).tokens.len());
    show("annotate", annotating - cleaning);
    let tagging = each(&|a| company::tag(&annotate(a, clean(a)), &catalogue).len());
    show("companies", tagging - annotating);
    let stances = |a: &Article| {
        let found = annotate(a, clean(a));
        let mentions = company::tag(&found, &catalogue);
        stance::find(&found, &mentions, &catalogue).claims.len()
    };
    let finding = each(&stances);
    show("stance", finding - tagging);
    let scoring = each(&|a| {
        let found = annotate(a, clean(a));
        let mentions = company::tag(&found, &catalogue);
        let stances = stance::find(&found, &mentions, &catalogue);
        scorer.score(&found, &mentions, &stances).len()
    });
    show("tone", scoring - finding);
    show("repost prints", each(&|a| repost::prints(a, &clean(a)).words.len()) - cleaning);
    let store = Store::new(1 << 30);
    show("map (all of these)", each(&|a| map::map(a, &catalogue, &scorer, &store).expect("the store").mentions.len()));

    let mut seconds = [0.0; 2];
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        seconds[threads - 1] = best(|| {
            let target = tempfile::tempdir().expect("a folder");
            pool.install(|| {
                let settings = Settings::default();
                let (listing, summary) = pipeline::run(&file, &settings, &catalogue, &scorer, &|_| ()).expect("a run");
                assert_eq!(summary.corpus.ids.len(), articles.len());
                let formats = output::Formats { workbook: true, page: true, parquet: false };
                output::write(&target.path().join("output"), &listing, &summary, &settings, &catalogue, formats)
                    .expect("an output");
            });
        });
        show(&format!("whole run, {threads} thread"), seconds[threads - 1]);
    }
    println!("two threads are {:.2} times one", seconds[0] / seconds[1]);
    if let Some(peak) = peak() {
        println!("peak memory of all this: {peak} MB");
    }
}

fn corpus() -> PathBuf {
    if let Some(given) = std::env::args().skip(1).find(|a| !a.starts_with("--")) {
        return given.into();
    }
    let file = std::env::temp_dir().join("pressmark-bench.jsonl");
    let made = Command::new("python3").args(["benches/corpus.py", "20"]).arg(&file).status();
    assert!(made.expect("python3").success(), "build first: cargo build --release");
    file
}

fn parse(file: &Path) -> Vec<Article> {
    let options = ReadOptions::default();
    let listing = read::list(file).expect("the corpus");
    let (send, receive) = sync_channel(8);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let send = send;
            read::stream(&listing, &options, &send);
        });
        receive.into_iter().flat_map(|batch| batch.parse(&options).articles).collect()
    })
}

/// Seconds of the fastest of a few runs.
fn best(mut work: impl FnMut()) -> f64 {
    (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

/// Peak resident memory of this process, in MB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}
