use super::Record;
use crate::plan::Script;

/// How far the outermost object of a refused payload is valid.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// Which members were read, one bit each: the tag, and the properties that are part of the contract.
    members: u64,
    /// How many members are declared up to the one of them that was read last, that one counted.
    last: usize,
    /// The place behind the last one that was read, declared or not.
    end: usize,
    variant: Option<usize>,
}

impl Reached {
    /// Of how many members something is known.
    pub(super) const MOST: usize = u64::BITS as usize;

    /// The place behind the last member that was read, if there is one.
    pub(super) fn end(&self) -> Option<usize> {
        (self.end > 0).then_some(self.end)
    }

    pub(super) const fn members(&self) -> (u64, usize) {
        (self.members, self.last)
    }

    /// Which variant of a union the object is.
    pub(super) const fn variant(&self) -> Option<usize> {
        self.variant
    }
}

impl Record for Reached {
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
    fn variant(&mut self, variant: usize) {
        self.variant = Some(variant);
    }

    #[inline(always)]
    fn read_by(&mut self, script: &Script) {
        if let Some(last) = self.last.checked_sub(1) {
            self.members = script.up_to(last);
        }
    }

    /// A tag whose value is known may not have been told of; instead of a tag, the first property may be absent.
    #[inline(always)]
    fn whole(&mut self, _: usize) {
        self.members |= 1;
    }

    #[inline(always)]
    fn restart(&mut self) {
        *self = Self::default();
    }
}
