use std::fmt::Write;

use event_schema::model::{Docs, Model, Object, Shape, Tag, Union};

use crate::error::Error;

/// The events of a publication.
#[derive(Debug, Clone)]
pub(crate) struct Catalogue {
    /// The union, if there is one.
    pub(crate) union: Option<(&'static Model, &'static Union)>,
    pub(crate) events: Vec<Event>,
}

/// A known event.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) model: &'static Model,
    /// What it is: the first of several objects that it may be.
    pub(crate) object: &'static Object,
    /// What is always there of it.
    pub(crate) common: &'static Object,
    pub(crate) tag: Tag,
    /// What its files are called.
    pub(crate) stem: String,
}

impl Catalogue {
    pub(crate) fn of(model: &'static Model) -> Result<Self, Error> {
        let (union, models) = match &model.shape {
            Shape::Union(union) => {
                (Some((model, union)), union.variants.iter().map(|variant| (variant.model)()).collect())
            }
            _ => (None, vec![model]),
        };
        let mut events = models.into_iter().map(Event::of).collect::<Result<Vec<_>, _>>()?;
        let tags: Vec<&str> = events.iter().map(|event| event.tag.value).collect();
        for (event, stem) in events.iter_mut().zip(stems(&tags)) {
            event.stem = stem;
        }
        Ok(Self { union, events })
    }

    pub(crate) fn event(&self, tag: &str) -> Result<&Event, Error> {
        self.events.iter().find(|event| event.tag.value == tag).ok_or_else(|| Error::UnknownTag {
            tag: tag.to_owned(),
            known: self.events.iter().map(|event| event.tag.value).collect(),
        })
    }

    /// The union with its documents' name, or the one event that there is.
    pub(crate) fn whole(&self) -> (&'static Model, &str) {
        match self.union {
            Some((model, _)) => (model, UNION_STEM),
            None => (self.events[0].model, self.events[0].stem.as_str()),
        }
    }

    /// The union with its documents' name, then the events with theirs.
    pub(crate) fn documented(&self) -> impl Iterator<Item = (&'static Model, &str)> {
        let union = self.union.map(|(model, _)| (model, UNION_STEM));
        union.into_iter().chain(self.events.iter().map(|event| (event.model, event.stem.as_str())))
    }
}

impl Event {
    /// What it says, in its first paragraph.
    pub(crate) fn summary(&self) -> String {
        summary(&self.model.docs)
    }

    fn of(model: &'static Model) -> Result<Self, Error> {
        let first = match &model.shape {
            Shape::Choice([first, ..]) => (first.model)(),
            _ => model,
        };
        let (Some(tag), Some(object), Some(common)) = (model.tag(), first.as_object(), model.common_object())
        else {
            return Err(Error::NotEvents { path: model.path });
        };
        Ok(Self { model, object, common, tag, stem: String::new() })
    }
}

/// The first paragraph of what people are told.
pub(crate) fn summary(docs: &Docs) -> String {
    docs.description.split("\n\n").next().map(|line| line.replace('\n', " ")).unwrap_or_default()
}

/// What the union's documents are called.
pub(crate) const UNION_STEM: &str = "event";

/// What the vectors of unknown events are called.
pub(crate) const UNKNOWN_STEM: &str = "unknown";

/// What the first of all pages is called.
pub(crate) const INDEX_STEM: &str = "index";

/// File names for tags: the tag itself where any file system takes it, and never two that differ by case only. What
/// is escaped begins with `=`, which URNs, addresses and file names all allow.
pub(crate) fn stems(tags: &[&str]) -> Vec<String> {
    let twin = |tag: &str| tags.iter().any(|other| *other != tag && other.eq_ignore_ascii_case(tag));
    tags.iter()
        .map(|tag| {
            let taken =
                [UNION_STEM, UNKNOWN_STEM, INDEX_STEM].iter().any(|stem| stem.eq_ignore_ascii_case(tag));
            stem(tag, taken, twin(tag))
        })
        .collect()
}

fn stem(tag: &str, taken: bool, has_twin: bool) -> String {
    let mut stem = String::new();
    for (at, byte) in tag.bytes().enumerate() {
        let edge = at == 0 || at + 1 == tag.len();
        let plain = match byte {
            b'.' => !edge,
            b'A'..=b'Z' => !has_twin,
            b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' => true,
            _ => false,
        };
        if plain && !(taken && at == 0) {
            stem.push(char::from(byte));
        } else {
            let _ = write!(stem, "={byte:02x}");
        }
    }
    if stem.is_empty() { String::from("=") } else { stem }
}

#[cfg(test)]
mod tests {
    use super::stems;

    #[test]
    fn file_names_are_the_tags_wherever_that_is_safe() {
        assert_eq!(stems(&["hangup", "call.end_2-x"]), ["hangup", "call.end_2-x"]);
        assert_eq!(stems(&["a b", "../é", "", "a=20b"]), ["a=20b", "=2e.=2f=c3=a9", "=", "a=3d20b"]);
        assert_eq!(stems(&["Dial", "dial"]), ["=44ial", "dial"]);
        assert_eq!(stems(&["event", "Unknown", "index"]), ["=65vent", "=55nknown", "=69ndex"]);
    }
}
