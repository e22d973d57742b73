//! The checked-in schemas, as a reader without this code finds them.

use std::collections::BTreeMap;

use event_schema::{Event, ModelValidator, Schema as _};
use event_schema_tests::apis::{check_examples, compare_verdicts};
use event_schema_tests::command::root;
use event_schema_tests::published::{Published, Vector};
use isymphony_events::IsymphonyEvent;
use jsonschema::Validator;
use serde_json::Value;

fn published() -> Published {
    Published::new(&root().join("schemas/v1"))
}

/// Every document in a validator that can read nothing else.
fn validators(published: &Published) -> BTreeMap<String, Validator> {
    let load = |path: String| {
        let document = published.document(&path);
        let validator =
            jsonschema::validator_for(&document).unwrap_or_else(|error| panic!("{path}: {error}"));
        (path, validator)
    };
    published.documents().into_iter().map(load).collect()
}

#[test]
fn every_document_obeys_its_meta_schema() {
    let published = published();
    for path in published.documents() {
        let document = published.document(&path);
        jsonschema::meta::validate(&document).unwrap_or_else(|error| panic!("{path}: {error}"));
        let dialect = if path.starts_with("draft-07/") { "draft-07" } else { "2020-12" };
        assert!(document["$schema"].as_str().is_some_and(|schema| schema.contains(dialect)), "{path}");
    }
}

#[test]
fn every_event_has_a_document_for_each_profile_and_dialect() {
    let published = published();
    let documents = published.documents();
    let union = IsymphonyEvent::MODEL.as_union().unwrap();
    assert_eq!(documents.len(), (union.variants.len() + 1) * 3 * 2);
    for variant in union.variants {
        let schema = published.schema_of(variant.tag).unwrap();
        for folder in ["", "profiles/tolerant/", "profiles/strict/"] {
            for dialect in ["", "draft-07/"] {
                assert!(documents.contains(&format!("{dialect}{folder}{schema}")), "{}", variant.tag);
            }
        }
    }
}

#[test]
fn identifiers_say_where_a_document_stands() {
    let published = published();
    for path in published.documents() {
        assert_eq!(published.document(&path)["$id"], format!("urn:event-schema:isymphony:v1/{path}"));
    }
}

#[test]
fn the_documents_give_every_core_vector_its_verdict() {
    let published = published();
    let validators = validators(&published);
    let vectors = published.core_vectors();
    for vector in &vectors {
        assert_eq!(vector.verdicts.len(), 3, "{}", vector.name);
        let payload: Value = serde_json::from_str(&vector.payload).unwrap();
        for &(profile, expected) in &vector.verdicts {
            for path in published.judges(vector, profile) {
                let verdict = validators[&path].is_valid(&payload);
                assert_eq!(verdict, expected, "{}: {path} on {}", vector.name, vector.payload);
            }
        }
    }
    assert!(vectors.len() > 500, "only {} vectors", vectors.len());
}

#[test]
fn the_documents_for_tools_give_every_core_vector_its_verdict() {
    let published = published();
    assert_eq!(compare_verdicts(&published), 2 * published.core_vectors().len());
    // Every event shows all properties and all nulls, if it may have any.
    assert!(check_examples(&published) > 16);
}

#[test]
fn the_filter_is_a_message_that_the_server_receives_and_answers() {
    let asyncapi = published().document("asyncapi.json");
    let operation = &asyncapi["operations"]["receiveFilter"];
    assert_eq!(operation["action"], "receive");
    assert_eq!(operation["messages"][0]["$ref"], "#/channels/events/messages/Filter");
    assert_eq!(operation["reply"]["messages"][0]["$ref"], "#/channels/events/messages/FilterAnswer");
    assert_eq!(asyncapi["components"]["messages"]["Filter"]["name"], "filter");
    let entry = asyncapi.pointer("/components/schemas/Filter/properties/filters/items/$ref");
    assert_eq!(entry.and_then(Value::as_str), Some("#/components/schemas/FilterEntry"));
}

#[test]
fn a_discriminator_tells_the_known_events_apart() {
    let openapi = published().document("openapi.json");
    let schemas = &openapi["components"]["schemas"];
    let known = &schemas["KnownIsymphonyEvent"]["discriminator"];
    assert_eq!(known["propertyName"], "type");
    assert_eq!(known["mapping"]["linkEnd"], "#/components/schemas/LinkEnd");
    assert_eq!(known["mapping"].as_object().map(serde_json::Map::len), Some(8));
    let alternatives = schemas["IsymphonyEvent"]["oneOf"].as_array().unwrap();
    assert_eq!(alternatives.len(), 2);
    assert_eq!(openapi["webhooks"].as_object().map(serde_json::Map::len), Some(9));
}

#[test]
fn the_validator_gives_every_core_vector_its_verdict() {
    let published = published();
    for vector in published.core_vectors() {
        for (profile, expected) in &vector.verdicts {
            let validator = ModelValidator::new(model(&published, &vector)).profile(*profile);
            let verdict = validator.is_valid(vector.payload.as_bytes());
            assert_eq!(verdict, *expected, "{}: {profile} on {}", vector.name, vector.payload);
        }
    }
}

/// The type whose document judges a vector.
fn model(published: &Published, vector: &Vector) -> &'static event_schema::model::Model {
    let union = IsymphonyEvent::MODEL.as_union().unwrap();
    let variant =
        union.variants.iter().find(|variant| published.schema_of(variant.tag) == Some(&vector.schema));
    variant.map_or(IsymphonyEvent::MODEL, |variant| (variant.model)())
}

#[test]
fn verdicts_of_both_kinds_are_among_the_vectors() {
    let published = published();
    for (tag, schema) in tags_and_schemas(&published) {
        let vectors = published.core_vectors();
        let mut verdicts =
            vectors.iter().filter(|vector| vector.schema == schema).flat_map(|it| &it.verdicts);
        assert!(verdicts.clone().any(|(_, accepted)| *accepted), "nothing of {tag} is accepted");
        assert!(verdicts.any(|(_, accepted)| !accepted), "nothing of {tag} is refused");
    }
}

fn tags_and_schemas(published: &Published) -> Vec<(&'static str, String)> {
    let union = IsymphonyEvent::MODEL.as_union().unwrap();
    let schema = |tag| published.schema_of(tag).unwrap_or_default().to_owned();
    let known = union.variants.iter().map(|variant| (variant.tag, schema(variant.tag)));
    known.chain([(IsymphonyEvent::TAG, "event.schema.json".to_owned())]).collect()
}
