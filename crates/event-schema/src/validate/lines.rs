//! Many payloads, one a line.

use alloc::vec::Vec;
use core::cell::OnceCell;
use core::ops::Range;

use super::accept::Walker;
use super::run::lines::{LANES, LockStep};
use super::run::{Payload, Run};
use super::{ModelValidator, Settings};
use crate::plan::{Kind, Script};
use crate::wide::{self, Isa, Task, Text};

/// What [`validate_lines`](crate::Validator::validate_lines) says of the lines of a buffer.
///
/// Keep one and use it again: what it holds is replaced, its memory stays.
#[derive(Debug, Clone, Default)]
pub struct Verdicts {
    /// The first one has all of them in the end.
    quarters: [Quarter; LANES],
    /// What lines are expected to be. Nothing is kept of it but its memory.
    script: Script,
}

impl Verdicts {
    /// How many lines there were, blank ones counted. What follows the last line end is a line, unless it is empty.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.quarters[0].lines
    }

    /// How many lines hold a valid payload.
    #[must_use]
    pub fn valid(&self) -> usize {
        self.bitmap().iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether a line holds a valid payload; lines are counted from 0. A blank line holds none.
    #[must_use]
    pub fn is_valid(&self, line: usize) -> bool {
        self.bitmap().get(line / 64).is_some_and(|word| word >> (line % 64) & 1 == 1)
    }

    /// One bit for each line, the first one in the lowest bit of the first word.
    #[must_use]
    pub fn bitmap(&self) -> &[u64] {
        &self.quarters[0].bits
    }

    /// Where the refused payloads lie in the buffer, in order, without their line ends. Blank lines are not among them.
    #[must_use]
    pub fn refused(&self) -> &[Range<usize>] {
        &self.quarters[0].refused
    }

    fn clear(&mut self) {
        for quarter in &mut self.quarters {
            quarter.bits.clear();
            quarter.refused.clear();
            quarter.lines = 0;
        }
    }
}

/// Puts what the quarters say into the first one.
fn join([all, others @ ..]: &mut [Quarter; LANES]) {
    for quarter in others {
        all.append(quarter);
    }
}

/// What is said of a quarter of the lines.
#[derive(Debug, Clone, Default)]
struct Quarter {
    bits: Vec<u64>,
    lines: usize,
    refused: Vec<Range<usize>>,
}

impl Quarter {
    #[inline(always)]
    fn push(&mut self, valid: bool) {
        if self.lines.is_multiple_of(64) {
            self.bits.push(0);
        }
        if let Some(word) = self.bits.last_mut() {
            *word |= u64::from(valid) << (self.lines % 64);
        }
        self.lines += 1;
    }

    fn append(&mut self, other: &Self) {
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

impl ModelValidator {
    /// Validates each line of a buffer: newline-delimited JSON. Several lines are looked at together, so this is faster
    /// than [`is_valid`](Self::is_valid) on each.
    ///
    /// Lines end with `\n`; a `\r` before it is white space. A last line without an end is a line too, so cut buffers at
    /// line ends.
    pub fn validate_lines(&self, buffer: &[u8], verdicts: &mut Verdicts) {
        wide::best(self.portable, Lines { validator: self, text: &Text::new(buffer), verdicts });
    }

    pub(super) fn run<'r, 'p, I: Isa>(
        &'r self,
        isa: I,
        text: &'r Text<'p>,
        payload: Range<usize>,
        walker: &'r OnceCell<Option<Walker<'p>>>,
    ) -> Run<'r, 'p, I> {
        let Settings { contract, profile, .. } = self.settings;
        Run::new(isa, &self.plan, &self.learned, (contract, profile), text, payload, walker)
    }
}

/// Lines to be validated.
struct Lines<'r, 'p> {
    validator: &'r ModelValidator,
    text: &'r Text<'p>,
    verdicts: &'r mut Verdicts,
}

impl Task for Lines<'_, '_> {
    type Output = ();

    /// Each quarter of the buffer has a lane, so that where a line begins is known by the end of the one before it.
    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { validator, text, verdicts } = self;
        verdicts.clear();
        let buffer = text.bytes();
        let Verdicts { quarters: verdicts, script } = verdicts;
        let mut together = Together::new(validator, buffer, script);
        let walker = OnceCell::new();
        let run = validator.run(isa.common(), text, 0..buffer.len(), &walker);
        let lock_step = LockStep { isa, text, run };
        let mut quarters = quarters(buffer);
        while let Some(first) = quarters.iter().position(|quarter| quarter.start < quarter.end) {
            // One that is through goes on as a copy of one that is not.
            let starts = quarters.each_ref().map(|quarter| {
                if quarter.start < quarter.end { quarter.start } else { quarters[first].start }
            });
            // Not by a closure: it would be compiled without the instructions at hand.
            let lanes = match together.script(validator, buffer) {
                Some(script) => lock_step.lines(script, starts),
                None => None,
            };
            let fine = lanes.map_or(0, |lanes| lanes.fine);
            for (lane, quarter) in quarters.iter_mut().enumerate() {
                let verdicts = &mut verdicts[lane];
                match lanes {
                    _ if quarter.start == quarter.end => {}
                    Some(lanes) if fine >> lane & 1 == 1 => {
                        verdicts.push(true);
                        quarter.start = lanes.at[lane];
                    }
                    _ => one_line(isa, validator, text, quarter, verdicts, fine == 0),
                }
            }
            together.note(fine);
        }
        join(verdicts);
    }
}

/// Takes the next line alone. A line that is an exception `teaches` nothing of those to come.
#[inline(never)]
fn one_line<I: Isa>(
    isa: I,
    validator: &ModelValidator,
    text: &Text<'_>,
    rest: &mut Range<usize>,
    verdicts: &mut Quarter,
    teaches: bool,
) {
    let all = &text.bytes()[..rest.end];
    let end = memchr::memchr(b'\n', &all[rest.start..]).map(|len| rest.start + len);
    let mut line = rest.start..end.unwrap_or(rest.end);
    rest.start = end.map_or(rest.end, |end| end + 1);
    if all[line.clone()].last() == Some(&b'\r') {
        line.end -= 1;
    }
    let is_valid =
        isa.run(Payload { validator, text, place: line.clone(), teaches, record: &mut () }).is_some();
    verdicts.push(is_valid);
    if !is_valid && !all[line.clone()].iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
        verdicts.refused.push(line);
    }
}

