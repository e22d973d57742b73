use crate::encode::EncodeError;
use crate::model::{Constraints, Enumeration, Model, Shape};

/// A type that knows what it is on the wire.
///
/// `#[derive(Schema)]` writes it for groups that events flatten, nested objects, newtypes and enumerations;
/// `#[derive(Event)]` for events and their unions.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no schema",
    label = "this type has no schema",
    note = "write `#[derive(event_schema::Schema)]` on it (`Event` if it carries a tag), or use a type that has one; \
            for a string that is borrowed, use `Cow<'a, str>`: a string with escapes cannot be a `&str`"
)]
pub trait Schema {
    /// What the type is on the wire.
    const MODEL: &'static Model;

    /// Whether `null` is one of its values.
    const NULLABLE: bool = false;

    /// Whether a property of this type may be absent, unless its field says otherwise.
    const OPTIONAL: bool = false;

    /// What the names of a map obey whose keys are of this type; `None` for a type that is no string as a name.
    const NAMES: Option<&'static Constraints> = names(Self::MODEL);

    /// The same for whoever refers to the type, which can wait until the program runs.
    #[doc(hidden)]
    #[must_use]
    fn model() -> &'static Model {
        Self::MODEL
    }

    /// Checks what the Rust type alone cannot promise, so that nothing is encoded that the schema refuses.
    ///
    /// # Errors
    ///
    /// The value breaks one of `constraints`, or has no JSON form (a number that is not finite).
    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        let _ = constraints;
        Ok(())
    }
}

/// What names obey that are strings of this type.
const fn names(model: &'static Model) -> Option<&'static Constraints> {
    match model.shape {
        Shape::String | Shape::Enumeration(Enumeration { open: true, .. }) => Some(&model.constraints),
        _ => None,
    }
}

/// An event (a type that carries a tag) or a union of events.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event",
    label = "this type carries no tag",
    note = "write `#[derive(event_schema::Event)]` on it"
)]
pub trait Event: Schema {
    /// The name of the property that holds the tag.
    const TAG: &'static str;

    /// The tag, for a type that is one event.
    #[doc(hidden)]
    const KIND: Option<crate::model::Tag> = None;

    /// This event's tag.
    fn tag(&self) -> &str;

    /// The payload, for an event that is kept as it came.
    #[doc(hidden)]
    fn as_unknown(&self) -> Option<&crate::UnknownEvent<'_>> {
        None
    }
}

/// A type whose borrowed parts can be copied, so that it outlives the payload it was decoded from.
#[diagnostic::on_unimplemented(
    message = "what `{Self}` borrows cannot be copied",
    label = "no owned form",
    note = "write `#[derive(event_schema::Schema)]` on it; for a string that is borrowed, use `Cow<'a, str>`"
)]
pub trait IntoOwned {
    /// The same type without borrows.
    type Owned: 'static;

    /// Copies what is borrowed.
    fn into_owned(self) -> Self::Owned;
}
