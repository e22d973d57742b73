//! What is kept of a refused payload.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use event_schema::{Error, Errors};
use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A refused payload, where it came from, and why it was refused. With `serde` it is one object; written on one
/// line it is the record of a dead-letter file.
///
/// It holds the payload, which may hold personal data: [`Sink::private_file`](crate::Sink::private_file) makes files
/// that only their owner may read.
///
/// | property | |
/// |---|---|
/// | `source` | what was read: a path, `<stdin>`, a topic |
/// | `line`, `offset` | the payload's line, from 1, and its first byte, from 0 |
/// | `time` | when it was refused: RFC 3339 in UTC; absent if that is not known |
/// | `event` | the known event that the payload's tag names, else `null` |
/// | `errors` | the [reasons](Reason), in the order of the payload's bytes; never empty |
/// | `truncated` | `true` if there were more errors than were kept; else absent |
/// | `payload` | the payload, if it is UTF-8; `null` if it was too long to be kept |
/// | `payloadBase64` | instead of `payload`, if it is not UTF-8 |
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter<'a> {
    /// What was read.
    pub source: Cow<'a, str>,
    /// The payload's line in the source, counted from 1.
    pub line: u64,
    /// How many bytes of the source stand before the payload.
    pub offset: u64,
    /// When it was refused, as RFC 3339 in UTC.
    pub time: Option<Cow<'a, str>>,
    /// The known event that the payload's tag names.
    pub event: Option<Cow<'a, str>>,
    /// Why it was refused; never empty.
    pub errors: Vec<Reason>,
    /// Whether there were more errors than were kept.
    pub truncated: bool,
    /// The payload's bytes, unless there were too many.
    pub payload: Option<Cow<'a, [u8]>>,
}

impl<'a> DeadLetter<'a> {
    /// The letter of a payload that a validator refused.
    #[must_use]
    pub fn new(source: &'a str, line: u64, offset: u64, payload: &'a [u8], why: impl Into<Refusal>) -> Self {
        let Refusal { event, errors, truncated } = why.into();
        Self {
            source: Cow::Borrowed(source),
            line,
            offset,
            time: None,
            event,
            truncated,
            errors,
            payload: Some(Cow::Borrowed(payload)),
        }
    }

    /// The letter of a payload that was longer than the limit, and so was not looked at.
    #[must_use]
    pub fn too_long(source: &'a str, line: u64, offset: u64, len: u64, max_record: usize) -> Self {
        let reason = Reason {
            code: Cow::Borrowed(Reason::MAX_RECORD),
            instance: String::new(),
            schema: String::new(),
            offset: 0,
            line: 1,
            column: 1,
            message: format!("expected a payload of at most {max_record} bytes, found {len}"),
        };
        Self {
            source: Cow::Borrowed(source),
            line,
            offset,
            time: None,
            event: None,
            errors: vec![reason],
            truncated: false,
            payload: None,
        }
    }

    /// The same letter, with the time at which the payload was refused.
    #[must_use]
    pub fn at_time(self, time: impl Into<String>) -> Self {
        Self { time: Some(Cow::Owned(time.into())), ..self }
    }

    /// The same letter without borrows.
    #[must_use]
    pub fn into_owned(self) -> DeadLetter<'static> {
        DeadLetter {
            source: Cow::Owned(self.source.into_owned()),
            line: self.line,
            offset: self.offset,
            time: self.time.map(|time| Cow::Owned(time.into_owned())),
            event: self.event.map(|event| Cow::Owned(event.into_owned())),
            errors: self.errors,
            truncated: self.truncated,
            payload: self.payload.map(|payload| Cow::Owned(payload.into_owned())),
        }
    }
}

impl Serialize for DeadLetter<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut letter = serializer.serialize_struct("DeadLetter", 7 + usize::from(self.truncated))?;
        letter.serialize_field("source", &self.source)?;
        letter.serialize_field("line", &self.line)?;
        letter.serialize_field("offset", &self.offset)?;
        if let Some(time) = &self.time {
            letter.serialize_field("time", time)?;
        }
        letter.serialize_field("event", &self.event)?;
        letter.serialize_field("errors", &self.errors)?;
        if self.truncated {
            letter.serialize_field("truncated", &true)?;
        }
        match self.payload.as_deref().map(|bytes| (bytes, std::str::from_utf8(bytes))) {
            Some((bytes, Err(_))) => letter.serialize_field("payloadBase64", &STANDARD.encode(bytes))?,
            text => letter.serialize_field("payload", &text.and_then(|(_, text)| text.ok()))?,
        }
        letter.end()
    }
}

impl<'de> Deserialize<'de> for DeadLetter<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Written {
            source: String,
            line: u64,
            offset: u64,
            time: Option<String>,
            event: Option<String>,
            errors: Vec<Reason>,
            #[serde(default)]
            truncated: bool,
            payload: Option<String>,
            payload_base64: Option<String>,
        }

        let written = Written::deserialize(deserializer)?;
        let payload = match (written.payload, written.payload_base64) {
            (Some(text), _) => Some(text.into_bytes()),
            (None, Some(base64)) => Some(STANDARD.decode(base64).map_err(de::Error::custom)?),
            (None, None) => None,
        };
        Ok(DeadLetter {
            source: Cow::Owned(written.source),
            line: written.line,
            offset: written.offset,
            time: written.time.map(Cow::Owned),
            event: written.event.map(Cow::Owned),
            errors: written.errors,
            truncated: written.truncated,
            payload: payload.map(Cow::Owned),
        })
    }
}

/// Why a payload was refused: the [`Errors`] of this toolkit's validators, or what another validator found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The known event that the payload's tag names.
    pub event: Option<Cow<'static, str>>,
    /// The reasons; never empty.
    pub errors: Vec<Reason>,
    /// Whether there were more.
    pub truncated: bool,
}

impl From<Errors> for Refusal {
    fn from(errors: Errors) -> Self {
        Self {
            event: errors.event().map(Cow::Borrowed),
            truncated: errors.is_truncated(),
            errors: errors.iter().map(Reason::from).collect(),
        }
    }
}

/// One reason why a payload was refused: an [`Error`], or a payload that was too long.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reason {
    /// The stable code of an error ([`event_schema::Code`]), or [`maxRecord`](Self::MAX_RECORD).
    pub code: Cow<'static, str>,
    /// Where in the payload, as a JSON Pointer.
    pub instance: String,
    /// Which keyword of the schema, as a JSON Pointer.
    pub schema: String,
    /// How many bytes of the payload stand before the fault.
    pub offset: usize,
    /// The fault's line in the payload, counted from 1.
    pub line: usize,
    /// How many characters into that line the fault is, counted from 1.
    pub column: usize,
    /// What was expected.
    pub message: String,
}

impl Reason {
    /// The code of a payload that is longer than the limit.
    pub const MAX_RECORD: &'static str = "maxRecord";
}

impl From<Error<'_>> for Reason {
    fn from(error: Error<'_>) -> Self {
        Self {
            code: Cow::Borrowed(error.code.as_str()),
            instance: error.instance.to_owned(),
            schema: error.schema.to_owned(),
            offset: error.offset,
            line: error.line,
            column: error.column,
            message: error.message.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
