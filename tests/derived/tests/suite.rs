//! The official JSON Schema test suite, for the keywords that the derive can express.
//!
//! A program writes a Rust type for each of the suite's schemas that one can be written for: one of the JSON type that
//! the schema's keywords are about, which is tried with the instances of that type, and one of any type, which is tried
//! with all of them. Validator, diagnosis and both published documents must give the suite's verdict.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use event_schema::document::{self, Dialect, Options};
use event_schema::model::Model;
use event_schema::{ModelValidator, RawJson, Schema};
use serde_json::{Map, Value};

#[path = "suite/generate.rs"]
mod generate;

mod types {
    #![allow(dead_code, clippy::all, clippy::pedantic, reason = "written by a program")]
    use super::*;
    include!("suite/types.rs");
}

/// A schema of the suite, with its instances.
pub(crate) struct Group {
    draft: &'static str,
    file: String,
    schema: Map<String, Value>,
    tests: Vec<Value>,
}

const DRAFTS: [&str; 2] = ["draft2020-12", "draft7"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite")
}

/// All schemas that are objects, and how many are not.
fn groups() -> (Vec<Group>, usize) {
    let (mut groups, mut booleans) = (Vec::new(), 0);
    for draft in DRAFTS {
        let entries = fs::read_dir(folder().join(draft)).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let text = fs::read_to_string(&path).unwrap();
            for group in serde_json::from_str::<Vec<Value>>(&text).unwrap() {
                let file = path.file_stem().unwrap().to_string_lossy().into_owned();
                let tests = group["tests"].as_array().unwrap().clone();
                match in_2020(group["schema"].clone(), draft) {
                    Some(schema) => groups.push(Group { draft, file, schema, tests }),
                    None => booleans += 1,
                }
            }
        }
    }
    (groups, booleans)
}

/// A schema in the words of 2020-12.
fn in_2020(schema: Value, draft: &str) -> Option<Map<String, Value>> {
    let Value::Object(mut schema) = schema else { return None };
    if draft == "draft7"
        && let Some(Value::Array(first)) = schema.get("items").cloned()
    {
        schema.remove("items");
        schema.insert("prefixItems".to_owned(), Value::Array(first));
    }
    Some(schema)
}

#[test]
fn the_types_are_those_of_the_suites_schemas() {
    let (text, _) = generate::types(&groups().0);
    let path = folder().join("types.rs");
    if std::env::var_os("EVENT_SCHEMA_WRITE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let stale = fs::read_to_string(&path).unwrap().replace("\r\n", "\n") != text;
    assert!(
        !stale,
        "{} is stale: EVENT_SCHEMA_WRITE=1 cargo test -p event-schema-derived-tests --test suite",
        path.display()
    );
}

#[test]
fn every_instance_gets_the_suites_verdict() {
    let (groups, booleans) = groups();
    let (_, written) = generate::types(&groups);
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::from([("schemas that are booleans", booleans)]);
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let mut failures = Vec::new();
    for (group, written) in groups.iter().zip(written) {
        if written.typed.is_none() && written.any.is_none() {
            *left_out.entry(written.reason).or_default() += 1;
        }
        for name in [&written.typed, &written.any].into_iter().flatten() {
            let (_, kind, model) = types::TYPES.iter().find(|(known, ..)| known == name).unwrap();
            let count = counts
                .entry((group.draft, if *kind == "any" { "any type" } else { "one type" }))
                .or_default();
            count.0 += 1;
            let judge = Judge::new(model);
            for test in &group.tests {
                if !is_of(kind, &test["data"], group) {
                    continue;
                }
                count.1 += 1;
                let expected = test["valid"] == true;
                for (who, verdict) in judge.verdicts(&test["data"]) {
                    if verdict != expected {
                        failures.push(format!(
                            "{}/{} ({name}): {}: {who} says {verdict} of {}",
                            group.draft, group.file, test["description"], test["data"]
                        ));
                    }
                }
            }
        }
    }
    for ((draft, what), (schemas, instances)) in &counts {
        println!("{draft}: {schemas} schemas on values of {what}, {instances} instances");
    }
    for (reason, count) in &left_out {
        println!("out of scope: {count} schemas: {reason}");
    }
    assert!(failures.is_empty(), "{} wrong verdicts:\n{}", failures.len(), failures.join("\n"));
    let instances: usize = counts.values().map(|(_, instances)| instances).sum();
    assert!(instances > 500, "only {instances} instances were tried");
}

/// Whether a type of this kind can hold the instance.
fn is_of(kind: &str, instance: &Value, group: &Group) -> bool {
    match (kind, instance) {
        // Rules say nothing of null, constants among them.
        ("any", Value::Null) => !["const", "enum"].iter().any(|keyword| group.schema.contains_key(*keyword)),
        ("any", _) => true,
        // A type that was written is to be told from others.
        _ if group.schema.contains_key("type") => true,
        ("number", Value::Number(_))
        | ("string", Value::String(_))
        | ("boolean", Value::Bool(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        _ => false,
    }
}

/// All that judge a type's values.
struct Judge {
    validator: ModelValidator,
    documents: Vec<jsonschema::Validator>,
}

impl Judge {
    fn new(model: &'static Model) -> Self {
        let write = |dialect| {
            let options = Options { dialect, ..Options::default() };
            let text = document::document(model, &options).unwrap().to_pretty();
            jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
        };
        let has_counts = |text: &str| text.contains("minContains") || text.contains("maxContains");
        let canonical = document::document(model, &Options::default()).unwrap().to_pretty();
        // Draft-07 has no words for how many items count.
        let dialects = [Dialect::Draft2020, Dialect::Draft07].into_iter();
        let dialects = dialects.filter(|it| *it == Dialect::Draft2020 || !has_counts(&canonical));
        Self { validator: ModelValidator::new(model), documents: dialects.map(write).collect() }
    }

    fn verdicts(&self, instance: &Value) -> Vec<(&'static str, bool)> {
        let payload = instance.to_string();
        let mut verdicts = vec![
            ("the accept path", self.validator.is_valid(payload.as_bytes())),
            ("the diagnosis", self.validator.validate(payload.as_bytes()).is_ok()),
        ];
        // The oracle divides in floats.
        let divides = payload.contains('e') && !payload.contains('"');
        if !divides {
            verdicts
                .extend(self.documents.iter().map(|document| ("a document", document.is_valid(instance))));
        }
        verdicts
    }
}
