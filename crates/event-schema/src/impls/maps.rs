//! Maps: objects with free names, which are what serde makes of the keys.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;
#[cfg(feature = "std")]
use std::collections::HashMap;

use serde::Serialize;

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::model::{Argument, Constraints, Model, Rule, Rules, Shape};
use crate::schema::{IntoOwned, Schema};

/// What the keys' type says of the names.
struct Names<K>(PhantomData<K>);

impl<K: Schema> Names<K> {
    const OBEY: &'static Constraints = match K::NAMES {
        Some(names) => names,
        None => panic!(
            "a type of keys is a string, a number or a boolean: a string type, an integer, an enum of units \
             whose names are the same in both directions, or a newtype of one that adds no bounds to numbers"
        ),
    };
    const RULES: &'static [Rule] = &[Rule::PropertyNames(Self::OBEY)];
    const CONSTRAINTS: Constraints = if Self::OBEY.is_none() {
        Constraints::NONE
    } else {
        Constraints { rules: Rules::new(Self::RULES), ..Constraints::NONE }
    };
}

/// The model of a map.
pub(super) struct MapModel<K, T>(PhantomData<(K, T)>);

impl<K: Schema, T: Schema> MapModel<K, T> {
    pub(super) const MODEL: &'static Model = &Model {
        arguments: Self::ARGUMENTS,
        constraints: Names::<K>::CONSTRAINTS,
        ..Model::anonymous("map", Shape::Map(|| T::MODEL))
    };
    /// Keys that are any string tell nothing.
    const ARGUMENTS: &'static [Argument] = if Names::<K>::OBEY.is_none() {
        &[Argument::Type(|| T::MODEL)]
    } else {
        &[Argument::Type(|| K::MODEL), Argument::Type(|| T::MODEL)]
    };
}

/// Checks keys and values before they are encoded.
pub(super) fn members_conform<'m, K: Schema + Serialize + 'm, T: Schema + 'm>(
    members: impl Iterator<Item = (&'m K, &'m T)>,
) -> Result<(), EncodeError> {
    for (key, value) in members {
        key.conforms(&Constraints::NONE)
            .and_then(|()| value.conforms(&Constraints::NONE))
            .map_err(|error| error.within(&name(key)))?;
    }
    Ok(())
}

/// What serde writes for a key, as far as it can be told.
fn name(key: &impl Serialize) -> String {
    let json = serde_json::to_string(key).unwrap_or_default();
    Reader::new(&json).string().map_or_else(|_| json.clone(), |name| (*name).to_owned())
}

/// `$extra` are parameters beside the types of keys and values. Of a repeated key the last value stays, as serde does
/// it.
macro_rules! maps {
    ($($map:ident<K: $($key:path)|+, T $(, $extra:ident: $bound:path)?>;)*) => {$(
        impl<K: Schema + serde::Serialize, T: Schema $(, $extra)?> Schema for $map<K, T $(, $extra)?> {
            const MODEL: &'static Model = $crate::impls::maps::MapModel::<K, T>::MODEL;

            fn conforms(&self, _: &Constraints) -> Result<(), EncodeError> {
                $crate::impls::maps::members_conform(self.iter())
            }
        }

        impl<'de, K, T $(, $extra)?> FromJson<'de> for $map<K, T $(, $extra)?>
        where
            K: FromJson<'de> + serde::Serialize $(+ $key)+,
            T: FromJson<'de>,
            $($extra: $bound + Default,)?
        {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                let mut map = Self::default();
                reader.map(K::from_name, |reader, key| {
                    map.insert(key, T::from_value(reader)?);
                    Ok(())
                })?;
                Ok(map)
            }
        }

        impl<K, T, $($extra)?> IntoOwned for $map<K, T $(, $extra)?>
        where
            K: IntoOwned<Owned: $($key +)+>,
            T: IntoOwned,
            $($extra: $bound + Default + 'static,)?
        {
            type Owned = $map<K::Owned, T::Owned $(, $extra)?>;

            fn into_owned(self) -> Self::Owned {
                self.into_iter().map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
            }
        }
    )*};
}
#[cfg(feature = "indexmap")]
pub(super) use maps;

maps! {
    BTreeMap<K: Ord, T>;
}

#[cfg(feature = "std")]
maps! {
    HashMap<K: Eq | Hash, T, S: BuildHasher>;
}
