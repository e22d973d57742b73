//! Bytes, a block at a time.
//!
//! This is the one module with `unsafe` code: a load that is not checked twice, text that is known to be ASCII where its
//! end was found, and the processor's vector instructions. Each instruction set has the portable one as its safe twin; a
//! property test compares them, and another one reads buffers that end where memory ends.

#![expect(unsafe_code, reason = "loads, text and vector instructions of the accept path, measured")]

#[cfg(target_arch = "x86_64")]
mod avx2;
mod portable;
#[cfg(target_arch = "x86_64")]
mod sse2;
#[cfg(test)]
pub(crate) mod tests;

use event_schema_rules::AsciiSet;

#[cfg(target_arch = "x86_64")]
use self::avx2::Avx2;
pub(crate) use self::portable::Portable;
#[cfg(target_arch = "x86_64")]
use self::sse2::Sse2;

/// How many bytes are looked at together.
pub(crate) const WIDTH: usize = 32;

/// Bytes that are looked at together.
pub(crate) type Block = [u8; WIDTH];

/// A byte, two blocks, and a byte: what a string that is not long fits into, with its quotes.
#[repr(transparent)]
pub(crate) struct Window([u8; 2 * WIDTH + 2]);

impl Window {
    fn of(bytes: &[u8; size_of::<Self>()]) -> &Self {
        // SAFETY: a window is these bytes.
        unsafe { &*bytes.as_ptr().cast::<Self>() }
    }

    /// The block that begins at a place.
    #[inline(always)]
    pub(crate) fn block<const AT: usize>(&self) -> &Block {
        const { assert!(AT + WIDTH <= size_of::<Self>()) };
        self.0[AT..].first_chunk().unwrap_or(&[0; WIDTH])
    }

    /// The byte at a place; zero behind the end.
    #[inline(always)]
    pub(crate) fn byte(&self, at: usize) -> u8 {
        self.0.get(at).copied().unwrap_or(0)
    }

    /// A bit for each byte of the two blocks behind the first byte that is in a set; see [`Isa::in_set`].
    #[inline(always)]
    pub(crate) fn in_set(&self, isa: impl Isa, set: &AsciiSet) -> Option<u64> {
        let low = isa.in_set(self.block::<1>(), set)?;
        let high = isa.in_set(self.block::<{ 1 + WIDTH }>(), set)?;
        Some(u64::from(low) | u64::from(high) << WIDTH)
    }

    /// The first four bytes, the first one lowest.
    #[inline(always)]
    pub(crate) fn word(&self) -> u32 {
        u32::from_le_bytes(self.0.first_chunk().copied().unwrap_or_default())
    }

    /// Whether it begins with `null`.
    #[inline(always)]
    pub(crate) fn is_null(&self) -> bool {
        self.word() == NULL
    }
}

/// `null` as a word, the first byte lowest.
pub(crate) const NULL: u32 = u32::from_le_bytes(*b"null");

/// Whether one of two numbers is zero. Two comparisons would be two branches, and which of them is taken cannot be
/// foretold.
#[inline(always)]
pub(crate) fn is_one_zero(one: u32, other: u32) -> bool {
    u64::from(one) * u64::from(other) == 0
}

/// The first bytes of a block, to compare others with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pattern {
    bytes: Block,
    /// A bit for each byte that counts.
    bits: u32,
}

impl Pattern {
    /// As many of the bytes as a block holds.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let len = bytes.len().min(WIDTH);
        let mut block = [0; WIDTH];
        block[..len].copy_from_slice(&bytes[..len]);
        Self { bytes: block, bits: ((1u64 << len) - 1) as u32 }
    }

    pub(crate) fn bytes(&self) -> &Block {
        &self.bytes
    }
}

/// What a processor can do with a block.
pub(crate) trait Isa: Copy {
    /// Whether the block begins with the pattern's bytes, the first `lead` (at most 8) of them aside.
    fn matches(self, block: &Block, pattern: &Pattern, lead: usize) -> bool;

    /// A bit for each byte that is the same in both blocks, the first one lowest.
    fn equal(self, block: &Block, other: &Block) -> u32;

    /// Whether all of the blocks begin with the pattern's bytes.
    fn all_match(self, blocks: [&Block; 4], pattern: &Pattern) -> bool;

    /// The place of the first byte that a plain string does not hold: a quote, a backslash, a control character, or
    /// one outside of ASCII. [`WIDTH`] if there is none.
    fn first_special(self, block: &Block) -> usize;

    /// The same of two blocks that follow each other; twice [`WIDTH`] if there is none.
    fn first_special_of_two(self, blocks: [&Block; 2]) -> usize;

    /// The place of the first quote, backslash or control character; [`WIDTH`] if there is none.
    fn first_delimiter(self, block: &Block) -> usize;

    /// Whether the block's first `len` bytes are UTF-8.
    fn is_utf8(self, block: &Block, len: usize) -> bool;

    /// How many digits the block begins with.
    fn digits(self, block: &Block) -> usize;

    /// A bit for each byte that is in a set. `None` on processors where that is no faster than to look at the bytes one by
    /// one.
    #[inline(always)]
    fn in_set(self, _: &Block, _: &AsciiSet) -> Option<u32> {
        None
    }

