use alloc::boxed::Box;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use once_cell::race::OnceBox;

use super::Script;

/// The script of an object some of whose members may be absent: those that payloads have, as they write them.
///
/// It is written once, when some payloads were seen. While payloads are not as it says, it rests.
#[derive(Debug)]
pub(crate) struct Rehearsed {
    script: OnceBox<Script>,
    /// How much speaks against the script.
    doubts: AtomicU32,
    /// So many objects are still read without it.
    rest: AtomicU32,
}

impl Rehearsed {
    /// What each object that is not as the script says adds to the doubts; one that is takes 1 from them.
    const MISS: u32 = 4;
    /// The script rests when there are so many.
    const DOUBTS: u32 = 64;
    /// For so many objects.
    const REST: u32 = 1024;
    /// So many objects are seen before the script is written.
    const SEEN: u32 = 16;

    /// The script, unless it rests.
    #[inline(always)]
    pub(crate) fn script(&self) -> Option<&Script> {
        if self.rest.load(Relaxed) == 0 { self.script.get() } else { None }
    }

    /// An object was as the script says.
    #[inline(always)]
    pub(crate) fn held(&self) {
        let doubts = self.doubts.load(Relaxed);
        if doubts > 0 {
            self.doubts.store(doubts - 1, Relaxed);
        }
    }

    /// An object was not.
    #[cold]
    pub(crate) fn failed(&self) {
        let doubts = self.doubts.load(Relaxed) + Self::MISS;
        if doubts < Self::DOUBTS {
            self.doubts.store(doubts, Relaxed);
        } else {
            self.doubts.store(0, Relaxed);
            self.rest.store(Self::REST, Relaxed);
        }
    }

    /// An object is read without a script. `write` writes one when it is time, if it can.
    pub(super) fn rested(&self, write: impl FnOnce() -> Option<Script>) {
        let mut rest = self.rest.load(Relaxed).saturating_sub(1);
        if rest == 0 && self.script.get().is_none() {
            match write() {
                // Another thread may have been faster.
                Some(script) => drop(self.script.set(Box::new(script))),
                None => rest = Self::REST,
            }
        }
        self.rest.store(rest, Relaxed);
    }
}

impl Default for Rehearsed {
    fn default() -> Self {
        Self { script: OnceBox::new(), doubts: AtomicU32::new(0), rest: AtomicU32::new(Self::SEEN) }
    }
}

impl Clone for Rehearsed {
    fn clone(&self) -> Self {
        Self {
            script: self.script.clone(),
            doubts: AtomicU32::new(self.doubts.load(Relaxed)),
            rest: AtomicU32::new(self.rest.load(Relaxed)),
        }
    }
}
