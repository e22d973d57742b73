//! Types that are strings on the wire.

/// Each accepts some strings more than its schema, which says what other languages can check. What a type may write
/// that the schema refuses is an error when it is encoded.
macro_rules! described {
    ($type:ty as $path:literal: $constraints:expr) => {
        impl $crate::Schema for $type {
            const MODEL: &'static $crate::model::Model = &$crate::model::Model {
                constraints: $constraints,
                ..$crate::model::Model::anonymous($path, $crate::model::Shape::String)
            };

            fn conforms(&self, constraints: &$crate::model::Constraints) -> Result<(), $crate::EncodeError> {
                $crate::encode::conform_text(self, Self::MODEL, constraints)
            }
        }

        $crate::impls::texts::owned!($type);
    };
}
pub(super) use described;

/// Types that are read by `FromStr`, by serde too.
macro_rules! texts {
    ($($type:ty as $path:literal: $constraints:expr;)*) => {$(
        $crate::impls::texts::described!($type as $path: $constraints);

        impl<'de> $crate::FromJson<'de> for $type {
            fn from_value(reader: &mut $crate::Reader<'de>) -> Result<Self, $crate::Mismatch> {
                reader.string()?.parse().map_err(|_| $crate::Mismatch)
            }
        }
    )*};
}
pub(super) use texts;

/// Types that serde alone reads.
#[cfg(feature = "time")]
macro_rules! texts_by_serde {
    ($($type:ty as $path:literal: $constraints:expr;)*) => {$(
        $crate::impls::texts::described!($type as $path: $constraints);

        impl<'de> $crate::FromJson<'de> for $type {
            fn from_value(reader: &mut $crate::Reader<'de>) -> Result<Self, $crate::Mismatch> {
                $crate::__private::read_by_serde(reader)
            }
        }
    )*};
}
#[cfg(feature = "time")]
pub(super) use texts_by_serde;

/// A type without borrows.
macro_rules! owned {
    ($($type:ty),* $(,)?) => {$(
        impl $crate::IntoOwned for $type {
            type Owned = Self;

            fn into_owned(self) -> Self {
                self
            }
        }
    )*};
}
pub(super) use owned;

/// Strings of one format.
macro_rules! format {
    ($format:ident) => {
        $crate::model::Constraints {
            rules: $crate::model::Rules::new(&[$crate::model::Rule::Format($crate::model::Format::$format)]),
            ..$crate::model::Constraints::NONE
        }
    };
}
pub(super) use format;

/// Strings that match a pattern, which the derive compiles.
#[cfg(feature = "derive")]
macro_rules! pattern {
    ($pattern:literal) => {{
        #[derive($crate::Schema)]
        #[event(crate = crate, pattern = $pattern)]
        struct Text(alloc::string::String);

        <Text as $crate::Schema>::MODEL.constraints
    }};
}
#[cfg(feature = "derive")]
pub(super) use pattern;
