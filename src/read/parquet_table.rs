//! Tables in Parquet: row groups one after another, the columns that are ours as rows of a table, which
//! [`super::table`] then reads as it reads any other.

use super::batch::Outgoing;
use super::columns::{Column, Names};
use super::unpack::Budget;
use super::{ReadOptions, batch};
use crate::article::Problem;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The bytes every Parquet file begins with.
pub(super) const MARK: &[u8] = b"PAR1";
/// Bytes a row takes of the budget besides its text, so that a table of nothing ends too.
const ROW: u64 = 64;

/// A column that is read.
struct Wanted {
    name: String,
    field: Arc<Type>,
    /// Whether it counts moments in a unit that the library gives as plain numbers.
    nanoseconds: bool,
    /// Whether its moments are of UTC; they are local, of no zone, otherwise.
    utc: bool,
}

/// Sends the rows of a table; holds one batch of them and one page of each column. None where nobody receives.
pub(super) fn send<R: ChunkReader + 'static>(
    file: R,
    name: &str,
    bytes: u64,
    budget: &Budget,
    options: &ReadOptions,
    out: &mut Outgoing,
) -> Option<()> {
    let broken = |detail: String| Problem::new(name, None, "read", "broken-document", detail).with_bytes(bytes);
    // The library asserts what a whole file promises; a damaged one may not keep it.
    let opened = catch_unwind(AssertUnwindSafe(|| SerializedFileReader::new(file)));
    let reader = match opened {
        Ok(Ok(reader)) => reader,
        Ok(Err(error)) => return out.problem(broken(format!("the table cannot be opened: {error}"))),
        Err(_) => return out.problem(broken("the table cannot be opened: its description is damaged".into())),
    };
    let schema = reader.metadata().file_metadata().schema();
    let names = Names::new(&options.columns);
    let has_text = schema.get_fields().iter().any(|field| is_of(field, Column::Text, &names));
    let wanted: Vec<Wanted> = schema
        .get_fields()
        .iter()
        // Without a column of text the header alone is sent, whole, to be shown.
        .filter(|field| !has_text || names.find(field.name()).is_some())
        .map(Wanted::new)
        .collect();
    out.table(name, line(wanted.iter().map(|column| column.name.clone()))?);
    if !has_text || reader.metadata().num_row_groups() == 0 {
        return out.batch(Vec::new(), 1, Vec::new());
    }
    let mut rows = Rows { name, wanted, options, budget, out, buffer: Vec::new(), first: 1, next: 1, problems: vec![] };
    for group in 0..reader.metadata().num_row_groups() {
        let before = rows.next;
        let count = u32::try_from(reader.metadata().row_group(group).num_rows()).unwrap_or(u32::MAX);
        let outcome = catch_unwind(AssertUnwindSafe(|| rows.group(&reader, group)));
        match outcome.unwrap_or_else(|_| Err(Stop::Broken("its pages are damaged".to_string()))) {
            Ok(()) => {}
            Err(Stop::Nobody) => return None,
            Err(Stop::Spent) => {
                let detail = "it unpacks to more than 256 MiB and 200 times its size; the rows before were read";
                let bomb = Problem::new(name, Some(rows.next), "read", "bomb", detail);
                rows.problems.push(bomb.with_bytes(bytes));
                return rows.flush();
            }
            Err(Stop::Broken(error)) => {
                let detail = format!(
                    "row group {} of {} cannot be read on: {error}; the {} rows of it before were read",
                    group + 1,
                    reader.metadata().num_row_groups(),
                    rows.next - before
                );
                let broken = Problem::new(name, Some(rows.next), "read", "broken-document", detail);
                rows.problems.push(broken);
                rows.flush()?;
                rows.next = before.saturating_add(count);
                rows.first = rows.next;
            }
        }
    }
    rows.flush()
}

/// The header of a table and all its rows, where the header is one that is wanted; none where it cannot be read.
pub(super) fn rows(
    file: Vec<u8>,
    budget: &Budget,
    is_wanted: impl FnOnce(&[String]) -> bool,
) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(file)).ok()?;
    let wanted: Vec<Wanted> = reader.metadata().file_metadata().schema().get_fields().iter().map(Wanted::new).collect();
    let header: Vec<String> = wanted.iter().map(|column| column.name.clone()).collect();
    if !is_wanted(&header) {
        return None;
    }
    let mut rows = Vec::new();
    for row in RowIter::from_file(None, &reader).ok()? {
        let row = row.ok()?;
        let cells: Vec<String> =
            wanted.iter().zip(row.get_column_iter()).map(|(column, (_, cell))| column.text(cell)).collect();
        let length: usize = cells.iter().map(String::len).sum();
        if !budget.spend(length as u64 + ROW) {
            return None;
        }
        rows.push(cells);
    }
    Some((header, rows))
}

/// Why a row group ends before its last row.
enum Stop {
    Nobody,
    Spent,
    Broken(String),
}

