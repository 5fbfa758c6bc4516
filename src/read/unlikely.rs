//! By what words, roles and styles `dom_smoothie` tells an element that is no article before it weighs any; its lists,
//! and those of Readability before it, so that such elements need not be parsed.

use super::tags::Tag;

/// Words in a class or id by which `dom_smoothie` (as Readability before it) tells what is no article.
const UNLIKELY: Words = Words::new(&[
    "-ad-",
    "ai2html",
    "banner",
    "breadcrumbs",
    "combx",
    "comment",
    "community",
    "cover-wrap",
    "disqus",
    "extra",
    "footer",
    "gdpr",
    "header",
    "legends",
    "menu",
    "related",
    "remark",
    "replies",
    "rss",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "social",
    "sponsor",
    "supplemental",
    "ad-break",
    "agegate",
    "pagination",
    "pager",
    "popup",
    "yom-remote",
]);
/// Words beside which those do not count.
const MAYBE: Words =
    Words::new(&["and", "article", "body", "column", "content", "layout", "main", "mathjax", "shadow"]);
/// Roles of what is no article, in the same crate.
const ROLES: [&str; 7] = ["menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"];

/// Words in a class or id of who wrote the article: the crate takes the first such element of under a hundred characters
/// out of the text, and counts white space.
const BYLINES: Words = Words::new(&["byline", "author", "dateline", "writtenby"]);

/// What a tag's attributes say of it.
#[derive(Default)]
pub(super) struct Signs {
    unlikely: bool,
    maybe: bool,
    unseen: bool,
    byline: bool,
}

impl Signs {
    /// Minds an attribute, its name in small letters.
    pub(super) fn mind(&mut self, tag: &Tag, name: &str, value: &str) {
        match name {
            "class" | "id" => {
                self.unlikely |= UNLIKELY.held_in(value);
                self.maybe |= MAYBE.held_in(value);
                self.byline |= BYLINES.held_in(value);
            }
            "itemprop" => self.byline |= BYLINES.held_in(value),
            "hidden" => self.unseen = true,
            "aria-hidden" => self.unseen |= value == "true" && !contains(tag.attributes, "fallback-image"),
            "role" => self.unseen |= ROLES.contains(&value),
            _ => {}
        }
    }

    /// Whether the element may be the byline.
    pub(super) fn say_byline(&self) -> bool {
        self.byline
    }

    /// Whether the element is no article.
    pub(super) fn say_no(&self) -> bool {
        self.unlikely && !self.maybe || self.unseen
    }
}

/// Whether a text holds a word, capitals or not.
pub(super) fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// Words that are looked for within a text, whatever its capitals.
pub(super) struct Words {
    words: &'static [&'static str],
    /// Which two letters begin one of them, five bits each: other places need no look.
    pairs: [u32; 32],
}

impl Words {
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let (mut pairs, mut at) = ([0; 32], 0);
        while at < words.len() {
            let word = words[at].as_bytes();
            pairs[(word[0] & 31) as usize] |= 1 << (word[1] & 31);
            at += 1;
        }
        Words { words, pairs }
    }

    /// Whether a text holds one of them.
    pub(super) fn held_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let begins = |at: usize, word: &str| {
            bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
        };
        bytes.windows(2).enumerate().any(|(at, pair)| {
            self.pairs[usize::from(pair[0] & 31)] >> (pair[1] & 31) & 1 == 1
                && self.words.iter().any(|word| begins(at, word))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lean::lean;
    use dom_smoothie::{ParsePolicy, Readability};

    /// What the crate keeps of a page.
    fn kept(page: &str) -> String {
        let found = Readability::new(page, None, None).unwrap().parse_with_policy(ParsePolicy::Strict).unwrap();
        found.text_content.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// An article with a box of that tag in its middle.
    fn page(tag: &str) -> String {
        let text = "<p>The harbour opened on Tuesday, two years late, after the council had paid for it twice.</p>";
        let gone = "<p>Gone are the boats, the nets, the ropes and all the men who went out in them each morning.</p>";
        format!("<body><div id=s>{}<div {tag}>{gone}</div>{}</div></body>", text.repeat(4), text.repeat(4))
    }

    #[test]
    fn the_lists_are_those_of_the_crate() {
        assert!(kept(&page("class=plain")).contains("Gone") && lean(&page("class=plain")).contains("Gone"));
        for word in UNLIKELY.words {
            let page = page(&format!("class=\"x {}\"", word.to_uppercase()));
            assert!(!kept(&page).contains("Gone"), "{word}");
            assert!(!lean(&page).contains("Gone"), "{word}");
            assert_eq!(kept(&page), kept(&lean(&page)), "{word}");
        }
        for word in MAYBE.words {
            let page = page(&format!("class=replies-{word}"));
            assert!(kept(&page).contains("Gone") && lean(&page).contains("Gone"), "{word}");
        }
        for role in ROLES {
            let page = page(&format!("role={role}"));
            assert!(!kept(&page).contains("Gone") && !lean(&page).contains("Gone"), "{role}");
        }
        for unseen in ["hidden", "aria-hidden=true"] {
            assert!(!kept(&page(unseen)).contains("Gone") && !lean(&page(unseen)).contains("Gone"), "{unseen}");
        }
    }
}
