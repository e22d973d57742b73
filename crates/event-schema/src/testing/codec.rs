use serde::{Deserialize, Serialize};

use crate::decode::FromJson;
use crate::errors::Errors;
use crate::profile::Profile;
use crate::schema::{Event, IntoOwned, Schema};
use crate::validate::{Accepted, Validator};
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// How payloads become a Rust type and JSON again; [`agreement!`](crate::agreement) fills it in.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Codec {
    /// [`is_valid`](crate::is_valid).
    pub is_valid: fn(&[u8]) -> bool,
    /// [`validate`](crate::validate).
    pub validate: fn(&[u8]) -> Result<Accepted, Errors>,
    /// [`from_json`](crate::from_json), then [`to_json`](crate::to_json).
    pub documented: fn(&[u8]) -> Result<RoundTrip, Errors>,
    /// [`Validator::from_json`], then [`to_json`](crate::to_json).
    pub by_validator: fn(Profile, &[u8]) -> Result<RoundTrip, Errors>,
    /// `serde_json::from_slice`, then [`to_json`](crate::to_json).
    pub by_serde: fn(&[u8]) -> Result<RoundTrip, String>,
}

impl Codec {
    #[doc(hidden)]
    #[must_use]
    pub fn new(
        is_valid: fn(&[u8]) -> bool,
        validate: fn(&[u8]) -> Result<Accepted, Errors>,
        documented: fn(&[u8]) -> Result<RoundTrip, Errors>,
        by_validator: fn(Profile, &[u8]) -> Result<RoundTrip, Errors>,
        by_serde: fn(&[u8]) -> Result<RoundTrip, String>,
    ) -> Self {
        Self { is_valid, validate, documented, by_validator, by_serde }
    }
}

/// What became of a decoded event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundTrip {
    /// What the event says its tag is.
    pub tag: String,
    /// What it was encoded as, or why it was not.
    pub json: Result<String, String>,
    /// The same of its owned form.
    pub owned: Result<String, String>,
}

impl RoundTrip {
    #[doc(hidden)]
    #[must_use]
    pub fn of<T>(event: T) -> Self
    where
        T: Event + Serialize + IntoOwned,
        T::Owned: Event + Serialize,
    {
        let tag = event.tag().to_owned();
        let json = crate::to_json(&event).map_err(|error| error.to_string());
        let owned = crate::to_json(&event.into_owned()).map_err(|error| error.to_string());
        Self { tag, json, owned }
    }
}

#[doc(hidden)]
pub fn documented<'de, T>(payload: &'de [u8]) -> Result<RoundTrip, Errors>
where
    T: FromJson<'de> + Event + Serialize + IntoOwned,
    T::Owned: Event + Serialize,
{
    crate::from_json::<T>(payload).map(RoundTrip::of)
}

#[doc(hidden)]
pub fn by_validator<'de, T>(profile: Profile, payload: &'de [u8]) -> Result<RoundTrip, Errors>
where
    T: FromJson<'de> + Event + Serialize + IntoOwned,
    T::Owned: Event + Serialize + Schema,
{
    validator::<T::Owned>(profile).from_json::<T>(payload).map(RoundTrip::of)
}

/// A validator of a type, made once for each thread: making one costs more than most cases.
fn validator<T: Schema + 'static>(profile: Profile) -> Rc<Validator<T>> {
    thread_local! {
        static MADE: RefCell<HashMap<(TypeId, Profile), Rc<dyn Any>>> = RefCell::default();
    }
    let made = MADE.with_borrow_mut(|made| {
        let made = made.entry((TypeId::of::<T>(), profile));
        Rc::clone(made.or_insert_with(|| Rc::new(Validator::<T>::new().profile(profile))))
    });
    made.downcast().expect("a validator of the type it is kept for")
}

#[doc(hidden)]
pub fn by_serde<'de, T>(payload: &'de [u8]) -> Result<RoundTrip, String>
where
    T: Deserialize<'de> + Event + Serialize + IntoOwned,
    T::Owned: Event + Serialize,
{
    serde_json::from_slice::<T>(payload).map(RoundTrip::of).map_err(|error| error.to_string())
}
