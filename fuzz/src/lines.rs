//! Many lines at once beside one payload at a time: whatever the vectors, wherever lines begin and chunks end.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use event_schema::{Accepted, Schema, Validator, Verdicts};

use crate::kinds::{Hangup, IsymphonyEvent, Shapes, Wide, for_each_kind, fresh};
use crate::mutate::Layout;

/// How an input is made up.
pub const LAYOUT: Layout = Layout { head: 2, ends: &[b"\n", b"\r\n"] };

/// What is read in lock step for sure, and what more of is read.
const BYTES: Range<usize> = 1100..65_536;

/// Judges an input as lines of one of the types.
///
/// # Panics
///
/// A line gets another verdict than its payload alone, or is taken for another event; or a refused line has another place.
pub fn compare(input: &[u8]) {
    let [kind, shift, rest @ ..] = input else { return };
    let buffer = lines(rest, (*shift).into());
    macro_rules! judge {
        ($event:ident) => {
            judge(fresh!($event), &buffer, (*shift).into())
        };
    }
    for_each_kind!(*kind, judge);
}

/// The input's lines again and again, from some byte on.
fn lines(input: &[u8], shift: usize) -> Vec<u8> {
    let mut buffer = input.repeat(BYTES.start / input.len().max(1) + 2);
    buffer.truncate(BYTES.end);
    buffer.drain(..shift.min(buffer.len()));
    buffer
}

struct Line {
    place: Range<usize>,
    /// What its payload alone is taken for.
    accepted: Option<Accepted>,
}

fn judge<T: Schema>(mut validator: Validator<T>, buffer: &[u8], shift: usize) {
    // Most lines stand there several times.
    let mut known = HashMap::new();
    let lines: Vec<Line> = payloads(buffer)
        .map(|place| {
            let payload = &buffer[place.clone()];
            let accepted = known.entry(payload).or_insert_with(|| event_schema::validate::<T>(payload).ok());
            Line { place, accepted: *accepted }
        })
        .collect();
    let begin = |line: usize| lines.get(line).map_or(buffer.len(), |line| line.place.start);
    let (all, cut) = (lines.len(), shift % (lines.len() + 1));
    for portable in [shift % 2 == 0, shift % 2 == 1] {
        validator = validator.portable(portable);
        // The second time in two chunks. What was learned must not change a verdict.
        for chunk in [0..all, 0..cut, cut..all] {
            let (start, end) = (begin(chunk.start), begin(chunk.end));
            judge_chunk(&mut validator, &buffer[start..end], start, &lines[chunk]);
        }
    }
}

fn judge_chunk<T: Schema>(validator: &mut Validator<T>, chunk: &[u8], start: usize, lines: &[Line]) {
    let in_chunk = |line: &Line| line.place.start - start..line.place.end - start;
    let places: Vec<_> = lines.iter().map(in_chunk).collect();
    let is_blank = |place: &Range<usize>| chunk[place.clone()].iter().all(|byte| b" \t\r".contains(byte));
    let refused = lines.iter().filter(|line| line.accepted.is_none()).map(in_chunk);
    let refused: Vec<_> = refused.filter(|place| !is_blank(place)).collect();
    let mut verdicts = Verdicts::default();
    for as_lines in [true, false] {
        if as_lines {
            validator.validate_lines(chunk, &mut verdicts);
        } else {
            validator.validate_places(chunk, &places, &mut verdicts);
        }
        assert_eq!(verdicts.lines(), lines.len(), "another number of lines from {start} on");
        for (at, line) in lines.iter().enumerate() {
            assert_eq!(
                verdicts.accepted(at),
                line.accepted,
                "line {at} from {start} on, as lines: {as_lines}"
            );
        }
        assert_eq!(verdicts.refused(), refused, "refused elsewhere");
    }
}

/// Where the payloads of the lines stand, without the line ends.
fn payloads(buffer: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    buffer.split_inclusive(|byte| *byte == b'\n').map(move |line| {
        let payload = line.strip_suffix(b"\n").unwrap_or(line);
        let payload = payload.strip_suffix(b"\r").unwrap_or(payload);
        let place = start..start + payload.len();
        start += line.len();
        place
    })
}
