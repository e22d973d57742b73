//! Records out of a stream of bytes.
//!
//! Bytes are read in large blocks into buffers that are used again, and each block is cut behind its last whole
//! record. [`Blocks`] hands out whole blocks, to be judged wherever there is a core to spare; [`Lines`] hands out one
//! record at a time. [`Messages`] are for carriers that tell records apart themselves.

use std::io::{self, Read};

pub use self::blocks::{Block, Blocks};
pub use self::messages::Messages;

mod blocks;
mod elements;
mod messages;

/// How many bytes are asked for at a time.
pub const BLOCK: usize = 256 * 1024;

/// The longest record that is kept, unless told otherwise.
pub const MAX_RECORD: usize = 16 * 1024 * 1024;

/// How records are told apart in a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Framing {
    /// The elements of an array if the first character is `[`, else lines.
    #[default]
    Auto,
    /// One on a line. Lines end with `\n` or `\r\n`; the last one may lack its end.
    Lines,
    /// The elements of one JSON array, or of several, one after the other. What stands between them is one record for
    /// each line.
    Array,
}

/// The lines of newline-delimited JSON.
///
/// Lines end with `\n` or `\r\n`; the last one may lack its end, and the first may begin with a byte order mark, which
/// is skipped. Nothing else has a meaning: NUL bytes and invalid UTF-8 are data. Bytes are read in large blocks into
/// one buffer, which grows with the longest line up to the limit, so memory is bounded whatever comes in.
///
/// ```
/// use event_schema_stream::framing::{Content, Lines};
///
/// let mut lines = Lines::new(&b"{}\r\n\n[1]"[..]);
/// let mut records = Vec::new();
/// while let Some(line) = lines.next_line()? {
///     if let Content::Record(bytes) = line.content {
///         records.push((line.number, line.offset, bytes.to_vec()));
///     }
/// }
/// assert_eq!(records, [(1, 0, b"{}".to_vec()), (3, 5, b"[1]".to_vec())]);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Lines<R> {
    blocks: Blocks<R>,
    block: Block,
    /// The index of the next line.
    next: usize,
}

/// One record and its place: a line, or an element of an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// The line on which it begins, counted from 1.
    pub number: u64,
    /// How many bytes of the stream stand before it.
    pub offset: u64,
    /// What stands there.
    pub content: Content<'a>,
}

/// What stands on a line, or in an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// A record, without the line's end.
    Record(&'a [u8]),
    /// Nothing but JSON's white space, within the limit.
    Blank,
    /// This many bytes, more than the limit; they were not kept.
    TooLong(u64),
}

impl<R: Read> Lines<R> {
    /// The lines of a reader, which needs no buffer of its own.
    pub fn new(reader: R) -> Self {
        Self::with_max_record(reader, MAX_RECORD)
    }

    /// The lines of a reader, with another limit for the length of a record.
    pub fn with_max_record(reader: R, max_record: usize) -> Self {
        Self::with_framing(reader, Framing::Lines, max_record)
    }

    /// The records of a reader, however they are told apart.
    pub fn with_framing(reader: R, framing: Framing, max_record: usize) -> Self {
        Self { blocks: Blocks::new(reader, framing, max_record), block: Block::default(), next: 0 }
    }

    pub(crate) fn reader_mut(&mut self) -> &mut R {
        self.blocks.reader_mut()
    }

    /// Whether the next line can be had without waiting for the reader.
    ///
    /// Whoever feeds a host that waits for an answer to each line flushes when this says no.
    pub fn is_ready(&self) -> bool {
        self.block.has(self.next) || self.blocks.is_ready()
    }

    /// How many bytes of the stream were handed out or skipped.
    pub fn offset(&self) -> u64 {
        if self.block.has(self.next) { self.block.offset_at(self.next) } else { self.blocks.offset() }
    }

    /// The next line; `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// The reader failed; interruptions are tried again.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        while !self.block.has(self.next) {
            let spare = std::mem::take(&mut self.block).into_buffer();
            self.next = 0;
            let Some(block) = self.blocks.next_block(spare)? else { return Ok(None) };
            self.block = block;
        }
        self.next += 1;
        Ok(self.block.line(self.next - 1))
    }
}

#[cfg(test)]
mod tests;
