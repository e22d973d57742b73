use alloc::collections::{LinkedList, VecDeque};
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::error::Code;
use crate::model::{Argument, Constraints, Model, Shape};
use crate::raw::RawJson;
use crate::schema::{IntoOwned, Schema};

impl<T: Schema> Schema for Option<T> {
    const MODEL: &'static Model = &Model {
        arguments: &[Argument::Type(|| T::MODEL)],
        ..Model::anonymous("Option", Shape::Nullable(|| T::MODEL))
    };
    const NULLABLE: bool = true;
    const OPTIONAL: bool = true;

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        self.as_ref().map_or(Ok(()), |value| value.conforms(constraints))
    }
}

impl<'de, T: FromJson<'de>> FromJson<'de> for Option<T> {
    #[expect(
        clippy::inline_always,
        reason = "a string that a call returns is waited for in memory: a tenth of decoding"
    )]
    #[inline(always)]
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        T::from_nullable(reader)
    }

    fn from_absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: IntoOwned> IntoOwned for Option<T> {
    type Owned = Option<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<T: Schema> Schema for [T] {
    const MODEL: &'static Model = &Model {
        arguments: &[Argument::Type(|| T::MODEL)],
        ..Model::anonymous("Vec", Shape::Array(|| T::MODEL))
    };

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        items_conform(self.iter(), constraints)
    }
}

impl<T: Schema> Schema for Vec<T> {
    const MODEL: &'static Model = <[T]>::MODEL;

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        items_conform(self.iter(), constraints)
    }
}

/// Checks an array's length and its items.
pub(super) fn items_conform<'t, T: Schema + 't>(
    items: impl ExactSizeIterator<Item = &'t T>,
    constraints: &Constraints,
) -> Result<(), EncodeError> {
    let len = items.len() as u64;
    if let Some(least) = constraints.min_items.filter(|least| len < *least) {
        return Err(EncodeError::new(Code::MinItems, format!("expected at least {least} items")));
    }
    if let Some(most) = constraints.max_items.filter(|most| len > *most) {
        return Err(EncodeError::new(Code::MaxItems, format!("expected at most {most} items")));
    }
    items.enumerate().try_for_each(|(at, item)| {
        item.conforms(&Constraints::NONE).map_err(|error| error.within(&at.to_string()))
    })
}

impl<'de, T: FromJson<'de>> FromJson<'de> for Vec<T> {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        let mut items = Self::new();
        reader.array(|reader| {
            items.push(T::from_value(reader)?);
            Ok(())
        })?;
        Ok(items)
    }
}

impl<T: IntoOwned> IntoOwned for Vec<T> {
    type Owned = Vec<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.into_iter().map(T::into_owned).collect()
    }
}

/// Arrays of any length. What is made of a vector needs no more than that.
macro_rules! arrays {
    ($($array:ident)*) => {$(
        impl<T: Schema> Schema for $array<T> {
            const MODEL: &'static Model = Vec::<T>::MODEL;

            fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
                items_conform(self.iter(), constraints)
            }
        }

        impl<'de, T: FromJson<'de>> FromJson<'de> for $array<T> {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                Vec::from_value(reader).map(|items| items.into_iter().collect())
            }
        }

        impl<T: IntoOwned> IntoOwned for $array<T> {
            type Owned = $array<T::Owned>;

            fn into_owned(self) -> Self::Owned {
                self.into_iter().map(T::into_owned).collect()
            }
        }
    )*};
}

arrays! { VecDeque LinkedList }

/// Of exactly `N` items. serde's own traits, which events need, end at 32.
impl<T: Schema, const N: usize> Schema for [T; N] {
    const MODEL: &'static Model = &Model {
        arguments: &[Argument::Type(|| T::MODEL), Argument::Const(N as i128)],
        constraints: Constraints {
            min_items: Some(N as u64),
            max_items: Some(N as u64),
            ..Constraints::NONE
        },
        ..Model::anonymous("array", Shape::Array(|| T::MODEL))
    };

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        items_conform(self.iter(), constraints)
    }
}

impl<'de, T: FromJson<'de>, const N: usize> FromJson<'de> for [T; N] {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        Vec::from_value(reader)?.try_into().map_err(|_| Mismatch)
    }
}

impl<T: IntoOwned, const N: usize> IntoOwned for [T; N] {
    type Owned = [T::Owned; N];

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<'de: 'a, 'a> FromJson<'de> for RawJson<'a> {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        reader.raw().map(RawJson::trusted)
    }

    /// Asked only where absence counts as null.
    fn from_absent() -> Option<Self> {
        Some(RawJson::trusted("null"))
    }
}
