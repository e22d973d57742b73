use std::collections::BTreeSet;
use std::ops::Range;

use event_schema::{Accepted, Verdicts};
use serde::Serialize;

use crate::framing::{Block, Content, Framing, Line, MAX_RECORD};
use crate::summary::{Counts, Refusals};
use crate::time::now;
use crate::{DeadLetter, Insights, Mask, Reason, Refusal, Validate};

/// What is done with every block, wherever.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one thing is wanted")]
pub(super) struct Judge<V> {
    validate: V,
    pub(super) framing: Framing,
    pub(super) max_record: usize,
    pub(super) selected: Option<BTreeSet<String>>,
    pub(super) mask: Option<Mask>,
    pub(super) keeps_valid: bool,
    pub(super) keeps_letters: bool,
    pub(super) keeps_verdicts: bool,
    pub(super) keeps_insights: bool,
}

/// What is used again from block to block.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// Where the records lie.
    places: Vec<Range<usize>>,
    verdicts: Verdicts,
}

/// What came of a block.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) block: Block,
    /// Where valid payloads lie in the block, side by side where they did so in the source.
    pub(super) valid: Vec<Run>,
    /// Dead letters, one on a line.
    pub(super) letters: Vec<u8>,
    /// Verdicts, one on a line.
    pub(super) verdicts: Vec<u8>,
    pub(super) counts: Counts,
    pub(super) refusals: Refusals,
}

/// Valid payloads side by side.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    /// Whether the last of them lacks its line's end.
    pub(super) is_open: bool,
}

#[derive(Serialize)]
struct Verdict<'a> {
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [Reason],
}

impl<V: Validate> Judge<V> {
    pub(super) fn new(validate: V) -> Self {
        Self {
            validate,
            framing: Framing::default(),
            max_record: MAX_RECORD,
            selected: None,
            mask: None,
            keeps_valid: false,
            keeps_letters: false,
            keeps_verdicts: false,
            keeps_insights: false,
        }
    }

    /// Judges the records of a block, up to the one with which more than `room` are refused.
    pub(super) fn judge_block(
        &self,
        source: &str,
        block: Block,
        room: Option<u64>,
        scratch: &mut Scratch,
    ) -> Judged {
        let mut judged = Judged {
            valid: Vec::new(),
            letters: Vec::new(),
            verdicts: Vec::new(),
            counts: Counts::default(),
            refusals: Refusals::default(),
            block,
        };
        let time = now();
        let mut insights = self.keeps_insights.then(Insights::default);
        let mut spread = Vec::new();
        let mut lines = Ahead::new(&self.validate, &judged.block, scratch);
        let passes_valid_on = self.passes_valid_on(&judged.block);
        loop {
            if passes_valid_on {
                lines.take_valid(|accepted, range| {
                    judged.counts.count_valid(accepted);
                    if self.keeps_valid {
                        push_run(&mut judged.valid, range, judged.block.buffer());
                    }
                });
            }
            let Some((Line { number, offset, content }, known)) = lines.next() else { break };
            let (event, letter) = match content {
                Content::Blank => {
                    judged.counts.count_blank();
                    self.tell(&mut judged.verdicts, b"{\"blank\":true}");
                    continue;
                }
                Content::TooLong(len) => {
                    (None, DeadLetter::too_long(source, number, offset, len, self.max_record))
                }
                // What most payloads are is not made a letter of in between, which would be moved about.
                Content::Record(payload) => match known.map_or_else(|| self.validate.validate(payload), Ok) {
                    Err(why) => {
                        let refusal: Refusal = why.into();
                        let event = refusal.event.clone();
                        (event, DeadLetter::new(source, number, offset, payload, refusal))
                    }
                    Ok(accepted) if !self.selects(accepted) => {
                        self.skip(&mut judged.counts, &mut judged.verdicts);
                        continue;
                    }
                    Ok(accepted) => {
                        judged.counts.count_valid(accepted);
                        if let Some(insights) = &mut insights {
                            insights.count_valid(accepted, payload, self.mask.as_ref());
                        }
                        if self.keeps_valid {
                            let range = place(payload, judged.block.buffer());
                            if judged.block.may_span_lines()
                                && memchr::memchr2(b'\n', b'\r', payload).is_some()
                            {
                                spread.push(range.clone());
                            }
                            push_run(&mut judged.valid, range, judged.block.buffer());
                        }
                        if self.keeps_verdicts {
                            let event = if let Accepted::Known(tag) = accepted { Some(tag) } else { None };
                            write_line(&mut judged.verdicts, &Verdict { valid: true, event, errors: &[] });
                        }
                        continue;
                    }
                },
            };
            if !self.may_select(event.as_deref()) {
                self.skip(&mut judged.counts, &mut judged.verdicts);
                continue;
            }
            if let Some(insights) = &mut insights {
                insights.count_refused(&letter);
            }
            let place = letter.payload.as_deref().map(|payload| place(payload, judged.block.buffer()));
            if self.keeps_verdicts {
                let verdict = Verdict { valid: false, event: event.as_deref(), errors: &letter.errors };
                write_line(&mut judged.verdicts, &verdict);
            }
            judged.refusals.count(event, &letter.errors, number, place.as_ref());
            if self.keeps_letters {
                write_line(&mut judged.letters, &letter.at_time(time.as_str()));
            }
            if room.is_some_and(|room| judged.refusals.len() > room) {
                break;
            }
        }
        judged.counts.insights = insights;
        // An element of an array may lie on several lines. Valid payloads have line ends between tokens only, and
        // spaces there mean the same.
        for range in spread {
            for byte in &mut judged.block.buffer_mut()[range] {
                if matches!(*byte, b'\n' | b'\r') {
                    *byte = b' ';
                }
            }
        }
        judged
    }

