//! Types that only `schemars` describes, as fields of ours.

use std::any::{TypeId, type_name};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{PoisonError, RwLock};

use ::schemars::{JsonSchema, SchemaGenerator};

use super::read::{Known, Unread};
use crate::model::{Alternative, Constraints, Model, Shape};
use crate::schema::Schema;

/// Stands for the schema of a type that `schemars` describes and this crate does not: `#[event(schemars)]` on a field
/// writes it. What it says is told by [`model`], made once in a program, when it is first asked for.
pub struct Described<T: ?Sized>(PhantomData<fn() -> T>);

impl<T: JsonSchema + ?Sized + 'static> Schema for Described<T> {
    // Whoever can wait asks `model`; a constant has to say it by way of a reference.
    const MODEL: &'static Model =
        &Model::anonymous("schemars", Shape::Choice(&[Alternative::new("Described", described::<T>)]));
    const NAMES: Option<&'static Constraints> = None;

    fn model() -> &'static Model {
        described::<T>()
    }
}

/// What a type is on the wire as its `JsonSchema` has it, for reading.
///
/// ```
/// use event_schema::model::Shape;
/// use event_schema::schemars::{JsonSchema, model};
///
/// #[derive(JsonSchema)]
/// #[allow(dead_code)]
/// struct Theirs {
///     name: String,
/// }
///
/// assert!(matches!(model::<Theirs>()?.shape, Shape::Object(_)));
/// # Ok::<(), event_schema::schemars::Unsupported>(())
/// ```
///
/// # Errors
///
/// The schema says what no model of this crate can say.
pub fn model<T: JsonSchema + ?Sized + 'static>() -> Result<&'static Model, Unsupported> {
    static MODELS: RwLock<(BTreeMap<TypeId, &'static Model>, Known)> =
        RwLock::new((BTreeMap::new(), Known::new()));
    let id = TypeId::of::<T>();
    if let Some(model) = MODELS.read().unwrap_or_else(PoisonError::into_inner).0.get(&id) {
        return Ok(model);
    }
    let mut generator = SchemaGenerator::default();
    let schema = generator.subschema_for::<T>();
    let definitions = generator.take_definitions(true);
    let mut models = MODELS.write().unwrap_or_else(PoisonError::into_inner);
    let read = models.1.read(&T::schema_name(), schema.as_value(), &definitions);
    let model = read.map_err(|unread| Unsupported { type_name: type_name::<T>(), unread })?();
    models.0.insert(id, model);
    Ok(model)
}

fn described<T: JsonSchema + ?Sized + 'static>() -> &'static Model {
    model::<T>().unwrap_or_else(|unsupported| panic!("{unsupported}"))
}

/// Why a schema of `schemars` cannot be what a field is validated by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsupported {
    type_name: &'static str,
    unread: Unread,
}

impl Unsupported {
    /// The place in the schema, as a JSON Pointer.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.unread.at
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { type_name, unread: Unread { at, what } } = self;
        let at = if at.is_empty() { "/" } else { at };
        write!(
            f,
            "`{type_name}` cannot be validated by its schema of `schemars`: {what}, at {at}; write \
             `#[event(schema = \"…\")]` on the field, with a type that is written alike"
        )
    }
}

impl std::error::Error for Unsupported {}
