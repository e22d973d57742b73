use alloc::borrow::Cow;
use alloc::string::ToString;

use serde::de::{self, MapAccess};
use serde::ser::{Error as _, Serialize, Serializer};

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::error::Code;
use crate::model::{Contract, Union};
use crate::raw::RawJson;
use crate::schema::IntoOwned;
use crate::serde_route::Content;

/// An event whose tag is outside the catalogue: the tag, and the payload as it came.
///
/// ```
/// use event_schema::UnknownEvent;
///
/// let unknown = UnknownEvent::new("type", r#"{"type":"dial","time":5}"#)?;
/// assert_eq!(unknown.tag(), "dial");
/// assert_eq!(unknown.get::<i64>("time"), Some(5));
/// assert_eq!(unknown.json().as_str(), r#"{"type":"dial","time":5}"#);
/// # Ok::<(), event_schema::EncodeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnknownEvent<'a> {
    tag: Cow<'a, str>,
    json: RawJson<'a>,
}

impl<'a> UnknownEvent<'a> {
    /// From a payload whose tag stands in the property `tag`.
    ///
    /// # Errors
    ///
    /// The payload is not a JSON object, or its tag is missing, repeated or no string.
    pub fn new(tag: &str, payload: impl Into<Cow<'a, str>>) -> Result<Self, EncodeError> {
        let json = RawJson::new(payload)?;
        let mut found = None;
        let mut repeated = false;
        Reader::new(json.as_str())
            .object(|reader, name| {
                if name != tag {
                    return reader.raw().map(drop);
                }
                repeated |= found.is_some();
                found = Some(reader.string()?.into_owned());
                Ok(())
            })
            .map_err(|Mismatch| EncodeError::new(Code::Type, "expected an object whose tag is a string"))?;
        match found {
            Some(found) if !repeated => Ok(Self { tag: Cow::Owned(found), json }),
            Some(_) => Err(EncodeError::new(Code::Repeated, "expected the tag only once")),
            None => Err(EncodeError::new(Code::Required, "expected an object with a tag")),
        }
    }

    /// The tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The payload, byte for byte, without the white space around it.
    #[must_use]
    pub fn json(&self) -> &RawJson<'a> {
        &self.json
    }

    /// A property's value, if it is there and of that type; of a repeated property, the first.
    #[must_use]
    pub fn get<'s, T: FromJson<'s>>(&'s self, name: &str) -> Option<T> {
        let mut value = None;
        Reader::new(self.json.as_str())
            .object(|reader, member| {
                let raw = reader.raw()?;
                if value.is_none() && member == name {
                    value = Some(raw);
                }
                Ok(())
            })
            .ok()?;
        crate::from_json(value?.as_bytes()).ok()
    }

    /// Takes the object that stands next, which validation found to be an unknown event.
    pub(crate) fn read(tag: &str, reader: &mut Reader<'a>) -> Result<Self, Mismatch> {
        let json = reader.raw()?;
        let mut found = None;
        Reader::new(json).object(|reader, name| {
            if found.is_none() && name == tag {
                found = Some(reader.string()?);
                return Ok(());
            }
            reader.raw().map(drop)
        })?;
        Ok(Self { tag: found.ok_or(Mismatch)?, json: RawJson::trusted(json) })
    }
}

impl IntoOwned for UnknownEvent<'_> {
    type Owned = UnknownEvent<'static>;

    fn into_owned(self) -> UnknownEvent<'static> {
        UnknownEvent { tag: Cow::Owned(self.tag.to_string()), json: self.json.into_owned() }
    }
}

impl Serialize for UnknownEvent<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

/// Decodes an unknown event, for a union's derived code.
///
/// # Errors
///
/// No object with a tag stands next.
pub fn read_unknown<'de>(tag: &str, reader: &mut Reader<'de>) -> Result<UnknownEvent<'de>, Mismatch> {
    UnknownEvent::read(tag, reader)
}

/// Checks that an unknown event is one for this union, before it is encoded.
///
/// # Errors
///
/// The payload carries no such tag, or one of the known events'.
pub fn conform_unknown(union: &Union, event: &UnknownEvent<'_>) -> Result<(), EncodeError> {
    let read = UnknownEvent::new(union.tag, event.json.as_str())?;
    let known = |contract| union.variants.iter().any(|it| it.names(contract).any(|name| name == read.tag()));
    if Contract::ALL.into_iter().any(known) {
        return Err(EncodeError::new(Code::OneOf, "expected an event outside the catalogue"));
    }
    Ok(())
}

/// Encodes an unknown event, for a union's derived code.
///
/// # Errors
///
/// The event is none for this union, or the format has an error of its own.
pub fn serialize_unknown<S: Serializer>(
    union: &Union,
    event: &UnknownEvent<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    conform_unknown(union, event).map_err(S::Error::custom)?;
    event.serialize(serializer)
}

/// Decodes an unknown event by serde's route, which cannot lend the bytes: the payload is written anew.
///
/// # Errors
///
/// The format's own.
pub fn visit_unknown<'de, A: MapAccess<'de>>(tag: &str, map: A) -> Result<UnknownEvent<'static>, A::Error> {
    let json = Content::from_map(map)?.to_json();
    UnknownEvent::new(tag, json).map_err(de::Error::custom)
}
