use std::io::{self, Read};

use event_schema::{Accepted, Errors, FromJson};

use crate::framing::{Line, Lines, MAX_RECORD};
use crate::pipeline::judge_line;
use crate::time::now;
use crate::{DeadLetter, Validate};

/// The records of a reader, each judged: for programs that do something of their own with valid payloads.
///
/// ```
/// use event_schema::{Event, Validator};
/// use event_schema_stream::Records;
///
/// #[derive(Event)]
/// #[event(name = "tick")]
/// struct Tick {
///     count: u8,
/// }
///
/// let validator = Validator::<Tick>::new();
/// let input = &b"{\"type\":\"tick\",\"count\":3}\n{\"type\":\"tick\",\"count\":300}\n"[..];
/// for verdict in Records::new("ticks", input, validator) {
///     match verdict? {
///         Ok(record) => assert_eq!(event_schema::from_json::<Tick>(&record.payload).unwrap().count, 3),
///         Err(letter) => assert_eq!((letter.line, &*letter.errors[0].instance), (2, "/count")),
///     }
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Records<R, V> {
    source: String,
    lines: Lines<R>,
    max_record: usize,
    validate: V,
}

/// A valid record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The payload's line, counted from 1.
    pub line: u64,
    /// How many bytes of the source stand before it.
    pub offset: u64,
    /// What it is.
    pub accepted: Accepted,
    /// Its bytes.
    pub payload: Vec<u8>,
}

impl Record {
    /// The typed event, which borrows from the record.
    ///
    /// ```
    /// use std::borrow::Cow;
    ///
    /// use event_schema::{Event, Validator};
    /// use event_schema_stream::Records;
    ///
    /// #[derive(Event)]
    /// #[event(name = "login")]
    /// struct Login<'a> {
    ///     user: Cow<'a, str>,
    /// }
    ///
    /// let validator = Validator::<Login<'_>>::new();
    /// let input = &b"{\"type\":\"login\",\"user\":\"Eva\"}\n"[..];
    /// for verdict in Records::new("logins", input, validator) {
    ///     let record = verdict?.map_err(|letter| format!("{letter:?}"))?;
    ///     let login: Login<'_> = record.event()?;
    ///     assert!(matches!(login.user, Cow::Borrowed("Eva")));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The payload is no valid `E`: it was judged by another type's validator.
    pub fn event<'a, E: FromJson<'a>>(&'a self) -> Result<E, Errors> {
        event_schema::from_json(&self.payload)
    }
}

impl<R: Read, V: Validate> Records<R, V> {
    /// The records of a reader, which needs no buffer of its own; `source` is what dead letters call it.
    pub fn new(source: impl Into<String>, reader: R, validate: V) -> Self {
        Self::with_max_record(source, reader, validate, MAX_RECORD)
    }

    /// The records of a reader, with another limit for their length.
    pub fn with_max_record(source: impl Into<String>, reader: R, validate: V, max_record: usize) -> Self {
        Self {
            source: source.into(),
            lines: Lines::with_max_record(reader, max_record),
            max_record,
            validate,
        }
    }
}

impl<R: Read, V: Validate> Iterator for Records<R, V> {
    type Item = io::Result<Result<Record, DeadLetter<'static>>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = match self.lines.next_line() {
                Ok(line) => line?,
                Err(error) => return Some(Err(error)),
            };
            if let Some(verdict) = judge(&self.source, line, self.max_record, &self.validate) {
                return Some(Ok(verdict));
            }
        }
    }
}

/// The verdict on a line as somebody may keep it; `None` if it is blank.
pub(crate) fn judge(
    source: &str,
    line: Line<'_>,
    max_record: usize,
    validate: &impl Validate,
) -> Option<Result<Record, DeadLetter<'static>>> {
    let Line { number, offset, .. } = line;
    let verdict = judge_line(source, line, max_record, validate)?;
    Some(verdict.map_err(|letter| letter.at_time(now()).into_owned()).map(|(accepted, payload)| Record {
        line: number,
        offset,
        accepted,
        payload: payload.to_vec(),
    }))
}
