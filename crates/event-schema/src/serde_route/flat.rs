//! An event that flattens alternatives, by serde's route: each field is read from all members, and written among them.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, MapAccess, Visitor};
use serde::ser::{self, Impossible, Serialize, SerializeMap, Serializer};

use super::{Content, EventVisitor};
use crate::decode::{Absent, Members};
use crate::encode::SerializeMembers;
use crate::schema::Schema;

/// The members of an event, kept until all are known.
#[derive(Debug, Default)]
pub struct Entries<'de>(Vec<(Cow<'de, str>, Content<'de>)>);

impl<'de> Entries<'de> {
    /// Keeps a member.
    ///
    /// # Errors
    ///
    /// The format's own.
    pub fn keep<A: MapAccess<'de>>(&mut self, name: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        self.0.push((name, map.next_value()?));
        Ok(())
    }

    /// The fields that are not flattened, or a group.
    ///
    /// # Errors
    ///
    /// They are not all there, or not of their types.
    pub fn group<T: Members<'de> + Schema>(&self) -> Result<T, Absent> {
        let members = self.0.iter().cloned().map(|(name, value)| (Content::String(name), value));
        let members = MapDeserializer::<_, serde_json::Error>::new(members);
        EventVisitor::<T> { tag_seen: true, event: PhantomData }.visit_map(members).map_err(|_| NOWHERE)
    }

    /// An enum whose variants are flattened.
    ///
    /// # Errors
    ///
    /// serde takes the members for none of the variants.
    pub fn variant<T: Deserialize<'de>>(&self) -> Result<T, Absent> {
        let members = Content::Object(self.0.clone()).into_deserializer::<serde_json::Error>();
        T::deserialize(members).map_err(|_| NOWHERE)
    }
}

/// No property alone is missing.
const NOWHERE: Absent = Absent(usize::MAX);

/// Encodes the properties of a group that is flattened.
///
/// # Errors
///
/// The format's own.
pub fn serialize_group<T, M>(group: &T, map: &mut M) -> Result<(), M::Error>
where
    T: Schema + SerializeMembers,
    M: SerializeMap,
{
    group.serialize_members(crate::__private::properties(T::MODEL), map)
}

/// Encodes an enum whose variants are flattened.
///
/// # Errors
///
/// The format's own, or the enum is no object.
pub fn serialize_flattened<T: Serialize, M: SerializeMap>(value: &T, map: &mut M) -> Result<(), M::Error> {
    value.serialize(Flattening(map))
}

/// Writes an object's members into another one.
struct Flattening<'a, M>(&'a mut M);

macro_rules! no_members {
    ($($method:ident($($type:ty),*) -> $ok:ty;)+) => {$(
        fn $method(self, $(_: $type),*) -> Result<$ok, M::Error> {
            Err(no_object())
        }
    )+};
}

impl<'a, M: SerializeMap> Serializer for Flattening<'a, M> {
    type Ok = ();
    type Error = M::Error;
    type SerializeSeq = Impossible<(), M::Error>;
    type SerializeTuple = Impossible<(), M::Error>;
    type SerializeTupleStruct = Impossible<(), M::Error>;
    type SerializeTupleVariant = Impossible<(), M::Error>;
    type SerializeMap = Flattening<'a, M>;
    type SerializeStruct = Flattening<'a, M>;
    type SerializeStructVariant = Impossible<(), M::Error>;

    fn serialize_map(self, _: Option<usize>) -> Result<Self, M::Error> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, M::Error> {
        Ok(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        value.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), M::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), M::Error> {
        Err(no_object())
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, _: &T) -> Result<(), M::Error> {
        Err(no_object())
    }

    no_members! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_str(&str) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

fn no_object<E: ser::Error>() -> E {
    E::custom("only a variant that is an object can be flattened")
}

impl<M: SerializeMap> ser::SerializeStruct for Flattening<'_, M> {
    type Ok = ();
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.0.serialize_entry(name, value)
    }

    fn end(self) -> Result<(), M::Error> {
        Ok(())
    }
}

impl<M: SerializeMap> SerializeMap for Flattening<'_, M> {
    type Ok = ();
    type Error = M::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), M::Error> {
        self.0.serialize_key(name)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        self.0.serialize_value(value)
    }

    fn end(self) -> Result<(), M::Error> {
        Ok(())
    }
}
