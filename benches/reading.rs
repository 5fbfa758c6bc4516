//! Reads a corpus to articles, and nothing behind that: wall and processor time, for `benches/reading.py`.
//!
//! `cargo bench --bench reading -- CORPUS [--readers N] [--fast-html]`; one thread parses, `--readers` open and unpack.

#![allow(clippy::disallowed_methods)]

use pressmark::read::{self, ReadOptions};
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::time::Instant;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some(corpus) = given.first() else { return println!("give a corpus; benches/reading.py does") };
    let readers = given.iter().skip_while(|a| *a != "--readers").nth(1).and_then(|n| n.parse().ok());
    let options = ReadOptions {
        fast_html: given.iter().any(|a| a == "--fast-html"),
        readers: readers.unwrap_or(ReadOptions::default().readers),
        ..ReadOptions::default()
    };
    let (start, before) = (Instant::now(), ticks());
    let listing = read::list(Path::new(corpus)).expect("a corpus");
    let listed = start.elapsed().as_secs_f64();
    let (send, receive) = sync_channel(8);
    let (mut articles, mut bytes) = (0, 0);
    std::thread::scope(|scope| {
        let (listing, options) = (&listing, &options);
        scope.spawn(move || read::stream(listing, options, &send));
        for batch in receive {
            let parsed = batch.parse(options);
            articles += parsed.articles.len();
            bytes += parsed.articles.iter().map(|article| article.body.len()).sum::<usize>();
        }
    });
    let (wall, after) = (start.elapsed().as_secs_f64(), ticks());
    let seconds = |i: usize| after.map_or(0.0, |after| (after[i] - before.unwrap_or_default()[i]) as f64 / 100.0);
    println!(
        "{{\"files\":{},\"articles\":{articles},\"text_bytes\":{bytes},\"listed\":{listed:.4},\"wall\":{wall:.4},\"user\":{:.2},\"system\":{:.2}}}",
        listing.files.len(),
        seconds(0),
        seconds(1)
    );
}

/// Hundredths of a second that this process spent in its own code and in the system's, where that tells.
fn ticks() -> Option<[u64; 2]> {
    let status = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = status.rsplit_once(") ")?.1.split(' ').collect();
    Some([fields.get(11)?.parse().ok()?, fields.get(12)?.parse().ok()?])
}
