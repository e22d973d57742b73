use rand::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg64;

/// Random choices that depend on the seed alone.
#[derive(Debug, Clone)]
pub(crate) struct Random(Pcg64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Pcg64::seed_from_u64(seed))
    }

    #[inline]
    pub(crate) fn next(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number below `limit`, or 0.
    #[inline]
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    /// A number from `least` to `most`.
    #[inline]
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// A number of 128 bits, up to and including `most`.
    pub(crate) fn up_to(&mut self, most: u128) -> u128 {
        let wide = u128::from(self.next()) << 64 | u128::from(self.next());
        most.checked_add(1).map_or(wide, |limit| wide % limit)
    }

    /// True so many times in a thousand.
    #[inline]
    pub(crate) fn chance(&mut self, per_mille: u32) -> bool {
        (self.next() >> 32) * 1000 < u64::from(per_mille) << 32
    }

    /// One of the items.
    ///
    /// # Panics
    ///
    /// If there is none.
    #[inline]
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Brings items into random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
