//! A pattern's syntax.

use super::set::Set;
use alloc::boxed::Box;
use alloc::vec::Vec;

pub(super) struct Tree {
    pub(super) root: Node,
    /// The sets that nodes refer to, each once.
    pub(super) sets: Vec<Set>,
}

pub(super) enum Node {
    /// One character out of the set with this number.
    One(usize),
    /// `^`
    Start,
    /// `$`
    End,
    All(Vec<Node>),
    Any(Vec<Node>),
    Repeat(Box<Node>, Counts),
}

impl Node {
    /// Whether nothing at all was written.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().all(Self::is_empty),
            _ => false,
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Counts {
    pub(super) least: u16,
    /// `None` is without end.
    pub(super) most: Option<u16>,
}
