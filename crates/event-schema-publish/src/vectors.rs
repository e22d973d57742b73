//! Test vectors: payloads with the verdict of each profile, for whoever reads the contract in another language.

mod escape;
mod event;
mod number;
mod object_text;
mod payload;
mod refused;
mod text;
mod unknown;
mod variations;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use event_schema::Profile;
use event_schema::document::{Dialect, Json};
use event_schema::model::{Constraints, Model};

use crate::Publication;
use crate::catalogue::{Event, UNION_STEM, UNKNOWN_STEM};
use crate::documents;
use crate::error::Error;
use crate::files::File;

pub(crate) const GROUPS: [Group; 3] = [Group::Core, Group::Numeric, Group::Text];

/// What a parser must be able to see for the verdict to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Nothing special: the verdict is the same everywhere.
    Core,
    /// Numbers exactly, however they are spelled.
    Numeric,
    /// The text itself: repeated properties, depth, encoding, syntax.
    Text,
}

impl Group {
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Numeric => "numeric",
            Self::Text => "text",
        }
    }
}

/// A payload that is to be judged.
struct Candidate {
    group: Group,
    /// What the file is called that it stands in.
    kind: &'static str,
    name: String,
    payload: Vec<u8>,
}

pub(crate) fn files(publication: &Publication) -> Result<Vec<File>, Error> {
    let catalogue = &publication.catalogue;
    let mut files = Vec::new();
    for event in &catalogue.events {
        let candidates = event::candidates(event)?;
        files.extend(grouped(publication, event.model, &event.stem, &event.stem, candidates));
    }
    if let Some((model, union)) = catalogue.union {
        let candidates = unknown::candidates(union);
        files.extend(grouped(publication, model, UNKNOWN_STEM, UNION_STEM, candidates));
    }
    Ok(files)
}

/// A payload that an event's documents or the union's judge.
pub(crate) struct Case {
    pub(crate) group: Group,
    /// The event whose documents judge it; the union's where there is none.
    pub(crate) event: Option<&'static str>,
    pub(crate) name: String,
    pub(crate) payload: Vec<u8>,
    /// What is wrong with it, under the documented profile.
    pub(crate) errors: Option<event_schema::Errors>,
}

/// All vectors, before they are written down.
pub(crate) fn cases(publication: &Publication) -> Result<Vec<Case>, Error> {
    let catalogue = &publication.catalogue;
    let mut cases = Vec::new();
    let mut add = |model: &'static Model, event: Option<&'static str>, candidates: Vec<Candidate>| {
        let mut seen = BTreeSet::new();
        for Candidate { group, name, payload, .. } in candidates {
            if seen.insert(payload.clone()) && verdict::is_told_by_schema(model, &payload) {
                let errors = verdict::told(model, &payload).err();
                cases.push(Case { group, event, name, payload, errors });
            }
        }
    };
    for event in &catalogue.events {
        add(event.model, Some(event.tag.value), event::candidates(event)?);
    }
    if let Some((model, union)) = catalogue.union {
        add(model, None, unknown::candidates(union));
    }
    Ok(cases)
}

pub(crate) fn judge(model: &'static Model, payload: &[u8]) -> Result<(), event_schema::Errors> {
    verdict::judge(model, Profile::Documented, payload)
}

/// A valid payload of the event: its first example, or one with everything in it.
pub(crate) fn example(event: &Event) -> Result<Vec<u8>, Error> {
    let candidates = event::candidates(event)?;
    let examples = !event.model.docs.examples.is_empty();
    Ok(candidates
        .into_iter()
        .nth(usize::from(examples))
        .map(|candidate| candidate.payload)
        .unwrap_or_default())
}

/// A valid payload, for people.
pub(crate) struct Sample {
    /// What is special about it.
    pub(crate) summary: String,
    pub(crate) payload: Json,
}

/// What an event looks like: its examples, then everything, nulls, and no more than there must be.
pub(crate) fn samples(event: &Event) -> Result<Vec<Sample>, Error> {
    event::samples(event)
}

/// A valid payload of a type that is no event of the catalogue.
pub(crate) fn sample_of(model: &'static Model) -> Result<Json, Error> {
    let payload = payload::of_type(model, &Constraints::NONE, None, 0);
    refused::must_be_valid(model, model.name, Profile::Documented, &payload)?;
    Ok(payload)
}

/// One file for each kind of vector, judged by the document that is called `schema`.
fn grouped(
    publication: &Publication,
    model: &'static Model,
    stem: &str,
    schema: &str,
    candidates: Vec<Candidate>,
) -> Vec<File> {
    let mut seen = BTreeSet::new();
    let mut by_file: BTreeMap<(Group, &'static str), Vec<Json>> = BTreeMap::new();
    for candidate in candidates {
        let payload = &candidate.payload;
        if seen.insert(payload.clone()) && verdict::is_told_by_schema(model, payload) {
            let vectors = by_file.entry((candidate.group, candidate.kind)).or_default();
            vectors.push(verdict::vector(model, &candidate.name, &candidate.payload));
        }
    }
    by_file
        .into_iter()
        .map(|((group, kind), vectors)| {
            let path = format!("vectors/{}/{stem}/{kind}.json", group.folder());
            let schema = documents::path(schema, Profile::Documented, Dialect::Draft2020);
            let head = [("generated", publication.command.as_str()), ("schema", &schema), ("kind", kind)];
            File { path, contents: lines(&head, &vectors).into_bytes() }
        })
        .collect()
}

/// The file's text: one line for each vector, so that a change is seen where it is.
fn lines(head: &[(&str, &str)], vectors: &[Json]) -> String {
    let head: Vec<String> =
        head.iter().map(|(key, value)| format!("  \"{key}\": {},\n", Json::string(*value))).collect();
    let vectors: Vec<String> = vectors.iter().map(|vector| format!("    {vector}")).collect();
    format!("{{\n{}  \"vectors\": [\n{}\n  ]\n}}\n", head.concat(), vectors.join(",\n"))
}
