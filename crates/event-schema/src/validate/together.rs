use crate::plan::Script;
use crate::validate::run::lines::LANES;

/// Whether payloads of a kind go in lock step, and as what.
#[derive(Debug, Clone)]
pub(super) struct Together {
    script: Script,
    /// Whether the script can be gone by.
    is_written: bool,
    /// So many groups go one by one before a script is written.
    pause: usize,
    /// How long the next pause is.
    next_pause: usize,
    /// How many groups in a row were mostly not as expected.
    misses: usize,
}

impl Together {
    /// So many groups at most go one by one after payloads were not as expected.
    const LONGEST_PAUSE: usize = 64;
    /// So many groups in a row may be mostly not as expected.
    const MISSES: usize = 4;

    /// What the next group is expected to be; `write` writes it, and says whether it can be gone by.
    #[inline(always)]
    pub(super) fn script(&mut self, write: impl FnOnce(&mut Script) -> bool) -> Option<&Script> {
        if self.pause > 0 {
            self.pause -= 1;
            return None;
        }
        if !self.is_written {
            if !write(&mut self.script) {
                self.pause();
                return None;
            }
            self.is_written = true;
        }
        Some(&self.script)
    }

    /// These lanes of a group that went by the script were as expected.
    #[inline(always)]
    pub(super) fn note(&mut self, fine: usize) {
        if fine.count_ones() as usize >= LANES / 2 {
            self.misses = 0;
        } else if self.is_written {
            self.misses += 1;
            if self.misses == Self::MISSES {
                self.pause();
            }
        }
    }

    fn pause(&mut self) {
        self.misses = 0;
        self.is_written = false;
        self.pause = self.next_pause;
        self.next_pause = (2 * self.next_pause).min(Self::LONGEST_PAUSE);
    }
}

impl Default for Together {
    /// The first group goes one by one: it teaches how payloads are written.
    fn default() -> Self {
        Self { script: Script::default(), is_written: false, pause: 1, next_pause: 4, misses: 0 }
    }
}
