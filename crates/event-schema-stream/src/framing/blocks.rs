use std::io::{self, Read};
use std::ops::Range;

use event_schema::line_ends;
use memchr::{memchr, memrchr};

use super::elements::{Elements, Span};
use super::{BLOCK, Content, Framing, Line};

/// A stream, cut into blocks of whole records.
///
/// ```
/// use event_schema_stream::framing::{Blocks, Framing, MAX_RECORD};
///
/// let mut blocks = Blocks::new(&b"[{\"a\": 1},\n {\"a\": 2}]"[..], Framing::Auto, MAX_RECORD);
/// let block = blocks.next_block(Vec::new())?.unwrap();
/// let places: Vec<_> = block.lines().map(|line| (line.number, line.offset)).collect();
/// assert_eq!(places, [(1, 1), (2, 12)]);
/// assert!(blocks.next_block(block.into_buffer())?.is_none());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Blocks<R> {
    reader: R,
    max_record: usize,
    framing: Framing,
    elements: Elements,
    /// Empty while all of it is handed out.
    buffer: Vec<u8>,
    /// What stood in the buffer behind the block that was handed out: it goes on in the next one.
    carried: Vec<u8>,
    /// The bytes of the buffer that were read and not handed out yet.
    unread: Range<usize>,
    /// Where the search for a record's end goes on.
    scanned: usize,
    begun: bool,
    at_end: bool,
    /// The line that is too long, while its end is looked for: its number, its offset, and its last byte so far.
    skipped: Option<(u64, u64, u8)>,
    /// The line that the first unread byte is on.
    number: u64,
    offset: u64,
}

/// Whole records of a stream, in the buffer that they were read into.
#[derive(Debug, Default)]
pub struct Block {
    buffer: Vec<u8>,
    records: Records,
    max_record: usize,
    number: u64,
    /// Where the stream's bytes of this block begin: in the stream, and in the buffer.
    offset: u64,
    base: usize,
}

#[derive(Debug)]
enum Records {
    Lines(Ends),
    Elements(Vec<Span>),
    TooLong(u64),
}

impl Default for Records {
    fn default() -> Self {
        Self::Lines(Ends::default())
    }
}

/// Lines side by side: where they begin, where each of them ends, and where the last one does that has no line end.
#[derive(Debug, Default)]
struct Ends {
    lines: Range<usize>,
    ends: Vec<usize>,
}

impl Ends {
    /// Where a line lies without its end; `None` if there are no more.
    #[inline]
    fn line(&self, at: usize) -> Option<Range<usize>> {
        let start = if at == 0 { self.lines.start } else { self.ends.get(at - 1)? + 1 };
        let end = *self.ends.get(at).unwrap_or(&self.lines.end);
        (start < self.lines.end).then_some(start..end)
    }
}

impl<R: Read> Blocks<R> {
    /// The blocks of a reader, which needs no buffer of its own.
    pub fn new(reader: R, framing: Framing, max_record: usize) -> Self {
        Self {
            reader,
            max_record,
            framing,
            elements: Elements::default(),
            buffer: Vec::new(),
            carried: Vec::new(),
            unread: 0..0,
            scanned: 0,
            begun: false,
            at_end: false,
            skipped: None,
            number: 1,
            offset: 0,
        }
    }

    /// The next block; `None` at the end of the stream. It is read into `spare`, best the
    /// [buffer](Block::into_buffer) of a block that is done with.
    ///
    /// A block holds what one call of the reader gave, or more where that is no whole record.
    ///
    /// # Errors
    ///
    /// The reader failed; interruptions are tried again.
    pub fn next_block(&mut self, spare: Vec<u8>) -> io::Result<Option<Block>> {
        if self.buffer.is_empty() {
            self.go_on_in(spare);
        }
        if !self.begun {
            self.begin()?;
        }
        if self.framing == Framing::Array { self.next_elements() } else { self.next_lines() }
    }

