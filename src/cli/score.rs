//! `pressmark score`: tone and stance of single texts toward a target.

use crate::article::Span;
use crate::cli::run::{Common, ToneArgs};
use crate::cli::{apart, say, write_data};
use crate::company::Catalogue;
use crate::output::{Row, ScoredRow, WhyRow};
use crate::score::{Answer, Question, find_name, score, span_of_chars};
use crate::tone::LANGUAGES;
use anyhow::{Context, bail};
use rayon::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(
    after_help = "Writes the rows back with tone (-1 to 1), tone_label, voice, act and the words that decided.\n\
    A row that cannot be scored is said on standard error and keeps its scores empty."
)]
pub struct Args {
    /// CSV with the columns id, text, target and, optionally, char_start, char_end, actor, actor_start, actor_end, language.
    file: PathBuf,
    /// File to write [default: standard output].
    #[arg(short, long, value_name = "OUT.csv")]
    output: Option<PathBuf>,
    /// CSV of companies whose other names should be known.
    #[arg(long, value_name = "FILE.csv")]
    watchlist: Option<PathBuf>,
    /// CSV of companies to know instead of the built-in dictionary, with the columns of a watchlist; `none`: no dictionary.
    #[arg(long, value_name = "FILE.csv")]
    dictionary: Option<PathBuf>,
    /// Say why: the tone by the rules and by the model, the words with their scope, and what moved the model most.
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    tone: ToneArgs,
    #[command(flatten)]
    common: Common,
}

/// The columns that are looked for.
struct Columns {
    text: usize,
    target: usize,
    target_at: Option<(usize, usize)>,
    actor: Option<usize>,
    actor_at: Option<(usize, usize)>,
    language: Option<usize>,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut settings = args.common.file()?;
    args.tone.overlay(&mut settings);
    let scorer = args.common.scorer(&settings)?;
    let dictionary = args.dictionary.as_deref().or(settings.dictionary.as_deref());
    let catalogue = Catalogue::load(args.watchlist.as_deref().or(settings.watchlist.as_deref()), dictionary)?;
    let shown = args.file.display();
    apart(args.output.as_deref(), &args.file)?;
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {shown}"))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{shown} is not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // A row with too few fields or too many is said and left unscored; the others have nothing to do with it.
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers()?.iter().map(|h| h.trim().to_string()).collect();
    let columns = columns(&headers).with_context(|| shown.to_string())?;
    let records: Vec<csv::StringRecord> =
        reader.into_records().collect::<Result<_, _>>().with_context(|| shown.to_string())?;
    let questions: Vec<anyhow::Result<Question>> = records.iter().map(|r| question(r, &headers, &columns)).collect();
    let pool = args.common.pool(&settings)?;
    let answers: Vec<Option<Answer>> = pool.install(|| {
        questions
            .par_iter()
            .map(|q| q.as_ref().ok().map(|question| score(question, &catalogue, &scorer, args.why)))
            .collect()
    });

    let why: &[_] = if args.why { WhyRow::COLUMNS } else { &[] };
    write_data(args.output.as_deref(), |out| {
        let mut out = csv::Writer::from_writer(out);
        let columns: Vec<&str> = ScoredRow::COLUMNS.iter().chain(why).map(|c| c.name).collect();
        let ours = columns.iter().map(|c| c.to_string());
        let theirs = headers.iter().map(|h| {
            let taken = columns.contains(&h.as_str());
            if taken { format!("given_{h}") } else { h.clone() }
        });
        out.write_record(theirs.chain(ours)).map_err(cause)?;
        for (record, answer) in records.iter().zip(&answers) {
            let given = record.iter().chain(std::iter::repeat("")).take(headers.len());
            let ours = ScoredRow::of(answer.as_ref()).cells();
            let reasons = args.why.then(|| WhyRow::of(answer.as_ref()).cells());
            let cells = given.map(str::to_string).chain(ours).chain(reasons.into_iter().flatten());
            out.write_record(cells).map_err(cause)?;
        }
        out.flush()
    })?;
    let mut failed = 0;
    for (number, (record, question)) in records.iter().zip(&questions).enumerate() {
        if let Err(error) = question {
            failed += 1;
            let line = record.position().map_or(number as u64 + 2, csv::Position::line);
            say(format_args!("{shown}: line {line}: {error:#}; its scores are left empty"));
        }
    }
    Ok(ExitCode::from(u8::from(failed == records.len())))
}

/// What kept a row from being written; a reader that went away is known by it.
fn cause(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

fn columns(headers: &[String]) -> anyhow::Result<Columns> {
    if headers.is_empty() {
        bail!("the file is empty; it needs a header with the columns text and target");
    }
    let at = |name: &str| headers.iter().position(|h| h.eq_ignore_ascii_case(name));
    let need =
        |name: &str| at(name).with_context(|| format!("no column '{name}'; the columns are {}", headers.join(", ")));
    Ok(Columns {
        text: need("text")?,
        target: need("target")?,
        target_at: at("char_start").zip(at("char_end")),
        actor: at("actor"),
        actor_at: at("actor_start").zip(at("actor_end")),
        language: at("language"),
    })
}

fn question(record: &csv::StringRecord, headers: &[String], columns: &Columns) -> anyhow::Result<Question> {
    let (given, wanted) = (record.len(), headers.len());
    if given < wanted {
        bail!("{given} fields where the header has {wanted}: none for '{}'", headers[given..].join("', '"));
    }
    if given > wanted {
        bail!(
            "{given} fields where the header has {wanted} (is a comma unquoted?); those past the last column are left out"
        );
    }
    let text = record.get(columns.text).unwrap_or_default();
    let target = record.get(columns.target).unwrap_or_default();
    let Some(target) = place(record, text, target, columns.target_at)? else {
        bail!("the target '{target}' does not stand in the text");
    };
    let actor = columns.actor.and_then(|c| record.get(c)).unwrap_or_default();
    let actor = if actor.is_empty() { None } else { place(record, text, actor, columns.actor_at)? };
    Ok(Question { text: text.to_string(), target, actor, language: language(record, columns)? })
}

/// The language a row names; English where it names none.
fn language(record: &csv::StringRecord, columns: &Columns) -> anyhow::Result<&'static str> {
    let given = columns.language.and_then(|c| record.get(c)).unwrap_or_default().trim();
    if given.is_empty() {
        return Ok("en");
    }
    let known = LANGUAGES.into_iter().find(|l| given.eq_ignore_ascii_case(l));
    known.with_context(|| {
        format!("language '{given}' has no list of words, so no tone; those that have one are {}", LANGUAGES.join(", "))
    })
}

/// Where a name stands: as the offsets say (Unicode scalar values), else where it is first found.
fn place(
    record: &csv::StringRecord,
    text: &str,
    name: &str,
    at: Option<(usize, usize)>,
) -> anyhow::Result<Option<Span>> {
    let cell = |column: usize| record.get(column).unwrap_or_default().trim();
    match at.map(|(start, end)| (cell(start), cell(end))) {
        Some((start, end)) if !start.is_empty() && !end.is_empty() => {
            let (start, end) = start.parse().ok().zip(end.parse().ok()).context("offsets must be whole numbers")?;
            let span = span_of_chars(text, start, end);
            Ok(Some(span.with_context(|| format!("offsets {start} to {end} are not inside the text"))?))
        }
        _ => Ok(find_name(text, name)),
    }
}
