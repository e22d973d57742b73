//! Bytes, a block at a time.
//!
//! This is the one module with `unsafe` code: a load that is not checked twice, and the processor's vector
//! instructions. Each instruction set has the portable one as its safe twin; a property test compares them, and
//! another one reads buffers that end where memory ends.

#![expect(unsafe_code, reason = "loads and vector instructions of the accept path, measured")]

mod portable;
#[cfg(target_arch = "x86_64")]
mod sse2;
#[cfg(test)]
mod tests;

pub(crate) use self::portable::Portable;
#[cfg(target_arch = "x86_64")]
pub(crate) use self::sse2::Sse2;

/// How many bytes are looked at together.
pub(crate) const WIDTH: usize = 32;

/// Bytes that are looked at together.
pub(crate) type Block = [u8; WIDTH];

/// What a processor can do with a block.
pub(crate) trait Isa: Copy {
    /// Whether the block begins with the first `len` bytes of the literal, the first `lead` of them aside.
    /// `lead` is at most 2 and `len` at most [`WIDTH`].
    fn starts_with(block: &Block, literal: &Block, lead: usize, len: usize) -> bool;

    /// The place of the first byte that a plain string does not hold: a quote, a backslash, a control character, or
    /// one outside of ASCII. [`WIDTH`] if there is none.
    fn first_special(block: &Block) -> usize;

    /// The place of the first quote, backslash or control character; [`WIDTH`] if there is none.
    fn first_delimiter(block: &Block) -> usize;

    /// How many digits the block begins with.
    fn digits(block: &Block) -> usize;
}

/// Bytes that can be read in whole blocks everywhere: behind their end there are zeros.
pub(crate) struct Text<'a> {
    bytes: &'a [u8],
    /// Blocks that begin before this place lie within the bytes.
    whole: usize,
    /// The bytes from `whole` on, and zeros.
    tail: [u8; 2 * WIDTH],
}

impl<'a> Text<'a> {
    #[inline]
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let mut tail = [0; 2 * WIDTH];
        let whole = if let Some(last) = bytes.last_chunk::<{ WIDTH - 1 }>() {
            tail[..WIDTH - 1].copy_from_slice(last);
            bytes.len() - last.len()
        } else {
            tail[..bytes.len()].copy_from_slice(bytes);
            0
        };
        Self { bytes, whole, tail }
    }

    #[inline(always)]
    pub(crate) const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The byte at a place; zero behind the end.
    #[inline(always)]
    pub(crate) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The block that begins at a place.
    #[inline(always)]
    pub(crate) fn block(&self, at: usize) -> &Block {
        if at < self.whole {
            // SAFETY: `whole` is `bytes.len() - (WIDTH - 1)` where there are so many bytes, else 0. So `at + WIDTH` is at
            // most `bytes.len()`, and the block lies within the slice. A block is bytes: any alignment will do.
            unsafe { &*self.bytes.as_ptr().add(at).cast::<Block>() }
        } else {
            self.tail_block(at)
        }
    }

    #[cold]
    #[inline(never)]
    fn tail_block(&self, at: usize) -> &Block {
        let at = (at - self.whole).min(WIDTH);
        self.tail[at..].first_chunk().unwrap_or(&[0; WIDTH])
    }

    /// The eight bytes at a place, the first one lowest.
    #[inline(always)]
    pub(crate) fn word(&self, at: usize) -> u64 {
        let (words, _) = self.block(at).as_chunks();
        u64::from_le_bytes(words[0])
    }

    /// Whether four bytes stand at a place.
    #[inline(always)]
    pub(crate) fn has_word(&self, at: usize, word: [u8; 4]) -> bool {
        let (words, _) = self.block(at).as_chunks();
        words[0] == word
    }
}
