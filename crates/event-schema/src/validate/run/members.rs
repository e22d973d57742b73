use alloc::vec;
use alloc::vec::Vec;

use super::{Record, Run};
use crate::plan::{Member, NodeId, Object, ObjectId, Style, Union};
use crate::scan::{MAX_DEPTH, Step};
use crate::wide::Isa;

/// What stands where a member may stand.
enum Found {
    /// A declared member; its value begins here.
    Declared(usize, usize),
    /// A member that is not declared; its value begins here.
    Other(usize),
    /// The object's end.
    End(usize),
}

impl<I: Isa> Run<'_, '_, I> {
    /// An object with declared members.
    #[inline]
    pub(super) fn object<R: Record>(
        &self,
        id: ObjectId,
        at: usize,
        depth: usize,
        record: &mut R,
    ) -> Option<usize> {
        let object = &self.plan[id];
        if depth == MAX_DEPTH || self.text.byte(at) != b'{' {
            return None;
        }
        match object.members.len() {
            0..=64 => self.members(object, at, depth, 0u64, record),
            65..=1024 => self.members(object, at, depth, [0u64; 16], record),
            len => self.members(object, at, depth, vec![0u64; len.div_ceil(64)], record),
        }
    }

    /// `at` is the place of the opening bracket, and later of the comma behind a member.
    #[inline(always)]
    fn members<R: Record>(
        &self,
        object: &Object,
        mut at: usize,
        depth: usize,
        mut seen: impl Seen,
        record: &mut R,
    ) -> Option<usize> {
        let style = self.learned.style();
        let mut place = object.places;
        let mut is_first = true;
        loop {
            let expected = self.learned.next(place);
            let predicted = object.members.get(expected);
            let predicted = predicted.and_then(|member| self.predicted(member, style, at, is_first));
            let (member, value) = if let Some(value) = predicted {
                (expected, value)
            } else if self.text.byte(at) == b'}' {
                if expected != object.members.len() && self.teaches {
                    self.learned.came(place, object.members.len());
                }
                at += 1;
                break;
            } else {
                match self.found(object, at, is_first)? {
                    Found::Declared(member, value) => {
                        if member != expected && self.teaches {
                            self.learned.came(place, member);
                        }
                        (member, value)
                    }
                    Found::Other(value) => {
                        if object.is_closed(self.profile) {
                            return None;
                        }
                        at = self.skip(value, depth + 1)?;
                        is_first = false;
                        continue;
                    }
                    Found::End(end) => {
                        at = end;
                        break;
                    }
                }
            };
            if seen.insert(member) {
                return None;
            }
            at = self.value(object.members[member].value, value, depth + 1)?;
            record.member(member, value, at);
            place = object.places + member + 1;
            is_first = false;
        }
        seen.has_all(object.required(self.profile)).then_some(at)
    }

    /// Where the value of the expected member begins, if it is next and written as expected.
    #[inline(always)]
    fn predicted(&self, member: &Member, style: Style, at: usize, is_first: bool) -> Option<usize> {
        let lead = usize::from(is_first);
        match style {
            Style::Tight => member.tight.end::<I>(self.text, at, lead),
            // No space follows the bracket.
            Style::Spaced => member.spaced.end::<I>(self.text, at.wrapping_sub(lead), lead * 2),
        }
    }

    /// What stands next, however it is written.
    #[inline(always)]
    fn found(&self, object: &Object, at: usize, is_first: bool) -> Option<Found> {
        let name = match self.step(at, is_first)? {
            Step::Member(name) => self.quoted(name)?,
            Step::End(end) => return Some(Found::End(end)),
        };
        let value = self.colon(name.end)?;
        match value - name.end {
            1 if self.teaches => self.learned.wrote(Style::Tight),
            2 if self.teaches => self.learned.wrote(Style::Spaced),
            _ => {}
        }
        Some(match self.which(&object.names, &name) {
            Some(member) => Found::Declared(member, value),
            None => Found::Other(value),
        })
    }

    /// An object whose names are free.
    pub(super) fn map(&self, values: NodeId, mut at: usize, depth: usize) -> Option<usize> {
        if depth == MAX_DEPTH {
            return None;
        }
        let mut is_first = true;
        loop {
            match self.step(at, is_first)? {
                Step::Member(name) => {
                    let value = self.colon(self.quoted(name)?.end)?;
                    at = self.any_value(values, value, depth + 1)?;
                    is_first = false;
                }
                Step::End(end) => return Some(end),
            }
        }
    }

    /// Where the value of the tag begins, if the tag is the object's first member and written as usual.
    #[inline(always)]
    pub(super) fn predicted_tag(&self, union: &Union, at: usize) -> Option<usize> {
        if self.text.byte(at) != b'{' {
            return None;
        }
        union.tight.end::<I>(self.text, at, 1).map(|end| self.space(end))
    }

    /// Where the value of the first member with the tag's name begins.
    #[inline(never)]
    pub(super) fn find_tag(&self, union: &Union, mut at: usize, depth: usize) -> Option<usize> {
        if depth == MAX_DEPTH || self.text.byte(at) != b'{' {
            return None;
        }
        let mut is_first = true;
        loop {
            let Step::Member(name) = self.step(at, is_first)? else { return None };
            let name = self.quoted(name)?;
            let value = self.colon(name.end)?;
            if self.is(&name, union.tag) {
                return Some(value);
            }
            at = self.skip(value, depth + 1)?;
            is_first = false;
        }
    }

    /// From an opening bracket, or from behind a member, to the next member's name.
    #[inline]
    fn step(&self, at: usize, is_first: bool) -> Option<Step> {
        let at = if is_first { self.space(at + 1) } else { self.space(at) };
        match self.text.byte(at) {
            b'}' => Some(Step::End(at + 1)),
            _ if is_first => Some(Step::Member(at)),
            b',' => Some(Step::Member(self.space(at + 1))),
            _ => None,
        }
    }

    /// From behind a name to its value.
    #[inline]
    fn colon(&self, at: usize) -> Option<usize> {
        let at = self.space(at);
        if self.text.byte(at) == b':' { Some(self.space(at + 1)) } else { None }
    }
}

/// A set of members.
trait Seen {
    /// Adds a member; returns whether it was there already.
    fn insert(&mut self, member: usize) -> bool;

    /// Whether all of these are there.
    fn has_all(&self, members: &[u64]) -> bool;
}

impl Seen for u64 {
    #[inline(always)]
    fn insert(&mut self, member: usize) -> bool {
        insert(self, member)
    }

    #[inline(always)]
    fn has_all(&self, members: &[u64]) -> bool {
        self & members[0] == members[0]
    }
}

impl Seen for [u64; 16] {
    #[inline]
    fn insert(&mut self, member: usize) -> bool {
        insert(&mut self[member / 64], member)
    }

    #[inline]
    fn has_all(&self, members: &[u64]) -> bool {
        has_all(self, members)
    }
}

impl Seen for Vec<u64> {
    fn insert(&mut self, member: usize) -> bool {
        insert(&mut self[member / 64], member)
    }

    fn has_all(&self, members: &[u64]) -> bool {
        has_all(self, members)
    }
}

#[inline(always)]
fn insert(word: &mut u64, member: usize) -> bool {
    let bit = 1 << (member % 64);
    let had = *word & bit != 0;
    *word |= bit;
    had
}

#[inline]
fn has_all(words: &[u64], members: &[u64]) -> bool {
    words.iter().zip(members).all(|(word, members)| word & members == *members)
}
