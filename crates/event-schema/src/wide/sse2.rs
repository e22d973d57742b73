use core::arch::x86_64::{
    __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_cmpgt_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8,
    _mm_or_si128, _mm_set1_epi8, _mm_sub_epi8,
};

use super::{Block, Isa, Pattern, WIDTH};

/// What every x86-64 processor has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sse2;

impl Isa for Sse2 {
    type Common = Self;

    #[inline(always)]
    fn common(self) -> Self {
        self
    }

    #[inline(always)]
    fn matches(self, block: &Block, pattern: &Pattern, lead: usize) -> bool {
        let (low, high) = halves(block);
        let (other_low, other_high) = halves(&pattern.bytes);
        // SAFETY: SSE2 is part of x86-64.
        let same = unsafe { mask(_mm_cmpeq_epi8(low, other_low), _mm_cmpeq_epi8(high, other_high)) };
        pattern.bits & (u32::MAX << lead) & !same == 0
    }

    #[inline(always)]
    fn all_match(self, blocks: [&Block; 4], pattern: &Pattern) -> bool {
        let (low, high) = halves(&pattern.bytes);
        // SAFETY: SSE2 is part of x86-64.
        let same = unsafe {
            let mut same = (_mm_cmpeq_epi8(low, low), _mm_cmpeq_epi8(high, high));
            for block in blocks {
                let (block_low, block_high) = halves(block);
                same.0 = _mm_and_si128(same.0, _mm_cmpeq_epi8(block_low, low));
                same.1 = _mm_and_si128(same.1, _mm_cmpeq_epi8(block_high, high));
            }
            mask(same.0, same.1)
        };
        pattern.bits & !same == 0
    }

    #[inline(always)]
    fn first_special(self, block: &Block) -> usize {
        first(specials(block))
    }

    #[inline(always)]
    fn first_special_of_two(self, blocks: [&Block; 2]) -> usize {
        first_of_two(specials(blocks[0]), specials(blocks[1]))
    }

    #[inline(always)]
    fn first_delimiter(self, block: &Block) -> usize {
        let (low, high) = halves(block);
        first(mask(delimiter(low), delimiter(high)))
    }

    #[inline(always)]
    fn digits(self, block: &Block) -> usize {
        let (low, high) = halves(block);
        first(!mask(digit(low), digit(high)))
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

#[inline(always)]
fn halves(block: &Block) -> (__m128i, __m128i) {
    // SAFETY: both loads lie within the block, and need no alignment; SSE2 is part of x86-64.
    unsafe { (_mm_loadu_si128(block.as_ptr().cast()), _mm_loadu_si128(block.as_ptr().add(16).cast())) }
}

/// A bit for each byte that a plain string does not hold.
#[inline(always)]
fn specials(block: &Block) -> u32 {
    let (low, high) = halves(block);
    mask(special(low), special(high))
}

#[inline(always)]
fn mask(low: __m128i, high: __m128i) -> u32 {
    // SAFETY: SSE2 is part of x86-64.
    unsafe { (_mm_movemask_epi8(low) | _mm_movemask_epi8(high) << 16).cast_unsigned() }
}

#[inline(always)]
fn special(bytes: __m128i) -> __m128i {
    // SAFETY: SSE2 is part of x86-64.
    unsafe {
        // Compared as signed numbers, bytes outside of ASCII are below a space too.
        let low = _mm_cmpgt_epi8(_mm_set1_epi8(0x20), bytes);
        _mm_or_si128(low, quotes(bytes))
    }
}

#[inline(always)]
fn delimiter(bytes: __m128i) -> __m128i {
    // SAFETY: SSE2 is part of x86-64.
    unsafe {
        let control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        _mm_or_si128(control, quotes(bytes))
    }
}

#[inline(always)]
fn quotes(bytes: __m128i) -> __m128i {
    // SAFETY: SSE2 is part of x86-64.
    unsafe {
        let quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x22));
        _mm_or_si128(quote, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x5C)))
    }
}

#[inline(always)]
fn digit(bytes: __m128i) -> __m128i {
    // SAFETY: SSE2 is part of x86-64.
    unsafe {
        let value = _mm_sub_epi8(bytes, _mm_set1_epi8(0x30));
        _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value)
    }
}
