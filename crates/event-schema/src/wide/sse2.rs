use core::arch::x86_64::{
    __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_cmpgt_epi8, _mm_loadu_si128, _mm_max_epu8, _mm_min_epu8,
    _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8, _mm_slli_epi16, _mm_sub_epi8,
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
    fn is_utf8(self, block: &Block, len: usize) -> bool {
        // SAFETY: see above.
        unsafe { characters(block) }.are_whole(len)
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

/// A bit for each byte of a kind that characters outside of ASCII are written with.
pub(super) struct Characters {
    /// Those outside of ASCII.
    pub(super) all: u32,
    /// Those that begin characters of two bytes or more, of three or more, of four or more, and of none.
    pub(super) leads: [u32; 4],
    /// Those that go on with a character, at most with 0xBF.
    pub(super) rests: u32,
    /// Those with the bit 0x20, and with the bit 0x10.
    pub(super) bits: [u32; 2],
    /// Those that do not go with every byte behind them: 0xE0, 0xED, 0xF0, and 0xF4.
    pub(super) picky: [u32; 4],
}

impl Characters {
    /// Whether the first `len` bytes are characters, none of them cut off, too long, a surrogate, or too high.
    #[inline(always)]
    pub(super) fn are_whole(self, len: usize) -> bool {
        let counted = (1u64 << len) - 1;
        let of = |bits: u32| u64::from(bits) & counted;
        let [two, three, four, none] = self.leads.map(of);
        let [e0, ed, f0, f4] = self.picky.map(|bits| of(bits) << 1);
        let [upper_half, second_quarter] = self.bits.map(u64::from);
        let above_first = upper_half | second_quarter;
        let rests = of(self.rests);
        let is_each_followed = two << 1 | three << 2 | four << 3 == rests && two | rests == of(self.all);
        let wrong = none | e0 & !upper_half | ed & upper_half | f0 & !above_first | f4 & above_first;
        is_each_followed && wrong == 0
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
    let (low, high) = halves(block);
    Characters {
        all: mask(low, high),
        leads: [
            mask(from(low, 0xC2), from(high, 0xC2)),
            mask(from(low, 0xE0), from(high, 0xE0)),
            mask(from(low, 0xF0), from(high, 0xF0)),
            mask(from(low, 0xF5), from(high, 0xF5)),
        ],
        rests: mask(rest(low), rest(high)),
        // Into the highest bit of the byte; what comes from the one beside it stays below.
        bits: [
            mask(_mm_slli_epi16::<2>(low), _mm_slli_epi16::<2>(high)),
            mask(_mm_slli_epi16::<3>(low), _mm_slli_epi16::<3>(high)),
        ],
        picky: [
            mask(is(low, 0xE0), is(high, 0xE0)),
            mask(is(low, 0xED), is(high, 0xED)),
            mask(is(low, 0xF0), is(high, 0xF0)),
            mask(is(low, 0xF4), is(high, 0xF4)),
        ],
    }
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
    _mm_or_si128(is(bytes, b'"'), is(bytes, b'\\'))
}

#[target_feature(enable = "sse2")]
#[inline]
fn is(bytes: __m128i, byte: u8) -> __m128i {
    _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte.cast_signed()))
}

#[target_feature(enable = "sse2")]
#[inline]
fn from(bytes: __m128i, least: u8) -> __m128i {
    let least = _mm_set1_epi8(least.cast_signed());
    _mm_cmpeq_epi8(_mm_max_epu8(bytes, least), bytes)
}

/// From 0x80 to 0xBF: the least of signed numbers.
#[target_feature(enable = "sse2")]
#[inline]
fn rest(bytes: __m128i) -> __m128i {
    _mm_cmpgt_epi8(_mm_set1_epi8(0xC0u8.cast_signed()), bytes)
}

#[target_feature(enable = "sse2")]
#[inline]
fn digit(bytes: __m128i) -> __m128i {
    let value = _mm_sub_epi8(bytes, _mm_set1_epi8(0x30));
    _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value)
}
