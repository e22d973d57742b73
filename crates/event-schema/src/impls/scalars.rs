use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::error::Code;
use crate::model::{Constraints, Model, Rule, Rules, Shape};
use crate::schema::{IntoOwned, Schema};

impl Schema for str {
    const MODEL: &'static Model = &Model::anonymous("str", Shape::String);

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        let Constraints { min_length, max_length, .. } = *constraints;
        if min_length.is_none() && max_length.is_none() {
            return Ok(());
        }
        let length = self.chars().count() as u64;
        if let Some(least) = min_length.filter(|least| length < *least) {
            return Err(EncodeError::new(Code::MinLength, format!("expected at least {least} characters")));
        }
        if let Some(most) = max_length.filter(|most| length > *most) {
            return Err(EncodeError::new(Code::MaxLength, format!("expected at most {most} characters")));
        }
        Ok(())
    }
}

impl Schema for String {
    const MODEL: &'static Model = str::MODEL;

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        self.as_str().conforms(constraints)
    }
}

impl<'de> FromJson<'de> for String {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        reader.string().map(Cow::into_owned)
    }
}

impl IntoOwned for String {
    type Owned = Self;

    fn into_owned(self) -> Self {
        self
    }
}

/// A string of one code point.
impl Schema for char {
    const MODEL: &'static Model = &Model {
        constraints: Constraints { min_length: Some(1), max_length: Some(1), ..Constraints::NONE },
        ..Model::anonymous("char", Shape::String)
    };

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        (*self.encode_utf8(&mut [0; 4])).conforms(constraints)
    }
}

impl<'de> FromJson<'de> for char {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        reader.string()?.chars().next().ok_or(Mismatch)
    }
}

impl IntoOwned for char {
    type Owned = Self;

    fn into_owned(self) -> Self {
        self
    }
}

impl Schema for bool {
    const MODEL: &'static Model = &Model::anonymous("bool", Shape::Boolean);
    const NAMES: Option<&'static Constraints> = Some(&Constraints {
        rules: Rules::new(&[Rule::Enum(&["\"true\"", "\"false\""])]),
        ..Constraints::NONE
    });
}

impl<'de> FromJson<'de> for bool {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        reader.boolean()
    }

    fn from_name(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        reader.string()?.parse().map_err(|_| Mismatch)
    }
}

impl IntoOwned for bool {
    type Owned = Self;

    fn into_owned(self) -> Self {
        self
    }
}
