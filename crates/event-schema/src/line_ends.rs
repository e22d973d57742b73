use alloc::vec::Vec;
use core::ops::Range;

use crate::wide::{self, Isa, Task, Text, WIDTH};

/// Finds where lines end, for those who judge [payloads in a buffer](crate::Validator::validate_places): the places of all
/// `\n` in a stretch of it. What `ends` held is replaced, its memory is used again.
///
/// # Panics
///
/// The stretch is not within the buffer.
///
/// ```
/// let mut ends = Vec::new();
/// event_schema::line_ends(b"1\n\n2", 0..4, &mut ends);
/// assert_eq!(ends, [1, 2]);
/// ```
pub fn line_ends(buffer: &[u8], stretch: Range<usize>, ends: &mut Vec<usize>) {
    let mut text = Text::empty();
    let text = text.of(&buffer[..stretch.end]);
    wide::best(false, LineEnds { text, start: stretch.start, ends });
}

struct LineEnds<'t, 'p> {
    text: &'t Text<'p>,
    start: usize,
    ends: &'t mut Vec<usize>,
}

impl LineEnds<'_, '_> {
    /// How many bytes are looked at until there is room for as many ends again.
    const STRETCH: usize = 64 * WIDTH;
}

impl Task for LineEnds<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { text, start, ends } = self;
        let (len, line_end) = (text.bytes().len(), [b'\n'; WIDTH]);
        let (mut at, mut found) = (start, 0);
        while at < len {
            if ends.len() <= found + Self::STRETCH {
                ends.resize(found + Self::STRETCH + 1, 0);
            }
            let stretch = len.min(at + Self::STRETCH);
            while at < stretch {
                // One look at where the text ends, as long as it is not near.
                let (low, high) = match text.window(at) {
                    Some(window) => (window.block::<0>(), window.block::<WIDTH>()),
                    None => (text.block(at), text.block(at + WIDTH)),
                };
                let (low, high) = (isa.equal(low, &line_end), isa.equal(high, &line_end));
                let mut left = u64::from(low) | u64::from(high) << WIDTH;
                // Whether there is one cannot be foretold, so nothing hangs on it; that there is one more is rare.
                loop {
                    ends[found] = at + left.trailing_zeros() as usize;
                    found += usize::from(left != 0);
                    left &= left.wrapping_sub(1);
                    if left == 0 {
                        break;
                    }
                }
                at += 2 * WIDTH;
            }
        }
        ends.truncate(found);
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::{LineEnds, line_ends};
    use crate::wide::{self, Text, WIDTH};

    #[test]
    fn each_line_end_is_found_wherever_it_stands() {
        for len in [0, 1, WIDTH, 2 * WIDTH - 1, 2 * WIDTH, 2 * WIDTH + 1, LineEnds::STRETCH + 3] {
            for rare in [1, 2, 7, 61] {
                let buffer: Vec<u8> =
                    (0..len).map(|at| if at * at % rare == 0 { b'\n' } else { at as u8 | 0x80 }).collect();
                let mut ends = [7; 3].to_vec();
                for start in [0, len / 3, len] {
                    let all = memchr::memchr_iter(b'\n', &buffer);
                    let expected: Vec<_> = all.filter(|end| *end >= start).collect();
                    line_ends(&buffer, start..len, &mut ends);
                    assert_eq!(ends, expected);
                    wide::best(true, LineEnds { text: Text::empty().of(&buffer), start, ends: &mut ends });
                    assert_eq!(ends, expected);
                }
            }
        }
    }
}
