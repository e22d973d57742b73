//! `Duration` and `SystemTime`, as serde writes them: an object of two numbers.

use core::time::Duration;
#[cfg(feature = "std")]
use std::time::SystemTime;

use super::texts::owned;
use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::{EncodeError, conform_text};
use crate::model::{Constraints, Integer, Model, Object, Property, Shape};
use crate::schema::Schema;

/// serde refuses other members, and would carry nanoseconds over into seconds as long as they fit. It also reads an array
/// of both, which no schema of an object accepts.
const fn seconds_and_nanoseconds(path: &'static str, properties: &'static [Property]) -> Model {
    Model::anonymous(path, Shape::Object(Object { properties, closed: true, ..Object::EMPTY }))
}

const fn seconds(name: &'static str, most: u64) -> Property {
    Property { constraints: up_to(most), ..Property::new(name, name, || u64::MODEL) }
}

const fn nanoseconds(name: &'static str) -> Property {
    Property { constraints: up_to(999_999_999), ..Property::new(name, name, || u32::MODEL) }
}

const fn up_to(most: u64) -> Constraints {
    Constraints::between(Integer::from_u128(0), Integer::from_u128(most as u128))
}

/// Both numbers, by the name of the first one.
fn read(reader: &mut Reader<'_>, seconds: &str) -> Result<Duration, Mismatch> {
    let (mut whole, mut part) = (0, 0);
    reader.object(|reader, name| {
        if name == seconds {
            whole = u64::from_value(reader)?;
        } else {
            part = u32::from_value(reader)?;
        }
        Ok(())
    })?;
    if part < 1_000_000_000 { Ok(Duration::new(whole, part)) } else { Err(Mismatch) }
}

impl Schema for Duration {
    const MODEL: &'static Model =
        &seconds_and_nanoseconds("Duration", &[seconds("secs", u64::MAX), nanoseconds("nanos")]);

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        if constraints.is_none() { Ok(()) } else { conform_text(self, Self::MODEL, constraints) }
    }
}

impl<'de> FromJson<'de> for Duration {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        read(reader, "secs")
    }
}

owned!(Duration);

/// A moment since 1970; an earlier one cannot be encoded. Not every system can count as far as the schema does: what one
/// cannot is refused when it is decoded.
#[cfg(feature = "std")]
impl Schema for SystemTime {
    const MODEL: &'static Model = &seconds_and_nanoseconds(
        "SystemTime",
        &[seconds("secs_since_epoch", i64::MAX.unsigned_abs()), nanoseconds("nanos_since_epoch")],
    );

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        conform_text(self, Self::MODEL, constraints)
    }
}

#[cfg(feature = "std")]
impl<'de> FromJson<'de> for SystemTime {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        Self::UNIX_EPOCH.checked_add(read(reader, "secs_since_epoch")?).ok_or(Mismatch)
    }
}

#[cfg(feature = "std")]
owned!(SystemTime);
