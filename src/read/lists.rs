//! Lists of articles without their texts, as Media Cloud, GDELT or a researcher's own `metadata.csv` have them: read
//! before all else, and what a list says of an article fills what its text, elsewhere in the corpus, does not say.
//!
//! Contract: which row belongs to which article depends on their own words alone; of several rows the first in the
//! order of the listing.

use super::columns::{COLUMNS, Column, Names};
use super::date::{self, Dated};
use super::format::{self, Format};
use super::json_fields::{Fields, Found, Whole};
use super::labels;
use super::record::Record;
use super::unpack::{Compression, fill, peek};
use super::{FileEntry, Listing, ReadOptions, decode, sheet, table};
use crate::article::{Problem, Published};
use rapidhash::RapidHashMap as HashMap;
use serde::de::DeserializeSeed;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes of a file in which its first record stands.
const HEAD: usize = 16 << 10;
/// Bytes a list may have.
const LONGEST: usize = 256 << 20;
/// Rows of all lists that are kept.
const ROWS: usize = 1_000_000;
/// JSON files and workbooks above which none is looked at: so many are the articles themselves.
const FILES: usize = 1_000;
/// Names of a column with the file of a text.
const PATHS: [&str; 9] = ["path", "file", "filename", "filepath", "textfile", "txtfile", "docname", "document", "doc"];

/// All lists of a corpus.
#[derive(Debug, Default)]
pub struct Lists {
    rows: Vec<Row>,
    /// Row of each key; of rows with the same key the first, the others behind it in `same`.
    by_key: HashMap<u64, u32>,
    same: Vec<(u32, u32)>,
    used: Vec<AtomicBool>,
    files: Vec<ListFile>,
    problems: Vec<Problem>,
}

#[derive(Debug)]
struct ListFile {
    name: String,
    header: String,
    first: usize,
}

/// What a list says of one article.
#[derive(Debug, Default)]
struct Row {
    number: u32,
    title: String,
    outlet: String,
    author: String,
    url: String,
    language: String,
    section: String,
    shown: String,
    date: Option<Dated>,
}

/// One row as it was read: its cells, and the file it names.
type Cells = (u32, [String; COLUMNS], String);

impl Lists {
    /// Reads the lists among the files of a corpus.
    pub(super) fn of(listing: &Listing, options: &ReadOptions) -> Lists {
        let mut lists = Lists::default();
        if options.format.is_some() {
            return lists;
        }
        let names = Names::new(&options.columns);
        let count = |wanted: &[Format]| {
            listing.files.iter().filter(|f| Format::of(&f.name).is_some_and(|format| wanted.contains(&format))).count()
        };
        let few_json = count(&[Format::Json, Format::JsonLines]) <= FILES;
        let few_sheets = count(&[Format::Xlsx, Format::Ods]) <= FILES;
        for file in &listing.files {
            let look = || match Format::of(&file.name) {
                Some(format @ (Format::Csv | Format::Tsv)) => of_table(file, format, &names),
                Some(format @ (Format::Xlsx | Format::Ods)) if few_sheets => of_sheets(file, format, &names),
                Some(format @ (Format::Json | Format::JsonLines)) if few_json => of_json(file, format, &names),
                _ => None,
            };
            // A fault of a parser makes the file no list; whoever reads its articles says what is wrong with it.
            if let Ok(Some((header, rows))) = catch_unwind(AssertUnwindSafe(look)) {
                lists.add(file, header, rows, options);
            }
        }
        lists.same.sort_unstable();
        lists.used = lists.rows.iter().map(|_| AtomicBool::new(false)).collect();
        lists
    }

