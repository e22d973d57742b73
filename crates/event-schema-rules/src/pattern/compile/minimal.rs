//! Which states are the same: Hopcroft's partition refinement.

use super::states::States;
use alloc::vec;
use alloc::vec::Vec;

/// The number of each state's block. States of one block accept the same.
pub(super) fn minimize(states: &States) -> Vec<usize> {
    let count = states.accepted.len();
    let before = Before::of(states);
    let mut blocks: Vec<Vec<usize>> = vec![Vec::new(), Vec::new()];
    let mut block_of = vec![0; count];
    for (state, is_accepted) in states.accepted.iter().enumerate() {
        block_of[state] = usize::from(*is_accepted);
        blocks[block_of[state]].push(state);
    }
    let mut waiting = vec![0, 1];
    let mut is_waiting = vec![true, true];
    let mut is_met = vec![false; count];
    while let Some(block) = waiting.pop() {
        is_waiting[block] = false;
        let splitter = blocks[block].clone();
        for class in 0..states.width {
            let mut met = Vec::new();
            let mut touched = Vec::new();
            for state in splitter.iter().flat_map(|state| before.states(*state, class)) {
                is_met[*state] = true;
                met.push(*state);
                touched.push(block_of[*state]);
            }
            touched.sort_unstable();
            // One entry for each state that was met: as many as the block has states, and it is met as a whole.
            for run in touched.chunk_by(|one, other| one == other) {
                let touched = run[0];
                if run.len() == blocks[touched].len() {
                    continue;
                }
                let new = blocks.len();
                let (inside, outside): (Vec<usize>, Vec<usize>) =
                    blocks[touched].iter().partition(|state| is_met[**state]);
                for state in &inside {
                    block_of[*state] = new;
                }
                let is_smaller = inside.len() <= outside.len();
                blocks[touched] = outside;
                blocks.push(inside);
                is_waiting.push(false);
                let next = if is_waiting[touched] || is_smaller { new } else { touched };
                is_waiting[next] = true;
                waiting.push(next);
            }
            for state in met {
                is_met[state] = false;
            }
        }
    }
    block_of
}

/// The table read backwards.
struct Before {
    width: usize,
    /// Where the list of a state and class begins.
    starts: Vec<usize>,
    states: Vec<usize>,
}

impl Before {
    fn of(states: &States) -> Self {
        let width = states.width;
        let mut starts = vec![0; states.table.len() + 1];
        let entries =
            || states.table.iter().enumerate().map(|(at, next)| (at / width, next * width + at % width));
        for (_, list) in entries() {
            starts[list + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut ends = starts.clone();
        let mut lists = vec![0; states.table.len()];
        for (state, list) in entries() {
            lists[ends[list]] = state;
            ends[list] += 1;
        }
        Self { width, starts, states: lists }
    }

    /// The states from which a character of the class leads to the state.
    fn states(&self, state: usize, class: usize) -> &[usize] {
        let list = state * self.width + class;
        &self.states[self.starts[list]..self.starts[list + 1]]
    }
}
