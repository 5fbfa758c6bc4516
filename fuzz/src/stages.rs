//! What stands behind the readers: stages over any text, and the files a user writes by hand.

use crate::reading::place;
use pressmark::article::Article;
use pressmark::company::Catalogue;
use pressmark::settings::{Settings, SettingsFile};
use pressmark::store::Store;
use pressmark::tone::{Mode, Scorer};
use pressmark::{map, output, pipeline, validation};
use std::path::Path;
use std::sync::LazyLock;

/// The root of the repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::load(Some(&Path::new(ROOT).join("watchlist.csv")), None).expect("the watchlist of the sample")
});
static SCORER: LazyLock<Scorer> = LazyLock::new(Scorer::default);
static POOL: LazyLock<rayon::ThreadPool> =
    LazyLock::new(|| rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(16 << 20).build().expect("a thread"));

/// An article with the first line for its title.
fn article(text: &str) -> Article {
    let (title, body) = text.split_once('\n').unwrap_or(("", text));
    let path = "a.txt".to_string();
    Article { path, record: 1, title: title.to_string(), body: body.to_string(), ..Article::default() }
}

/// Cleaning, annotation, companies, stance and tone of one article.
pub fn stages(bytes: &[u8]) {
    let article = article(&String::from_utf8_lossy(bytes));
    let part = map::map(&article, &CATALOGUE, &SCORER, &Store::new(64 << 20)).expect("a store in memory");
    for mention in &part.mentions {
        assert!(mention.tone.is_none_or(|tone| (-10_000..=10_000).contains(&tone)));
        assert!((mention.entity as usize) < part.entities.len());
        assert!((mention.sentence as usize) < part.sentences.len());
    }
}

/// A whole run over a file of articles, with all that is written.
pub fn whole_run(bytes: &[u8]) {
    let corpus = place("corpus.jsonl");
    std::fs::write(&corpus, bytes).expect("the corpus");
    let settings = Settings::default();
    let target = place("output");
    POOL.install(|| {
        let (listing, summary) =
            pipeline::run(&corpus, &settings, &CATALOGUE, &SCORER, &|_| ()).expect("a run over any bytes");
        let formats = output::Formats { workbook: true, page: true, parquet: true };
        output::write(&target, &listing, &summary, &settings, &CATALOGUE, formats).expect("an output");
    });
}

/// A watchlist, over no dictionary, and an article that it is looked for in.
pub fn watchlist(bytes: &[u8]) {
    let file = place("watchlist.csv");
    std::fs::write(&file, bytes).expect("the watchlist");
    let Ok(catalogue) = Catalogue::load(Some(&file), Some(Path::new("none"))) else { return };
    let article = article(&String::from_utf8_lossy(bytes));
    map::map(&article, &catalogue, &SCORER, &Store::new(64 << 20)).expect("a store in memory");
}

/// A user's list of words, and an article that holds them.
pub fn lexicon(bytes: &[u8]) {
    for name in ["words.csv", "words.lc3"] {
        let file = place(name);
        std::fs::write(&file, bytes).expect("the list");
        let Ok(scorer) = Scorer::load(Mode::Rules, Some(&file), true) else { continue };
        let text = format!("Apple\nApple {} Apple", String::from_utf8_lossy(bytes));
        map::map(&article(&text), &CATALOGUE, &scorer, &Store::new(64 << 20)).expect("a store in memory");
    }
}

/// A settings file.
pub fn settings(bytes: &[u8]) {
    let file = place("pressmark.toml");
    std::fs::write(&file, bytes).expect("the settings");
    if let Ok(settings) = SettingsFile::read(&file) {
        let _ = settings.settings();
    }
}

/// A coding sheet that people filled in, held against the results of the sample.
pub fn coding_sheet(bytes: &[u8]) {
    let name = if bytes.starts_with(b"PK") { "sheet.xlsx" } else { "sheet.csv" };
    let file = place(name);
    std::fs::write(&file, bytes).expect("the sheet");
    let _ = validation::validate(&[file], &Path::new(ROOT).join("output"), 1);
}
