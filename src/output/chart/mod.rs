//! Charts as SVG: each stands alone in `charts/`, and the page gives the same drawing its own colours by day and night.

mod acts;
mod canvas;
mod cascade;
mod periods;
mod voice;

pub use acts::acts;
pub use cascade::{Copy, cascade};
pub use periods::{label, tone, volume};
pub use voice::voice;

/// Colours, RGB. `page.css` names the same ones, to show them otherwise in the dark.
pub mod colour {
    /// Text.
    pub const INK: u32 = 0x1B2733;
    /// Labels of axes.
    pub const FAINT: u32 = 0x5B6B7A;
    /// Lines behind the drawing.
    pub const GRID: u32 = 0xE3E8ED;
    /// Unique stories, originals, means.
    pub const STORIES: u32 = 0x1F4E79;
    /// Copies.
    pub const COPIES: u32 = 0xC9D4DF;
    /// Against.
    pub const NEGATIVE: u32 = 0xC8713A;
    /// For.
    pub const POSITIVE: u32 = 0x3E8FB0;
}
