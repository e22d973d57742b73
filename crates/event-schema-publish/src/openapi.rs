//! The `OpenAPI` document: the schemas as components, and a webhook for each event.

use event_schema::document::{DocumentError, Json, Options, components};
use event_schema::model::{Model, Union};

use crate::Publication;
use crate::catalogue::{Catalogue, Event, UNION_STEM, summary};
use crate::error::Error;
use crate::files::File;
use crate::vectors::samples;

const PATH: &str = "openapi.json";

const SCHEMAS: &str = "#/components/schemas/";

pub(crate) fn file(publication: &Publication) -> Result<File, Error> {
    let catalogue = &publication.catalogue;
    let models: Vec<&'static Model> = catalogue.documented().map(|(model, _)| model).collect();
    let mut schemas = components(&models, SCHEMAS, &Options::default())?.schemas;
    if let Some((model, union)) = catalogue.union {
        discriminate(&mut schemas, model, union)?;
    }
    let mut webhooks = Vec::new();
    for event in &catalogue.events {
        webhooks.push((event.stem.clone(), webhook(event)?));
    }
    if let Some((model, _)) = catalogue.union {
        webhooks.push((UNION_STEM.to_owned(), webhook_of_all(catalogue, model)?));
    }
    let document = Json::object([
        ("openapi", Json::string("3.1.0")),
        ("x-generated", Json::String(publication.generated())),
        ("info", publication.info()),
        // How a receiver is protected is its own affair.
        ("security", Json::Array(Vec::new())),
        ("webhooks", Json::Object(webhooks)),
        ("components", Json::object([("schemas", Json::Object(schemas))])),
    ]);
    Ok(File { path: PATH.to_owned(), contents: document.to_pretty().into_bytes() })
}

/// Puts a discriminator on the union. A discriminator knows listed tags only, so a union that is open becomes two: the
/// known events, told apart by it, or an unknown one.
fn discriminate(
    schemas: &mut Vec<(String, Json)>,
    model: &'static Model,
    union: &'static Union,
) -> Result<(), Error> {
    let reference = |name: &str| Json::String(format!("{SCHEMAS}{name}"));
    let mapping = union
        .variants
        .iter()
        .map(|variant| (variant.tag.to_owned(), reference(&(variant.model)().definition())));
    let discriminator = Json::object([
        ("propertyName", Json::string(union.tag)),
        ("mapping", Json::Object(mapping.collect())),
    ]);
    let whole = model.definition().into_owned();
    let Some(at) = schemas.iter().position(|(name, _)| *name == whole) else { return Ok(()) };
    let Some(unknown) = union.unknown else {
        set(&mut schemas[at].1, "discriminator", discriminator);
        return Ok(());
    };
    let known = format!("Known{whole}");
    if schemas.iter().any(|(name, _)| *name == known) {
        return Err(Error::Document(DocumentError::NameClash {
            name: known.clone(),
            first: model.full_path().into_owned(),
            second: known,
        }));
    }
    let one_of = |names: &mut dyn Iterator<Item = String>| {
        Json::Array(names.map(|name| Json::object([("$ref", reference(&name))])).collect())
    };
    let events = one_of(&mut union.variants.iter().map(|it| (it.model)().definition().into_owned()));
    set(&mut schemas[at].1, "oneOf", one_of(&mut [known.clone(), unknown.definition.to_owned()].into_iter()));
    let schema = Json::object([
        ("title", Json::string(known.as_str())),
        ("description", Json::string("Any event that this catalogue knows.")),
        ("oneOf", events),
        ("discriminator", discriminator),
    ]);
    schemas.push((known, schema));
    schemas.sort_by(|one, two| one.0.cmp(&two.0));
    Ok(())
}

/// An event as the body of a request to whoever wants to know of it.
fn webhook(event: &Event) -> Result<Json, Error> {
    let mut words = vec![("summary", Json::String(event.summary()))];
    words.extend(event.tag.emitted.map(|emitted| ("description", Json::string(emitted))));
    if event.model.docs.deprecated.is_some() {
        words.push(("deprecated", Json::Bool(true)));
    }
    let examples = samples(event)?.into_iter().map(|sample| (sample.summary, sample.payload));
    Ok(receiver(event.model, words, examples.collect()))
}

/// Any event of the union, to one who takes all at one place.
fn webhook_of_all(catalogue: &Catalogue, model: &'static Model) -> Result<Json, Error> {
    let mut examples = Vec::new();
    for event in &catalogue.events {
        let sample = samples(event)?.swap_remove(0);
        examples.push((event.summary(), sample.payload));
    }
    Ok(receiver(model, vec![("summary", Json::String(summary(&model.docs)))], examples))
}

fn receiver(
    model: &'static Model,
    mut words: Vec<(&'static str, Json)>,
    examples: Vec<(String, Json)>,
) -> Json {
    let name = model.definition();
    let examples = examples.into_iter().enumerate().map(|(at, (summary, value))| {
        let example = Json::object([("summary", Json::String(summary)), ("value", value)]);
        (format!("example{}", at + 1), example)
    });
    let content = Json::object([
        ("schema", Json::object([("$ref", Json::String(format!("{SCHEMAS}{name}")))])),
        ("examples", Json::Object(examples.collect())),
    ]);
    let body = [("required", Json::Bool(true)), ("content", Json::object([("application/json", content)]))];
    let response = |description| Json::object([("description", Json::string(description))]);
    words.retain(|(_, text)| *text != Json::string(""));
    words.push(("operationId", Json::String(format!("receive{name}"))));
    words.push(("requestBody", Json::object(body)));
    words.push((
        "responses",
        Json::object([
            ("204", response("The event was taken.")),
            ("400", response("The event is not what its schema says.")),
        ]),
    ));
    Json::object([("post", Json::object(words))])
}

fn set(schema: &mut Json, keyword: &str, value: Json) {
    let Json::Object(members) = schema else { return };
    match members.iter_mut().find(|(name, _)| name == keyword) {
        Some((_, old)) => *old = value,
        None => members.push((keyword.to_owned(), value)),
    }
}
