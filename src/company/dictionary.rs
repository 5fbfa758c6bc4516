//! The built-in dictionary, made by `tools/dictionary.py`; its `source` column says where each row comes from.

use super::watchlist::kind_named;
use crate::found::EntityType;

/// The dictionary as it is shipped: zstd over CSV
/// `id,name,type,aliases,ticker,country,industry,parent,source`; an alias after `~` is of class context, one
/// after `!` of class never.
pub static BYTES: &[u8] = include_bytes!("dictionary.csv.zst");

/// A row of the dictionary.
pub struct Row<'a> {
    /// Slug of the name.
    pub id: &'a str,
    /// Name.
    pub name: &'a str,
    /// What it is.
    pub kind: EntityType,
    /// Names, `|`-separated; `~` before one of class context, `!` of class never.
    pub aliases: &'a str,
    /// Tickers, `|`-separated.
    pub ticker: &'a str,
    /// Country.
    pub country: &'a str,
    /// Industry.
    pub industry: &'a str,
    /// Id of the company it belongs to.
    pub parent: &'a str,
}

/// Calls `use_row` with every row in order.
pub fn each(mut use_row: impl FnMut(Row)) -> Result<(), String> {
    let text = zstd::decode_all(BYTES).map_err(|e| format!("the built-in dictionary is damaged: {e}"))?;
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|e| format!("the built-in dictionary is damaged: {e}"))? {
        let cell = |n: usize| record.get(n).unwrap_or("");
        use_row(Row {
            id: cell(0),
            name: cell(1),
            kind: kind_named(cell(2)).unwrap_or(EntityType::Company),
            aliases: cell(3),
            ticker: cell(4),
            country: cell(5),
            industry: cell(6),
            parent: cell(7),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

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
