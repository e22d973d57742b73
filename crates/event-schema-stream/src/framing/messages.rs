use super::blocks::{Block, is_blank};
use super::elements::Span;

/// Messages of a carrier that tells them apart itself, such as a socket or a broker, gathered to be judged together by
/// [`Pipeline::take`](crate::Pipeline::take).
///
/// A message's line is its number, and its offset what it would be in a file with each message on a line.
///
/// ```
/// use event_schema::{Event, Validator};
/// use event_schema_stream::framing::Messages;
/// use event_schema_stream::{Pipeline, Sink};
///
/// #[derive(Event)]
/// #[event(name = "tick")]
/// struct Tick {
///     count: u8,
/// }
///
/// let validator = Validator::<Tick>::new();
/// let mut pipeline = Pipeline::new(validator);
/// let mut messages = Messages::default();
/// messages.push(b"{\"type\":\"tick\",\n\"count\":1}");
/// messages.push(b"not JSON");
/// pipeline.take("socket", &mut messages)?;
/// let summary = pipeline.finish()?;
/// assert_eq!((summary.valid(), summary.refused()), (1, 1));
/// # Ok::<(), event_schema_stream::StreamError>(())
/// ```
#[derive(Debug, Default)]
pub struct Messages {
    blocks: Vec<Block>,
    /// What becomes the next block.
    buffer: Vec<u8>,
    spans: Vec<Span>,
    begin: u64,
    drained: u64,
    /// How many there were, and how many bytes of lines they would be.
    count: u64,
    offset: u64,
}

impl Messages {
    /// Adds a message.
    pub fn push(&mut self, message: &[u8]) {
        if is_blank(message) {
            return self.push_absent(None, message.len() as u64);
        }
        self.count += 1;
        let start = self.buffer.len();
        self.buffer.extend_from_slice(message);
        self.spans.push(Span { range: start..self.buffer.len(), number: self.count });
        self.buffer.push(b'\n');
        self.offset += message.len() as u64 + 1;
    }

    /// Adds a message of so many bytes that was too long to be kept.
    pub fn push_too_long(&mut self, len: u64) {
        self.push_absent(Some(len), len);
    }

    /// How many messages were added, those that were judged already too.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How many bytes wait to be judged.
    pub fn waiting(&self) -> usize {
        self.buffer.len()
    }

    fn push_absent(&mut self, too_long: Option<u64>, len: u64) {
        self.close();
        self.count += 1;
        self.blocks.push(Block::of_absent(too_long, self.count, self.offset));
        self.offset += len + 1;
        self.begin = self.offset;
    }

    fn close(&mut self) {
        if !self.spans.is_empty() {
            let (buffer, spans) = (std::mem::take(&mut self.buffer), std::mem::take(&mut self.spans));
            self.blocks.push(Block::of_messages(buffer, spans, self.begin));
        }
        self.begin = self.offset;
    }

    /// What is to be judged, and how many bytes of lines that would be.
    pub(crate) fn drain(&mut self, max_record: usize) -> (Vec<Block>, u64) {
        self.close();
        let bytes = self.offset - std::mem::replace(&mut self.drained, self.offset);
        let blocks = std::mem::take(&mut self.blocks);
        (blocks.into_iter().map(|block| block.limited_to(max_record)).collect(), bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Messages;
    use crate::framing::{Content, Line};

    #[test]
    fn messages_are_numbered_and_placed_as_lines_of_a_file() {
        let mut messages = Messages::default();
        let mut found = Vec::new();
        for batch in [&["{}", "[1,\n2]"][..], &[" \n", "x"], &[]] {
            for message in batch {
                messages.push(message.as_bytes());
            }
            if batch.is_empty() {
                messages.push_too_long(1_000);
                messages.push(b"last");
            }
            for block in messages.drain(6).0 {
                found.extend(block.lines().map(|Line { number, offset, content }| match content {
                    Content::Record(bytes) => (number, offset, String::from_utf8(bytes.to_vec()).unwrap()),
                    Content::Blank => (number, offset, String::from("blank")),
                    Content::TooLong(len) => (number, offset, len.to_string()),
                }));
            }
        }
        let expected = [
            (1, 0, "{}"),
            (2, 3, "[1,\n2]"),
            (3, 10, "blank"),
            (4, 13, "x"),
            (5, 15, "1000"),
            (6, 1_016, "last"),
        ];
        assert_eq!(found, expected.map(|(number, offset, text)| (number, offset, text.to_owned())));
        assert_eq!((messages.count(), messages.waiting()), (6, 0));
        let (blocks, bytes) = messages.drain(6);
        assert!(blocks.is_empty() && bytes == 0);
    }
}
