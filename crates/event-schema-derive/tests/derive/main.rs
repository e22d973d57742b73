//! What the derives write, seen from outside.

mod documentation;
mod enumerations;
mod groups;
mod hygiene;
mod lints;
mod names;
mod newtypes;
mod objects;
mod owned;
mod presence;
mod recursion;
mod unions;
mod wide;

use event_schema::model::{Model, Object, Property};
use event_schema::{FromJson, Schema};
use serde::Deserialize;

/// The object behind a type's model.
fn object<T: Schema>() -> &'static Object {
    T::MODEL.as_object().expect("the type is an object")
}

/// The property with a name on the wire.
fn property<T: Schema>(name: &str) -> &'static Property {
    object::<T>().properties.iter().find(|property| property.name == name).expect("the property is declared")
}

/// The names on the wire, in order.
fn names(model: &Model) -> Vec<&'static str> {
    model
        .as_object()
        .expect("the type is an object")
        .properties
        .iter()
        .map(|property| property.name)
        .collect()
}

/// Decodes by both routes, which must agree.
fn decode<'de, T: FromJson<'de> + Deserialize<'de> + PartialEq + std::fmt::Debug>(text: &'de str) -> T {
    let ours: T = event_schema::from_json(text.as_bytes()).expect("`from_json` accepts it");
    let serde: T = serde_json::from_str(text).expect("serde's route accepts it");
    assert_eq!(ours, serde);
    ours
}

/// Both routes must refuse.
fn refuse<'de, T: FromJson<'de> + Deserialize<'de>>(text: &'de str) {
    assert!(event_schema::from_json::<T>(text.as_bytes()).is_err(), "`from_json` accepts {text}");
    assert!(serde_json::from_str::<T>(text).is_err(), "serde's route accepts {text}");
}
