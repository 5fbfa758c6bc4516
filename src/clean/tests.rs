use super::clean;
use crate::article::Article;
use crate::found::{BlockKind, Cleaned};
use proptest::prelude::*;

fn text(body: &str) -> Article {
    Article { format: "text".into(), body: body.into(), ..Article::default() }
}

/// The first words of each block of that kind.
fn of_kind(article: &Article, cleaned: &Cleaned, kind: BlockKind) -> Vec<String> {
    let blocks = cleaned.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| block.span.of(&article.body).chars().take(24).collect()).collect()
}

const PAGE: &str = "Key points; A harbour memo says Quellmar shipped pumps to a barred yard. Quellmar denies it. More rules may come and [...] The post Harbour Memo Says Quellmar Broke Ban, Firm Calls It “Fiction” appeared first on Tidewire.Key points; A harbour memo says Quellmar shipped pumps to a barred yard. Quellmar denies it. More rules may come and [...] The post Harbour Memo Says Quellmar Broke Ban, Firm Calls It “Fiction” appeared first on Tidewire.

Harbour Memo Says Quellmar Broke Ban, Firm Calls It “Fiction”

Key points;

  • A harbour memo says Quellmar shipped pumps to a barred yard.
  • Quellmar denies it.

A newly found memo of the harbour board says that the pump maker Quellmar sold forty machines to a yard that is under a ban.

The memo, seen by the Evening Buoy, names three ships. Quellmar has\u{a0}denied every word of it, and calls the paper “fiction.”

Memo Stirs the Port

The board meets next week to hear the firm and to decide whether the yard and its suppliers should be struck off the list.

The post Harbour Memo Says Quellmar Broke Ban, Firm Calls It “Fiction” appeared first on Tidewire.

Market Opportunity
Graniterock Logo
Graniterock Price(GRAN)
$0.00123
$0.00123$0.00123
-1.5%
USD
Graniterock (GRAN) Live Price Chart
Disclaimer: The posts shown here are taken from public places and are given for information only. They do not reflect the views of HOSTEX.

You May Also Like

Bilgewater fund takes in $4M

Bilgewater fund takes in $4M

The post Bilgewater fund takes in $4M appeared on LanternNews.com. Key Takeaways The Bilgewater fund drew four million on Tuesday, which brings its holdings to sixty. Source: https://lantern.example/bilgewater
Share
LanternNews.com2025/09/18 02:34";

#[test]
fn a_scraped_page_comes_apart() {
    let article = text(PAGE);
    let cleaned = clean(&article);
    assert_eq!(of_kind(&article, &cleaned, BlockKind::Title), ["Harbour Memo Says Quellm"]);
    assert_eq!(of_kind(&article, &cleaned, BlockKind::Summary), ["• A harbour memo says Qu", "• Quellmar denies it."]);
    assert_eq!(of_kind(&article, &cleaned, BlockKind::Heading), ["Memo Stirs the Port"]);
    assert_eq!(
        of_kind(&article, &cleaned, BlockKind::Body),
        ["A newly found memo of th", "The memo, seen by the Ev", "The board meets next wee"]
    );
    assert_eq!(cleaned.attribution.origin, "Tidewire");
    assert_eq!(cleaned.attribution.origin_rule, "appeared-first-on");
    assert_eq!(cleaned.attribution.origin_title, "Harbour Memo Says Quellmar Broke Ban, Firm Calls It “Fiction”");
}

const PARAGRAPH: &str =
    "The board of the pump maker met on Tuesday and agreed to sell its yard to a rival for four million.";
const SECOND: &str =
    "The rival said that the yard would stay open and that the pump maker would lease the docks until spring.";

#[test]
fn a_title_that_the_record_has_is_counted_once() {
    let mut article = text(&format!("Pump maker sells yard\nBy Jane Doe\n{PARAGRAPH}\n{SECOND}"));
    article.title = "Pump maker sells yard - Tidewire".into();
    let cleaned = clean(&article);
    let rules: Vec<_> = cleaned.blocks.iter().map(|block| block.rule).collect();
    assert_eq!(rules, ["repeated-title", "byline", "text", "text"]);
}

#[test]
fn the_text_goes_on_below_a_list_in_its_midst() {
    let body = format!("{PARAGRAPH}\nRead more:\nOther story of the day\n{SECOND}\n{PARAGRAPH}\n{SECOND}");
    let article = text(&body);
    let rules: Vec<_> = clean(&article).blocks.iter().map(|block| block.rule).collect();
    assert_eq!(rules, ["text", "also-like", "card", "text", "text", "text"]);
}

#[test]
fn a_long_text_below_an_early_list_stays() {
    let third = "Dockers marched through the harbour to demand that the buyer keep every hand on the payroll.";
    let fourth = "A spokesman declined to say whether pensions had been part of the talks with lenders.";
    let article = text(&format!("{PARAGRAPH}\nRelated Stories\nStorm shuts the airport\n{third}\n{fourth}\n{SECOND}"));
    let rules: Vec<_> = clean(&article).blocks.iter().map(|block| block.rule).collect();
    assert_eq!(rules, ["text", "also-like", "card", "text", "text", "text"]);
}

#[test]
fn a_teaser_that_says_its_headline_again_is_a_card_whatever_its_words() {
    let again = PARAGRAPH.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    let body = format!("{PARAGRAPH}\n{SECOND}\n{PARAGRAPH}\nYou may also like\n{again}\n{PARAGRAPH}\nShare this");
    let rules: Vec<_> = clean(&text(&body)).blocks.iter().map(|block| block.rule).collect();
    assert_eq!(rules, ["text", "text", "text", "also-like", "card", "card", "card"]);
}

