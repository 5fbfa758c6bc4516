//! `pressmark validate`: a coded sheet against results.

use crate::agreement::Estimate;
use crate::cli::{apart, say, write_data};
use crate::validation::{self, Judged, Validation};
use std::fmt::Write;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(
    after_help = "Prints, and writes to validation.json, for tone, entity and stance: precision, recall and F1 with \
    95 % intervals, weighted by what each row stands for, confusion tables, and Krippendorff's alpha between coders and \
    between machine and coder; and the share of negative stories of each company, corrected for the errors found. A \
    label that is not in the list, or a row that is not in the results, is named with its row and column, and nothing \
    is written. Empty cells and \"unclear\" count as not coded.\n\nExit codes: 0 done; 1 no row is coded; 2 could not \
    run."
)]
pub struct Args {
    /// Coded sheet of `pressmark sample`: the .xlsx (or .ods), or one or both of its CSVs.
    #[arg(required = true, value_name = "SHEET")]
    sheets: Vec<PathBuf>,
    /// Folder of results that the sheet was drawn from.
    #[arg(long, default_value = "output", value_name = "FOLDER")]
    output: PathBuf,
    /// File to write [default: validation.json beside the sheet].
    #[arg(short = 'o', long = "to", value_name = "FILE.json")]
    to: Option<PathBuf>,
    /// Seed of the draws behind the intervals.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let validation = validation::validate(&args.sheets, &args.output, args.seed)?;
    let beside = args.sheets.first().and_then(|sheet| sheet.parent()).map(|folder| folder.join("validation.json"));
    let to = args.to.clone().or(beside).unwrap_or_else(|| "validation.json".into());
    for sheet in &args.sheets {
        apart(Some(&to), sheet)?;
    }
    if [&validation.tone, &validation.entity, &validation.stance].iter().all(|judged| judged.is_none()) {
        say(format_args!("No row is coded yet ({} rows).", validation.rows_n));
        return Ok(ExitCode::from(1));
    }
    let mut text = serde_json::to_string_pretty(&validation)?;
    text.push('\n');
    write_data(Some(&to), |out| out.write_all(text.as_bytes()))?;
    std::io::stdout().lock().write_all(page(&validation).as_bytes())?;
    say(format_args!("\nAll figures and confusion tables are in {}", to.display()));
    Ok(ExitCode::SUCCESS)
}

/// The figures at 80 columns.
fn page(validation: &Validation) -> String {
    let mut text = String::new();
    for (name, about, judged) in [
        ("Tone", "mentions that count toward tone", &validation.tone),
        ("Entity", "is the name the company", &validation.entity),
        ("Stance", "what the actor does toward the target", &validation.stance),
    ] {
        match judged {
            Some(judged) => question(&mut text, name, about, judged),
            None => _ = writeln!(text, "{name}: nothing coded\n"),
        }
    }
    if validation.stance.is_some() {
        let sides = [("actor right", validation.actor_right), ("target right", validation.target_right)];
        for (side, share) in sides.iter().filter(|(_, share)| share.value.is_some()) {
            _ = writeln!(text, "{side:<17}{}", shown(share));
        }
        text.push('\n');
    }
    let shares = validation.negative_share.iter().filter(|share| share.stories_n > 0);
    let mut shares = shares.filter(|share| share.corrected.value.is_some()).peekable();
    if shares.peek().is_none() {
        text += "Negative share: not corrected; it takes five coded mentions of each tone.\n";
        return text;
    }
    _ = writeln!(text, "Negative share    stories  counted  corrected");
    for share in shares.by_ref().take(20) {
        let name: String = share.company_id.chars().take(17).collect();
        let counted = share.counted.map_or(String::new(), |s| format!("{s:.2}"));
        _ = writeln!(text, "{name:<17}{:>8}{counted:>9}  {}", share.stories_n, shown(&share.corrected));
    }
    let more = shares.count();
    if more > 0 {
        _ = writeln!(text, "and {more} more");
    }
    text
}

/// The figures of one question.
fn question(text: &mut String, name: &str, about: &str, judged: &Judged) {
    let scores = &judged.scores;
    _ = writeln!(text, "{name}: {about}; {} rows coded, standing for {:.0} %", scores.rows_n, judged.covered * 100.0);
    let given: Vec<usize> =
        (0..scores.labels.len()).filter(|n| scores.classes[*n].said_n + scores.classes[*n].is_n > 0).collect();
    _ = writeln!(text, "{:<17}{:<20}{:<20}F1", "", "precision", "recall");
    for class in given.iter().map(|n| &scores.classes[*n]) {
        let figures = [&class.precision, &class.recall].map(shown);
        _ = writeln!(text, "{:<17}{:<20}{:<20}{}", class.label, figures[0], figures[1], shown(&class.f1));
    }
    _ = writeln!(text, "{:<57}{}", "macro F1", shown(&scores.macro_f1));
    _ = writeln!(text, "{:<17}{}", "right in all", shown(&scores.accuracy));
    // More labels than stand side by side are in the file.
    if given.len() <= 5 {
        _ = write!(text, "{:<17}", "machine \\ coders");
        for n in &given {
            _ = write!(text, "{:>12}", scores.labels[*n]);
        }
        text.push('\n');
        for said in &given {
            _ = write!(text, "{:<17}", scores.labels[*said]);
            for is in &given {
                _ = write!(text, "{:>12.1}", scores.confusion[*said][*is]);
            }
            text.push('\n');
        }
    }
    for alpha in &judged.alpha {
        _ = write!(text, "alpha, {:<20}{:>4} rows", alpha.between, alpha.rows_n);
        let levels = [("nominal", alpha.nominal), ("ordinal", alpha.ordinal), ("interval", alpha.interval)];
        for (level, figure) in levels {
            match figure.value {
                Some(value) => _ = write!(text, "  {level} {}", decimals(value)),
                None if level == "nominal" => text.push_str("  not defined: no label differs"),
                None => {}
            }
        }
        text.push('\n');
    }
    text.push('\n');
}

/// A figure and its interval.
fn shown(figure: &Estimate) -> String {
    match (figure.value, figure.lo, figure.hi) {
        (Some(value), Some(lo), Some(hi)) => format!("{} ({} {})", decimals(value), decimals(lo), decimals(hi)),
        (Some(value), ..) => decimals(value),
        _ => "-".to_string(),
    }
}

/// Two decimals, without the zero before the point.
fn decimals(value: f64) -> String {
    let text = format!("{value:.2}");
    match text.strip_prefix("0.").or_else(|| text.strip_prefix("-0.")) {
        Some("00") => ".00".to_string(),
        Some(rest) if value < 0.0 => format!("-.{rest}"),
        Some(rest) => format!(".{rest}"),
        None => text,
    }
}
