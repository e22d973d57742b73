use core::arch::x86_64::{
    __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_cmpgt_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8,
    _mm_or_si128, _mm_set1_epi8, _mm_sub_epi8,
};

use super::{Block, Isa, Pattern, WIDTH};

/// What every x86-64 processor has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sse2;

// SAFETY of all calls below: SSE2 is part of x86-64.
impl Isa for Sse2 {
    type Common = Self;

    #[inline(always)]
    fn common(self) -> Self {
        self
    }

    #[inline(always)]
    fn matches(self, block: &Block, pattern: &Pattern, lead: usize) -> bool {
        // SAFETY: see above.
        let same = unsafe { same(block, &pattern.bytes) };
        pattern.bits & (u32::MAX << lead) & !same == 0
    }

    #[inline(always)]
    fn equal(self, block: &Block, other: &Block) -> u32 {
        // SAFETY: see above.
        unsafe { same(block, other) }
    }

    #[inline(always)]
    fn all_match(self, blocks: [&Block; 4], pattern: &Pattern) -> bool {
        // SAFETY: see above.
        let same = unsafe { same_in_all(blocks, &pattern.bytes) };
        pattern.bits & !same == 0
    }

    #[inline(always)]
    fn first_special(self, block: &Block) -> usize {
        // SAFETY: see above.
        first(unsafe { specials(block) })
    }

    #[inline(always)]
    fn first_special_of_two(self, blocks: [&Block; 2]) -> usize {
        // SAFETY: see above.
        unsafe { first_of_two(specials(blocks[0]), specials(blocks[1])) }
    }

    #[inline(always)]
    fn first_delimiter(self, block: &Block) -> usize {
        // SAFETY: see above.
        first(unsafe { delimiters(block) })
    }

    #[inline(always)]
    fn is_short_characters(self, block: &Block, len: usize) -> bool {
        // SAFETY: see above.
        unsafe { characters(block) }.are_short(len)
    }

    #[inline(always)]
    fn digits(self, block: &Block) -> usize {
        // SAFETY: see above.
        first(!unsafe { digits(block) })
    }
}

/// The place of the lowest bit; [`WIDTH`] if there is none.
#[inline(always)]
pub(super) fn first(mask: u32) -> usize {
    (u64::from(mask) | 1 << WIDTH).trailing_zeros() as usize
}

/// The place of the lowest bit of two masks; twice [`WIDTH`] if there is none.
#[inline(always)]
pub(super) fn first_of_two(low: u32, high: u32) -> usize {
    (u64::from(low) | u64::from(high) << WIDTH).trailing_zeros() as usize
}

/// A bit for each byte outside of ASCII.
pub(super) struct Characters {
    /// Those that begin characters of two bytes.
    pub(super) leads: u32,
    /// Those that go on with a character.
    pub(super) rests: u32,
    pub(super) all: u32,
}

impl Characters {
    /// Whether there are only leads in the first `len` bytes, each with one byte that goes on.
    #[inline(always)]
    pub(super) fn are_short(self, len: usize) -> bool {
        let counted = (1u64 << len) - 1;
        let [leads, rests, all] = [self.leads, self.rests, self.all].map(|bits| u64::from(bits) & counted);
        leads | rests == all && leads << 1 == rests
    }
}

// What follows returns a bit for each byte.

/// The bytes that are the same in both blocks.
#[target_feature(enable = "sse2")]
#[inline]
fn same(block: &Block, other: &Block) -> u32 {
    let ((low, high), (other_low, other_high)) = (halves(block), halves(other));
    mask(_mm_cmpeq_epi8(low, other_low), _mm_cmpeq_epi8(high, other_high))
}

/// The bytes that are the same in all blocks and the other one.
#[target_feature(enable = "sse2")]
#[inline]
fn same_in_all(blocks: [&Block; 4], other: &Block) -> u32 {
    let (other_low, other_high) = halves(other);
    let mut same = (_mm_cmpeq_epi8(other_low, other_low), _mm_cmpeq_epi8(other_high, other_high));
    for block in blocks {
        let (low, high) = halves(block);
        same.0 = _mm_and_si128(same.0, _mm_cmpeq_epi8(low, other_low));
        same.1 = _mm_and_si128(same.1, _mm_cmpeq_epi8(high, other_high));
    }
    mask(same.0, same.1)
}

/// The bytes that a plain string does not hold.
#[target_feature(enable = "sse2")]
#[inline]
fn specials(block: &Block) -> u32 {
    let (low, high) = halves(block);
    mask(special(low), special(high))
}

/// Quotes, backslashes and control characters.
#[target_feature(enable = "sse2")]
#[inline]
fn delimiters(block: &Block) -> u32 {
    let (low, high) = halves(block);
    mask(delimiter(low), delimiter(high))
}

/// The bytes outside of ASCII.
#[target_feature(enable = "sse2")]
#[inline]
fn characters(block: &Block) -> Characters {
    // Compared as signed numbers.
    let lead = |bytes| {
        let above = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(0xC1u8.cast_signed()));
        _mm_and_si128(above, _mm_cmpgt_epi8(_mm_set1_epi8(0xE0u8.cast_signed()), bytes))
    };
    let (low, high) = halves(block);
    let leads = mask(lead(low), lead(high));
    let rest = |bytes| _mm_cmpgt_epi8(_mm_set1_epi8(0xC0u8.cast_signed()), bytes);
    Characters { leads, rests: mask(rest(low), rest(high)), all: mask(low, high) }
}

#[target_feature(enable = "sse2")]
#[inline]
fn digits(block: &Block) -> u32 {
    let (low, high) = halves(block);
    mask(digit(low), digit(high))
}

#[target_feature(enable = "sse2")]
#[inline]
fn halves(block: &Block) -> (__m128i, __m128i) {
    // SAFETY: both loads lie within the block, and need no alignment.
    unsafe { (_mm_loadu_si128(block.as_ptr().cast()), _mm_loadu_si128(block.as_ptr().add(16).cast())) }
}

#[target_feature(enable = "sse2")]
#[inline]
fn mask(low: __m128i, high: __m128i) -> u32 {
    (_mm_movemask_epi8(low) | _mm_movemask_epi8(high) << 16).cast_unsigned()
}

#[target_feature(enable = "sse2")]
#[inline]
fn special(bytes: __m128i) -> __m128i {
    // Compared as signed numbers, bytes outside of ASCII are below a space too.
    let low = _mm_cmpgt_epi8(_mm_set1_epi8(0x20), bytes);
    _mm_or_si128(low, quotes(bytes))
}

#[target_feature(enable = "sse2")]
#[inline]
fn delimiter(bytes: __m128i) -> __m128i {
    let control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    _mm_or_si128(control, quotes(bytes))
}

#[target_feature(enable = "sse2")]
#[inline]
fn quotes(bytes: __m128i) -> __m128i {
    let quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x22));
    _mm_or_si128(quote, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x5C)))
}

#[target_feature(enable = "sse2")]
#[inline]
fn digit(bytes: __m128i) -> __m128i {
    let value = _mm_sub_epi8(bytes, _mm_set1_epi8(0x30));
    _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value)
}
