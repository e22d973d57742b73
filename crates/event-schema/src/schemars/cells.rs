//! Where models stand that are made while the program runs.
//!
//! A reference to a model is a function, so that a constant can hold one, and a function remembers nothing: there is one
//! for each of a fixed number of cells.

use std::sync::OnceLock;

use crate::model::{Model, TypeRef};

/// How many there are in a program: each different schema within schemas takes one.
pub(super) const COUNT: usize = 1024;

static CELLS: [OnceLock<Model>; COUNT] = [const { OnceLock::new() }; COUNT];

fn cell<const AT: usize>() -> &'static Model {
    CELLS[AT].get().expect("a cell is filled before anybody is told of it")
}

macro_rules! references {
    ($($row:literal)*) => { [$(references!(@$row: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)),*] };
    (@$row:literal: $($column:literal)*) => { [$(cell::<{ 16 * $row + $column }> as TypeRef),*] };
}

static REFERENCES: [[TypeRef; 16]; COUNT / 16] = references!(
    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
    32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63
);

/// The reference to what a cell will hold.
pub(super) fn reference(at: usize) -> Option<TypeRef> {
    REFERENCES.as_flattened().get(at).copied()
}

/// Fills a cell, once.
pub(super) fn fill(at: usize, model: &Model) {
    CELLS[at].get_or_init(|| *model);
}
