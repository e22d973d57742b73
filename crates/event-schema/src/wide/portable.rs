use super::{Block, Isa, Pattern, WIDTH};
use crate::words::{HIGH, ONES, delimiters};

/// Eight bytes at a time, in plain arithmetic: what works on every processor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Portable;

impl Isa for Portable {
    type Common = Self;

    #[inline(always)]
    fn common(self) -> Self {
        self
    }

    #[inline(always)]
    fn matches(self, block: &Block, pattern: &Pattern, lead: usize) -> bool {
        let (block, bytes, len) = (words(block), words(&pattern.bytes), pattern.bits.count_ones() as usize);
        let mut differing = (block[0] ^ bytes[0]) & mask(len) & !mask(lead);
        for at in 1..block.len() {
            differing |= (block[at] ^ bytes[at]) & mask(len.saturating_sub(at * 8));
        }
        differing == 0
    }

    #[inline(always)]
    fn equal(self, block: &Block, other: &Block) -> u32 {
        let (block, other) = (words(block), words(other));
        let mut equal = 0;
        for at in 0..block.len() {
            let differing = block[at] ^ other[at];
            // No carry: high bits are looked at by themselves.
            let same = !(((differing & !HIGH) + !HIGH) | differing) & HIGH;
            // Gathers the bytes' high bits in the highest byte.
            equal |= ((same >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at);
        }
        equal as u32
    }

    #[inline(always)]
    fn all_match(self, blocks: [&Block; 4], pattern: &Pattern) -> bool {
        blocks.iter().all(|block| self.matches(block, pattern, 0))
    }

    #[inline(always)]
    fn first_special_of_two(self, blocks: [&Block; 2]) -> usize {
        match self.first_special(blocks[0]) {
            WIDTH => WIDTH + self.first_special(blocks[1]),
            first => first,
        }
    }

    #[inline(always)]
    fn first_special(self, block: &Block) -> usize {
        first(block, |word| delimiters(word) | word)
    }

    #[inline(always)]
    fn first_delimiter(self, block: &Block) -> usize {
        first(block, delimiters)
    }

    #[inline(always)]
    fn is_utf8(self, block: &Block, len: usize) -> bool {
        core::str::from_utf8(&block[..len]).is_ok()
    }

    #[inline(always)]
    fn digits(self, block: &Block) -> usize {
        // Adding carries into the high bit from 0x3A on; what is below `0` borrows it, and bytes outside of ASCII have
        // it. No byte carries into the next one: high bits are taken off first.
        first(block, |word| {
            let low = word & !HIGH;
            (low + (ONES * (0x80 - 0x3A))) | !((low | HIGH) - ONES * 0x30) | word
        })
    }
}

/// The first byte whose high bit `find` sets; it may set wrong bits behind the first right one.
#[inline(always)]
fn first(block: &Block, find: impl Fn(u64) -> u64) -> usize {
    for (at, word) in words(block).into_iter().enumerate() {
        let found = find(word) & HIGH;
        if found != 0 {
            return at * 8 + (found.trailing_zeros() / 8) as usize;
        }
    }
    WIDTH
}

#[inline(always)]
fn words(block: &Block) -> [u64; WIDTH / 8] {
    let (words, _) = block.as_chunks::<8>();
    core::array::from_fn(|at| u64::from_le_bytes(words[at]))
}

/// The lowest bytes of a word.
#[inline(always)]
fn mask(bytes: usize) -> u64 {
    if bytes >= 8 { u64::MAX } else { (1 << (bytes * 8)) - 1 }
}
