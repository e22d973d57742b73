use core::cmp::Ordering;
use core::hint::select_unpredictable;

use super::{Run, date_time, pattern, uri};
use crate::model::{Constraints, Format, Rule};
use crate::plan::{Integers, Length, Literal, Names, Node, Plain, Size};
use crate::scan::{self, StringSpan, Whole};
use crate::validate::rules;
use crate::wide::{Isa, NULL, Task, WIDTH, Window, is_one_zero};

/// Where a string ends, and what it is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    /// Where it begins and ends.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) form: Form,
}

/// How a string is written. A whole word: what is smaller leaves bytes that are copied with it, and waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Form {
    /// Each byte is a character.
    Ascii,
    /// No escapes.
    Plain,
    Escaped,
}

impl<I: Isa> Run<'_, '_, I> {
    /// The string whose opening quote stands at `at`.
    #[inline(always)]
    pub(super) fn string(&self, at: usize) -> Option<Taken> {
        let mut end = at + 1;
        loop {
            let block = self.text.block(end);
            let stop = self.isa.first_special(block);
            match block.get(stop) {
                // Not by `stop`: where the next block begins need not wait for it.
                None => end += WIDTH,
                Some(b'"') => {
                    return Some(Taken { start: at, end: end + stop + 1, form: Form::Ascii });
                }
                Some(_) => return self.unusual_string(at, end + stop),
            }
        }
    }

    /// From inside of a string to its closing quote.
    #[inline(always)]
    pub(super) fn closing_quote(&self, at: usize) -> Option<usize> {
        self.rest_of_string(at).map(|(quote, _)| quote)
    }

    /// From inside of a string to its closing quote, and whether there is no escape before that.
    #[inline(always)]
    pub(super) fn rest_of_string(&self, at: usize) -> Option<(usize, bool)> {
        self.unusual_string(at, at).map(|string| (string.end - 1, string.form != Form::Escaped))
    }

    /// The rest of a string that has escapes, or characters outside of ASCII, out of line.
    #[inline(always)]
    fn unusual_string(&self, start: usize, at: usize) -> Option<Taken> {
        self.isa.run(UnusualString { run: self, start, at })
    }

    #[inline(always)]
    fn unusual_string_inline(&self, start: usize, mut at: usize) -> Option<Taken> {
        let bytes = self.text.bytes();
        let mut form = Form::Plain;
        loop {
            let from = at;
            let mut is_utf8 = true;
            loop {
                let block = self.text.block(at);
                let stop = self.isa.first_delimiter(block);
                is_utf8 &= self.isa.is_utf8(block, stop);
                at += stop;
                if stop < WIDTH {
                    break;
                }
            }
            // The end of a block may have been amid a character.
            if !is_utf8 {
                core::str::from_utf8(&bytes[from..at.min(bytes.len())]).ok()?;
            }
            match self.text.byte(at) {
                b'"' => return Some(Taken { start, end: at + 1, form }),
                b'\\' => {
                    at = scan::escape(self.payload_end(), at).ok()?;
                    form = Form::Escaped;
                }
                _ => return None,
            }
        }
    }

    /// The string at `at`, if there is one.
    #[inline(always)]
    pub(super) fn quoted(&self, at: usize) -> Option<Taken> {
        if self.text.byte(at) == b'"' { self.string(at) } else { None }
    }

    /// Which of the names a string is.
    #[inline(always)]
    pub(super) fn which(&self, names: &Names, string: &Taken) -> Option<usize> {
        if string.form == Form::Escaped {
            return self.which_escaped(names, string);
        }
        let len = string.end - string.start - 2;
        if len <= WIDTH {
            return names.find_in(self.isa, self.text.block(string.start + 1), len);
        }
        names.find(&self.text.bytes()[string.start + 1..][..len])
    }

    /// A string with its quotes, and where it stands in that.
    fn text_of(&self, string: &Taken) -> Option<(&str, StringSpan)> {
        let text = core::str::from_utf8(&self.text.bytes()[string.start..string.end]).ok()?;
        Some((text, StringSpan { start: 0, end: text.len(), escaped: string.form == Form::Escaped }))
    }

