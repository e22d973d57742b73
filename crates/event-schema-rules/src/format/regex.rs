//! The syntax of ECMA-262's regular expressions: `Pattern[+UnicodeMode, +NamedCaptureGroups]` of ES2025.
//!
//! JSON Schema's older drafts know patterns without the flag `u`. What portable patterns of theirs take from there is a
//! backslash before punctuation that needs none, so that is allowed here.

mod class;
mod escape;
mod groups;
mod names;

use self::groups::{Groups, Kind};
use self::names::Names;

/// Whether `text` is a regular expression. `None` inside of this module stands for a syntax error.
pub(super) fn is_regex(text: &str) -> bool {
    let mut syntax = Syntax {
        rest: text,
        before: Before::Nothing,
        groups: Groups::default(),
        names: Names::default(),
        captures: 0,
        last_reference: 0,
    };
    syntax.read().is_some()
}

struct Syntax<'a> {
    rest: &'a str,
    before: Before,
    groups: Groups,
    names: Names<'a>,
    captures: u32,
    /// The greatest number that a back-reference has.
    last_reference: u32,
}

/// What stands before the next character: it says whether a quantifier may follow.
#[derive(PartialEq)]
enum Before {
    Nothing,
    Atom,
    Assertion,
    Quantifier,
}

impl Syntax<'_> {
    fn read(&mut self) -> Option<()> {
        while let Some(char) = self.next() {
            match char {
                '|' => {
                    self.names.end_alternative(self.groups.depth());
                    self.before = Before::Nothing;
                }
                '(' => self.open()?,
                ')' => self.close()?,
                '*' | '+' | '?' => self.quantify()?,
                '{' => {
                    self.read_counts()?;
                    self.quantify()?;
                }
                '}' | ']' => return None,
                '^' | '$' => self.before = Before::Assertion,
                '\\' => self.before = self.read_escape()?,
                '[' => {
                    self.read_class()?;
                    self.before = Before::Atom;
                }
                _ => self.before = Before::Atom,
            }
        }
        let is_whole = self.groups.depth() == 0 && self.last_reference <= self.captures;
        (is_whole && self.names.are_declared()).then_some(())
    }

    fn open(&mut self) -> Option<()> {
        let mut kind = Kind::Atom;
        if !self.eat('?') {
            self.captures += 1;
        } else if self.eat('=') || self.eat('!') || self.eat_text("<=") || self.eat_text("<!") {
            kind = Kind::LookAround;
        } else if self.eat('<') {
            self.captures += 1;
            let name = self.read_name()?;
            self.names.declare(name, self.groups.depth())?;
        } else {
            self.read_modifiers()?;
        }
        self.before = Before::Nothing;
        self.groups.open(kind)
    }

    fn close(&mut self) -> Option<()> {
        self.names.close(self.groups.depth());
        self.before = match self.groups.close()? {
            Kind::Atom => Before::Atom,
            Kind::LookAround => Before::Assertion,
        };
        Some(())
    }

    /// `i`, `m` and `s` before the colon of a group: each once, those behind the hyphen switched off.
    fn read_modifiers(&mut self) -> Option<()> {
        let (modifiers, rest) = self.rest.split_once(':')?;
        self.rest = rest;
        let flags = || modifiers.chars().filter(|flag| *flag != '-');
        let is_once = |flag| modifiers.matches(flag).count() <= 1;
        let is_empty = modifiers.is_empty() || flags().next().is_some();
        (is_empty && is_once('-') && flags().all(|flag| "ims".contains(flag) && is_once(flag))).then_some(())
    }

    fn quantify(&mut self) -> Option<()> {
        if self.before != Before::Atom {
            return None;
        }
        self.eat('?');
        self.before = Before::Quantifier;
        Some(())
    }

    fn read_counts(&mut self) -> Option<()> {
        let (counts, rest) = self.rest.split_once('}')?;
        self.rest = rest;
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_valid = match counts.split_once(',') {
            None => is_number(counts),
            Some((least, "")) => is_number(least),
            Some((least, most)) => is_number(least) && is_number(most) && is_at_most(least, most),
        };
        is_valid.then_some(())
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    fn eat(&mut self, char: char) -> bool {
        let rest = self.rest.strip_prefix(char);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn eat_text(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// Compares numbers of any length.
fn is_at_most(least: &str, most: &str) -> bool {
    let (least, most) = (least.trim_start_matches('0'), most.trim_start_matches('0'));
    (least.len(), least) <= (most.len(), most)
}
