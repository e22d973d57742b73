//! What an event needs to stand in a union behind a pointer, and a group to be flattened behind one.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use serde::de::MapAccess;
use serde::ser::SerializeMap;

use crate::UnknownEvent;
use crate::decode::{Absent, Members, Mismatch, Reader};
use crate::encode::{EncodeError, SerializeMembers};
use crate::model::{Object, Property, Tag};
use crate::schema::Event;

impl<T: Event> Event for Box<T> {
    const TAG: &'static str = T::TAG;
    const KIND: Option<Tag> = T::KIND;

    fn tag(&self) -> &str {
        (**self).tag()
    }

    fn as_unknown(&self) -> Option<&UnknownEvent<'_>> {
        (**self).as_unknown()
    }
}

impl<'de, T: Members<'de>> Members<'de> for Box<T> {
    type Partial = T::Partial;

    fn read_member(partial: &mut Self::Partial, at: usize, reader: &mut Reader<'de>) -> Result<(), Mismatch> {
        T::read_member(partial, at, reader)
    }

    fn visit_member<A: MapAccess<'de>>(
        partial: &mut Self::Partial,
        at: usize,
        map: &mut A,
    ) -> Result<(), A::Error> {
        T::visit_member(partial, at, map)
    }

    fn read_rest(
        partial: &mut Self::Partial,
        name: Cow<'de, str>,
        reader: &mut Reader<'de>,
    ) -> Result<(), Mismatch> {
        T::read_rest(partial, name, reader)
    }

    fn visit_rest<A: MapAccess<'de>>(
        partial: &mut Self::Partial,
        name: Cow<'de, str>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        T::visit_rest(partial, name, map)
    }

    fn finish(partial: Self::Partial, validated: bool) -> Result<Self, Absent> {
        T::finish(partial, validated).map(Self::new)
    }

    fn read_recorded(properties: &'static [Property], reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        T::read_recorded(properties, reader).map(Self::new)
    }
}

impl<T: SerializeMembers> SerializeMembers for Box<T> {
    fn serialize_members<M: SerializeMap>(
        &self,
        properties: &[Property],
        map: &mut M,
    ) -> Result<(), M::Error> {
        T::serialize_members(self, properties, map)
    }

    fn conform_members(&self, properties: &[Property]) -> Result<(), EncodeError> {
        T::conform_members(self, properties)
    }

    fn conform_rest(&self, object: &Object) -> Result<(), EncodeError> {
        T::conform_rest(self, object)
    }
}
