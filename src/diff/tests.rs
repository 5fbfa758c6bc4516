use super::*;
use proptest::prelude::*;

fn told(id: &str, text: &str) -> Told {
    Told { id: id.into(), text: text.into(), ..Told::default() }
}

fn columns(diff: &Diff, width: usize) -> String {
    let mut out = Vec::new();
    write_columns(diff, width, Marks::Brackets, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const WIRE: &str = "The harbour board of Tullmere voted on Monday to close the old ferry pier. \
                    Its chair, Ada Quill, said repairs would cost nine million crowns. \
                    Two firms have offered to take the pier over.";

#[test]
fn a_copy_with_a_cut_and_a_new_sentence() {
    let copy = "Ferry news first. The harbour board of Tullmere voted on Monday to close the old ferry pier. \
                Two firms have offered to take the pier over.";
    let diff = diff(told("a", WIRE), told("b", copy));
    // 14 + 9 words of A are in B; its middle sentence of 11 is not. B has three words of its own.
    assert_eq!((diff.a.words, diff.a.shared), (34, 23));
    assert_eq!((diff.b.words, diff.b.shared), (26, 23));
    let rows: Vec<(bool, bool)> = diff.rows().map(|(a, b)| (!a.is_empty(), !b.is_empty())).collect();
    assert_eq!(rows, [(false, true), (true, true), (true, false), (true, true)]);
    let shown = columns(&diff, 80);
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("68 % of A (23 of 34 words), 88 % of B (23 of 26 words)"), "{shown}");
    assert!(shown.lines().all(|l| l.chars().count() <= 80), "{shown}");
}

#[test]
fn an_edit_stands_outside_the_marks() {
    let copy = WIRE.replace("nine million crowns", "twelve million crowns");
    let diff = diff(told("a", WIRE), told("b", &copy));
    let marked: Vec<&str> = diff.rows().nth(1).unwrap().1.iter().filter(|p| p.shared).map(|p| p.text).collect();
    // "million crowns" goes on with the next sentence for more than five words
    assert_eq!(marked, ["Its chair, Ada Quill, said repairs would cost", "million crowns."]);
}

#[test]
fn texts_that_share_nothing() {
    let diff = diff(told("a", "One word."), told("b", ""));
    assert_eq!((diff.a.shared, diff.b.shared), (0, 0));
    assert_eq!(diff.rows().count(), 1);
}

#[test]
fn a_script_without_spaces() {
    let text = "港口委员会周一投票决定关闭旧渡轮码头。两家公司提出接管该码头。";
    let diff = diff(told("a", text), told("b", "两家公司提出接管该码头。"));
    assert!(diff.b.share() > 0.9, "{}", diff.b.share());
    assert!(columns(&diff, 40).lines().count() > 4);
}

#[test]
fn the_page_escapes_text_and_asks_for_nothing() {
    let a = Told { id: "<a>".into(), title: "\"T\" & co".into(), ..told("", "x <script>alert(1)</script>") };
    let mut out = Vec::new();
    write_page(&diff(a, told("b", WIRE)), &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert!(page.contains("&lt;script&gt;") && page.contains("&quot;T&quot; &amp; co") && !page.contains("<script"));
    assert!(!page.contains("http"));
}

proptest! {
    #[test]
    fn every_sentence_stands_in_one_row_and_runs_stand_in_both(
        a in proptest::collection::vec("[a-e]{1,2}[.,]? ", 0..60), b in proptest::collection::vec("[a-e]{1,2}[.,]? ", 0..60)
    ) {
        let (a, b) = (a.concat(), b.concat());
        let found = diff(told("a", &a), told("b", &b));
        let (of_a, of_b): (Vec<_>, Vec<_>) = found.rows.iter().copied().unzip();
        prop_assert!(of_a.into_iter().flatten().eq(0..found.a.sentences.len()));
        prop_assert!(of_b.into_iter().flatten().eq(0..found.b.sentences.len()));
        let naive = |mine: &str, theirs: &str| {
            let words = |t: &str| t.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(String::from).collect::<Vec<_>>();
            let (mine, theirs) = (words(mine), words(theirs));
            (0..mine.len()).filter(|&n| {
                (n.saturating_sub(4)..=n).any(|s| s + 5 <= mine.len() && theirs.windows(5).any(|w| w == &mine[s..s + 5]))
            }).count()
        };
        prop_assert_eq!(found.a.shared, naive(&a, &b));
        prop_assert_eq!(found.b.shared, naive(&b, &a));
    }

    #[test]
    fn no_text_upsets_the_columns(a in "\\PC{0,200}", width in 0usize..200) {
        let found = diff(told("a", &a), told("b", &a));
        columns(&found, width);
    }
}
