//! A JSON value that keeps the order of its members and the spelling of its numbers.

mod parse;
mod text;

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

pub use self::parse::ParseError;

/// A JSON value; objects keep the order of their members, numbers their spelling.
///
/// ```
/// use event_schema::document::Json;
///
/// let json: Json = r#"{"b":1.0,"a":[]}"#.parse()?;
/// assert_eq!(json.get("b"), Some(&Json::Number("1.0".to_owned())));
/// assert_eq!(json.to_compact(), r#"{"b":1.0,"a":[]}"#);
/// assert_eq!(json.to_pretty(), "{\n  \"b\": 1.0,\n  \"a\": []\n}\n");
/// # Ok::<(), event_schema::document::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Self>),
    /// An object, its members in order.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// A whole number.
    pub fn integer(number: impl Into<i128>) -> Self {
        Self::Number(number.into().to_string())
    }

    /// A string.
    pub fn string<'a>(text: impl Into<Cow<'a, str>>) -> Self {
        Self::String(text.into().into_owned())
    }

    /// An array of strings.
    pub fn strings<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Array(texts.into_iter().map(Self::string).collect())
    }

    /// An object.
    pub fn object<'a>(members: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// An object's member, by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                members.iter().find(|(member, _)| member == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// What a JSON Pointer (RFC 6901) leads to.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        let Some(rest) = pointer.strip_prefix('/') else { return pointer.is_empty().then_some(self) };
        rest.split('/').try_fold(self, |value, segment| {
            let segment = segment.replace("~1", "/").replace("~0", "~");
            match value {
                Self::Array(items) => items.get(segment.parse::<usize>().ok()?),
                value => value.get(&segment),
            }
        })
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => serialize_number(text, serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// Serde has no number as text: the narrowest type that holds the number exactly is used, else `f64`.
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = text.parse::<u64>() {
        serializer.serialize_u64(number)
    } else if let Ok(number) = text.parse::<i64>() {
        serializer.serialize_i64(number)
    } else if let Ok(number) = text.parse::<i128>() {
        serializer.serialize_i128(number)
    } else if let Ok(number) = text.parse::<u128>() {
        serializer.serialize_u128(number)
    } else {
        serializer.serialize_f64(text.parse().map_err(S::Error::custom)?)
    }
}
