//! What the pages tell, read from the model once.

use std::borrow::Cow;

use event_schema::Profile;
use event_schema::document::{Dialect, Json, named_types};
use event_schema::model::{Constraints, Contract, Docs, EnumValue, Group, Model, Object, Property, Shape};
use serde::Serialize;

use super::snippets::{Snippet, snippets};
use crate::Publication;
use crate::catalogue::{self, Catalogue, summary};
use crate::channel::{self, Request};
use crate::error::Error;
use crate::packages::Packages;
use crate::vectors::{sample_of, samples};
use crate::words::{Word, definition_words, presence, relations, type_words};

/// The whole catalogue.
#[derive(Serialize)]
pub(super) struct View {
    pub(super) generated: String,
    title: String,
    version: String,
    description: &'static str,
    /// The property that tells events apart.
    tag: &'static str,
    /// Whether events outside the list are valid.
    is_open: bool,
    pub(super) events: Vec<Event>,
    groups: Vec<SharedGroup>,
    channel: Option<Channel>,
}

#[derive(Serialize)]
pub(super) struct Event {
    pub(super) tag: &'static str,
    /// What its pages are called.
    pub(super) stem: String,
    name: Cow<'static, str>,
    title: Option<&'static str>,
    pub(super) summary: String,
    description: &'static str,
    emitted: Option<&'static str>,
    since: Option<&'static str>,
    deprecated: Option<String>,
    rust_type: &'static str,
    pub(super) object: ObjectView,
    pub(super) types: Vec<Type>,
    /// Its groups that other events have too.
    shares: Vec<Shared>,
    samples: Vec<Sample>,
    snippets: Vec<Snippet>,
    schema: String,
    schema_id: String,
}

#[derive(Serialize)]
pub(super) struct ObjectView {
    tag: Option<Tag>,
    pub(super) sections: Vec<Section>,
    /// What the properties have to do with each other.
    relations: Vec<String>,
    closed: bool,
    /// What each undeclared property is, where these are kept.
    rest: Option<Vec<Piece>>,
    reserved: &'static [&'static str],
}

#[derive(Serialize)]
struct Tag {
    property: &'static str,
    value: &'static str,
}

/// A run of properties that are the object's own, or come from one group.
#[derive(Serialize)]
pub(super) struct Section {
    group: Option<Cow<'static, str>>,
    suffix: &'static str,
    summary: String,
    pub(super) properties: Vec<PropertyView>,
}

#[derive(Serialize)]
pub(super) struct PropertyView {
    pub(super) name: &'static str,
    aliases: &'static [&'static str],
    words: Vec<Piece>,
    presence: &'static str,
    null_when: Option<String>,
    nullable: bool,
    basis: &'static str,
    pub(super) description: &'static str,
    since: Option<&'static str>,
    deprecated: Option<String>,
    examples: &'static [&'static str],
}

/// A piece of what is said of a type; with a target, it is told elsewhere.
#[derive(Serialize)]
struct Piece {
    text: String,
    /// A type on this page.
    here: bool,
    /// The page of an event.
    page: Option<String>,
}

/// A named type that an event is made of.
#[derive(Serialize)]
pub(super) struct Type {
    pub(super) name: Cow<'static, str>,
    pub(super) description: &'static str,
    since: Option<&'static str>,
    deprecated: Option<String>,
    words: Vec<Piece>,
    /// Whether other values than the listed ones are valid.
    open: bool,
    pub(super) values: Vec<Value>,
    object: Option<ObjectView>,
}

/// A value out of a list, or a named alternative.
#[derive(Serialize)]
pub(super) struct Value {
    pub(super) name: &'static str,
    words: Vec<Piece>,
    pub(super) description: &'static str,
    since: Option<&'static str>,
    deprecated: Option<String>,
}

#[derive(Serialize)]
struct Shared {
    name: Cow<'static, str>,
    others: Vec<Link>,
}

#[derive(Serialize)]
struct SharedGroup {
    name: Cow<'static, str>,
    description: &'static str,
    events: Vec<Link>,
}

#[derive(Serialize, Clone)]
struct Link {
    tag: &'static str,
    stem: String,
}

#[derive(Serialize)]
struct Sample {
    summary: String,
    text: String,
}

#[derive(Serialize)]
struct Channel {
    description: String,
    urls: Vec<Server>,
    security: Vec<String>,
    requests: Vec<RequestView>,
}

#[derive(Serialize)]
struct Server {
    url: String,
    description: String,
    variables: Vec<(String, String, String)>,
}

