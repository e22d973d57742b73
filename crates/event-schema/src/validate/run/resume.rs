//! Going on by a script behind what it does not foresee.

use super::{Record, Run};
use crate::plan::{Object, Script, Step, Then};
use crate::wide::Isa;

/// Where a script goes on.
pub(super) struct Resumed<'s> {
    /// What is left of it. The first pattern stands there, but for the quote that it may begin with.
    pub(super) steps: &'s [Step],
    pub(super) at: usize,
    /// A bit for each member that was left out.
    pub(super) absent: u64,
}

/// The last member that was read, and where it ends.
pub(super) type Last = (usize, usize);

impl<I: Isa> Run<'_, '_, I> {
    /// Goes on behind a step that does not stand at a place: required members may be missing, or the member's value is no
    /// string as it should be. If neither is so, it is said where the script was left; `None` if what follows cannot be valid.
    #[inline(never)]
    pub(super) fn resume<'s, R: Record>(
        &self,
        object: &Object,
        script: &'s Script,
        (step, at): (&'s Step, usize),
        record: &mut R,
    ) -> Option<Result<Resumed<'s>, Option<Last>>> {
        if self.is_cut(at + step.len as usize) {
            return None;
        }
        if let Some(value) = self.not_a_text(step, at) {
            let member = step.member.into();
            let end = self.behind_refused(member, value, record)?;
            record.member(member, value, end, false);
            return Some(self.resumed(script, (step, end), 0).ok_or(Some((member, end))));
        }
        let Some((last, end)) = script.before(step, at) else { return Some(Err(None)) };
        // What stands next was compared already.
        let resumed = self.resumed(script, (last, end), 1);
        // What optional members are missing is for others to learn.
        let resumed = resumed.filter(|resumed| resumed.absent & object.required(self.profile)[0] > 0);
        Some(resumed.ok_or(Some((last.member.into(), end))))
    }

    /// Where the script goes on behind the value of a step, which ends at `end`, without at least so many members.
    #[inline(always)]
    fn resumed<'s>(
        &self,
        script: &'s Script,
        (step, end): (&Step, usize),
        least: usize,
    ) -> Option<Resumed<'s>> {
        script.behind(step).skip(least).find_map(|(steps, absent)| {
            let quote = usize::from(steps[0].ends_text);
            let at = end - quote;
            let stands = self.isa.matches(self.text.block(at), &steps[0].pattern, quote);
            stands.then_some(Resumed { steps, at, absent })
        })
    }

    /// Whether the payload ends before a place, and not as an object does.
    #[inline(always)]
    fn is_cut(&self, end: usize) -> bool {
        let last = self.text.byte(self.end - 1);
        end > self.end && last > b' ' && last != b'}'
    }

    /// Where the value begins that should be a string and is none, if all before it is as a step says.
    #[inline(always)]
    fn not_a_text(&self, step: &Step, at: usize) -> Option<usize> {
        let value = at + step.len as usize - 1;
        let same = self.isa.equal(self.text.block(at), step.pattern.bytes()).trailing_ones() as usize;
        let stands = step.then == Then::Text && same == value - at;
        (stands && self.text.byte(value) > b' ').then_some(value)
    }
}
