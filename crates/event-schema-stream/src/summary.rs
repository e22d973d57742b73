use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::Accepted;
use serde::ser::{Serialize, SerializeStruct, Serializer};

pub(crate) use self::counts::Counts;
use self::reasons::Reasons;
pub use self::reasons::{Place, ReasonCount};
pub(crate) use self::refusals::{Fault, Refusals};
use crate::{DeadLetter, Excerpt, Insights};

mod counts;
mod kind;
mod reasons;
mod refusals;
mod tally;

/// What went through a pipeline: counts, and why payloads were refused.
///
/// It holds no payload values, whatever the dead letters show, unless [excerpts](crate::Pipeline::excerpts) without a
/// mask were asked for; and its size is bounded.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    counts: Counts,
    refused: BTreeMap<String, u64>,
    unknown_refused: u64,
    reasons: Reasons,
    bytes: u64,
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
        self.counts.count_valid(accepted);
    }

    /// Counts a refused payload, and its reasons.
    pub fn count_refused(&mut self, letter: &DeadLetter<'_>) {
        let mut refusals = Refusals::default();
        let event = letter.event.as_ref().map(|event| Cow::Owned(event.to_string()));
        refusals.count(event, &letter.errors, letter.line, None);
        self.add_refusals(&letter.source, refusals, |_| None);
    }

    /// Counts a line on which nothing stands.
    pub fn count_blank(&mut self) {
        self.counts.count_blank();
    }

    /// Counts a payload that is none of the events that are looked at.
    pub fn count_skipped(&mut self) {
        self.counts.count_skipped();
    }

    /// Adds what was counted of lines further on that were not refused.
    pub(crate) fn add(&mut self, later: Counts) {
        self.counts.merge(later);
    }

    /// Adds refused payloads further on, with what stands around faults where that is to be shown.
    pub(crate) fn add_refusals(
        &mut self,
        source: &str,
        later: Refusals,
        excerpt: impl Fn(&Fault) -> Option<Excerpt>,
    ) {
        for (event, count) in later.events {
            match event {
                None => self.unknown_refused += count,
                Some(event) => match self.refused.get_mut(&*event) {
                    Some(known) => *known += count,
                    None => drop(self.refused.insert(event.into_owned(), count)),
                },
            }
        }
        self.reasons.add(source, (later.reasons, later.others), excerpt);
    }

    /// What valid payloads hold, if that was [asked for](crate::Pipeline::insights).
    pub fn insights(&self) -> Option<&Insights> {
        self.counts.insights.as_ref()
    }

    /// Counts bytes of input.
    pub fn count_bytes(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    /// How many payloads were valid.
    pub fn valid(&self) -> u64 {
        self.counts.known.iter().map(|(_, count)| count).sum::<u64>() + self.counts.unknown
    }

    /// How many payloads were refused.
    pub fn refused(&self) -> u64 {
        self.refused.values().sum::<u64>() + self.unknown_refused
    }

    /// How many payloads there were.
    pub fn total(&self) -> u64 {
        self.valid() + self.refused()
    }

    /// How many lines were blank.
    pub fn blank(&self) -> u64 {
        self.counts.blank
    }

    /// How many payloads were none of the events that were looked at.
    pub fn skipped(&self) -> u64 {
        self.counts.skipped
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The known events that came, by tag.
    pub fn events(&self) -> Vec<EventCount<'_>> {
        let mut events: BTreeMap<&str, EventCount<'_>> = BTreeMap::new();
        for (tag, count) in self.counts.known.iter() {
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
        EventCount { event: "", valid: self.counts.unknown, refused: self.unknown_refused }
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
        let mut summary = serializer.serialize_struct("Summary", 9)?;
        summary.serialize_field("valid", &self.valid())?;
        summary.serialize_field("refused", &self.refused())?;
        summary.serialize_field("blank", &self.blank())?;
        summary.serialize_field("skipped", &self.skipped())?;
        summary.serialize_field("bytes", &self.bytes)?;
        summary.serialize_field("events", &self.events())?;
        summary.serialize_field("unknown", &self.unknown())?;
        summary.serialize_field("reasons", &self.reasons())?;
        summary.serialize_field("otherReasons", &self.other_reasons())?;
        summary.end()
    }
}

#[cfg(test)]
mod tests;
