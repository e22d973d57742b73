use core::cell::Cell;

/// How much may be read again to find the type that a value is of.
///
/// Types that nothing tells apart are tried one after the other. Where such types nest, trials multiply with every
/// level; a limit for the work of each outermost value keeps it linear in the length of the payload.
#[derive(Debug, Default)]
pub(super) struct Trials {
    depth: Cell<usize>,
    /// The bytes that may still be read.
    left: Cell<usize>,
}

impl Trials {
    /// How often every byte of a payload may be read for one value.
    const READINGS: usize = 512;

    /// Begins with a value; what it may cost is reset if it stands in no other that is tried.
    pub(super) fn enter(&self, payload: usize) -> Entered<'_> {
        if self.depth.get() == 0 {
            self.left.set(payload.saturating_mul(Self::READINGS));
        }
        self.depth.set(self.depth.get() + 1);
        Entered(self)
    }

    /// Pays for one more trial of a value of this many bytes.
    pub(super) fn afford(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// A value whose type is being looked for.
pub(super) struct Entered<'a>(&'a Trials);

impl Entered<'_> {
    /// Whether it stands in another one: only then is it read again for each of that one's types.
    pub(super) fn is_nested(&self) -> bool {
        self.0.depth.get() > 1
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.0.depth.set(self.0.depth.get() - 1);
    }
}
