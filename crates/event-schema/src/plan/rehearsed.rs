use alloc::boxed::Box;
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use once_cell::race::OnceBox;

use super::Script;

/// The script of an object as payloads write it: with the members that they hold, in their order and style.
///
/// It is written once, by the first payloads that are not as declared, or never if those have no order in common: nothing else
/// is allocated while payloads are read. While payloads are not as it says, it is not gone by.
#[derive(Debug)]
pub(crate) struct Rehearsed {
    script: OnceBox<Script>,
    /// So many objects may still give reason to write it.
    chances: AtomicU32,
    is_in_use: AtomicBool,
    /// How many objects in a row were not as expected.
    doubts: AtomicU32,
    /// How many must not be before the script is used.
    patience: AtomicU32,
}

impl Rehearsed {
    /// So many objects in a row are not as the script says before it is used no more.
    const DOUBTS: u32 = 16;
    /// So many objects that are not as declared at most are seen before it is written.
    const CHANCES: u32 = 64;
    /// It becomes harder each time to come back to it.
    const GROWTH: u32 = 4;
    /// But no harder than this.
    const LONGEST: u32 = 4096;

    /// What an object is expected to be.
    #[inline(always)]
    pub(crate) fn expected<'s>(&'s self, declared: Option<&'s Script>) -> Option<&'s Script> {
        if self.is_in_use.load(Relaxed) { self.script.get() } else { declared }
    }

    /// An object was as expected, the first one after some that were not. Returns whether that is by the script.
    pub(super) fn held(&self) -> bool {
        self.doubts.store(0, Relaxed);
        self.is_in_use.load(Relaxed)
    }

    /// An object is valid, but was not as expected. `write` writes the script when it is wanted, if it can.
    pub(super) fn failed(&self, write: impl FnOnce() -> Option<Script>) {
        let is_in_use = self.is_in_use.load(Relaxed);
        let patience = self.patience.load(Relaxed);
        let doubts = self.doubts.load(Relaxed) + 1;
        let chances = self.chances.load(Relaxed);
        if chances > 0 {
            self.chances.store(chances - 1, Relaxed);
        }
        if doubts < if is_in_use { Self::DOUBTS } else { patience } {
            return self.doubts.store(doubts, Relaxed);
        }
        self.doubts.store(0, Relaxed);
        if !is_in_use && self.chances.swap(0, Relaxed) > 0 {
            let _ = write().map(|script| self.script.set(Box::new(script)));
        }
        let is_wanted = !is_in_use && self.script.get().is_some();
        self.is_in_use.store(is_wanted, Relaxed);
        if !is_wanted {
            self.patience.store((patience * Self::GROWTH).min(Self::LONGEST), Relaxed);
        }
    }
}

impl Default for Rehearsed {
    fn default() -> Self {
        Self {
            script: OnceBox::new(),
            chances: AtomicU32::new(Self::CHANCES),
            is_in_use: AtomicBool::new(false),
            doubts: AtomicU32::new(0),
            patience: AtomicU32::new(Self::DOUBTS),
        }
    }
}

impl Clone for Rehearsed {
    fn clone(&self) -> Self {
        Self {
            script: self.script.clone(),
            chances: AtomicU32::new(self.chances.load(Relaxed)),
            is_in_use: AtomicBool::new(self.is_in_use.load(Relaxed)),
            doubts: AtomicU32::new(self.doubts.load(Relaxed)),
            patience: AtomicU32::new(self.patience.load(Relaxed)),
        }
    }
}
