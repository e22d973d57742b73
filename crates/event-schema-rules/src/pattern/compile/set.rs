//! Sets of characters.

use alloc::vec;
use alloc::vec::Vec;

/// Ranges with both ends inside, in order, none touching another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Set(Vec<(u32, u32)>);

const LAST: u32 = char::MAX as u32;

/// ECMA-262, `WhiteSpace` and `LineTerminator`.
const SPACES: &[(u32, u32)] = &[
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];
const LINE_ENDS: &[(u32, u32)] = &[(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)];

impl Set {
    pub(super) fn of(ranges: Vec<(u32, u32)>) -> Self {
        let mut set = Self(ranges);
        set.tidy();
        set
    }

    pub(super) fn char(char: u32) -> Self {
        Self(vec![(char, char)])
    }

    /// What `.` stands for.
    pub(super) fn dot() -> Self {
        Self(LINE_ENDS.to_vec()).negated()
    }

    /// What the letter stands for behind a backslash: `d`, `s`, `w`, or capital for all others.
    pub(super) fn escape(letter: char) -> Option<Self> {
        let set = match letter.to_ascii_lowercase() {
            'd' => Self(vec![(0x30, 0x39)]),
            's' => Self(SPACES.to_vec()),
            'w' => Self(vec![(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)]),
            _ => return None,
        };
        Some(if letter.is_ascii_uppercase() { set.negated() } else { set })
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
        self.tidy();
    }

    pub(super) fn negated(&self) -> Self {
        let mut gaps = Vec::with_capacity(self.0.len() + 1);
        let mut from = 0;
        for (first, last) in &self.0 {
            if from < *first {
                gaps.push((from, first - 1));
            }
            from = last + 1;
        }
        if from <= LAST {
            gaps.push((from, LAST));
        }
        Self(gaps)
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    pub(super) fn contains(&self, char: u32) -> bool {
        let at = self.0.partition_point(|(_, last)| *last < char);
        self.0.get(at).is_some_and(|(first, _)| *first <= char)
    }

    fn tidy(&mut self) {
        self.0.sort_unstable();
        let mut tidy: Vec<(u32, u32)> = Vec::with_capacity(self.0.len());
        for (first, last) in self.0.drain(..) {
            match tidy.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => tidy.push((first, last)),
            }
        }
        self.0 = tidy;
    }
}
