//! Values that obey rules beside the bounds: made so that they probably do, and looked at before they stay.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::string;
use super::text::WORDS;
use super::writer::Writer;
use crate::model::{Bound, Constraints, ContentEncoding, Rule, Shape};
use crate::validate::first_broken;

const ATTEMPTS: usize = 400;

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
        if attempt == ATTEMPTS || first_broken(text, constraints, 0).is_none() {
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
    let least = constraints.min_length.unwrap_or(0) as usize;
    let most = constraints.max_length.map_or(usize::MAX, |most| most as usize);
    for rule in constraints.rules.iter() {
        match rule {
            Rule::Pattern(pattern) => {
                let lengths = least..=most.min(least.max(40));
                let sample = pattern.sample(lengths, &mut |below| writer.random.below(below));
                let sample = sample.unwrap_or_default();
                // Other rules may ask for more around it.
                return if writer.random.chance(500) {
                    affixed(writer, constraints) + &sample
                } else {
                    sample
                };
            }
            Rule::Format(format) => return super::format::text(writer, *format),
            Rule::ContentEncoding(ContentEncoding::Base64) => {
                return super::format::base64(writer, least, most);
            }
            _ => {}
        }
    }
    affixed(writer, constraints)
}

fn affixed(writer: &mut Writer<'_>, constraints: &Constraints) -> String {
    let (mut before, mut within, mut after) = (String::new(), String::new(), String::new());
    for rule in constraints.rules.iter() {
        match rule {
            Rule::Prefix(prefix) if prefix.len() > before.len() => before = String::from(*prefix),
            Rule::Suffix(suffix) if suffix.len() > after.len() => after = String::from(*suffix),
            Rule::Substring(part) => within.push_str(part),
            _ => {}
        }
    }
    let fixed = [&before, &within, &after].map(|part| part.chars().count()).iter().sum::<usize>();
    let least = constraints.min_length.unwrap_or(0) as usize;
    let most = constraints.max_length.map_or(usize::MAX, |most| most as usize);
    let mut words = String::new();
    for _ in 0..writer.random.below(3) {
        words.push_str(WORDS[writer.random.below(WORDS.len())]);
    }
    let room = most.saturating_sub(fixed);
    let middle: String = words.chars().take(room).collect();
    let missing = least.saturating_sub(fixed + middle.chars().count());
    let filler = if writer.fancy { "ü" } else { "x" };
    [before, within, middle, filler.repeat(missing), after].concat()
}

fn number(writer: &mut Writer<'_>, is_integer: bool, constraints: &Constraints) {
    let value = |bound: Bound| match bound {
        Bound::Integer(integer) => integer.to_f64(),
        Bound::Float(float) => float,
    };
    let (mut least, mut greatest) = (constraints.minimum.map(value), constraints.maximum.map(value));
    let mut multiple = None;
    for rule in constraints.rules.iter() {
        match rule {
            Rule::ExclusiveMinimum(bound) => {
                least = Some(least.map_or(value(*bound), |least| least.max(value(*bound))));
            }
            Rule::ExclusiveMaximum(bound) => {
                greatest = Some(greatest.map_or(value(*bound), |greatest| greatest.min(value(*bound))));
            }
            Rule::MultipleOf(decimal) => multiple = Some(*decimal),
            _ => {}
        }
    }
    let (digits, exponent) =
        multiple.map_or((1, if is_integer { 0 } else { -2 }), |step| (step.digits, step.exponent));
    // Whole numbers of the step's last place: what is written is exact.
    let unit: f64 = format!("{digits}e{exponent}").parse().unwrap_or(1.0);
    let (lowest, highest) = match (least, greatest) {
        (Some(least), greatest) => {
            let lowest = ceiling(least / unit);
            (
                lowest,
                greatest.map_or(lowest + 10_000, |greatest| ceiling(greatest / unit)).min(lowest + 10_000),
            )
        }
        (None, Some(greatest)) => (ceiling(greatest / unit) - 10_000, ceiling(greatest / unit)),
        (None, None) => (-100, 10_000),
    };
    let span = usize::try_from((highest - lowest).max(0)).unwrap_or(0);
    let factor = lowest + writer.random.between(0, span) as i128;
    let magnitude = factor.unsigned_abs() * digits;
    let sign = if factor < 0 { "-" } else { "" };
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
fn ceiling(value: f64) -> i128 {
    let value = value.clamp(-1e30, 1e30);
    value as i128 + i128::from(value.fract() > 0.0)
}
