//! JSON of any kind, as `serde_json` keeps it.

use alloc::string::String;
use alloc::vec::Vec;

use serde_json::{Map, Number, Value};

use super::texts::owned;
use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::{EncodeError, conform_text};
use crate::model::{Argument, Constraints, Model, Shape};
use crate::schema::Schema;

/// Numbers become what `serde_json` makes of them: without its feature `arbitrary_precision` those beyond 64 bits become
/// floats. Of a repeated name the last value stays.
impl Schema for Value {
    const MODEL: &'static Model = &Model::anonymous("Value", Shape::Any);
    const NULLABLE: bool = true;

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        conform_text(self, Self::MODEL, constraints)
    }
}

impl<'de> FromJson<'de> for Value {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        Ok(match reader.peek() {
            Some(b'n') => {
                reader.null();
                Self::Null
            }
            Some(b't' | b'f') => Self::Bool(reader.boolean()?),
            Some(b'"') => Self::String(String::from_value(reader)?),
            Some(b'[') => Self::Array(Vec::from_value(reader)?),
            Some(b'{') => Self::Object(Map::from_value(reader)?),
            _ => Self::Number(number(reader.raw()?)?),
        })
    }
}

/// Near the end of the range `serde_json` rounds a float up beyond it.
fn number(text: &str) -> Result<Number, Mismatch> {
    let nearest = || text.parse::<f64>().ok().and_then(Number::from_f64);
    serde_json::from_str(text).ok().or_else(nearest).ok_or(Mismatch)
}

owned!(Value, Map<String, Value>);

impl Schema for Map<String, Value> {
    const MODEL: &'static Model = &Model {
        arguments: &[Argument::Type(|| Value::MODEL)],
        ..Model::anonymous("map", Shape::Map(|| Value::MODEL))
    };

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        conform_text(self, Self::MODEL, constraints)
    }
}

impl<'de> FromJson<'de> for Map<String, Value> {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        let mut map = Self::new();
        reader.object(|reader, name| {
            map.insert(name.into_owned(), Value::from_value(reader)?);
            Ok(())
        })?;
        Ok(map)
    }
}

#[cfg(feature = "raw_value")]
mod raw {
    use alloc::borrow::ToOwned;
    use alloc::boxed::Box;

    use serde_json::value::RawValue;

    use super::{Constraints, EncodeError, FromJson, Mismatch, Model, Reader, Schema, Shape, conform_text};
    use crate::schema::IntoOwned;

    /// Kept as it came. By serde's own route it can be no part of a union whose tag does not come first.
    impl Schema for RawValue {
        const MODEL: &'static Model = &Model::anonymous("RawValue", Shape::Any);
        const NULLABLE: bool = true;

        fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
            conform_text(self, Self::MODEL, constraints)
        }
    }

    impl<'de> FromJson<'de> for Box<RawValue> {
        fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
            RawValue::from_string(reader.raw()?.to_owned()).map_err(|_| Mismatch)
        }
    }

    impl IntoOwned for Box<RawValue> {
        type Owned = Self;

        fn into_owned(self) -> Self {
            self
        }
    }
}
