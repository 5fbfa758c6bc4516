//! Lists of articles without their texts, as Media Cloud, GDELT or a researcher's own `metadata.csv` have them: read
//! before all else, and what a list says of an article fills what its text, elsewhere in the corpus, does not say.
//!
//! Contract: which row belongs to which article depends on their own words alone; of several rows the first in the
//! order of the listing.

use super::columns::{Column, Names};
use super::date::{self, Dated};
use super::format::{self, Format};
use super::list_file::{self, Cells};
use super::list_key::{joined, key_of_id, key_of_path, key_of_url, outside, stem};
use super::record::Record;
use super::{Listing, ReadOptions, entries, labels};
use crate::article::{Problem, Published};
use rapidhash::RapidHashMap as HashMap;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

/// Rows of all lists that are kept.
const ROWS: usize = 1_000_000;
/// JSON files and workbooks above which none is looked at: so many are the articles themselves.
const FILES: usize = 1_000;

/// All lists of a corpus.
#[derive(Debug, Default)]
pub struct Lists {
    rows: Vec<Row>,
    /// Row of each key; of rows with the same key the first, the others behind it in `same`.
    by_key: HashMap<u64, u32>,
    same: Vec<(u32, u32)>,
    used: Vec<AtomicBool>,
    files: Vec<ListFile>,
    names: BTreeSet<String>,
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
        let few_books = count(&[Format::Xlsx, Format::Ods, Format::Parquet]) <= FILES;
        for file in &listing.files {
            // A fault of a parser makes the file no list; whoever reads its articles says what is wrong with it.
            let _ = catch_unwind(AssertUnwindSafe(|| {
                if format::is_archive(&file.name) {
                    let mut looked = Looked::default();
                    let mut wanted = |path: &str| {
                        let hidden = entries::is_hidden(&path[file.name.len()..]);
                        !hidden && Format::of(path).is_some_and(|format| looked.at(format))
                    };
                    entries::each(file, &mut wanted, &mut |path, bytes, reader| {
                        let Some(format) = Format::of(path) else { return };
                        lists.look(reader, path, format, bytes, &names, options);
                    });
                } else if let Some(format) = Format::of(&file.name)
                    && match format {
                        Format::Json | Format::JsonLines => few_json,
                        Format::Xlsx | Format::Ods | Format::Parquet => few_books,
                        format => matches!(format, Format::Csv | Format::Tsv),
                    }
                    && let Ok(opened) = File::open(&file.path)
                {
                    lists.look(Box::new(opened), &file.name, format, file.bytes, &names, options);
                }
            }));
        }
        lists.same.sort_unstable();
        lists.used = lists.rows.iter().map(|_| AtomicBool::new(false)).collect();
        lists
    }

    /// Whether a file is a list, and read as nothing else.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Looks whether a file is a list, and takes its rows.
    fn look(
        &mut self,
        reader: Box<dyn Read + '_>,
        name: &str,
        format: Format,
        bytes: u64,
        names: &Names,
        options: &ReadOptions,
    ) {
        let read = catch_unwind(AssertUnwindSafe(|| list_file::read(reader, format, bytes, names)));
        if let Ok(Some((header, rows))) = read {
            self.add(name, header, rows, options);
        }
    }

    fn add(&mut self, name: &str, header: String, rows: Vec<Cells>, options: &ReadOptions) {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folders: Vec<String> = std::iter::once(folder.to_string()).chain(outside(folder)).collect();
        let order = date::order_of(rows.iter().map(|row| row.1[Column::Date as usize].as_str())).or(options.day_first);
        self.files.push(ListFile { name: name.to_string(), header, first: self.rows.len() });
        self.names.insert(name.to_string());
        for (number, mut cells, path) in rows {
            if self.rows.len() == ROWS {
                let detail = format!("lists of more than {ROWS} articles; those behind them were left out");
                return self.problems.push(Problem::new(name, Some(number), "read", "too-long", detail));
            }
            let mut cell = |column: Column| std::mem::take(&mut cells[column as usize]).trim().to_string();
            let (id, url) = (cell(Column::Id), cell(Column::Url));
            let url = if url.is_empty() { cell(Column::Canonical) } else { url };
            let index = self.rows.len() as u32;
            let mut keys: Vec<u64> = Vec::new();
            keys.extend(Some(&url).filter(|url| !url.is_empty()).map(|url| key_of_url(url)));
            if !id.is_empty() {
                keys.push(key_of_id(&id));
                keys.extend(folders.iter().map(|folder| key_of_path(&joined(folder, &id))));
            }
            if !path.is_empty() {
                let named = path.replace('\\', "/");
                // A path as it was on another machine: its last part is the file's name.
                let last = named.rsplit('/').next().unwrap_or_default();
                for folder in &folders {
                    keys.push(key_of_path(&joined(folder, stem(&named))));
                    keys.push(key_of_path(&joined(folder, stem(last))));
                }
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
            keys.extend(outside(stem).map(|stem| key_of_path(&stem)));
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

/// How many files of the kinds that are mostly articles were looked at in one archive.
#[derive(Default)]
struct Looked {
    json: usize,
    books: usize,
}

impl Looked {
    /// Whether one more of the format is looked at.
    fn at(&mut self, format: Format) -> bool {
        let count = match format {
            Format::Csv | Format::Tsv => return true,
            Format::Json | Format::JsonLines => &mut self.json,
            Format::Xlsx | Format::Ods | Format::Parquet => &mut self.books,
            _ => return false,
        };
        *count += 1;
        *count <= FILES
    }
}
