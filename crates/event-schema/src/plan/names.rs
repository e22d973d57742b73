use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::Literal;
use crate::wide::{Isa, Text};

/// A table of names: which of them a string is.
///
/// Names are hashed by their length and their ends. The table is at most half full, so a look-up ends soon, however
/// many names there are.
#[derive(Debug)]
pub(crate) struct Names {
    slots: Box<[Slot]>,
}

#[derive(Debug, Clone)]
struct Slot {
    name: &'static str,
    literal: Literal,
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
        let mut table = Self {
            slots: vec![Slot { name: "", literal: Literal::new(""), which: Slot::EMPTY }; len].into(),
        };
        for (name, which) in names {
            if table.find(name.as_bytes()).is_none() {
                let at = table.probe(name.as_bytes()).find(|at| table.slots[*at].which == Slot::EMPTY);
                table.slots[at.unwrap_or(0)] =
                    Slot { name, literal: Literal::new(name), which: which as u32 };
            }
        }
        table
    }

    /// Which name begins at `at` and has so many bytes.
    #[inline]
    pub(crate) fn find_at<I: Isa>(&self, text: &Text<'_>, at: usize, len: usize) -> Option<usize> {
        let first = text.word(at) & keep(len);
        let last = if len > 8 { text.word(at + len - 8) } else { first };
        for at_slot in self.places(mix(first, last, len)) {
            let slot = &self.slots[at_slot];
            if slot.which == Slot::EMPTY {
                return None;
            }
            if slot.name.len() == len && slot.literal.end::<I>(text, at, 0).is_some() {
                return Some(slot.which as usize);
            }
        }
        None
    }

    /// Which name this is.
    pub(crate) fn find(&self, name: &[u8]) -> Option<usize> {
        for at in self.probe(name) {
            let slot = &self.slots[at];
            if slot.which == Slot::EMPTY {
                return None;
            }
            if slot.name.as_bytes() == name {
                return Some(slot.which as usize);
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
        self.places(mix(u64::from_le_bytes(first), u64::from_le_bytes(*last), name.len()))
    }

    #[inline(always)]
    fn places(&self, start: usize) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len() - 1;
        (0..=mask).map(move |step| (start + step) & mask)
    }
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
    use crate::wide::{Portable, Text};

    #[test]
    fn every_name_is_found_and_no_other() {
        for count in [0, 1, 2, 7, 64, 1000] {
            let leak = |at| -> &'static str { Box::leak(format!("name{at}OfMany").into_boxed_str()) };
            let names: Vec<_> = (0..count).map(leak).collect();
            let table = Names::new(names.iter().enumerate().map(|(at, name)| (*name, at)));
            for (at, name) in names.iter().enumerate() {
                assert_eq!(table.find(name.as_bytes()), Some(at));
                let text = Text::new(name.as_bytes());
                assert_eq!(table.find_at::<Portable>(&text, 0, name.len()), Some(at));
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
