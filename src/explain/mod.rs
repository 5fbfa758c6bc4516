//! Explain: the arithmetic of one cell of a company's table, down to articles, offsets and sentences, made anew from
//! the evidence tables of the output.
//!
//! Contract: the parts of every cell add up to the cell.

mod cell;
mod evidence;
mod part;
mod place;
mod show;

pub use cell::{Cells, act};
pub use evidence::{Article, Claim, Evidence, Mention, articles, shown};
pub use part::{Explanation, Part, Proof, Sum};
pub use place::{Place, Scope};
pub use show::{rows, write};
