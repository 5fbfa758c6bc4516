//! Panics: one in a parser that is not ours is contained, as in a run, and counted; one of our own ends the target.

use std::backtrace::Backtrace;
use std::io::Write;
use std::panic::PanicHookInfo;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// CPU time one input may take. Sanitised code on a busy machine is several times slower than a run.
const MOST: Duration = Duration::from_secs(5);

/// Where parsers of others panicked over the present input.
static MET: Mutex<Vec<String>> = Mutex::new(Vec::new());
/// Whether a panic of our own is being looked at by the target itself.
static OWN: AtomicBool = AtomicBool::new(false);

/// Puts our hook in the place of libFuzzer's, which aborts on every panic.
pub fn watch() {
    std::panic::set_hook(Box::new(|info| match place(info) {
        (true, place) => {
            OWN.store(true, Ordering::Relaxed);
            eprintln!("a fault of our own at {place}: {info}\n{}", Backtrace::force_capture());
            std::process::abort();
        }
        (false, place) => MET.lock().expect("the places").push(place),
    }));
}

/// Whether a panic is in our code, and where. One that the standard library raises belongs to who called it.
fn place(info: &PanicHookInfo) -> (bool, String) {
    let theirs = |path: &str| path.contains("/registry/src/");
    let standard = |path: &str| path.contains("/rustc/") || path.contains("/rustlib/");
    let location = info.location().expect("every panic has a place");
    let shown = |path: &str| path.rsplit_once("/registry/src/").map_or(path, |(_, rest)| rest).to_string();
    let at = format!("{}:{}", shown(location.file()), location.line());
    if !standard(location.file()) {
        return (!theirs(location.file()), at);
    }
    let trace = Backtrace::force_capture().to_string();
    let caller = trace
        .lines()
        .filter_map(|line| line.trim().strip_prefix("at "))
        .find(|path| !standard(path) && !path.contains("src/contained.rs") && !path.contains("src/memory.rs"));
    let caller = caller.unwrap_or_default();
    (!theirs(caller), format!("{at} called at {}", shown(caller)))
}

/// Runs the work on one input; its time bounded, and what was contained noted in `contained/` with the input.
pub fn bounded(bytes: &[u8], work: impl FnOnce()) {
    let before = cpu_time();
    work();
    let took = cpu_time() - before;
    if took > MOST {
        eprintln!("slow: {took:?} of CPU time");
        std::process::abort();
    }
    let met: Vec<String> = MET.lock().expect("the places").drain(..).collect();
    for place in met {
        note(&place, bytes);
    }
}

/// Whether a parser panicked over the present input.
pub fn met() -> bool {
    !MET.lock().expect("the places").is_empty()
}

fn note(place: &str, bytes: &[u8]) {
    let Ok(folder) = std::env::var("PRESSMARK_CONTAINED") else { return };
    let name: String = place.chars().map(|c| if c.is_alphanumeric() || c == '.' { c } else { '-' }).take(150).collect();
    let at = std::path::Path::new(&folder).join(name);
    if !at.exists() {
        let _ = std::fs::write(&at, bytes);
    }
    let log = std::fs::OpenOptions::new().create(true).append(true).open(std::path::Path::new(&folder).join("log"));
    if let Ok(mut log) = log {
        let _ = writeln!(log, "{place}");
    }
}

fn cpu_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call fills in the record it is given.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
