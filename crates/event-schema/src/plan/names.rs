use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;
use core::hint::select_unpredictable;

use crate::wide::{Block, Isa, Pattern, WIDTH};

/// A table of names: which of them a string is.
///
/// Names are hashed by their length and their ends. Of several ways to hash them the one is taken by which the fewest
/// have to share a place: mostly none, so that a look-up goes the same way for each of them.
#[derive(Debug)]
pub(crate) struct Names {
    /// By hash the name that may be meant; [`EMPTY`](Self::EMPTY) for none. At most a quarter is full.
    index: Box<[u32]>,
    factor: u64,
    slots: Box<[Slot]>,
    /// What stands in the slots.
    texts: Box<[&'static str]>,
}

/// A name, in one line of the cache.
#[derive(Debug, Clone)]
#[repr(align(64))]
struct Slot {
    pattern: Pattern,
    len: u32,
    /// Which of the names it is.
    which: u32,
}

impl Names {
    const EMPTY: u32 = u32::MAX;
    /// So many names are hashed at most to find the best way.
    const EFFORT: usize = 4096;

    /// Of names that are given twice the first one counts.
    pub(crate) fn new(all: impl IntoIterator<Item = (&'static str, usize)>) -> Self {
        let (mut names, mut slots): (Vec<&'static str>, Vec<Slot>) = (Vec::new(), Vec::new());
        let mut known = BTreeSet::new();
        for (name, which) in all {
            if known.insert(name) {
                names.push(name);
                let (pattern, len) = (Pattern::new(name.as_bytes()), name.len() as u32);
                slots.push(Slot { pattern, len, which: which as u32 });
            }
        }
        let tries = (Self::EFFORT / names.len().max(1)).clamp(1, 64) as u64;
        // The golden ratio's digits: neighbours end up far from each other.
        let factors = (0..tries).map(|at| 0x9E37_79B9_7F4A_7C15u64.wrapping_mul(2 * at + 1));
        let ways = factors.map(|factor| (factor, Self::shared(&names, factor)));
        let (factor, _) = ways.min_by_key(|(_, shared)| *shared).unwrap_or((1, 0));
        let mut index = vec![Self::EMPTY; Self::places(&names)];
        for (at, name) in names.iter().enumerate() {
            if let Some(free) =
                probe(name.as_bytes(), factor, index.len()).find(|at| index[*at] == Self::EMPTY)
            {
                index[free] = at as u32;
            }
        }
        Self { index: index.into(), factor, slots: slots.into(), texts: names.into() }
    }

    fn places(names: &[&str]) -> usize {
        (names.len() * 4).next_power_of_two().max(2)
    }

    /// How many names find their place taken.
    fn shared(names: &[&str], factor: u64) -> usize {
        let mut taken = vec![false; Self::places(names)];
        let is_taken = |name: &&&str| {
            let first = probe(name.as_bytes(), factor, taken.len()).next().unwrap_or(0);
            core::mem::replace(&mut taken[first], true)
        };
        names.iter().filter(is_taken).count()
    }

    /// Which name the first `len` bytes of a block are.
    #[inline(always)]
    pub(crate) fn find_in<I: Isa>(&self, isa: I, block: &Block, len: usize) -> Option<usize> {
        let first = word(block, 0) & keep(len);
        // The same as the first ones of what has no more. Written so that nothing hangs on the length.
        let last =
            word(block, select_unpredictable(len > 8, len.wrapping_sub(8), 0).min(WIDTH - 8)) & keep(len);
        let mut at = mix(first, last, len, self.factor);
        loop {
            let slot = self.slots.get(self.index[at & (self.index.len() - 1)] as usize)?;
            if slot.len as usize == len && isa.matches(block, &slot.pattern, 0) {
                return Some(slot.which as usize);
            }
            at += 1;
        }
    }

    /// Which name this is.
    pub(crate) fn find(&self, name: &[u8]) -> Option<usize> {
        for at in probe(name, self.factor, self.index.len()) {
            let slot = self.index[at] as usize;
            if self.texts.get(slot)?.as_bytes() == name {
                return Some(self.slots[slot].which as usize);
            }
        }
        None
    }
}

/// Where among so many places a name may be found, the likeliest one first.
fn probe(name: &[u8], factor: u64, places: usize) -> impl Iterator<Item = usize> + use<> {
    let mut first = [0; 8];
    let short = &name[..name.len().min(8)];
    first[..short.len()].copy_from_slice(short);
    let last = name.last_chunk().unwrap_or(&first);
    let start = mix(u64::from_le_bytes(first), u64::from_le_bytes(*last), name.len(), factor);
    (0..places).map(move |step| start.wrapping_add(step) & (places - 1))
}

/// Eight bytes of a block, the first one lowest.
#[inline(always)]
fn word(block: &Block, at: usize) -> u64 {
    block[at..].first_chunk().map_or(0, |word| u64::from_le_bytes(*word))
}

/// The lowest bytes of a word, as many as a name has.
#[inline(always)]
fn keep(len: usize) -> u64 {
    select_unpredictable(len >= 8, u64::MAX, (1u64.wrapping_shl(8 * len as u32)).wrapping_sub(1))
}

/// A number that differs for most names.
#[inline(always)]
fn mix(first: u64, last: u64, len: usize, factor: u64) -> usize {
    let mixed = (first ^ last.rotate_left(23) ^ len as u64).wrapping_mul(factor);
    (mixed >> 32) as usize
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::Names;
    use crate::wide::{Portable, Text, WIDTH};

    #[test]
    fn every_name_is_found_and_no_other() {
        for count in [0, 1, 2, 7, 64, 1000] {
            let leak = |at| -> &'static str { Box::leak(format!("name{at}OfMany").into_boxed_str()) };
            let names: Vec<_> = (0..count).map(leak).collect();
            let table = Names::new(names.iter().enumerate().map(|(at, name)| (*name, at)));
            for (at, name) in names.iter().enumerate() {
                assert_eq!(table.find(name.as_bytes()), Some(at));
                assert!(name.len() <= WIDTH);
                assert_eq!(
                    table.find_in(Portable, Text::empty().of(name.as_bytes()).block(0), name.len()),
                    Some(at)
                );
            }
            for other in ["", "n", "name0OfMan", "name0OfMany0", "nameOfMany"] {
                assert_eq!(table.find(String::from(other).as_bytes()), None, "{other}");
            }
        }
    }

    #[test]
    fn of_equal_names_the_first_counts() {
        assert_eq!(Names::new([("a", 0), ("", 1), ("a", 2)]).find(b"a"), Some(0));
    }
}
