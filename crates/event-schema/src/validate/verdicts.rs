use alloc::vec::Vec;
use core::ops::Range;

use super::Accepted;
use super::places::Queues;
use super::run::lines::LANES;

/// What a validator says of many payloads: the lines of a buffer, or the payloads of a list.
///
/// Keep one and use it again: what it holds is replaced, its memory stays, and with it what was learned of how payloads
/// are written.
#[derive(Debug, Clone)]
pub struct Verdicts {
    pub(super) all: Share,
    /// What the lanes say that go side by side, until they are done.
    pub(super) shares: [Share; LANES],
    /// What all valid payloads are, or else what each of them is. Of those that are not valid nothing is said.
    pub(super) every_event: Option<Accepted>,
    pub(super) events: Vec<Accepted>,
    pub(super) queues: Queues,
    /// Where payloads lie that are looked for here. Nothing is kept of it but its memory, nor of those that are copied.
    pub(super) places: Vec<Range<usize>>,
    pub(super) ends: Vec<usize>,
    pub(super) copies: Vec<u8>,
}

impl Verdicts {
    /// How many payloads there were: on lines, blank ones counted. What follows the last line end is a line, unless it
    /// is empty.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.all.lines
    }

    /// How many payloads are valid.
    #[must_use]
    pub fn valid(&self) -> usize {
        self.bitmap().iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether a payload is valid; they are counted from 0. A blank line holds none.
    #[must_use]
    pub fn is_valid(&self, line: usize) -> bool {
        self.bitmap().get(line / 64).is_some_and(|word| word >> (line % 64) & 1 == 1)
    }

    /// What a payload is, if it is valid.
    #[must_use]
    pub fn accepted(&self, line: usize) -> Option<Accepted> {
        if !self.is_valid(line) {
            return None;
        }
        self.every_event.or_else(|| self.events.get(line).copied())
    }

    /// One bit for each payload, the first one in the lowest bit of the first word.
    #[must_use]
    pub fn bitmap(&self) -> &[u64] {
        &self.all.bits
    }

    /// Where the refused payloads lie in the buffer, in order, without their line ends. Blank lines are not among them,
    /// and payloads that share no buffer are not either.
    #[must_use]
    pub fn refused(&self) -> &[Range<usize>] {
        &self.all.refused
    }

    /// Tells where those lie that were not accepted.
    pub(super) fn refuse(&mut self, buffer: &[u8], places: &[Range<usize>]) {
        let Share { bits, refused, .. } = &mut self.all;
        for (at, word) in bits.iter().enumerate() {
            let mut left = !word;
            while left != 0 {
                let Some(place) = places.get(64 * at + left.trailing_zeros() as usize) else { break };
                left &= left - 1;
                if !is_blank(&buffer[place.clone()]) {
                    refused.push(place.clone());
                }
            }
        }
    }

    /// A payload is valid, and this event where that is not the same of all.
    #[inline(always)]
    pub(super) fn accept(&mut self, payload: usize, event: Accepted) {
        self.all.bits[payload / 64] |= 1 << (payload % 64);
        if let Some(slot) = self.events.get_mut(payload) {
            *slot = event;
        }
    }

    /// Says nothing any more. What payloads are is said of each, or is this.
    pub(super) fn clear(&mut self, every_event: Option<Accepted>) {
        self.all.clear();
        self.shares.iter_mut().for_each(Share::clear);
        self.every_event = every_event;
    }
}

impl Default for Verdicts {
    fn default() -> Self {
        Self {
            all: Share::default(),
            shares: Default::default(),
            events: Vec::new(),
            every_event: Some(Accepted::Untagged),
            queues: Queues::default(),
            places: Vec::new(),
            ends: Vec::new(),
            copies: Vec::new(),
        }
    }
}

/// What is said of some of the lines, or of all.
#[derive(Debug, Clone, Default)]
pub(super) struct Share {
    pub(super) bits: Vec<u64>,
    pub(super) lines: usize,
    pub(super) refused: Vec<Range<usize>>,
}

impl Share {
    fn clear(&mut self) {
        self.bits.clear();
        self.refused.clear();
        self.lines = 0;
    }

    /// The verdict on the next one.
    #[inline(always)]
    pub(super) fn push(&mut self, valid: bool) {
        if self.lines.is_multiple_of(64) {
            self.bits.push(0);
        }
        if let Some(word) = self.bits.last_mut() {
            *word |= u64::from(valid) << (self.lines % 64);
        }
        self.lines += 1;
    }

    /// So many, none of them valid so far.
    pub(super) fn of(&mut self, lines: usize) {
        self.lines = lines;
        self.bits.resize(lines.div_ceil(64), 0);
    }

    pub(super) fn append(&mut self, other: &Self) {
        let shift = self.lines % 64;
        for word in &other.bits {
            if shift == 0 {
                self.bits.push(*word);
            } else {
                if let Some(last) = self.bits.last_mut() {
                    *last |= word << shift;
                }
                self.bits.push(word >> (64 - shift));
            }
        }
        self.lines += other.lines;
        self.bits.truncate(self.lines.div_ceil(64));
        self.refused.extend_from_slice(&other.refused);
    }
}

pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}
