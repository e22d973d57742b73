//! Pointers: on the wire there is what they point at.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::model::{Constraints, Model};
use crate::schema::{IntoOwned, Schema};

/// How a value is taken out of each is told by `$take`; of shared ones only serde's feature `rc` writes serde's traits.
macro_rules! pointers {
    ($($pointer:ident: $take:expr, $($bound:ident)?;)*) => {$(
        impl<T: Schema + ?Sized> Schema for $pointer<T> {
            const MODEL: &'static Model = T::MODEL;
            const NULLABLE: bool = T::NULLABLE;
            const OPTIONAL: bool = T::OPTIONAL;
            const NAMES: Option<&'static Constraints> = T::NAMES;

            fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
                (**self).conforms(constraints)
            }
        }

        impl<'de, T: FromJson<'de>> FromJson<'de> for $pointer<T> {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                T::from_value(reader).map(Self::new)
            }

            fn from_name(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                T::from_name(reader).map(Self::new)
            }

            fn from_absent() -> Option<Self> {
                T::from_absent().map(Self::new)
            }
        }

        impl<'de> FromJson<'de> for $pointer<str> {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                String::from_value(reader).map(Self::from)
            }
        }

        impl<'de, T: FromJson<'de>> FromJson<'de> for $pointer<[T]> {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                Vec::from_value(reader).map(Self::from)
            }
        }

        impl<T: IntoOwned $(+ $bound)?> IntoOwned for $pointer<T> {
            type Owned = $pointer<T::Owned>;

            fn into_owned(self) -> Self::Owned {
                $pointer::new($take(self).into_owned())
            }
        }

        impl IntoOwned for $pointer<str> {
            type Owned = Self;

            fn into_owned(self) -> Self {
                self
            }
        }

        impl<T: IntoOwned + Clone> IntoOwned for $pointer<[T]> {
            type Owned = $pointer<[T::Owned]>;

            fn into_owned(self) -> Self::Owned {
                self.iter().cloned().map(T::into_owned).collect()
            }
        }
    )*};
}

pointers! {
    Box: |pointer: Self| *pointer,;
    Rc: Rc::unwrap_or_clone, Clone;
    Arc: Arc::unwrap_or_clone, Clone;
}

impl<T: Schema + ToOwned + ?Sized> Schema for Cow<'_, T> {
    const MODEL: &'static Model = T::MODEL;
    const NULLABLE: bool = T::NULLABLE;
    const OPTIONAL: bool = T::OPTIONAL;
    const NAMES: Option<&'static Constraints> = T::NAMES;

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        (**self).conforms(constraints)
    }
}

impl<'de: 'a, 'a> FromJson<'de> for Cow<'a, str> {
    #[expect(
        clippy::inline_always,
        reason = "a string that a call returns is waited for in memory: a tenth of decoding"
    )]
    #[inline(always)]
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        reader.string()
    }

    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn from_nullable(reader: &mut Reader<'de>) -> Result<Option<Self>, Mismatch> {
        reader.string_or_null()
    }
}

impl IntoOwned for Cow<'_, str> {
    type Owned = Cow<'static, str>;

    fn into_owned(self) -> Cow<'static, str> {
        Cow::Owned(self.into_owned())
    }
}

/// The items are never borrowed: on the wire they are text.
impl<'de, T: FromJson<'de> + Clone> FromJson<'de> for Cow<'_, [T]> {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        Vec::from_value(reader).map(Cow::Owned)
    }
}

impl<T: IntoOwned<Owned: Clone> + Clone> IntoOwned for Cow<'_, [T]> {
    type Owned = Cow<'static, [T::Owned]>;

    fn into_owned(self) -> Cow<'static, [T::Owned]> {
        Cow::Owned(self.into_owned().into_owned())
    }
}
