use alloc::string::String;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Content;
use crate::decode::Mismatch;
use crate::decode::Reader;
use crate::raw::RawJson;
use crate::scan::Whole;

/// By serde's route the value is kept, not its spelling: no serde format can write text as it is.
impl Serialize for RawJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value(self.as_str()).serialize(serializer)
    }
}

/// By serde's route the value is written anew, in compact form.
impl<'de> Deserialize<'de> for RawJson<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json: String = Content::deserialize(deserializer)?.to_json();
        Self::new(json).map_err(serde::de::Error::custom)
    }
}

/// The text of a value, known to be one.
struct Value<'a>(&'a str);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = Reader::new(self.0);
        let broken = |Mismatch| S::Error::custom("the kept text is not JSON");
        match reader.peek() {
            Some(b'{') => {
                let mut map = serializer.serialize_map(None)?;
                let mut result = Ok(());
                let members = reader.object(|reader, name| {
                    let value = reader.raw()?;
                    if result.is_ok() {
                        result = map.serialize_entry(&name, &Value(value));
                    }
                    Ok(())
                });
                result?;
                members.map_err(broken)?;
                map.end()
            }
            Some(b'[') => {
                let mut sequence = serializer.serialize_seq(None)?;
                let mut result = Ok(());
                let items = reader.array(|reader| {
                    let item = reader.raw()?;
                    if result.is_ok() {
                        result = sequence.serialize_element(&Value(item));
                    }
                    Ok(())
                });
                result?;
                items.map_err(broken)?;
                sequence.end()
            }
            Some(b'"') => serializer.serialize_str(&reader.string().map_err(broken)?),
            Some(b't' | b'f') => serializer.serialize_bool(reader.boolean().map_err(broken)?),
            Some(b'n') => serializer.serialize_unit(),
            _ => {
                let number = reader.number().map_err(broken)?;
                match number.whole() {
                    Whole::Exactly(integer) => match (integer.to_i128(), integer.to_u128()) {
                        (Some(signed), _) if i64::try_from(signed).is_ok() => {
                            serializer.serialize_i64(signed as i64)
                        }
                        (_, Some(unsigned)) if u64::try_from(unsigned).is_ok() => {
                            serializer.serialize_u64(unsigned as u64)
                        }
                        (Some(signed), _) => serializer.serialize_i128(signed),
                        (None, Some(unsigned)) => serializer.serialize_u128(unsigned),
                        (None, None) => serializer.serialize_f64(number.to_f64().unwrap_or_default()),
                    },
                    _ => serializer.serialize_f64(number.to_f64().unwrap_or_default()),
                }
            }
        }
    }
}
