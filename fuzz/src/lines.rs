//! Many lines at once beside one payload at a time, with and without vector instructions, wherever lines begin.

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

fn judge<T: Schema>(mut validator: Validator<T>, buffer: &[u8], shift: usize) {
    // Most lines stand there several times.
    let mut known = HashMap::new();
    let expected: Vec<(Option<Accepted>, Range<usize>)> = payloads(buffer)
        .map(|place| {
            let payload = &buffer[place.clone()];
            (*known.entry(payload).or_insert_with(|| event_schema::validate::<T>(payload).ok()), place)
        })
        .collect();
    let places: Vec<_> = expected.iter().map(|(_, place)| place.clone()).collect();
    let is_blank = |place: &Range<usize>| buffer[place.clone()].iter().all(|byte| b" \t\r".contains(byte));
    let refused: Vec<_> = expected
        .iter()
        .filter(|(accepted, place)| accepted.is_none() && !is_blank(place))
        .map(|(_, place)| place.clone())
        .collect();
    for portable in [shift % 2 == 0, shift % 2 == 1] {
        validator = validator.portable(portable);
        let mut verdicts = Verdicts::default();
        // Once more: what was learned must not change a verdict.
        for as_lines in [true, false, true, false] {
            if as_lines {
                validator.validate_lines(buffer, &mut verdicts);
            } else {
                validator.validate_places(buffer, &places, &mut verdicts);
            }
            assert_eq!(verdicts.lines(), expected.len(), "another number of lines, {shift}");
            for (line, (accepted, _)) in expected.iter().enumerate() {
                assert_eq!(verdicts.accepted(line), *accepted, "line {line}, portable: {portable}");
            }
            assert_eq!(verdicts.refused(), refused, "refused elsewhere");
        }
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
