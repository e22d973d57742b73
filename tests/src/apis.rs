//! What is promised of the documents that list events for tools.

use std::collections::BTreeMap;

use event_schema::Profile;
use event_schema::document::Dialect;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::published::Published;

/// The documents.
pub const APIS: [&str; 2] = ["asyncapi.json", "openapi.json"];

/// Holds the schemas within both documents against the core vectors, and returns how many verdicts were compared.
///
/// # Panics
///
/// A verdict differs.
#[must_use]
pub fn compare_verdicts(published: &Published) -> usize {
    let mut compared = 0;
    for api in APIS {
        let mut validators: BTreeMap<String, Validator> = BTreeMap::new();
        for vector in published.core_vectors() {
            let validator = validators.entry(vector.schema.clone()).or_insert_with(|| {
                let name = published.document(&vector.schema)["title"].clone();
                let target = format!("#/components/schemas/{}", name.as_str().unwrap_or_default());
                let schema = alone(api, &json!({ "$ref": target }), &published.document(api));
                jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{api}: {error}"))
            });
            let payload: Value = serde_json::from_str(&vector.payload).unwrap_or_default();
            let documented = vector.verdicts.iter().find(|(profile, _)| *profile == Profile::Documented);
            let Some((_, expected)) = documented else { continue };
            assert_eq!(validator.is_valid(&payload), *expected, "{api}: {}", vector.name);
            compared += 1;
        }
    }
    compared
}

/// Holds the examples of both documents against the schemas beside them, and returns how many there are.
///
/// # Panics
///
/// An example is not valid.
#[must_use]
pub fn check_examples(published: &Published) -> usize {
    let mut checked = 0;
    let mut check = |api: &str, document: &Value, schema: &Value, example: &Value| {
        let schema = alone(api, schema, document);
        let validator = jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{api}: {error}"));
        assert!(validator.is_valid(example), "{api}: {example}");
        checked += 1;
    };
    let document = published.document("asyncapi.json");
    for message in members(&document["components"]["messages"]) {
        for example in message["examples"].as_array().into_iter().flatten() {
            check("asyncapi.json", &document, &message["payload"], &example["payload"]);
        }
    }
    let document = published.document("openapi.json");
    for webhook in members(&document["webhooks"]) {
        let content = &webhook["post"]["requestBody"]["content"]["application/json"];
        for example in members(&content["examples"]) {
            check("openapi.json", &document, &content["schema"], &example["value"]);
        }
    }
    checked
}

/// A schema of one of the documents, with what it refers to.
fn alone(api: &str, schema: &Value, document: &Value) -> Value {
    let dialect = if api == "asyncapi.json" { Dialect::Draft07 } else { Dialect::Draft2020 };
    let schemas = json!({ "schemas": document["components"]["schemas"] });
    json!({ "$schema": dialect.meta_schema(), "allOf": [schema], "components": schemas })
}

fn members(object: &Value) -> impl Iterator<Item = &Value> {
    object.as_object().into_iter().flat_map(|members| members.values())
}
