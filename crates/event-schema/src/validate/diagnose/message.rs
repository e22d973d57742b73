use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::model::{Alternative, Model, Shape};

/// What a value should have been, in words.
pub(super) struct Expectation {
    text: String,
}

impl Expectation {
    /// A value of the model's type.
    pub(super) fn of(model: &Model, nullable: bool) -> Self {
        let kind = match &model.shape {
            Shape::Any | Shape::Nullable(_) => "a value",
            Shape::Null => "null",
            Shape::Boolean => "a boolean",
            Shape::Integer => "an integer",
            Shape::Number => "a number",
            Shape::String | Shape::Enumeration(_) => "a string",
            Shape::Array(_) | Shape::Tuple(_) => "an array",
            Shape::Map(_) | Shape::Object(_) | Shape::Union(_) => "an object",
            Shape::Keyed(keyed) if keyed.units.is_empty() => "an object",
            Shape::Keyed(keyed) if keyed.contents.is_empty() => "a string",
            Shape::Keyed(_) => "a string or an object",
            Shape::Choice(alternatives) => return Self::of_one(alternatives),
        };
        Self { text: format!("expected {kind}{}", if nullable && kind != "null" { " or null" } else { "" }) }
    }

    /// A value of one of several types.
    fn of_one(alternatives: &[Alternative]) -> Self {
        let names: Vec<&str> = alternatives.iter().map(|alternative| alternative.name).collect();
        Self { text: format!("expected one of {} types ({})", names.len(), names.join(", ")) }
    }

    /// The message, with what was found instead.
    pub(super) fn but(self, found: &str) -> String {
        self.text + ", found " + found
    }
}

/// One of these names.
pub(super) fn one_of<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut text = String::from("expected one of");
    for (at, name) in names.enumerate() {
        text += if at == 0 { " " } else { ", " };
        text += &format!("`{name}`");
    }
    text
}

/// The JSON type of the value that begins with a byte.
pub(super) const fn json_type(first: u8) -> &'static str {
    match first {
        b'"' => "a string",
        b'{' => "an object",
        b'[' => "an array",
        b't' | b'f' => "a boolean",
        b'n' => "null",
        _ => "a number",
    }
}

pub(super) fn at_least(least: u64, unit: &str, found: u64) -> String {
    format!("expected at least {}, found {found}", counted(least, unit))
}

pub(super) fn at_most(most: u64, unit: &str, found: u64) -> String {
    format!("expected at most {}, found {found}", counted(most, unit))
}

pub(in crate::validate) fn counted(count: u64, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// The declared name that was probably meant, if one is near: at most a third of its letters differ.
pub(super) fn closest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    const LONGEST: usize = 64;
    let written: Vec<char> = written.chars().take(LONGEST + 1).collect();
    if written.len() > LONGEST {
        return None;
    }
    names
        .map(|name| (distance(&written, name), name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many letters have to be changed, added or dropped; letters that differ in case only are equal.
fn distance(one: &[char], two: &str) -> usize {
    let mut row: Vec<usize> = (0..=one.len()).collect();
    for (line, two) in two.chars().enumerate() {
        let mut diagonal = core::mem::replace(&mut row[0], line + 1);
        for (column, one) in one.iter().enumerate() {
            let replaced = diagonal + usize::from(!one.eq_ignore_ascii_case(&two));
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[one.len()]
}
