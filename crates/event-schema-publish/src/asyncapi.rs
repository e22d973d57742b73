//! The `AsyncAPI` document: where the events are read, and what they are.

use event_schema::document::{Dialect, Json, Options, components};
use event_schema::model::Model;

use crate::Publication;
use crate::catalogue::summary;
use crate::channel::{Answer, Channel, Request, Server};
use crate::error::Error;
use crate::files::File;
use crate::vectors::{Sample, sample_of, samples};

const PATH: &str = "asyncapi.json";

const SCHEMAS: &str = "#/components/schemas/";

/// The document, if it is known where the events are read.
pub(crate) fn file(publication: &Publication) -> Result<Option<File>, Error> {
    let Some(channel) = &publication.channel else { return Ok(None) };
    let document = document(publication, channel)?;
    Ok(Some(File { path: PATH.to_owned(), contents: document.to_pretty().into_bytes() }))
}

fn document(publication: &Publication, channel: &Channel) -> Result<Json, Error> {
    let catalogue = &publication.catalogue;
    let mut models: Vec<&'static Model> = catalogue.documented().map(|(model, _)| model).collect();
    for request in &channel.requests {
        models.push(request.model);
        models.extend(request.answer.iter().map(|answer| answer.model));
    }
    // The parser's own JSON Schema is draft-07.
    let components =
        components(&models, SCHEMAS, &Options { dialect: Dialect::Draft07, ..Options::default() })?;
    let uses: Vec<_> = models.iter().zip(&components.uses).collect();
    let payload = |model: &Model| {
        let found = uses.iter().find(|(other, _)| other.full_path() == model.full_path());
        found.map_or(Json::Null, |(_, schema)| (*schema).clone())
    };

    let mut sent = Vec::new();
    for event in &catalogue.events {
        let mut words = vec![("summary", event.summary())];
        words.extend(event.tag.emitted.map(|emitted| ("description", emitted.to_owned())));
        let (name, payload) = (event.model.definition(), payload(event.model));
        sent.push(message(&name, event.tag.value, words, payload, samples(event)?));
    }
    if let Some((_, union)) = catalogue.union
        && let Some(unknown) = union.unknown
    {
        let summary = format!("An event that this catalogue does not know, told by its `{}`.", union.tag);
        let reference = reference(&format!("{SCHEMAS}{}", unknown.definition));
        let words = vec![("summary", summary)];
        sent.push(message(unknown.definition, "", words, reference, Vec::new()));
    }
    let mut received = Vec::new();
    for request in &channel.requests {
        let words = vec![("summary", summary(&request.model.docs))];
        let (name, payload) = (request.model.definition(), payload(request.model));
        let sample = Sample { summary: String::from("An example."), payload: sample_of(request.model)? };
        received.push(message(&name, request.name(), words, payload, vec![sample]));
    }
    let answers = channel.requests.iter().filter_map(|request| request.answer.as_ref()).map(|answer| {
        let words = vec![("summary", answer.description.clone())];
        message(&answer.name, "", words, payload(answer.model), Vec::new())
    });

    let operations = operations(channel, &sent);
    let messages: Vec<_> = sent.into_iter().chain(received).chain(answers).collect();
    let members =
        messages.iter().map(|(name, _)| (name.clone(), reference(&format!("#/components/messages/{name}"))));
    let channels = Json::object([(channel.name.as_str(), described_channel(channel, members.collect()))]);
    let mut shared =
        vec![("messages", Json::Object(messages)), ("schemas", Json::Object(components.schemas))];
    if !channel.security.is_empty() {
        shared.push(("securitySchemes", Json::Object(channel.security.clone())));
    }
    Ok(Json::object([
        ("asyncapi", Json::string("3.1.0")),
        ("x-generated", Json::String(publication.generated())),
        ("info", publication.info()),
        ("defaultContentType", Json::string("application/json")),
        (
            "servers",
            Json::Object(channel.servers.iter().map(|it| (it.name.clone(), server(channel, it))).collect()),
        ),
        ("channels", channels),
        ("operations", operations),
        ("components", Json::object(shared)),
    ]))
}

