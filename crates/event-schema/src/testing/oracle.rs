use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::Value;

use crate::document::{self, Dialect, Json, Options};
use crate::model::{Contract, Model};
use crate::profile::Profile;

/// The `jsonschema` crate with the documents that are published for a type.
pub(super) struct Oracle {
    profiles: Vec<Published>,
    /// What is published of what is written, if that is another contract.
    pub(super) written: Option<Published>,
}

/// What is published for one profile.
pub(super) struct Published {
    pub(super) contract: Contract,
    pub(super) profile: Profile,
    /// The canonical document, into which schema pointers lead.
    pub(super) document: Json,
    /// All strings in it, which messages may quote.
    words: BTreeSet<String>,
    dialects: Vec<(Dialect, Validator)>,
}

impl Oracle {
    /// # Panics
    ///
    /// A document cannot be written, or is no schema.
    pub(super) fn new(model: &'static Model) -> Self {
        let new = |contract, profile| Published::new(model, contract, profile);
        let written = model.has_two_contracts().then(|| new(Contract::Serialize, Profile::Documented));
        Self { profiles: Profile::ALL.map(|profile| new(Contract::Deserialize, profile)).into(), written }
    }

    pub(super) fn published(&self, profile: Profile) -> &Published {
        self.profiles
            .iter()
            .find(|published| published.profile == profile)
            .expect("all profiles are published")
    }
}

impl Published {
    fn new(model: &'static Model, contract: Contract, profile: Profile) -> Self {
        let write = |dialect| {
            let options = Options { contract, profile, dialect, ..Options::default() };
            document::document(model, &options)
                .unwrap_or_else(|error| panic!("{}: no {profile} document: {error}", model.path))
        };
        let dialects = [Dialect::Draft2020, Dialect::Draft07].map(|dialect| {
            let text = write(dialect).to_pretty();
            let schema: Value = serde_json::from_str(&text).expect("a document is JSON");
            let meta_errors = match dialect {
                Dialect::Draft2020 => jsonschema::draft202012::meta::validate(&schema).err(),
                Dialect::Draft07 => jsonschema::draft7::meta::validate(&schema).err(),
            };
            if let Some(error) = meta_errors {
                panic!("{}: the {profile} document breaks its meta-schema: {error}\n{text}", model.path);
            }
            let validator = asserting_formats(&schema).unwrap_or_else(|error| {
                panic!("{}: the {profile} document is no schema: {error}\n{text}", model.path)
            });
            (dialect, validator)
        });
        let document = write(Dialect::Draft2020);
        let mut words = BTreeSet::new();
        collect(&document, &mut words);
        Self { contract, profile, words, document, dialects: dialects.into() }
    }

    /// Whether a text has to do with what is published, so that it may stand in a message by chance.
    pub(super) fn mentions(&self, text: &str) -> bool {
        self.words.iter().any(|word| word.contains(text) || (word.len() > 2 && text.contains(word)))
    }

    /// Whether numbers must be multiples, which the oracle computes in floats.
    pub(super) fn divides(&self) -> bool {
        self.words.contains("multipleOf")
    }

    /// The verdicts of both dialects' documents.
    pub(super) fn verdicts(&self, value: &Value) -> impl Iterator<Item = (Dialect, bool)> {
        self.dialects.iter().map(|(dialect, validator)| (*dialect, validator.is_valid(value)))
    }
}

/// Draft-07 does not know two of the formats, which documents of that dialect name all the same.
fn asserting_formats(schema: &Value) -> Result<Validator, jsonschema::ValidationError<'static>> {
    let later = |name: &'static str| {
        let schema = serde_json::json!({ "$schema": Dialect::Draft2020.meta_schema(), "format": name });
        let format = jsonschema::options().should_validate_formats(true).build(&schema);
        let format = format.expect("the format is one of the dialect's");
        move |text: &str| format.is_valid(&Value::from(text))
    };
    jsonschema::options()
        .should_validate_formats(true)
        .with_format("duration", later("duration"))
        .with_format("uuid", later("uuid"))
        .build(schema)
}

fn collect(json: &Json, words: &mut BTreeSet<String>) {
    match json {
        Json::String(text) => drop(words.insert(text.clone())),
        Json::Array(items) => items.iter().for_each(|item| collect(item, words)),
        Json::Object(members) => {
            for (name, value) in members {
                words.insert(name.clone());
                collect(value, words);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}
