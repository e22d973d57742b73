//! The table in the bytes that [`Pattern`](crate::Pattern) reads.

use super::Refused;
use super::classes::Classes;
use super::states::{MATCHED, REFUSED, States};
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

/// The most states, and the most entries of all their rows: an entry says where a row begins, in two bytes.
const MAX_STATES: usize = 4096;
const MAX_ENTRIES: usize = 1 << 16;

pub(super) fn write(states: &States, blocks: &[usize], classes: &Classes) -> Result<Vec<u8>, Refused> {
    let (rows, ends) = order(states, blocks);
    let mut number_of = vec![0; blocks.len()];
    for (number, state) in rows.iter().enumerate() {
        number_of[blocks[*state]] = number;
    }
    let number = |state: usize| number_of[blocks[state]];

    // Classes that lead to the same states everywhere are one.
    let mut columns: BTreeMap<Vec<usize>, u8> = BTreeMap::new();
    let mut class_of = Vec::with_capacity(states.width);
    let mut kept = Vec::new();
    for class in 0..states.width {
        let column: Vec<usize> =
            rows.iter().map(|state| number(states.table[state * states.width + class])).collect();
        let next = columns.len() as u8;
        let new = *columns.entry(column).or_insert(next);
        class_of.push(new);
        if new == next {
            kept.push(class);
        }
    }
    let width = kept.len();
    if rows.len() > MAX_STATES || rows.len() * width > MAX_ENTRIES {
        return Err(Refused::too_large());
    }

    let mut runs: Vec<(u32, u8)> = Vec::new();
    for (first, class) in &classes.runs {
        let class = class_of[usize::from(*class)];
        if runs.last().is_none_or(|run| run.1 != class) {
            runs.push((*first, class));
        }
    }
    let class_at = |char: u32| runs[runs.partition_point(|run| run.0 <= char) - 1].1;
    let mut others = vec![(0x80, class_at(0x80))];
    others.extend(runs.iter().filter(|run| run.0 > 0x80));
    let Ok(others_count) = u16::try_from(others.len()) else { return Err(Refused::too_large()) };

    let mut program = Vec::new();
    let offset = |row: usize| (row * width) as u16;
    // Where nothing ends, no row lies behind the last.
    let ends = if ends == rows.len() { u16::MAX } else { offset(ends) };
    for head in [width as u16, offset(number(states.start)), ends, others_count] {
        program.extend(head.to_le_bytes());
    }
    program.extend((0..0x80).map(class_at));
    for (first, class) in others {
        program.extend(&first.to_le_bytes()[..3]);
        program.push(class);
    }
    for state in rows {
        for class in &kept {
            program.extend(offset(number(states.table[state * states.width + class])).to_le_bytes());
        }
    }
    Ok(program)
}

/// One state of each block, in the order of rows, and the number of the first in which a string may end: refused,
/// matched, those in which none may, those in which one may.
fn order(states: &States, blocks: &[usize]) -> (Vec<usize>, usize) {
    let mut is_taken = vec![false; blocks.len()];
    let (mut rows, mut last) = (Vec::new(), Vec::new());
    let met = [REFUSED, MATCHED, states.start].into_iter().chain(0..blocks.len());
    for (at, state) in met.enumerate() {
        if core::mem::replace(&mut is_taken[blocks[state]], true) {
            continue;
        }
        if states.accepted[state] && at != MATCHED {
            last.push(state);
        } else {
            rows.push(state);
        }
    }
    let ends = rows.len();
    rows.append(&mut last);
    (rows, ends)
}