/// A message under the name of its definition.
fn message(
    key: &str,
    name: &str,
    words: Vec<(&'static str, String)>,
    payload: Json,
    samples: Vec<Sample>,
) -> (String, Json) {
    let mut message =
        vec![("name", Json::string(if name.is_empty() { key } else { name })), ("title", Json::string(key))];
    let words = words.into_iter().filter(|(_, text)| !text.is_empty());
    message.extend(words.map(|(keyword, text)| (keyword, Json::String(text))));
    message.push(("payload", payload));
    if !samples.is_empty() {
        let example = |Sample { summary, payload }| {
            Json::object([("summary", Json::String(summary)), ("payload", payload)])
        };
        message.push(("examples", Json::Array(samples.into_iter().map(example).collect())));
    }
    (key.to_owned(), Json::object(message))
}

fn server(channel: &Channel, server: &Server) -> Json {
    let mut members = vec![
        ("host", Json::string(server.host.as_str())),
        ("protocol", Json::string(server.protocol.as_str())),
        ("description", Json::string(server.description.as_str())),
    ];
    if !server.variables.is_empty() {
        let variables = server.variables.iter().map(|variable| {
            let words = Json::object([
                ("default", Json::string(variable.default.as_str())),
                ("description", Json::string(variable.description.as_str())),
            ]);
            (variable.name.clone(), words)
        });
        members.push(("variables", Json::Object(variables.collect())));
    }
    if !channel.security.is_empty() {
        let schemes = channel.security.iter();
        let schemes = schemes.map(|(name, _)| reference(&format!("#/components/securitySchemes/{name}")));
        members.push(("security", Json::Array(schemes.collect())));
    }
    Json::object(members)
}

fn described_channel(channel: &Channel, messages: Vec<(String, Json)>) -> Json {
    let servers = channel.servers.iter().map(|server| reference(&format!("#/servers/{}", server.name)));
    let mut members = vec![
        ("address", Json::string(channel.address.as_str())),
        ("description", Json::string(channel.description.as_str())),
        ("servers", Json::Array(servers.collect())),
        ("messages", Json::Object(messages)),
    ];
    if channel.servers.iter().all(|server| matches!(server.protocol.as_str(), "ws" | "wss")) {
        // A WebSocket is opened by a GET.
        members.push(("bindings", Json::object([("ws", Json::object([("method", Json::string("GET"))]))])));
    }
    Json::object(members)
}

/// What a server does: it sends every event, and receives each request.
fn operations(channel: &Channel, events: &[(String, Json)]) -> Json {
    let place = format!("#/channels/{}", channel.name);
    let members = |names: &[&str]| {
        Json::Array(names.iter().map(|name| reference(&format!("{place}/messages/{name}"))).collect())
    };
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    let send = Json::object([
        ("action", Json::string("send")),
        ("channel", reference(&place)),
        ("summary", Json::string(channel.description.as_str())),
        ("messages", members(&names)),
    ]);
    let receive = channel.requests.iter().map(|Request { model, answer }| {
        let mut operation = vec![
            ("action", Json::string("receive")),
            ("channel", reference(&place)),
            ("summary", Json::String(summary(&model.docs))),
            ("messages", members(&[&model.definition()])),
        ];
        if let Some(Answer { name, .. }) = answer {
            let reply = [("channel", reference(&place)), ("messages", members(&[name]))];
            operation.push(("reply", Json::object(reply)));
        }
        (format!("receive{}", model.definition()), Json::object(operation))
    });
    Json::Object(std::iter::once((String::from("sendEvents"), send)).chain(receive).collect())
}

fn reference(target: &str) -> Json {
    Json::object([("$ref", Json::string(target))])
}
