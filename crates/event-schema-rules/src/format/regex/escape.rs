//! What follows a backslash, and the names of groups, which may hold such escapes.

use super::{Before, Syntax};

impl<'a> Syntax<'a> {
    /// Reads an escape outside of classes.
    pub(super) fn read_escape(&mut self) -> Option<Before> {
        match self.next()? {
            'b' | 'B' => return Some(Before::Assertion),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => {}
            'p' | 'P' => self.read_property()?,
            'k' => {
                self.eat('<').then_some(())?;
                let name = self.read_name()?;
                self.names.refer(name)?;
            }
            first @ '1'..='9' => {
                let mut number = first as u32 - '0' as u32;
                while let Some(digit) = self.rest.chars().next().and_then(|char| char.to_digit(10)) {
                    number = number.saturating_mul(10).saturating_add(digit);
                    self.next();
                }
                self.last_reference = self.last_reference.max(number);
            }
            other => {
                self.read_character(other)?;
            }
        }
        Some(Before::Atom)
    }

    /// Reads the escape of one character, from behind its first letter.
    pub(super) fn read_character(&mut self, first: char) -> Option<u32> {
        match first {
            'f' => Some(0x0C),
            'n' => Some(0x0A),
            'r' => Some(0x0D),
            't' => Some(0x09),
            'v' => Some(0x0B),
            'c' => self.next().filter(char::is_ascii_alphabetic).map(|letter| u32::from(letter) % 32),
            '0' => (!self.rest.starts_with(|next: char| next.is_ascii_digit())).then_some(0),
            'x' => hex(&mut self.rest, 2),
            'u' => code_point(&mut self.rest),
            other => (!other.is_alphanumeric()).then_some(u32::from(other)),
        }
    }

    /// Reads a property of Unicode. Only its shape is looked at: which there are depends on Unicode's version.
    pub(super) fn read_property(&mut self) -> Option<()> {
        let (property, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
        self.rest = rest;
        let is_word = |text: &str| {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let (name, value) = property.split_once('=').unwrap_or((property, property));
        (is_word(name) && is_word(value)).then_some(())
    }

    /// Reads a name up to and with its closing angle.
    pub(super) fn read_name(&mut self) -> Option<&'a str> {
        let (name, rest) = self.rest.split_once('>')?;
        self.rest = rest;
        let mut chars = Chars(name);
        let first = chars.next()??;
        let is_start = first.is_alphabetic() || matches!(first, '$' | '_');
        let is_part =
            |char: char| char.is_alphanumeric() || matches!(char, '$' | '_' | '\u{200C}' | '\u{200D}');
        (is_start && chars.all(|char| char.is_some_and(is_part))).then_some(name)
    }
}

/// The characters of a name, escapes decoded. `None` stands for what is none.
pub(super) struct Chars<'a>(pub(super) &'a str);

impl Iterator for Chars<'_> {
    type Item = Option<char>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(rest) = self.0.strip_prefix("\\u") {
            self.0 = rest;
            return Some(code_point(&mut self.0).and_then(char::from_u32));
        }
        let mut chars = self.0.chars();
        let next = chars.next()?;
        self.0 = chars.as_str();
        Some(Some(next).filter(|char| *char != '\\'))
    }
}

/// Reads what follows `\u`: digits in braces, four digits, or four digits twice for a pair of surrogates.
fn code_point(rest: &mut &str) -> Option<u32> {
    if let Some(braced) = rest.strip_prefix('{') {
        let (digits, behind) = braced.split_once('}')?;
        *rest = behind;
        let digits = match digits.trim_start_matches('0') {
            "" if !digits.is_empty() => "0",
            significant => significant,
        };
        let mut unread = digits;
        let value = if digits.len() <= 6 { hex(&mut unread, digits.len()) } else { None };
        return value.filter(|value| !digits.is_empty() && *value <= u32::from(char::MAX));
    }
    let lead = hex(rest, 4)?;
    if (0xD800..0xDC00).contains(&lead) {
        let mut behind = rest.strip_prefix("\\u").unwrap_or_default();
        if let Some(trail @ 0xDC00..0xE000) = hex(&mut behind, 4) {
            *rest = behind;
            return Some(0x1_0000 + ((lead - 0xD800) << 10) + (trail - 0xDC00));
        }
    }
    Some(lead)
}

fn hex(rest: &mut &str, count: usize) -> Option<u32> {
    let (digits, behind) = rest.split_at_checked(count)?;
    *rest = behind;
    digits.chars().try_fold(0, |value, digit| Some(value * 16 + digit.to_digit(16)?))
}
