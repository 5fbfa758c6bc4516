//! How much of one text stands in another, and whether that makes it a copy.

use super::RepostSettings;
use super::text::{GRAM, grams};

/// Most words before a text that begins with a shared run: a dateline, a byline.
const HEAD: usize = 12;

/// A text made ready to be compared with many.
#[derive(Default)]
pub(super) struct Known {
    /// 5-grams in order, each once, with its first place.
    grams: Vec<(u32, u32)>,
    /// Open addressing: where in `grams` a 5-gram stands, plus one; 0 is free.
    slots: Vec<u32>,
    words: usize,
}

impl Known {
    /// Makes a text ready.
    pub(super) fn read(&mut self, words: &[u16]) {
        self.words = words.len();
        self.grams.clear();
        self.slots.clear();
        self.slots.resize((words.len() * 2).next_power_of_two().max(16), 0);
        for (at, gram) in grams(words).enumerate() {
            let slot = self.slot(gram);
            if self.slots[slot] == 0 {
                self.grams.push((gram, at as u32));
                self.slots[slot] = self.grams.len() as u32;
            }
        }
    }

    /// The slot that holds a 5-gram, or the free one where it would stand.
    fn slot(&self, gram: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = gram as usize & mask;
        while let Some(&(held, _)) = self.grams.get((self.slots[slot] as usize).wrapping_sub(1)) {
            if held == gram {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// First place of a 5-gram.
    fn place(&self, gram: u32) -> Option<u32> {
        let held = self.slots.get(self.slot(gram)).map_or(0, |s| *s as usize);
        self.grams.get(held.wrapping_sub(1)).map(|g| g.1)
    }
}

/// What two texts, `a` and `b`, have in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Overlap {
    /// Distinct 5-grams of each and of both.
    pub(super) grams_a: usize,
    pub(super) grams_b: usize,
    pub(super) shared: usize,
    /// Words of each, and those of them in shared runs, small edits closed over.
    pub(super) words_a: usize,
    pub(super) words_b: usize,
    pub(super) covered_a: usize,
    pub(super) covered_b: usize,
    /// Words before the first shared run.
    pub(super) head_a: usize,
    pub(super) head_b: usize,
    /// Where the last shared run ends, in words.
    pub(super) end_a: usize,
    pub(super) end_b: usize,
    /// The covered runs of `a`, in words.
    pub(super) runs: Vec<(u32, u32)>,
}

impl Overlap {
    /// Compares `a` with `b`.
    pub(super) fn of(a: &Known, b: &Known, settings: &RepostSettings) -> Overlap {
        let mut found = Overlap {
            grams_a: a.grams.len(),
            grams_b: b.grams.len(),
            words_a: a.words,
            words_b: b.words,
            ..Overlap::default()
        };
        if a.words == 0 || b.words == 0 {
            return found;
        }
        let mut places: Vec<(u32, u32)> =
            a.grams.iter().filter_map(|&(gram, here)| b.place(gram).map(|there| (here, there))).collect();
        found.shared = places.len();
        if places.is_empty() {
            return found;
        }
        let edit = settings.edit_words + GRAM as u32;
        found.head_a = places[0].0 as usize;
        (found.covered_a, found.runs) = cover(&places, edit);
        found.end_a = found.runs.last().map_or(0, |r| r.1 as usize);
        places.iter_mut().for_each(|p| *p = (p.1, p.0));
        places.sort_unstable();
        found.head_b = places[0].0 as usize;
        let (covered, runs) = cover(&places, edit);
        found.covered_b = covered;
        found.end_b = runs.last().map_or(0, |r| r.1 as usize);
        found
    }

    /// Share of `a`'s distinct 5-grams that stand in `b`.
    pub(super) fn containment_ab(&self) -> f64 {
        share(self.shared, self.grams_a)
    }

    /// Share of `b`'s distinct 5-grams that stand in `a`.
    pub(super) fn containment_ba(&self) -> f64 {
        share(self.shared, self.grams_b)
    }

    /// Shared 5-grams of all.
    pub(super) fn jaccard(&self) -> f64 {
        share(self.shared, self.grams_a + self.grams_b - self.shared)
    }

    /// How much of the shorter is covered, as containment but with small edits closed over.
    pub(super) fn closeness(&self) -> f64 {
        if self.words_a <= self.words_b {
            share(self.covered_a, self.words_a)
        } else {
            share(self.covered_b, self.words_b)
        }
    }

    /// The rule by which one is a copy of the other, if any does.
    pub(super) fn rule(&self, settings: &RepostSettings) -> Option<&'static str> {
        let verbatim = self.containment_ab().max(self.containment_ba());
        let closeness = self.closeness();
        let covered = self.covered_a.min(self.covered_b);
        if covered < settings.shared_words as usize {
            return None;
        }
        if closeness < settings.containment || verbatim < settings.verbatim {
            return self.is_led(settings).then_some("led");
        }
        let (head, longer, in_longer) = if self.words_a > self.words_b {
            (self.head_a, self.words_a, self.covered_a)
        } else {
            (self.head_b, self.words_b, self.covered_b)
        };
        // Different beginnings and a common end: two stories over the same background or the same teasers.
        let least = settings.embedded_words as usize;
        if self.head_a.min(self.head_b) >= least / 2 && closeness < 0.8 {
            return None;
        }
        if share(in_longer, longer) < settings.embedded_share {
            let at_foot = head * 2 > longer;
            // The beginning of a story alone on a page: teasers stand among others, at the foot.
            if covered >= settings.stub_words as usize && self.head_a.max(self.head_b) <= HEAD {
                return Some("stub");
            }
            return (covered >= least && !(at_foot && covered < 2 * least)).then_some("embedded");
        }
        Some(if verbatim >= settings.containment { "contained" } else { "edited" })
    }
}

impl Overlap {
    /// Whether both begin with the same text and part only afterwards, as copies with different cards below do.
    fn is_led(&self, settings: &RepostSettings) -> bool {
        let covered = self.covered_a.min(self.covered_b);
        let head = settings.led_words as usize / 2;
        covered >= settings.led_words as usize
            && self.head_a.max(self.head_b) <= head
            && share(self.covered_a, self.end_a) >= settings.containment
            && share(self.covered_b, self.end_b) >= settings.containment
            && share(covered, self.words_a.min(self.words_b)) >= settings.led_share
    }
}

/// Words covered by shared 5-grams at `places` (here, there), gaps of an edit closed, and the runs they form.
fn cover(places: &[(u32, u32)], edit: u32) -> (usize, Vec<(u32, u32)>) {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    let mut before = None;
    for &(here, there) in places {
        let joins = before.is_some_and(|(h, t): (u32, u32)| {
            here - h <= GRAM as u32 || here - h <= edit && there > t && there - t <= edit
        });
        match runs.last_mut() {
            Some(run) if joins => run.1 = here + GRAM as u32,
            _ => runs.push((here, here + GRAM as u32)),
        }
        before = Some((here, there));
    }
    (runs.iter().map(|(from, to)| (to - from) as usize).sum(), runs)
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}
