use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::{DeadLetter, Excerpt, Reason};

/// The reasons why payloads were refused, each kind once.
#[derive(Debug, Clone, Default)]
pub(super) struct Reasons {
    counts: HashMap<Kind, Counted>,
    others: u64,
}

#[derive(Debug, Clone)]
struct Counted {
    count: ReasonCount,
    /// Where the example is, until it is known whether its excerpt is wanted.
    fault: Option<Fault>,
}

/// A place in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where the payload is in the block's buffer.
    pub(crate) payload: Range<usize>,
    /// How many bytes of the payload stand before the place.
    pub(crate) offset: usize,
}

/// What makes two reasons the same, whatever the event. All of it is declared in the model or fixed in the validator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Kind {
    code: String,
    property: String,
    expected: String,
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
    /// So many different reasons are told apart.
    const MOST: usize = 1_000;

    /// Counts the reasons of a payload, which is at a place of its block if that is told.
    pub(super) fn count(&mut self, letter: &DeadLetter<'_>, payload: Option<&Range<usize>>) {
        for reason in &letter.errors {
            let kind = Kind::of(reason);
            let is_full = self.counts.len() == Self::MOST;
            let Counted { count, .. } = match self.counts.entry(kind) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(_) if is_full => {
                    self.others += 1;
                    continue;
                }
                Entry::Vacant(new) => {
                    let count = ReasonCount::none_yet(new.key(), letter, reason);
                    let fault =
                        payload.map(|payload| Fault { payload: payload.clone(), offset: reason.offset });
                    new.insert(Counted { count, fault })
                }
            };
            count.count += 1;
            if let Some(event) = letter.event.as_deref()
                && !count.events.contains(event)
            {
                count.events.insert(event.to_owned());
            }
        }
    }

    /// Adds reasons of payloads further on. What stands around a fault is asked for where the reason is a new one.
    pub(super) fn merge(&mut self, later: Self, excerpt: impl Fn(&Fault) -> Option<Excerpt>) {
        self.others += later.others;
        for (kind, Counted { count: later, fault }) in later.counts {
            if let Some(Counted { count, .. }) = self.counts.get_mut(&kind) {
                count.count += later.count;
                count.events.extend(later.events);
            } else if self.counts.len() < Self::MOST {
                let excerpt = later.excerpt.or_else(|| fault.as_ref().and_then(&excerpt));
                self.counts.insert(kind, Counted { count: ReasonCount { excerpt, ..later }, fault: None });
            } else {
                self.others += later.count;
            }
        }
    }

    pub(super) fn by_frequency(&self) -> Vec<&ReasonCount> {
        let mut counts: Vec<_> = self.counts.iter().collect();
        counts.sort_by_key(|(kind, Counted { count, .. })| (Reverse(count.count), *kind));
        counts.into_iter().map(|(_, Counted { count, .. })| count).collect()
    }

    pub(super) fn others(&self) -> u64 {
        self.others
    }
}

impl Kind {
    fn of(reason: &Reason) -> Self {
        let Reason { code, instance, schema, message, .. } = reason;
        let property = if is_anywhere(code) { String::new() } else { property(instance, schema) };
        Self { code: code.as_ref().to_owned(), property, expected: expected(message).to_owned() }
    }
}

impl ReasonCount {
    fn none_yet(kind: &Kind, letter: &DeadLetter<'_>, reason: &Reason) -> Self {
        let Kind { code, property, expected } = kind.clone();
        // A record has no line ends within: the column in the payload is the column in the source.
        let example =
            Place { source: letter.source.as_ref().to_owned(), line: letter.line, column: reason.column };
        Self { count: 0, code, property, expected, events: BTreeSet::new(), example, excerpt: None }
    }
}

/// Whether errors of this code happen wherever the payload happens to be broken.
fn is_anywhere(code: &str) -> bool {
    matches!(code, "syntax" | "utf8" | Reason::MAX_RECORD)
}

/// The part of a message that is the same for all payloads. What was found stays if it is the name of a JSON type;
/// lengths and, where they are shown, values go.
fn expected(message: &str) -> &str {
    const FOUND: &str = ", found ";
    const TYPES: [&str; 7] =
        ["null", "a boolean", "a number", "a number with a fraction", "a string", "an array", "an object"];
    let names_type = |name: &&str| message.strip_suffix(*name).is_some_and(|rest| rest.ends_with(FOUND));
    if TYPES.iter().any(names_type) {
        return message;
    }
    let is_end = |at: &usize| {
        let rest = &message[*at..];
        [FOUND, "; found ", "; did you mean "].iter().any(|end| rest.starts_with(end))
    };
    let mut signs = message.match_indices([',', ';']).map(|(at, _)| at);
    signs.find(is_end).map_or(message, |end| &message[..end])
}

/// Where a finding is, without what the payload alone says: the steps of the schema pointer through declared
/// properties. They begin at the payload if they are as many as the instance pointer's; if not, a reference was
/// followed on the way, and they begin at the definition that it leads to.
fn property(instance: &str, schema: &str) -> String {
    let mut definition = "";
    let mut steps = Vec::new();
    let mut segments = schema.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        match segment {
            "$defs" => definition = segments.next().unwrap_or_default(),
            "properties" => steps.extend(segments.next()),
            // As the last segment it is a keyword that was broken, and no step.
            "items" | "additionalProperties" if segments.peek().is_some() => steps.push("*"),
            _ => {}
        }
    }
    let from_payload = steps.len() == instance.split('/').skip(1).count();
    let start = if from_payload { "" } else { definition };
    steps.into_iter().fold(start.to_owned(), |path, step| path + "/" + step)
}
