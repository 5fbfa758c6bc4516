//! The answer as lines for a terminal, at most 80 columns, and as rows.

use super::{Figure, Measure, Robustness, Variant, Varied};
use crate::output::RobustnessRow;
use console::{measure_text_width, truncate_str};
use std::io::{self, Write};

/// Signs and ranks listed one by one.
const LISTED: usize = 12;

/// Columns of the name of a variant.
const NAME: usize = 37;

/// Writes the answer.
pub fn write(robust: &Robustness, out: &mut impl Write) -> io::Result<()> {
    let Robustness { companies, articles, stories, base, variants } = robust;
    writeln!(out, "{} companies in {articles} articles, {stories} stories", companies.len())?;
    writeln!(out, "Each way to count is held against: {}", base.name)?;
    let titles =
        [(Measure::Tone, "By tone_mean"), (Measure::Stories, "By stories_n and attention_share, which rank alike")];
    for (measure, title) in titles {
        let sign = if measure == Measure::Tone { "  other sign" } else { "" };
        writeln!(out, "\n{title}\n{:NAME$}  Kendall  Spearman  other rank{sign}", "")?;
        for variant in variants.iter().filter(|v| !v.of(measure).is_empty()) {
            let (tau, rho) = variant.correlation(base, measure);
            let moved = pairs(base, variant, measure).filter(|(_, a, b)| a.rank != b.rank).count();
            let name = padded(&format!("  {}", variant.name), NAME);
            write!(out, "{name}  {:>7}  {:>8}  {moved:>10}", two(tau), two(rho))?;
            if measure == Measure::Tone {
                write!(out, "  {:>10}", pairs(base, variant, measure).filter(|(_, a, b)| turns(a, b)).count())?;
            }
            writeln!(out)?;
        }
    }
    signs(robust, out)?;
    ranks(robust, out)?;
    writeln!(out)?;
    for line in stable(robust) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The companies whose sign changes, with both intervals.
fn signs(robust: &Robustness, out: &mut impl Write) -> io::Result<()> {
    let mut turning: Vec<(usize, Vec<(&Variant, Figure)>)> = (0..robust.companies.len())
        .map(|at| (at, turned(robust, at)))
        .filter(|(_, turned)| !turned.is_empty())
        .collect();
    // What changes although both intervals leave 0 out is the graver; then what stands on more stories.
    let stories = |at: usize| robust.base.of(Measure::Tone)[at].stories;
    turning.sort_by_key(|(at, turned)| (!surely(robust, *at, turned), std::cmp::Reverse(stories(*at)), *at));
    if turning.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nSigns that change")?;
    for (at, turned) in turning.iter().take(LISTED) {
        let base = robust.base.of(Measure::Tone)[*at];
        writeln!(out, "  {}", truncate_str(&robust.companies[*at].1, 76, "…"))?;
        for (name, figure) in [("as it is", base)].into_iter().chain(turned.iter().map(|(v, f)| (v.name.as_str(), *f)))
        {
            let name = padded(&format!("    {name}"), NAME);
            writeln!(out, "{name}  {:>6}  {}", signed(figure.value), doubt(&figure))?;
        }
    }
    more(turning.len(), out)
}

/// The farthest moves of rank.
fn ranks(robust: &Robustness, out: &mut impl Write) -> io::Result<()> {
    let mut moves: Vec<(usize, Measure, usize, &Variant, usize, usize)> = Vec::new();
    for variant in &robust.variants {
        for measure in [Measure::Stories, Measure::Tone] {
            for (at, a, b) in pairs(&robust.base, variant, measure) {
                if let (Some(from), Some(to)) = (a.rank, b.rank)
                    && from != to
                {
                    moves.push((from.abs_diff(to), measure, at, variant, from, to));
                }
            }
        }
    }
    moves.sort_by_key(|(far, _, at, ..)| (std::cmp::Reverse(*far), *at));
    if moves.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nRanks that move farthest")?;
    for (_, measure, at, variant, from, to) in moves.iter().take(LISTED / 2) {
        let line = format!("  {} {from} to {to}: {}, {}", measure.name(), robust.companies[*at].1, variant.name);
        writeln!(out, "{}", truncate_str(&line, 80, "…"))?;
    }
    Ok(())
}

fn more(n: usize, out: &mut impl Write) -> io::Result<()> {
    if n > LISTED { writeln!(out, "  and {} more: -o FILE.csv has all", n - LISTED) } else { Ok(()) }
}

/// What does not change, and what changes most.
fn stable(robust: &Robustness) -> Vec<String> {
    let Robustness { companies, base, variants, .. } = robust;
    let toned = base.of(Measure::Tone).iter().filter(|f| f.value.is_some()).count();
    let turning: Vec<Vec<(&Variant, Figure)>> = (0..companies.len()).map(|at| turned(robust, at)).collect();
    let kept = toned - turning.iter().filter(|t| !t.is_empty()).count();
    let sure = turning.iter().enumerate().filter(|(at, turned)| surely(robust, *at, turned)).count();
    let ways = variants.len();
    let mut lines =
        vec![format!("In all {ways} ways to count {kept} of {toned} companies keep the sign of their tone.")];
    lines.push(match (toned - kept, sure) {
        (0, _) => String::new(),
        (_, 0) => "Where one does not, its sign was never sure: an interval holds 0, or is missing.".to_string(),
        (n, sure) => format!("Of the other {n}, {sure} change it although both intervals leave 0 out."),
    });
    let least = |measure: Measure, title: &str| {
        let of = variants.iter().filter(|v| !v.of(measure).is_empty());
        let tau = |v: &&Variant| v.correlation(base, measure).0;
        let (tau, worst) = of.filter_map(|v| Some((tau(&v)?, v))).min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(if tau > 0.9999 {
            format!("The order by {title} is the same in every way.")
        } else {
            format!("The order by {title} changes most with: {} (Kendall {tau:.2}).", worst.name)
        })
    };
    lines.extend(least(Measure::Tone, "tone"));
    lines.extend(least(Measure::Stories, "stories"));
    lines.into_iter().filter(|line| !line.is_empty()).map(|line| truncate_str(&line, 80, "…").into_owned()).collect()
}

/// Whether a sign changes although both intervals leave 0 out.
fn surely(robust: &Robustness, company: usize, turned: &[(&Variant, Figure)]) -> bool {
    let base = robust.base.of(Measure::Tone).get(company).and_then(Figure::sure);
    base == Some(true) && turned.iter().any(|(_, figure)| figure.sure() == Some(true))
}

/// The variants in which a company's tone has another sign.
fn turned(robust: &Robustness, company: usize) -> Vec<(&Variant, Figure)> {
    let base = robust.base.of(Measure::Tone).get(company);
    let turning = robust.variants.iter().filter_map(|v| Some((v, *v.of(Measure::Tone).get(company)?)));
    turning.filter(|(_, figure)| base.is_some_and(|base| turns(base, figure))).collect()
}

/// Whether the sign is the opposite; 0 has none.
fn turns(base: &Figure, other: &Figure) -> bool {
    base.value.zip(other.value).is_some_and(|(a, b)| a.signum() * b.signum() < 0)
}

/// The companies of a measure in two variants.
fn pairs<'a>(
    base: &'a Variant,
    other: &'a Variant,
    measure: Measure,
) -> impl Iterator<Item = (usize, &'a Figure, &'a Figure)> {
    base.of(measure).iter().zip(other.of(measure)).enumerate().map(|(at, (a, b))| (at, a, b))
}

