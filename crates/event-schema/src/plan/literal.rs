use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;

use crate::scan;
use crate::wide::{Isa, Pattern, Text, WIDTH};

/// Bytes that are expected at a place.
#[derive(Debug, Clone)]
pub(crate) struct Literal {
    first: Pattern,
    /// All bytes together.
    len: u32,
    /// What does not fit into the first block.
    rest: Box<[u8]>,
}

impl Literal {
    pub(crate) fn new(text: &str) -> Self {
        let text = text.as_bytes();
        let rest = text.get(WIDTH..).unwrap_or_default();
        Self { first: Pattern::new(text), len: text.len() as u32, rest: rest.into() }
    }

    /// A member's name behind a comma, written without white space.
    pub(crate) fn tight(name: &str) -> Self {
        Self::new(&format!(",{}:", quoted(name)))
    }

    /// A string.
    pub(crate) fn string(text: &str) -> Self {
        Self::new(&quoted(text))
    }

    /// The bytes, if they fit into one block.
    pub(crate) fn text(&self) -> Option<&str> {
        core::str::from_utf8(self.first.bytes().get(..self.len as usize)?).ok()
    }

    /// The place behind the literal, if it begins at `at`; its first `lead` bytes may be any.
    #[inline(always)]
    pub(crate) fn end<I: Isa>(&self, isa: I, text: &Text<'_>, at: usize, lead: usize) -> Option<usize> {
        if !isa.matches(text.block(at), &self.first, lead) {
            return None;
        }
        if self.rest.is_empty() { Some(at + self.len as usize) } else { self.long_end(text, at) }
    }

    #[inline(never)]
    fn long_end(&self, text: &Text<'_>, at: usize) -> Option<usize> {
        let end = at + self.len as usize;
        (text.bytes().get(at + WIDTH..end) == Some(&*self.rest)).then_some(end)
    }
}

/// A string as JSON, in its shortest form.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::new();
    scan::quote(text, &mut out);
    out
}
