use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::kind::Kind;
use super::refusals::{Fault, Found, Refusals};
use crate::Excerpt;

/// The reasons why payloads were refused, each kind once.
#[derive(Debug, Clone, Default)]
pub(super) struct Reasons {
    counts: HashMap<Kind, ReasonCount>,
    others: u64,
}

/// How often payloads were refused for one reason.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ReasonCount {
    /// How often.
    pub count: u64,
    /// The errors' code.
    pub code: String,
    /// The property, as a JSON Pointer into the payload, or with a definition's name before it, into that; `*` stands
    /// for all items of an array and all keys of a map. Empty for the payload as a whole, and where the place is
    /// chance, as of faults in the syntax.
    pub property: String,
    /// What was expected.
    pub expected: String,
    /// The known events that the payloads' tags name.
    pub events: BTreeSet<String>,
    /// Where the first of them is.
    pub example: Place,
    /// What stands there, if excerpts were asked for.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// What was read.
    pub source: String,
    /// The line, counted from 1.
    pub line: u64,
    /// How many characters into that line, counted from 1.
    pub column: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.source, self.line, self.column)
    }
}

impl Reasons {
    /// Adds the reasons of payloads further on. What stands around a fault is asked for where the reason is a new one.
    pub(super) fn add(
        &mut self,
        source: &str,
        (reasons, others): (HashMap<Kind, Found>, u64),
        excerpt: impl Fn(&Fault) -> Option<Excerpt>,
    ) {
        self.others += others;
        for (kind, Found { count, events, first }) in reasons {
            if let Some(known) = self.counts.get_mut(&kind) {
                known.count += count;
                for event in events {
                    if !known.events.contains(&*event) {
                        known.events.insert(event.into_owned());
                    }
                }
            } else if self.counts.len() < Refusals::MOST {
                let reason = ReasonCount {
                    count,
                    code: kind.code().to_owned(),
                    property: kind.property().to_owned(),
                    expected: kind.expected().to_owned(),
                    events: events.into_iter().map(Into::into).collect(),
                    // A record has no line ends within: the column in the payload is the column in the source.
                    example: Place { source: source.to_owned(), line: first.line, column: first.column },
                    excerpt: excerpt(&first),
                };
                self.counts.insert(kind, reason);
            } else {
                self.others += count;
            }
        }
    }

    pub(super) fn by_frequency(&self) -> Vec<&ReasonCount> {
        let mut counts: Vec<_> = self.counts.iter().collect();
        counts.sort_by_key(|(kind, reason)| (Reverse(reason.count), *kind));
        counts.into_iter().map(|(_, reason)| reason).collect()
    }

    pub(super) fn others(&self) -> u64 {
        self.others
    }
}