    /// Whether a file is a list, and read as nothing else.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.files.binary_search_by(|file| file.name.as_str().cmp(name)).is_ok()
    }

    fn add(&mut self, file: &FileEntry, header: String, rows: Vec<Cells>, options: &ReadOptions) {
        let folder = file.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let order = date::order_of(rows.iter().map(|row| row.1[Column::Date as usize].as_str())).or(options.day_first);
        self.files.push(ListFile { name: file.name.clone(), header, first: self.rows.len() });
        for (number, mut cells, path) in rows {
            if self.rows.len() == ROWS {
                let detail = format!("lists of more than {ROWS} articles; those behind them were left out");
                return self.problems.push(Problem::new(&file.name, Some(number), "read", "too-long", detail));
            }
            let mut cell = |column: Column| std::mem::take(&mut cells[column as usize]).trim().to_string();
            let (id, url) = (cell(Column::Id), cell(Column::Url));
            let url = if url.is_empty() { cell(Column::Canonical) } else { url };
            let index = self.rows.len() as u32;
            let mut keys: Vec<u64> = Vec::new();
            keys.extend(Some(&url).filter(|url| !url.is_empty()).map(|url| key_of_url(url)));
            if !id.is_empty() {
                keys.push(key_of_id(&id));
                keys.push(key_of_path(&joined(folder, &id)));
            }
            if !path.is_empty() {
                let named = path.replace('\\', "/");
                keys.push(key_of_path(&joined(folder, stem(&named))));
                // A path as it was on another machine: its last part is the file's name.
                let last = named.rsplit('/').next().unwrap_or_default();
                keys.push(key_of_path(&joined(folder, stem(last))));
            }
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                let first = *self.by_key.entry(key).or_insert(index);
                if first != index {
                    self.same.push((first, index));
                }
            }
            let title = cell(Column::Title);
            let shown = [&url, &path, &id, &title].into_iter().find(|name| !name.is_empty()).cloned();
            self.rows.push(Row {
                number,
                date: date::parse(&cell(Column::Date), order),
                outlet: cell(Column::Outlet),
                author: cell(Column::Author),
                language: labels::language(&cell(Column::Language)).to_string(),
                section: cell(Column::Section),
                shown: shown.unwrap_or_default(),
                title,
                url,
            });
        }
    }

    /// Fills what a record lacks; gives the date its list has.
    pub(super) fn fill(&self, record: &mut Record, path: &str, many: bool) -> Option<Published> {
        if self.rows.is_empty() {
            return None;
        }
        let mut keys = Vec::with_capacity(4);
        for url in [&record.url, &record.canonical] {
            keys.extend(Some(url.trim()).filter(|url| !url.is_empty()).map(key_of_url));
        }
        if !record.id.trim().is_empty() {
            keys.push(key_of_id(record.id.trim()));
        }
        if !many {
            // A list speaks of the files in its own folder, or below it.
            let stem = stem(path);
            keys.push(key_of_path(stem));
        }
        let index = keys.iter().find_map(|key| self.by_key.get(key).copied())?;
        for key in keys.iter().filter_map(|key| self.by_key.get(key)) {
            self.mark(*key);
        }
        let row = &self.rows[index as usize];
        let put = |slot: &mut Cow<str>, value: &str| {
            if slot.trim().is_empty() && !value.is_empty() {
                *slot = Cow::Owned(value.to_string());
            }
        };
        put(&mut record.title, &row.title);
        put(&mut record.outlet, &row.outlet);
        put(&mut record.author, &row.author);
        put(&mut record.url, &row.url);
        put(&mut record.language, &row.language);
        put(&mut record.section, &row.section);
        row.date.as_ref().map(|date| date.published("list"))
    }

    fn mark(&self, row: u32) {
        let from = self.same.partition_point(|pair| pair.0 < row);
        let others = self.same[from..].iter().take_while(|pair| pair.0 == row).map(|pair| pair.1);
        for row in std::iter::once(row).chain(others) {
            self.used.get(row as usize).into_iter().for_each(|used| used.store(true, Ordering::Relaxed));
        }
    }

    /// Rows that are no article's, once all articles are read: of a list with none at all, one problem.
    pub fn left(&self) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        for (at, file) in self.files.iter().enumerate() {
            let until = self.files.get(at + 1).map_or(self.rows.len(), |next| next.first);
            let used = |row: &usize| self.used[*row].load(Ordering::Relaxed);
            if !(file.first..until).any(|row| used(&row)) {
                let detail = format!(
                    "no column holds the text, and none of its {} rows belongs to a text elsewhere by address, id or \
                     file; the header has {}. Name the column in the settings: [columns] text = \"…\"",
                    until - file.first,
                    file.header
                );
                problems.push(Problem::new(&file.name, None, "read", "no-text-column", detail));
                continue;
            }
            for row in (file.first..until).filter(|row| !used(row)).map(|row| &self.rows[row]) {
                let detail = format!("listed, and no text of it is in the corpus: {}", row.shown);
                problems.push(Problem::new(&file.name, Some(row.number), "read", "listed-only", detail).as_notice());
            }
        }
        problems
    }
}

