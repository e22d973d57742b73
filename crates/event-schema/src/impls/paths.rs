use alloc::string::String;
use std::path::PathBuf;

use super::texts::owned;
use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::error::Code;
use crate::model::{Constraints, Model};
use crate::schema::Schema;

/// A string; a path that is no Unicode cannot be encoded.
impl Schema for PathBuf {
    const MODEL: &'static Model = str::MODEL;

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        match self.to_str() {
            Some(path) => path.conforms(constraints),
            None => Err(EncodeError::new(Code::Utf8, "expected a path in Unicode")),
        }
    }
}

impl<'de> FromJson<'de> for PathBuf {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        String::from_value(reader).map(Self::from)
    }
}

owned!(PathBuf);