    /// How many bytes of the stream were handed out or skipped.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Whether the end of the stream was met: the next block needs no reading.
    pub fn is_ready(&self) -> bool {
        self.at_end
    }

    #[cfg(test)]
    pub(super) fn buffer_len(&self) -> usize {
        self.buffer.len()
    }

    pub(super) fn reader_mut(&mut self) -> &mut R {
        &mut self.reader
    }

    /// Skips a byte order mark, and looks at the first character that is no space.
    fn begin(&mut self) -> io::Result<()> {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        while !self.at_end && MARK.starts_with(self.unread()) && self.unread.len() < MARK.len() {
            self.fill()?;
        }
        if self.unread().starts_with(MARK) {
            self.skip_to(self.unread.start + MARK.len());
        }
        if self.framing == Framing::Auto {
            let first = loop {
                let first = self.unread().iter().find(|byte| !byte.is_ascii_whitespace());
                if first.is_some() || self.at_end || self.unread.len() > self.max_record {
                    break first.copied();
                }
                self.fill()?;
            };
            self.framing = if first == Some(b'[') { Framing::Array } else { Framing::Lines };
        }
        self.begun = true;
        Ok(())
    }

    fn next_lines(&mut self) -> io::Result<Option<Block>> {
        let longest_open = self.max_record.saturating_add(1);
        if self.skipped.is_some() {
            return self.skip_line().map(Some);
        }
        loop {
            if let Some(found) = memrchr(b'\n', &self.buffer[self.scanned..self.unread.end]) {
                return Ok(Some(self.cut_lines(self.scanned + found + 1)));
            }
            self.scanned = self.unread.end;
            if self.at_end {
                return Ok(if self.unread.is_empty() { None } else { Some(self.cut_lines(self.unread.end)) });
            }
            // One byte above the limit may still be the first of `\r\n`.
            if self.unread.len() > longest_open {
                return self.skip_line().map(Some);
            }
            self.fill()?;
        }
    }

    fn cut_lines(&mut self, end: usize) -> Block {
        let lines = self.unread.start..end;
        let mut ends = Vec::new();
        line_ends(&self.buffer, lines.clone(), &mut ends);
        let lines = Ends { lines, ends };
        let passed = lines.ends.len() as u64;
        let block = self.cut(end, Records::Lines(lines));
        self.number += passed;
        block
    }

    /// Reads on to the line's end without keeping anything.
    fn skip_line(&mut self) -> io::Result<Block> {
        let (number, offset, mut last) = self.skipped.unwrap_or((self.number, self.offset, 0));
        let ended = loop {
            let found = memchr(b'\n', self.unread()).map(|found| self.unread.start + found);
            let end = found.unwrap_or(self.unread.end);
            last = self.buffer[self.unread.start..end].last().copied().unwrap_or(last);
            self.skip_to(end);
            if found.is_some() || self.at_end {
                break found.is_some();
            }
            // A reader that has nothing yet is asked again later.
            self.skipped = Some((number, offset, last));
            self.fill()?;
        };
        self.skipped = None;
        let len = self.offset - offset - u64::from(ended && last == b'\r');
        if ended {
            self.skip_to(self.unread.start + 1);
            self.number += 1;
        }
        Ok(self.too_long(number, offset, len))
    }

    fn next_elements(&mut self) -> io::Result<Option<Block>> {
        let mut spans = Vec::new();
        loop {
            let text = &self.buffer[..self.unread.end];
            let keep = self.elements.scan(text, self.scanned, &mut self.number, &mut spans);
            self.scanned = self.unread.end;
            if self.at_end {
                self.elements.finish(self.unread.end, &self.buffer, self.number, &mut spans);
                let end = self.unread.end;
                return Ok(if spans.is_empty() {
                    self.skip_to(end);
                    None
                } else {
                    Some(self.cut(end, Records::Elements(spans)))
                });
            }
            if !spans.is_empty() {
                return Ok(Some(self.cut(keep, Records::Elements(spans))));
            }
            self.skip_to(keep.min(self.unread.end));
            if self.unread.len() > self.max_record {
                return self.skip_element().map(Some);
            }
            self.fill()?;
        }
    }

