use alloc::boxed::Box;
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use super::rehearsed::Rehearsed;
use super::{Length, Object, ObjectId, Plan, Script};
use crate::profile::Profile;

/// What a validator has learned of the payloads it saw: which member follows which, and how they are spaced.
///
/// It decides about speed only. Threads that share it may overwrite what others learned; each of them still reads one
/// of the things that were written.
#[derive(Debug)]
pub(crate) struct Learned {
    /// For each place the member that is expected next (the lower half), and the one that came instead last time.
    next: Box<[AtomicU32]>,
    /// Whether objects were not as expected since the last one that was.
    has_strayed: AtomicBool,
    is_spaced: AtomicBool,
    /// For each member how long its text is: it stands at the place before it in declaration order.
    lengths: Box<[Length]>,
    /// For each object its script as payloads write it.
    scripts: Box<[Rehearsed]>,
}

/// How members are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `{"a":1,"b":2}`
    Tight,
    /// `{"a": 1, "b": 2}`
    Spaced,
}

impl Learned {
    /// Nothing yet of so many objects: members are expected in declaration order. `expected` has that of each place.
    pub(super) fn new(objects: usize, expected: impl IntoIterator<Item = u16>) -> Self {
        let next =
            expected.into_iter().map(|member| AtomicU32::new(u32::from(member) << 16 | u32::from(member)));
        let next: Box<[_]> = next.collect();
        let lengths = next.iter().map(|_| Length::default()).collect();
        let scripts = core::iter::repeat_with(Rehearsed::default).take(objects).collect();
        Self {
            next,
            has_strayed: AtomicBool::new(false),
            is_spaced: AtomicBool::new(false),
            lengths,
            scripts,
        }
    }

    /// The member that is expected at a place.
    #[inline(always)]
    pub(crate) fn next(&self, place: usize) -> usize {
        (self.next[place].load(Relaxed) & 0xFFFF) as usize
    }

    /// Another member came at a place. It is expected there once it came twice.
    pub(crate) fn came(&self, place: usize, member: usize) {
        let Ok(member) = u16::try_from(member) else { return };
        let member = u32::from(member);
        let known = self.next[place].load(Relaxed);
        let expected = if known >> 16 == member { member } else { known & 0xFFFF };
        self.next[place].store(member << 16 | expected, Relaxed);
        self.has_strayed.store(true, Relaxed);
    }

    /// An object came as its script says.
    #[inline(always)]
    pub(crate) fn held(&self, id: ObjectId, object: &Object) {
        if self.has_strayed.load(Relaxed) {
            self.held_again(id, object);
        }
    }

    #[cold]
    fn held_again(&self, id: ObjectId, object: &Object) {
        self.has_strayed.store(false, Relaxed);
        if self.script(id).held() {
            return;
        }
        // It came as declared, so that is expected again.
        for (member, place) in self.next[object.places..].iter().take(object.members.len() + 1).enumerate() {
            place.store((member as u32) << 16 | member as u32, Relaxed);
        }
        self.wrote(Style::Tight);
    }

    /// How long a member's text is. `places` is where those of its object begin.
    #[inline(always)]
    pub(crate) fn length(&self, places: usize, member: usize) -> &Length {
        &self.lengths[places + member]
    }

    /// The script of an object as payloads write it.
    #[inline(always)]
    pub(crate) fn script(&self, id: ObjectId) -> &Rehearsed {
        &self.scripts[id.0 as usize]
    }

    /// An object is valid, but was not as its script says.
    #[cold]
    pub(crate) fn failed(&self, plan: &Plan, id: ObjectId, profile: Profile) {
        self.has_strayed.store(true, Relaxed);
        self.script(id).failed(|| Script::of_learned(plan, self, &plan[id], profile));
    }

    /// Payloads will be read under another profile: other members may be absent.
    pub(crate) fn forget_scripts(&mut self) {
        self.scripts.fill_with(Rehearsed::default);
    }

    #[inline(always)]
    pub(crate) fn style(&self) -> Style {
        if self.is_spaced.load(Relaxed) { Style::Spaced } else { Style::Tight }
    }

    /// Payloads are written in a style.
    pub(crate) fn wrote(&self, style: Style) {
        let is_spaced = style == Style::Spaced;
        if self.is_spaced.load(Relaxed) != is_spaced {
            self.is_spaced.store(is_spaced, Relaxed);
        }
    }
}

impl Clone for Learned {
    fn clone(&self) -> Self {
        Self {
            next: self.next.iter().map(|place| AtomicU32::new(place.load(Relaxed))).collect(),
            has_strayed: AtomicBool::new(self.has_strayed.load(Relaxed)),
            is_spaced: AtomicBool::new(self.is_spaced.load(Relaxed)),
            lengths: self.lengths.clone(),
            scripts: self.scripts.clone(),
        }
    }
}
