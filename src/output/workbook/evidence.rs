//! The sheet Evidence, and where in it the numbers of the other sheets come from.

use crate::output::gathered::Gathered;
use crate::output::rows::EvidenceRow;
use crate::output::sentences::{self, Block};
use crate::output::workbook::Failure;
use crate::output::workbook::sheet::{HEADER, Place, Sheet};
use crate::output::workbook::style::Styles;
use crate::summary::{PeriodKey, Summary};
use rayon::prelude::*;
use rust_xlsxwriter::Worksheet;
use std::collections::BTreeMap;

/// Sentences the workbook holds at most; `mentions.csv` has all.
pub const MOST_EVIDENCE: usize = 20_000;
/// Blocks whose rows are made ready at a time.
const CHUNK: usize = 256;

/// Where the sentences of each company and period stand.
pub struct Places {
    periods: BTreeMap<(String, PeriodKey), Place>,
    companies: BTreeMap<String, Place>,
    /// Sentences shown, and all there are.
    pub shown: (usize, usize),
}

impl Places {
    /// Lays the blocks one under the other.
    pub fn of(gathered: &Gathered, blocks: &[Block]) -> Self {
        let mut places = Places { periods: BTreeMap::new(), companies: BTreeMap::new(), shown: (0, 0) };
        let mut at = HEADER + 1;
        for block in blocks {
            let id = &gathered.companies[block.company].company_id;
            let place = (at, at + block.shown as u32 - 1);
            places.periods.insert((id.clone(), block.period), place);
            places.companies.entry(id.clone()).or_insert(place).1 = place.1;
            places.shown = (places.shown.0 + block.shown, places.shown.1 + block.of);
            at = place.1 + 1;
        }
        places
    }

    /// Those of a company in a period.
    pub fn of_period(&self, company_id: &str, period: PeriodKey) -> Option<Place> {
        self.periods.get(&(company_id.to_string(), period)).copied()
    }

    /// Those of a company.
    pub fn of_company(&self, company_id: &str) -> Option<Place> {
        self.companies.get(company_id).copied()
    }
}

/// Writes the sheet.
pub fn write(worksheet: &mut Worksheet, styles: &Styles, summary: &Summary, blocks: &[Block]) -> Result<(), Failure> {
    let shown = blocks.iter().map(|b| b.shown).sum();
    let all = blocks.iter().map(|b| b.of).sum();
    let csv = "the counted mentions in mentions.csv, each company's by period";
    let mut sheet = Sheet::begin::<EvidenceRow>(worksheet, styles, "Evidence", csv, shown, all)?;
    let claims = sentences::claims_of(summary);
    for some in blocks.chunks(CHUNK) {
        let ready: Vec<_> = some.par_iter().map(|b| sentences::rows(summary, &claims, b)).collect();
        for rows in ready {
            for row in rows? {
                sheet.push(&row, |_| None)?;
            }
        }
    }
    sheet.print_before("speaker");
    Ok(sheet.end()?)
}
