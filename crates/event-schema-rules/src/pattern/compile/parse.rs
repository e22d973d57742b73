//! The syntax of patterns.

mod class;
mod escape;

use super::Refused;
use super::set::Set;
use super::tree::{Counts, Node, Tree};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// The greatest count in braces. What repeats more often is told by the bounds of a length.
const MAX_COUNT: u16 = 1000;
/// How deep groups nest.
const MAX_DEPTH: usize = 64;

pub(super) fn parse(source: &str) -> Result<Tree, Refused> {
    let mut parser = Parser { source, at: 0, depth: 0, sets: Vec::new() };
    let root = parser.read_alternatives()?;
    if parser.at < source.len() {
        return Err(Refused::new(parser.at, "no group is open that this closes", "write `\\)`"));
    }
    Ok(Tree { root, sets: parser.sets })
}

struct Parser<'a> {
    source: &'a str,
    /// Where the next character stands, in bytes.
    at: usize,
    /// How many groups are open.
    depth: usize,
    sets: Vec<Set>,
}

impl Parser<'_> {
    /// Reads up to the end, or to the end of a group.
    fn read_alternatives(&mut self) -> Result<Node, Refused> {
        let mut alternatives = Vec::from([self.read_sequence()?]);
        while self.eat('|') {
            alternatives.push(self.read_sequence()?);
        }
        Ok(Node::Any(alternatives))
    }

    fn read_sequence(&mut self) -> Result<Node, Refused> {
        let mut nodes = Vec::new();
        while let Some(next) = self.peek() {
            let is_assertion = matches!(next, '^' | '$');
            let node = match next {
                '|' | ')' => break,
                '*' | '+' | '?' => return Err(self.nothing_to_repeat(next)),
                '{' | '}' | ']' => return Err(self.bare_bracket(next)),
                '(' => self.read_group()?,
                '[' => self.read_class()?,
                '\\' => self.read_escape()?,
                '^' => self.pass(Node::Start),
                '$' => self.pass(Node::End),
                '.' => {
                    let dot = self.one(Set::dot());
                    self.pass(dot)
                }
                char => {
                    let node = self.one(Set::char(u32::from(char)));
                    self.at += char.len_utf8();
                    node
                }
            };
            let before = self.at;
            let node = match self.read_counts()? {
                Some(_) if is_assertion => {
                    return Err(Refused::new(
                        before,
                        "`^` and `$` do not repeat",
                        "leave out the quantifier",
                    ));
                }
                Some(_) if node.is_empty() => {
                    let instead = "leave out the group and the quantifier";
                    return Err(Refused::new(before, "the group before it is empty", instead));
                }
                Some(counts) => Node::Repeat(Box::new(node), counts),
                None => node,
            };
            nodes.push(node);
        }
        Ok(Node::All(nodes))
    }

    fn read_group(&mut self) -> Result<Node, Refused> {
        let start = self.at;
        self.at += 1;
        let rest = &self.source[self.at..];
        if rest.starts_with("?:") {
            self.at += 2;
        } else if let Some(kind) = rest.strip_prefix('?') {
            let (problem, instead) = if kind.starts_with(['=', '!']) {
                (
                    "look-ahead cannot be checked in one pass",
                    "write out what may follow, or use a rule of its own",
                )
            } else if kind.starts_with("<=") || kind.starts_with("<!") {
                ("look-behind cannot be checked in one pass", "write out what may stand before")
            } else if kind.starts_with(['<', 'P']) {
                ("groups have no names here", "write `(?:`")
            } else {
                ("groups have no flags here", "write `(?:`, and both cases of a letter, as in `[aA]`")
            };
            return Err(Refused::new(start, problem, instead));
        }
        if self.depth == MAX_DEPTH {
            return Err(Refused::new(start, "groups nest deeper than 64", "write the pattern flatter"));
        }
        self.depth += 1;
        let node = self.read_alternatives()?;
        self.depth -= 1;
        if !self.eat(')') {
            return Err(Refused::new(
                start,
                "the group is not closed",
                "write `)`, or `\\(` for the character",
            ));
        }
        Ok(node)
    }

    /// Reads a quantifier, if one follows.
    fn read_counts(&mut self) -> Result<Option<Counts>, Refused> {
        let counts = match self.peek() {
            Some('*') => self.pass(Counts { least: 0, most: None }),
            Some('+') => self.pass(Counts { least: 1, most: None }),
            Some('?') => self.pass(Counts { least: 0, most: Some(1) }),
            Some('{') => self.read_braces()?,
            _ => return Ok(None),
        };
        // Whether the longest match is looked for or the shortest does not matter to whether there is one.
        self.eat('?');
        Ok(Some(counts))
    }

    fn read_braces(&mut self) -> Result<Counts, Refused> {
        const INSTEAD: &str = "write `{n}`, `{n,}` or `{n,m}`, or `\\{` for the character";
        let start = self.at;
        self.at += 1;
        let Some(least) = self.read_number()? else {
            return Err(Refused::new(start, "no count stands here", INSTEAD));
        };
        let mut most = Some(least);
        if self.eat(',') {
            most = self.read_number()?;
        }
        if !self.eat('}') {
            return Err(Refused::new(start, "the count is not closed", INSTEAD));
        }
        if most.is_some_and(|most| most < least) {
            return Err(Refused::new(
                start,
                "the counts contradict each other",
                "write the smaller one first",
            ));
        }
        Ok(Counts { least, most })
    }

    fn read_number(&mut self) -> Result<Option<u16>, Refused> {
        let start = self.at;
        let digits = self.source[start..].bytes().take_while(u8::is_ascii_digit).count();
        self.at += digits;
        if digits == 0 {
            return Ok(None);
        }
        match self.source[start..self.at].parse() {
            Ok(count @ ..=MAX_COUNT) => Ok(Some(count)),
            _ => Err(Refused::new(
                start,
                "a count above 1000 makes too large a table",
                "say the length by the length's own bounds",
            )),
        }
    }

    fn one(&mut self, set: Set) -> Node {
        let known = self.sets.iter().position(|other| *other == set);
        Node::One(known.unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        }))
    }

    fn nothing_to_repeat(&self, quantifier: char) -> Refused {
        let instead = match quantifier {
            '*' => "write `\\*` for the character itself",
            '+' => "write `\\+` for the character itself",
            _ => "write `\\?` for the character itself",
        };
        Refused::new(self.at, "nothing stands here to repeat", instead)
    }

    fn bare_bracket(&self, bracket: char) -> Refused {
        let (problem, instead) = match bracket {
            '{' => ("nothing stands here to repeat", "write `\\{` for the character itself"),
            '}' => ("no count is open that this closes", "write `\\}`"),
            _ => ("no class is open that this closes", "write `\\]`"),
        };
        Refused::new(self.at, problem, instead)
    }

    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    fn eat(&mut self, char: char) -> bool {
        let is_next = self.peek() == Some(char);
        if is_next {
            self.at += char.len_utf8();
        }
        is_next
    }

    /// Goes on by one byte.
    fn pass<T>(&mut self, value: T) -> T {
        self.at += 1;
        value
    }
}
