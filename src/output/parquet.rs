//! Parquet: the tables once more, typed, for R and Python. Made from the CSVs, so that the numbers are the same.

use crate::output::cell::{Column, Kind};
use crate::output::table::header;
use crate::settings::CsvProfile;
use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read};
use std::path::Path;
use std::sync::Arc;

/// Rows that are held, and written as one group.
const GROUP: usize = 20_000;

/// Writes a table that was written as a CSV in `profile`; an empty cell is null.
pub fn write(csv: &Path, to: &Path, columns: &[Column], profile: CsvProfile) -> io::Result<()> {
    let mut file = BufReader::new(File::open(csv)?);
    if profile != CsvProfile::Tidy {
        file.read_exact(&mut [0; 3])?;
    }
    let delimiter = if profile == CsvProfile::ExcelEu { b';' } else { b',' };
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(file);
    let failed = |error: ParquetError| io::Error::other(error);
    let fields = columns.iter().map(field).collect::<Result<_, _>>().map_err(failed)?;
    let schema = Type::group_type_builder("row").with_fields(fields).build().map_err(failed)?;
    let zstd = ZstdLevel::try_new(3).map_err(failed)?;
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(zstd)).build();
    let out = BufWriter::new(File::create(to)?);
    let mut writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
    let mut held: Vec<Cells> = columns.iter().map(Cells::of).collect();
    let mut n = 0;
    let mut row = csv::StringRecord::new();
    while rows.read_record(&mut row)? {
        for ((cells, column), cell) in held.iter_mut().zip(columns).zip(&row) {
            cells.push(plain(cell, column.kind, profile), profile);
        }
        n += 1;
        if n == GROUP {
            group(&mut writer, &mut held).map_err(failed)?;
            n = 0;
        }
    }
    if n > 0 {
        group(&mut writer, &mut held).map_err(failed)?;
    }
    writer.close().map_err(failed)?;
    Ok(())
}

/// A cell without what made it safe for a spreadsheet.
fn plain(cell: &str, kind: Kind, profile: CsvProfile) -> &str {
    let safe = profile != CsvProfile::Tidy && kind == Kind::Text;
    let bare = cell.strip_prefix('\'').filter(|rest| safe && rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
    bare.unwrap_or(cell)
}

/// A column of the schema; any may hold nulls.
fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Boolean => (Physical::BOOLEAN, None),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    let field = Type::primitive_type_builder(header(column.name), physical).with_logical_type(logical);
    Ok(Arc::new(field.with_repetition(Repetition::OPTIONAL).build()?))
}

/// The cells of a column that are held: those that are not null, and for each row whether there is one.
struct Cells {
    there: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    Boolean(Vec<bool>),
    Day(Vec<i32>),
}

impl Cells {
    fn of(column: &Column) -> Cells {
        let values = match column.kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Number => Values::Number(Vec::new()),
            Kind::Boolean => Values::Boolean(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
        };
        Cells { there: Vec::new(), values }
    }

    fn push(&mut self, cell: &str, profile: CsvProfile) {
        let n = self.values.len();
        match &mut self.values {
            Values::Text(all) => all.extend((!cell.is_empty()).then(|| ByteArray::from(cell))),
            Values::Integer(all) => all.extend(cell.parse::<i64>().ok()),
            Values::Number(all) if profile == CsvProfile::ExcelEu => {
                all.extend(cell.replace(',', ".").parse::<f64>().ok())
            }
            Values::Number(all) => all.extend(cell.parse::<f64>().ok()),
            Values::Boolean(all) => all.extend(cell.parse::<bool>().ok()),
            Values::Day(all) => all.extend(cell.parse::<Date>().ok().map(days)),
        }
        self.there.push(i16::from(self.values.len() > n));
    }

    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, BufWriter<File>>) -> Result<(), ParquetError> {
        let Some(mut column) = group.next_column()? else { return Ok(()) };
        let there = Some(self.there.as_slice());
        match &self.values {
            Values::Text(all) => column.typed::<ByteArrayType>().write_batch(all, there, None)?,
            Values::Integer(all) => column.typed::<Int64Type>().write_batch(all, there, None)?,
            Values::Number(all) => column.typed::<DoubleType>().write_batch(all, there, None)?,
            Values::Boolean(all) => column.typed::<BoolType>().write_batch(all, there, None)?,
            Values::Day(all) => column.typed::<Int32Type>().write_batch(all, there, None)?,
        };
        column.close()?;
        self.there.clear();
        self.values.clear();
        Ok(())
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Values::Text(all) => all.len(),
            Values::Integer(all) => all.len(),
            Values::Number(all) => all.len(),
            Values::Boolean(all) => all.len(),
            Values::Day(all) => all.len(),
        }
    }

    fn clear(&mut self) {
        match self {
            Values::Text(all) => all.clear(),
            Values::Integer(all) => all.clear(),
            Values::Number(all) => all.clear(),
            Values::Boolean(all) => all.clear(),
            Values::Day(all) => all.clear(),
        }
    }
}

/// Days since 1970-01-01.
fn days(day: Date) -> i32 {
    (Date::constant(1970, 1, 1).duration_until(day).as_hours() / 24) as i32
}

/// Writes what is held as one group of rows.
fn group(writer: &mut SerializedFileWriter<BufWriter<File>>, held: &mut [Cells]) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    held.iter_mut().try_for_each(|cells| cells.write(&mut group))?;
    group.close()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    #[test]
    fn every_kind_reads_back_in_every_profile() {
        let place = tempfile::tempdir().unwrap();
        let column = |name, kind| Column { name, kind, meaning: "" };
        let columns = [
            column("who", Kind::Text),
            column("n", Kind::Integer),
            column("tone", Kind::Number),
            column("counted", Kind::Boolean),
            column("day", Kind::Day),
        ];
        let tidy = "who,n,tone,counted,day\nå;=1,3,-0.25,true,1970-01-03\n,,,,\n=x,0,0,false,1969-12-31\n";
        let eu = "\u{feff}who;n;tone;counted;day\n\"å;=1\";3;-0,25;true;1970-01-03\n;;;;\n'=x;0;0;false;1969-12-31\n";
        for (text, profile) in [(tidy, CsvProfile::Tidy), (eu, CsvProfile::ExcelEu)] {
            let (csv, file) = (place.path().join("t.csv"), place.path().join("t.parquet"));
            std::fs::write(&csv, text).unwrap();
            write(&csv, &file, &columns, profile).unwrap();
            let read = SerializedFileReader::new(File::open(&file).unwrap()).unwrap();
            let rows: Vec<String> = read.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
            assert_eq!(
                rows,
                [
                    "{who: \"å;=1\", n: 3, tone: -2.5E-1, counted: true, day: 1970-01-03}",
                    "{who: null, n: null, tone: null, counted: null, day: null}",
                    "{who: \"=x\", n: 0, tone: 0E0, counted: false, day: 1969-12-31}",
                ]
            );
        }
    }
}
