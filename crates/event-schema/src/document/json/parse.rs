use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use super::Json;
use crate::decode::{Mismatch, Reader};
use crate::raw::RawJson;

impl FromStr for Json {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let raw = RawJson::new(text).map_err(|_| ParseError)?;
        read(&mut Reader::new(raw.as_str())).map_err(|Mismatch| ParseError)
    }
}

/// The text is not one JSON value, or is nested too deeply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseError;

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one JSON value")
    }
}

impl core::error::Error for ParseError {}

fn read(reader: &mut Reader<'_>) -> Result<Json, Mismatch> {
    Ok(match reader.peek() {
        Some(b'n') => {
            reader.null();
            Json::Null
        }
        Some(b't' | b'f') => Json::Bool(reader.boolean()?),
        Some(b'"') => Json::String(reader.string()?.into_owned()),
        Some(b'[') => {
            let mut items = Vec::new();
            reader.array(|reader| {
                items.push(read(reader)?);
                Ok(())
            })?;
            Json::Array(items)
        }
        Some(b'{') => {
            let mut members = Vec::new();
            reader.object(|reader, name| {
                members.push((name.into_owned(), read(reader)?));
                Ok(())
            })?;
            Json::Object(members)
        }
        _ => Json::Number(reader.raw()?.to_owned()),
    })
}
