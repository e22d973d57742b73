//! Objects inside of others.
//!
//! They are not recorded and teach no order, so little has to be kept in mind from member to member.

use super::Run;
use super::members::{Lead, Place, RestOfObject};
use crate::plan::{Glance, ObjectId};
use crate::scan::MAX_DEPTH;
use crate::wide::Isa;

impl<I: Isa> Run<'_, '_, I> {
    /// An object inside of others: in declaration order, without what may be absent, as far as it goes like that.
    #[inline(always)]
    pub(super) fn nested_object(&self, id: ObjectId, bracket: usize, depth: usize) -> Option<usize> {
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
