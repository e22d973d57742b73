use alloc::vec;
use alloc::vec::Vec;
use core::iter;
use core::slice::from_ref;

use super::reached::Reached;
use crate::model::{Contract, Object, Property};
use crate::profile::Profile;
use crate::scan::{self, StringSpan};

/// A declared member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    /// The tag.
    Tag,
    /// The property at this position.
    Property(usize),
}

impl Member {
    /// The member that the accept path gives a number, of an object all of whose properties are part of the contract.
    pub(super) fn numbered(object: &Object, number: usize) -> Self {
        number.checked_sub(object.tag.is_some().into()).map_or(Self::Tag, Self::Property)
    }
}

/// Which members of an object were met.
pub(super) struct Members {
    object: &'static Object,
    contract: Contract,
    seen: Seen,
    /// The position that is met next if the payload keeps the declared order.
    expected: usize,
}

impl Members {
    pub(super) fn new(object: &'static Object, contract: Contract) -> Self {
        Self { object, contract, seen: Seen::new(object.properties.len() + 1), expected: 0 }
    }

    /// The member whose name stands at the quote at `at`, if it is the expected one, written plainly; and the place
    /// behind the name. Nothing else has to be looked at then.
    #[inline]
    pub(super) fn predict(&self, bytes: &[u8], at: usize) -> Option<(Member, usize)> {
        let (member, name) = if self.expected == 0
            && let Some(tag) = &self.object.tag
            && !self.seen.has(0)
        {
            (Member::Tag, tag.property)
        } else {
            let property = self.object.properties.get(self.expected)?;
            if !property.is_part_of(self.contract) {
                return None;
            }
            (Member::Property(self.expected), property.name_in(self.contract))
        };
        Some((member, scan::literal(bytes, at, name)?))
    }

    /// The member with a name.
    pub(super) fn find(&self, text: &str, name: &StringSpan) -> Option<Member> {
        let Object { tag, properties, .. } = self.object;
        if tag.is_some_and(|tag| name.is(text, tag.property)) {
            return Some(Member::Tag);
        }
        let is_named = |property: &Property| property.names(self.contract).any(|known| name.is(text, known));
        let split = self.expected.min(properties.len());
        let after = properties[split..].iter().position(is_named).map(|at| at + split);
        after.or_else(|| properties[..split].iter().position(is_named)).map(Member::Property)
    }

    /// Notes a member; returns whether it was met before.
    #[inline]
    pub(super) fn note(&mut self, member: Member) -> bool {
        match member {
            Member::Tag => self.seen.set(0),
            Member::Property(at) => {
                self.expected = at + 1;
                self.seen.set(at + 1)
            }
        }
    }

    /// Notes members that the accept path has read, and returns the place behind them, if there are any. All properties
    /// are part of the contract.
    pub(super) fn note_read(&mut self, reached: &Reached) -> Option<usize> {
        let end = reached.end()?;
        let (members, last) = reached.members();
        let has_tag = self.object.tag.is_some();
        if let Seen::Few(bits) = &mut self.seen {
            *bits |= members << u32::from(!has_tag);
        }
        if last > 0 {
            self.expected = last - usize::from(has_tag);
        }
        Some(end)
    }

    /// The members that are missing although they must be there.
    #[inline]
    pub(super) fn missing(&self, profile: Profile) -> impl Iterator<Item = Member> {
        let Self { object: Object { tag, properties, .. }, contract, .. } = *self;
        let is_required =
            move |property: &Property| property.is_part_of(contract) && !property.may_be_absent(profile);
        self.seen.others(properties.len() + 1).filter_map(move |number| match number.checked_sub(1) {
            None => tag.map(|_| Member::Tag),
            Some(at) => is_required(&properties[at]).then_some(Member::Property(at)),
        })
    }
}

/// A set of small numbers.
enum Seen {
    Few(u64),
    Many(Vec<u64>),
}

impl Seen {
    fn new(len: usize) -> Self {
        if len <= 64 { Self::Few(0) } else { Self::Many(vec![0; len.div_ceil(64)]) }
    }

    #[inline]
    fn has(&self, number: usize) -> bool {
        match self {
            Self::Few(bits) => bits >> number & 1 == 1,
            Self::Many(words) => words[number / 64] >> (number % 64) & 1 == 1,
        }
    }

    /// The numbers below `end` that are not in the set.
    #[inline]
    fn others(&self, end: usize) -> impl Iterator<Item = usize> {
        let words = match self {
            Self::Few(bits) => from_ref(bits),
            Self::Many(words) => words,
        };
        words.iter().enumerate().flat_map(move |(at, word)| {
            let here = end.saturating_sub(at * 64).min(64);
            let mut left = !word & u64::MAX.checked_shr((64 - here) as u32).unwrap_or(0);
            iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }

    /// Adds a number; returns whether it was in the set before.
    #[inline]
    fn set(&mut self, number: usize) -> bool {
        let had = self.has(number);
        match self {
            Self::Few(bits) => *bits |= 1 << number,
            Self::Many(words) => words[number / 64] |= 1 << (number % 64),
        }
        had
    }
}