#[test]
fn a_date_is_no_origin() {
    let article = text(&format!("{PARAGRAPH}\n{SECOND}\nFirst Published on August 07, 2015 9:35 am"));
    assert_eq!(clean(&article).attribution.origin, "");
}

#[test]
fn a_feed_item_that_is_all_there_is_stays() {
    let body = format!("{PARAGRAPH} {SECOND} The post Pump maker sells yard appeared first on Tidewire.");
    let article = text(&body);
    let cleaned = clean(&article);
    assert_eq!(cleaned.blocks.len(), 2);
    assert_eq!(cleaned.blocks[0].kind, BlockKind::Body);
    assert_eq!(cleaned.blocks[1].rule, "appeared-first-on");
    assert_eq!(cleaned.attribution.origin, "Tidewire");
}

#[test]
fn other_languages_stay() {
    for body in [
        "Der Vorstand hat am Dienstag beschlossen, die Werft für vier Millionen an einen Mitbewerber zu verkaufen.",
        "董事会周二决定以四百万美元的价格将造船厂出售给竞争对手，并表示工人将全部留任，直到明年春天为止。",
        "Совет директоров во вторник решил продать верфь конкуренту за четыре миллиона долларов до весны.",
        "قرر مجلس الإدارة يوم الثلاثاء بيع حوض السفن إلى منافس مقابل أربعة ملايين دولار حتى الربيع المقبل.",
    ] {
        let cleaned = clean(&text(&format!("{body}\n\n{body}\n")));
        assert!(cleaned.blocks.iter().all(|block| block.kind == BlockKind::Body), "{body}");
    }
}

#[test]
fn the_first_publisher_is_named_in_either_order() {
    for note in [
        "This story appeared first on Severn Wire.",
        "This story first appeared on Severn Wire.",
        "This article was published first by Severn Wire.",
    ] {
        let article = text(&format!("The mill will close in May, its owner said on Monday in Marle.\n{note}"));
        assert_eq!(clean(&article).attribution.origin, "Severn Wire", "{note}");
    }
}

#[test]
fn wire_agencies_are_read_from_dateline_author_and_credit() {
    for (first, author, last, wire) in [
        ("OSLO, March 5 (Reuters) - The board met.", "", "", "Reuters"),
        ("(Bloomberg) -- The board met on Tuesday.", "", "", "Bloomberg"),
        ("OSLO, March 5, 2020 /PRNewswire/ -- Quellmar sells.", "", "", "PR Newswire"),
        ("OSLO, March 05, 2020 (GLOBE NEWSWIRE) -- Quellmar sells.", "", "", "GlobeNewswire"),
        ("OSLO--(BUSINESS WIRE)--Quellmar sells its yard.", "", "", "Business Wire"),
        ("MOSCOW, March 5. /TASS/. The board met.", "", "", "TASS"),
        ("Berlin (dpa) - Der Vorstand tagte am Dienstag.", "", "", "dpa"),
        ("The board met on Tuesday.", "Associated Press", "", "Associated Press"),
        ("The board met on Tuesday.", "Jane Doe, Reuters", "", "Reuters"),
        ("The board met.", "", "(Reporting by Jane Doe; Editing by John Roe)", "Reuters"),
        ("The board met.", "", "©2019 Bloomberg L.P.", "Bloomberg"),
        ("The board told Reuters on Tuesday that it met.", "Jane Doe", "", ""),
        ("Shares of Harbour (AP) rose by a third.", "", "", ""),
    ] {
        let mut article = text(&format!("{first}\n{PARAGRAPH}\n{SECOND}\n{last}"));
        article.title = "Board meets".into();
        article.author = author.into();
        assert_eq!(clean(&article).attribution.wire, wire, "{first} {author} {last}");
    }
}

#[test]
fn a_canonical_link_elsewhere_names_the_origin() {
    let mut article = text(PARAGRAPH);
    article.url = "https://www.hostex.example/a".into();
    article.canonical = "https://www.tidewire.example/a".into();
    let attribution = clean(&article).attribution;
    assert_eq!((attribution.origin.as_str(), attribution.origin_rule.as_str()), ("tidewire.example", "canonical"));
}

proptest! {
    #[test]
    fn blocks_hold_every_character(
        parts in prop::collection::vec(
            prop_oneof![
                "\\PC{0,40}", Just("\n".to_string()), Just("\n\n".to_string()), Just(" \u{a0}".to_string()),
                Just("\r\n".to_string()),
                prop::sample::select(PAGE.lines().map(str::to_string).collect::<Vec<_>>()),
                Just(PARAGRAPH.to_string()),
            ],
            0..30,
        ),
        format in prop::sample::select(vec!["text", "markdown", "json"]),
    ) {
        let mut article = text(&parts.concat());
        article.format = format.into();
        let body = &article.body;
        let mut end = 0;
        for block in clean(&article).blocks {
            let (start, stop) = (block.span.start as usize, block.span.end as usize);
            prop_assert!(start >= end && stop > start);
            prop_assert!(body.is_char_boundary(start) && body.is_char_boundary(stop));
            prop_assert!(body[end..start].trim().is_empty());
            end = stop;
        }
        prop_assert!(body[end..].trim().is_empty());
    }
}
