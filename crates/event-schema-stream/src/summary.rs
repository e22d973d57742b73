use std::collections::BTreeMap;
use std::ops::Range;

use event_schema::Accepted;
use serde::ser::{Serialize, SerializeStruct, Serializer};

pub(crate) use self::reasons::Fault;
use self::reasons::Reasons;
pub use self::reasons::{Place, ReasonCount};
use self::tally::Tally;
use crate::{DeadLetter, Excerpt, Insights};

mod reasons;
mod tally;

/// What went through a pipeline: counts, and why payloads were refused.
///
/// It holds no payload values, whatever the dead letters show, unless [excerpts](crate::Pipeline::excerpts) without a
/// mask were asked for; and its size is bounded.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    accepted: Tally,
    refused: BTreeMap<String, u64>,
    unknown: EventCount<'static>,
    blank: u64,
    skipped: u64,
    bytes: u64,
    reasons: Reasons,
    insights: Option<Insights>,
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
        match accepted {
            Accepted::Known(tag) => self.accepted.count(tag, 1),
            Accepted::Unknown | Accepted::Untagged => self.unknown.valid += 1,
        }
    }

    /// Counts a refused payload, and its reasons.
    pub fn count_refused(&mut self, letter: &DeadLetter<'_>) {
        self.count_refused_at(letter, None);
    }

    /// Counts a refused payload that is at a place of its block, and its reasons.
    pub(crate) fn count_refused_at(&mut self, letter: &DeadLetter<'_>, payload: Option<&Range<usize>>) {
        match letter.event.as_deref() {
            None => self.unknown.refused += 1,
            Some(event) => match self.refused.get_mut(event) {
                Some(count) => *count += 1,
                None => drop(self.refused.insert(event.to_owned(), 1)),
            },
        }
        self.reasons.count(letter, payload);
    }

    /// Counts a line on which nothing stands.
    pub fn count_blank(&mut self) {
        self.blank += 1;
    }

    /// Counts a payload that is none of the events that are looked at.
    pub fn count_skipped(&mut self) {
        self.skipped += 1;
    }

    /// Adds what was counted of payloads further on.
    pub fn merge(&mut self, later: Self) {
        self.merge_showing(later, |_| None);
    }

    /// Adds what was counted of payloads further on, with what stands around faults where that is to be shown.
    pub(crate) fn merge_showing(&mut self, later: Self, excerpt: impl Fn(&Fault) -> Option<Excerpt>) {
        for (tag, count) in later.accepted.iter() {
            self.accepted.count(tag, count);
        }
        for (event, count) in later.refused {
            *self.refused.entry(event).or_default() += count;
        }
        self.unknown.valid += later.unknown.valid;
        self.unknown.refused += later.unknown.refused;
        self.blank += later.blank;
        self.skipped += later.skipped;
        self.bytes += later.bytes;
        self.reasons.merge(later.reasons, excerpt);
        match (&mut self.insights, later.insights) {
            (Some(insights), Some(later)) => insights.merge(later),
            (insights @ None, later) => *insights = later,
            (Some(_), None) => {}
        }
    }

    pub(crate) fn set_insights(&mut self, insights: Option<Insights>) {
        self.insights = insights;
    }

    /// What valid payloads hold, if that was [asked for](crate::Pipeline::insights).
    pub fn insights(&self) -> Option<&Insights> {
        self.insights.as_ref()
    }

    /// Counts bytes of input.
    pub fn count_bytes(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    /// How many payloads were valid.
    pub fn valid(&self) -> u64 {
        self.accepted.iter().map(|(_, count)| count).sum::<u64>() + self.unknown.valid
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

    /// How many payloads were none of the events that were looked at.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The known events that came, by tag.
    pub fn events(&self) -> Vec<EventCount<'_>> {
        let mut events: BTreeMap<&str, EventCount<'_>> = BTreeMap::new();
        for (tag, count) in self.accepted.iter() {
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
        let mut summary = serializer.serialize_struct("Summary", 9)?;
        summary.serialize_field("valid", &self.valid())?;
        summary.serialize_field("refused", &self.refused())?;
        summary.serialize_field("blank", &self.blank)?;
        summary.serialize_field("skipped", &self.skipped)?;
        summary.serialize_field("bytes", &self.bytes)?;
        summary.serialize_field("events", &self.events())?;
        summary.serialize_field("unknown", &self.unknown)?;
        summary.serialize_field("reasons", &self.reasons())?;
        summary.serialize_field("otherReasons", &self.other_reasons())?;
        summary.end()
    }
}

#[cfg(test)]
mod tests;
