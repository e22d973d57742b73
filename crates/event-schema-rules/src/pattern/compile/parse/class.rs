//! Classes: what stands in brackets.

use super::super::Refused;
use super::super::set::Set;
use super::super::tree::Node;
use super::Parser;
use super::escape::Escape;
use alloc::vec::Vec;

impl Parser<'_> {
    pub(super) fn read_class(&mut self) -> Result<Node, Refused> {
        let start = self.at;
        self.at += 1;
        let is_negated = self.eat('^');
        if self.peek() == Some(']') {
            let instead = "write `[\\s\\S]` for any character, or `\\]` for the bracket";
            return Err(Refused::new(start, "the class is empty", instead));
        }
        let mut set = Set::default();
        let mut ranges = Vec::new();
        while !self.eat(']') {
            let at = self.at;
            let first = self.read_class_atom(start)?;
            let rest = &self.source[self.at..];
            let is_range = rest.starts_with('-') && !rest.starts_with("-]") && rest.len() > 1;
            if !is_range {
                match first {
                    Escape::Char(char) => ranges.push((char, char)),
                    Escape::Set(other) => set.add(&other),
                }
                continue;
            }
            self.at += 1;
            match (first, self.read_class_atom(start)?) {
                (Escape::Char(first), Escape::Char(last)) if first <= last => ranges.push((first, last)),
                (Escape::Char(_), Escape::Char(_)) => {
                    return Err(Refused::new(
                        at,
                        "the range ends before it begins",
                        "write the lower end first",
                    ));
                }
                _ => {
                    let problem = "a set of characters bounds no range";
                    return Err(Refused::new(at, problem, "write `\\-` for the hyphen"));
                }
            }
        }
        set.add(&Set::of(ranges));
        Ok(self.one(if is_negated { set.negated() } else { set }))
    }

    fn read_class_atom(&mut self, start: usize) -> Result<Escape, Refused> {
        let Some(char) = self.peek() else {
            return Err(Refused::new(
                start,
                "the class is not closed",
                "write `]`, or `\\[` for the character",
            ));
        };
        if char != '\\' {
            self.at += char.len_utf8();
            return Ok(Escape::Char(u32::from(char)));
        }
        if self.source[self.at..].starts_with("\\b") {
            self.at += 2;
            return Ok(Escape::Char(0x08));
        }
        self.read_escaped("^$\\.*+?()[]{}|/-")
    }
}
