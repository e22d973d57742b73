//! From the Rust type to JSON: nothing is encoded that the schema refuses.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use crate::error::Code;
use crate::model::{Constraints, Contract, Model, Object, Property};
use crate::scan;
use crate::schema::Event;
use crate::validate::{ModelValidator, first_broken, first_broken_relation};

/// Encodes an event as JSON, its tag first. An unknown event is written byte for byte as it came.
///
/// ```
/// use event_schema::Event;
///
/// #[derive(Event)]
/// #[event(name = "tick")]
/// struct Tick {
///     #[event(minimum = 0)]
///     count: i32,
/// }
///
/// assert_eq!(event_schema::to_json(&Tick { count: 1 })?, r#"{"type":"tick","count":1}"#);
/// assert!(event_schema::to_json(&Tick { count: -1 }).is_err());
/// # Ok::<(), event_schema::EncodeError>(())
/// ```
///
/// # Errors
///
/// The value breaks a rule of its schema, or has no JSON form.
pub fn to_json<T: Event + Serialize + ?Sized>(event: &T) -> Result<String, EncodeError> {
    if let Some(unknown) = event.as_unknown() {
        event.conforms(&Constraints::NONE)?;
        return Ok(unknown.json().as_str().to_owned());
    }
    serde_json::to_string(event).map_err(|error| EncodeError {
        code: None,
        pointer: String::new(),
        message: Cow::Owned(error.to_string()),
    })
}

/// Why a value cannot be encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    code: Option<Code>,
    pointer: String,
    message: Cow<'static, str>,
}

impl EncodeError {
    #[doc(hidden)]
    #[must_use]
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code: Some(code), pointer: String::new(), message: message.into() }
    }

    pub(crate) fn not_json(fault: &scan::Fault) -> Self {
        Self {
            code: Some(fault.code),
            pointer: String::new(),
            message: Cow::Owned(format!("{} at byte {}", fault.expected, fault.offset)),
        }
    }

    /// The rule that was broken, where it is one of the schema's.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.code
    }

    /// The JSON Pointer of the value at fault.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    #[doc(hidden)]
    #[must_use]
    pub fn within(mut self, name: &str) -> Self {
        let mut pointer = String::new();
        crate::pointer::push_segment(&mut pointer, name);
        pointer.push_str(&self.pointer);
        self.pointer = pointer;
        self
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        f.write_str(&self.message)
    }
}

impl core::error::Error for EncodeError {}

/// What the derive writes for a struct with named fields, so that it can be encoded by itself or as a flattened
/// group. `properties` is the list of the group at hand: its names may carry a suffix.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened",
    label = "no struct with named fields that derives `Schema`",
    note = "an enum with a tag, or an untagged one, is flattened with `#[event(variants)]` beside `#[serde(flatten)]`"
)]
pub trait SerializeMembers {
    /// Writes the properties.
    ///
    /// # Errors
    ///
    /// The format's own.
    fn serialize_members<M: SerializeMap>(
        &self,
        properties: &[Property],
        map: &mut M,
    ) -> Result<(), M::Error>;

    /// Checks the properties' values.
    ///
    /// # Errors
    ///
    /// A value breaks a rule of its schema.
    fn conform_members(&self, properties: &[Property]) -> Result<(), EncodeError>;

    /// Checks what is kept beside the properties that `object`, which it all is written into, declares.
    ///
    /// # Errors
    ///
    /// A value breaks a rule of its schema, or has a declared name.
    fn conform_rest(&self, object: &Object) -> Result<(), EncodeError> {
        let _ = object;
        Ok(())
    }
}

/// Checks rules beside the bounds on a value that is about to be encoded, on the text that will be written.
///
/// # Errors
///
/// The value breaks a rule.
pub fn conform_rules<T: Serialize + ?Sized>(value: &T, constraints: &Constraints) -> Result<(), EncodeError> {
    if constraints.rules.is_none() {
        return Ok(());
    }
    obeys(&written(value)?, constraints)
}

/// Checks that what serde writes for a value is valid under more rules than its type's.
///
/// # Errors
///
/// It is not, or serde writes nothing.
pub fn conform_text<T: Serialize + ?Sized>(
    value: &T,
    model: &'static Model,
    constraints: &Constraints,
) -> Result<(), EncodeError> {
    let text = written(value)?;
    if let Err(errors) = ModelValidator::new(model).contract(Contract::Serialize).validate(text.as_bytes()) {
        return Err(EncodeError::new(errors.first().code, String::from(errors.first().message)));
    }
    obeys(&text, constraints)
}

/// Why a variant with `skip` cannot be encoded.
#[must_use]
pub fn never_written() -> EncodeError {
    let message = Cow::Borrowed("expected a variant that is on the wire");
    EncodeError { code: None, pointer: String::new(), message }
}

/// Checks what is said of a type's properties and each other, on the text that will be written; `properties` is the
/// list of the group at hand.
///
/// # Errors
///
/// They do not go together.
pub fn conform_relations<T: SerializeMembers>(
    value: &T,
    object: &Object,
    properties: &[Property],
) -> Result<(), EncodeError> {
    let text = written(&AsObject { value, properties })?;
    first_broken_relation(&text, object.relations, properties)
        .map_or(Ok(()), |(code, message)| Err(EncodeError::new(code, message)))
}

/// Checks what is said of a struct with named fields as a whole, on the text that will be written.
///
/// # Errors
///
/// It breaks a rule of its schema.
pub(crate) fn conform_whole<T: SerializeMembers>(
    value: &T,
    model: &'static Model,
) -> Result<(), EncodeError> {
    if model.constraints.rules.is_none() {
        return Ok(());
    }
    let properties = crate::__private::properties(model);
    obeys(&written(&AsObject { value, properties })?, &model.constraints)
}

/// Checks an event that is one of several objects, on the text that will be written.
///
/// # Errors
///
/// It is none of them.
pub fn conform_event<T: Event + SerializeMembers>(event: &T) -> Result<(), EncodeError> {
    conform_text(&AsEvent(event), T::MODEL, &Constraints::NONE)
}

/// An event that was checked.
struct AsEvent<'a, T>(&'a T);

impl<T: Event + SerializeMembers> Serialize for AsEvent<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(T::TAG, self.0.tag())?;
        self.0.serialize_members(crate::__private::properties(T::MODEL), &mut map)?;
        map.end()
    }
}

/// An object of nothing but a type's properties.
struct AsObject<'a, T> {
    value: &'a T,
    properties: &'a [Property],
}

impl<T: SerializeMembers> Serialize for AsObject<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.value.serialize_members(self.properties, &mut map)?;
        map.end()
    }
}

fn obeys(text: &str, constraints: &Constraints) -> Result<(), EncodeError> {
    first_broken(text, constraints, 0).map_or(Ok(()), |(code, message)| Err(EncodeError::new(code, message)))
}

fn written<T: Serialize + ?Sized>(value: &T) -> Result<String, EncodeError> {
    serde_json::to_string(value).map_err(|error| EncodeError {
        code: None,
        pointer: String::new(),
        message: Cow::Owned(error.to_string()),
    })
}

/// Encodes an event struct: the tag, then its properties.
///
/// # Errors
///
/// A value breaks a rule of its schema, or the format has an error of its own.
pub fn serialize_event<T: Event + SerializeMembers, S: Serializer>(
    event: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    crate::__private::conform_object(event, T::MODEL).map_err(S::Error::custom)?;
    AsEvent(event).serialize(serializer)
}
