//! `comentions.graphml`: the companies as nodes, the pairs named in the same stories as edges, for Gephi, igraph, NetworkX.

use crate::output::cell::{Cell, Kind};
use crate::output::gathered::Gathered;
use crate::output::page::escaped;
use std::io::{self, Write};

/// Attributes: id, what it belongs to, type in GraphML.
const KEYS: [(&str, &str, Kind); 6] = [
    ("label", "node", Kind::Text),
    ("stories_n", "node", Kind::Integer),
    ("tone_mean", "node", Kind::Number),
    ("weight", "edge", Kind::Integer),
    ("articles_n", "edge", Kind::Integer),
    ("npmi", "edge", Kind::Number),
];

/// Writes the network; `weight` of an edge is `stories_n` of `comentions.csv`.
pub fn write(to: &mut dyn Write, gathered: &Gathered) -> io::Result<()> {
    writeln!(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(to, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (name, of, kind) in KEYS {
        let kind = match kind {
            Kind::Integer => "long",
            Kind::Number => "double",
            _ => "string",
        };
        writeln!(to, "<key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(to, "<graph edgedefault=\"undirected\">")?;
    for row in gathered.companies.iter().filter(|row| row.articles_n > 0) {
        writeln!(to, "<node id=\"{}\">", escaped(&row.company_id))?;
        data(to, "node_label", &row.company)?;
        data(to, "node_stories_n", &row.stories_n)?;
        data(to, "node_tone_mean", &row.tone_mean)?;
        writeln!(to, "</node>")?;
    }
    for row in &gathered.comentions {
        writeln!(to, "<edge source=\"{}\" target=\"{}\">", escaped(&row.a_id), escaped(&row.b_id))?;
        data(to, "edge_weight", &row.stories_n)?;
        data(to, "edge_articles_n", &row.articles_n)?;
        data(to, "edge_npmi", &row.npmi)?;
        writeln!(to, "</edge>")?;
    }
    writeln!(to, "</graph>\n</graphml>")
}

/// A value; nothing where it is missing.
fn data(to: &mut dyn Write, key: &str, value: &impl Cell) -> io::Result<()> {
    let mut shown = String::new();
    value.show(&mut shown);
    if shown.is_empty() { Ok(()) } else { writeln!(to, "<data key=\"{key}\">{}</data>", escaped(&shown)) }
}
