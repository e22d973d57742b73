use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;

use crate::scan;
use crate::wide::{Isa, Text, WIDTH};

/// Bytes that are expected at a place.
#[derive(Debug, Clone)]
pub(crate) struct Literal {
    first: [u8; WIDTH],
    /// How many bytes of the first block count.
    first_len: u8,
    /// All bytes together.
    len: u32,
    /// What does not fit into the first block.
    rest: Box<[u8]>,
}

impl Literal {
    pub(crate) fn new(text: &str) -> Self {
        let (first, rest) = text.as_bytes().split_at(text.len().min(WIDTH));
        let mut block = [0; WIDTH];
        block[..first.len()].copy_from_slice(first);
        Self { first: block, first_len: first.len() as u8, len: text.len() as u32, rest: rest.into() }
    }

    /// A member's name behind a comma, written without white space.
    pub(crate) fn tight(name: &str) -> Self {
        Self::new(&format!(",{}:", quoted(name)))
    }

    /// A member's name behind a comma, with a space behind the comma and one behind the colon.
    pub(crate) fn spaced(name: &str) -> Self {
        Self::new(&format!(", {}: ", quoted(name)))
    }

    /// A string.
    pub(crate) fn string(text: &str) -> Self {
        Self::new(&quoted(text))
    }

    /// Whether all of it fits into one block.
    pub(crate) fn is_short(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many bytes it has.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.len as usize
    }

    /// The place behind a short literal, and whether it does begin at `at`; its first `lead` bytes may be any.
    #[inline(always)]
    pub(crate) fn is_next<I: Isa>(&self, text: &Text<'_>, at: usize, lead: usize) -> (usize, bool) {
        let is_next = I::starts_with(text.block(at), &self.first, lead, self.first_len.into());
        (at.wrapping_add(self.len()), is_next)
    }

    /// The place behind the literal, if it begins at `at`; its first `lead` bytes may be any.
    #[inline(always)]
    pub(crate) fn end<I: Isa>(&self, text: &Text<'_>, at: usize, lead: usize) -> Option<usize> {
        if !I::starts_with(text.block(at), &self.first, lead, self.first_len.into()) {
            return None;
        }
        let end = at + self.len as usize;
        if self.rest.is_empty() || text.bytes().get(at + WIDTH..end) == Some(&*self.rest) {
            Some(end)
        } else {
            None
        }
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    scan::quote(text, &mut out);
    out
}
