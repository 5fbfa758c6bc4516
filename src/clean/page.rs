//! The page as a whole: what a line is by the rules and by where it stands.

use super::attribution::first_of_twice;
use super::line::{Line, ends_sentence, head, words};
use super::rules::{Kind, RULES, Scope};
use crate::article::{Article, Span};
use crate::found::{Block, BlockKind};
use rapidhash::RapidHashSet as HashSet;

/// Share of the longer words of a paragraph, or of three in a row, that the article must have used before for them to
/// be the article's own, where they stand below the heading of a list of other stories.
const RESUMES: f64 = 0.35;
const RESUMES_THREE: f64 = 0.2;
/// The same where fewer than three paragraphs stand before the list: too few words to be compared with.
const RESUMES_EARLY: f64 = 0.15;
/// So many paragraphs in a row are the article's own whatever their words.
const RESUMES_RUN: usize = 5;

/// The lines of a body, each with what it was named so far.
pub(super) struct Page<'a> {
    article: &'a Article,
    lines: Vec<Line<'a>>,
    names: Vec<Option<(BlockKind, &'static str)>>,
    /// Whether a line belongs to the card of another story.
    foreign: Vec<bool>,
    /// First and last paragraph; one past the end and 0 where there is none.
    first: usize,
    last: usize,
}

impl<'a> Page<'a> {
    /// Names every line of an article's body.
    pub(super) fn of(article: &'a Article) -> Page<'a> {
        let lines = Line::of(&article.body, article.format == "markdown");
        let n = lines.len();
        let first = lines.iter().position(Line::is_paragraph).unwrap_or(n);
        let mut page = Page { article, lines, names: vec![None; n], foreign: vec![false; n], first, last: 0 };
        page.cards();
        page.outlet_cards();
        page.last = (0..n).rev().find(|&i| !page.foreign[i] && page.lines[i].is_paragraph()).unwrap_or(0);
        page.rules();
        page.teasers();
        page.title();
        page.summary();
        page.widgets();
        page.menus();
        page.headings();
        page
    }

    /// The blocks, in order, and which of the lines belong to other stories.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(self.lines.len() + 1);
        for (line, name) in self.lines.iter().zip(&self.names) {
            let (kind, rule) = name.unwrap_or((BlockKind::Body, "text"));
            match self.footer(line).filter(|_| kind != BlockKind::Furniture) {
                Some((at, id)) => {
                    let text = &self.article.body[line.span.start as usize..at];
                    let end = line.span.start as usize + text.trim_end().len();
                    blocks.push(Block { span: Span::new(line.span.start as usize, end), kind, rule });
                    let span = Span::new(at, line.span.end as usize);
                    blocks.push(Block { span, kind: BlockKind::Furniture, rule: id });
                }
                None => blocks.push(Block { span: line.span, kind, rule }),
            }
        }
        blocks
    }