#[derive(Serialize)]
struct RequestView {
    name: &'static str,
    description: &'static str,
    sample: String,
    answer: Option<String>,
}

pub(super) fn view(publication: &Publication, packages: Option<&Packages<'_>>) -> Result<View, Error> {
    let catalogue = &publication.catalogue;
    let (model, _) = catalogue.whole();
    let (title, version) = (publication.stated_title(), publication.stated_version());
    let events = catalogue.events.iter().map(|event| event_view(publication, packages, event));
    Ok(View {
        generated: publication.generated(),
        title,
        version,
        description: model.docs.description,
        tag: catalogue.events.first().map_or("type", |event| event.tag.property),
        is_open: catalogue.union.is_some_and(|(_, union)| union.unknown.is_some()),
        events: events.collect::<Result<_, _>>()?,
        groups: shared_groups(catalogue),
        channel: publication.channel.as_ref().map(channel_view).transpose()?,
    })
}

fn event_view(
    publication: &Publication,
    packages: Option<&Packages<'_>>,
    event: &catalogue::Event,
) -> Result<Event, Error> {
    let catalogue = &publication.catalogue;
    let document = publication.document(Some(event.tag.value), Profile::Documented, Dialect::Draft2020)?;
    let mut types = named_types(event.model)?;
    // Events have pages of their own.
    types.retain(|model| catalogue.documented().all(|(other, _)| other.full_path() != model.full_path()));
    let samples = samples(event)?.into_iter();
    Ok(Event {
        tag: event.tag.value,
        stem: event.stem.clone(),
        name: event.model.definition(),
        title: event.model.docs.title,
        summary: event.summary(),
        description: event.model.docs.description,
        emitted: event.tag.emitted,
        since: event.model.docs.since,
        deprecated: deprecated(&event.model.docs),
        rust_type: event.model.path,
        object: object_view(catalogue, event.common),
        types: types.into_iter().map(|model| type_view(catalogue, model)).collect(),
        shares: shares(catalogue, event),
        samples: samples.map(|it| Sample { summary: it.summary, text: pretty(&it.payload) }).collect(),
        snippets: packages.map_or(Ok(Vec::new()), |packages| snippets(packages, publication, event))?,
        schema_id: document.get("$id").and_then(Json::as_str).unwrap_or_default().to_owned(),
        schema: pretty(&document),
    })
}

fn object_view(catalogue: &Catalogue, object: &'static Object) -> ObjectView {
    let mut sections: Vec<Section> = Vec::new();
    let mut last = None;
    for (at, property) in object.properties.iter().enumerate() {
        let group = object.groups.iter().position(|group| group.range().contains(&at));
        if sections.is_empty() || group != last {
            sections.push(section(group.map(|group| &object.groups[group])));
            last = group;
        }
        if let Some(section) = sections.last_mut() {
            section.properties.push(property_view(catalogue, property));
        }
    }
    ObjectView {
        tag: object.tag.map(|tag| Tag { property: tag.property, value: tag.value }),
        sections,
        relations: relations(object),
        closed: object.closed,
        rest: object.rest.map(|rest| {
            let value = (rest.value)();
            pieces(catalogue, type_words(value, &Constraints::NONE, value.accepts_null()))
        }),
        reserved: object.reserved,
    }
}

fn section(group: Option<&Group>) -> Section {
    Section {
        group: group.map(|group| group.model.definition()),
        suffix: group.map_or("", |group| group.suffix),
        summary: group.map(|group| summary(&group.model.docs)).unwrap_or_default(),
        properties: Vec::new(),
    }
}

fn property_view(catalogue: &Catalogue, property: &Property) -> PropertyView {
    let words = type_words((property.value)(), &property.constraints, property.nullable);
    PropertyView {
        name: property.name,
        aliases: property.aliases,
        words: pieces(catalogue, words),
        presence: presence(property),
        null_when: property.null_when.map(|when| format!("{}.", when.trim_end_matches('.'))),
        nullable: property.nullable,
        basis: property.basis.as_str(),
        description: property.docs.description,
        since: property.docs.since,
        deprecated: deprecated(&property.docs),
        examples: property.docs.examples,
    }
}

fn pieces(catalogue: &Catalogue, words: Vec<Word>) -> Vec<Piece> {
    let piece = |word| match word {
        Word::Text(text) => Piece { text, here: false, page: None },
        Word::Type(model) => {
            let event = catalogue.events.iter().find(|it| it.model.full_path() == model.full_path());
            let whole = catalogue.union.is_some_and(|(union, _)| union.full_path() == model.full_path());
            let index = whole.then(|| String::from("index"));
            let page = event.map(|event| event.stem.clone()).or(index);
            Piece { text: model.definition().into_owned(), here: page.is_none(), page }
        }
    };
    words.into_iter().map(piece).collect()
}

