use alloc::format;
use alloc::string::ToString;
use core::num::NonZero;

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::error::Code;
use crate::model::{Bound, Constraints, Integer, Model, Rule, Rules, Shape};
use crate::schema::{IntoOwned, Schema};

/// `$wide` is the 128-bit type of the same sign.
macro_rules! integers {
    ($($type:ident in $wide:ident: $from:ident, $to:ident;)*) => {$(
        impl Schema for $type {
            const MODEL: &'static Model = &Model {
                constraints: Constraints::between(
                    Integer::$from($type::MIN as $wide),
                    Integer::$from($type::MAX as $wide),
                ),
                ..Model::anonymous(stringify!($type), Shape::Integer)
            };
            #[cfg(feature = "derive")]
            const NAMES: Option<&'static Constraints> = <Self as super::names::IntegerNames>::NAMES;

            #[allow(clippy::cast_lossless, reason = "`From` does not cover the pointer-sized types")]
            fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
                in_bounds(Bound::Integer(Integer::$from(*self as $wide)), constraints)
            }
        }

        impl<'de> FromJson<'de> for $type {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                reader.integer()?.$to().and_then(|integer| integer.try_into().ok()).ok_or(Mismatch)
            }

            fn from_name(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                reader.string()?.parse().map_err(|_| Mismatch)
            }
        }

        impl IntoOwned for $type {
            type Owned = Self;

            fn into_owned(self) -> Self {
                self
            }
        }
    )*};
}

integers! {
    i8 in i128: from_i128, to_i128;
    i16 in i128: from_i128, to_i128;
    i32 in i128: from_i128, to_i128;
    i64 in i128: from_i128, to_i128;
    i128 in i128: from_i128, to_i128;
    isize in i128: from_i128, to_i128;
    u8 in u128: from_u128, to_u128;
    u16 in u128: from_u128, to_u128;
    u32 in u128: from_u128, to_u128;
    u64 in u128: from_u128, to_u128;
    u128 in u128: from_u128, to_u128;
    usize in u128: from_u128, to_u128;
}

/// Those with a sign have a hole in their range.
macro_rules! other_than_zero {
    ($($type:ident: $constraints:expr;)*) => {$(
        impl Schema for NonZero<$type> {
            const MODEL: &'static Model = &Model {
                constraints: $constraints,
                ..Model::anonymous(concat!("NonZero<", stringify!($type), ">"), Shape::Integer)
            };

            fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
                self.get().conforms(constraints)
            }
        }

        impl<'de> FromJson<'de> for NonZero<$type> {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                $type::from_value(reader).and_then(|value| Self::new(value).ok_or(Mismatch))
            }
        }

        impl IntoOwned for NonZero<$type> {
            type Owned = Self;

            fn into_owned(self) -> Self {
                self
            }
        }
    )*};
}

macro_rules! non_zero {
    ($($unsigned:ident $signed:ident)*) => {
        other_than_zero! {
            $(
                $unsigned: Constraints::between(
                    Integer::from_u128(1),
                    Integer::from_u128($unsigned::MAX as u128),
                );
                $signed: Constraints {
                    rules: Rules::new(&[Rule::Not("0")]),
                    ..Constraints::between(
                        Integer::from_i128($signed::MIN as i128),
                        Integer::from_i128($signed::MAX as i128),
                    )
                };
            )*
        }
    };
}

non_zero! { u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize }

impl Schema for f64 {
    const MODEL: &'static Model = &Model::anonymous("f64", Shape::Number);

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        if !self.is_finite() {
            return Err(EncodeError::new(Code::NumberRange, "expected a finite number"));
        }
        in_bounds(Bound::Float(*self), constraints)
    }
}

impl<'de> FromJson<'de> for f64 {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        reader.float()
    }
}

impl IntoOwned for f64 {
    type Owned = Self;

    fn into_owned(self) -> Self {
        self
    }
}

/// The greatest `f32` as it is written: the shortest decimal that is read as this number, which lies a little beyond
/// it.
const GREATEST_F32: f64 = 3.402_823_5e38;

impl Schema for f32 {
    const MODEL: &'static Model = &Model {
        constraints: Constraints {
            minimum: Some(Bound::Float(-GREATEST_F32)),
            maximum: Some(Bound::Float(GREATEST_F32)),
            ..Constraints::NONE
        },
        ..Model::anonymous("f32", Shape::Number)
    };

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        if constraints.is_none() || !self.is_finite() {
            return f64::from(*self).conforms(&Constraints::NONE);
        }
        // What must obey the rules is the number that will be written, not its exact value.
        let written: f64 = self.to_string().parse().unwrap_or(f64::NAN);
        written.conforms(constraints)
    }
}

impl<'de> FromJson<'de> for f32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the nearest `f32` is what is asked for; it is in range"
    )]
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        reader.float().map(|float| float as f32)
    }
}

impl IntoOwned for f32 {
    type Owned = Self;

    fn into_owned(self) -> Self {
        self
    }
}

fn in_bounds(value: Bound, constraints: &Constraints) -> Result<(), EncodeError> {
    if let Some(minimum) = constraints.minimum.filter(|minimum| value.is_below(*minimum)) {
        return Err(EncodeError::new(Code::Minimum, format!("expected at least {minimum}")));
    }
    if let Some(maximum) = constraints.maximum.filter(|maximum| maximum.is_below(value)) {
        return Err(EncodeError::new(Code::Maximum, format!("expected at most {maximum}")));
    }
    Ok(())
}
