//! Objects inside of others.
//!
//! They are not recorded and teach no order, so little has to be kept in mind from member to member.

use super::Run;
use super::members::{Lead, Place, RestOfObject};
use crate::plan::{Glance, Kind, NodeId, ObjectId};
use crate::scan::MAX_DEPTH;
use crate::wide::{Isa, Task};

impl<I: Isa> Run<'_, '_, I> {
    /// A value inside of others, out of line: most of those that are not scalars are objects and arrays.
    #[inline(always)]
    pub(super) fn nested_value(&self, id: NodeId, at: usize, depth: usize) -> Option<usize> {
        let node = &self.plan[id];
        match (&node.kind, self.text.byte(at)) {
            _ if !node.rules.is_empty() => self.any_value(id, at, depth),
            (Kind::Object(object), b'{') => self.nested_object(*object, at, depth),
            (Kind::Array { items, size }, b'[') => self.array(*items, *size, at, depth),
            _ => self.any_value(id, at, depth),
        }
    }

    /// An object inside of others, out of line.
    #[inline(always)]
    pub(super) fn nested_object(&self, id: ObjectId, bracket: usize, depth: usize) -> Option<usize> {
        self.isa.run(NestedObject { run: self, id, bracket, depth })
    }

    /// In declaration order, without what may be absent, as far as it goes like that.
    #[inline(always)]
    fn nested_object_inline(&self, id: ObjectId, bracket: usize, depth: usize) -> Option<usize> {
        let object = &self.plan[id];
        if depth == MAX_DEPTH || self.text.byte(bracket) != b'{' {
            return None;
        }
        let style = self.learned.style() as usize;
        // The bracket stands in place of the comma, and no space follows it.
        let (Some(required), Some(start)) =
            (object.required_of_few(self.profile), bracket.checked_sub(style))
        else {
            let place = Place { at: bracket + 1, lead: Lead::Bracket, learned: object.places };
            return self.isa.run(RestOfObject { run: self, object, place, depth, seen: 0 });
        };
        let glances = &object.glances[style];
        let (mut at, mut lead) = (start, 1 + style);
        // The next member, and a bit for each one before it that is absent.
        let (mut next, mut absent) = (0, 0u128);
        loop {
            let (member, glance) = if let Some(glance) = glances.get(next)
                && self.is_at_a_glance(glance, at, lead)
            {
                (next, glance)
            } else {
                let Some(member) = self.behind_absent(glances, required, next, at, lead) else { break };
                absent |= (1u128 << member) - (1u128 << next);
                (member, &glances[member])
            };
            let (value, length) =
                (at + usize::from(glance.before_value), self.learned.length(object.places, member));
            (at, _) = self.expected_value(glance, length, value, depth)?;
            (next, lead) = (member + 1, 0);
        }
        let seen = ((1u128 << next) - 1) & !absent;
        if lead == 0 && self.text.byte(at) == b'}' {
            return (seen & required == required).then_some(at + 1);
        }
        let place = Place {
            at: at + lead,
            lead: if lead == 0 { Lead::Comma } else { Lead::Bracket },
            learned: object.places + next,
        };
        self.isa.run(RestOfObject { run: self, object, place, depth, seen })
    }

    /// The member that comes next, where those before it may be absent.
    #[inline(always)]
    fn behind_absent(
        &self,
        glances: &[Glance],
        required: u128,
        expected: usize,
        at: usize,
        lead: usize,
    ) -> Option<usize> {
        if self.text.byte(at) == b'}' {
            return None;
        }
        let mut member = expected;
        while member < glances.len() && required >> member & 1 == 0 {
            member += 1;
            if self.is_at_a_glance(glances.get(member)?, at, lead) {
                return Some(member);
            }
        }
        None
    }

    /// Whether a member stands behind `at`, where the first `lead` bytes may be any.
    #[inline(always)]
    fn is_at_a_glance(&self, glance: &Glance, at: usize, lead: usize) -> bool {
        self.isa.matches(self.text.block(at), &glance.lead, lead)
            && (glance.is_short() || self.has_rest(glance, at))
    }
}

/// Takes an object inside of others out of line.
struct NestedObject<'s, 'r, 'p, I> {
    run: &'s Run<'r, 'p, I>,
    id: ObjectId,
    bracket: usize,
    depth: usize,
}

impl<I: Isa> Task for NestedObject<'_, '_, '_, I> {
    type Output = Option<usize>;

    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<usize> {
        self.run.nested_object_inline(self.id, self.bracket, self.depth)
    }
}
