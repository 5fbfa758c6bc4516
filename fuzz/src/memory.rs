//! A bound on memory: one request for more than the bound is a fault, whether the system would grant it or not.

use std::alloc::{GlobalAlloc, Layout, System};

/// Bytes one request may ask for. A reader may unpack 256 MiB of any file and then doubles a buffer to hold them.
const MOST: usize = 1 << 30;

struct Bounded;

#[global_allocator]
static ALLOCATOR: Bounded = Bounded;

fn check(bytes: usize) {
    if bytes > MOST {
        // Nothing may be allocated here; the input is found by what libFuzzer keeps.
        std::process::abort();
    }
}

// SAFETY: every request is passed on as it came.
unsafe impl GlobalAlloc for Bounded {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        check(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        check(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        check(size);
        unsafe { System.realloc(at, layout, size) }
    }
}
