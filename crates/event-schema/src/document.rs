//! JSON Schema documents, written from a type's [`Model`].
//!
//! The writer is deterministic: keywords stand in one fixed order, properties in declaration order with the tag
//! first, definitions sorted by name. Equal models give equal bytes.
//!
//! ```
//! use event_schema::{Schema, document};
//!
//! /// A place on a floor plan.
//! #[derive(Schema)]
//! #[allow(dead_code)]
//! struct Place {
//!     /// The floor's number.
//!     floor: u8,
//! }
//!
//! let text = document::schema_text::<Place>()?;
//! assert!(text.contains(r#""title": "Place""#));
//! # Ok::<(), document::DocumentError>(())
//! ```

mod definitions;
mod json;
mod keywords;
mod parts;
mod prose;
mod relations;
mod render;
mod rules;
#[cfg(test)]
mod tests;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use self::json::{Json, ParseError};

pub(crate) use self::definitions::Definition;
#[cfg(feature = "schemars")]
pub(crate) use self::render::{fragment, referring};

use crate::model::{Contract, Model};
use crate::profile::Profile;
use crate::schema::Schema;

/// The document of a type, self-contained: everything it refers to is among its own definitions.
///
/// # Errors
///
/// Two different types would have one definition name, or an example is not JSON.
pub fn document(model: &'static Model, options: &Options<'_>) -> Result<Json, DocumentError> {
    render::document(model, options)
}

/// The document of a type as text: the contract as written, in JSON Schema 2020-12, without an identifier.
///
/// # Errors
///
/// As [`document`].
pub fn schema_text<T: Schema + ?Sized>() -> Result<String, DocumentError> {
    document(T::MODEL, &Options::default()).map(|json| json.to_pretty())
}

/// The schemas of several types, for a document that keeps its schemas in one place: `place` is what a reference
/// begins with, such as `#/components/schemas/`. They have no identifier and no comment.
///
/// ```
/// use event_schema::Schema;
/// use event_schema::document::{Options, components};
///
/// /// A place on a floor plan.
/// #[derive(Schema)]
/// #[allow(dead_code)]
/// struct Place {
///     /// The floor's number.
///     floor: u8,
/// }
///
/// let models = [<Vec<Place>>::MODEL];
/// let components = components(&models, "#/components/schemas/", &Options::default())?;
/// assert_eq!(components.uses[0].to_compact(), r##"{"type":"array","items":{"$ref":"#/components/schemas/Place"}}"##);
/// assert_eq!(components.schemas[0].0, "Place");
/// # Ok::<(), event_schema::document::DocumentError>(())
/// ```
///
/// # Errors
///
/// As [`document`].
pub fn components(
    models: &[&'static Model],
    place: &str,
    options: &Options<'_>,
) -> Result<Components, DocumentError> {
    render::components(models, place, options)
}

/// What [`components()`] writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Components {
    /// For each type that was asked for, the schema to put where it is used: a reference, if it has a name.
    pub uses: Vec<Json>,
    /// Every named type among them and behind them, sorted by name, and the events outside a union's list.
    pub schemas: Vec<(String, Json)>,
}