    /// Reads on to the element's end without keeping anything.
    fn skip_element(&mut self) -> io::Result<Block> {
        let (number, offset) = (self.elements.number(), self.offset);
        let mut spans = Vec::new();
        loop {
            self.skip_to(self.unread.end);
            self.unread = 0..0;
            self.scanned = 0;
            self.elements.rebase();
            if self.at_end {
                self.elements = Elements::default();
                return Ok(self.too_long(number, offset, self.offset - offset));
            }
            self.fill()?;
            let text = &self.buffer[..self.unread.end];
            let next = self.elements.scan_one(text, &mut self.number, &mut spans);
            if let (Some(span), Some(next)) = (spans.pop(), next) {
                let len = self.offset - offset + span.range.end as u64;
                self.skip_to(next);
                self.scanned = next;
                return Ok(self.too_long(number, offset, len));
            }
        }
    }

    fn too_long(&self, number: u64, offset: u64, len: u64) -> Block {
        Block {
            records: Records::TooLong(len),
            max_record: self.max_record,
            number,
            offset,
            ..Block::default()
        }
    }

    /// Hands out the bytes up to `end`; the others are carried over.
    fn cut(&mut self, end: usize, records: Records) -> Block {
        let Range { start: base, end: unread } = self.unread;
        let offset = self.offset;
        self.offset += (end - base) as u64;
        self.elements.shift(end);
        self.carried.clear();
        self.carried.extend_from_slice(&self.buffer[end..unread]);
        self.unread = 0..unread - end;
        self.scanned = unread - end;
        let buffer = std::mem::take(&mut self.buffer);
        Block { buffer, records, max_record: self.max_record, number: self.number, offset, base }
    }

    /// Goes on in another buffer, with what is carried over.
    fn go_on_in(&mut self, spare: Vec<u8>) {
        self.buffer = spare;
        // What one long record made grow shrinks again.
        let enough = BLOCK.max(self.carried.len());
        if self.buffer.len() > enough {
            self.buffer.truncate(enough);
            self.buffer.shrink_to_fit();
        }
        self.buffer.resize(enough, 0);
        self.buffer[..self.carried.len()].copy_from_slice(&self.carried);
        self.carried.clear();
        self.carried.shrink_to(BLOCK);
    }

    fn unread(&self) -> &[u8] {
        &self.buffer[self.unread.clone()]
    }

    fn skip_to(&mut self, start: usize) {
        self.offset += (start - self.unread.start) as u64;
        self.unread.start = start;
        self.scanned = self.scanned.max(start);
    }

