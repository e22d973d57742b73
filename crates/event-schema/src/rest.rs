//! Maps that keep the properties which an object does not declare: what derived code calls for them.

use alloc::borrow::Cow;
use alloc::format;

use serde::Serialize;
use serde::de::{Deserialize, MapAccess};
use serde::ser::SerializeMap;

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::error::Code;
use crate::model::{Constraints, Contract, Model, Object, Rest, Shape, has_name};
use crate::schema::Schema;

/// What a flattened field keeps.
///
/// # Panics
///
/// At compile time, if it is no map with free names.
#[must_use]
#[track_caller]
pub const fn rest(model: &'static Model, field: &'static str) -> Rest {
    match model.shape {
        Shape::Map(value) if model.constraints.is_none() => Rest { field, value },
        _ => panic!("what keeps all other properties is a map from `String` to the type of their values"),
    }
}

/// What an object keeps: what it does itself, or one of its flattened groups.
///
/// # Panics
///
/// At compile time, if two maps would keep the same.
#[must_use]
#[track_caller]
pub const fn only_rest(own: Option<Rest>, groups: &[&'static Model]) -> Option<Rest> {
    let mut found = own;
    let mut at = 0;
    while at < groups.len() {
        if let Shape::Object(Object { rest: Some(rest), .. }) = &groups[at].shape {
            assert!(
                found.is_none(),
                "two maps would keep the properties that are not declared, one of them in a flattened group"
            );
            found = Some(*rest);
        }
        at += 1;
    }
    found
}

/// Whether what is kept has no name that a property is written under.
#[must_use]
pub const fn keeps_nothing_declared(object: &Object) -> bool {
    let mut at = 0;
    while object.rest.is_some() && at < object.properties.len() {
        let property = &object.properties[at];
        if !matches!(property.only, Some(Contract::Deserialize)) && !has_name(property, property.written()) {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether a flattened group keeps what is not declared.
#[must_use]
pub const fn has_rest(group: &'static Model) -> bool {
    matches!(&group.shape, Shape::Object(Object { rest: Some(_), .. }))
}

/// Keeps the value of a property that is not declared.
///
/// # Errors
///
/// The value is not of the map's type.
pub fn read_rest<'de, K, V, M>(
    map: &mut M,
    name: Cow<'de, str>,
    reader: &mut Reader<'de>,
) -> Result<(), Mismatch>
where
    K: From<Cow<'de, str>>,
    V: FromJson<'de>,
    M: IntoIterator<Item = (K, V)> + Extend<(K, V)>,
{
    map.extend([(K::from(name), V::from_value(reader)?)]);
    Ok(())
}

/// Keeps the value of a property that is not declared, by serde's route.
///
/// # Errors
///
/// The format's own.
pub fn visit_rest<'de, K, V, M, A>(map: &mut M, name: Cow<'de, str>, access: &mut A) -> Result<(), A::Error>
where
    K: From<Cow<'de, str>>,
    V: Deserialize<'de>,
    M: IntoIterator<Item = (K, V)> + Extend<(K, V)>,
    A: MapAccess<'de>,
{
    map.extend([(K::from(name), access.next_value()?)]);
    Ok(())
}

/// Writes what is kept.
///
/// # Errors
///
/// The format's own.
pub fn serialize_rest<'m, K, V, M, S>(map: &'m M, out: &mut S) -> Result<(), S::Error>
where
    K: AsRef<str> + 'm,
    V: Serialize + 'm,
    &'m M: IntoIterator<Item = (&'m K, &'m V)>,
    S: SerializeMap,
{
    map.into_iter().try_for_each(|(name, value)| out.serialize_entry(name.as_ref(), value))
}

/// Checks what is kept before it is encoded.
///
/// # Errors
///
/// A value breaks a rule of its schema, or has the name of what is declared.
pub fn conform_rest<'m, K, V, M>(map: &'m M, object: &Object) -> Result<(), EncodeError>
where
    K: AsRef<str> + 'm,
    V: Schema + 'm,
    &'m M: IntoIterator<Item = (&'m K, &'m V)>,
{
    map.into_iter().try_for_each(|(name, value)| {
        let name = name.as_ref();
        let is_tag = object.tag.is_some_and(|tag| tag.property == name);
        let mut declared =
            object.properties.iter().flat_map(|it| Contract::ALL.map(|contract| (it, contract)));
        if is_tag || declared.any(|(it, contract)| it.names(contract).any(|known| known == name)) {
            let message = format!("expected a name that is not declared, found `{name}`");
            return Err(EncodeError::new(Code::Repeated, message));
        }
        value.conforms(&Constraints::NONE).map_err(|error| error.within(name))
    })
}
