//! serde's own route: what derived `Deserialize` impls call.
//!
//! It works with every serde format. It refuses a few payloads that [`from_json`](crate::from_json) accepts,
//! because the format decides what a number is; the documentation lists them.

mod content;
mod flat;
mod raw;
pub(crate) mod respell;
mod variant;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};

pub(crate) use self::content::Content;
pub use self::flat::{Entries, serialize_flattened, serialize_group};
pub use self::variant::{serialize_variant, visit_variant};
use crate::decode::{Absent, Members, position};
use crate::model::{Contract, Object, Tag};
use crate::schema::Schema;

/// Decodes an event struct that stands alone: its tag must be there, once, and its own.
///
/// # Errors
///
/// The format's own, or the event is not what was expected.
pub fn deserialize_event<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Members<'de> + Schema,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(EventVisitor::<T> { tag_seen: false, event: PhantomData })
}

/// Decodes the properties of an event whose tag was seen already.
///
/// # Errors
///
/// The format's own, or the event is not what was expected.
pub fn visit_event<'de, T, A>(map: A) -> Result<T, A::Error>
where
    T: Members<'de> + Schema,
    A: MapAccess<'de>,
{
    EventVisitor::<T> { tag_seen: true, event: PhantomData }.visit_map(map)
}

/// What the derive writes for a union.
pub trait Variants<'de>: Sized {
    /// Decodes the variant at a position of the union's table; `None` is an unknown event, whose entries all
    /// follow, the tag's too.
    ///
    /// # Errors
    ///
    /// The format's own.
    fn visit_variant<A: MapAccess<'de>>(at: Option<usize>, map: A) -> Result<Self, A::Error>;
}

/// Decodes a union of events. The tag may stand anywhere; what stands before it is kept until it is found.
///
/// # Errors
///
/// The format's own, or the event is not what was expected.
pub fn deserialize_union<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Variants<'de> + Schema,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(UnionVisitor::<T>(PhantomData))
}

/// For `Cow<'a, str>` fields: borrowed where the format can lend.
///
/// # Errors
///
/// The format's own.
pub fn borrow_cow_str<'de: 'a, 'a, A: MapAccess<'de>>(map: &mut A) -> Result<Cow<'a, str>, A::Error> {
    map.next_value_seed(CowStr)
}

/// For `Option<Cow<'a, str>>` fields: borrowed where the format can lend.
///
/// # Errors
///
/// The format's own.
pub fn borrow_option_cow_str<'de: 'a, 'a, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<Option<Cow<'a, str>>, A::Error> {
    map.next_value_seed(OptionCowStr)
}

struct EventVisitor<T> {
    tag_seen: bool,
    event: PhantomData<T>,
}

impl<'de, T: Members<'de> + Schema> Visitor<'de> for EventVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match T::MODEL.tag() {
            Some(tag) => write!(f, "the event `{}`", tag.value),
            None => f.write_str("an object"),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let (model, object) = (T::MODEL, object::<T>());
        let tag = model.tag();
        let mut tag_seen = self.tag_seen;
        let mut partial = T::Partial::default();
        let mut seen = alloc::vec![false; object.properties.len()];
        let mut expected = 0;
        while let Some(Text(name)) = map.next_key()? {
            if let Some(tag) = tag.filter(|tag| tag.property == name) {
                if tag_seen {
                    return Err(de::Error::duplicate_field(tag.property));
                }
                tag_seen = true;
                check_tag(tag, &map.next_value::<Text<'_>>()?)?;
                continue;
            }
            let Some(at) = position(object, &name, expected) else {
                if object.closed {
                    return Err(de::Error::custom(format_args!(
                        "a property that `{}` does not declare",
                        model.name
                    )));
                }
                T::visit_rest(&mut partial, name, &mut map)?;
                continue;
            };
            if core::mem::replace(&mut seen[at], true) {
                return Err(de::Error::duplicate_field(object.properties[at].name));
            }
            T::visit_member(&mut partial, at, &mut map)?;
            expected = at + 1;
        }
        if let Some(tag) = tag
            && !tag_seen
        {
            return Err(de::Error::missing_field(tag.property));
        }
        T::finish(partial, false).map_err(|Absent(at)| match object.properties.get(at) {
            Some(property) => de::Error::missing_field(property.name),
            None => de::Error::custom(format_args!("none of the objects that `{}` may be", model.name)),
        })
    }
}

/// What is declared: nothing by itself of what may be one of several objects.
fn object<T: Schema>() -> &'static Object {
    crate::group::flattened(T::MODEL).as_object().unwrap_or(&Object::EMPTY)
}

fn check_tag<E: de::Error>(tag: Tag, Text(found): &Text<'_>) -> Result<(), E> {
    if tag.names(Contract::Deserialize).any(|known| known == found) {
        return Ok(());
    }
    Err(E::custom(format_args!("expected the event `{}`", tag.value)))
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: Variants<'de> + Schema> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let Some(union) = T::MODEL.as_union() else {
            unreachable!("the derive writes `Variants` for unions only")
        };
        let mut before = Vec::new();
        while let Some(Text(name)) = map.next_key()? {
            if name != union.tag {
                before.push((name, map.next_value::<Content<'de>>()?));
                continue;
            }
            let Text(tag) = map.next_value()?;
            let at = union
                .variants
                .iter()
                .position(|it| it.names(Contract::Deserialize).any(|known| known == tag));
            if at.is_none() {
                before.push((name, Content::string(tag)));
            }
            return T::visit_variant(at, Replay { before: before.into_iter(), value: None, rest: map });
        }
        Err(de::Error::missing_field(union.tag))
    }
}

/// Entries that were read before the tag was found, then the rest.
struct Replay<'de, A> {
    before: alloc::vec::IntoIter<(Cow<'de, str>, Content<'de>)>,
    value: Option<Content<'de>>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let Some((name, value)) = self.before.next() else { return self.rest.next_key_seed(seed) };
        self.value = Some(value);
        seed.deserialize(Content::string(name).into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value.into_deserializer()),
            None => self.rest.next_value_seed(seed),
        }
    }
}

/// A string, borrowed where the format can lend.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        CowStr.deserialize(deserializer).map(Self)
    }
}

struct CowStr;

impl<'de> DeserializeSeed<'de> for CowStr {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for CowStr {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.into()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text))
    }
}

struct OptionCowStr;

impl<'de> DeserializeSeed<'de> for OptionCowStr {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for OptionCowStr {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or null")
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        CowStr.deserialize(deserializer).map(Some)
    }
}