/// Text in exactly so many columns.
fn padded(text: &str, columns: usize) -> String {
    let text = truncate_str(text, columns, "…");
    format!("{text}{}", " ".repeat(columns - measure_text_width(&text).min(columns)))
}

fn two(value: Option<f64>) -> String {
    value.map_or("-".to_string(), |value| format!("{value:.2}"))
}

fn signed(value: Option<i64>) -> String {
    value.map_or(String::new(), |value| format!("{:+.3}", value as f64 / 10_000.0))
}

/// The interval, and what it says of the sign.
fn doubt(figure: &Figure) -> String {
    match figure.interval {
        None => "one story, no interval".to_string(),
        Some((low, high)) => {
            let holds = if figure.sure() == Some(true) { "" } else { "  holds 0" };
            format!("{} to {}{holds}", signed(Some(low)), signed(Some(high)))
        }
    }
}

/// A row a company, measure and way to count.
pub fn rows(robust: &Robustness) -> Vec<RobustnessRow> {
    let mut rows = Vec::new();
    for (at, (id, name)) in robust.companies.iter().enumerate() {
        for measure in [Measure::Stories, Measure::Attention, Measure::Tone] {
            let base = robust.base.of(measure)[at];
            for variant in std::iter::once(&robust.base).chain(&robust.variants) {
                let Some(figure) = variant.of(measure).get(at) else { continue };
                let parts = |value: i64| value as f64 / 10_000.0;
                let tone = measure == Measure::Tone;
                let (rank, sign) = (figure.rank != base.rank, tone && turns(&base, figure));
                rows.push(RobustnessRow {
                    company_id: id.clone(),
                    company: name.clone(),
                    measure: measure.name(),
                    varied: variant.varied.map_or("base", Varied::name),
                    variant: variant.name.clone(),
                    value: figure.value.map(parts),
                    lo: figure.interval.map(|(low, _)| parts(low)),
                    hi: figure.interval.map(|(_, high)| parts(high)),
                    stories_n: figure.stories as u64,
                    rank: figure.rank.map(|rank| rank as u64),
                    sign: match figure.value.filter(|_| tone).map(i64::signum) {
                        None => "",
                        Some(1) => "positive",
                        Some(-1) => "negative",
                        Some(_) => "zero",
                    },
                    sign_sure: figure.sure(),
                    changed: match (variant.varied, rank, sign) {
                        (None, ..) => "",
                        (_, false, false) => "none",
                        (_, true, false) => "rank",
                        (_, false, true) => "sign",
                        (_, true, true) => "rank and sign",
                    },
                });
            }
        }
    }
    rows
}
