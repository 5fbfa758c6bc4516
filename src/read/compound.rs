//! Compound files, in which old workbooks lie: whether their chains of sectors end. The library that reads them follows
//! a chain that turns back on itself until memory runs out.

/// Numbers from here on are no sector: end of a chain, free, or of the table itself.
const NONE: u32 = 0xFFFF_FFFA;

/// Whether some chain of sectors of the file, large or small ones, comes back to where it was.
pub(super) fn is_endless(bytes: &[u8]) -> bool {
    let at = |from: usize| number(bytes, from).unwrap_or(NONE);
    let size = match bytes.get(30..32) {
        Some([9, 0]) => 512,
        Some([12, 0]) => 4096,
        _ => return false,
    };
    let sector = |id: u32| {
        let from = (id as usize + 1).saturating_mul(size);
        bytes.get(from..bytes.len().min(from.saturating_add(size))).unwrap_or_default()
    };
    // The sectors that hold the table of chains: 109 are named by the header, the rest by a chain of their own.
    let mut tables: Vec<u32> = (76..512).step_by(4).map(at).collect();
    let mut next = at(68);
    for _ in 0..=bytes.len() / size {
        if next >= NONE {
            break;
        }
        tables.extend(numbers(sector(next)));
        next = tables.pop().unwrap_or(NONE);
    }
    let chains: Vec<u32> = tables.into_iter().filter(|id| *id < NONE).flat_map(|id| numbers(sector(id))).collect();
    if turns_back(&chains) {
        return true;
    }
    let mut small = Vec::new();
    let mut next = at(60);
    while let Some(after) = chains.get(next as usize) {
        small.extend(numbers(sector(next)));
        next = *after;
    }
    turns_back(&small)
}

/// Whether a walk from any entry to the entry it names, and on, comes back.
fn turns_back(chains: &[u32]) -> bool {
    let mut walks = vec![0u32; chains.len()];
    (0..chains.len()).any(|start| {
        let (walk, mut at) = (start as u32 + 1, start);
        while let Some(seen) = walks.get_mut(at).filter(|seen| **seen == 0) {
            *seen = walk;
            at = chains[at] as usize;
        }
        walks.get(at).is_some_and(|seen| *seen == walk)
    })
}

fn number(bytes: &[u8], from: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(from..from + 4)?.try_into().ok()?))
}

fn numbers(sector: &[u8]) -> impl Iterator<Item = u32> {
    (0..sector.len() / 4).filter_map(|n| number(sector, n * 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_that_turn_back_are_seen() {
        assert!(!turns_back(&[1, 2, u32::MAX, 2]));
        assert!(turns_back(&[0]));
        assert!(turns_back(&[3, 2, 1, u32::MAX]));
    }
}
