use super::*;
use crate::article::{Article, Span};
use crate::found::{Block, BlockKind, Cleaned};
use proptest::prelude::*;
use std::collections::BTreeMap;

struct Row {
    id: String,
    outlet: String,
    day: i64,
    prints: Prints,
    attribution: Attribution,
}

fn row(id: &str, outlet: &str, day: i64, body: &str) -> Row {
    let attribution = Attribution::default();
    Row { id: id.into(), outlet: outlet.into(), day, prints: read(body), attribution }
}

/// Fingerprint of a text in which every line is a block.
fn read(body: &str) -> Prints {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(at, at + line.trim_end().len()), kind: BlockKind::Body, rule: "text" });
        }
        at += line.len();
    }
    prints(&Article { body: body.into(), ..Article::default() }, &Cleaned { blocks, ..Cleaned::default() })
}

fn run(rows: &[Row]) -> Outcome {
    let store = Store::new(0);
    let shelved: Vec<ShelvedPrints> = rows.iter().map(|r| r.prints.shelve(&store).expect("a temporary file")).collect();
    let articles: Vec<Candidate> = rows
        .iter()
        .zip(&shelved)
        .map(|(r, prints)| Candidate {
            id: &r.id,
            outlet: &r.outlet,
            day: Some(r.day),
            seconds: None,
            precision: Some(DatePrecision::Day),
            attribution: Some(&r.attribution),
            prints,
        })
        .collect();
    stories(&articles, &store, &RepostSettings::default()).expect("a temporary file")
}

/// Numbers that look random and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn word(&mut self) -> String {
        // Small numbers come up more often, as common words do.
        let most = self.roll(3000) + 1;
        format!("w{}", self.roll(most))
    }

    fn sentence(&mut self) -> String {
        let words: Vec<String> = (0..12 + self.roll(10)).map(|_| self.word()).collect();
        words.join(" ") + "."
    }

    fn story(&mut self, sentences: usize) -> Vec<String> {
        (0..sentences).map(|_| self.sentence()).collect()
    }
}

const KINDS: [&str; 9] =
    ["same", "cut", "dateline", "edited", "reordered", "expanded", "wrapped", "cards", "all at once"];

/// A copy of a story, changed in one of the ways of [`KINDS`].
fn copy(kind: &str, story: &[String], dice: &mut Dice) -> String {
    let edit = |text: &str, dice: &mut Dice| -> String {
        let words: Vec<String> =
            text.split(' ').map(|w| if dice.roll(12) == 0 { dice.word() } else { w.to_string() }).collect();
        words.join(" ")
    };
    match kind {
        "cut" => story[..story.len() * 2 / 3].join("\n"),
        "dateline" => format!("LONDON, May 3 (Wire) - {}", story.join("\n")),
        "edited" => edit(&story.join("\n"), dice),
        "reordered" => {
            let (head, tail) = story.split_at(story.len() / 2);
            [tail, head].concat().join("\n")
        }
        "expanded" => [story.to_vec(), dice.story(story.len() / 2)].concat().join("\n"),
        "wrapped" => {
            let text = story.join(" ");
            let words: Vec<&str> = text.split(' ').collect();
            words.chunks(9).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
        }
        "cards" => format!("{}\nRead these\n{}\n{}", story.join("\n"), dice.sentence(), dice.sentence()),
        "all at once" => {
            let cut = story[..story.len() * 4 / 5].join("\n");
            format!("PARIS (Wire) - {}\n{}\n{}", edit(&cut, dice), dice.sentence(), dice.sentence())
        }
        _ => story.join("\n"),
    }
}

#[test]
fn copies_of_every_kind_are_found_and_unlike_stories_stay_apart() {
    let mut dice = Dice(7);
    let mut rows = Vec::new();
    for number in 0..60 {
        let story = dice.story(10 + number % 12);
        rows.push(row(&format!("{number:02}"), &format!("outlet{}", number % 6), 100, &story.join("\n")));
        for kind in KINDS {
            let body = copy(kind, &story, &mut dice);
            rows.push(row(&format!("{number:02} {kind}"), &format!("outlet{}", dice.roll(6)), 101, &body));
        }
    }
    // Each outlet has its own head and foot, with a part that varies.
    for row in &mut rows {
        row.prints = {
            let number = row.outlet.as_bytes()[6];
            let mut own = Dice(u64::from(number));
            let (head, foot) = (own.story(1).join(" "), own.story(4).join("\n"));
            with_furniture(&row.prints, &read(&format!("{head} n{}", row.id.len())), &read(&foot))
        };
    }
    let outcome = run(&rows);
    let mut missed: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, placed) in outcome.placed.iter().enumerate() {
        assert_eq!(
            rows[placed.original].id[..2],
            rows[at].id[..2],
            "{} joined {}",
            rows[at].id,
            rows[placed.centre].id
        );
        if rows[placed.original].id.len() != 2 {
            *missed.entry(&rows[at].id[2..]).or_default() += 1;
        }
    }
    assert!(missed.values().sum::<usize>() <= 6, "{missed:?}");
    assert!(!outcome.furniture.is_empty());
}

