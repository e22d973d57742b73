//! What derived code calls. No part of the public interface: it may change with any release.

pub use core;
pub use serde;

#[cfg(feature = "schemars")]
pub use crate::schemars::Described;
#[cfg(feature = "schemars")]
pub use schemars;

pub use alloc::borrow::Cow;
pub use alloc::string::String;

pub use crate::decode::{Absent, Members, Mismatch, Reader, read_choice, read_keyed, read_object, read_tag};
pub use crate::encode::{
    SerializeMembers, conform_event, conform_relations, conform_rules, conform_text, never_written,
    serialize_event,
};
pub use crate::flat::{
    Alternative, Alternatives, Flat, Flattened, Host, ReadAlternative, alternative, flattened_enum, other,
    tag_of_other,
};
pub use crate::group::{
    NamedVariants, flattened, group, group_of_keyed, is_keyed, members_of_keyed, properties,
};
pub use crate::model::{Part, join, name_pool, names, pool_len, width};
pub use crate::rest::{
    conform_rest, has_rest, keeps_nothing_declared, only_rest, read_rest, rest, serialize_rest, visit_rest,
};
pub use crate::serde_route::{
    Entries, Variants, borrow_cow_str, borrow_option_cow_str, deserialize_event, deserialize_union,
    serialize_flattened, serialize_group, serialize_variant, visit_event, visit_variant,
};

pub use crate::unknown::{conform_unknown, read_unknown, serialize_unknown, visit_unknown};

use serde::de::{self, IgnoredAny, MapAccess};

use crate::encode::{EncodeError, conform_whole};
use crate::model::{Constraints, Element, Model, Object, Presence, Property, Shape, Union, Variant};
use crate::model::{equal, hash, sorted};
use crate::profile::Profile;
use crate::schema::Schema;

/// A type's model, as a [`TypeRef`](crate::model::TypeRef).
#[must_use]
pub fn model_of<T: Schema>() -> &'static Model {
    T::model()
}

/// What the names of a map obey whose keys are of a newtype: bounds of numbers and lists say nothing of strings.
#[must_use]
pub const fn newtype_names(
    model: &'static Model,
    inner: Option<&'static Constraints>,
    own: &Constraints,
) -> Option<&'static Constraints> {
    match model.shape {
        Shape::String => Some(&model.constraints),
        _ if own.is_none() => inner,
        _ => None,
    }
}

/// A property, as its type alone tells it.
#[must_use]
pub const fn property<T: Schema>(name: &'static str, field: &'static str) -> Property {
    Property {
        nullable: T::NULLABLE,
        presence: if T::OPTIONAL { Presence::Optional } else { Presence::Required },
        ..Property::new(name, field, model_of::<T>)
    }
}

/// A property's value in a finished object, or what an absent one means.
///
/// # Errors
///
/// It must be there.
#[inline]
pub fn or_absent<T>(
    value: Option<T>,
    absent: fn() -> Option<T>,
    is_required: bool,
    at: usize,
) -> Result<T, Absent> {
    match value {
        Some(value) => Ok(value),
        None if is_required => Err(Absent(at)),
        None => absent().ok_or(Absent(at)),
    }
}

/// Finishes a part of an object with many properties.
///
/// # Errors
///
/// A property that must be there is not.
#[inline(never)]
pub fn finish_part<P, T>(partial: P, finish: impl FnOnce(P) -> Result<T, Absent>) -> Result<T, Absent> {
    finish(partial)
}

/// Checks a property's value before it is encoded.
pub fn conform<T: Schema + serde::Serialize>(value: &T, property: &Property) -> Result<(), EncodeError> {
    value
        .conforms(&property.constraints)
        .and_then(|()| conform_rules(value, &property.constraints))
        .map_err(|error| error.within(property.written()))
}

/// Checks a struct with named fields before it is encoded.
pub fn conform_object<T: SerializeMembers>(value: &T, model: &'static Model) -> Result<(), EncodeError> {
    let object = model.as_object().unwrap_or(&Object::EMPTY);
    value.conform_members(object.properties)?;
    value.conform_rest(object)?;
    conform_whole(value, model)
}

/// Checks an array's item before it is encoded.
pub fn conform_item<T: Schema + serde::Serialize>(
    value: &T,
    element: &Element,
    name: &str,
) -> Result<(), EncodeError> {
    let checked =
        value.conforms(&element.constraints).and_then(|()| conform_rules(value, &element.constraints));
    within(checked, name)
}

/// What is wrong with a part of a value.
pub fn within(checked: Result<(), EncodeError>, name: &str) -> Result<(), EncodeError> {
    checked.map_err(|error| error.within(name))
}

