//! What the targets of cargo-fuzz share: a file read through the containment that a run has, bounds on time and memory,
//! and faults of parsers that are not ours told from our own.

pub mod contained;
pub mod document;
pub mod memory;
pub mod reading;
pub mod stages;

/// A target that hands its bytes to a function; a fault of our own ends it.
#[macro_export]
macro_rules! target {
    ($work:expr) => {
        libfuzzer_sys::fuzz_target!(init: $crate::contained::watch(), |bytes: &[u8]| {
            $crate::contained::bounded(bytes, || $work(bytes));
        });
    };
}
