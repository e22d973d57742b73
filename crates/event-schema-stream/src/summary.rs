use std::collections::BTreeMap;

use event_schema::Accepted;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use self::reasons::Reasons;
pub use self::reasons::{Place, ReasonCount};
use crate::DeadLetter;

mod reasons;

/// What went through a pipeline: counts, and why payloads were refused.
///
/// It holds no payload values, whatever the dead letters show, and its size is bounded.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    accepted: Vec<AcceptedCount>,
    refused: BTreeMap<String, u64>,
    unknown: EventCount<'static>,
    blank: u64,
    bytes: u64,
    reasons: Reasons,
}

/// How many payloads of one event were valid and how many were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct EventCount<'a> {
    /// The event's tag; empty for what is no known event.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub event: &'a str,
    /// How many were valid.
    pub valid: u64,
    /// How many were refused.
    pub refused: u64,
}

impl Summary {
    /// Counts a valid payload.
    pub fn count_valid(&mut self, accepted: Accepted) {
        let Accepted::Known(tag) = accepted else {
            self.unknown.valid += 1;
            return;
        };
        // An address stands for a tag: the search compares no text. `events` adds up what has several addresses.
        match self.accepted.binary_search_by_key(&tag.as_ptr().addr(), |count| count.tag.as_ptr().addr()) {
            Ok(at) => self.accepted[at].count += 1,
            Err(at) => self.accepted.insert(at, AcceptedCount { tag, count: 1 }),
        }
    }

    /// Counts a refused payload, and its reasons.
    pub fn count_refused(&mut self, letter: &DeadLetter<'_>) {
        match letter.event.as_deref() {
            None => self.unknown.refused += 1,
            Some(event) => match self.refused.get_mut(event) {
                Some(count) => *count += 1,
                None => drop(self.refused.insert(event.to_owned(), 1)),
            },
        }
        self.reasons.count(letter);
    }

    /// Counts a line on which nothing stands.
    pub fn count_blank(&mut self) {
        self.blank += 1;
    }

    /// Counts bytes of input.
    pub fn count_bytes(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    /// How many payloads were valid.
    pub fn valid(&self) -> u64 {
        self.accepted.iter().map(|count| count.count).sum::<u64>() + self.unknown.valid
    }

    /// How many payloads were refused.
    pub fn refused(&self) -> u64 {
        self.refused.values().sum::<u64>() + self.unknown.refused
    }

    /// How many payloads there were.
    pub fn total(&self) -> u64 {
        self.valid() + self.refused()
    }

    /// How many lines were blank.
    pub fn blank(&self) -> u64 {
        self.blank
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The known events that came, by tag.
    pub fn events(&self) -> Vec<EventCount<'_>> {
        let mut events: BTreeMap<&str, EventCount<'_>> = BTreeMap::new();
        for AcceptedCount { tag, count } in &self.accepted {
            events.entry(tag).or_default().valid += count;
        }
        for (tag, count) in &self.refused {
            events.entry(tag).or_default().refused += count;
        }
        events.into_iter().map(|(event, count)| EventCount { event, ..count }).collect()
    }

    /// What is no known event: valid are unknown events, refused is what has no tag that can be read, or under the
    /// strict profile a tag that nobody knows.
    pub fn unknown(&self) -> EventCount<'static> {
        self.unknown
    }

    /// The reasons why payloads were refused, the most frequent first.
    pub fn reasons(&self) -> Vec<&ReasonCount> {
        self.reasons.by_frequency()
    }

    /// How many findings are not among [`reasons`](Self::reasons), because there were too many different ones.
    pub fn other_reasons(&self) -> u64 {
        self.reasons.others()
    }
}

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut summary = serializer.serialize_struct("Summary", 8)?;
        summary.serialize_field("valid", &self.valid())?;
        summary.serialize_field("refused", &self.refused())?;
        summary.serialize_field("blank", &self.blank)?;
        summary.serialize_field("bytes", &self.bytes)?;
        summary.serialize_field("events", &self.events())?;
        summary.serialize_field("unknown", &self.unknown)?;
        summary.serialize_field("reasons", &self.reasons())?;
        summary.serialize_field("otherReasons", &self.other_reasons())?;
        summary.end()
    }
}

#[derive(Debug, Clone, Copy)]
struct AcceptedCount {
    tag: &'static str,
    count: u64,
}

#[cfg(test)]
mod tests;
