//! Watchlists of names that are hard to look for: the name is found, or the program says why it is not.

// a clock only compares two loads
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use assert_cmd::Command;
use pressmark::annotate::annotate;
use pressmark::article::Article;
use pressmark::clean::clean;
use pressmark::company::{Catalogue, describe, tag};
use pressmark::found::EntityKey;
use std::fs;
use std::time::{Duration, Instant};

/// Id and text of each mention of a watched entity.
fn watched(list: &str, body: &str) -> Vec<(String, String)> {
    found(&Catalogue::with(Some(list.as_bytes()), "w.csv").unwrap(), body)
}

fn found(catalogue: &Catalogue, body: &str) -> Vec<(String, String)> {
    let article = Article { body: body.into(), ..Article::default() };
    let annotated = annotate(&article, clean(&article));
    let text = |m: &pressmark::found::Mention| m.span.of(body).to_string();
    tag(&annotated, catalogue)
        .iter()
        .filter_map(|m| match m.entity {
            EntityKey::Known(index) => Some((catalogue.entity(index), text(m))),
            EntityKey::Found(..) => None,
        })
        .filter(|(entity, _)| entity.watched)
        .map(|(entity, text)| (entity.id.to_string(), text))
        .collect()
}

fn texts(list: &str, body: &str) -> Vec<String> {
    watched(list, body).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn apostrophes_of_every_kind() {
    for written in ["O'Brien Foods", "O’Brien Foods", "Oʼbrien Foods"] {
        let list = format!("name\n{written}\n");
        for printed in ["O'Brien Foods", "O’Brien Foods", "OʼBrien Foods", "O‘Brien Foods", "O´Brien Foods"] {
            assert_eq!(texts(&list, &format!("Then {printed} said so.")), [printed], "{written}");
        }
    }
}

#[test]
fn accents_composed_and_decomposed() {
    let (composed, parted) = ("Café Zoré", "Cafe\u{301} Zore\u{301}");
    for (written, printed) in [(composed, parted), (parted, composed), (composed, composed), (parted, parted)] {
        assert_eq!(texts(&format!("name\n{written}\n"), &format!("Then {printed} opened.")), [printed]);
    }
}

#[test]
fn full_stops_and_ampersands() {
    let list = "name\nJ.R. Tolk Boats\nSmith & Wessing\nYahzo!\nN.E.T.S.\n";
    let body = "Then J. R. Tolk Boats met Smith and Wessing. A day later J.R. Tolk Boats met Smith & Wessing, Yahzo! and N.E.T.S. in Marle.";
    assert_eq!(
        texts(list, body),
        ["J. R. Tolk Boats", "Smith and Wessing", "J.R. Tolk Boats", "Smith & Wessing", "Yahzo!", "N.E.T.S."]
    );
    assert_eq!(texts("name\nJ. R. Tolk Boats\n", "Then J.R. Tolk Boats sank."), ["J.R. Tolk Boats"]);
}

#[test]
fn scripts_without_capitals_need_no_case() {
    let list = "name,aliases\n阿里巴巴集团,阿里巴巴\nشركة النيل للنقل,\n\u{200f}דלק קבוצה\u{200f},\n";
    assert_eq!(texts(list, "阿里巴巴集团昨日表示，将扩大投资。阿里巴巴没有回应。"), ["阿里巴巴集团", "阿里巴巴"]);
    assert_eq!(texts(list, "قالت شركة النيل للنقل إنها ستوسع أعمالها."), ["شركة النيل للنقل"]);
    // in an English sentence, between marks of direction
    assert_eq!(
        texts(list, "Then \u{202b}شركة النيل للنقل\u{202c} and דלק קבוצה said so."),
        ["شركة النيل للنقل", "דלק קבוצה"]
    );
}

#[test]
fn a_stop_word_one_letter_and_a_regular_expression() {
    let list = "name,aliases\nOrrin Freight,the|of|.*|^O.*n$|[A-Z]+\nVitamin Zed,Z\n";
    let body = "Orrin Freight said so. The shares of it rose. THE BEST OF DAYS. Plan Z is ready, and so is Oregon.";
    assert_eq!(texts(list, body), ["Orrin Freight"]);
    let catalogue = Catalogue::with(Some(list.as_bytes()), "w.csv").unwrap();
    assert_eq!(catalogue.left_out().len(), 2, "{:?}", catalogue.left_out());
    // WHO is written like a word but for its capitals
    assert!(Catalogue::with(Some("name\nWHO\n".as_bytes()), "w.csv").unwrap().left_out().is_empty());
}

#[test]
fn a_shared_name_is_that_of_the_firm_the_article_tells() {
    let list = "id,name,aliases,context\noil,Meridian Oil,Meridian Zed,drill\nair,Meridian Air,Meridian Zed,cabin\n";
    let who = |body: &str| watched(list, body).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert!(who("Then Meridian Zed was seen.").is_empty());
    assert_eq!(who("Then Meridian Zed bought a drill."), ["oil"]);
    assert_eq!(who("Then Meridian Zed bought a cabin."), ["air"]);
    assert_eq!(who("Meridian Air flies. Then Meridian Zed was seen."), ["air", "air"]);
    assert!(who("Then Meridian Zed bought a cabin and a drill.").is_empty());
    assert!(who("Then Meridian Zed Inc. was seen.").is_empty());
}

#[test]
fn what_cannot_count_is_said_before_the_run() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    fs::create_dir(at("corpus")).unwrap();
    fs::write(at("corpus/2025-10-01-a.txt"), "Orrin Freight said that Meridian Zed had opened a depot in Marle.")
        .unwrap();
    fs::write(at("w.csv"), "name,aliases\nOrrin Freight,the\nMeridian Oil,Meridian Zed\nMeridian Air,Meridian Zed\n")
        .unwrap();
    let run = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pressmark"));
        command.current_dir(place.path()).args(["run", "corpus", "-o", "out", "--watchlist", "w.csv"]).args(more);
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    let told = run(&[]);
    assert!(told.contains("\"the\" as a name of Orrin Freight is left out"), "{told}");
    assert!(told.contains("\"Meridian Zed\" is a name of both Meridian Oil and Meridian Air"), "{told}");
    assert!(!run(&["-q"]).contains("note:"));
}

