use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::framing::{Lines, MAX_RECORD};
use crate::records::judge;
use crate::{DeadLetter, Record, Validate};

/// The records of an asynchronous stream of bytes, each judged: [`Records`](crate::Records) for programs that must not
/// wait. It needs no runtime of its own, and takes whatever cuts bytes into pieces, wherever the cuts are.
///
/// ```
/// use std::io;
/// use std::pin::{Pin, pin};
/// use std::task::{Context, Poll, Waker};
///
/// use event_schema::{Event, Validator};
/// use event_schema_stream::RecordStream;
/// use futures_core::Stream;
///
/// #[derive(Event)]
/// #[event(name = "tick")]
/// struct Tick {
///     count: u8,
/// }
///
/// /// What a socket would give.
/// struct Pieces(Vec<&'static str>);
///
/// impl Stream for Pieces {
///     type Item = io::Result<&'static str>;
///
///     fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
///         Poll::Ready(self.0.pop().map(Ok))
///     }
/// }
///
/// let validator = Validator::<Tick>::new();
/// let pieces = Pieces(vec![":300}\n", "\n{\"type\":\"tick\",\"count\"", "{\"type\":\"tick\",\"count\":3}"]);
/// let mut records = pin!(RecordStream::new("socket", pieces, validator));
/// let mut context = Context::from_waker(Waker::noop());
/// let Poll::Ready(Some(first)) = records.as_mut().poll_next(&mut context) else { panic!() };
/// assert_eq!(first?.unwrap().event::<Tick>().unwrap().count, 3);
/// let Poll::Ready(Some(second)) = records.as_mut().poll_next(&mut context) else { panic!() };
/// assert_eq!(second?.unwrap_err().errors[0].instance, "/count");
/// assert!(matches!(records.as_mut().poll_next(&mut context), Poll::Ready(None)));
/// # Ok::<(), io::Error>(())
/// ```
#[derive(Debug)]
pub struct RecordStream<S, V> {
    source: String,
    input: S,
    lines: Lines<Feed>,
    max_record: usize,
    validate: V,
}

impl<S, V> RecordStream<S, V> {
    /// The records of a stream; `source` is what dead letters call it.
    pub fn new(source: impl Into<String>, input: S, validate: V) -> Self {
        Self::with_max_record(source, input, validate, MAX_RECORD)
    }

    /// The records of a stream, with another limit for their length.
    pub fn with_max_record(source: impl Into<String>, input: S, validate: V, max_record: usize) -> Self {
        let lines = Lines::with_max_record(Feed::default(), max_record);
        Self { source: source.into(), input, lines, max_record, validate }
    }
}

impl<S, B, V> Stream for RecordStream<S, V>
where
    S: Stream<Item = io::Result<B>> + Unpin,
    B: AsRef<[u8]>,
    V: Validate + Unpin,
{
    type Item = io::Result<Result<Record, DeadLetter<'static>>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { source, input, lines, max_record, validate } = self.get_mut();
        loop {
            match lines.next_line() {
                Ok(None) => return Poll::Ready(None),
                Ok(Some(line)) => {
                    if let Some(verdict) = judge(source, line, *max_record, validate) {
                        return Poll::Ready(Some(Ok(verdict)));
                    }
                    continue;
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
            match Pin::new(&mut *input).poll_next(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(bytes))) => lines.reader_mut().push(bytes.as_ref()),
                Poll::Ready(None) => lines.reader_mut().is_ended = true,
            }
        }
    }
}

/// What came and was not framed yet.
#[derive(Debug, Default)]
struct Feed {
    bytes: Vec<u8>,
    taken: usize,
    is_ended: bool,
}

impl Feed {
    fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.taken);
        self.taken = 0;
        self.bytes.extend_from_slice(bytes);
    }
}

impl Read for Feed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = &self.bytes[self.taken..];
        if rest.is_empty() && !self.is_ended {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        let len = rest.len().min(buffer.len());
        buffer[..len].copy_from_slice(&rest[..len]);
        self.taken += len;
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    use event_schema::{Errors, RawJson, Validator};
    use futures_core::Stream;

    use super::RecordStream;
    use crate::Records;

    /// Nothing now and then, and pieces of any size.
    struct Pieces<'a>(&'a [u8], usize, bool);

    impl<'a> Stream for Pieces<'a> {
        type Item = io::Result<&'a [u8]>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.2 = !self.2;
            if self.2 {
                return Poll::Pending;
            }
            let (now, later) = self.0.split_at(self.1.min(self.0.len()));
            self.0 = later;
            Poll::Ready(Some(now).filter(|now| !now.is_empty()).map(Ok))
        }
    }

    #[test]
    fn cut_anywhere_it_tells_what_the_iterator_tells() {
        let validate =
            |payload: &[u8]| -> Result<_, Errors> { Validator::<RawJson<'_>>::new().validate(payload) };
        let long = "x".repeat(700_000);
        let text = format!("\u{feff}{{}}\r\n\n{long}\r\n[\n\u{0}\n\"last\"");
        let told = |verdict: Result<crate::Record, crate::DeadLetter<'static>>| match verdict {
            Ok(record) => (record.line, record.offset, record.payload),
            Err(letter) => (letter.line, letter.offset, letter.errors[0].message.clone().into_bytes()),
        };
        let expected: Vec<_> = Records::with_max_record("in", text.as_bytes(), validate, 100)
            .map(|verdict| told(verdict.unwrap()))
            .collect();
        assert_eq!(expected.len(), 5);
        for size in [1, 3, 4_099, text.len()] {
            let pieces = Pieces(text.as_bytes(), size, false);
            let mut records = pin!(RecordStream::with_max_record("in", pieces, validate, 100));
            let mut context = Context::from_waker(Waker::noop());
            let mut found = Vec::new();
            loop {
                match records.as_mut().poll_next(&mut context) {
                    Poll::Pending => {}
                    Poll::Ready(None) => break,
                    Poll::Ready(Some(verdict)) => found.push(told(verdict.unwrap())),
                }
            }
            assert_eq!(found, expected, "in pieces of {size}");
        }
    }
}
