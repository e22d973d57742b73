//! The groups that are open.

/// How deep groups nest.
const MAX_DEPTH: usize = 1024;

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Atom,
    /// Look-ahead and look-behind, which no quantifier follows.
    LookAround,
}

/// One bit for each open group, so that deep nesting takes neither heap nor stack.
pub(super) struct Groups {
    look_around: [u64; MAX_DEPTH / 64],
    depth: usize,
}

impl Default for Groups {
    fn default() -> Self {
        Self { look_around: [0; MAX_DEPTH / 64], depth: 0 }
    }
}

impl Groups {
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn open(&mut self, kind: Kind) -> Option<()> {
        let word = self.look_around.get_mut(self.depth / 64)?;
        let bit = 1 << (self.depth % 64);
        match kind {
            Kind::Atom => *word &= !bit,
            Kind::LookAround => *word |= bit,
        }
        self.depth += 1;
        Some(())
    }

    pub(super) fn close(&mut self) -> Option<Kind> {
        self.depth = self.depth.checked_sub(1)?;
        let is_look_around = self.look_around[self.depth / 64] >> (self.depth % 64) & 1 == 1;
        Some(if is_look_around { Kind::LookAround } else { Kind::Atom })
    }
}
