//! Many payloads, one a line.

use alloc::vec::Vec;
use core::ops::Range;

use super::run::Run;
use super::run::lines::{LANES, Template};
use super::{ModelValidator, Settings};
use crate::plan::Kind;
use crate::wide::{Isa, Portable, Text};

/// What [`validate_lines`](crate::Validator::validate_lines) says of the lines of a buffer.
///
/// Keep one and use it again: what it holds is replaced, its memory stays.
#[derive(Debug, Clone, Default)]
pub struct Verdicts {
    bits: Vec<u64>,
    lines: usize,
    valid: usize,
    refused: Vec<Range<usize>>,
}

impl Verdicts {
    /// How many lines there were, blank ones counted. What follows the last line end is a line, unless it is empty.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// How many lines hold a valid payload.
    #[must_use]
    pub fn valid(&self) -> usize {
        self.valid
    }

    /// Whether a line holds a valid payload; lines are counted from 0. A blank line holds none.
    #[must_use]
    pub fn is_valid(&self, line: usize) -> bool {
        self.bits.get(line / 64).is_some_and(|word| word >> (line % 64) & 1 == 1)
    }

    /// One bit for each line, the first one in the lowest bit of the first word.
    #[must_use]
    pub fn bitmap(&self) -> &[u64] {
        &self.bits
    }

    /// Where the refused payloads lie in the buffer, in order, without their line ends. Blank lines are not among them.
    #[must_use]
    pub fn refused(&self) -> &[Range<usize>] {
        &self.refused
    }

    fn clear(&mut self) {
        self.bits.clear();
        self.refused.clear();
        (self.lines, self.valid) = (0, 0);
    }

    fn push(&mut self, verdict: Verdict) {
        if self.lines.is_multiple_of(64) {
            self.bits.push(0);
        }
        if let Some(word) = self.bits.last_mut() {
            *word |= u64::from(matches!(verdict, Verdict::Valid)) << (self.lines % 64);
        }
        self.lines += 1;
        match verdict {
            Verdict::Valid => self.valid += 1,
            Verdict::Refused(place) => self.refused.push(place),
            Verdict::Blank => {}
        }
    }
}

enum Verdict {
    Valid,
    Refused(Range<usize>),
    Blank,
}

impl ModelValidator {
    /// Validates each line of a buffer: newline-delimited JSON. Several lines are looked at together, so this is faster
    /// than [`is_valid`](Self::is_valid) on each.
    ///
    /// Lines end with `\n`; a `\r` before it is white space. A last line without an end is a line too, so cut buffers at
    /// line ends.
    pub fn validate_lines(&self, buffer: &[u8], verdicts: &mut Verdicts) {
        verdicts.clear();
        let text = Text::new(buffer);
        #[cfg(target_arch = "x86_64")]
        if !self.portable {
            return self.lines::<crate::wide::Sse2>(&text, verdicts);
        }
        self.lines::<Portable>(&text, verdicts);
    }

    #[inline(always)]
    fn lines<I: Isa>(&self, text: &Text<'_>, verdicts: &mut Verdicts) {
        let mut lines = lines(text.bytes());
        let mut together = Together::new(self);
        let all = self.run::<I>(text, 0..text.bytes().len());
        loop {
            let group = core::array::from_fn(|_| lines.next());
            let [Some(one), Some(two), Some(three), Some(four)] = group else {
                for line in group.into_iter().flatten() {
                    verdicts.push(verdict(text, &self.run::<I>(text, line.clone()), line));
                }
                return;
            };
            let group: [_; LANES] = [one, two, three, four];
            let fine = match together.template(self) {
                Some(template) => all.lines(template, &group),
                None => 0,
            };
            together.note(fine);
            for (lane, line) in group.into_iter().enumerate() {
                verdicts.push(if fine >> lane & 1 == 1 {
                    Verdict::Valid
                } else {
                    let run = self.run::<I>(text, line.clone());
                    // A line that alone is not as expected says nothing of those to come.
                    verdict(text, &if fine == 0 { run } else { run.unlearned() }, line)
                });
            }
        }
    }

    pub(super) fn run<'r, 'p, I: Isa>(&'r self, text: &'r Text<'p>, payload: Range<usize>) -> Run<'r, 'p, I> {
        let Settings { contract, profile, .. } = self.settings;
        Run::new(&self.plan, &self.learned, (contract, profile), text, payload)
    }
}

fn verdict<I: Isa>(text: &Text<'_>, run: &Run<'_, '_, I>, line: Range<usize>) -> Verdict {
    if run.document(&mut ()).is_some() {
        return Verdict::Valid;
    }
    if text.bytes()[line.clone()].iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
        return Verdict::Blank;
    }
    Verdict::Refused(line)
}

/// Whether lines go in step, and as what.
struct Together<'r> {
    template: Option<Template<'r>>,
    /// Groups until another template is tried.
    pause: usize,
    /// How many groups in a row were mostly not as expected.
    misses: usize,
}

impl<'r> Together<'r> {
    /// So many groups go one by one after lines were not as expected.
    const PAUSE: usize = 64;
    /// So many groups in a row may be mostly not as expected.
    const MISSES: usize = 4;

    fn new(validator: &'r ModelValidator) -> Self {
        let mut together = Self { template: None, pause: 0, misses: 0 };
        together.learn(validator);
        together
    }

    #[inline(always)]
    fn template(&mut self, validator: &'r ModelValidator) -> Option<&Template<'r>> {
        if self.pause > 0 {
            self.pause -= 1;
            if self.pause == 0 {
                self.learn(validator);
            }
            return None;
        }
        self.template.as_ref()
    }

    #[inline(always)]
    fn note(&mut self, fine: u8) {
        if fine.count_ones() as usize >= LANES / 2 {
            self.misses = 0;
        } else if self.pause == 0 {
            self.misses += 1;
            if self.misses == Self::MISSES {
                (self.misses, self.pause) = (0, Self::PAUSE);
            }
        }
    }

    #[cold]
    fn learn(&mut self, validator: &'r ModelValidator) {
        let root = &validator.plan[validator.plan.root];
        self.template = match root.kind {
            Kind::Object(object) if !root.nullable && root.rules.is_empty() => {
                Template::new(&validator.plan, &validator.learned, object, validator.settings.profile)
            }
            _ => None,
        };
        if self.template.is_none() {
            self.pause = Self::PAUSE;
        }
    }
}

/// The places of the lines, without their ends.
fn lines(buffer: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let mut ends = memchr::memchr_iter(b'\n', buffer);
    core::iter::from_fn(move || {
        let (end, next) = match ends.next() {
            Some(end) => (end, end + 1),
            None if start < buffer.len() => (buffer.len(), buffer.len()),
            None => return None,
        };
        let has_return = start < end && buffer[end - 1] == b'\r';
        let line = start..end - usize::from(has_return);
        start = next;
        Some(line)
    })
}
