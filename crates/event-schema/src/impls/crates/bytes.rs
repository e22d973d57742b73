use alloc::vec::Vec;

use bytes::{Bytes, BytesMut};

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::impls::texts::owned;
use crate::model::{Constraints, Model};
use crate::schema::Schema;

/// An array of numbers, which is what `bytes` makes of bytes in JSON. It also reads a string as its bytes, but never
/// writes one.
macro_rules! bytes {
    ($($bytes:ident)*) => {$(
        impl Schema for $bytes {
            const MODEL: &'static Model = <[u8]>::MODEL;

            fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
                self[..].conforms(constraints)
            }
        }

        impl<'de> FromJson<'de> for $bytes {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                Vec::from_value(reader).map(|bytes: Vec<u8>| bytes.into_iter().collect())
            }
        }

        owned!($bytes);
    )*};
}

bytes! { Bytes BytesMut }
