use core::arch::x86_64::{
    __m256i, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8, _mm256_loadu_si256, _mm256_min_epu8,
    _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8, _mm256_sub_epi8,
};

use super::sse2::{Sse2, first, first_of_two};
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

// No closures: the compiler may leave them out of line, where the instructions are not enabled.
//
// SAFETY of all blocks below: each routine is given a value that only `detect` makes, so the processor has AVX2; loads
// lie within a block, and need no alignment.
impl Isa for Avx2 {
    type Common = Sse2;

    #[inline(always)]
    fn common(self) -> Sse2 {
        Sse2
    }

    #[inline(always)]
    fn matches(self, block: &Block, pattern: &Pattern, lead: usize) -> bool {
        // SAFETY: see above.
        let same = unsafe { mask(_mm256_cmpeq_epi8(load(block), load(&pattern.bytes))) };
        pattern.bits & (u32::MAX << lead) & !same == 0
    }

    #[inline(always)]
    fn all_match(self, blocks: [&Block; 4], pattern: &Pattern) -> bool {
        // SAFETY: see above.
        let same = unsafe {
            let bytes = load(&pattern.bytes);
            let one = _mm256_cmpeq_epi8(load(blocks[0]), bytes);
            let two = _mm256_and_si256(one, _mm256_cmpeq_epi8(load(blocks[1]), bytes));
            let three = _mm256_and_si256(two, _mm256_cmpeq_epi8(load(blocks[2]), bytes));
            mask(_mm256_and_si256(three, _mm256_cmpeq_epi8(load(blocks[3]), bytes)))
        };
        pattern.bits & !same == 0
    }

    #[inline(always)]
    fn first_special(self, block: &Block) -> usize {
        // SAFETY: see above.
        first(unsafe { mask(special(load(block))) })
    }

    #[inline(always)]
    fn first_special_of_two(self, blocks: [&Block; 2]) -> usize {
        // SAFETY: see above.
        unsafe { first_of_two(mask(special(load(blocks[0]))), mask(special(load(blocks[1])))) }
    }

    #[inline(always)]
    fn first_delimiter(self, block: &Block) -> usize {
        // SAFETY: see above.
        first(unsafe {
            let bytes = load(block);
            let control = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);
            mask(_mm256_or_si256(control, quotes(bytes)))
        })
    }

    #[inline(always)]
    fn digits(self, block: &Block) -> usize {
        // SAFETY: see above.
        first(!unsafe {
            let value = _mm256_sub_epi8(load(block), _mm256_set1_epi8(0x30));
            mask(_mm256_cmpeq_epi8(_mm256_min_epu8(value, _mm256_set1_epi8(9)), value))
        })
    }

    #[inline(always)]
    fn run<T: Task>(self, task: T) -> T::Output {
        // SAFETY: there is a value of this type, so the processor has the instructions.
        unsafe { with_instructions(self, task) }
    }
}

#[inline(always)]
unsafe fn load(block: &Block) -> __m256i {
    // SAFETY: the block has so many bytes; the caller's word for the instructions.
    unsafe { _mm256_loadu_si256(block.as_ptr().cast()) }
}

#[inline(always)]
unsafe fn mask(bytes: __m256i) -> u32 {
    // SAFETY: the caller's word for the instructions.
    unsafe { _mm256_movemask_epi8(bytes).cast_unsigned() }
}

#[inline(always)]
unsafe fn special(bytes: __m256i) -> __m256i {
    // SAFETY: the caller's word for the instructions.
    unsafe {
        // Compared as signed numbers, bytes outside of ASCII are below a space too.
        let low = _mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), bytes);
        _mm256_or_si256(low, quotes(bytes))
    }
}

#[inline(always)]
unsafe fn quotes(bytes: __m256i) -> __m256i {
    // SAFETY: the caller's word for the instructions.
    unsafe {
        let quote = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(0x22));
        _mm256_or_si256(quote, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(0x5C)))
    }
}