    /// The lines and whether each belongs to another story.
    pub(super) fn lines(&self) -> (&[Line<'a>], &[bool]) {
        (&self.lines, &self.foreign)
    }

    /// Where, inside a line that is otherwise text, the note of its first publisher begins.
    fn footer(&self, line: &Line) -> Option<(usize, &'static str)> {
        let hit = line.hits.iter().find(|&&hit| RULES.rules[hit as usize].scope == Scope::Long)?;
        let regex = RULES.origin(*hit)?;
        let text = line.span.of(&self.article.body);
        let found = regex.find_iter(text).last()?;
        (found.start() > 0 && text.len() - found.end() <= 5)
            .then(|| (line.span.start as usize + found.start(), RULES.rules[*hit as usize].id.as_str()))
    }

    fn furniture(&mut self, index: usize, rule: &'static str) {
        self.names[index] = Some((BlockKind::Furniture, rule));
    }

    /// Sets aside the lists of other stories: from their heading to where the article resumes, else to the end.
    fn cards(&mut self) {
        let n = self.lines.len();
        let mut at = self.first;
        while at < n {
            let Some((_, rule)) = self.lines[at].rule(false, true).filter(|(_, rule)| rule.kind == Kind::Cards) else {
                at += 1;
                continue;
            };
            let end = self.resumes(at + 1);
            self.furniture(at, rule.id.as_str());
            self.foreign[at] = true;
            for index in at + 1..end {
                self.furniture(index, "card");
                self.foreign[index] = true;
            }
            at = end.max(at + 1);
        }
    }

    /// The first line from `from` on at which the article's own text goes on; one past the last line where it does not.
    fn resumes(&self, from: usize) -> usize {
        let n = self.lines.len();
        let mut known: Option<HashSet<u64>> = None;
        let mut at = from;
        while at < n {
            if !self.lines[at].is_paragraph() || self.says_title(at) {
                at += 1;
                continue;
            }
            let end = (at..n).find(|&i| !self.lines[i].is_paragraph()).unwrap_or(n);
            let known = known.get_or_insert_with(|| self.words_before(from - 1));
            let share = self.share(at, end, known);
            let run = end - at;
            let early = (0..from - 1).filter(|&i| !self.foreign[i] && self.lines[i].is_paragraph()).count() < 3;
            let needed = match (early, run) {
                (_, RESUMES_RUN..) | (true, 3..) => 0.0,
                (true, _) => RESUMES_EARLY,
                (false, 3..) => RESUMES_THREE,
                (false, _) => RESUMES,
            };
            if share >= needed {
                return at;
            }
            at = end;
        }
        n
    }

    /// Whether a paragraph begins with the words of the short line above it, as the teaser on a card does.
    fn says_title(&self, paragraph: usize) -> bool {
        let Some(title) = paragraph.checked_sub(1).map(|above| &self.lines[above]) else { return false };
        let start = title.text.trim_end_matches(['…', '.', ' ']);
        title.is_short()
            && words(start, 4)
            && self.lines[paragraph].text.starts_with(start)
            && !self.article.title.starts_with(start)
    }

    /// Sets aside cards without a heading at the end of the page: an outlet's name, a title, one paragraph of a story
    /// that shares few words with what stands above.
    fn outlet_cards(&mut self) {
        let mut end = self.foreign.iter().position(|&foreign| foreign).unwrap_or(self.lines.len());
        loop {
            let mut at = end;
            while at > 0 && end - at < 2 && self.lines[at - 1].hits.iter().any(|&hit| RULES.origin(hit).is_some()) {
                at -= 1;
            }
            if at < 4 {
                return;
            }
            let [outlet, title, text] = [&self.lines[at - 3], &self.lines[at - 2], &self.lines[at - 1]];
            let is_card = [outlet, title, text].iter().all(|line| line.hits.is_empty())
                && outlet.is_short()
                && !words(outlet.text, 4)
                && outlet.text.starts_with(char::is_uppercase)
                && title.is_short()
                && words(title.text, 4)
                && (text.running || text.bullet)
                && text.text.len() >= 200
                && at - 3 > self.first;
            if !is_card || self.share(at - 1, at, &self.words_before(at - 3)) >= RESUMES {
                return;
            }
            for index in at - 3..end {
                self.furniture(index, "card");
                self.foreign[index] = true;
            }
            end = at - 3;
        }
    }

    /// The longer words of the article's own lines before a line.
    fn words_before(&self, line: usize) -> HashSet<u64> {
        let own = (0..line).filter(|&i| !self.foreign[i]);
        own.flat_map(|i| long_words(self.lines[i].text)).collect()
    }

    /// Share of the longer words of some lines that are among those known.
    fn share(&self, from: usize, to: usize, known: &HashSet<u64>) -> f64 {
        let run: HashSet<u64> = (from..to).flat_map(|i| long_words(self.lines[i].text)).collect();
        run.iter().filter(|word| known.contains(word)).count() as f64 / run.len().max(1) as f64
    }

    /// Names the lines that a rule decides by itself.
    fn rules(&mut self) {
        for index in 0..self.lines.len() {
            if self.names[index].is_some() || self.lines[index].hits.is_empty() {
                continue;
            }
            let (top, bottom) = (index < self.first, index > self.last || self.first == self.lines.len());
            let Some((_, rule)) = self.lines[index].rule(top, bottom) else { continue };
            if rule.kind == Kind::Origin && rule.scope == Scope::Long {
                continue;
            }
            self.furniture(index, rule.id.as_str());
        }
    }

    /// Sets aside teasers: a block that is printed twice over, or that ends in the note of its first publisher and
    /// whose words the article repeats.
    fn teasers(&mut self) {
        if self.first == self.lines.len() {
            return;
        }
        for index in 0..self.lines.len() {
            if self.names[index].is_some() {
                continue;
            }
            let line = &self.lines[index];
            let once = first_of_twice(line.text);
            let twice = once.len() < line.text.len();
            let footer = line.hits.iter().find_map(|&hit| Some((&RULES.rules[hit as usize], RULES.origin(hit)?)));
            if let Some((rule, regex)) = footer.filter(|(rule, _)| rule.scope == Scope::Long) {
                let Some(start) = regex.find(once).map(|found| found.start()) else { continue };
                let before = once[..start].trim_end();
                if before.is_empty() {
                    self.furniture(index, rule.id.as_str());
                } else if twice
                    || before.ends_with(['…', ']'])
                    || before.ends_with("...")
                    || self.repeated(index, before)
                {
                    self.furniture(index, "teaser");
                }
            } else if twice && index < self.first.saturating_add(2) && self.repeated(index, once) {
                self.furniture(index, "teaser");
            }
        }
    }

    /// Whether another line holds the first words of a teaser.
    fn repeated(&self, index: usize, teaser: &str) -> bool {
        let start = head(teaser, 60);
        start.len() >= 40 && self.lines.iter().enumerate().any(|(i, line)| i != index && line.text.contains(start))
    }

    /// Finds the headline, where the article has none of its own, and sets aside its repeats near the top.
    fn title(&mut self) {
        let top = self.first.saturating_add(2).min(self.lines.len());
        let mut title = self.article.title.clone();
        if normal(&title).is_empty()
            && matches!(self.article.format.as_str(), "text" | "markdown")
            && let Some(index) = self.headline()
        {
            self.names[index] = Some((BlockKind::Title, "headline"));
            title = self.lines[index].text.to_string();
        }
        let headline = normal(&title);
        if headline.is_empty() {
            return;
        }
        for index in 0..top {
            let line = &self.lines[index];
            if self.names[index].is_some() || line.text.len() > headline.len() * 2 + 60 {
                continue;
            }
            // An outlet's name may stand behind either copy.
            let same = normal(line.text) == headline
                || heads(&title).any(|head| head == normal(line.text))
                || heads(line.text).any(|head| head == headline);
            if same {
                self.furniture(index, "repeated-title");
            }
        }
    }

    fn headline(&self) -> Option<usize> {
        let candidate = |index: &usize| {
            let line = &self.lines[*index];
            self.names[*index].is_none() && line.is_short() && line.text.chars().any(char::is_alphabetic)
        };
        let end = if self.first == self.lines.len() { self.lines.len().min(3) } else { self.first };
        if self.lines.len() < 2 {
            return None;
        }
        let mut marked = (0..end).filter(candidate).filter(|&i| self.lines[i].hashes > 0);
        let enough = |n: usize| move |&i: &usize| words(self.lines[i].text, n) || wide(self.lines[i].text);
        marked
            .next()
            .or_else(|| (0..end).filter(candidate).find(enough(4)))
            .or_else(|| (0..end).filter(candidate).find(enough(2)))
    }

    /// Names the list below a label or the headline a summary.
    fn summary(&mut self) {
        let mut index = 0;
        while index < self.first {
            let starts = index == 0 || self.names[index - 1].is_some();
            let end = (index..self.first).find(|&i| !self.lines[i].bullet || self.names[i].is_some());
            let end = end.unwrap_or(self.first);
            if starts && end > index && self.first < self.lines.len() {
                for i in index..end {
                    self.names[i] = Some((BlockKind::Summary, "summary-list"));
                }
            }
            index = end.max(index + 1);
        }
    }

    /// Sets aside the short lines of a widget below its heading.
    fn widgets(&mut self) {
        for head in 0..self.lines.len() {
            let is_widget = |hit: &u16| RULES.rules[*hit as usize].kind == Kind::Widget;
            if self.foreign[head] || !self.lines[head].hits.iter().any(is_widget) {
                continue;
            }
            for index in head + 1..self.lines.len().min(head + 16) {
                let line = &self.lines[index];
                let before_text = self.lines.get(index + 1).is_some_and(Line::is_paragraph)
                    && words(line.text, 3)
                    && !line.text.bytes().any(|b| b.is_ascii_digit());
                if line.running || line.gap || line.text.len() > 80 || ends_sentence(line.text) || before_text {
                    break;
                }
                if self.names[index].is_none() {
                    self.furniture(index, "widget");
                }
            }
        }
    }

    /// Sets aside runs of one to three words at the edges of which a rule knows at least one as navigation.
    fn menus(&mut self) {
        let n = self.lines.len();
        let mut at = 0;
        while at < n {
            let is_entry = |i: usize| {
                let edge = i < self.first || i > self.last;
                let open = self.names[i].is_none_or(|(kind, _)| kind == BlockKind::Furniture);
                edge && open && self.lines[i].is_short() && !words(self.lines[i].text, 4)
            };
            let end = (at..n).find(|&i| !is_entry(i)).unwrap_or(n);
            let known = (at..end).any(|i| {
                self.names[i]
                    .is_some_and(|(_, rule)| matches!(rule, "menu-word" | "skip-link" | "share-networks" | "subscribe"))
            });
            if end - at >= 3 && known && self.first < n {
                for i in at..end {
                    if self.names[i].is_none() {
                        self.furniture(i, "menu");
                    }
                }
            }
            at = end.max(at + 1);
        }
    }

    /// Names the headings between paragraphs.
    fn headings(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            if self.names[index].is_some() {
                continue;
            }
            let next = (index + 1..self.lines.len())
                .find(|&i| self.names[i].is_none_or(|(kind, _)| kind != BlockKind::Furniture))
                .is_some_and(|i| self.lines[i].running || self.lines[i].bullet);
            let looks = line.is_short()
                && line.text.len() <= 120
                && !words(line.text, 17)
                && !line.text.starts_with(['"', '“', '«', '„', '\'', '‘', '('])
                && line.text.chars().any(char::is_alphabetic);
            if line.hashes > 0 || (looks && next && index > self.first) {
                self.names[index] = Some((BlockKind::Heading, "heading"));
            }
        }
    }
}

/// Letters and digits of a title, in lower case.
fn normal(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What stands before each dash, bar or colon of a title, as [`normal`] gives it, where it is long enough to be one.
fn heads(title: &str) -> impl Iterator<Item = String> + '_ {
    let marks = [" - ", " | ", " – ", " — ", " :: ", " · "];
    let parts = marks.into_iter().filter_map(|mark| title.rsplit_once(mark)).map(|(head, _)| normal(head));
    parts.filter(|head| head.len() >= 10)
}

/// Whether the text is of a script whose words are not parted.
fn wide(text: &str) -> bool {
    text.chars().filter(|&c| c >= '\u{0e00}').count() >= 5
}

/// Hashes of the words of five bytes or more (FNV-1a), ASCII letters in lower case.
fn long_words(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.as_bytes().split(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).filter(|word| word.len() >= 5).map(
        |word| {
            word.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
            })
        },
    )
}
