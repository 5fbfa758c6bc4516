//! Cells: how a value is shown in a table. Missing is empty and zero is `0`; at most four decimals.

use std::convert::Infallible;
use std::fmt::Write;

/// What a column holds, for the codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day, `YYYY-MM-DD`.
    Day,
}

impl Kind {
    /// The type's name in a Frictionless table schema.
    pub fn frictionless(self) -> &'static str {
        match self {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
            Kind::Day => "date",
        }
    }
}

/// A value that can stand in a table.
pub trait Cell {
    /// What the column holds.
    const KIND: Kind;
    /// Appends the value as text; nothing where it is missing.
    fn show(&self, to: &mut String);
}

impl Cell for String {
    const KIND: Kind = Kind::Text;
    fn show(&self, to: &mut String) {
        to.push_str(self);
    }
}

impl Cell for &'static str {
    const KIND: Kind = Kind::Text;
    fn show(&self, to: &mut String) {
        to.push_str(self);
    }
}

impl Cell for u64 {
    const KIND: Kind = Kind::Integer;
    fn show(&self, to: &mut String) {
        to.push_str(itoa::Buffer::new().format(*self));
    }
}

impl Cell for bool {
    const KIND: Kind = Kind::Boolean;
    fn show(&self, to: &mut String) {
        to.push_str(if *self { "true" } else { "false" });
    }
}

impl Cell for f64 {
    const KIND: Kind = Kind::Number;
    fn show(&self, to: &mut String) {
        let from = to.len();
        let _ = write!(to, "{self:.4}");
        let shown = to[from..].trim_end_matches('0').trim_end_matches('.');
        let end = from + shown.len();
        to.truncate(end);
        if &to[from..] == "-0" {
            to.remove(from);
        }
    }
}

impl Cell for jiff::civil::Date {
    const KIND: Kind = Kind::Day;
    fn show(&self, to: &mut String) {
        let _ = write!(to, "{self}");
    }
}

impl<T: Cell> Cell for Option<T> {
    const KIND: Kind = T::KIND;
    fn show(&self, to: &mut String) {
        if let Some(value) = self {
            value.show(to);
        }
    }
}

/// A column: its name, what it holds, and what it means.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Header.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// One sentence: meaning and unit.
    pub meaning: &'static str,
}

/// A row of a table.
pub trait Row {
    /// The columns in order.
    const COLUMNS: &'static [Column];
    /// Shows the cells in order, one after the other in the same buffer; ends where `see` fails.
    fn each_cell<E>(&self, cell: &mut String, see: impl FnMut(&mut String) -> Result<(), E>) -> Result<(), E>;
    /// The cells in order, each shown.
    fn cells(&self) -> Vec<String> {
        let mut cells = Vec::with_capacity(Self::COLUMNS.len());
        let all: Result<(), Infallible> = self.each_cell(&mut String::new(), |cell| {
            cells.push(cell.clone());
            Ok(())
        });
        let Ok(()) = all;
        cells
    }
}

impl<R: Row> Row for &R {
    const COLUMNS: &'static [Column] = R::COLUMNS;
    fn each_cell<E>(&self, cell: &mut String, see: impl FnMut(&mut String) -> Result<(), E>) -> Result<(), E> {
        (*self).each_cell(cell, see)
    }
}

/// Defines a row: the doc comment of a field is its line in the codebook.
macro_rules! row {
    ($(#[doc = $about:literal])+ $name:ident { $(#[doc = $meaning:literal] $column:ident: $kind:ty,)+ }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $(#[doc = $meaning] pub $column: $kind,)+ }

        impl $crate::output::cell::Row for $name {
            const COLUMNS: &'static [$crate::output::cell::Column] = &[$(
                $crate::output::cell::Column {
                    name: stringify!($column),
                    kind: <$kind as $crate::output::cell::Cell>::KIND,
                    meaning: $meaning.trim_ascii(),
                },
            )+];
            fn each_cell<E>(
                &self,
                cell: &mut String,
                mut see: impl FnMut(&mut String) -> Result<(), E>,
            ) -> Result<(), E> {
                $(
                    cell.clear();
                    $crate::output::cell::Cell::show(&self.$column, cell);
                    see(cell)?;
                )+
                Ok(())
            }
        }
    };
}
pub(crate) use row;

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn numbers_show_four_decimals_at_most() {
        let show = |cell: &dyn Fn(&mut String)| {
            let mut to = String::from("0");
            cell(&mut to);
            to.split_off(1)
        };
        for (value, shown) in
            [(0.5, "0.5"), (1.0 / 3.0, "0.3333"), (0.0, "0"), (-0.00001, "0"), (-0.25, "-0.25"), (12.0, "12")]
        {
            assert_eq!(show(&|to| value.show(to)), shown);
        }
        assert_eq!(show(&|to| None::<f64>.show(to)), "");
        assert_eq!(show(&|to| Some(0u64).show(to)), "0");
    }
}
