use core::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8,
    _mm256_cmpgt_epi8, _mm256_loadu_si256, _mm256_max_epu8, _mm256_min_epu8, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_set1_epi8, _mm256_shuffle_epi8, _mm256_slli_epi16, _mm256_srli_epi16,
    _mm256_sub_epi8,
};

use event_schema_rules::AsciiSet;

use super::sse2::{Characters, Sse2, first_of_two};
use super::{Block, Isa, Pattern, Task};

cpufeatures::new!(detected, "avx2", "bmi1", "bmi2");

/// What most x86-64 processors have had since 2013. A value is the proof that this one does: only
/// [`detect`](Self::detect) makes one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Avx2(());

impl Avx2 {
    /// If the processor has it.
    #[inline]
    pub(crate) fn detect() -> Option<Self> {
        detected::get().then_some(Self(()))
    }
}

/// Does a task where the compiler may use the instructions.
#[inline(never)]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn with_instructions<T: Task>(isa: Avx2, task: T) -> T::Output {
    task.run(isa)
}

// SAFETY of all calls below: each routine is given a value that only `detect` makes, so the processor has AVX2.
impl Isa for Avx2 {
    type Common = Sse2;

    #[inline(always)]
    fn common(self) -> Sse2 {
        Sse2
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
        unsafe { specials(block) }.trailing_zeros() as usize
    }

    #[inline(always)]
    fn first_special_of_two(self, blocks: [&Block; 2]) -> usize {
        // SAFETY: see above.
        unsafe { first_of_two(specials(blocks[0]), specials(blocks[1])) }
    }

    #[inline(always)]
    fn first_delimiter(self, block: &Block) -> usize {
        // SAFETY: see above.
        unsafe { delimiters(block) }.trailing_zeros() as usize
    }

    #[inline(always)]
    fn is_utf8(self, block: &Block, len: usize) -> bool {
        // SAFETY: see above.
        unsafe { characters(block) }.are_whole(len)
    }

    #[inline(always)]
    fn digits(self, block: &Block) -> usize {
        // SAFETY: see above.
        unsafe { digits(block) }.trailing_ones() as usize
    }

    #[inline(always)]
    fn in_set(self, block: &Block, set: &AsciiSet) -> Option<u32> {
        // SAFETY: see above.
        Some(unsafe { in_set(block, set) })
    }

    #[inline(always)]
    fn run<T: Task>(self, task: T) -> T::Output {
        // SAFETY: see above.
        unsafe { with_instructions(self, task) }
    }
}

// What follows returns a bit for each byte. Like the instructions themselves, it is inlined into what may use them; a
// closure between them may stay out of line.

/// The bytes that are the same in both blocks.
#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn same(block: &Block, other: &Block) -> u32 {
    mask(_mm256_cmpeq_epi8(load(block), load(other)))
}

/// The bytes that are the same in all blocks and the other one.
#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn same_in_all([one, two, three, four]: [&Block; 4], other: &Block) -> u32 {
    let other = load(other);
    let one_and_two =
        _mm256_and_si256(_mm256_cmpeq_epi8(load(one), other), _mm256_cmpeq_epi8(load(two), other));
    let others =
        _mm256_and_si256(_mm256_cmpeq_epi8(load(three), other), _mm256_cmpeq_epi8(load(four), other));
    mask(_mm256_and_si256(one_and_two, others))
}

/// The bytes that a plain string does not hold.
#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn specials(block: &Block) -> u32 {
    let bytes = load(block);
    // Compared as signed numbers, bytes outside of ASCII are below a space too.
    let low = _mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), bytes);
    mask(_mm256_or_si256(low, quotes(bytes)))
}

/// Quotes, backslashes and control characters.
#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn delimiters(block: &Block) -> u32 {
    let bytes = load(block);
    let control = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);
    mask(_mm256_or_si256(control, quotes(bytes)))
}

/// The bytes outside of ASCII.
#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn characters(block: &Block) -> Characters {
    let bytes = load(block);
    Characters {
        all: mask(bytes),
        leads: [
            mask(from(bytes, 0xC2)),
            mask(from(bytes, 0xE0)),
            mask(from(bytes, 0xF0)),
            mask(from(bytes, 0xF5)),
        ],
        // Compared as signed numbers.
        rests: mask(_mm256_cmpgt_epi8(_mm256_set1_epi8(0xC0u8.cast_signed()), bytes)),
        // Into the highest bit of the byte; what comes from the one beside it stays below.
        bits: [mask(_mm256_slli_epi16::<2>(bytes)), mask(_mm256_slli_epi16::<3>(bytes))],
        picky: [mask(is(bytes, 0xE0)), mask(is(bytes, 0xED)), mask(is(bytes, 0xF0)), mask(is(bytes, 0xF4))],
    }
}

#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn digits(block: &Block) -> u32 {
    let value = _mm256_sub_epi8(load(block), _mm256_set1_epi8(0x30));
    mask(_mm256_cmpeq_epi8(_mm256_min_epu8(value, _mm256_set1_epi8(9)), value))
}

/// The bytes that are in a set.
#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn in_set(block: &Block, set: &AsciiSet) -> u32 {
    // The bit of an upper half. Those outside of ASCII have all bits: where such a byte is looked up in the set's rows,
    // there are none.
    const BITS: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 255, 255, 255, 255, 255, 255, 255, 255];
    let bytes = load(block);
    let upper = _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), _mm256_set1_epi8(0x0F));
    let bits = _mm256_shuffle_epi8(twice(&BITS), upper);
    let row = _mm256_shuffle_epi8(twice(set.rows()), bytes);
    mask(_mm256_cmpeq_epi8(_mm256_and_si256(row, bits), bits))
}

/// A table to look halves of bytes up in.
#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn twice(table: &[u8; 16]) -> __m256i {
    // SAFETY: the table has so many bytes; any alignment will do.
    _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(table.as_ptr().cast()) })
}

#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn load(block: &Block) -> __m256i {
    // SAFETY: the block has so many bytes; any alignment will do.
    unsafe { _mm256_loadu_si256(block.as_ptr().cast()) }
}

#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn mask(bytes: __m256i) -> u32 {
    _mm256_movemask_epi8(bytes).cast_unsigned()
}

#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn quotes(bytes: __m256i) -> __m256i {
    _mm256_or_si256(is(bytes, b'"'), is(bytes, b'\\'))
}

#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn is(bytes: __m256i, byte: u8) -> __m256i {
    _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte.cast_signed()))
}

#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
fn from(bytes: __m256i, least: u8) -> __m256i {
    let least = _mm256_set1_epi8(least.cast_signed());
    _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, least), bytes)
}
