//! What follows a backslash.

use super::super::Refused;
use super::super::category;
use super::super::set::Set;
use super::super::tree::Node;
use super::Parser;

/// What a backslash makes of the next character.
pub(super) enum Escape {
    Char(u32),
    Set(Set),
}

impl Parser<'_> {
    /// Reads an escape outside of classes.
    pub(super) fn read_escape(&mut self) -> Result<Node, Refused> {
        let set = match self.read_escaped("^$\\.*+?()[]{}|/")? {
            Escape::Char(char) => Set::char(char),
            Escape::Set(set) => set,
        };
        Ok(self.one(set))
    }

    /// Reads an escape from its backslash on. A backslash may stand before each of `punctuation`.
    pub(super) fn read_escaped(&mut self, punctuation: &str) -> Result<Escape, Refused> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.peek() else {
            return Err(Refused::new(
                start,
                "nothing follows the backslash",
                "write `\\\\` for the character",
            ));
        };
        self.at += letter.len_utf8();
        if let Some(set) = Set::escape(letter) {
            return Ok(Escape::Set(set));
        }
        if matches!(letter, 'p' | 'P') {
            return self.read_category(start, letter == 'P').map(Escape::Set);
        }
        let char = match letter {
            't' => 0x09,
            'n' => 0x0A,
            'v' => 0x0B,
            'f' => 0x0C,
            'r' => 0x0D,
            'c' => match self.peek() {
                Some(control) if control.is_ascii_alphabetic() => self.pass(u32::from(control) % 32),
                _ => {
                    return Err(Refused::new(
                        start,
                        "no control character is meant",
                        "write `\\cA` to `\\cZ`",
                    ));
                }
            },
            'x' => match self.read_hex(2) {
                Some(char) => char,
                None => {
                    return Err(Refused::new(start, "two hexadecimal digits are missing", "write `\\x41`"));
                }
            },
            'u' => self.read_code_point(start)?,
            _ if punctuation.contains(letter) => u32::from(letter),
            _ => return Err(outside(start, letter)),
        };
        Ok(Escape::Char(char))
    }

    /// Reads what follows `\p`: a general category of Unicode.
    fn read_category(&mut self, start: usize, is_negated: bool) -> Result<Set, Refused> {
        let braced = self.source[self.at..].strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let Some((property, rest)) = braced else {
            return Err(Refused::new(start, "no property is meant", "write `\\p{L}`"));
        };
        self.at = self.source.len() - rest.len();
        let Some(set) = category::set(property) else {
            let problem = "of Unicode's properties, only general categories are known";
            return Err(Refused::new(start, problem, "write one, as in `\\p{L}`, or ranges, as in `[a-z]`"));
        };
        Ok(if is_negated { set.negated() } else { set })
    }

    /// Reads what follows `\u`.
    fn read_code_point(&mut self, start: usize) -> Result<u32, Refused> {
        let malformed = Refused::new(start, "no character is meant", "write `\\u0041` or `\\u{1F600}`");
        let char = if self.eat('{') {
            let digits = self.source[self.at..].bytes().take_while(u8::is_ascii_hexdigit).count();
            let char = self.read_hex(digits).ok_or(malformed.clone())?;
            if digits == 0 || !self.eat('}') {
                return Err(malformed);
            }
            char
        } else {
            self.read_hex(4).ok_or(malformed.clone())?
        };
        match char {
            0xD800..=0xDFFF => Err(Refused::new(
                start,
                "no string holds half a pair of surrogates",
                "write `\\u{1F600}`, or both",
            )),
            _ if char > u32::from(char::MAX) => Err(malformed),
            _ => Ok(char),
        }
    }

    fn read_hex(&mut self, count: usize) -> Option<u32> {
        let digits = self.source.get(self.at..self.at + count)?;
        let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        self.at += count;
        if is_number { u32::from_str_radix(digits, 16).ok() } else { None }
    }
}

fn outside(start: usize, letter: char) -> Refused {
    let (problem, instead) = match letter {
        'b' | 'B' => ("word boundaries are not checked", "write what may stand there, as in `(?:^|\\W)`"),
        '1'..='9' | 'k' => ("a back-reference cannot be checked in one pass", "write out the alternatives"),
        '0' => ("a character of this number means different things to readers", "write `\\x00`"),
        'A' => ("`\\A` is not known", "write `^`"),
        'z' | 'Z' => ("`\\z` and `\\Z` are not known", "write `$`"),
        _ if letter.is_alphanumeric() => {
            ("the backslash gives this letter no meaning", "leave out the backslash")
        }
        _ => ("no backslash may stand before this character", "leave out the backslash"),
    };
    Refused::new(start, problem, instead)
}