fn type_view(catalogue: &Catalogue, model: &'static Model) -> Type {
    let inner = model.non_null();
    let constant = |value: &EnumValue| Value {
        name: value.name,
        words: Vec::new(),
        description: value.docs.description,
        since: value.docs.since,
        deprecated: deprecated(&value.docs),
    };
    let (open, values) = match &inner.shape {
        Shape::Enumeration(it) => {
            let read = it.values.iter().filter(|it| it.is_part_of(Contract::Deserialize));
            (it.open, read.map(constant).collect())
        }
        Shape::Keyed(keyed) => {
            let units = keyed.units.iter().filter(|it| it.is_part_of(Contract::Deserialize)).map(constant);
            let contents = keyed.contents.iter().filter(|it| it.is_part_of(Contract::Deserialize));
            let contents = contents.map(|content| Value {
                words: pieces(catalogue, type_words((content.model)(), &Constraints::NONE, false)),
                name: content.name,
                description: content.docs.description,
                since: content.docs.since,
                deprecated: deprecated(&content.docs),
            });
            (keyed.other.is_some(), units.chain(contents).collect())
        }
        _ => (false, Vec::new()),
    };
    Type {
        name: model.definition(),
        description: model.docs.description,
        since: model.docs.since,
        deprecated: deprecated(&model.docs),
        words: if values.is_empty() { pieces(catalogue, definition_words(model)) } else { Vec::new() },
        open,
        values,
        object: inner.as_object().map(|object| object_view(catalogue, object)),
    }
}

/// Which groups of an event other events have, too, and which these are.
fn shares(catalogue: &Catalogue, event: &catalogue::Event) -> Vec<Shared> {
    let mut shares: Vec<Shared> = Vec::new();
    for group in event.common.groups {
        let name = group.model.definition();
        if shares.iter().any(|shared| shared.name == name) {
            continue;
        }
        let others = having(catalogue, group).filter(|other| other.tag != event.tag.value);
        let others: Vec<Link> = others.collect();
        if !others.is_empty() {
            shares.push(Shared { name, others });
        }
    }
    shares
}

fn shared_groups(catalogue: &Catalogue) -> Vec<SharedGroup> {
    let mut groups: Vec<SharedGroup> = Vec::new();
    for group in catalogue.events.iter().flat_map(|event| event.common.groups) {
        let name = group.model.definition();
        let events: Vec<Link> = having(catalogue, group).collect();
        if events.len() > 1 && groups.iter().all(|known| known.name != name) {
            groups.push(SharedGroup { name, description: group.model.docs.description, events });
        }
    }
    groups
}

/// The events that a group is part of.
fn having(catalogue: &Catalogue, group: &Group) -> impl Iterator<Item = Link> {
    let path = group.model.full_path();
    let events = catalogue.events.iter();
    events
        .filter(move |event| event.common.groups.iter().any(|other| other.model.full_path() == path))
        .map(|event| Link { tag: event.tag.value, stem: event.stem.clone() })
}

fn channel_view(channel: &channel::Channel) -> Result<Channel, Error> {
    let server = |server: &channel::Server| Server {
        url: format!("{}://{}{}", server.protocol, server.host, channel.address),
        description: server.description.clone(),
        variables: {
            let variables = server.variables.iter();
            variables.map(|it| (it.name.clone(), it.default.clone(), it.description.clone())).collect()
        },
    };
    let security = channel.security.iter().map(|(name, scheme)| {
        let description = scheme.get("description").and_then(Json::as_str);
        description.unwrap_or(name).to_owned()
    });
    let request = |request: &Request| {
        Ok(RequestView {
            name: request.name(),
            description: request.model.docs.description,
            sample: pretty(&sample_of(request.model)?),
            answer: request.answer.as_ref().map(|answer| answer.description.clone()),
        })
    };
    Ok(Channel {
        description: channel.description.clone(),
        urls: channel.servers.iter().map(server).collect(),
        security: security.collect(),
        requests: channel.requests.iter().map(request).collect::<Result<_, Error>>()?,
    })
}

/// Why it should no longer be used, as a sentence.
fn deprecated(docs: &Docs) -> Option<String> {
    docs.deprecated.map(|reason| match reason.trim().trim_end_matches('.') {
        "" => String::from("Deprecated."),
        reason => format!("Deprecated: {reason}."),
    })
}

fn pretty(json: &Json) -> String {
    json.to_pretty().trim_end().to_owned()
}