/// A document for each named type among these and behind them, and for the events outside a union's list, sorted by name:
/// bundled documents taken apart. They refer to one another by the name of the file, relative to their own; `file` tells
/// it for the name of a definition. [`Options::id`] is what each document's `$id` begins with, before the name of its file,
/// and has to be an address that ends in `/`: nothing is relative to a URN.
///
/// ```
/// use event_schema::Schema;
/// use event_schema::document::{Options, split};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Schema, Serialize, Deserialize)]
/// struct Floor {
///     places: Vec<Place>,
/// }
///
/// #[derive(Schema, Serialize, Deserialize)]
/// struct Place {
///     above: Option<Box<Place>>,
/// }
///
/// let options = Options { id: Some("https://example.com/v1/"), ..Options::default() };
/// let files = split(&[Floor::MODEL], |name| format!("{name}.schema.json"), &options)?;
/// let [(floor, written), (place, _)] = &files[..] else { panic!("two types") };
/// assert_eq!((&floor[..], &place[..]), ("Floor.schema.json", "Place.schema.json"));
/// let compact = written.to_compact();
/// assert!(compact.contains(r#""$id":"https://example.com/v1/Floor.schema.json""#));
/// assert!(compact.contains(r#""items":{"$ref":"Place.schema.json"}"#));
/// # Ok::<(), event_schema::document::DocumentError>(())
/// ```
///
/// # Errors
///
/// As [`document`].
pub fn split(
    models: &[&'static Model],
    file: impl Fn(&str) -> String,
    options: &Options<'_>,
) -> Result<Vec<(String, Json)>, DocumentError> {
    render::split(models, &file, options)
}

/// The named types that a type's document defines beside it, sorted by name; the events outside a union's list
/// are no type.
///
/// # Errors
///
/// Two different types would have one definition name.
pub fn named_types(model: &'static Model) -> Result<Vec<&'static Model>, DocumentError> {
    let definitions = definitions::beside(model, Profile::Documented, Contract::Deserialize)?;
    Ok(definitions.into_values().filter_map(Definition::as_type).collect())
}

/// What is to be written.
///
/// ```
/// use event_schema::Profile;
/// use event_schema::document::{Dialect, Options};
///
/// let options = Options { id: Some("urn:example:v1/place.schema.json"), ..Options::default() };
/// assert_eq!(options.profile, Profile::Documented);
/// assert_eq!(options.dialect, Dialect::Draft2020);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options<'a> {
    /// The document's `$id`.
    pub id: Option<&'a str>,
    /// The document's opening `$comment`.
    pub comment: Option<&'a str>,
    /// Which side of the type is meant.
    pub contract: Contract,
    /// How strictly the contract is read.
    pub profile: Profile,
    /// Which JSON Schema it is written in.
    pub dialect: Dialect,
    /// Whether keywords beyond JSON Schema are written (`x-…`), which strict readers refuse.
    pub extensions: bool,
}

/// A version of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// 2020-12, the canonical one: the validator's schema pointers lead into these documents.
    #[default]
    Draft2020,
    /// Draft-07, for tools that know nothing newer. `deprecated` is left to the descriptions.
    Draft07,
}

impl Dialect {
    /// The identifier of the dialect's meta-schema.
    #[must_use]
    pub const fn meta_schema(self) -> &'static str {
        match self {
            Self::Draft2020 => "https://json-schema.org/draft/2020-12/schema",
            Self::Draft07 => "http://json-schema.org/draft-07/schema#",
        }
    }

    /// The keyword that holds the types of an array's first items.
    pub(crate) const fn prefix_items(self) -> &'static str {
        match self {
            Self::Draft2020 => "prefixItems",
            Self::Draft07 => "items",
        }
    }

    /// The keyword that holds a document's definitions.
    #[must_use]
    pub const fn definitions(self) -> &'static str {
        match self {
            Self::Draft2020 => "$defs",
            Self::Draft07 => "definitions",
        }
    }
}

/// Why a document cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentError {
    /// Two different types would have one definition name.
    NameClash {
        /// The name.
        name: String,
        /// The one type's path.
        first: String,
        /// The other type's path.
        second: String,
    },
    /// An example is not JSON.
    Example {
        /// The type's path, or the property's name within it.
        place: String,
        /// The example.
        text: String,
    },
    /// The value of a keyword beyond JSON Schema is not JSON.
    Extension {
        /// The type's path, or the property's name within it.
        place: String,
        /// The keyword.
        name: String,
    },
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameClash { name, first, second } => {
                write!(
                    f,
                    "two types share the definition name `{name}`: `{first}` and `{second}`; rename one of them"
                )
            }
            Self::Extension { place, name } => write!(f, "the value of `{name}` of `{place}` is not JSON"),
            Self::Example { place, text } => write!(f, "the example `{text}` of `{place}` is not JSON"),
        }
    }
}

impl core::error::Error for DocumentError {}