    /// Whether valid payloads are counted and go on as they are, and nothing else is wanted of them.
    fn passes_valid_on(&self, block: &Block) -> bool {
        let is_as_written = !self.keeps_valid || !block.may_span_lines();
        is_as_written && !self.keeps_verdicts && !self.keeps_insights && self.selected.is_none()
    }

    fn skip(&self, counts: &mut Counts, verdicts: &mut Vec<u8>) {
        counts.count_skipped();
        self.tell(verdicts, b"{\"skipped\":true}");
    }

    fn tell(&self, verdicts: &mut Vec<u8>, verdict: &[u8]) {
        if self.keeps_verdicts {
            verdicts.extend_from_slice(verdict);
            verdicts.push(b'\n');
        }
    }

    /// Whether a valid payload is one of the events that are looked at.
    fn selects(&self, accepted: Accepted) -> bool {
        let Some(selected) = &self.selected else { return true };
        matches!(accepted, Accepted::Known(tag) if selected.contains(tag))
    }

    /// Whether a refused payload is one of the events that are looked at, or may be.
    fn may_select(&self, event: Option<&str>) -> bool {
        let Some(selected) = &self.selected else { return true };
        event.is_none_or(|event| selected.contains(event))
    }
}

/// The lines of a block with what they are if that is known, for many are looked at together: that takes less time.
struct Ahead<'b, 's, V> {
    validate: &'s V,
    block: &'b Block,
    scratch: &'s mut Scratch,
    /// The indices of the lines that were looked at together, and the one of the next line.
    looked_at: Range<usize>,
    next: usize,
    /// Whether anything was found out of them.
    is_known: bool,
}

impl<'b, 's, V: Validate> Ahead<'b, 's, V> {
    /// So many lines are looked at together: what is kept of them is little.
    const MOST: usize = 1024;
    /// So few are not.
    const LEAST: usize = 8;

    fn new(validate: &'s V, block: &'b Block, scratch: &'s mut Scratch) -> Self {
        Self { validate, block, scratch, looked_at: 0..0, next: 0, is_known: false }
    }

    /// Takes lines that are known to be valid, as long as they come: `take` is told what they are, and where.
    #[inline]
    fn take_valid(&mut self, mut take: impl FnMut(Accepted, Range<usize>)) {
        while let Some(accepted) = self.known() {
            let place = &self.scratch.places[self.next - self.looked_at.start];
            if place.len() > self.block.max_record() {
                return;
            }
            take(accepted, place.clone());
            self.next += 1;
        }
    }

    /// What the next line is, if it is known to be valid.
    #[inline]
    fn known(&mut self) -> Option<Accepted> {
        if self.next == self.looked_at.end {
            self.look();
        }
        if self.is_known { self.scratch.verdicts.accepted(self.next - self.looked_at.start) } else { None }
    }

    fn look(&mut self) {
        let Scratch { places, verdicts } = &mut *self.scratch;
        self.block.places(self.next, Self::MOST, places);
        self.looked_at = self.next..self.next + places.len();
        self.is_known = places.len() >= Self::LEAST
            && self.validate.validate_places(self.block.buffer(), places, verdicts);
    }
}

impl<'b, V: Validate> Iterator for Ahead<'b, '_, V> {
    type Item = (Line<'b>, Option<Accepted>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let known = self.known();
        let line = self.block.line(self.next)?;
        self.next += 1;
        Some((line, known))
    }
}

/// The verdict on a line; `None` if it is blank.
pub(crate) fn judge_line<'a>(
    source: &'a str,
    line: Line<'a>,
    max_record: usize,
    validate: &impl Validate,
) -> Option<Result<(Accepted, &'a [u8]), DeadLetter<'a>>> {
    let Line { number, offset, content } = line;
    Some(match content {
        Content::Blank => return None,
        Content::TooLong(len) => Err(DeadLetter::too_long(source, number, offset, len, max_record)),
        Content::Record(payload) => match validate.validate(payload) {
            Ok(accepted) => Ok((accepted, payload)),
            Err(errors) => Err(DeadLetter::new(source, number, offset, payload, errors)),
        },
    })
}

/// Where a payload is in the buffer that it lies in.
fn place(payload: &[u8], buffer: &[u8]) -> Range<usize> {
    let start = payload.as_ptr().addr() - buffer.as_ptr().addr();
    start..start + payload.len()
}

fn push_run(runs: &mut Vec<Run>, range: Range<usize>, buffer: &[u8]) {
    let is_open = buffer.get(range.end) != Some(&b'\n');
    match runs.last_mut() {
        Some(last) if !last.is_open && last.range.end == range.start => {
            last.range.end = range.end + usize::from(!is_open);
            last.is_open = is_open;
        }
        _ => runs.push(Run { range: range.start..range.end + usize::from(!is_open), is_open }),
    }
}

fn write_line(out: &mut Vec<u8>, value: &impl Serialize) {
    // Neither has a map with keys that are no strings, and memory does not fail to be written.
    let written = serde_json::to_writer(&mut *out, value);
    debug_assert!(written.is_ok(), "{written:?}");
    out.push(b'\n');
}
