//! Records out of a stream of bytes.

use std::io::{self, Read};
use std::ops::Range;

use memchr::memchr;

/// How many bytes are asked for at a time.
pub const BLOCK: usize = 256 * 1024;

/// The longest record that is kept, unless told otherwise.
pub const MAX_RECORD: usize = 16 * 1024 * 1024;

/// The lines of newline-delimited JSON.
///
/// Lines end with `\n` or `\r\n`; the last one may lack its end. Nothing else has a meaning: NUL bytes and invalid
/// UTF-8 are data. Bytes are read in large blocks into one buffer, which grows with the longest line up to the
/// limit, so memory is bounded whatever comes in.
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
    reader: R,
    max_record: usize,
    buffer: Vec<u8>,
    /// The bytes of the buffer that were read and not handed out yet.
    unread: Range<usize>,
    /// Where the search for a line's end goes on.
    scanned: usize,
    at_end: bool,
    number: u64,
    offset: u64,
}

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// The line's number, counted from 1.
    pub number: u64,
    /// How many bytes of the stream stand before it.
    pub offset: u64,
    /// What stands on it.
    pub content: Content<'a>,
}

/// What stands on a line.
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
        Self {
            reader,
            max_record,
            buffer: vec![0; BLOCK],
            unread: 0..0,
            scanned: 0,
            at_end: false,
            number: 0,
            offset: 0,
        }
    }

    /// Whether the next line can be had without waiting for the reader.
    ///
    /// Whoever feeds a host that waits for an answer to each line flushes when this says no.
    pub fn is_ready(&mut self) -> bool {
        self.line_end().is_some() || self.at_end
    }

    /// How many bytes of the stream were handed out or skipped.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// The next line; `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// The reader failed; interruptions are tried again.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        let longest_open = self.max_record.saturating_add(1);
        let found = loop {
            if let Some(end) = self.line_end() {
                break Found::Kept(self.take(end, end + 1));
            }
            if self.at_end {
                if self.unread.is_empty() {
                    return Ok(None);
                }
                break Found::Kept(self.take(self.unread.end, self.unread.end));
            }
            // One byte above the limit may still be the first of `\r\n`.
            if self.unread.len() > longest_open {
                break Found::Skipped(self.skip_line()?);
            }
            self.fill()?;
        };
        Ok(Some(self.line(found)))
    }

    fn line(&mut self, found: Found) -> Line<'_> {
        self.number += 1;
        let (consumed, content) = match found {
            Found::Skipped(Skipped { consumed, len }) => (consumed, Content::TooLong(len)),
            Found::Kept(Kept { consumed, record }) => {
                let bytes = &self.buffer[record];
                let content = if bytes.len() > self.max_record {
                    Content::TooLong(bytes.len() as u64)
                } else if is_blank(bytes) {
                    Content::Blank
                } else {
                    Content::Record(bytes)
                };
                (consumed, content)
            }
        };
        let offset = self.offset;
        self.offset += consumed;
        Line { number: self.number, offset, content }
    }

    /// The place of the next `\n` in the buffer.
    fn line_end(&mut self) -> Option<usize> {
        let found = memchr(b'\n', &self.buffer[self.scanned..self.unread.end]);
        self.scanned = found.map_or(self.unread.end, |found| self.scanned + found);
        found.map(|_| self.scanned)
    }

    /// Hands out the bytes up to `end`; the next line begins at `next`.
    fn take(&mut self, end: usize, next: usize) -> Kept {
        let start = self.unread.start;
        let ended = next > end;
        let returns = ended && end > start && self.buffer[end - 1] == b'\r';
        self.unread.start = next;
        self.scanned = next;
        Kept { consumed: (next - start) as u64, record: start..end - usize::from(returns) }
    }

    /// Reads on to the line's end without keeping anything.
    fn skip_line(&mut self) -> io::Result<Skipped> {
        let mut consumed = 0;
        let mut last = 0;
        loop {
            let end = self.line_end();
            let taken = self.unread.start..end.unwrap_or(self.unread.end);
            consumed += taken.len() as u64;
            last = self.buffer[taken.clone()].last().copied().unwrap_or(last);
            self.unread.start = taken.end;
            if end.is_some() {
                self.unread.start += 1;
                self.scanned = self.unread.start;
                return Ok(Skipped { consumed: consumed + 1, len: consumed - u64::from(last == b'\r') });
            }
            if self.at_end {
                return Ok(Skipped { consumed, len: consumed });
            }
            self.fill()?;
        }
    }

    /// Reads once, behind what is there.
    fn fill(&mut self) -> io::Result<()> {
        if self.unread.start > 0 {
            self.buffer.copy_within(self.unread.clone(), 0);
            self.scanned -= self.unread.start;
            self.unread = 0..self.unread.len();
        }
        if self.unread.end == self.buffer.len() {
            let enough = self.max_record.saturating_add(2).max(BLOCK);
            self.buffer.resize(self.buffer.len().saturating_mul(2).min(enough), 0);
        }
        loop {
            match self.reader.read(&mut self.buffer[self.unread.end..]) {
                Ok(0) => self.at_end = true,
                Ok(read) => self.unread.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(());
        }
    }
}

enum Found {
    Kept(Kept),
    Skipped(Skipped),
}

struct Kept {
    consumed: u64,
    record: Range<usize>,
}

struct Skipped {
    consumed: u64,
    len: u64,
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests;
