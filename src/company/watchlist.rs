//! The watchlist: forgiving about how a spreadsheet saved it, strict about what it says.

use super::catalogue::Entity;
use crate::found::EntityType;
use std::collections::BTreeMap;

/// Columns a watchlist may have; only `name` is required.
pub const COLUMNS: [&str; 12] =
    ["id", "name", "type", "aliases", "ticker", "lei", "country", "industry", "parent", "context", "exclude", "case"];

/// Columns that [`crate::survey`] writes beside those, and that are not read.
const NOTES: [&str; 8] =
    ["alias_class", "mentions_n", "articles_n", "stories_n", "match_rule", "sample_1", "sample_2", "sample_3"];

/// A row of the watchlist.
#[derive(Debug)]
pub struct Row {
    /// The entity.
    pub entity: Entity,
    /// Other names.
    pub aliases: Vec<String>,
    /// Words one of which must stand in the article.
    pub context: Vec<String>,
    /// Phrases that are not the company.
    pub exclude: Vec<String>,
    /// Whether its names count in any case.
    pub any_case: bool,
}

/// Reads a watchlist; an error names the file, the row as a spreadsheet numbers it, and the column.
pub fn read(bytes: &[u8], file: &str) -> Result<Vec<Row>, String> {
    let text = decode(bytes).ok_or_else(|| format!("{file}: not UTF-8 or UTF-16 text; save it as \"CSV UTF-8\""))?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let header = loop {
        match records.next() {
            None => {
                return Err(format!("{file}: the watchlist is empty; it needs a header row with a column \"name\""));
            }
            Some(Err(e)) => return Err(format!("{file}: {e}")),
            Some(Ok(record)) if record.iter().all(|c| c.trim().is_empty()) => {}
            Some(Ok(record)) => break record,
        }
    };
    let columns = columns(&header, file)?;
    let mut rows = Vec::new();
    let mut seen = BTreeMap::new();
    for record in records {
        let record = record.map_err(|e| format!("{file}: {e}"))?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        if let Some(extra) = record.iter().skip(header.len()).find(|c| !c.trim().is_empty()) {
            return Err(format!(
                "{file}, row {line}: {} cells, but the header has {}; \"{}\" stands under no column (a cell that holds the delimiter must be quoted)",
                record.len(),
                header.len(),
                extra.trim()
            ));
        }
        let cell = |name: &str| columns.get(name).and_then(|&n| record.get(n)).unwrap_or("").trim().to_string();
        let row = row(&cell).map_err(|(column, fault)| format!("{file}, row {line}, column {column}: {fault}"))?;
        if let Some(first) = seen.insert(row.entity.id.clone(), line) {
            return Err(format!("{file}, row {line}, column id: \"{}\" is the id of row {first} too", row.entity.id));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The entity type of that name; common other names are understood.
pub fn kind_named(name: &str) -> Option<EntityType> {
    if name == "company" {
        return Some(EntityType::Company);
    }
    Some(match name.to_lowercase().as_str() {
        "company" => EntityType::Company,
        "organisation" | "organization" => EntityType::Organisation,
        "agency" => EntityType::Agency,
        "law" => EntityType::Law,
        "list" => EntityType::List,
        "person" => EntityType::Person,
        _ => return None,
    })
}

/// Lower-case letters and digits of a name with `-` between its words: safe as a file name.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’' | '.') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "unnamed".to_string() } else { slug.to_string() }
}

fn row(cell: &impl Fn(&str) -> String) -> Result<Row, (&'static str, String)> {
    let name = cell("name");
    if !name.chars().any(char::is_alphanumeric) {
        return Err((
            "name",
            if name.is_empty() { "empty".into() } else { format!("\"{name}\" holds no letter or digit") },
        ));
    }
    let id = match cell("id") {
        id if id.is_empty() => slug(&name),
        id if id.contains(['/', '\\', '\0']) || id.chars().all(|c| c == '.') => {
            return Err(("id", format!("\"{id}\" cannot name a file; use letters, digits, - and _")));
        }
        id => id,
    };
    let kind = match cell("type") {
        kind if kind.is_empty() => EntityType::Company,
        kind => kind_named(&kind).ok_or_else(|| {
            let types = ["company", "organisation", "agency", "law", "list", "person"];
            (
                "type",
                format!(
                    "\"{kind}\" is not a type; did you mean \"{}\"? Types are {}",
                    nearest(&kind, &types),
                    types.join(", ")
                ),
            )
        })?,
    };
    let any_case = match cell("case").to_lowercase().as_str() {
        "" | "written" | "exact" | "sensitive" | "yes" | "true" | "1" => false,
        "any" | "any-case" | "insensitive" | "ignore" | "lower" | "no" | "false" | "0" => true,
        other => return Err(("case", format!("\"{other}\" is neither \"written\" nor \"any\""))),
    };
    let list = |column: &str| -> Vec<String> {
        cell(column)
            .split('|')
            .map(str::trim)
            .filter(|s| s.chars().any(char::is_alphanumeric))
            .map(String::from)
            .collect()
    };
    let entity = Entity {
        id: id.into(),
        name: name.into(),
        kind,
        watched: true,
        parent: cell("parent").into(),
        ticker: cell("ticker").into(),
        country: cell("country").into(),
        industry: cell("industry").into(),
    };
    Ok(Row { entity, aliases: list("aliases"), context: list("context"), exclude: list("exclude"), any_case })
}

fn columns(header: &csv::StringRecord, file: &str) -> Result<BTreeMap<&'static str, usize>, String> {
    let mut columns = BTreeMap::new();
    for (n, title) in header.iter().enumerate() {
        let title = title.trim().to_lowercase();
        if title.is_empty() {
            continue;
        }
        // What `pressmark companies` says of a name beside its columns.
        if NOTES.contains(&title.as_str()) {
            continue;
        }
        let Some(&column) = COLUMNS.iter().find(|c| **c == title) else {
            return Err(format!(
                "{file}, column {}: \"{title}\" is not a column of a watchlist; did you mean \"{}\"? Columns are {}",
                n + 1,
                nearest(&title, &COLUMNS),
                COLUMNS.join(", ")
            ));
        };
        if columns.insert(column, n).is_some() {
            return Err(format!("{file}, column {}: there are two columns \"{column}\"", n + 1));
        }
    }
    if !columns.contains_key("name") {
        return Err(format!(
            "{file}: no column \"name\"; the first row must name the columns (only \"name\" is required)"
        ));
    }
    Ok(columns)
}

/// UTF-8 with or without its mark, or UTF-16 with one.
fn decode(bytes: &[u8]) -> Option<String> {
    let (encoding, _) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let (text, _, broken) = encoding.decode(bytes);
    (!broken).then(|| text.into_owned())
}

/// The mark that stands most often in the first row that is not blank, outside quotes.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|l| !l.trim_matches([',', ';', '\t', ' ']).is_empty()).unwrap_or("");
    let mut counts = [(0, b','), (0, b';'), (0, b'\t')];
    let mut quoted = false;
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some(count) = counts.iter_mut().find(|c| c.1 == byte && !quoted) {
            count.0 += 1;
        }
    }
    let most = counts.iter().map(|c| c.0).max().unwrap_or(0);
    counts.iter().find(|c| c.0 == most).map_or(b',', |c| c.1)
}

