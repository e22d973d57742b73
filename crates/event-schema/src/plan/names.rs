use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use crate::wide::{Block, Isa, Pattern, WIDTH};

/// A table of names: which of them a string is.
///
/// Names are hashed by their length and their ends. The table is at most half full, so a look-up ends soon, however
/// many names there are.
#[derive(Debug)]
pub(crate) struct Names {
    slots: Box<[Slot]>,
    /// The names of the slots.
    names: Box<[&'static str]>,
}

/// A name, in one line of the cache.
#[derive(Debug, Clone)]
#[repr(align(64))]
struct Slot {
    pattern: Pattern,
    len: u32,
    /// Which of the names it is; [`EMPTY`](Self::EMPTY) for none.
    which: u32,
}

impl Slot {
    const EMPTY: u32 = u32::MAX;
}

impl Names {
    /// Of names that are given twice the first one counts.
    pub(crate) fn new(names: impl IntoIterator<Item = (&'static str, usize)>) -> Self {
        let names: Vec<_> = names.into_iter().collect();
        let len = (names.len() * 2).next_power_of_two().max(2);
        let empty = Slot { pattern: Pattern::EMPTY, len: 0, which: Slot::EMPTY };
        let mut table = Self { slots: vec![empty; len].into(), names: vec![""; len].into() };
        for (name, which) in names {
            if table.find(name.as_bytes()).is_none() {
                let at = table.probe(name.as_bytes()).find(|at| table.slots[*at].which == Slot::EMPTY);
                let at = at.unwrap_or(0);
                let pattern = Pattern::new(name.as_bytes());
                table.slots[at] = Slot { pattern, len: name.len() as u32, which: which as u32 };
                table.names[at] = name;
            }
        }
        table
    }

    /// Which name the first `len` bytes of a block are.
    #[inline(always)]
    pub(crate) fn find_in<I: Isa>(&self, isa: I, block: &Block, len: usize) -> Option<usize> {
        let first = word(block, 0) & keep(len);
        let last = if len > 8 { word(block, (len - 8).min(WIDTH - 8)) } else { first };
        let mut at = mix(first, last, len);
        loop {
            let slot = &self.slots[at & (self.slots.len() - 1)];
            if slot.len as usize == len && isa.matches(block, &slot.pattern, 0) && slot.which != Slot::EMPTY {
                return Some(slot.which as usize);
            }
            if slot.which == Slot::EMPTY {
                return None;
            }
            at += 1;
        }
    }

    /// Which name this is.
    pub(crate) fn find(&self, name: &[u8]) -> Option<usize> {
        for at in self.probe(name) {
            if self.slots[at].which == Slot::EMPTY {
                return None;
            }
            if self.names[at].as_bytes() == name {
                return Some(self.slots[at].which as usize);
            }
        }
        None
    }

    /// Where a name may stand, the likeliest place first.
    fn probe(&self, name: &[u8]) -> impl Iterator<Item = usize> + use<> {
        let mut first = [0; 8];
        let short = &name[..name.len().min(8)];
        first[..short.len()].copy_from_slice(short);
        let last = name.last_chunk().unwrap_or(&first);
        let start = mix(u64::from_le_bytes(first), u64::from_le_bytes(*last), name.len());
        let mask = self.slots.len() - 1;
        (0..=mask).map(move |step| start.wrapping_add(step) & mask)
    }
}

/// Eight bytes of a block, the first one lowest.
#[inline(always)]
fn word(block: &Block, at: usize) -> u64 {
    block[at..].first_chunk().map_or(0, |word| u64::from_le_bytes(*word))
}

/// The lowest bytes of a word, as many as a name has.
#[inline(always)]
fn keep(len: usize) -> u64 {
    if len >= 8 { u64::MAX } else { (1 << (len * 8)) - 1 }
}

/// A number that differs for most names. The golden ratio's digits: neighbours end up far from each other.
#[inline(always)]
fn mix(first: u64, last: u64, len: usize) -> usize {
    let mixed = (first ^ last.rotate_left(23) ^ len as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
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
                    table.find_in(Portable, Text::new(name.as_bytes()).block(0), name.len()),
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