/// A buffer in four parts, cut behind line ends.
fn quarters(buffer: &[u8]) -> [Range<usize>; LANES] {
    let mut start = 0;
    core::array::from_fn(|lane| {
        let from = (buffer.len() / LANES * (lane + 1)).max(start);
        let rest = if lane + 1 == LANES { None } else { memchr::memchr(b'\n', &buffer[from..]) };
        let end = rest.map_or(buffer.len(), |len| from + len + 1);
        let quarter = start..end;
        start = end;
        quarter
    })
}

/// Whether lines go in step, and as what.
struct Together<'s> {
    script: &'s mut Script,
    /// Groups until another script is tried.
    pause: usize,
    /// How long the next pause is.
    next_pause: usize,
    /// How many groups in a row were mostly not as expected.
    misses: usize,
}

impl<'s> Together<'s> {
    /// A script is not worth its writing for less.
    const LEAST_BYTES: usize = 1024;
    /// So many groups at most go one by one after lines were not as expected.
    const LONGEST_PAUSE: usize = 64;
    /// So many groups in a row may be mostly not as expected.
    const MISSES: usize = 4;

    fn new(validator: &ModelValidator, buffer: &[u8], script: &'s mut Script) -> Self {
        let mut together = Self { script, pause: usize::MAX, next_pause: 4, misses: 0 };
        if buffer.len() >= Self::LEAST_BYTES {
            together.learn(validator, buffer);
        }
        together
    }

    #[inline(always)]
    fn script(&mut self, validator: &ModelValidator, buffer: &[u8]) -> Option<&Script> {
        if self.pause > 0 {
            self.pause -= 1;
            if self.pause == 0 {
                self.learn(validator, buffer);
            }
            return None;
        }
        Some(self.script)
    }

    #[inline(always)]
    fn note(&mut self, fine: u8) {
        if fine.count_ones() as usize >= LANES / 2 {
            self.misses = 0;
        } else if self.pause == 0 {
            self.misses += 1;
            if self.misses == Self::MISSES {
                self.misses = 0;
                self.pause();
            }
        }
    }

    fn pause(&mut self) {
        self.pause = self.next_pause;
        self.next_pause = (2 * self.next_pause).min(Self::LONGEST_PAUSE);
    }

    #[cold]
    #[inline(never)]
    fn learn(&mut self, validator: &ModelValidator, buffer: &[u8]) {
        let ModelValidator { plan, learned, settings, .. } = validator;
        let root = &plan[plan.root];
        let first_end = memchr::memchr(b'\n', buffer).unwrap_or(0);
        let line_end = if buffer[..first_end].ends_with(b"\r") { "\r\n" } else { "\n" };
        let is_scripted = match root.kind {
            Kind::Object(object) if !root.nullable && root.rules.is_empty() => {
                self.script.rewrite(plan, learned, &plan[object], settings.profile, line_end)
            }
            _ => false,
        };
        self.pause = 0;
        if !is_scripted {
            self.pause();
        }
    }
}