    /// What every processor of the kind can do, for what is not inlined into a [`Task`].
    type Common: Isa;

    fn common(self) -> Self::Common;

    /// Does a task with the instructions at hand, out of line. Only what is inlined into the task gets them.
    #[inline(never)]
    fn run<T: Task>(self, task: T) -> T::Output {
        task.run(self)
    }
}

/// What can be done with any instructions.
pub(crate) trait Task {
    type Output;

    /// To be inlined, or the instructions at hand are out of reach.
    fn run<I: Isa>(self, isa: I) -> Self::Output;
}

/// Does a task with the best instructions that there are.
#[inline(always)]
pub(crate) fn best<T: Task>(portable: bool, task: T) -> T::Output {
    #[cfg(target_arch = "x86_64")]
    if !portable {
        return match Avx2::detect() {
            Some(avx2) => avx2.run(task),
            None => Sse2.run(task),
        };
    }
    let _ = portable;
    Portable.run(task)
}

/// The bytes as text, if they are ASCII without control characters: then they are one line, and each byte is a character.
/// `None` says nothing, and is said of what is shorter than a block.
pub(crate) fn plain_line(bytes: &[u8]) -> Option<&str> {
    let is_plain = |block: &Block| block.iter().fold(true, |plain, byte| plain & matches!(byte, 0x20..=0x7F));
    let (blocks, _) = bytes.as_chunks();
    if !is_plain(bytes.last_chunk()?) || !blocks.iter().all(is_plain) {
        return None;
    }
    // SAFETY: each byte is in one of the blocks, or in the last one, which overlaps others; so it is ASCII.
    Some(unsafe { core::str::from_utf8_unchecked(bytes) })
}

/// Bytes that can be read in whole blocks everywhere: behind their end there are zeros.
pub(crate) struct Text<'a> {
    bytes: &'a [u8],
    /// Blocks that begin before this place lie within the bytes.
    whole: usize,
    /// Windows that do.
    windows: usize,
    /// The bytes from `windows` on, and zeros.
    tail: [u8; 2 * size_of::<Window>()],
}

impl<'a> Text<'a> {
    pub(crate) const fn empty() -> Self {
        Self { bytes: &[], whole: 0, windows: 0, tail: [0; 2 * size_of::<Window>()] }
    }

    /// Becomes a text of these bytes; it was empty. In its place: what was just written piece by piece is waited for when
    /// it is copied as a whole.
    #[inline]
    pub(crate) fn of(&mut self, bytes: &'a [u8]) -> &Self {
        const LAST: usize = size_of::<Window>() - 1;
        self.bytes = bytes;
        self.whole = bytes.len().saturating_sub(WIDTH - 1);
        self.windows = bytes.len().saturating_sub(LAST);
        match bytes.last_chunk::<LAST>() {
            Some(last) => self.tail[..LAST].copy_from_slice(last),
            None => self.tail[..bytes.len()].copy_from_slice(bytes),
        }
        self
    }

    #[inline(always)]
    pub(crate) const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The text from a place on up to the first byte that a plain string does not hold. `None` if the place is beyond the
    /// end.
    #[inline(always)]
    pub(crate) fn plain(&self, isa: impl Isa, start: usize) -> Option<&'a str> {
        let mut at = start;
        let end = loop {
            let stop = isa.first_special(self.block(at));
            if stop < WIDTH {
                break at + stop;
            }
            // Not by `stop`: where the next block begins need not wait for it.
            at += WIDTH;
        };
        let bytes = self.bytes.get(start..end)?;
        // SAFETY: each byte was in one of the blocks, before the first special one, so it is ASCII.
        Some(unsafe { core::str::from_utf8_unchecked(bytes) })
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

    #[inline(always)]
    fn tail_block(&self, at: usize) -> &Block {
        let at = (at - self.windows).min(size_of::<Window>());
        self.tail[at..].first_chunk().unwrap_or(&[0; WIDTH])
    }

    /// The window that begins at a place.
    #[inline(always)]
    pub(crate) fn any_window(&self, at: usize) -> &Window {
        match self.window(at) {
            Some(window) => window,
            None => self.tail_window(at),
        }
    }

    #[inline(always)]
    fn tail_window(&self, at: usize) -> &Window {
        const NOTHING: &Window = &Window([0; size_of::<Window>()]);
        let at = (at - self.windows).min(size_of::<Window>());
        match self.tail[at..].first_chunk::<{ size_of::<Window>() }>() {
            Some(window) => Window::of(window),
            None => NOTHING,
        }
    }

    /// The bytes from a place on, unless there are fewer.
    #[inline(always)]
    pub(crate) fn window(&self, at: usize) -> Option<&'a Window> {
        if at < self.windows {
            // SAFETY: `windows` is `bytes.len() - (size - 1)` of a window where there are so many bytes, else 0. So the
            // window's end is at most `bytes.len()`. It is bytes: any alignment will do.
            Some(unsafe { &*self.bytes.as_ptr().add(at).cast::<Window>() })
        } else {
            None
        }
    }

    /// Whether four bytes stand at a place.
    #[inline(always)]
    pub(crate) fn has_word(&self, at: usize, word: [u8; 4]) -> bool {
        let (words, _) = self.block(at).as_chunks();
        words[0] == word
    }
}
