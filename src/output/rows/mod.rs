//! The data dictionary: one struct a table, one documented field a column.

mod command;
mod company;
mod corpus;
mod evidence;

pub use command::*;
pub use company::*;
pub use corpus::*;
pub use evidence::*;
