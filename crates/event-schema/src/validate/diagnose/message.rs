use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

use crate::errors::{Expectation, LazyMessage};

/// What is said of a finding; written once it is known that somebody reads it.
pub(super) trait Message {
    fn write(&self, out: &mut String);

    /// What it is made of, if that will last.
    fn lazy(&self) -> Option<LazyMessage> {
        None
    }
}

impl Message for LazyMessage {
    fn write(&self, out: &mut String) {
        Self::write(self, out);
    }

    fn lazy(&self) -> Option<LazyMessage> {
        Some(*self)
    }
}

impl Message for Expectation {
    fn write(&self, out: &mut String) {
        LazyMessage::Expected(*self).write(out);
    }

    fn lazy(&self) -> Option<LazyMessage> {
        Some(LazyMessage::Expected(*self))
    }
}

impl Message for &'static str {
    fn write(&self, out: &mut String) {
        out.push_str(self);
    }

    fn lazy(&self) -> Option<LazyMessage> {
        Some(LazyMessage::Text(self))
    }
}

/// Parts, one behind the other.
impl<const PARTS: usize> Message for [&str; PARTS] {
    fn write(&self, out: &mut String) {
        out.extend(*self);
    }
}

impl Message for fmt::Arguments<'_> {
    fn write(&self, out: &mut String) {
        // A string takes all that is written.
        let _ = out.write_fmt(*self);
    }
}

/// Names, quoted.
pub(in crate::validate) fn list<'n>(names: impl Iterator<Item = &'n str> + Clone) -> impl fmt::Display {
    fmt::from_fn(move |f| {
        for (at, name) in names.clone().enumerate() {
            write!(f, "{}`{name}`", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    })
}

/// A name that was probably meant, if there is one.
pub(super) fn did_you_mean(name: Option<&str>) -> impl fmt::Display {
    fmt::from_fn(move |f| match name {
        Some(name) => write!(f, "; did you mean `{name}`?"),
        None => Ok(()),
    })
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

/// So many of something.
pub(in crate::validate) fn counted(count: u64, unit: &str) -> impl fmt::Display {
    fmt::from_fn(move |f| write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" }))
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
