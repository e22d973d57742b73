//! The lexical layer: RFC 8259 to the letter, on bytes that are known to be UTF-8.
//!
//! The accept path, the diagnosing path and the decoder all read through these functions, so they cannot differ
//! about syntax.

mod number;
mod skip;
mod string;

use core::ops::Range;

pub(crate) use self::number::{Number, Whole, number, short_integer};
pub(crate) use self::skip::skip_value;
pub(crate) use self::string::{StringSpan, escape, literal, quote, string};
use crate::error::Code;

/// How deep arrays and objects may be nested, the outermost one counted.
pub const MAX_DEPTH: usize = 128;

/// The bytes are not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    pub(crate) offset: usize,
    pub(crate) expected: &'static str,
}

impl Fault {
    #[cold]
    pub(crate) const fn syntax(offset: usize, expected: &'static str) -> Self {
        Self { code: Code::Syntax, offset, expected }
    }

    #[cold]
    pub(crate) const fn depth(offset: usize) -> Self {
        Self { code: Code::Depth, offset, expected: "expected at most 128 levels of nesting" }
    }
}

/// One JSON value with nothing but white space around it; returns the value's place.
pub(crate) fn document(bytes: &[u8]) -> Result<Range<usize>, Fault> {
    let start = skip_space(bytes, 0);
    let end = skip_value(bytes, start, 0)?;
    finish(bytes, end)?;
    Ok(start..end)
}

/// Nothing but white space is left.
pub(crate) fn finish(bytes: &[u8], at: usize) -> Result<(), Fault> {
    let at = skip_space(bytes, at);
    if at == bytes.len() { Ok(()) } else { Err(Fault::syntax(at, "expected nothing after the value")) }
}

/// The first place from `at` on that is no white space.
#[inline]
pub(crate) fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\t' | b'\r') = bytes.get(at) {
        at += 1;
    }
    at
}

/// Takes `null`, `true` or `false`; returns the end.
#[inline]
pub(crate) fn word(bytes: &[u8], at: usize, word: &'static str) -> Result<usize, Fault> {
    let rest = &bytes[at..];
    if rest.starts_with(word.as_bytes()) {
        return Ok(at + word.len());
    }
    let same = rest.iter().zip(word.as_bytes()).take_while(|(one, two)| one == two).count();
    Err(Fault::syntax(
        at + same,
        match word {
            "null" => "expected `null`",
            "true" => "expected `true`",
            _ => "expected `false`",
        },
    ))
}

/// Takes the colon after a name; returns where the value begins.
#[inline]
pub(crate) fn colon(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let at = skip_space(bytes, at);
    if bytes.get(at) != Some(&b':') {
        return Err(Fault::syntax(at, "expected `:`"));
    }
    Ok(skip_space(bytes, at + 1))
}

/// Takes the opening bracket at `at`; returns where the first member begins, or the end of an empty container.
#[inline]
pub(crate) fn open(bytes: &[u8], at: usize, close: u8) -> Step {
    let at = skip_space(bytes, at + 1);
    if bytes.get(at) == Some(&close) { Step::End(at + 1) } else { Step::Member(at) }
}

/// Takes what follows a member: a comma, or the closing bracket.
#[inline]
pub(crate) fn next(bytes: &[u8], at: usize, close: u8) -> Result<Step, Fault> {
    let at = skip_space(bytes, at);
    match bytes.get(at) {
        Some(b',') => Ok(Step::Member(skip_space(bytes, at + 1))),
        Some(byte) if *byte == close => Ok(Step::End(at + 1)),
        _ if close == b'}' => Err(Fault::syntax(at, "expected `,` or `}`")),
        _ => Err(Fault::syntax(at, "expected `,` or `]`")),
    }
}

/// What comes next in a container.
pub(crate) enum Step {
    /// A member begins here.
    Member(usize),
    /// The container ends here.
    End(usize),
}

/// Takes a member's name, which must be a string.
#[inline]
pub(crate) fn name(bytes: &[u8], at: usize) -> Result<StringSpan, Fault> {
    if bytes.get(at) != Some(&b'"') {
        return Err(Fault::syntax(at, "expected a property name in double quotes"));
    }
    string(bytes, at)
}