/// The object of a model that the derive wrote for one.
///
/// # Panics
///
/// At compile time, if it is none.
#[must_use]
pub const fn object(model: &'static Model) -> &'static Object {
    match &model.shape {
        Shape::Object(object) => object,
        _ => panic!("the model of an object"),
    }
}

/// The union of a model that the derive wrote for one.
///
/// # Panics
///
/// At compile time, if it is none.
#[must_use]
pub const fn union(model: &'static Model) -> &'static Union {
    match &model.shape {
        Shape::Union(union) => union,
        _ => panic!("the model of a union"),
    }
}

/// The items of a tuple's model.
#[must_use]
pub const fn elements(model: &'static Model) -> &'static [Element] {
    match &model.shape {
        Shape::Tuple(elements) => elements,
        _ => &[],
    }
}

/// The model of an enum's tagged variants: its own, or that of the first alternative where others are untagged.
#[must_use]
pub fn tagged(model: &'static Model) -> &'static Model {
    match &model.shape {
        Shape::Choice([first, ..]) => (first.model)(),
        _ => model,
    }
}

/// Takes a value that serde alone can read.
pub fn read_by_serde<'de, T: serde::Deserialize<'de>>(reader: &mut Reader<'de>) -> Result<T, Mismatch> {
    crate::serde_route::respell::read(reader.raw()?)
}

/// What null means to serde, for a property that is absent where null is valid.
pub fn null_by_serde<T: serde::Deserialize<'static>>() -> Option<T> {
    serde_json::from_str("null").ok()
}

/// Checks a property that serde alone can write, on the text that will be written.
pub fn conform_by_serde<T: serde::Serialize>(value: &T, property: &Property) -> Result<(), EncodeError> {
    let model = (property.value)();
    let model = if property.nullable { model } else { model.non_null() };
    conform_text(value, model, &property.constraints).map_err(|error| error.within(property.written()))
}

/// Takes a value that nobody asked for.
pub fn skip_member<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(drop)
}

/// What serde's route says of a tag that a union without an unknown variant does not know.
pub fn unknown_event<E: de::Error>() -> E {
    E::custom("the tag is none of the known events'")
}

/// Whether no property has a reserved name.
#[must_use]
pub const fn lacks_reserved(object: &Object) -> bool {
    let mut name = 0;
    while name < object.reserved.len() {
        let mut at = 0;
        while at < object.properties.len() {
            if equal(object.reserved[name], object.properties[at].name) {
                return false;
            }
            at += 1;
        }
        name += 1;
    }
    true
}

/// The tag property of an event, for a union's table.
///
/// # Panics
///
/// At compile time, if the type carries no tag, or carries it under another name than the union.
#[must_use]
#[track_caller]
pub const fn tag_value<T: crate::Event>(union: &str) -> &'static str {
    let Some(tag) = T::KIND else { panic!("a variant of a union must hold an event struct") };
    assert!(
        equal(union, tag.property),
        "an event of this union carries its tag under another name: give both the same `tag = \"…\"`"
    );
    tag.value
}

/// The union's table; no tag may stand in it twice.
///
/// # Panics
///
/// At compile time, if two events have the same tag.
#[must_use]
#[track_caller]
pub const fn distinct<const LEN: usize>(variants: &'static [Variant; LEN]) -> &'static [Variant] {
    let mut entries = [(0, 0); LEN];
    let mut at = 0;
    while at < LEN {
        entries[at] = (hash(variants[at].tag), at);
        at += 1;
    }
    let entries = sorted(entries);
    let mut at = 0;
    while at < LEN {
        let mut next = at + 1;
        while next < LEN && entries[next].0 == entries[at].0 {
            assert!(
                !equal(variants[entries[at].1].tag, variants[entries[next].1].tag),
                "two events of this union have the same tag"
            );
            next += 1;
        }
        at += 1;
    }
    variants
}

/// The position of a property that a rule between properties names.
///
/// # Panics
///
/// At compile time, if there is none, or if it may stand under several names.
#[must_use]
#[track_caller]
pub const fn place(properties: &[Property], name: &str) -> usize {
    let mut at = 0;
    while at < properties.len() {
        if equal(properties[at].name, name) {
            assert!(
                properties[at].aliases.is_empty()
                    && properties[at].written.is_none()
                    && properties[at].only.is_none(),
                "a rule between properties cannot be about one that has other names, or is in one direction only"
            );
            return at;
        }
        at += 1;
    }
    panic!("a rule between properties names one that neither this type nor its flattened groups have")
}

/// What a check of one's own says of a value, given as JSON text.
pub fn verify<'de, T: crate::FromJson<'de>>(
    json: &'de str,
    check: impl FnOnce(&T) -> Result<(), &'static str>,
) -> Result<(), &'static str> {
    // Whoever is strict has looked at presence before.
    T::from_value(&mut Reader::accepted(json, Profile::Tolerant)).map_or(Ok(()), |value| check(&value))
}

/// What a check of one's own says of the text of a string, or of any other value as it is written.
pub fn verify_raw(
    json: &str,
    check: impl FnOnce(&str) -> Result<(), &'static str>,
) -> Result<(), &'static str> {
    match Reader::accepted(json, Profile::Tolerant).string() {
        Ok(text) => check(&text),
        Err(Mismatch) => check(json),
    }
}

/// What `#[event(schemars)]` writes.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_schemars {
    ($($item:item)*) => { $($item)* };
}

/// What stands for a type that `schemars` describes, without the feature.
#[cfg(not(feature = "schemars"))]
pub struct Described<T: ?Sized>(core::marker::PhantomData<fn() -> T>);

#[cfg(not(feature = "schemars"))]
impl<T: ?Sized> Schema for Described<T> {
    const MODEL: &'static Model = &Model::anonymous("schemars", Shape::Any);
}

/// What `#[event(schemars)]` writes, without the feature.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_schemars {
    ($($item:item)*) => {
        compile_error!("`schemars` needs the feature `schemars` of the crate `event-schema`");
    };
}
