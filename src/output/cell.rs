//! Cells: how a value is shown in a table. Missing is empty and zero is `0`; at most four decimals.

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
    /// The value as text; empty where it is missing.
    fn show(&self) -> String;
}

impl Cell for String {
    const KIND: Kind = Kind::Text;
    fn show(&self) -> String {
        self.clone()
    }
}

impl Cell for &'static str {
    const KIND: Kind = Kind::Text;
    fn show(&self) -> String {
        (*self).to_string()
    }
}

impl Cell for u64 {
    const KIND: Kind = Kind::Integer;
    fn show(&self) -> String {
        self.to_string()
    }
}

impl Cell for bool {
    const KIND: Kind = Kind::Boolean;
    fn show(&self) -> String {
        self.to_string()
    }
}

impl Cell for f64 {
    const KIND: Kind = Kind::Number;
    fn show(&self) -> String {
        let shown = format!("{self:.4}");
        let shown = shown.trim_end_matches('0').trim_end_matches('.');
        if shown == "-0" { "0".to_string() } else { shown.to_string() }
    }
}

impl Cell for jiff::civil::Date {
    const KIND: Kind = Kind::Day;
    fn show(&self) -> String {
        self.to_string()
    }
}

impl<T: Cell> Cell for Option<T> {
    const KIND: Kind = T::KIND;
    fn show(&self) -> String {
        self.as_ref().map_or(String::new(), T::show)
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
    /// The cells in order, each shown.
    fn cells(&self) -> Vec<String>;
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
            fn cells(&self) -> Vec<String> {
                vec![$($crate::output::cell::Cell::show(&self.$column)),+]
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
        for (value, shown) in
            [(0.5, "0.5"), (1.0 / 3.0, "0.3333"), (0.0, "0"), (-0.00001, "0"), (-0.25, "-0.25"), (12.0, "12")]
        {
            assert_eq!(value.show(), shown);
        }
        assert_eq!(None::<f64>.show(), "");
        assert_eq!(Some(0u64).show(), "0");
    }
}