    #[cold]
    fn which_escaped(&self, names: &Names, string: &Taken) -> Option<usize> {
        let (text, span) = self.text_of(string)?;
        names.find(span.decode(text).as_bytes())
    }

    /// Whether a string is this one, however it is written.
    pub(super) fn is(&self, string: &Taken, other: &str) -> bool {
        self.text_of(string).is_some_and(|(text, span)| span.is(text, other))
    }

    /// What rules say of a string.
    #[inline(never)]
    pub(super) fn rules_of_string(&self, all: &[&Rule], string: &Taken) -> Option<()> {
        let (text, span) = self.text_of(string)?;
        rules::string_obeys_all(text, &span, all).then_some(())
    }

    /// A plain string that obeys rules of text. `None` says nothing about the value.
    #[inline(always)]
    pub(super) fn ruled_text(&self, node: &Node, at: usize) -> Option<usize> {
        self.isa.run(RuledText { run: self, rules: &node.rules, at })
    }

    #[inline(always)]
    fn ruled_text_inline(&self, rules: &[&Rule], at: usize) -> Option<usize> {
        let window = self.text.any_window(at);
        if window.byte(0) != b'"' {
            return None;
        }
        let plain_len = match rules {
            [Rule::Format(Format::Uri)] => uri::plain_len(self.isa, window),
            [Rule::Format(Format::DateTime)] => date_time::plain_len(self.isa, window),
            [Rule::Pattern(of_strings)] => match of_strings.run() {
                Some(run) => pattern::plain_len(self.isa, window, run),
                None => None,
            },
            _ => None,
        };
        if let Some(len) = plain_len {
            return Some(at + len + 2);
        }
        let text = self.text.plain(self.isa, at + 1)?;
        let end = at + 1 + text.len();
        if self.text.byte(end) == b'"' && rules::text_obeys_all(text, rules) { Some(end + 1) } else { None }
    }

    /// `true` or `false`. Nothing hangs on which of them it is.
    #[inline(always)]
    pub(super) fn boolean(&self, at: usize) -> Option<usize> {
        let is_true = self.text.has_word(at, *b"true");
        let is_false = self.text.has_word(at + 1, *b"alse") & (self.text.byte(at) == b'f');
        if is_true | is_false { Some(at + 4 + usize::from(is_false)) } else { None }
    }

    #[inline(always)]
    pub(super) fn sized(&self, size: Size, at: usize) -> Option<usize> {
        let string = self.string(at)?;
        let count = if string.form == Form::Ascii {
            (string.end - string.start - 2) as u64
        } else {
            let (text, span) = self.text_of(&string)?;
            span.code_points(text)
        };
        size.holds(count).then_some(string.end)
    }

    #[inline(always)]
    pub(super) fn enumeration(&self, names: &Names, at: usize) -> Option<usize> {
        let string = self.string(at)?;
        self.which(names, &string)?;
        Some(string.end)
    }

