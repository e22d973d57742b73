//! Values that obey rules beside the bounds: made so that they probably do, and looked at before they stay.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::string;
use super::text::WORDS;
use super::writer::Writer;
use crate::model::{Bound, Constraints, Rule, Shape};
use crate::validate::obeys;

const ATTEMPTS: usize = 60;

/// Writes a string, a number or a boolean.
pub(super) fn scalar(writer: &mut Writer<'_>, shape: &Shape, constraints: &Constraints) {
    let listed: Vec<&str> = constraints.rules.iter().flat_map(listed).collect();
    until_valid(writer, constraints, |writer| {
        if !listed.is_empty() {
            let value = *writer.random.pick(&listed);
            return writer.raw(value);
        }
        match shape {
            Shape::Integer | Shape::Number => number(writer, matches!(shape, Shape::Integer), constraints),
            Shape::Boolean => writer.raw("true"),
            _ => {
                let text = text(writer, constraints);
                string::quoted(writer, &text);
            }
        }
    });
}

/// Writes a value without faults, again and again until it obeys.
pub(super) fn until_valid(
    writer: &mut Writer<'_>,
    constraints: &Constraints,
    mut write: impl FnMut(&mut Writer<'_>),
) {
    let start = writer.out.len();
    for attempt in 1.. {
        writer.sound(&mut write);
        let text = core::str::from_utf8(&writer.out[start..]).unwrap_or_default();
        if attempt == ATTEMPTS || obeys(text, constraints, 0) {
            return;
        }
        writer.out.truncate(start);
    }
}

/// A name of a map's member.
pub(super) fn name(writer: &mut Writer<'_>, constraints: &Constraints) -> String {
    let listed: Vec<&str> = constraints.rules.iter().flat_map(listed).collect();
    if listed.is_empty() {
        text(writer, constraints)
    } else {
        writer.random.pick(&listed).trim_matches('"').into()
    }
}

fn listed(rule: &'static Rule) -> Vec<&'static str> {
    match rule {
        Rule::Const(value) => Vec::from([*value]),
        Rule::Enum(values) => values.to_vec(),
        _ => Vec::new(),
    }
}

fn text(writer: &mut Writer<'_>, constraints: &Constraints) -> String {
    let (mut before, mut inner, mut after) = (String::new(), String::new(), String::new());
    for rule in constraints.rules.iter() {
        match rule {
            Rule::Prefix(prefix) if prefix.len() > before.len() => before = String::from(*prefix),
            Rule::Suffix(suffix) if suffix.len() > after.len() => after = String::from(*suffix),
            Rule::Substring(part) => inner.push_str(part),
            _ => {}
        }
    }
    let fixed = [&before, &inner, &after].map(|part| part.chars().count()).iter().sum::<usize>();
    let least = constraints.min_length.unwrap_or(0) as usize;
    let most = constraints.max_length.map_or(usize::MAX, |most| most as usize);
    let mut middle = String::new();
    for _ in 0..writer.random.below(3) {
        middle.push_str(WORDS[writer.random.below(WORDS.len())]);
    }
    let room = most.saturating_sub(fixed);
    let middle: String = middle.chars().take(room).collect();
    let missing = least.saturating_sub(fixed + middle.chars().count());
    let last = if writer.fancy { "ü" } else { "x" };
    [before, inner, middle, last.repeat(missing), after].concat()
}

fn number(writer: &mut Writer<'_>, is_integer: bool, constraints: &Constraints) {
    let value = |bound: Bound| match bound {
        Bound::Integer(integer) => integer.to_f64(),
        Bound::Float(float) => float,
    };
    let (mut least, mut most) = (constraints.minimum.map(value), constraints.maximum.map(value));
    let mut step = None;
    for rule in constraints.rules.iter() {
        match rule {
            Rule::ExclusiveMinimum(bound) => {
                least = Some(least.map_or(value(*bound), |least| least.max(value(*bound))));
            }
            Rule::ExclusiveMaximum(bound) => {
                most = Some(most.map_or(value(*bound), |most| most.min(value(*bound))));
            }
            Rule::MultipleOf(decimal) => step = Some(*decimal),
            _ => {}
        }
    }
    let (digits, exponent) =
        step.map_or((1, if is_integer { 0 } else { -2 }), |step| (step.digits, step.exponent));
    // Whole numbers of the step's last place: what is written is exact.
    let unit = format!("1e{exponent}").parse().unwrap_or(1.0) * digits as f64;
    let (first, last) = match (least, most) {
        (Some(least), most) => {
            let first = ceiling(least / unit);
            (first, most.map_or(first + 10_000, |most| ceiling(most / unit)).min(first + 10_000))
        }
        (None, Some(most)) => (ceiling(most / unit) - 10_000, ceiling(most / unit)),
        (None, None) => (-100, 10_000),
    };
    let span = usize::try_from((last - first).max(0)).unwrap_or(0);
    let times = first + writer.random.between(0, span) as i128;
    let magnitude = times.unsigned_abs() * digits;
    let sign = if times < 0 { "-" } else { "" };
    match exponent {
        _ if magnitude == 0 => writer.raw("0"),
        0 => writer.display(format_args!("{sign}{magnitude}")),
        1..=20 if is_integer => {
            let zeros = exponent.unsigned_abs() as usize;
            writer.display(format_args!("{sign}{magnitude}{:0<zeros$}", ""));
        }
        _ => writer.display(format_args!("{sign}{magnitude}e{exponent}")),
    }
}

/// The least whole number that is not below; far beyond any use it stays where it is.
#[expect(clippy::cast_possible_truncation, reason = "it is clamped before")]
fn ceiling(value: f64) -> i128 {
    let value = value.clamp(-1e30, 1e30);
    let cut = value as i128;
    cut + i128::from((cut as f64) < value)
}