/// The fingerprint of an article between a head and a foot.
fn with_furniture(body: &Prints, head: &Prints, foot: &Prints) -> Prints {
    let mut all = Prints::default();
    for part in [head, body, foot] {
        all.words.extend(&part.words);
        for block in &part.blocks {
            all.blocks.push(BlockPrint { block: all.blocks.len() as u32, ..*block });
        }
    }
    all
}

#[test]
fn a_card_is_no_copy_and_a_round_up_is_no_repost() {
    let mut dice = Dice(3);
    let (first, second, other) = (dice.story(12), dice.story(12), dice.story(12));
    let card = format!("{}\nMore\n{}", other.join("\n"), first[..2].join("\n"));
    let round_up = [&first[..6], &second[..6]].concat().join("\n");
    let rows = [
        row("a", "x", 10, &first.join("\n")),
        row("b", "y", 10, &second.join("\n")),
        row("c", "z", 11, &card),
        row("d", "z", 12, &round_up),
    ];
    let outcome = run(&rows);
    let roles: Vec<Role> = outcome.placed.iter().map(|p| p.role).collect();
    assert_eq!(roles, [Role::Original, Role::Original, Role::Original, Role::Digest]);
    assert_eq!(outcome.placed[3].digest_of, [0, 1]);
    assert_eq!(outcome.pairs, []);
}

#[test]
fn the_original_is_named_else_earliest_else_longest() {
    let story = Dice(5).story(10);
    let longer = [story.clone(), Dice(6).story(2)].concat().join("\n");
    let short = story[..4].join("\n");
    let text = story.join("\n");
    let mut rows = vec![
        row("a", "Beta Times", 5, &text),
        row("b", "www.alpha-news.com", 6, &text),
        row("c", "Gamma", 6, &longer),
        row("d", "Gamma", 7, &short),
    ];
    let signal = |rows: &[Row]| {
        let outcome = run(rows);
        (rows[outcome.placed[0].original].id.clone(), outcome.placed[0].origin_signal)
    };
    assert_eq!(signal(&rows), ("a".into(), "earliest"));
    assert_eq!(run(&rows).placed[3].role, Role::Excerpt);
    rows[0].day = 6;
    assert_eq!(signal(&rows), ("c".into(), "longest"));
    // d has it from a, a has it from b: the chain ends at b.
    rows[3].attribution = Attribution { origin: "Beta Times".into(), ..Attribution::default() };
    rows[0].attribution = Attribution { origin: "Alpha News".into(), ..Attribution::default() };
    assert_eq!(signal(&rows), ("b".into(), "attribution"));
}

#[test]
fn a_later_longer_version_by_the_same_outlet_is_an_update_and_the_window_parts_stories() {
    let story = Dice(9).story(10);
    let grown = [story.clone(), Dice(10).story(3)].concat().join("\n");
    let rows = [row("a", "x", 5, &story.join("\n")), row("b", "x", 6, &grown), row("c", "y", 60, &story.join("\n"))];
    let roles: Vec<Role> = run(&rows).placed.iter().map(|p| p.role).collect();
    assert_eq!(roles, [Role::Original, Role::Update, Role::Original]);
}

#[test]
fn a_story_scraped_ten_times_is_no_furniture_but_a_legal_notice_is() {
    let mut dice = Dice(11);
    let notice = dice.story(8).join("\n");
    let wire = dice.story(10).join("\n");
    let mut rows: Vec<Row> = (0..40)
        .map(|n| row(&format!("own{n:02}"), "x", 5, &format!("{}\n{notice}", dice.story(4).join("\n"))))
        .collect();
    rows.extend((0..10).map(|n| row(&format!("wire{n}"), "x", 5, &format!("{wire}\n{notice}"))));
    let outcome = run(&rows);
    assert!((0..40).all(|at| outcome.placed[at].original == at && outcome.template_blocks[at].len() == 8));
    assert!((40..50).all(|at| outcome.placed[at].original == 40 && outcome.template_blocks[at].len() == 8));
    assert_eq!(outcome.furniture.iter().map(|f| f.articles_n).collect::<Vec<_>>(), [50; 8]);
}

