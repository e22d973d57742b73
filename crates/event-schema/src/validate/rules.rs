//! The rules beside the type, on a value that was taken already: what both paths say of it, said once.

mod array;
mod canonical;
mod object;
mod relations;

use alloc::borrow::Cow;
use alloc::string::{String, ToString as _};
use core::cmp::Ordering;
use core::fmt;
use core::ops::ControlFlow;

pub(crate) use self::relations::first_broken as first_broken_relation;
#[cfg(feature = "sample")]
pub(crate) use self::relations::obeys_relations;
pub(super) use self::relations::relations;
use super::diagnose::message::counted;
use crate::error::Code;
use crate::model::{Constraints, Property, Rule};
use crate::scan::{self, Number, Step, StringSpan};

/// Who is told what a rule says: the accept path stops at the first finding, the diagnosing path keeps them all.
pub(super) trait Findings {
    /// A rule is broken at an offset; the message is only made where somebody reads it.
    fn broken(&mut self, code: Code, offset: usize, message: fmt::Arguments<'_>) -> ControlFlow<()>;

    /// What `inner` finds concerns a part of the value.
    fn within<R>(&mut self, part: &Part<'_>, inner: impl FnOnce(&mut Self) -> R) -> R;
}

/// A part of a value.
pub(super) enum Part<'a> {
    /// An item, by its position.
    Item(usize),
    /// A member, by its name; the name may be personal.
    Member(&'a StringSpan),
    /// A member whose name matches the pattern.
    Matching(&'a StringSpan, &'static str),
    /// A declared property, of which these constraints are asked; whether it may be null besides.
    Property(&'a Property, &'a Constraints, bool),
    /// The same value, for a part of its schema: the place in `allOf`, and what is behind it.
    Branch(usize, &'static str),
}

/// All that constraints say of the value at `at`.
pub(super) fn constraints<F: Findings>(
    text: &str,
    constraints: &Constraints,
    at: usize,
    findings: &mut F,
) -> ControlFlow<()> {
    bounds(text, constraints, at, findings)?;
    constraints.rules.iter().try_for_each(|rule| self::rule(text, rule, at, findings))
}

/// All rules beside the bounds.
pub(super) fn rules<F: Findings>(
    text: &str,
    constraints: &Constraints,
    at: usize,
    findings: &mut F,
) -> ControlFlow<()> {
    constraints.rules.iter().try_for_each(|rule| self::rule(text, rule, at, findings))
}

/// Whether the value that `text` begins with obeys rules.
pub(super) fn obeys_all(text: &str, rules: &[&Rule]) -> bool {
    rules.iter().all(|rule| self::rule(text, rule, 0, &mut Verdict).is_continue())
}

/// Whether a string obeys rules that are all [of text](Rule::is_of_text).
pub(super) fn text_obeys_all(string: &str, rules: &[&Rule]) -> bool {
    rules.iter().all(|rule| self::string(string, rule, 0, &mut Verdict).is_continue())
}

/// The same for a string whose place is known.
pub(super) fn string_obeys_all(text: &str, string: &StringSpan, rules: &[&Rule]) -> bool {
    let decoded = string.decode(text);
    rules.iter().all(|rule| {
        let verdict = match rule {
            Rule::Check(_) | Rule::Const(_) | Rule::Enum(_) | Rule::Not(_) => {
                self::rule(text, rule, string.start, &mut Verdict)
            }
            _ => self::string(&decoded, rule, string.start, &mut Verdict),
        };
        verdict.is_continue()
    })
}

/// Stops at the first finding.
pub(super) struct Verdict;

impl Findings for Verdict {
    fn broken(&mut self, _: Code, _: usize, _: fmt::Arguments<'_>) -> ControlFlow<()> {
        ControlFlow::Break(())
    }

    fn within<R>(&mut self, _: &Part<'_>, inner: impl FnOnce(&mut Self) -> R) -> R {
        inner(self)
    }
}

/// The first constraint that the value at `at` breaks, and what was expected.
pub(crate) fn first_broken(text: &str, constraints: &Constraints, at: usize) -> Option<(Code, String)> {
    let mut first = First::default();
    let _ = self::constraints(text, constraints, at, &mut first);
    first.0
}

/// Keeps the first finding.
#[derive(Default)]
struct First(Option<(Code, String)>);

impl Findings for First {
    fn broken(&mut self, code: Code, _: usize, message: fmt::Arguments<'_>) -> ControlFlow<()> {
        self.0 = Some((code, message.to_string()));
        ControlFlow::Break(())
    }

    fn within<R>(&mut self, _: &Part<'_>, inner: impl FnOnce(&mut Self) -> R) -> R {
        inner(self)
    }
}

/// Whether a value is there and obeys: `null` stands for nothing.
fn obeys(text: &str, constraints: &Constraints, at: usize) -> bool {
    text.as_bytes().get(at) != Some(&b'n')
        && self::constraints(text, constraints, at, &mut Verdict).is_continue()
}

/// The bounds of a value whose type did not look at them.
fn bounds<F: Findings>(
    text: &str,
    constraints: &Constraints,
    at: usize,
    findings: &mut F,
) -> ControlFlow<()> {
    let Constraints { minimum, maximum, min_length, max_length, min_items, max_items, .. } = *constraints;
    if minimum.is_none()
        && maximum.is_none()
        && min_length.is_none()
        && max_length.is_none()
        && min_items.is_none()
        && max_items.is_none()
    {
        return ControlFlow::Continue(());
    }
    let bytes = text.as_bytes();
    let (count, least, most, unit) = match bytes.get(at) {
        Some(b'"') => {
            let Ok(string) = scan::string(bytes, at) else { return ControlFlow::Continue(()) };
            let codes = ((Code::MinLength, min_length), (Code::MaxLength, max_length));
            (string.code_points(text), codes.0, codes.1, "character")
        }
        Some(b'[') => {
            let codes = ((Code::MinItems, min_items), (Code::MaxItems, max_items));
            (items(bytes, at).count() as u64, codes.0, codes.1, "item")
        }
        Some(b'-' | b'0'..=b'9') => {
            let Ok((number, _)) = scan::number(bytes, at) else { return ControlFlow::Continue(()) };
            return limits(&number, constraints, at, findings);
        }
        _ => return ControlFlow::Continue(()),
    };
    size(count, least, most, unit, at, findings)
}

/// The inclusive bounds of a number.
fn limits<F: Findings>(
    number: &Number<'_>,
    constraints: &Constraints,
    at: usize,
    findings: &mut F,
) -> ControlFlow<()> {
    if let Some(minimum) = constraints.minimum
        && number.compare(&minimum) == Ordering::Less
    {
        findings.broken(Code::Minimum, at, format_args!("expected at least {minimum}"))?;
    }
    if let Some(maximum) = constraints.maximum
        && number.compare(&maximum) == Ordering::Greater
    {
        findings.broken(Code::Maximum, at, format_args!("expected at most {maximum}"))?;
    }
    ControlFlow::Continue(())
}

/// How many there are of something, and how many there may be.
fn size<F: Findings>(
    count: u64,
    (too_few, least): (Code, Option<u64>),
    (too_many, most): (Code, Option<u64>),
    unit: &str,
    at: usize,
    findings: &mut F,
) -> ControlFlow<()> {
    if let Some(least) = least
        && count < least
    {
        findings.broken(
            too_few,
            at,
            format_args!("expected at least {}, found {count}", counted(least, unit)),
        )?;
    }
    if let Some(most) = most
        && count > most
    {
        findings.broken(
            too_many,
            at,
            format_args!("expected at most {}, found {count}", counted(most, unit)),
        )?;
    }
    ControlFlow::Continue(())
}

fn rule<F: Findings>(text: &str, rule: &Rule, at: usize, findings: &mut F) -> ControlFlow<()> {
    let bytes = text.as_bytes();
    let first = bytes.get(at).copied().unwrap_or(b'n');
    match (rule, first) {
        (_, b'n') => ControlFlow::Continue(()),
        (Rule::Check(check), _) => {
            let Ok(end) = scan::skip_value(bytes, at, 0) else { return ControlFlow::Continue(()) };
            match (check.verify)(&text[at..end]) {
                Ok(()) => ControlFlow::Continue(()),
                Err(expected) => findings.broken(Code::Check(check.code), at, format_args!("{expected}")),
            }
        }
        (Rule::Const(value), _) if !is_literal(text, at, value) => {
            findings.broken(Code::Const, at, format_args!("expected {value}"))
        }
        (Rule::Enum(values), _) if !values.iter().any(|value| is_literal(text, at, value)) => {
            findings.broken(Code::Enum, at, format_args!("expected one of {}", joined(values)))
        }
        (Rule::Not(value), _) if is_literal(text, at, value) => {
            findings.broken(Code::Not, at, format_args!("expected a value other than {value}"))
        }
        (Rule::ExclusiveMinimum(_) | Rule::ExclusiveMaximum(_) | Rule::MultipleOf(_), b'-' | b'0'..=b'9') => {
            number(bytes, rule, at, findings)
        }
        (_, b'[') => array::rule(text, rule, at, findings),
        (_, b'"') => match scan::string(bytes, at) {
            Ok(string) => self::string(&string.decode(text), rule, at, findings),
            Err(_) => ControlFlow::Continue(()),
        },
        (_, b'{') => object::rule(text, rule, at, findings),
        _ => ControlFlow::Continue(()),
    }
}

fn number<F: Findings>(bytes: &[u8], rule: &Rule, at: usize, findings: &mut F) -> ControlFlow<()> {
    let Ok((number, end)) = scan::number(bytes, at) else { return ControlFlow::Continue(()) };
    match rule {
        Rule::ExclusiveMinimum(bound) if number.compare(bound) != Ordering::Greater => {
            findings.broken(Code::ExclusiveMinimum, at, format_args!("expected more than {bound}"))
        }
        Rule::ExclusiveMaximum(bound) if number.compare(bound) != Ordering::Less => {
            findings.broken(Code::ExclusiveMaximum, at, format_args!("expected less than {bound}"))
        }
        Rule::MultipleOf(step) if !step.divides(&bytes[at..end]) => {
            findings.broken(Code::MultipleOf, at, format_args!("expected a multiple of {step}"))
        }
        _ => ControlFlow::Continue(()),
    }
}

fn string<F: Findings>(string: &str, rule: &Rule, at: usize, findings: &mut F) -> ControlFlow<()> {
    match rule {
        Rule::Prefix(prefix) if !string.starts_with(prefix) => findings.broken(
            Code::Pattern,
            at,
            format_args!("expected a string that begins with {}", quoted(prefix)),
        ),
        Rule::Suffix(suffix) if !string.ends_with(suffix) => findings.broken(
            Code::Pattern,
            at,
            format_args!("expected a string that ends with {}", quoted(suffix)),
        ),
        Rule::Pattern(pattern) if !pattern.is_match(string) => findings.broken(
            Code::Pattern,
            at,
            format_args!("expected a string that matches `{}`", pattern.source()),
        ),
        Rule::Format(format) if !format.is_valid(string) => findings.broken(
            Code::Format,
            at,
            format_args!("expected a string of the format `{}`", format.name()),
        ),
        Rule::ContentEncoding(encoding) if !encoding.is_valid(string) => {
            findings.broken(Code::ContentEncoding, at, format_args!("expected a text in {}", encoding.name()))
        }
        Rule::Substring(inner) if !string.contains(inner) => findings.broken(
            Code::Pattern,
            at,
            format_args!("expected a string that contains {}", quoted(inner)),
        ),
        _ => ControlFlow::Continue(()),
    }
}

/// Where the items of an array begin.
fn items(bytes: &[u8], at: usize) -> impl Iterator<Item = usize> {
    let mut step = Some(scan::open(bytes, at, b']'));
    core::iter::from_fn(move || match step.take()? {
        Step::End(_) => None,
        Step::Member(item) => {
            let end = scan::skip_value(bytes, item, 0).ok()?;
            step = scan::next(bytes, end, b']').ok();
            Some(item)
        }
    })
}

/// The members of an object: each name, and where its value begins.
fn members(bytes: &[u8], at: usize) -> impl Iterator<Item = (StringSpan, usize)> {
    let mut step = Some(scan::open(bytes, at, b'}'));
    core::iter::from_fn(move || match step.take()? {
        Step::End(_) => None,
        Step::Member(member) => {
            let name = scan::name(bytes, member).ok()?;
            let value = scan::colon(bytes, name.end).ok()?;
            let end = scan::skip_value(bytes, value, 0).ok()?;
            step = scan::next(bytes, end, b'}').ok();
            Some((name, value))
        }
    })
}

/// Whether the value at `at` equals a scalar, given as JSON text.
fn is_literal(text: &str, at: usize, literal: &str) -> bool {
    let (bytes, expected) = (text.as_bytes(), literal.as_bytes());
    match (bytes.get(at), expected.first()) {
        (Some(b'"'), Some(b'"')) => match (scan::string(bytes, at), scan::string(expected, 0)) {
            (Ok(string), Ok(expected)) => match expected.decode(literal) {
                Cow::Borrowed(expected) => string.is(text, expected),
                Cow::Owned(expected) => string.is(text, &expected),
            },
            _ => false,
        },
        (Some(b'-' | b'0'..=b'9'), Some(b'-' | b'0'..=b'9')) => {
            matches!((scan::number(bytes, at), scan::number(expected, 0)),
                (Ok((number, _)), Ok((expected, _))) if number.equals(&expected))
        }
        (Some(b't' | b'f'), Some(b't' | b'f')) => bytes[at..].starts_with(expected),
        _ => false,
    }
}

/// Values, one after the other, for a message.
fn joined(values: &[&str]) -> impl fmt::Display {
    fmt::from_fn(move |f| {
        values.iter().enumerate().try_for_each(|(at, value)| {
            f.write_str(if at == 0 { "" } else { ", " })?;
            f.write_str(value)
        })
    })
}

/// A string as JSON, for a message.
fn quoted(text: &str) -> impl fmt::Display {
    fmt::from_fn(move |f| {
        let mut quoted = String::new();
        scan::quote(text, &mut quoted);
        f.write_str(&quoted)
    })
}
