//! Compare: two outputs of one corpus or of two, what differs in how they were made, in their articles, and in each number,
//! with the causes as far as the tables tell.
//!
//! Contract: of a cell that is a sum, a mean or a share the causes' differences add up to the cell's.

mod articles;
mod cause;
mod made;
mod show;

pub use articles::{Change, Changed};
pub use cause::Cause;
pub use made::Difference;
pub use show::{rows, write};

use crate::explain::{self, Article, Evidence, Scope};
use crate::results::Results;
use anyhow::ensure;
use cause::{Pair, Side};
use csv::StringRecord;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Mentions held in memory of an output at a time.
const MENTIONS: u64 = 300_000;

/// A cell that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Id of the company.
    pub company_id: String,
    /// Its name.
    pub company: String,
    /// The row.
    pub scope: Scope,
    /// The column; `row` where only one output has the row.
    pub column: String,
    /// The cell in the first output, as tidy tables show it.
    pub a: String,
    /// In the second.
    pub b: String,
    /// Why.
    pub causes: Vec<Cause>,
}

impl Moved {
    /// b − a, where both are numbers.
    pub fn difference(&self) -> Option<f64> {
        Some(self.b.parse::<f64>().ok()? - self.a.parse::<f64>().ok()?)
    }
}

/// What differs between two outputs.
#[derive(Debug)]
pub struct Comparison {
    /// In how they were made.
    pub made: Vec<Difference>,
    /// In their articles.
    pub articles: Vec<Changed>,
    /// In the numbers of `coverage.csv` and `companies.csv`, by company, everything first, then by period.
    pub moved: Vec<Moved>,
    /// Cells compared.
    pub cells: u64,
    /// Whether the periods have the same length; else only `companies.csv` is compared.
    pub same_periods: bool,
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_same(&self) -> bool {
        self.made.is_empty() && self.articles.is_empty() && self.moved.is_empty()
    }
}

/// Compares two outputs; an error means that a table is missing or of another version.
pub fn compare(a: &Results, b: &Results) -> anyhow::Result<Comparison> {
    let same_periods = a.settings.period == b.settings.period;
    let mut tables = vec!["companies.csv"];
    tables.extend(same_periods.then_some("coverage.csv"));
    let mut columns = BTreeMap::new();
    let (mut moved, mut cells) = (Vec::new(), 0);
    let mut rows: [BTreeMap<Key, Row>; 2] = [BTreeMap::new(), BTreeMap::new()];
    for table in tables {
        let both = shared_columns(a, b, table)?;
        for (rows, results) in rows.iter_mut().zip([a, b]) {
            read(results, table, &both, rows)?;
        }
        columns.insert(table == "companies.csv", both);
    }
    let keys: BTreeSet<&Key> = rows[0].keys().chain(rows[1].keys()).collect();
    let mut wanted: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for key in keys {
        let (id, scope) = key;
        let cell = |column: &str, a: &str, b: &str, company: &str| Moved {
            company_id: id.clone(),
            company: company.to_string(),
            scope: scope.0,
            column: column.to_string(),
            a: a.to_string(),
            b: b.to_string(),
            causes: Vec::new(),
        };
        match (rows[0].get(key), rows[1].get(key)) {
            (Some(one), Some(other)) => {
                let columns = &columns[&(scope.0 == Scope::All)];
                cells += columns.len() as u64;
                for (at, column) in columns.iter().enumerate() {
                    let (a, b) = (one.cells.get(at).unwrap_or_default(), other.cells.get(at).unwrap_or_default());
                    if a != b {
                        wanted.entry(id).or_default().push(moved.len());
                        moved.push(cell(column, a, b, &one.company));
                    }
                }
            }
            (Some(one), None) => moved
                .push(Moved { causes: vec![Cause::of("row only in a")], ..cell("row", "present", "", &one.company) }),
            (None, Some(other)) => moved
                .push(Moved { causes: vec![Cause::of("row only in b")], ..cell("row", "", "present", &other.company) }),
            (None, None) => {}
        }
    }
    let articles = [Arc::new(explain::articles(a)?), Arc::new(explain::articles(b)?)];
    find_causes([a, b], &articles, &rows, &columns, &wanted, &mut moved)?;
    Ok(Comparison {
        made: made::differences(&a.run, &b.run),
        articles: articles::changes(&articles[0], &articles[1]),
        moved,
        cells,
        same_periods,
    })
}

/// A row: company and scope, everything before the periods.
type Key = (String, Order);

/// A scope with its place: everything first, then the undated, then by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Order(Scope);

