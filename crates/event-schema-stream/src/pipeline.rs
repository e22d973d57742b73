use std::io::Read;

use event_schema::{Accepted, Errors};

use crate::framing::{Content, Line, Lines, MAX_RECORD};
use crate::{DeadLetter, Sink, StreamError, Summary};

/// Sources → validator → sinks.
///
/// Valid payloads go on byte for byte, refused ones become [dead letters](DeadLetter), and all are counted. Memory
/// is bounded by the longest record. Whatever is read to the last line that came is also written: when the next
/// record has to be waited for, both sinks are flushed.
///
/// ```
/// use event_schema::{Event, Validator};
/// use event_schema_stream::{Pipeline, Sink};
///
/// #[derive(Event)]
/// #[event(name = "tick")]
/// struct Tick {
///     count: u8,
/// }
///
/// let validator = Validator::<Tick>::new();
/// let mut pipeline = Pipeline::new(|payload| validator.validate(payload)).valid(Sink::none()).rejects(Sink::none());
/// pipeline.run("ticks", &b"{\"type\":\"tick\",\"count\":1}\n{\"type\":\"tick\"\n"[..])?;
/// let summary = pipeline.finish()?;
/// assert_eq!((summary.valid(), summary.refused()), (1, 1));
/// # Ok::<(), event_schema_stream::StreamError>(())
/// ```
#[derive(Debug)]
pub struct Pipeline<V> {
    validate: V,
    max_record: usize,
    valid: Sink,
    rejects: Sink,
    summary: Summary,
}

impl<V: FnMut(&[u8]) -> Result<Accepted, Errors>> Pipeline<V> {
    /// A pipeline around a validator that only counts.
    pub fn new(validate: V) -> Self {
        Self {
            validate,
            max_record: MAX_RECORD,
            valid: Sink::none(),
            rejects: Sink::none(),
            summary: Summary::default(),
        }
    }

    /// Where valid payloads go.
    #[must_use]
    pub fn valid(mut self, sink: Sink) -> Self {
        self.valid = sink;
        self
    }

    /// Where dead letters go.
    #[must_use]
    pub fn rejects(mut self, sink: Sink) -> Self {
        self.rejects = sink;
        self
    }

    /// The longest record that is looked at; longer ones are refused.
    #[must_use]
    pub fn max_record(mut self, max_record: usize) -> Self {
        self.max_record = max_record;
        self
    }

    /// Takes one source to its end. What was written and counted before an error stays so; after a
    /// [`Read`](StreamError::Read) error the pipeline can go on with another source.
    ///
    /// # Errors
    ///
    /// The source cannot be read, or a sink cannot be written.
    pub fn run(&mut self, source: &str, reader: impl Read) -> Result<(), StreamError> {
        let mut lines = Lines::with_max_record(reader, self.max_record);
        let result = self.take_all(source, &mut lines);
        self.summary.count_bytes(lines.offset());
        result
    }

    /// Hands on what the sinks still hold, and returns what was counted.
    ///
    /// # Errors
    ///
    /// A sink cannot be written.
    pub fn finish(mut self) -> Result<Summary, StreamError> {
        self.flush()?;
        Ok(self.summary)
    }

    fn take_all(&mut self, source: &str, lines: &mut Lines<impl Read>) -> Result<(), StreamError> {
        loop {
            if !lines.is_ready() {
                self.flush()?;
            }
            match lines.next_line() {
                Ok(Some(line)) => self.take(source, line)?,
                Ok(None) => return Ok(()),
                Err(error) => return Err(StreamError::Read { source: source.to_owned(), error }),
            }
        }
    }

    fn take(&mut self, source: &str, line: Line<'_>) -> Result<(), StreamError> {
        let Some(verdict) = judge(source, line, self.max_record, &mut self.validate) else {
            self.summary.count_blank();
            return Ok(());
        };
        match verdict {
            Ok((accepted, payload)) => {
                self.summary.count_valid(accepted);
                self.valid.write_line(payload)
            }
            Err(letter) => {
                self.summary.count_refused(&letter);
                self.rejects.write_json(&letter)
            }
        }
    }

    fn flush(&mut self) -> Result<(), StreamError> {
        self.valid.flush()?;
        self.rejects.flush()
    }
}

/// The verdict on a line; `None` if it is blank.
pub(crate) fn judge<'a>(
    source: &'a str,
    line: Line<'a>,
    max_record: usize,
    validate: &mut impl FnMut(&[u8]) -> Result<Accepted, Errors>,
) -> Option<Result<(Accepted, &'a [u8]), DeadLetter<'a>>> {
    let Line { number, offset, content } = line;
    Some(match content {
        Content::Blank => return None,
        Content::TooLong(len) => Err(DeadLetter::too_long(source, number, offset, len, max_record)),
        Content::Record(payload) => match validate(payload) {
            Ok(accepted) => Ok((accepted, payload)),
            Err(errors) => Err(DeadLetter::new(source, number, offset, payload, errors)),
        },
    })
}

#[cfg(test)]
mod tests;
