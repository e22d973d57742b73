//! The automaton without choices: its states are sets of steps that the other may be at.

use super::Refused;
use super::automaton::{Automaton, Step};
use super::classes::Classes;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

/// How many states may be looked at. Fewer remain when equal ones are made one.
const MAX_STATES: usize = 10_000;
/// How often a step may be looked at: a bound on the time that compiling takes.
const MAX_WORK: usize = 20_000_000;

/// No match follows.
pub(super) const REFUSED: usize = 0;
/// A match has been met.
pub(super) const MATCHED: usize = 1;

pub(super) struct States {
    /// How many classes there are: the length of a row.
    pub(super) width: usize,
    pub(super) start: usize,
    /// The next state for each state and class.
    pub(super) table: Vec<usize>,
    /// Whether a string that ends in the state matches.
    pub(super) accepted: Vec<bool>,
}

pub(super) fn determine(automaton: &Automaton, classes: &Classes) -> Result<States, Refused> {
    let width = classes.in_sets.len();
    let mut table = vec![REFUSED; width];
    table.extend(vec![MATCHED; width]);
    let mut builder = Builder {
        walk: Walk { automaton, seen: vec![0; automaton.steps.len()], round: 0, work: 0 },
        states: States { width, start: REFUSED, table, accepted: vec![false, true] },
        numbers: BTreeMap::new(),
        steps: Vec::new(),
    };
    builder.states.start = builder.state(&[automaton.first], true)?;
    let mut done = 0;
    while done < builder.steps.len() {
        for in_sets in &classes.in_sets {
            // The pattern may begin to match at every character.
            let mut next = Vec::from([automaton.first]);
            for step in &builder.steps[done] {
                if let Step::One(set, after) = automaton.steps[*step]
                    && in_sets[set]
                {
                    next.push(after);
                }
            }
            let state = builder.state(&next, false)?;
            builder.states.table.push(state);
        }
        done += 1;
    }
    Ok(builder.states)
}

struct Builder<'a> {
    walk: Walk<'a>,
    states: States,
    /// The states by their steps, and by whether the string starts there.
    numbers: BTreeMap<(Vec<usize>, bool), usize>,
    /// The steps of each state behind the first two.
    steps: Vec<Vec<usize>>,
}

impl Builder<'_> {
    /// The state that consists of what is reached from these steps.
    fn state(&mut self, from: &[usize], is_start: bool) -> Result<usize, Refused> {
        let Some(steps) = self.walk.reach(from, At { start: is_start, end: false })? else {
            return Ok(MATCHED);
        };
        if steps.is_empty() {
            return Ok(REFUSED);
        }
        let key = (steps, is_start);
        if let Some(state) = self.numbers.get(&key) {
            return Ok(*state);
        }
        let state = self.states.accepted.len();
        if state == MAX_STATES {
            return Err(Refused::too_large());
        }
        let is_accepted = self.walk.reach(&key.0, At { start: is_start, end: true })?.is_none();
        self.states.accepted.push(is_accepted);
        self.steps.push(key.0.clone());
        self.numbers.insert(key, state);
        Ok(state)
    }
}

/// Where in the string a step is taken.
#[derive(Clone, Copy)]
struct At {
    start: bool,
    end: bool,
}

struct Walk<'a> {
    automaton: &'a Automaton,
    /// The round in which a step was last met.
    seen: Vec<usize>,
    round: usize,
    work: usize,
}

impl Walk<'_> {
    /// The steps that wait for a character or for the end, reached without a character; in order. `None` if the
    /// pattern has matched.
    fn reach(&mut self, from: &[usize], at: At) -> Result<Option<Vec<usize>>, Refused> {
        self.round += 1;
        let mut waiting = Vec::new();
        let mut open = from.to_vec();
        while let Some(step) = open.pop() {
            self.work += 1;
            if self.work > MAX_WORK {
                return Err(Refused::too_large());
            }
            if core::mem::replace(&mut self.seen[step], self.round) == self.round {
                continue;
            }
            match self.automaton.steps[step] {
                Step::Done => return Ok(None),
                Step::Both(one, other) => open.extend([one, other]),
                Step::Start(next) if at.start => open.push(next),
                Step::Start(_) => {}
                Step::End(next) if at.end => open.push(next),
                Step::End(_) | Step::One(..) => waiting.push(step),
            }
        }
        waiting.sort_unstable();
        Ok(Some(waiting))
    }
}