/// The word of a list that needs the fewest changes of a letter.
fn nearest(word: &str, list: &[&'static str]) -> &'static str {
    let distance = |other: &str| {
        let other: Vec<char> = other.chars().collect();
        let mut row: Vec<usize> = (0..=other.len()).collect();
        for (i, a) in word.chars().take(64).enumerate() {
            let mut corner = row[0];
            row[0] = i + 1;
            for (j, &b) in other.iter().enumerate() {
                let cost = (corner + usize::from(a != b)).min(row[j] + 1).min(row[j + 1] + 1);
                corner = std::mem::replace(&mut row[j + 1], cost);
            }
        }
        row[other.len()]
    };
    list.iter().copied().min_by_key(|w| distance(w)).unwrap_or("name")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        read(text.as_bytes(), "w.csv").unwrap_err()
    }

    #[test]
    fn reads_what_spreadsheets_save() {
        for text in [
            "name,Ticker\nAnchor Foods,ANC\n",
            "\u{feff}NAME;ticker\r\n\r\n\"Anchor Foods\";ANC\r\n;\r\n",
            "ticker\tName\nANC\tAnchor Foods",
        ] {
            let rows = read(text.as_bytes(), "w.csv").unwrap();
            assert_eq!(rows.len(), 1, "{text:?}");
            assert_eq!((&*rows[0].entity.id, &*rows[0].entity.ticker), ("anchor-foods", "ANC"));
        }
    }

    #[test]
    fn says_file_row_and_column() {
        assert!(fault("").contains("empty"));
        assert!(fault("company\nX").contains("did you mean"));
        assert!(fault("id,ticker\n1,X").contains("no column \"name\""));
        assert!(fault("name,alias\nX,Y").contains("did you mean \"aliases\""));
        assert_eq!(fault("id,name\n1,X\n2,\n"), "w.csv, row 3, column name: empty");
        assert!(fault("id,name\n1,X\n1,Y\n").contains("row 3, column id: \"1\" is the id of row 2 too"));
        assert!(fault("name,type\nX,firm\n").contains("row 2, column type: \"firm\""));
        assert!(fault("name,id\nX,../../etc\n").contains("cannot name a file"));
        assert!(fault("name\nX,Y\n").contains("row 2: 2 cells"));
    }

    #[test]
    fn slugs_are_safe_file_names() {
        assert_eq!(slug("  Marks & Spencer plc "), "marks-spencer-plc");
        assert_eq!(slug("../.."), "unnamed");
        assert_eq!(slug("阿里巴巴"), "阿里巴巴");
    }
}