    /// Reads once, behind what is there.
    fn fill(&mut self) -> io::Result<()> {
        let gone = self.unread.start;
        if gone > 0 {
            self.buffer.copy_within(self.unread.clone(), 0);
            self.scanned -= gone;
            self.unread = 0..self.unread.len();
            self.elements.shift(gone);
        }
        if self.unread.end == self.buffer.len() {
            let enough = self.max_record.saturating_add(2).max(BLOCK);
            self.buffer.resize(self.buffer.len().saturating_mul(2).clamp(BLOCK, enough), 0);
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

impl Block {
    /// Messages side by side, each with a line's end behind it.
    pub(super) fn of_messages(buffer: Vec<u8>, spans: Vec<Span>, offset: u64) -> Self {
        let number = spans.first().map_or(1, |span| span.number);
        Self { buffer, records: Records::Elements(spans), max_record: usize::MAX, number, offset, base: 0 }
    }

    /// A message that is not there because it was too long, or because it was blank.
    pub(super) fn of_absent(len: Option<u64>, number: u64, offset: u64) -> Self {
        let (buffer, records) = match len {
            Some(len) => (Vec::new(), Records::TooLong(len)),
            None => (vec![b'\n'], Records::Lines(Ends { lines: 0..1, ends: vec![0] })),
        };
        Self { buffer, records, max_record: usize::MAX, number, offset, base: 0 }
    }

    pub(super) fn limited_to(self, max_record: usize) -> Self {
        Self { max_record, ..self }
    }

    /// The longest record that is one.
    pub(crate) fn max_record(&self) -> usize {
        self.max_record
    }

    /// Whether a record may lie on several lines.
    pub(crate) fn may_span_lines(&self) -> bool {
        matches!(self.records, Records::Elements(_))
    }

    /// The records, and the blank lines between them.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        (0..).map_while(|at| self.line(at))
    }

    /// The buffer, to read on into.
    pub fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }

    /// The bytes that the records lie in.
    pub(crate) fn buffer(&self) -> &[u8] {
        &self.buffer
    }

    pub(crate) fn buffer_mut(&mut self) -> &mut [u8] {
        &mut self.buffer
    }

    /// Whether there is a line of this index.
    pub(super) fn has(&self, at: usize) -> bool {
        match &self.records {
            Records::Lines(lines) => lines.line(at).is_some(),
            Records::Elements(spans) => at < spans.len(),
            Records::TooLong(_) => at == 0,
        }
    }

    /// The line of this index: a record, or a blank line between them.
    pub(crate) fn line(&self, at: usize) -> Option<Line<'_>> {
        let (number, range) = match &self.records {
            Records::Lines(lines) => (self.number + at as u64, self.place_of_line(lines, at)?),
            Records::Elements(spans) => spans.get(at).map(|span| (span.number, span.range.clone()))?,
            Records::TooLong(len) => {
                let content = Content::TooLong(*len);
                return (at == 0).then_some(Line { number: self.number, offset: self.offset, content });
            }
        };
        let bytes = &self.buffer[range.clone()];
        let content = if bytes.len() > self.max_record {
            Content::TooLong(bytes.len() as u64)
        } else if !self.may_span_lines() && is_blank(bytes) {
            Content::Blank
        } else {
            Content::Record(bytes)
        };
        Some(Line { number, offset: self.offset_of(range.start), content })
    }

    /// Where the lines lie from an index on, up to so many. One that is blank or too long has a place as well; one that
    /// was not kept has an empty one.
    pub(crate) fn places(&self, from: usize, most: usize, places: &mut Vec<Range<usize>>) {
        places.clear();
        match &self.records {
            Records::Lines(lines) => {
                places.extend((from..from + most).map_while(|at| self.place_of_line(lines, at)));
            }
            Records::Elements(spans) => {
                places.extend(spans.iter().skip(from).take(most).map(|span| span.range.clone()));
            }
            Records::TooLong(_) => places.extend((from == 0).then_some(0..0)),
        }
    }

    /// How many bytes of the stream stand before the line of this index, or behind the one before it.
    pub(super) fn offset_at(&self, at: usize) -> u64 {
        match &self.records {
            Records::Lines(lines) => {
                self.offset_of(lines.line(at).map_or(lines.lines.end, |line| line.start))
            }
            Records::Elements(spans) => {
                let before = at.checked_sub(1).and_then(|before| spans.get(before));
                before.map_or(self.offset, |span| self.offset_of(span.range.end))
            }
            Records::TooLong(_) => self.offset,
        }
    }

    /// How many bytes of the stream stand before a place in the buffer.
    fn offset_of(&self, place: usize) -> u64 {
        self.offset + (place - self.base) as u64
    }

    /// Where a line lies, without its end.
    #[inline]
    fn place_of_line(&self, lines: &Ends, at: usize) -> Option<Range<usize>> {
        let Range { start, end } = lines.line(at)?;
        let has_return = at < lines.ends.len() && self.buffer[start..end].ends_with(b"\r");
        Some(start..end - usize::from(has_return))
    }
}

pub(super) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}