impl Ord for Order {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let place = |order: &Order| match order.0 {
            Scope::All => (0, None),
            Scope::Period(key) => (1, key),
        };
        place(self).cmp(&place(other))
    }
}

impl PartialOrd for Order {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The cells of a row in the columns compared.
struct Row {
    company: String,
    cells: StringRecord,
}

impl Row {
    /// A count by the name of its column.
    fn count(&self, columns: &[String], name: &str) -> Option<f64> {
        self.cells.get(columns.iter().position(|c| c == name)?)?.parse().ok()
    }
}

/// The columns that both tables have, less those that name the row.
fn shared_columns(a: &Results, b: &Results, table: &str) -> anyhow::Result<Vec<String>> {
    let names = ["company_id", "company", "period_type", "period_start", "period_end"];
    let there: BTreeSet<String> = b.table(table)?.columns().into_iter().collect();
    let columns: Vec<String> = a.table(table)?.columns();
    ensure!(columns.contains(&"company_id".to_string()), "{table} has no column company_id: it is no table of a run");
    Ok(columns.into_iter().filter(|c| there.contains(c) && !names.contains(&c.as_str())).collect())
}

fn read(results: &Results, table: &str, columns: &[String], rows: &mut BTreeMap<Key, Row>) -> anyhow::Result<()> {
    let mut lines = results.table(table)?;
    while let Some(line) = lines.step()? {
        let scope = match table {
            "companies.csv" => Scope::All,
            _ => Scope::Period(line.text("period_start").parse::<Date>().ok()),
        };
        let cells = columns.iter().map(|column| line.shown(column)).collect::<Vec<_>>();
        let row = Row { company: line.text("company").to_string(), cells: StringRecord::from(cells) };
        rows.insert((line.text("company_id").to_string(), Order(scope)), row);
    }
    Ok(())
}

/// Says of each moved cell why, some companies at a time.
fn find_causes(
    results: [&Results; 2],
    articles: &[Arc<Vec<Article>>; 2],
    rows: &[BTreeMap<Key, Row>; 2],
    columns: &BTreeMap<bool, Vec<String>>,
    wanted: &BTreeMap<&str, Vec<usize>>,
    moved: &mut [Moved],
) -> anyhow::Result<()> {
    let places: [HashMap<&str, usize>; 2] =
        [0, 1].map(|side| articles[side].iter().enumerate().map(|(at, a)| (a.id.as_str(), at)).collect());
    let mut of_corpus: BTreeMap<(String, Order), Vec<Cause>> = BTreeMap::new();
    let mentions = |id: &str| {
        let all = (id.to_string(), Order(Scope::All));
        let of = |side: usize| rows[side].get(&all)?.count(&columns[&true], "mentions_n");
        of(0).unwrap_or(0.0).max(of(1).unwrap_or(0.0)) as u64
    };
    let mut left: Vec<&str> = wanted.keys().copied().collect();
    while !left.is_empty() {
        let mut held = 0;
        let some = left.iter().take_while(|id| {
            held += mentions(id);
            held <= MENTIONS
        });
        let some: BTreeSet<&str> = left.drain(..some.count().max(1)).collect();
        let evidence = [0, 1].map(|side| Evidence::read_each(results[side], &articles[side], &some));
        let [one, other] = evidence;
        let (one, other) = (one?, other?);
        for id in some {
            let (Some(one), Some(other)) = (one.get(id), other.get(id)) else { continue };
            // The cells of one row stand together.
            let scopes: Vec<Scope> = wanted[id].iter().map(|at| moved[*at].scope).collect();
            let mut next = 0;
            for some in scopes.chunk_by(|x, y| x == y) {
                let (scope, row) = (some[0], &wanted[id][next..next + some.len()]);
                next += some.len();
                let key = (id.to_string(), Order(scope));
                let pair = Pair { a: Side::of(one, &places[0], id, scope), b: Side::of(other, &places[1], id, scope) };
                let columns = &columns[&(scope == Scope::All)];
                let count = |side: usize, name: &str| rows[side].get(&key)?.count(columns, name);
                for at in row {
                    let column = moved[*at].column.clone();
                    let whole = ["corpus_articles_n", "corpus_stories_n", "watchlist_stories_n"];
                    moved[*at].causes = if whole.contains(&column.as_str()) {
                        let known = of_corpus.entry((column.clone(), Order(scope)));
                        known.or_insert_with(|| pair.causes(&column, &count)).clone()
                    } else {
                        pair.causes(&column, &count)
                    };
                }
            }
        }
    }
    Ok(())
}
