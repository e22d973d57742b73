use core::marker::PhantomData;

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::model::{Argument, Constraints, Element, Model, Shape};
use crate::schema::{IntoOwned, Schema};

impl Schema for () {
    const MODEL: &'static Model = &Model::anonymous("()", Shape::Null);
    const NULLABLE: bool = true;
}

impl<'de> FromJson<'de> for () {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        if reader.null() { Ok(()) } else { Err(Mismatch) }
    }
}

impl IntoOwned for () {
    type Owned = ();

    fn into_owned(self) {}
}

/// serde writes it as it writes `()`.
impl<T: ?Sized> Schema for PhantomData<T> {
    const MODEL: &'static Model = <()>::MODEL;
    const NULLABLE: bool = true;
}

impl<'de, T: ?Sized> FromJson<'de> for PhantomData<T> {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        if reader.null() { Ok(Self) } else { Err(Mismatch) }
    }
}

impl<T: ?Sized + 'static> IntoOwned for PhantomData<T> {
    type Owned = Self;

    fn into_owned(self) -> Self {
        self
    }
}

macro_rules! tuples {
    ($($path:literal: $($item:ident $at:tt)+;)+) => {$(
        impl<$($item: Schema),+> Schema for ($($item,)+) {
            const MODEL: &'static Model = &Model {
                arguments: &[$(Argument::Type(|| $item::MODEL)),+],
                ..Model::anonymous($path, Shape::Tuple(&[$(Element::new(|| $item::MODEL)),+]))
            };

            fn conforms(&self, _: &Constraints) -> Result<(), EncodeError> {
                $(
                    let item = self.$at.conforms(&Constraints::NONE);
                    item.map_err(|error| error.within(stringify!($at)))?;
                )+
                Ok(())
            }
        }

        impl<'de, $($item: FromJson<'de>),+> FromJson<'de> for ($($item,)+) {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                reader.tuple(|items| Ok(($(items.item::<$item>()?,)+)))
            }
        }

        impl<$($item: IntoOwned),+> IntoOwned for ($($item,)+) {
            type Owned = ($($item::Owned,)+);

            fn into_owned(self) -> Self::Owned {
                ($(self.$at.into_owned(),)+)
            }
        }
    )+};
}

tuples! {
    "(A,)": A 0;
    "(A, B)": A 0 B 1;
    "(A, B, C)": A 0 B 1 C 2;
    "(A, B, C, D)": A 0 B 1 C 2 D 3;
    "(A, B, C, D, E)": A 0 B 1 C 2 D 3 E 4;
    "(A, B, C, D, E, F)": A 0 B 1 C 2 D 3 E 4 F 5;
    "(A, B, C, D, E, F, G)": A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    "(A, B, C, D, E, F, G, H)": A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}