#[test]
fn a_hundred_thousand_names_cost_in_proportion() {
    let list = |n: usize| {
        let rows = (0..n).map(|i| format!("id{i},Quandry {} Works,Qw{i}x\n", spelt(i)));
        "id,name,aliases\n".chars().chain(rows.collect::<String>().chars()).collect::<String>()
    };
    let timed = |n: usize| -> (Duration, Catalogue) {
        let list = list(n);
        let start = Instant::now();
        let catalogue = Catalogue::with(Some(list.as_bytes()), "w.csv").unwrap();
        (start.elapsed(), catalogue)
    };
    timed(10);
    let (small, _) = timed(10_000);
    let (large, catalogue) = timed(100_000);
    // ten times the names; a look at every pair would be a hundred times
    assert!(large < small * 40, "{small:?} for 10,000, {large:?} for 100,000");
    let name = format!("Quandry {} Works", spelt(99_999));
    assert_eq!(
        found(&catalogue, &format!("Then {name} met Qw5x.")),
        [("id99999".into(), name), ("id5".into(), "Qw5x".into())]
    );
}

#[test]
fn an_id_that_would_leave_the_folder_is_an_error() {
    for id in ["../../etc/passwd", "a/b", "a\\b", "..", "."] {
        let list = format!("id,name\n{id},Orrin Freight\n");
        let fault = Catalogue::with(Some(list.as_bytes()), "w.csv").unwrap_err().to_string();
        assert!(fault.contains("row 2") && fault.contains("cannot name a file"), "{fault}");
    }
}

