use core::cmp::Ordering;

use super::Run;
use crate::model::Constraints;
use crate::plan::{Integers, Literal, Names, Size};
use crate::scan::{self, StringSpan, Whole};
use crate::wide::{Isa, WIDTH};

/// Where a string ends, and what it is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    /// Where it begins and ends.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) escaped: bool,
    /// Whether each character is one byte.
    is_ascii: bool,
}

impl<I: Isa> Run<'_, '_, I> {
    /// The string whose opening quote stands at `at`.
    #[inline(always)]
    pub(super) fn string(&self, at: usize) -> Option<Taken> {
        let mut end = at + 1;
        loop {
            let stop = I::first_special(self.text.block(end));
            end += stop;
            if stop < WIDTH {
                break;
            }
        }
        if self.text.byte(end) == b'"' {
            Some(Taken { start: at, end: end + 1, escaped: false, is_ascii: true })
        } else {
            self.unusual_string(at, end)
        }
    }

    /// The rest of a string that has escapes, or characters outside of ASCII.
    #[cold]
    #[inline(never)]
    fn unusual_string(&self, start: usize, mut at: usize) -> Option<Taken> {
        let bytes = self.text.bytes();
        let (mut escaped, mut is_ascii) = (false, true);
        loop {
            let from = at;
            loop {
                let stop = I::first_delimiter(self.text.block(at));
                at += stop;
                if stop < WIDTH {
                    break;
                }
            }
            let run = &bytes[from..at.min(bytes.len())];
            if !run.is_ascii() {
                core::str::from_utf8(run).ok()?;
                is_ascii = false;
            }
            match self.text.byte(at) {
                b'"' => return Some(Taken { start, end: at + 1, escaped, is_ascii }),
                b'\\' => {
                    at = scan::escape(self.payload_end(), at).ok()?;
                    escaped = true;
                }
                _ => return None,
            }
        }
    }

    /// The string at `at`, if there is one.
    #[inline]
    pub(super) fn quoted(&self, at: usize) -> Option<Taken> {
        if self.text.byte(at) == b'"' { self.string(at) } else { None }
    }

    /// Which of the names a string is.
    #[inline]
    pub(super) fn which(&self, names: &Names, string: &Taken) -> Option<usize> {
        if string.escaped {
            return self.which_escaped(names, string);
        }
        names.find_at::<I>(self.text, string.start + 1, string.end - string.start - 2)
    }

    #[cold]
    fn which_escaped(&self, names: &Names, string: &Taken) -> Option<usize> {
        let text = core::str::from_utf8(&self.text.bytes()[string.start..string.end]).ok()?;
        let span = StringSpan { start: 0, end: text.len(), escaped: true };
        names.find(span.decode(text).as_bytes())
    }

    /// Whether a string is this one, however it is written.
    pub(super) fn is(&self, string: &Taken, other: &str) -> bool {
        let span = StringSpan { start: 0, end: string.end - string.start, escaped: string.escaped };
        let text = core::str::from_utf8(&self.text.bytes()[string.start..string.end]);
        text.is_ok_and(|text| span.is(text, other))
    }

    pub(super) fn sized(&self, size: Size, at: usize) -> Option<usize> {
        let string = self.string(at)?;
        let count = if string.is_ascii && !string.escaped {
            (string.end - string.start - 2) as u64
        } else {
            let text = core::str::from_utf8(&self.text.bytes()[at..string.end]).ok()?;
            StringSpan { start: 0, end: text.len(), escaped: string.escaped }.code_points(text)
        };
        size.holds(count).then_some(string.end)
    }

    pub(super) fn enumeration(&self, names: &Names, at: usize) -> Option<usize> {
        let string = self.string(at)?;
        self.which(names, &string)?;
        Some(string.end)
    }

    #[inline(always)]
    pub(super) fn tag(&self, quoted: &Literal, tags: &Names, at: usize) -> Option<usize> {
        match quoted.end::<I>(self.text, at, 0) {
            Some(end) => Some(end),
            None => self.other_tag(tags, at),
        }
    }

    /// A tag that is written with escapes, or one by another name.
    #[cold]
    fn other_tag(&self, tags: &Names, at: usize) -> Option<usize> {
        let string = self.quoted(at)?;
        self.which(tags, &string)?;
        Some(string.end)
    }

    #[inline(always)]
    pub(super) fn integer(&self, integers: &Integers, at: usize) -> Option<usize> {
        let digits = I::digits(self.text.block(at));
        let end = at + digits;
        let is_plain =
            (digits == 1 || self.text.byte(at) != b'0') && !matches!(self.text.byte(end), b'.' | b'e' | b'E');
        if digits.wrapping_sub(1) < integers.free_digits && is_plain {
            return Some(end);
        }
        self.long_integer(&integers.bounds, at)
    }

    #[inline(never)]
    fn long_integer(&self, bounds: &[Constraints], at: usize) -> Option<usize> {
        let (number, end) = scan::number(self.payload_end(), at).ok()?;
        if number.whole() == Whole::Fraction {
            return None;
        }
        within(&number, bounds).then_some(end)
    }

    pub(super) fn number(&self, bounds: &[Constraints], at: usize) -> Option<usize> {
        let (number, end) = scan::number(self.payload_end(), at).ok()?;
        within(&number, bounds).then_some(end)
    }

    /// Four letters.
    #[inline(always)]
    pub(super) fn word(&self, at: usize, word: [u8; 4]) -> Option<usize> {
        self.text.has_word(at, word).then_some(at + 4)
    }
}

fn within(number: &scan::Number<'_>, bounds: &[Constraints]) -> bool {
    bounds.iter().all(|it| {
        it.minimum.is_none_or(|minimum| number.compare(&minimum) != Ordering::Less)
            && it.maximum.is_none_or(|maximum| number.compare(&maximum) != Ordering::Greater)
    })
}
