use std::collections::BTreeSet;

use event_schema::document::Json;
use event_schema::model::{Docs, Model, Property};
use event_schema::{ModelValidator, Profile};
use event_schema_publish::{Error, File, Publication};
use serde_json::Value;

use crate::{catalogue, files, json};

#[test]
fn core_vectors_have_the_same_verdict_in_another_validator() {
    let compared = compared(&files());
    assert!(compared > 2500, "only {compared}");
}

/// How many verdicts of core vectors another validator shares; it must share them all.
pub(crate) fn compared(files: &[File]) -> usize {
    let mut compared = 0;
    for profile in Profile::ALL {
        for dialect in ["", "draft-07/"] {
            for file in vector_files(files).filter(|file| file.path.starts_with("v1/vectors/core/")) {
                let vectors = json(files, &file.path);
                let folder = if profile == Profile::Documented {
                    String::new()
                } else {
                    format!("profiles/{profile}/")
                };
                let schema = format!("v1/{dialect}{folder}{}", vectors["schema"].as_str().unwrap());
                let validator = jsonschema::validator_for(&json(files, &schema)).unwrap();
                for vector in vectors["vectors"].as_array().unwrap() {
                    let payload: Value = serde_json::from_str(vector["payload"].as_str().unwrap()).unwrap();
                    let verdict = vector["verdicts"][profile.as_str()].as_bool().unwrap();
                    assert_eq!(validator.is_valid(&payload), verdict, "{schema}, {}: {vector}", file.path);
                    compared += 1;
                }
            }
        }
    }
    compared
}

#[test]
fn both_verdicts_occur_in_every_profile_and_group() {
    let files = files();
    for group in ["core", "numeric", "text"] {
        for profile in Profile::ALL {
            // Most texts that only a careful reader refuses hold a property that is not declared.
            let verdicts =
                if (group, profile) == ("text", Profile::Strict) { &[false][..] } else { &[true, false] };
            for verdict in verdicts {
                let prefix = format!("v1/vectors/{group}/");
                let mut vectors = vector_files(&files)
                    .filter(|file| file.path.starts_with(&prefix))
                    .flat_map(|file| vectors(&files, file));
                assert!(
                    vectors.any(|vector| vector["verdicts"][profile.as_str()] == *verdict),
                    "{group}, {profile}: never {verdict}"
                );
            }
        }
    }
}

#[test]
fn refused_vectors_tell_why_and_accepted_ones_do_not() {
    let files = files();
    for file in vector_files(&files) {
        let mut names = BTreeSet::new();
        for vector in vectors(&files, file) {
            assert!(names.insert(vector["name"].to_string()), "{}: {} twice", file.path, vector["name"]);
            for profile in Profile::ALL {
                let refused = vector["verdicts"][profile.as_str()] == false;
                let errors = vector["errors"][profile.as_str()].as_array();
                assert_eq!(
                    errors.is_some_and(|errors| !errors.is_empty()),
                    refused,
                    "{}: {vector}",
                    file.path
                );
            }
        }
    }
}

#[test]
fn every_reported_keyword_resolves_in_the_published_document() {
    let files = files();
    let mut resolved = 0;
    let mut dangling: BTreeSet<String> = BTreeSet::new();
    for (model, schema) in catalogue::DOCUMENTS {
        for profile in Profile::ALL {
            let folder =
                if profile == Profile::Documented { String::new() } else { format!("profiles/{profile}/") };
            let document = json(&files, &format!("v1/{folder}{schema}"));
            let validator = ModelValidator::new(model()).profile(profile);
            for file in vector_files(&files) {
                for vector in vectors(&files, file) {
                    let Some(payload) = vector["payload"].as_str() else { continue };
                    let Err(errors) = validator.validate(payload.as_bytes()) else { continue };
                    for error in errors.iter().filter(|error| error.code.is_keyword()) {
                        if document.pointer(error.schema).is_none() {
                            dangling.insert(format!("{schema} ({profile}): {}", error.schema));
                        }
                        assert!(error.schema.ends_with(error.code.as_str()), "{error:?}");
                        resolved += 1;
                    }
                }
            }
        }
    }
    assert!(dangling.is_empty(), "{dangling:#?}");
    assert!(resolved > 1000, "only {resolved}");
}

#[test]
fn only_core_vectors_are_safe_for_every_parser() {
    let files = files();
    for file in vector_files(&files).filter(|file| file.path.starts_with("v1/vectors/core/")) {
        for vector in vectors(&files, file) {
            let payload = vector["payload"].as_str().unwrap();
            assert!(!payload.contains("9007199254740992") && !payload.contains("e3"), "{vector}");
        }
    }
}

#[test]
fn an_example_that_breaks_the_contract_is_an_error() {
    static BYTE: Model = catalogue::integer("u8", 0, 255);
    static EVENT: Model = catalogue::event(
        "Tick",
        "ticks::Tick",
        "tick",
        &[Property {
            docs: Docs { examples: &["256"], ..Docs::NONE },
            ..catalogue::property("count", || &BYTE)
        }],
    );
    let error = Publication::of_model(&EVENT).unwrap().files().unwrap_err();
    assert!(matches!(error, Error::Refused { tag: "tick", .. }), "{error}");
    assert!(error.to_string().contains("/count"), "{error}");
}

#[test]
fn a_type_may_hold_itself() {
    static NODE: Model =
        catalogue::event("Node", "trees::Node", "node", &[catalogue::property("children", || &NODES)]);
    static NODES: Model = Model::anonymous("Vec", event_schema::model::Shape::Array(|| &NODE));
    let files = Publication::of_model(&NODE).unwrap().files().unwrap();
    let document = json(&files, "v1/node.schema.json");
    assert_eq!(document["properties"]["children"]["items"]["$ref"], "#");
}

#[test]
fn vectors_are_json_by_our_own_reader_too() {
    for file in vector_files(&files()) {
        assert!(file.text().parse::<Json>().is_ok(), "{}", file.path);
    }
}

fn vector_files(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.contains("/vectors/"))
}

fn vectors(files: &[File], file: &File) -> Vec<Value> {
    json(files, &file.path)["vectors"].as_array().unwrap().clone()
}