    #[inline(always)]
    pub(super) fn tag(&self, quoted: &Literal, tags: &Names, at: usize) -> Option<usize> {
        match quoted.end(self.isa, self.text, at, 0) {
            Some(end) => Some(end),
            None => self.common().other_tag(tags, at),
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
        match self.free_integer(integers.free_digits, at) {
            Some(end) => Some(end),
            None => self.long_integer(&integers.bounds, at),
        }
    }

    /// A string of up to two blocks, or `null`. Nothing hangs on which of them it is, for where that cannot be foretold.
    #[inline(always)]
    pub(super) fn text_or_null(&self, at: usize, nullable: bool) -> Option<usize> {
        let blocks = [self.text.block(at + 1), self.text.block(at + 1 + WIDTH)];
        let stop = self.isa.first_special_of_two(blocks);
        let is_string = (self.text.byte(at) == b'"') & (self.text.byte(at + 1 + stop) == b'"');
        let is_null = nullable & self.text.has_word(at, *b"null");
        if is_string | is_null { Some(select_unpredictable(is_null, at + 4, at + stop + 2)) } else { None }
    }

    /// The same, if it mostly is as long.
    #[inline(always)]
    pub(super) fn usual_text_or_null(&self, at: usize, length: &Length) -> Option<usize> {
        let window = self.text.any_window(at);
        let stop = self.isa.first_special_of_two([window.block::<1>(), window.block::<{ 1 + WIDTH }>()]);
        let no_text = (window.byte(0) ^ b'"') | (window.byte(1 + stop) ^ b'"');
        if is_one_zero(no_text.into(), window.word() ^ NULL) {
            Some(at + length.of_text_or_null(stop, window.word()))
        } else {
            None
        }
    }

    /// How long the value is that begins here, if it is a string of up to two blocks, `null`, or a whole number. Nothing
    /// hangs on which of them it is, for where that cannot be foretold.
    #[inline(always)]
    #[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a branch")]
    pub(super) fn plain_value(&self, window: &Window, plain: Plain) -> Option<usize> {
        let stop = self.isa.first_special_of_two([window.block::<1>(), window.block::<{ 1 + WIDTH }>()]);
        let digits = self.isa.digits(window.block::<0>());
        let first = window.byte(0);
        let (is_quoted, is_null) = (first == b'"', window.is_null());
        let is_text = is_quoted & (window.byte(1 + stop) == b'"');
        let is_integer = (digits.wrapping_sub(1) < plain.free_digits.into())
            & ((digits == 1) | (first != b'0'))
            & !matches!(window.byte(digits), b'.' | b'e' | b'E');
        let kinds = [(is_text, Plain::TEXT), (is_null, Plain::NULL), (is_integer, Plain::INTEGER)]
            .map(|(is_kind, kind)| u8::from(is_kind) * kind);
        // By what stands there, and not by what may: that is known later.
        let len = select_unpredictable(is_quoted, stop + 2, select_unpredictable(is_null, 4, digits));
        if (kinds[0] | kinds[1] | kinds[2]) & plain.kinds != 0 { Some(len) } else { None }
    }

    /// A whole number without a sign, of so many digits at most.
    #[inline(always)]
    pub(super) fn free_integer(&self, free_digits: usize, at: usize) -> Option<usize> {
        let digits = self.isa.digits(self.text.block(at));
        let end = at + digits;
        let is_plain =
            (digits == 1 || self.text.byte(at) != b'0') && !matches!(self.text.byte(end), b'.' | b'e' | b'E');
        if digits.wrapping_sub(1) < free_digits && is_plain { Some(end) } else { None }
    }

    #[inline(never)]
    fn long_integer(&self, bounds: &[Constraints], at: usize) -> Option<usize> {
        let (number, end) = scan::number(self.payload_end(), at).ok()?;
        let whole = number.whole();
        (whole != Whole::Fraction && within(&number, whole, bounds)).then_some(end)
    }

    #[inline(always)]
    pub(super) fn number(&self, bounds: &[Constraints], at: usize) -> Option<usize> {
        let (number, end) = scan::number(self.payload_end(), at).ok()?;
        (bounds.is_empty() || within(&number, number.whole(), bounds)).then_some(end)
    }

    /// Four letters.
    #[inline(always)]
    pub(super) fn word(&self, at: usize, word: [u8; 4]) -> Option<usize> {
        self.text.has_word(at, word).then_some(at + 4)
    }
}

/// Takes the rest of an unusual string out of line.
struct UnusualString<'s, 'r, 'p, I> {
    run: &'s Run<'r, 'p, I>,
    start: usize,
    at: usize,
}

impl<I: Isa> Task for UnusualString<'_, '_, '_, I> {
    type Output = Option<Taken>;

    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<Taken> {
        self.run.unusual_string_inline(self.start, self.at)
    }
}

/// Takes a ruled string out of line.
struct RuledText<'s, 'r, 'p, I> {
    run: &'s Run<'r, 'p, I>,
    rules: &'s [&'static Rule],
    at: usize,
}

impl<I: Isa> Task for RuledText<'_, '_, '_, I> {
    type Output = Option<usize>;

    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<usize> {
        self.run.ruled_text_inline(self.rules, self.at)
    }
}

fn within(number: &scan::Number<'_>, whole: Whole, bounds: &[Constraints]) -> bool {
    bounds.iter().all(|it| {
        it.minimum.is_none_or(|minimum| number.compare_as(whole, &minimum) != Ordering::Less)
            && it.maximum.is_none_or(|maximum| number.compare_as(whole, &maximum) != Ordering::Greater)
    })
}
