//! The automaton with choices: Thompson's construction, from the end of the pattern to its start.

use super::Refused;
use super::tree::Node;
use alloc::vec::Vec;

/// The most steps: repetitions are written out.
const MAX_STEPS: usize = 20_000;

pub(super) struct Automaton {
    pub(super) steps: Vec<Step>,
    pub(super) first: usize,
}

#[derive(Clone, Copy)]
pub(super) enum Step {
    /// Takes one character out of the set, and goes on.
    One(usize, usize),
    /// Goes on in both ways.
    Both(usize, usize),
    /// Goes on at the start of the string only.
    Start(usize),
    /// Goes on at the end of the string only.
    End(usize),
    /// The pattern has matched.
    Done,
}

pub(super) fn build(root: &Node) -> Result<Automaton, Refused> {
    let mut builder = Builder { steps: Vec::from([Step::Done]) };
    let first = builder.add(root, 0)?;
    Ok(Automaton { steps: builder.steps, first })
}

struct Builder {
    steps: Vec<Step>,
}

impl Builder {
    /// Adds what the node needs before `next`, and returns where that begins.
    fn add(&mut self, node: &Node, next: usize) -> Result<usize, Refused> {
        match node {
            Node::One(set) => self.push(Step::One(*set, next)),
            Node::Start => self.push(Step::Start(next)),
            Node::End => self.push(Step::End(next)),
            Node::All(nodes) => nodes.iter().rev().try_fold(next, |next, node| self.add(node, next)),
            Node::Any(nodes) => {
                let Some((last, others)) = nodes.split_last() else { return Ok(next) };
                let mut first = self.add(last, next)?;
                for node in others.iter().rev() {
                    let other = self.add(node, next)?;
                    first = self.push(Step::Both(other, first))?;
                }
                Ok(first)
            }
            Node::Repeat(node, counts) => {
                let mut first = next;
                match counts.most {
                    None => {
                        let choice = self.push(Step::Done)?;
                        let body = self.add(node, choice)?;
                        self.steps[choice] = Step::Both(body, next);
                        first = choice;
                    }
                    // Each leaves for the end, not for the one behind it: so few steps are taken at a time.
                    Some(most) => {
                        for _ in counts.least..most {
                            let body = self.add(node, first)?;
                            first = self.push(Step::Both(body, next))?;
                        }
                    }
                }
                (0..counts.least).try_fold(first, |next, _| self.add(node, next))
            }
        }
    }

    fn push(&mut self, step: Step) -> Result<usize, Refused> {
        if self.steps.len() == MAX_STEPS {
            return Err(Refused::too_large());
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }
}
