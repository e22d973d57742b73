use super::Record;
use crate::plan::Script;

/// Where the members of the outermost object stand, as far as it was read. Places count the tag and the properties that
/// are part of the contract; of those beyond 64 nothing is known.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    spans: [Span; Self::MOST],
    /// How many members the object declares, if it is whole.
    members: Option<usize>,
    /// Which variant of a union it is.
    variant: Option<usize>,
}

/// Where a member's value stands. Payloads are shorter than four gigabytes, or what is recorded is not asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    start: u32,
    /// Its end if it is a string without escapes or `null`; [`ABSENT`](Self::ABSENT) if there is no value.
    plain_end: u32,
}

impl Span {
    const ABSENT: u32 = 0;
    /// The end is not known.
    const OTHER: u32 = 1;

    #[inline]
    pub(crate) const fn start(self) -> usize {
        self.start as usize
    }

    /// Its end, if it is a string without escapes or `null`.
    #[inline]
    pub(crate) fn plain_end(self) -> Option<usize> {
        (self.plain_end > Self::OTHER).then_some(self.plain_end as usize)
    }

    #[inline]
    pub(crate) const fn is_present(self) -> bool {
        self.plain_end != Self::ABSENT
    }
}

impl Recorded {
    /// Of how many members something is known.
    pub(crate) const MOST: usize = 64;
    pub(crate) const NONE: Self = Self {
        spans: [Span { start: 0, plain_end: Span::ABSENT }; Self::MOST],
        members: None,
        variant: None,
    };

    #[inline]
    pub(crate) const fn span(&self, member: usize) -> Span {
        self.spans[member % Self::MOST]
    }

    /// Whether all of an object was read that declares so many members.
    #[inline]
    pub(crate) fn is_whole(&self, members: usize) -> bool {
        self.members == Some(members)
    }

    #[inline]
    pub(crate) const fn which_variant(&self) -> Option<usize> {
        self.variant
    }
}

impl Record for Recorded {
    #[inline]
    fn member(&mut self, member: usize, start: usize, end: usize, is_plain: bool) {
        let plain_end = if is_plain { end as u32 } else { Span::OTHER };
        self.spans[member % Self::MOST] = Span { start: start as u32, plain_end };
    }

    #[inline]
    fn other(&mut self, _: usize) {}

    #[inline]
    fn variant(&mut self, variant: usize) {
        self.variant = Some(variant);
    }

    #[inline]
    fn read_by(&mut self, _: &Script, _: u64) {}

    #[inline]
    fn whole(&mut self, members: usize, _: usize) {
        self.members = (members <= Self::MOST).then_some(members);
    }

    #[inline]
    fn restart(&mut self) {
        *self = Self::NONE;
    }
}
