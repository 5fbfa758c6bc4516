//! Names of articles: the record's own id where no other record has it, else its place in the corpus.

use std::collections::{BTreeMap, HashSet};

/// What an article can be named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key<'a> {
    /// The record's own id; may be empty.
    pub own_id: &'a str,
    /// Path, with `#record` where its file holds several.
    pub place: &'a str,
    /// SHA-256 of the text, which parts records that share everything else.
    pub sha256: &'a [u8; 32],
}

/// Articles by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Name and index of each article, sorted by name.
    pub order: Vec<(String, usize)>,
    /// Own ids that more than one record has, with the index of the first of them and how many there are.
    pub shared: Vec<(String, usize, usize)>,
}

/// Names every article; no two share a name, and the order of `keys` does not matter.
pub fn name(keys: &[Key]) -> Named {
    let mut holders: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (index, key) in keys.iter().enumerate().filter(|(_, k)| !k.own_id.is_empty()) {
        let (first, n) = holders.entry(key.own_id).or_insert((index, 0));
        *n += 1;
        if keys[*first].place > key.place {
            *first = index;
        }
    }
    let alone = |id: &str| holders.get(id).is_some_and(|(_, n)| *n == 1);
    let mut order: Vec<(String, usize)> = keys
        .iter()
        .enumerate()
        .map(|(index, key)| ((if alone(key.own_id) { key.own_id } else { key.place }).to_string(), index))
        .collect();
    order.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| keys[a.1].cmp(&keys[b.1])));
    // A place that is another record's own id gets a mark of its own.
    let mut taken: HashSet<String> = HashSet::with_capacity(order.len());
    for (name, _) in &mut order {
        let bare = name.clone();
        let mut n = 2;
        while !taken.insert(name.clone()) {
            *name = format!("{bare}~{n}");
            n += 1;
        }
    }
    order.sort();
    let shared = holders.into_iter().filter(|(_, (_, n))| *n > 1);
    Named { order, shared: shared.map(|(id, (first, n))| (id.to_string(), first, n)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(records: &[(&str, &str)]) -> Vec<String> {
        let keys: Vec<Key> = records.iter().map(|(own_id, place)| Key { own_id, place, sha256: &[0; 32] }).collect();
        name(&keys).order.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn an_own_id_serves_where_it_is_alone() {
        assert_eq!(names(&[("a", "x.jsonl#1"), ("", "y.txt")]), ["a", "y.txt"]);
        assert_eq!(names(&[("a", "x.jsonl#1"), ("a", "x.jsonl#2")]), ["x.jsonl#1", "x.jsonl#2"]);
        assert_eq!(names(&[("y.txt", "x.jsonl#1"), ("", "y.txt")]), ["y.txt", "y.txt~2"]);
    }

    proptest! {
        #[test]
        fn names_are_unique_whatever_the_order(records in prop::collection::vec(("[ab]{0,1}", "[abc]{1}"), 0..12)) {
            let hashes: Vec<[u8; 32]> = (0..records.len()).map(|i| [i as u8; 32]).collect();
            let keys: Vec<Key> = records.iter().zip(&hashes)
                .map(|((own_id, place), sha256)| Key { own_id, place, sha256 }).collect();
            let named = name(&keys);
            let unique: HashSet<&String> = named.order.iter().map(|(n, _)| n).collect();
            prop_assert_eq!(unique.len(), records.len());
            let turned: Vec<Key> = keys.iter().rev().copied().collect();
            let again = name(&turned);
            for ((a, i), (b, j)) in named.order.iter().zip(&again.order) {
                prop_assert_eq!(a, b);
                prop_assert_eq!(keys[*i], turned[*j]);
            }
        }
    }
}
