use super::Record;
use crate::model::Object;
use crate::plan::Script;
use crate::scan::Fault;

/// How the accept path read the outermost object of a payload: what it refused there, and how far it could read.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// Which members were read, one bit each: the tag, and the properties that are part of the contract.
    members: u64,
    /// How many members are declared up to the one of them that was read last, that one counted.
    last: usize,
    /// The place behind the last one that was read, declared or not.
    end: usize,
    /// The members whose values were refused, in the payload's order.
    refused: [Option<Refusal>; Self::MOST_REFUSED],
    refusals: usize,
    /// The members that are missing, a bit for each.
    missing: u64,
    /// Where the object ends, if all of it was read.
    whole: Option<usize>,
    /// How many members the object declares.
    declared: usize,
}

/// A member whose value was refused.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refusal {
    pub(super) member: usize,
    /// Where the value begins.
    pub(super) start: usize,
    /// Where it ends. What cannot be read is the last that is refused.
    pub(super) end: Result<usize, Fault>,
}

impl Reached {
    /// Of how many members something is known.
    pub(super) const MOST: usize = u64::BITS as usize;

    const MOST_REFUSED: usize = 4;

    /// The place behind all that was read, if something was.
    pub(super) fn end(&self) -> Option<usize> {
        (self.end > 0).then_some(self.end)
    }

    /// Where the object ends, if all of it was read.
    pub(super) const fn whole(&self) -> Option<usize> {
        self.whole
    }

    pub(super) const fn members(&self) -> (u64, usize) {
        (self.members, self.last)
    }

    /// Whether it is this object that was read, with members that can be told from each other.
    pub(super) fn is_of(&self, object: &Object) -> bool {
        // One that has all properties of the model, and not those of one contract, has them in the same places.
        let members = object.properties.len() + usize::from(object.tag.is_some());
        self.declared == members && members < Self::MOST
    }

    /// The members that are missing from an object that is whole.
    pub(super) fn missing(&self) -> impl Iterator<Item = usize> {
        let mut left = self.missing;
        core::iter::from_fn(move || {
            let member = (left > 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(member)
        })
    }

    /// The members whose values were refused, in the payload's order.
    pub(super) fn refused(&self) -> impl Iterator<Item = &Refusal> {
        self.refused[..self.refusals].iter().flatten()
    }
}

impl Record for Reached {
    const GOES_ON: bool = true;

    #[inline(always)]
    fn declares(&mut self, members: usize) {
        self.declared = members;
    }

    #[inline(always)]
    fn member(&mut self, member: usize, _: usize, end: usize, _: bool) {
        self.members |= 1 << (member % Self::MOST);
        (self.last, self.end) = (member + 1, end);
    }

    #[inline(always)]
    fn other(&mut self, end: usize) {
        self.end = end;
    }

    #[inline(always)]
    fn variant(&mut self, _: usize) {}

    #[inline(always)]
    fn read_by(&mut self, script: &Script, absent: u64) {
        if let Some(last) = self.last.checked_sub(1) {
            self.members = script.up_to(last) & !absent;
        }
    }

    #[inline(always)]
    fn whole(&mut self, _: usize, end: usize) {
        self.whole = Some(end);
    }

    #[inline(always)]
    fn restart(&mut self) {
        *self = Self::default();
    }

    /// Goes on unless the member stands there twice, or too many were refused.
    #[inline]
    fn refused(&mut self, member: usize, start: usize, end: Result<usize, Fault>) -> bool {
        let is_new = self.members >> (member % Self::MOST) & 1 == 0;
        match self.refused.get_mut(self.refusals) {
            Some(place) if is_new => {
                *place = Some(Refusal { member, start, end });
                self.refusals += 1;
                true
            }
            _ => false,
        }
    }

    #[inline(always)]
    fn lacks(&mut self, missing: u64) -> bool {
        self.missing = missing;
        missing > 0
    }

    #[inline(always)]
    fn has_fault(&self) -> bool {
        self.missing > 0 || self.refusals > 0
    }
}
