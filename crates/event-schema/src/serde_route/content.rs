use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserialize, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::scan::quote;

/// A value of serde's data model as far as JSON goes, kept until it is known what it belongs to.
#[derive(Debug, Clone)]
pub(crate) enum Content<'de> {
    Null,
    Boolean(bool),
    Signed(i64),
    Unsigned(u64),
    Signed128(i128),
    Unsigned128(u128),
    Float(f64),
    String(Cow<'de, str>),
    Array(Vec<Content<'de>>),
    Object(Vec<(Cow<'de, str>, Content<'de>)>),
}

impl<'de> Content<'de> {
    pub(crate) fn string(text: Cow<'de, str>) -> Self {
        Self::String(text)
    }

    pub(crate) fn from_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        ContentVisitor.visit_map(map)
    }

    /// The value as compact JSON.
    pub(crate) fn to_json(&self) -> String {
        let mut json = String::new();
        self.write(&mut json);
        json
    }

    pub(super) fn into_deserializer<E>(self) -> ContentDeserializer<'de, E> {
        ContentDeserializer { content: self, error: PhantomData }
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Signed(value) => out.push_str(&value.to_string()),
            Self::Unsigned(value) => out.push_str(&value.to_string()),
            Self::Signed128(value) => out.push_str(&value.to_string()),
            Self::Unsigned128(value) => out.push_str(&value.to_string()),
            Self::Float(value) if !value.is_finite() => out.push_str("null"),
            Self::Float(value) => out.push_str(&format!("{value:?}")),
            Self::String(value) => quote(value, out),
            Self::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    out.push(if at == 0 { '[' } else { ',' });
                    item.write(out);
                }
                out.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Self::Object(members) => {
                for (at, (name, value)) in members.iter().enumerate() {
                    out.push(if at == 0 { '{' } else { ',' });
                    quote(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push_str(if members.is_empty() { "{}" } else { "}" });
            }
        }
    }
}

impl<'de> Deserialize<'de> for Content<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContentVisitor)
    }
}

struct ContentVisitor;

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = Content<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can express")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Content<'de>, E> {
        Ok(Content::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Content<'de>, E> {
        Ok(Content::Signed(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Content<'de>, E> {
        Ok(Content::Unsigned(value))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Content<'de>, E> {
        Ok(Content::Signed128(value))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Content<'de>, E> {
        Ok(Content::Unsigned128(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Content<'de>, E> {
        Ok(Content::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Content<'de>, E> {
        Ok(Content::String(Cow::Owned(value.into())))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Content<'de>, E> {
        Ok(Content::String(Cow::Borrowed(value)))
    }

    fn visit_string<E>(self, value: String) -> Result<Content<'de>, E> {
        Ok(Content::String(Cow::Owned(value)))
    }

    fn visit_none<E>(self) -> Result<Content<'de>, E> {
        Ok(Content::Null)
    }

    fn visit_unit<E>(self) -> Result<Content<'de>, E> {
        Ok(Content::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Content<'de>, D::Error> {
        Content::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Content<'de>, D::Error> {
        Content::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Content<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Content::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Content<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(super::Text(name)) = map.next_key()? {
            members.push((name, map.next_value()?));
        }
        Ok(Content::Object(members))
    }
}

pub(crate) struct ContentDeserializer<'de, E> {
    content: Content<'de>,
    error: PhantomData<fn() -> E>,
}

impl<'de, E: de::Error> IntoDeserializer<'de, E> for Content<'de> {
    type Deserializer = ContentDeserializer<'de, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        Content::into_deserializer(self)
    }
}

impl<'de, E: de::Error> Deserializer<'de> for ContentDeserializer<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.content {
            Content::Null => visitor.visit_unit(),
            Content::Boolean(value) => visitor.visit_bool(value),
            Content::Signed(value) => visitor.visit_i64(value),
            Content::Unsigned(value) => visitor.visit_u64(value),
            Content::Signed128(value) => visitor.visit_i128(value),
            Content::Unsigned128(value) => visitor.visit_u128(value),
            Content::Float(value) => visitor.visit_f64(value),
            Content::String(Cow::Borrowed(value)) => visitor.visit_borrowed_str(value),
            Content::String(Cow::Owned(value)) => visitor.visit_string(value),
            Content::Array(items) => {
                let mut items = SeqDeserializer::new(items.into_iter());
                let value = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(value)
            }
            Content::Object(members) => {
                let members = members.into_iter().map(|(name, value)| (Name(name), value));
                let mut members = MapDeserializer::new(members);
                let value = visitor.visit_map(&mut members)?;
                members.end()?;
                Ok(value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        if matches!(self.content, Content::Null) { visitor.visit_unit() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.content {
            Content::String(name) => visitor.visit_enum(name.into_deserializer()),
            Content::Object(members) => {
                let members = members.into_iter().map(|(name, value)| (Content::String(name), value));
                visitor.visit_enum(de::value::MapAccessDeserializer::new(MapDeserializer::new(members)))
            }
            _ => Err(E::custom("expected a variant's name")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// A member's name, which may be the key of a map: a number or a boolean is read from its text.
struct Name<'de>(Cow<'de, str>);

impl<'de, E: de::Error> IntoDeserializer<'de, E> for Name<'de> {
    type Deserializer = NameDeserializer<'de, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        NameDeserializer { name: self.0, error: PhantomData }
    }
}

struct NameDeserializer<'de, E> {
    name: Cow<'de, str>,
    error: PhantomData<fn() -> E>,
}

macro_rules! parsed {
    ($($deserialize:ident $visit:ident;)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            match self.name.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => self.deserialize_any(visitor),
            }
        }
    )*};
}

impl<'de, E: de::Error> Deserializer<'de> for NameDeserializer<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.name {
            Cow::Borrowed(name) => visitor.visit_borrowed_str(name),
            Cow::Owned(name) => visitor.visit_string(name),
        }
    }

    parsed! {
        deserialize_bool visit_bool;
        deserialize_i8 visit_i8;
        deserialize_i16 visit_i16;
        deserialize_i32 visit_i32;
        deserialize_i64 visit_i64;
        deserialize_i128 visit_i128;
        deserialize_u8 visit_u8;
        deserialize_u16 visit_u16;
        deserialize_u32 visit_u32;
        deserialize_u64 visit_u64;
        deserialize_u128 visit_u128;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_enum(self.name.into_deserializer())
    }

    forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
