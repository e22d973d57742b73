//! The names of groups: declared once in what may match together, and declared somewhere if referred to.

use super::escape::Chars;

/// How many groups have names, and how many names are referred to.
const MAX_NAMES: usize = 64;

#[derive(Default)]
pub(super) struct Names<'a> {
    declared: List<'a>,
    referred: List<'a>,
}

/// A name as it is written: with escapes, perhaps.
#[derive(Clone, Copy)]
struct Name<'a> {
    text: &'a str,
    /// How many groups are open around the innermost disjunction that holds the name.
    depth: usize,
    /// Whether that disjunction has gone on to another alternative, where the name may stand again.
    is_past: bool,
}

impl<'a> Names<'a> {
    /// Notes a name that a group takes. `None` if another that may match with it has the same.
    pub(super) fn declare(&mut self, text: &'a str, depth: usize) -> Option<()> {
        let is_taken = self.declared.items().any(|name| !name.is_past && is_same(name.text, text));
        if is_taken {
            return None;
        }
        self.declared.push(Name { text, depth, is_past: false })
    }

    /// Notes a name that is referred to.
    pub(super) fn refer(&mut self, text: &'a str) -> Option<()> {
        if self.referred.items().any(|name| is_same(name.text, text)) {
            return Some(());
        }
        self.referred.push(Name { text, depth: 0, is_past: false })
    }

    pub(super) fn end_alternative(&mut self, depth: usize) {
        for name in self.declared.items_mut().filter(|name| name.depth == depth) {
            name.is_past = true;
        }
    }

    /// What the group's alternatives declare is declared in the alternative around the group.
    pub(super) fn close(&mut self, depth: usize) {
        for name in self.declared.items_mut().filter(|name| name.depth == depth && depth > 0) {
            *name = Name { depth: depth - 1, is_past: false, ..*name };
        }
    }

    pub(super) fn are_declared(&self) -> bool {
        self.referred.items().all(|name| self.declared.items().any(|of| is_same(name.text, of.text)))
    }
}

fn is_same(left: &str, right: &str) -> bool {
    Chars(left).eq(Chars(right))
}

struct List<'a> {
    names: [Option<Name<'a>>; MAX_NAMES],
    count: usize,
}

impl Default for List<'_> {
    fn default() -> Self {
        Self { names: [None; MAX_NAMES], count: 0 }
    }
}

impl<'a> List<'a> {
    fn items(&self) -> impl Iterator<Item = &Name<'a>> {
        self.names[..self.count].iter().flatten()
    }

    fn items_mut(&mut self) -> impl Iterator<Item = &mut Name<'a>> {
        self.names[..self.count].iter_mut().flatten()
    }

    fn push(&mut self, name: Name<'a>) -> Option<()> {
        *self.names.get_mut(self.count)? = Some(name);
        self.count += 1;
        Some(())
    }
}
