//! The manifest: what is published, and what schema documents have no words for.

use std::fmt::Write;

use event_schema::Profile;
use event_schema::document::{Dialect, Json, named_types};
use event_schema::model::{Basis, Docs, Model, Object};
use sha2::{Digest, Sha256};

use crate::Publication;
use crate::catalogue::{Catalogue, Event, UNION_STEM, summary};
use crate::documents;
use crate::error::Error;
use crate::files::{File, MANIFEST};
use crate::vectors;

pub(crate) fn file(publication: &Publication, others: &[File]) -> Result<File, Error> {
    let catalogue = &publication.catalogue;
    let mut manifest = vec![
        ("generated", Json::string(publication.command.as_str())),
        ("major", Json::integer(publication.major)),
        ("base", Json::string(publication.base.as_str())),
    ];
    if let Some((model, union)) = catalogue.union {
        let mut entry = type_entry(model);
        entry.push(("tag", Json::string(union.tag)));
        entry.push((
            "schema",
            Json::String(documents::path(UNION_STEM, Profile::Documented, Dialect::Draft2020)),
        ));
        manifest.push(("union", Json::object(entry)));
    }
    manifest.push((
        "profiles",
        Json::Array(Profile::ALL.map(|profile| profile_entry(catalogue, profile)).into()),
    ));
    manifest.push(("events", Json::Array(catalogue.events.iter().map(event_entry).collect())));
    manifest.push(("types", Json::Array(types(catalogue)?)));
    manifest.push(("files", Json::Array(others.iter().map(file_entry).collect())));
    Ok(File { path: MANIFEST.to_owned(), contents: Json::object(manifest).to_pretty().into_bytes() })
}

fn profile_entry(catalogue: &Catalogue, profile: Profile) -> Json {
    let summary = match profile {
        Profile::Documented => "The contract as written.",
        Profile::Tolerant => "An absent nullable property counts as null, required ones too.",
        Profile::Strict => {
            "For producers' tests: every object type is closed, every property is present except those that are never \
             null, and only known events are valid."
        }
    };
    let open =
        catalogue.union.is_some_and(|(_, union)| union.unknown.is_some()) && profile != Profile::Strict;
    let document = documents::path("", profile, Dialect::Draft2020);
    let folder = document.trim_end_matches(".schema.json").trim_end_matches('/');
    Json::object([
        ("name", Json::string(profile.as_str())),
        ("summary", Json::string(summary)),
        ("folder", Json::string(folder)),
        ("unknownEvents", Json::string(if open { "accepted" } else { "refused" })),
    ])
}

fn event_entry(event: &Event) -> Json {
    let mut entry = vec![("tag", Json::string(event.tag.value))];
    entry.extend(type_entry(event.model));
    if let Some(emitted) = event.tag.emitted {
        entry.push(("emitted", Json::string(emitted)));
    }
    entry.extend(object_entry(event.common));
    entry.push((
        "schema",
        Json::String(documents::path(&event.stem, Profile::Documented, Dialect::Draft2020)),
    ));
    if event.model.has_two_contracts() {
        let path = documents::path_of_written(&event.stem, Dialect::Draft2020);
        entry.push(("serializeSchema", Json::String(path)));
    }
    let folders = vectors::GROUPS.map(|group| format!("vectors/{}/{}", group.folder(), event.stem));
    entry.push(("vectors", Json::strings(folders.iter().map(String::as_str))));
    Json::object(entry)
}

/// The named types that the events are made of.
fn types(catalogue: &Catalogue) -> Result<Vec<Json>, Error> {
    let mut types: Vec<&'static Model> = Vec::new();
    for (model, _) in catalogue.documented() {
        types.extend(named_types(model)?);
    }
    types.retain(|model| {
        catalogue.documented().all(|(documented, _)| documented.definition() != model.definition())
    });
    types.sort_by_key(|model| model.definition());
    types.dedup_by_key(|model| model.definition());
    Ok(types
        .into_iter()
        .map(|model| {
            let mut entry = type_entry(model);
            entry.extend(model.as_object().into_iter().flat_map(object_entry));
            Json::object(entry)
        })
        .collect())
}

fn type_entry(model: &Model) -> Vec<(&'static str, Json)> {
    let mut entry = vec![("name", Json::string(model.definition())), ("rustType", Json::string(model.path))];
    let Docs { title, since, deprecated, .. } = model.docs;
    let summary = summary(&model.docs);
    let words =
        [("title", title), ("summary", Some(summary.as_str())), ("since", since), ("deprecated", deprecated)];
    for (key, words) in words {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            entry.push((key, Json::string(words)));
        }
    }
    entry
}

/// How the facts about the properties are known, and the names that must not come back.
fn object_entry(object: &Object) -> Vec<(&'static str, Json)> {
    let names = |basis: Basis| {
        let properties = object.properties.iter().filter(move |property| property.basis == basis);
        Json::strings(properties.map(|property| property.name))
    };
    let basis = [Basis::Documented, Basis::Inferred].map(|basis| (basis.as_str(), names(basis)));
    vec![("basis", Json::object(basis)), ("reserved", Json::strings(object.reserved.iter().copied()))]
}

fn file_entry(file: &File) -> Json {
    let mut sum = String::new();
    for byte in Sha256::digest(&file.contents) {
        let _ = write!(sum, "{byte:02x}");
    }
    Json::object([("path", Json::string(file.path.as_str())), ("sha256", Json::String(sum))])
}
