//! Our types among those of [`schemars`](https://docs.rs/schemars): what is written for them is the published document.
//!
//! `#[event(schemars)]` on a type implements `JsonSchema` for it. A type that cannot be written upon has
//! [`json_schema()`] for an implementation by hand.
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! use event_schema::Event;
//!
//! /// A door was opened.
//! #[derive(Event)]
//! #[event(name = "doorOpened", schemars)]
//! struct DoorOpened {
//!     #[event(minimum = 1)]
//!     door: u8,
//! }
//!
//! let generator = schemars::SchemaGenerator::default();
//! let schema = generator.into_root_schema_for::<Vec<DoorOpened>>();
//! assert_eq!(schema.as_value()["$defs"]["DoorOpened"]["properties"]["door"]["minimum"], 1);
//! # }
//! ```
//!
//! # Theirs among ours
//!
//! `#[event(schemars)]` on a field is for a type that implements `JsonSchema` and has no schema of this crate's. What its
//! schema says is enforced as if it had been derived: it is read into a model once, when it is first asked for, is
//! validated by, and stands in documents. serde reads and writes the value, and what it writes is checked.
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! use event_schema::{Event, is_valid};
//! use schemars::JsonSchema;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(JsonSchema, Serialize, Deserialize)]
//! struct Badge {
//!     #[schemars(length(min = 1))]
//!     holder: String,
//!     level: u32,
//! }
//!
//! #[derive(Event)]
//! #[event(name = "doorOpened")]
//! struct DoorOpened {
//!     #[event(schemars)]
//!     badge: Badge,
//! }
//!
//! assert!(is_valid::<DoorOpened>(br#"{"type":"doorOpened","badge":{"holder":"Ann","level":1}}"#));
//! assert!(!is_valid::<DoorOpened>(br#"{"type":"doorOpened","badge":{"holder":"","level":1}}"#));
//! assert!(!is_valid::<DoorOpened>(br#"{"type":"doorOpened","badge":{"holder":"Ann","level":4294967296}}"#));
//! # }
//! ```
//!
//! What the schema accepts and serde refuses all the same is refused when it is decoded, with the code `decode`: keys of
//! maps that are numbers beyond their type, and, under the tolerant profile, absent values that may be null.
//!
//! Integers have the bounds of the Rust type that the schema names, formats and patterns are checked, and a name that two
//! different types have is refused. A schema that says what no model can (`not`, `allOf`, conditions, `oneOf` without a
//! tag) makes the first use of the type panic with its place; [`model`] returns the same as an error, so that a test can
//! look.

mod cells;
mod read;
mod theirs;

use alloc::format;
use alloc::string::String;

pub use self::theirs::{Described, Unsupported, model};
pub use ::schemars::{JsonSchema, SchemaGenerator};

use crate::document::{Definition, Json, Options, fragment, referring};
use crate::model::Contract;
use crate::schema::Schema;

/// The schema of a type, as `JsonSchema::json_schema` returns it. The named types behind it are put among the
/// generator's definitions under their paths, such as `doors.Door`: types of others have no such names.
///
/// Bounds beyond 64 bits become floats, unless `serde_json` has its feature `arbitrary_precision`.
///
/// # Panics
///
/// Two types behind this one share a name, or an example is not JSON: what [`document`](crate::document::document()) has
/// errors for.
#[must_use]
pub fn json_schema<T: Schema + ?Sized>(generator: &mut SchemaGenerator) -> ::schemars::Schema {
    let contract =
        if generator.contract().is_serialize() { Contract::Serialize } else { Contract::Deserialize };
    let place = format!("#{}/", generator.settings().definitions_path);
    let target = |it: &Definition| format!("{place}{}", fragment(&name(it)));
    let options = Options { contract, ..Options::default() };
    let (own, others) = referring(T::MODEL, &target, &options).unwrap_or_else(|error| panic!("{error}"));
    let definitions = generator.definitions_mut();
    for (definition, schema) in others {
        definitions.entry(name(&definition)).or_insert_with(|| value(&schema));
    }
    value(&own).try_into().unwrap_or_default()
}

fn name(definition: &Definition) -> String {
    definition.path().replace("::", ".")
}

fn value(schema: &Json) -> serde_json::Value {
    serde_json::from_str(&schema.to_compact()).unwrap_or_default()
}
