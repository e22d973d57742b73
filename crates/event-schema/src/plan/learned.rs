use alloc::boxed::Box;
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use super::rehearsed::Rehearsed;
use super::{Length, ObjectId, Plan, Script};
use crate::profile::Profile;

/// What a validator has learned of the payloads it saw: which member follows which, and how they are spaced.
///
/// It decides about speed only. Threads that share it may overwrite what others learned; each of them still reads one
/// of the things that were written.
#[derive(Debug)]
pub(crate) struct Learned {
    /// For each place the member that is expected next (the lower half), and the one that came instead last time.
    next: Box<[AtomicU32]>,
    /// Whether another order than the declared one may be expected somewhere.
    has_strayed: AtomicBool,
    is_spaced: AtomicBool,
    /// For each member how long its text is: it stands at the place before it in declaration order.
    lengths: Box<[Length]>,
    /// For each object the script that payloads go by.
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

    /// An object of so many members came in declaration order. `place` is that of its first member.
    #[inline(always)]
    pub(crate) fn came_as_declared(&self, place: usize, members: usize) {
        if self.has_strayed.load(Relaxed) {
            self.restore(place, members);
        }
    }

    #[cold]
    fn restore(&self, place: usize, members: usize) {
        for (member, place) in self.next.iter().skip(place).take(members + 1).enumerate() {
            place.store((member as u32) << 16 | member as u32, Relaxed);
        }
        self.has_strayed.store(false, Relaxed);
        self.wrote(Style::Tight);
    }

    /// How long a member's text is. `places` is where those of its object begin.
    #[inline(always)]
    pub(crate) fn length(&self, places: usize, member: usize) -> &Length {
        &self.lengths[places + member]
    }

    /// The script that an object without one of its own is read by, if there is one by now.
    #[inline(always)]
    pub(crate) fn script(&self, id: ObjectId) -> &Rehearsed {
        &self.scripts[id.0 as usize]
    }

    /// An object without a script was read. Once that was often, one is written.
    pub(crate) fn rehearse(&self, plan: &Plan, id: ObjectId, profile: Profile) {
        self.script(id).rested(|| Script::of_learned(plan, self, &plan[id], profile));
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
