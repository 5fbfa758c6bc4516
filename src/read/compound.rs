//! Compound files, in which old workbooks lie: whether their chains of sectors end, and whether their cells lie in a
//! sheet. The library that reads them follows a chain that turns back on itself, and makes room up to the last cell,
//! until memory runs out.

/// Numbers from here on are no sector: end of a chain, free, or of the table itself.
const NONE: u32 = 0xFFFF_FFFA;

/// A compound file whose chains all end.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    size: usize,
    chains: Vec<u32>,
    small: Vec<u32>,
}

impl<'a> Compound<'a> {
    /// Reads the tables of chains; `None` where some chain of sectors, large or small ones, comes back to where it was.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let at = |from: usize| number(bytes, from).unwrap_or(NONE);
        let size = match bytes.get(30..32) {
            Some([9, 0]) => 512,
            Some([12, 0]) => 4096,
            // what is no compound file the library refuses
            _ => return Some(Compound { bytes, size: 512, chains: Vec::new(), small: Vec::new() }),
        };
        let mut file = Compound { bytes, size, chains: Vec::new(), small: Vec::new() };
        // The sectors that hold the table of chains: 109 are named by the header, the rest by a chain of their own.
        let mut tables: Vec<u32> = (76..512).step_by(4).map(at).collect();
        let mut next = at(68);
        for _ in 0..=bytes.len() / size {
            if next >= NONE {
                break;
            }
            tables.extend(numbers(file.sector(next)));
            next = tables.pop().unwrap_or(NONE);
        }
        file.chains = tables.into_iter().filter(|id| *id < NONE).flat_map(|id| numbers(file.sector(id))).collect();
        if turns_back(&file.chains) {
            return None;
        }
        file.small = numbers(&file.chain(at(60))).collect();
        (!turns_back(&file.small)).then_some(file)
    }

    fn sector(&self, id: u32) -> &'a [u8] {
        let from = (id as usize + 1).saturating_mul(self.size);
        self.bytes.get(from..self.bytes.len().min(from.saturating_add(self.size))).unwrap_or_default()
    }

    /// The bytes of a chain of sectors.
    fn chain(&self, first: u32) -> Vec<u8> {
        let (mut all, mut next) = (Vec::new(), first);
        while let Some(after) = self.chains.get(next as usize) {
            all.extend(self.sector(next));
            next = *after;
        }
        all
    }

    /// The bytes of a stream by its name; small ones lie in the stream of the root.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect();
        let folder = self.chain(number(self.bytes, 48)?);
        let entry = folder.chunks_exact(128).find(|entry| entry.starts_with(&name))?;
        let (first, length) = (number(entry, 116)?, number(entry, 120)? as usize);
        if length >= SMALL {
            return Some(self.chain(first));
        }
        let root = self.chain(number(&folder, 116)?);
        let (mut all, mut next) = (Vec::new(), first);
        while let Some(after) = self.small.get(next as usize) {
            all.extend(root.chunks(64).nth(next as usize)?);
            next = *after;
        }
        Some(all)
    }
}

/// Streams shorter than this lie among the small ones.
const SMALL: usize = 4096;
/// Columns of a sheet of an old workbook.
const COLUMNS: u16 = 256;
/// Records that hold cells: formula, multiple numbers and blanks, text, numbers, blanks.
const CELLS: [u16; 11] = [0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E, 0x406];

/// Whether a record of an old workbook puts a cell in a column that no sheet has: the library would make room for all
/// between.
pub(super) fn is_beyond(workbook: &[u8]) -> bool {
    let short = |from: usize| workbook.get(from..from + 2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    let mut at = 0;
    while let (Some(kind), Some(length)) = (short(at), short(at + 2)) {
        if CELLS.contains(&kind) && short(at + 6).is_some_and(|column| column >= COLUMNS) {
            return true;
        }
        at += 4 + usize::from(length);
    }
    false
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