#[test]
fn scripts_without_spaces_are_read_by_pairs_of_characters() {
    assert_eq!(read("阿里巴巴否认").words.len(), 6);
    let text = "阿里巴巴周五否认了一份备忘录中的指控称这些说法毫无根据并表示将采取法律行动维护公司的声誉和股东的利益";
    let rows = [row("a", "x", 5, text), row("b", "y", 6, &format!("路透社北京电{text}"))];
    assert_eq!(run(&rows).placed[1].original, 0);
}

#[test]
fn words_are_read_alike_whatever_their_dress() {
    let plain = read("The firms plan wasnt new").words;
    assert_eq!(read("THE firm's plan — wasn’t “new”.").words, plain);
    assert!(read("").words.is_empty());
}

#[test]
fn nothing_and_almost_nothing_stand_alone() {
    assert_eq!(run(&[]), Outcome::default());
    let rows = [row("a", "x", 1, "three short words"), row("b", "x", 1, "three short words"), row("c", "", 1, "")];
    assert!(run(&rows).placed.iter().enumerate().all(|(at, p)| p.original == at && p.origin_signal == "alone"));
}

#[test]
fn many_identical_articles_are_one_story_at_any_number_of_threads() {
    let text = Dice(21).story(8).join("\n");
    let rows: Vec<Row> = (0..2000).map(|n| row(&format!("{n:04}"), &format!("o{}", n % 9), 5, &text)).collect();
    let at = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| run(&rows))
    };
    let one = at(1);
    assert!(one.placed.iter().all(|p| p.original == 0));
    assert_eq!(one.pairs.len(), 1999);
    assert!(one.pairs.iter().all(|p| p.rule == "identical" && p.kind == "exact"));
    assert_eq!(one, at(2));
}

#[test]
fn a_notice_under_every_article_of_no_outlet_makes_no_story_of_them() {
    let mut dice = Dice(33);
    let notice = dice.story(40).join("\n");
    let mut rows: Vec<Row> =
        (0..150).map(|n| row(&format!("{n:03}"), "", 5, &(dice.story(8).join("\n") + "\n" + &notice))).collect();
    rows.push(Row { id: "copy".into(), day: 6, prints: rows[7].prints.clone(), ..row("", "", 6, "") });
    let outcome = run(&rows);
    assert!((0..150).all(|at| outcome.placed[at].original == at), "each is a story");
    assert_eq!(outcome.placed[150].original, 7, "and a copy is still a copy");
    assert!(outcome.furniture.is_empty(), "no outlet, no template");
}

#[test]
fn a_story_that_most_of_a_corpus_copies_is_no_notice() {
    let mut dice = Dice(34);
    let story = dice.story(20).join("\n");
    let rows: Vec<Row> = (0..150)
        .map(|n| {
            let (head, foot) = (dice.sentence(), dice.story(6).join("\n"));
            let body = if n % 3 == 0 { dice.story(15).join("\n") } else { story.clone() };
            row(&format!("{n:03}"), "", 5, &format!("{head}\n{body}\n{foot}"))
        })
        .collect();
    let outcome = run(&rows);
    let of_it = (0..150).filter(|at| outcome.placed[*at].centre == outcome.placed[1].centre).count();
    assert_eq!(of_it, 100);
}