/// The whole of a file, or its beginning, unpacked once.
fn bytes(file: &FileEntry, most: usize) -> Option<Vec<u8>> {
    let (head, reader) = peek(Box::new(File::open(&file.path).ok()?), 16);
    let mut reader = match Compression::of(&head) {
        Some(compression) => compression.open(reader).ok()?,
        None => reader,
    };
    let mut bytes = Vec::new();
    // A fault is told when the file is read as what it is.
    fill(&mut *reader, &mut bytes, most).ok()?;
    Some(bytes)
}

/// Where the columns of a header are; none where it has a text, or nothing to know an article by.
fn places(header: &[String], names: &Names) -> Option<([Option<usize>; COLUMNS], Option<usize>)> {
    let mut places: [Option<(usize, u8)>; COLUMNS] = Default::default();
    let mut path = None;
    for (at, name) in header.iter().enumerate() {
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if path.is_none() && PATHS.contains(&plain.as_str()) {
            path = Some(at);
        } else if let Some((column, rank)) = names.find(name)
            && places[column as usize].is_none_or(|place| rank < place.1)
        {
            places[column as usize] = Some((at, rank));
        }
    }
    let places = places.map(|place| place.map(|place| place.0));
    let has = |column: Column| places[column as usize].is_some();
    let known = path.is_some() || has(Column::Id) || has(Column::Url) || has(Column::Canonical);
    let tells = [Column::Title, Column::Date, Column::Outlet, Column::Author, Column::Language, Column::Section];
    (known && !has(Column::Text) && tells.into_iter().any(has)).then_some((places, path))
}

/// The rows below a header as cells.
fn rows(header: &[String], rows: impl Iterator<Item = (u32, Vec<String>)>, names: &Names) -> Option<Vec<Cells>> {
    let (places, path) = places(header, names)?;
    let cells = |(number, row): (u32, Vec<String>)| {
        let at = |place: Option<usize>| place.and_then(|at| row.get(at)).cloned().unwrap_or_default();
        (number, places.map(at), at(path))
    };
    Some(rows.map(cells).collect())
}

fn shown(header: &[String]) -> String {
    let named = header.iter().filter(|name| !name.trim().is_empty());
    named.map(|name| format!("\"{}\"", name.trim())).collect::<Vec<_>>().join(", ")
}

fn of_table(file: &FileEntry, format: Format, names: &Names) -> Option<(String, Vec<Cells>)> {
    let cells = |record: csv::StringRecord| -> Vec<String> { record.iter().map(String::from).collect() };
    let head = bytes(file, HEAD)?;
    let decoded = decode::decode(&head, None);
    let delimiter = table::delimiter(decoded.text.as_bytes(), format);
    let header = table::rows(&decoded.text, delimiter).next()?.ok().map(cells)?;
    places(&header, names)?;
    let whole = bytes(file, LONGEST + 1).filter(|whole| whole.len() <= LONGEST)?;
    let decoded = decode::decode(&whole, None);
    let records = table::rows(&decoded.text, delimiter).skip(1).map_while(Result::ok);
    let rows = rows(&header, (1u32..).zip(records.map(cells)), names)?;
    Some((shown(&header), rows))
}

fn of_sheets(file: &FileEntry, format: Format, names: &Names) -> Option<(String, Vec<Cells>)> {
    let whole = bytes(file, LONGEST / 4 + 1).filter(|whole| whole.len() <= LONGEST / 4)?;
    let sheets = sheet::tables(&whole, format);
    let mut found: Option<(String, Vec<Cells>)> = None;
    let mut number = 0u32;
    for (header, below) in sheets {
        let is_text = header.iter().any(|name| names.find(name).is_some_and(|found| found.0 == Column::Text));
        if is_text {
            return None;
        }
        let numbered = below.into_iter().map(|row| {
            number = number.saturating_add(1);
            (number, row)
        });
        if let Some(rows) = rows(&header, numbered, names) {
            let (_, all) = found.get_or_insert_with(|| (shown(&header), Vec::new()));
            all.extend(rows);
        }
    }
    found
}

