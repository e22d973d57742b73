//! Many payloads, one a line.

use core::cell::OnceCell;
use core::mem;
use core::ops::Range;

use super::ModelValidator;
use super::places::Queues;
use super::run::Payload;
use super::run::lines::{LANES, LockStep};
use super::verdicts::{Share, Verdicts, is_blank};
use crate::line_ends::line_ends;
use crate::plan::ObjectId;
use crate::wide::{self, Isa, Task, Text};

impl ModelValidator {
    /// Validates each line of a buffer: newline-delimited JSON. Several lines are looked at together, so this is faster
    /// than [`is_valid`](Self::is_valid) on each.
    ///
    /// Lines end with `\n`; a `\r` before it is white space. A last line without an end is a line too, so cut buffers at
    /// line ends.
    pub fn validate_lines(&self, buffer: &[u8], verdicts: &mut Verdicts) {
        if let Some(object) = self.plan.object_at_root() {
            verdicts.clear(self.every_event());
            verdicts.queues.are_for(&self.plan, self.settings.profile);
            let mut text = Text::empty();
            let text = text.of(buffer);
            return wide::best(self.portable, Lines { validator: self, object, text, verdicts });
        }
        let mut places = mem::take(&mut verdicts.places);
        places.clear();
        let mut ends = mem::take(&mut verdicts.ends);
        line_ends(buffer, 0..buffer.len(), &mut ends);
        let mut start = 0;
        for end in &ends {
            places.push(without_return(buffer, start..*end));
            start = end + 1;
        }
        if start < buffer.len() {
            places.push(without_return(buffer, start..buffer.len()));
        }
        verdicts.ends = ends;
        self.judge_places(buffer, &places, verdicts);
        verdicts.refuse(buffer, &places);
        verdicts.places = places;
    }
}

/// Lines to be validated, each of them an object.
struct Lines<'r, 'p> {
    validator: &'r ModelValidator,
    object: ObjectId,
    text: &'r Text<'p>,
    verdicts: &'r mut Verdicts,
}

impl Task for Lines<'_, '_> {
    type Output = ();

    /// Each quarter of the buffer has a lane, so that where a line begins is known by the end of the one before it.
    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { validator, object, text, verdicts } = self;
        let ModelValidator { plan, learned, settings, .. } = validator;
        let buffer = text.bytes();
        let Verdicts { all, shares, queues: Queues { lines: together, .. }, .. } = verdicts;
        let walker = OnceCell::new();
        let lock_step = LockStep(validator.run(isa, text, 0..buffer.len(), &walker));
        let mut quarters = quarters(buffer);
        while let Some(first) = quarters.iter().position(|quarter| quarter.start < quarter.end) {
            // One that is through goes on as a copy of one that is not.
            let starts = quarters.each_ref().map(|quarter| {
                if quarter.start < quarter.end { quarter.start } else { quarters[first].start }
            });
            // Not by a closure: it would be compiled without the instructions at hand.
            let script = together.script(|script| {
                script.rewrite(plan, learned, &plan[object], settings.profile, line_end(buffer))
            });
            let lanes = match script {
                Some(script) => lock_step.lines(script, starts),
                None => None,
            };
            let fine = lanes.map_or(0, |lanes| lanes.fine);
            for (lane, quarter) in quarters.iter_mut().enumerate() {
                let share = &mut shares[lane];
                match lanes {
                    _ if quarter.start == quarter.end => {}
                    Some(lanes) if fine >> lane & 1 == 1 => {
                        share.push(true);
                        quarter.start = lanes.at[lane];
                    }
                    _ => one_line(isa, validator, text, quarter, share, fine == 0),
                }
            }
            together.note(fine);
        }
        for share in shares.iter() {
            all.append(share);
        }
    }
}

/// Takes the next line alone. A line that is an exception `teaches` nothing of those to come.
#[inline(never)]
fn one_line<I: Isa>(
    isa: I,
    validator: &ModelValidator,
    text: &Text<'_>,
    rest: &mut Range<usize>,
    share: &mut Share,
    teaches: bool,
) {
    let line = next_line(text.bytes(), rest);
    let is_valid =
        isa.run(Payload { validator, text, place: line.clone(), teaches, record: &mut () }).is_some();
    share.push(is_valid);
    if !is_valid && !is_blank(&text.bytes()[line.clone()]) {
        share.refused.push(line);
    }
}

/// The first line of those that begin in a range, without its end.
fn next_line(buffer: &[u8], rest: &mut Range<usize>) -> Range<usize> {
    let end = memchr::memchr(b'\n', &buffer[rest.clone()]).map(|len| rest.start + len);
    let line = rest.start..end.unwrap_or(rest.end);
    rest.start = end.map_or(rest.end, |end| end + 1);
    without_return(buffer, line)
}

/// A line without the `\r` that may stand before its end.
fn without_return(buffer: &[u8], line: Range<usize>) -> Range<usize> {
    let Range { start, end } = line;
    start..end - usize::from(buffer[start..end].ends_with(b"\r"))
}

/// What lines end with, by the first one.
fn line_end(buffer: &[u8]) -> &'static str {
    let first_end = memchr::memchr(b'\n', buffer).unwrap_or(0);
    if buffer[..first_end].ends_with(b"\r") { "\r\n" } else { "\n" }
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
