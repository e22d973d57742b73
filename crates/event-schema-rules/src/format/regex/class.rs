//! Classes: what stands in brackets.

use super::Syntax;

/// One member of a class.
enum Atom {
    Char(u32),
    /// A set of characters, which bounds no range.
    Set,
}

impl Syntax<'_> {
    /// Reads a class from behind its opening bracket.
    pub(super) fn read_class(&mut self) -> Option<()> {
        self.eat('^');
        while !self.eat(']') {
            let first = self.read_class_atom()?;
            if self.rest.starts_with('-') && !self.rest.starts_with("-]") {
                self.next();
                match (first, self.read_class_atom()?) {
                    (Atom::Char(first), Atom::Char(last)) if first <= last => {}
                    _ => return None,
                }
            }
        }
        Some(())
    }

    fn read_class_atom(&mut self) -> Option<Atom> {
        let char = self.next()?;
        if char != '\\' {
            return Some(Atom::Char(u32::from(char)));
        }
        match self.next()? {
            'b' => Some(Atom::Char(0x08)),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Some(Atom::Set),
            'p' | 'P' => {
                self.read_property()?;
                Some(Atom::Set)
            }
            first => self.read_character(first).map(Atom::Char),
        }
    }
}