fn of_json(file: &FileEntry, format: Format, names: &Names) -> Option<(String, Vec<Cells>)> {
    let head = bytes(file, HEAD)?;
    // A first record with a text, or one that does not end soon, is an article's.
    if !is_list(&decode::decode(&head, None).text, format, names, head.len() < HEAD) {
        return None;
    }
    let whole = bytes(file, LONGEST + 1).filter(|whole| whole.len() <= LONGEST)?;
    let decoded = decode::decode(&whole, None);
    let (mut found, mut numbers) = (Found::default(), Vec::new());
    if format == Format::JsonLines {
        for (number, line) in (1u32..).zip(decoded.text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let fields = Fields(names).deserialize(&mut serde_json::Deserializer::from_str(line)).ok()??;
            found.records.push(Some(fields));
            numbers.push(number);
        }
    } else {
        let mut json = serde_json::Deserializer::from_str(&decoded.text);
        Whole { names, found: &mut found }.deserialize(&mut json).ok()?;
        numbers.extend(1..=found.records.len() as u32);
    }
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let mut rows: Vec<Cells> = Vec::new();
    for (number, fields) in numbers.into_iter().zip(found.records) {
        let fields = fields?;
        if fields.cells[Column::Text as usize].as_ref().is_some_and(|cell| !cell.1.trim().is_empty()) {
            return None;
        }
        keys.extend(fields.keys);
        rows.push((
            number,
            fields.cells.map(|cell| cell.map_or(String::new(), |cell| cell.1.into_owned())),
            String::new(),
        ));
    }
    let keys: Vec<String> = keys.into_iter().collect();
    Some((shown(&keys), rows))
}

/// Whether the beginning of a JSON file is that of a list: records with an address and a title or date, and no text.
fn is_list(head: &str, format: Format, names: &Names, whole: bool) -> bool {
    let mut found = Found::default();
    if format == Format::JsonLines {
        let Some(line) = head.lines().find(|line| !line.trim().is_empty()) else { return false };
        let first = Fields(names).deserialize(&mut serde_json::Deserializer::from_str(line));
        found.records.extend(first.ok());
    } else {
        let ended =
            Whole { names, found: &mut found }.deserialize(&mut serde_json::Deserializer::from_str(head)).is_ok();
        // One object by itself is an article, whatever it lacks.
        if ended && whole && !found.is_list {
            return false;
        }
    }
    found.records.first().and_then(Option::as_ref).is_some_and(|fields| {
        let has = |column: Column| fields.cells[column as usize].as_ref().is_some_and(|cell| !cell.1.trim().is_empty());
        let tells = has(Column::Title) || has(Column::Date);
        !has(Column::Text) && fields.not_text.is_none() && has(Column::Url) && tells
    })
}

/// The hash of a key: version 3 of rapidhash with its default seed, as that of words.
fn key(text: &str) -> u64 {
    rapidhash::v3::rapidhash_v3(text.as_bytes())
}

fn key_of_url(url: &str) -> u64 {
    key(&format!("u {}", same_url(url)))
}

fn key_of_id(id: &str) -> u64 {
    key(&format!("i {id}"))
}

fn key_of_path(path: &str) -> u64 {
    key(&format!("p {}", path.trim_start_matches("./")))
}

fn joined(folder: &str, name: &str) -> String {
    let name = name.trim_start_matches("./");
    if folder.is_empty() { name.to_string() } else { format!("{folder}/{name}") }
}

/// A path without the ending of its file.
fn stem(path: &str) -> &str {
    let path = format::unpacked(path);
    match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') && ending.len() <= 8 && !stem.is_empty() => stem,
        _ => path,
    }
}

/// An address without what differs between two that are the same: scheme, `www.`, case of the host, a slash at the end,
/// the fragment, and parameters that only count visits.
fn same_url(url: &str) -> String {
    const COUNTING: [&str; 8] = ["fbclid", "gclid", "ocid", "cmpid", "mc_cid", "mc_eid", "igshid", "ref_src"];
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let mut out = format!("{host}/{path}");
    out.truncate(out.trim_end_matches('/').len());
    let kept = query.split('&').filter(|part| {
        let name = part.split('=').next().unwrap_or_default();
        !part.is_empty() && !name.starts_with("utm_") && !COUNTING.contains(&name)
    });
    for (at, part) in kept.enumerate() {
        out.push(if at == 0 { '?' } else { '&' });
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_the_same() {
        let one = same_url("https://www.Herald.example/2024/harbour/?utm_source=x&id=7#top");
        assert_eq!(one, "herald.example/2024/harbour?id=7");
        assert_eq!(same_url("http://herald.example/2024/harbour?id=7&utm_medium=y"), one);
        assert_ne!(same_url("http://herald.example/2024/harbour?id=8"), one);
        assert_ne!(same_url("http://herald.example/2024/Harbour?id=7"), one);
    }

    #[test]
    fn a_file_is_known_by_its_name_without_ending() {
        assert_eq!(
            (stem("a/b.2024.txt"), stem("a.b/c"), stem("a/7.txt.gz"), stem(".x")),
            ("a/b.2024", "a.b/c", "a/7", ".x")
        );
    }
}
