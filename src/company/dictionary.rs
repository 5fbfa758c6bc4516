//! The built-in dictionary, made by `tools/dictionary.py`; its `source` column says where each row comes from.

use super::watchlist::kind_named;
use crate::found::EntityType;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The dictionary as it is shipped: zstd over CSV
/// `id,name,type,aliases,ticker,country,industry,parent,source`; an alias after `~` is of class context, one
/// after `!` of class never.
pub static BYTES: &[u8] = include_bytes!("dictionary.csv.zst");

/// Text that stays as long as the program runs.
pub type Text = Cow<'static, str>;

/// A row of the dictionary.
pub struct Row {
    /// Slug of the name.
    pub id: Text,
    /// Name.
    pub name: Text,
    /// What it is.
    pub kind: EntityType,
    /// Names, `|`-separated; `~` before one of class context, `!` of class never.
    pub aliases: Text,
    /// Tickers, `|`-separated.
    pub ticker: Text,
    /// Country.
    pub country: Text,
    /// Industry.
    pub industry: Text,
    /// Id of the company it belongs to.
    pub parent: Text,
}

/// Bytes of the table made ready for, with room to grow.
const ROOM: usize = 8 << 20;

/// The table unpacked, once; its rows borrow from it.
static TABLE: OnceLock<Result<String, String>> = OnceLock::new();

fn table() -> Result<&'static str, String> {
    let unpack = || {
        let size = zstd::zstd_safe::get_frame_content_size(BYTES).ok().flatten().map_or(ROOM, |n| n as usize);
        let bytes = zstd::bulk::decompress(BYTES, size.min(8 * ROOM)).map_err(|e| e.to_string())?;
        String::from_utf8(bytes).map_err(|e| e.to_string())
    };
    match TABLE.get_or_init(unpack) {
        Ok(text) => Ok(text),
        Err(fault) => Err(damaged(fault)),
    }
}

fn damaged(fault: &str) -> String {
    format!("the built-in dictionary is damaged: {fault}")
}

/// Calls `use_row` with every row in order. A line without quotes is cut at its commas and copied nowhere.
pub fn each(mut use_row: impl FnMut(Row)) -> Result<(), String> {
    for line in table()?.lines().skip(1) {
        if line.contains('"') {
            use_row(row(&mut Quoted(Some(line))));
        } else {
            use_row(row(&mut line.split(',').map(Cow::Borrowed)));
        }
    }
    Ok(())
}

/// The cells of a line in which some are quoted; none holds the end of a line.
struct Quoted(Option<&'static str>);

impl Iterator for Quoted {
    type Item = Text;

    fn next(&mut self) -> Option<Text> {
        let line = self.0?;
        let Some(inside) = line.strip_prefix('"') else {
            let (cell, rest) = line.split_once(',').map_or((line, None), |(cell, rest)| (cell, Some(rest)));
            self.0 = rest;
            return Some(Cow::Borrowed(cell));
        };
        let bytes = inside.as_bytes();
        let mut end = 0;
        while end < bytes.len() && (bytes[end] != b'"' || bytes.get(end + 1) == Some(&b'"')) {
            end += if bytes[end] == b'"' { 2 } else { 1 };
        }
        let cell = inside.get(..end).unwrap_or(inside);
        self.0 = inside.get(end + 1..).and_then(|rest| rest.strip_prefix(','));
        Some(if cell.contains('"') { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) })
    }
}

fn row(cells: &mut dyn Iterator<Item = Text>) -> Row {
    let mut next = || cells.next().unwrap_or_default();
    Row {
        id: next(),
        name: next(),
        kind: kind_named(&next()).unwrap_or(EntityType::Company),
        aliases: next(),
        ticker: next(),
        country: next(),
        industry: next(),
        parent: next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn quoted_cells_read_as_csv_reads_them() {
        let text = table().unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut records = reader.records();
        each(|row| {
            let record = records.next().unwrap().unwrap();
            let cells = [&row.id, &row.name, &row.aliases, &row.ticker, &row.country, &row.industry, &row.parent];
            for (cell, n) in cells.into_iter().zip([0, 1, 3, 4, 5, 6, 7]) {
                assert_eq!(cell, &record[n], "{}", row.id);
            }
        })
        .unwrap();
        assert!(records.next().is_none());
    }

    #[test]
    fn every_row_has_its_own_id_a_name_and_a_known_type() {
        let mut ids = BTreeSet::new();
        let mut count = 0;
        each(|row| {
            count += 1;
            assert!(ids.insert(row.id.to_string()), "row {count}: id {} stands twice", row.id);
            assert!(!row.name.trim().is_empty() && !row.aliases.is_empty(), "row {count}: no name");
        })
        .unwrap();
        assert!(count > 10_000, "{count} rows");
    }
}