/// `companies/descriptions.csv`: passages of our own with the descriptions marked, `[words|id]`.
#[test]
fn descriptions_stand_for_the_nearest_firm_they_fit() {
    let catalogue = Catalogue::load(None, None).unwrap();
    let mut reader = csv::Reader::from_reader(include_str!("companies/descriptions.csv").as_bytes());
    let (mut marked, mut told, mut right, mut faults) = (0, 0, 0, String::new());
    for row in reader.records() {
        let row = row.unwrap();
        let (mut body, mut gold) = (String::new(), Vec::new());
        for part in row[1].split_inclusive(']') {
            let (plain, mark) = part.strip_suffix(']').and_then(|p| p.split_once('[')).unwrap_or((part, ""));
            body += plain;
            if let Some((words, id)) = mark.split_once('|') {
                gold.push((body.len(), words.to_string(), id.to_string()));
                body += words;
            }
        }
        let article = Article { body: body.clone(), ..Article::default() };
        let annotated = annotate(&article, clean(&article));
        let mentions = tag(&annotated, &catalogue);
        let found: Vec<(usize, String, String)> = describe(&annotated, &mentions, &catalogue)
            .iter()
            .map(|m| {
                assert_eq!((m.rule, m.not_counted_because), ("description", "description"));
                let id = match &m.entity {
                    EntityKey::Known(index) => catalogue.entity(*index).id.to_string(),
                    EntityKey::Found(name, _) => name.to_string(),
                };
                (m.span.start as usize, m.span.of(&body).to_string(), id)
            })
            .collect();
        marked += gold.len();
        told += found.len();
        right += found.iter().filter(|f| gold.contains(f)).count();
        if gold != found {
            faults += &format!("row {}: marked {gold:?}, told {found:?}\n", &row[0]);
        }
    }
    println!("{marked} marked, {told} told, {right} of these right\n{faults}");
    assert!(right * 10 >= told * 9 && right * 10 >= marked * 8, "{faults}");
}

#[test]
fn what_the_dictionary_knows_for_a_name_is_one_on_a_watchlist_too() {
    // names that stand in lists of words, and one that is a word
    let list = "name\nAdidas\nToyota\nGoogle\nTarget\n";
    let body = "Unions say that Adidas, Toyota and Google pay little. Target practice is at noon.";
    assert_eq!(texts(list, body), ["Adidas", "Toyota", "Google"]);
    // with a context of the user's own it is the user who says when
    let tied = "name,context\nAdidas,shoes\n";
    assert_eq!(texts(tied, "Unions say that Adidas pays little."), [""; 0]);
    assert_eq!(texts(tied, "Unions say that Adidas pays little for its shoes."), ["Adidas"]);
}

#[test]
fn descriptions_move_no_count() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    fs::create_dir(at("corpus")).unwrap();
    let body =
        "Tencent sued a rival in Shenzhen. The company said that the rival had lied. The firm praised the judge.";
    fs::write(at("corpus/2025-10-01-a.txt"), body).unwrap();
    let table = |out: &str, more: &[&str], name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pressmark"));
        command
            .current_dir(place.path())
            .args(["run", "corpus", "-q", "--no-xlsx", "--no-report", "-o", out])
            .args(more);
        assert!(command.output().unwrap().status.success());
        fs::read_to_string(at(out).join(name)).unwrap()
    };
    for name in ["coverage.csv", "companies.csv", "articles.csv", "stances.csv"] {
        assert_eq!(table("names", &[], name), table("both", &["--descriptions"], name), "{name}");
    }
    assert!(!table("names", &[], "mentions.csv").contains(",description,"));
    let rows = table("both", &["--descriptions"], "mentions.csv");
    assert_eq!(rows.lines().filter(|l| l.contains(",description,")).count(), 2, "{rows}");
}

/// A number in letters: a name of its own for each.
fn spelt(number: usize) -> String {
    let letters: String = number.to_string().bytes().map(|b| (b - b'0' + b'a') as char).collect();
    format!("Z{letters}")
}
