//! Sheets of OpenDocument as rows of text.

use super::office;
use super::xml::Element;

/// Columns of a sheet that are looked at.
const COLUMNS: usize = 500;
/// Cells a workbook may have, repeated ones as often as they stand for.
const CELLS: usize = 20_000_000;
/// Bytes of text that count as one cell more.
const TEXT: usize = 64;
/// Bytes of a cell that is repeated; a longer text stands once.
const REPEATED: usize = 500;

/// The sheets of a workbook, each with its name and rows, and what is wrong with it.
pub(super) type Sheets = Vec<(String, Vec<Vec<String>>)>;

/// Reads all sheets; the fault at which reading stopped stands beside what was read before it.
pub(super) fn sheets(bytes: &[u8]) -> (Sheets, Option<String>) {
    let tree = match office::content(bytes) {
        Ok(tree) => tree,
        Err(fault) => return (Vec::new(), Some(fault)),
    };
    let (mut sheets, mut fault, mut cells) = (Vec::new(), tree.fault, 0usize);
    for table in tree.root.all("table") {
        let mut rows = Vec::new();
        for row in table.all("table-row") {
            let Some(row) = cells_of(row) else { continue };
            // Rows that are repeated say the same: the same article, once.
            cells += row.iter().map(|cell| 1 + cell.len() / TEXT).sum::<usize>();
            if cells > CELLS {
                fault = Some(format!("more than {CELLS} cells; the rest was left out"));
                break;
            }
            rows.push(row);
        }
        sheets.push((table.attribute("name").to_string(), rows));
    }
    (sheets, fault)
}

/// The cells of a row; none where all are empty.
fn cells_of(row: &Element) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    for cell in row.elements().filter(|e| matches!(e.name.as_str(), "table-cell" | "covered-table-cell")) {
        let times = cell.attribute("number-columns-repeated").parse().unwrap_or(1).clamp(1, COLUMNS);
        let text = text_of(cell);
        let times = if text.len() > REPEATED { 1 } else { times };
        cells.extend(std::iter::repeat_n(text, times.min(COLUMNS - cells.len())));
    }
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    (!cells.is_empty()).then_some(cells)
}

/// A cell as text: its date in ISO 8601, else its paragraphs, a line each.
fn text_of(cell: &Element) -> String {
    if cell.attribute("value-type") == "date" {
        let date = cell.attribute("date-value");
        return date.strip_suffix("T00:00:00").unwrap_or(date).to_string();
    }
    let mut lines = Vec::new();
    for paragraph in cell.elements().filter(|e| e.name == "p") {
        let mut line = String::new();
        office::odt_text(paragraph, &mut line);
        lines.push(line);
    }
    lines.join("\n")
}