/// Rows on their way into batches.
struct Rows<'a, 's> {
    name: &'a str,
    wanted: Vec<Wanted>,
    options: &'a ReadOptions,
    budget: &'a Budget,
    out: &'a mut Outgoing<'s>,
    buffer: Vec<u8>,
    /// Number of the first row in the buffer, and of the next one.
    first: u32,
    next: u32,
    problems: Vec<Problem>,
}

impl Rows<'_, '_> {
    fn group(&mut self, reader: &dyn FileReader, group: usize) -> Result<(), Stop> {
        let broken = |error: parquet::errors::ParquetError| Stop::Broken(error.to_string());
        let mut fields: Vec<Arc<Type>> = self.wanted.iter().map(|column| column.field.clone()).collect();
        let schema = Type::group_type_builder(reader.metadata().file_metadata().schema().name())
            .with_fields(std::mem::take(&mut fields))
            .build()
            .map_err(broken)?;
        let group = reader.get_row_group(group).map_err(broken)?;
        for row in RowIter::from_row_group(Some(schema), &*group).map_err(broken)? {
            let row = row.map_err(broken)?;
            let cells: Vec<String> =
                self.wanted.iter().zip(row.get_column_iter()).map(|(column, (_, cell))| column.text(cell)).collect();
            let length: usize = cells.iter().map(String::len).sum();
            if !self.budget.spend(length as u64 + ROW) {
                return Err(Stop::Spent);
            }
            if length > self.options.max_record_bytes {
                // It ends a batch, as rows in one batch are numbered one by one.
                let long = batch::too_long(self.name, self.next, length as u64, self.options.max_record_bytes);
                self.problems.push(long);
                self.flush().ok_or(Stop::Nobody)?;
                self.next = self.next.saturating_add(1);
                self.first = self.next;
                continue;
            }
            self.buffer.extend(line(cells.into_iter()).unwrap_or_default());
            self.next = self.next.saturating_add(1);
            if self.buffer.len() >= batch::BATCH {
                self.flush().ok_or(Stop::Nobody)?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> Option<()> {
        let (buffer, problems) = (std::mem::take(&mut self.buffer), std::mem::take(&mut self.problems));
        let first = std::mem::replace(&mut self.first, self.next);
        // A table without rows says so once, by its header.
        if buffer.is_empty() && problems.is_empty() && self.next > 1 {
            return Some(());
        }
        match buffer.is_empty() && !problems.is_empty() {
            true => problems.into_iter().try_for_each(|problem| self.out.aside(problem)),
            false => self.out.batch(buffer, first, problems),
        }
    }
}

fn is_of(field: &Type, column: Column, names: &Names) -> bool {
    names.find(field.name()).is_some_and(|found| found.0 == column)
}

/// One row as a line of CSV.
fn line(cells: impl Iterator<Item = String>) -> Option<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells.map(String::into_bytes)).ok()?;
    writer.into_inner().ok()
}

impl Wanted {
    fn new(field: &Arc<Type>) -> Self {
        let (nanoseconds, utc) = match field.get_basic_info().logical_type_ref() {
            Some(LogicalType::Timestamp(moment)) => (moment.unit == TimeUnit::NANOS, moment.is_adjusted_to_u_t_c),
            _ => (false, false),
        };
        Wanted { name: field.name().to_string(), field: field.clone(), nanoseconds, utc }
    }

    /// A cell as text: a date in ISO 8601, a list (of authors) with `; ` between, nothing for what has parts.
    fn text(&self, cell: &Field) -> String {
        match cell {
            Field::Str(text) => text.clone(),
            Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
            Field::Date(days) => self.moment(i64::from(*days).saturating_mul(86_400_000)),
            Field::TimestampMillis(moment) => self.moment(*moment),
            Field::TimestampMicros(moment) => self.moment(moment.div_euclid(1_000)),
            Field::Long(moment) if self.nanoseconds => self.moment(moment.div_euclid(1_000_000)),
            Field::ListInternal(list) => {
                let parts: Vec<String> = list.elements().iter().map(|part| self.text(part)).collect();
                parts.join("; ")
            }
            // Lists of lists' own making: a row of one field.
            Field::Group(row) if row.len() == 1 => row.get_column_iter().map(|(_, part)| self.text(part)).collect(),
            Field::Null | Field::Group(_) | Field::MapInternal(_) => String::new(),
            other => other.to_string(),
        }
    }

    /// Milliseconds since 1970 as a date, with the time where it is not midnight.
    fn moment(&self, milliseconds: i64) -> String {
        let Ok(moment) = jiff::Timestamp::from_millisecond(milliseconds) else { return String::new() };
        let moment = moment.to_zoned(jiff::tz::TimeZone::UTC).datetime();
        match moment.time() == jiff::civil::Time::midnight() {
            true => moment.date().to_string(),
            false => format!("{}{}", moment.strftime("%Y-%m-%dT%H:%M:%S"), if self.utc { "Z" } else { "" }),
        }
    }
}