/// Share of `a`'s distinct 5-grams that stand in `b`, the plain way.
fn containment(a: &str, b: &str) -> f64 {
    let grams = |text: &str| -> std::collections::BTreeSet<Vec<String>> {
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
        words.windows(5).map(<[String]>::to_vec).collect()
    };
    let (a, b) = (grams(a), grams(b));
    a.intersection(&b).count() as f64 / a.len().max(1) as f64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_article_is_in_one_story_whatever_the_order(seed in 0u64..1000, turn in 1usize..40) {
        let mut dice = Dice(seed);
        let texts: Vec<Vec<String>> = (0..6).map(|_| dice.story(8)).collect();
        let mut rows = Vec::new();
        for n in 0..40 {
            let text = &texts[dice.roll(6)];
            let body = copy(KINDS[dice.roll(KINDS.len())], text, &mut dice);
            rows.push(row(&format!("{n:02}"), &format!("o{}", dice.roll(3)), 1 + dice.roll(40) as i64, &body));
        }
        let outcome = run(&rows);
        for (at, placed) in outcome.placed.iter().enumerate() {
            let original = &outcome.placed[placed.original];
            prop_assert_eq!(original.centre, placed.centre);
            prop_assert_eq!(original.original, placed.original);
            prop_assert_eq!(outcome.placed[placed.centre].centre, placed.centre);
            let listed = outcome.pairs.iter().filter(|p| p.a == at).map(|p| p.b).collect::<Vec<_>>();
            let expected = if placed.centre == at { vec![] } else { vec![placed.centre] };
            prop_assert_eq!(listed, expected);
        }
        for pair in &outcome.pairs {
            prop_assert!(pair.rule != "near", "{:?}", pair);
        }
        let names = |rows: &[Row], outcome: &Outcome| -> BTreeMap<String, (String, String, Role)> {
            let name = |at: usize| rows[at].id.clone();
            outcome.placed.iter().enumerate().map(|(at, p)| (name(at), (name(p.centre), name(p.original), p.role))).collect()
        };
        let before = names(&rows, &outcome);
        let turn = turn % rows.len();
        rows.rotate_left(turn);
        rows.swap(0, 20);
        let outcome = run(&rows);
        prop_assert_eq!(before, names(&rows, &outcome));
    }

    #[test]
    fn a_copy_is_the_repost_of_its_article(seed in 0u64..100_000, sentences in 8usize..30, kind in 0usize..KINDS.len()) {
        let mut dice = Dice(seed);
        let story = dice.story(sentences);
        let copy = copy(KINDS[kind], &story, &mut dice);
        let others: Vec<String> = (0..5).map(|_| dice.story(12).join("\n")).collect();
        let mut rows = vec![row("story", "first", 100, &story.join("\n")), row("copy", "second", 102, &copy)];
        rows.extend(others.iter().enumerate().map(|(n, body)| row(&format!("other {n}"), "first", 101, body)));
        let outcome = run(&rows);
        prop_assert_eq!(outcome.placed[1].original, 0, "{}", KINDS[kind]);
        prop_assert_ne!(outcome.placed[1].role, Role::Original);
        prop_assert!((2..7).all(|at| outcome.placed[at].original == at));
    }

    #[test]
    fn an_unrelated_article_changes_no_story(seed in 0u64..100_000) {
        let mut dice = Dice(seed);
        let texts: Vec<Vec<String>> = (0..5).map(|_| dice.story(9)).collect();
        let mut rows: Vec<Row> = (0..25)
            .map(|n| {
                let body = copy(KINDS[dice.roll(KINDS.len())], &texts[dice.roll(5)], &mut dice);
                row(&format!("{n:02}"), &format!("o{}", dice.roll(3)), 1 + dice.roll(9) as i64, &body)
            })
            .collect();
        let before = run(&rows);
        rows.push(row("new", &format!("o{}", dice.roll(4)), 1 + dice.roll(9) as i64, &dice.story(10).join("\n")));
        let after = run(&rows);
        prop_assert_eq!(&after.placed[..25], &before.placed[..]);
        prop_assert_eq!(after.placed[25].original, 25);
        prop_assert_eq!(after.pairs, before.pairs);
    }

    #[test]
    fn containment_is_what_the_plain_way_gives(seed in 0u64..100_000, kind in 0usize..KINDS.len()) {
        let mut dice = Dice(seed);
        let story = dice.story(14);
        let copied = copy(KINDS[kind], &story, &mut dice);
        let bodies = [story.join("\n"), copied];
        let rows = [row("a", "first", 100, &bodies[0]), row("b", "second", 102, &bodies[1])];
        for pair in run(&rows).pairs {
            let (a, b) = (&bodies[pair.a], &bodies[pair.b]);
            prop_assert!((pair.containment_ab - containment(a, b)).abs() < 1e-9, "{} {:?}", KINDS[kind], pair);
            prop_assert!((pair.containment_ba - containment(b, a)).abs() < 1e-9, "{} {:?}", KINDS[kind], pair);
        }
    }
}
