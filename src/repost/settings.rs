//! The thresholds of repost detection, in one table.

use serde::{Deserialize, Serialize};

/// Thresholds of repost detection; `[reposts]` in `pressmark.toml`. Shares run 0–1, lengths are words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RepostSettings {
    /// Most days between two articles of one story; 0 is no bound.
    pub days: u32,
    /// Fewest words of an article that can be a copy; shorter ones stand alone.
    pub least_words: u32,
    /// A template stands in at least so many distinct stories of its outlet …
    pub template_stories: u32,
    /// … and in at least this share of its articles.
    pub template_share: f64,
    /// From this share of an outlet's articles on, a template may be longer than the stories it stands under.
    pub template_everywhere: f64,
    /// A short line opens the foot of an article, with cards of other stories, if it does in so many articles …
    pub foot_articles: u32,
    /// … of so many outlets.
    pub foot_outlets: u32,
    /// What this share of all articles end in, under bodies of their own, is a notice and no sign of a copy …
    pub notice_share: f64,
    /// … in a corpus of so many articles; 0: notices are not looked for.
    pub notice_articles: u32,
    /// A 5-gram that more unlike stories than this share (a quotation, a legal notice) is no sign of a copy.
    pub posting_cap: u32,
    /// Centres verified per article: those that share most.
    pub candidates: u32,
    /// Least share of the shorter text that must stand in the longer, small edits closed over.
    pub containment: f64,
    /// Least share of the shorter's 5-grams that must stand in the longer word for word.
    pub verbatim: f64,
    /// Longest edit closed over between two shared runs.
    pub edit_words: u32,
    /// Fewest words shared.
    pub shared_words: u32,
    /// A text that makes up less than this share of the longer is embedded in it …
    pub embedded_share: f64,
    /// … and then so many words must be shared, else it is a teaser.
    pub embedded_words: u32,
    /// … or so many at the beginning of both: a page that shows no more of the story.
    pub stub_words: u32,
    /// Texts that begin alike for so many words are copies, whatever follows …
    pub led_words: u32,
    /// … if that is at least this share of the shorter.
    pub led_share: f64,
    /// Least share of a round-up that each of its stories makes up.
    pub digest_share: f64,
    /// Fewest words a round-up takes from each of its stories.
    pub digest_words: u32,
    /// An excerpt is shorter than this share of the original.
    pub excerpt_share: f64,
    /// An update is longer than its original by this factor at least.
    pub update_growth: f64,
}

impl RepostSettings {
    /// A share that is none: its key and value.
    pub fn wrong_share(&self) -> Option<(&'static str, f64)> {
        let shares = [
            ("template_share", self.template_share),
            ("template_everywhere", self.template_everywhere),
            ("notice_share", self.notice_share),
            ("containment", self.containment),
            ("verbatim", self.verbatim),
            ("embedded_share", self.embedded_share),
            ("led_share", self.led_share),
            ("digest_share", self.digest_share),
            ("excerpt_share", self.excerpt_share),
        ];
        shares.into_iter().find(|(_, share)| !(0.0..=1.0).contains(share))
    }
}

impl Default for RepostSettings {
    fn default() -> Self {
        RepostSettings {
            days: 30,
            least_words: 20,
            template_stories: 8,
            template_share: 0.02,
            template_everywhere: 0.2,
            foot_articles: 20,
            foot_outlets: 5,
            notice_share: 0.5,
            notice_articles: 100,
            posting_cap: 64,
            candidates: 12,
            containment: 0.6,
            verbatim: 0.2,
            edit_words: 12,
            shared_words: 20,
            embedded_share: 0.35,
            embedded_words: 60,
            stub_words: 30,
            led_words: 60,
            led_share: 0.25,
            digest_share: 0.15,
            digest_words: 30,
            excerpt_share: 0.5,
            update_growth: 1.05,
        }
    }
}
