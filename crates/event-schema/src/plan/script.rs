//! What an object is expected to be, byte by byte as far as that can be known.

use alloc::vec::Vec;

use super::{Learned, NodeId, Object, Plan, Style, Then};
use crate::profile::Profile;
use crate::wide::{Block, Pattern, WIDTH};

/// An object whose members come in a known order, written in a known style.
#[derive(Debug, Clone, Default)]
pub(crate) struct Script {
    steps: Vec<Step>,
    /// The members, as they come.
    order: Vec<u16>,
    /// For each of them a bit for each member up to there, of the first 64.
    bits: Vec<u64>,
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
    /// one of many members that is not as declared after all is read once more, and with it all that it holds.
    pub(super) fn of_all_members(plan: &Plan, object: &Object) -> Option<Self> {
        if !object.members.iter().all(|member| plan[*member].kind.is_scalar()) {
            return None;
        }
        let mut script = Self::default();
        let is_written = script.write(plan, object, 0..object.members.len(), Style::Tight, "");
        let required = object.required(Profile::Documented);
        (is_written && count(required) == object.members.len()).then_some(script)
    }

    /// The members in the order and the style that were learned, of a payload of its own.
    pub(super) fn of_learned(
        plan: &Plan,
        learned: &Learned,
        object: &Object,
        profile: Profile,
    ) -> Option<Self> {
        let mut script = Self::default();
        script.rewrite(plan, learned, object, profile, "").then_some(script)
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
        self.write(plan, object, order, learned.style(), line_end) && self.holds(object.required(profile))
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether a member is the first one.
    pub(crate) fn begins_with(&self, member: u16) -> bool {
        self.order.first() == Some(&member)
    }

    /// The step before what leads to a step that does not stand at `at`, and where the value of that one ends. `None` if there
    /// is none.
    pub(crate) fn before(&self, step: &Step, mut at: usize) -> Option<(&Step, usize)> {
        let mut step = self.steps.element_offset(step)?;
        // Back to where the pattern begins, if it goes on in this step.
        while step > 0 && self.steps[step - 1].then == Then::Nothing {
            step -= 1;
            at -= self.steps[step].len as usize;
        }
        let last = &self.steps[step.checked_sub(1)?];
        Some((last, at + usize::from(self.steps[step].ends_text)))
    }

    /// What may follow the value of a step: the steps from there on, with a bit for each member of the first 64 that is left
    /// out before.
    pub(crate) fn behind(&self, step: &Step) -> impl Iterator<Item = (&[Step], u64)> {
        let known = self.up_to(step.member.into());
        let step = self.steps.element_offset(step).unwrap_or(self.steps.len());
        let ends = (step..self.steps.len() - 1).filter(|at| self.steps[*at].then != Then::Nothing);
        ends.map(move |at| (&self.steps[at + 1..], self.up_to(self.steps[at].member.into()) & !known))
    }

    /// A bit for each member that comes up to this one, of an object of at most 64.
    pub(crate) fn up_to(&self, member: usize) -> u64 {
        let is_here = |at: &usize| self.order.get(*at).is_some_and(|other| usize::from(*other) == member);
        // Mostly they are in declaration order.
        let place = Some(member).filter(is_here).or_else(|| (0..self.order.len()).find(is_here));
        place.map_or(0, |place| self.bits[place])
    }

    /// Whether members come that must be there: a bit for each of them.
    fn holds(&self, required: &[u64]) -> bool {
        let is_required = |member: &&u16| {
            let member = usize::from(**member);
            required[member / 64] >> (member % 64) & 1 == 1
        };
        self.order.iter().filter(is_required).count() == count(required)
    }

    /// Writes the steps; whether nothing goes beyond a script.
    fn write(
        &mut self,
        plan: &Plan,
        object: &Object,
        order: impl Iterator<Item = usize>,
        style: Style,
        line_end: &str,
    ) -> bool {
        self.steps.clear();
        self.order.clear();
        self.bits.clear();
        let mut writer = Writer { steps: &mut self.steps, known: [0; WIDTH], len: 0, ends_text: false };
        for member in order {
            let (glance, value) = (&object.glances[style as usize][member], object.members[member]);
            let Ok(number) = u16::try_from(member) else { return false };
            // One that comes twice was learned of several orders. The walker counts what it may cost by the payload, so it
            // must see that and nothing else.
            if self.order.contains(&number) || glance.len == 0 || plan.needs_walker(value) {
                return false;
            }
            let lead = &glance.lead.bytes()[..WIDTH.min(glance.len as usize)];
            if self.order.is_empty() {
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
            self.order.push(number);
            self.bits.push(self.bits.last().unwrap_or(&0) | 1 << (member % 64));
        }
        writer.known(b"}", 0, plan.root);
        writer.known(line_end.as_bytes(), 0, plan.root);
        writer.step(Then::Nothing, 0, plan.root);
        !self.order.is_empty()
    }
}

/// How many bits are set.
fn count(bits: &[u64]) -> usize {
    bits.iter().map(|bits| bits.count_ones() as usize).sum()
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
