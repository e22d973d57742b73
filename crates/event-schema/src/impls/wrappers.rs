//! Types around one value, which is what serde writes.

use core::cmp::Reverse;
use core::num::{Saturating, Wrapping};

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::model::{Constraints, Model};
use crate::schema::{IntoOwned, Schema};

/// serde reads a `Saturating` number that is out of range as the nearest one; the schema refuses it.
macro_rules! wrappers {
    ($($wrapper:ident)*) => {$(
        impl<T: Schema> Schema for $wrapper<T> {
            const MODEL: &'static Model = T::MODEL;
            const NULLABLE: bool = T::NULLABLE;

            fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
                self.0.conforms(constraints)
            }
        }

        impl<'de, T: FromJson<'de>> FromJson<'de> for $wrapper<T> {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                T::from_value(reader).map(Self)
            }
        }

        impl<T: IntoOwned> IntoOwned for $wrapper<T> {
            type Owned = $wrapper<T::Owned>;

            fn into_owned(self) -> Self::Owned {
                $wrapper(self.0.into_owned())
            }
        }
    )*};
}

wrappers! { Reverse Saturating Wrapping }
