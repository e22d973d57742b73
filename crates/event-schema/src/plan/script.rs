//! What an object is expected to be, byte by byte as far as that can be known.

use alloc::vec::Vec;

use super::{Learned, NodeId, Object, Plan, Style, Then};
use crate::profile::Profile;
use crate::wide::{Block, Pattern, WIDTH};

/// An object whose members come in a known order, written in a known style.
#[derive(Debug, Clone, Default)]
pub(crate) struct Script {
    steps: Vec<Step>,
}

/// Bytes, and the value that follows them, in one line of the cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Step {
    pub(crate) pattern: Pattern,
    /// How many bytes the pattern has.
    pub(crate) len: u32,
    pub(crate) then: Then,
    /// Whether the value before ends with the pattern's first byte, a quote.
    pub(crate) ends_text: bool,
    /// The member whose value follows, or ends the pattern.
    pub(crate) member: u16,
    pub(crate) value: NodeId,
}

impl Script {
    /// All members in declaration order, without white space. `None` where one of them may be absent, or may hold others:
    /// an object that is not as declared after all is read once more, and with it all that it holds.
    pub(super) fn of_all_members(plan: &Plan, object: &Object) -> Option<Self> {
        if !object.members.iter().all(|member| plan[*member].kind.is_scalar()) {
            return None;
        }
        let mut script = Self::default();
        let seen = script.write(plan, object, 0..object.members.len(), Style::Tight, "")?;
        (object.required(Profile::Documented) == [seen]).then_some(script)
    }

    /// The members in the order and the style that were learned, and a line end. Says whether that can be told, and would
    /// be valid.
    pub(crate) fn rewrite(
        &mut self,
        plan: &Plan,
        learned: &Learned,
        object: &Object,
        profile: Profile,
        line_end: &str,
    ) -> bool {
        let mut place = object.places;
        let order = core::iter::from_fn(|| {
            let member = learned.next(place);
            place = object.places + member + 1;
            (member < object.members.len()).then_some(member)
        });
        let seen = self.write(plan, object, order, learned.style(), line_end);
        let required = object.required(profile);
        seen.is_some_and(|seen| required.len() == 1 && seen & required[0] == required[0])
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Writes the steps, and returns a bit for each member. `None` for what goes beyond a script.
    fn write(
        &mut self,
        plan: &Plan,
        object: &Object,
        order: impl Iterator<Item = usize>,
        style: Style,
        line_end: &str,
    ) -> Option<u64> {
        self.steps.clear();
        let mut writer = Writer { steps: &mut self.steps, known: [0; WIDTH], len: 0, ends_text: false };
        let mut seen = 0u64;
        for member in order {
            let glance = object.glances[style as usize].get(member)?;
            // One that comes twice was learned of several orders.
            if member >= 64 || seen >> member & 1 == 1 || glance.len == 0 {
                return None;
            }
            let value = object.members[member];
            // The walker counts what it may cost by the payload, so it must see that and nothing else.
            if plan.needs_walker(value) {
                return None;
            }
            let lead = &glance.lead.bytes()[..WIDTH.min(glance.len as usize)];
            if seen == 0 {
                // A bracket stands in place of the comma, and no space follows it.
                writer.known(b"{", member, value);
                writer.known(&lead[1 + style as usize..], member, value);
            } else {
                writer.known(lead, member, value);
            }
            writer.known(glance.rest().unwrap_or_default(), member, value);
            if glance.then != Then::Nothing {
                writer.step(glance.then, member, value);
            }
            if glance.then == Then::Text {
                writer.known(b"\"", member, value);
            }
            seen |= 1 << member;
        }
        writer.known(b"}", 0, plan.root);
        writer.known(line_end.as_bytes(), 0, plan.root);
        writer.step(Then::Nothing, 0, plan.root);
        (seen != 0).then_some(seen)
    }
}

struct Writer<'s> {
    steps: &'s mut Vec<Step>,
    known: Block,
    /// How many bytes are known since the last step.
    len: usize,
    ends_text: bool,
}

impl Writer<'_> {
    fn known(&mut self, bytes: &[u8], member: usize, value: NodeId) {
        for byte in bytes {
            if self.len == WIDTH {
                self.step(Then::Nothing, member, value);
            }
            self.known[self.len] = *byte;
            self.len += 1;
        }
    }

    fn step(&mut self, then: Then, member: usize, value: NodeId) {
        let pattern = Pattern::new(&self.known[..self.len]);
        let (len, ends_text) = (self.len as u32, self.ends_text);
        self.steps.push(Step { pattern, len, then, ends_text, member: member as u16, value });
        self.len = 0;
        self.ends_text = then == Then::Text;
    }
}
