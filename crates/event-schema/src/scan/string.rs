use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

use super::Fault;
use crate::error::Code;
use crate::words;

/// Where a string stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StringSpan {
    /// The opening quote's place.
    pub(crate) start: usize,
    /// The place behind the closing quote.
    pub(crate) end: usize,
    /// Whether it is written with escapes.
    pub(crate) escaped: bool,
}

impl StringSpan {
    /// The place between the quotes.
    pub(crate) const fn inner(&self) -> Range<usize> {
        self.start + 1..self.end - 1
    }

    /// The string itself.
    #[inline]
    pub(crate) fn decode<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let inner = &text[self.inner()];
        if self.escaped { Cow::Owned(unescape(inner).collect()) } else { Cow::Borrowed(inner) }
    }

    /// Whether the string is `other`, however it is written.
    #[inline]
    pub(crate) fn is(&self, text: &str, other: &str) -> bool {
        let inner = &text.as_bytes()[self.inner()];
        if self.escaped { unescape(&text[self.inner()]).eq(other.chars()) } else { inner == other.as_bytes() }
    }

    /// How many code points the string has.
    pub(crate) fn code_points(&self, text: &str) -> u64 {
        let inner = &text[self.inner()];
        (if self.escaped { unescape(inner).count() } else { inner.chars().count() }) as u64
    }
}

/// Takes the string whose opening quote stands at `at`.
#[inline]
pub(crate) fn string(bytes: &[u8], at: usize) -> Result<StringSpan, Fault> {
    let start = at;
    let mut at = at + 1;
    let mut escaped = false;
    loop {
        at = plain(bytes, at);
        match bytes.get(at) {
            Some(b'"') => return Ok(StringSpan { start, end: at + 1, escaped }),
            Some(b'\\') => {
                at = escape(bytes, at)?;
                escaped = true;
            }
            Some(_) => {
                return Err(Fault::syntax(at, "expected control characters in a string to be escaped"));
            }
            None => return Err(Fault::syntax(at, "expected the string's closing quote")),
        }
    }
}

/// The first place from `at` on of a quote, a backslash or a control character.
#[inline]
fn plain(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let wanted = words::delimiters(u64::from_le_bytes(*word)) & words::HIGH;
        if wanted != 0 {
            return at + (wanted.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, b'"' | b'\\' | 0..0x20) {
            break;
        }
        at += 1;
    }
    at
}

/// The end of the string whose opening quote stands at `at`, if it is `expected`, written without escapes. `None` says
/// nothing about the string, not even that there is one.
#[inline]
pub(crate) fn literal(bytes: &[u8], at: usize, expected: &str) -> Option<usize> {
    let end = at + 1 + expected.len();
    let found = bytes.get(at) == Some(&b'"')
        && bytes.get(at + 1..end)? == expected.as_bytes()
        && bytes.get(end) == Some(&b'"')
        && plain(bytes, at + 1) == end;
    found.then_some(end + 1)
}

/// Takes the escape whose backslash stands at `at`; returns its end.
#[inline]
pub(crate) fn escape(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => numbered_escape(bytes, at),
        _ => Err(Fault::syntax(at + 1, "expected one of the escapes `\"\\/bfnrtu`")),
    }
}

/// Takes a `\u` with its digits, and that of the other half of a pair.
fn numbered_escape(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    const LONE: &str = "expected both halves of a surrogate pair";
    let lone = Fault { code: Code::Surrogate, offset: at, expected: LONE };
    match unit(bytes, at + 2)? {
        0xD800..0xDC00 if bytes.get(at + 6..at + 8) == Some(b"\\u") => match unit(bytes, at + 8)? {
            0xDC00..0xE000 => Ok(at + 12),
            _ => Err(lone),
        },
        0xD800..0xE000 => Err(lone),
        _ => Ok(at + 6),
    }
}

/// Four hexadecimal digits.
fn unit(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    let mut unit = 0;
    for place in at..at + 4 {
        let digit = bytes.get(place).and_then(|byte| char::from(*byte).to_digit(16));
        unit = unit * 16 + digit.ok_or(Fault::syntax(place, "expected a hexadecimal digit"))?;
    }
    Ok(unit)
}

/// The characters of a string's inside, which was scanned before.
fn unescape(inner: &str) -> impl Iterator<Item = char> {
    let mut rest = inner.chars();
    core::iter::from_fn(move || {
        let next = rest.next()?;
        if next != '\\' {
            return Some(next);
        }
        Some(match rest.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let mut unit = || (0..4).try_fold(0, |unit, _| Some(unit * 16 + rest.next()?.to_digit(16)?));
                let high = unit()?;
                if (0xD800..0xDC00).contains(&high) {
                    rest.nth(1)?;
                    let mut unit =
                        || (0..4).try_fold(0, |unit, _| Some(unit * 16 + rest.next()?.to_digit(16)?));
                    char::from_u32(0x10000 + ((high - 0xD800) << 10) + (unit()? - 0xDC00))?
                } else {
                    char::from_u32(high)?
                }
            }
            same => same,
        })
    })
}

/// Appends `text` to `out` as a JSON string.
pub(crate) fn quote(text: &str, out: &mut String) {
    use core::fmt::Write as _;
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..' ' => {
                let _ = write!(out, "\\u{:04x}", character as u32);
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_decode_as_serde_json_decodes_them() {
        for text in [
            r#""""#,
            r#""plain""#,
            r#""seven b""#,
            r#""exactly8""#,
            r#""äöü 日本 😀 and more than eight bytes""#,
            r#""\"\\\/\b\f\n\r\t""#,
            r#""\u0041\u00e4\uD83D\uDE00\u0000""#,
            r#""mixed \u0041 日本 \\ and a tail""#,
        ] {
            let string = string(text.as_bytes(), 0).expect(text);
            let expected: String = serde_json::from_str(text).expect(text);
            assert_eq!(string.end, text.len(), "{text}");
            assert_eq!(string.decode(text), expected, "{text}");
            assert!(string.is(text, &expected), "{text}");
            assert_eq!(string.code_points(text), expected.chars().count() as u64, "{text}");
        }
    }

    #[test]
    fn what_is_no_string_is_refused_in_place() {
        for (text, code, offset) in [
            ("\"open", Code::Syntax, 5),
            ("\"tab\there, behind eight bytes\"", Code::Syntax, 4),
            ("\"0123456789\u{1f}\"", Code::Syntax, 11),
            (r#""\x""#, Code::Syntax, 2),
            (r#""\u12g4""#, Code::Syntax, 5),
            (r#""\u12"#, Code::Syntax, 5),
            (r#""a\uD800""#, Code::Surrogate, 2),
            (r#""a\uD800A""#, Code::Surrogate, 2),
            (r#""\uDC00""#, Code::Surrogate, 1),
        ] {
            let fault = string(text.as_bytes(), 0).unwrap_err();
            assert_eq!((fault.code, fault.offset), (code, offset), "{text}");
        }
    }

    #[test]
    fn quoting_is_undone_by_decoding() {
        let text: String = ('\0'..'\u{100}').chain("日本😀".chars()).collect();
        let mut json = String::new();
        quote(&text, &mut json);
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }
}
