use super::Record;

/// How far the outermost object of a refused payload is valid.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// Which members were read, one bit each: the tag, and the properties that are part of the contract.
    members: u64,
    /// The place behind the last of them.
    end: usize,
    is_whole: bool,
}

impl Reached {
    /// Of how many members something is known.
    pub(super) const MOST: usize = u64::BITS as usize;

    /// The place behind the last member that was read, if there is one.
    pub(super) fn end(&self) -> Option<usize> {
        (self.end > 0).then_some(self.end)
    }

    pub(super) const fn has(&self, member: usize) -> bool {
        self.members >> (member % Self::MOST) & 1 == 1
    }

    /// Whether the tag was read, of an object that has one. One that is whole has it, but may not tell so.
    pub(super) const fn has_tag(&self) -> bool {
        self.is_whole || self.has(0)
    }
}

impl Record for Reached {
    #[inline(always)]
    fn member(&mut self, member: usize, _: usize, end: usize, _: bool) {
        self.members |= 1 << (member % Self::MOST);
        self.end = self.end.max(end);
    }

    #[inline(always)]
    fn variant(&mut self, _: usize) {}

    #[inline(always)]
    fn whole(&mut self, _: usize) {
        self.is_whole = true;
    }

    #[inline(always)]
    fn restart(&mut self) {
        *self = Self::default();
    }
}
