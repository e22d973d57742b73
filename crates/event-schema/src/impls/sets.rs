//! Sets: arrays without equal items. serde would take equal items and drop all but one; the schema refuses them, so that
//! as many items arrive as were sent.

use alloc::collections::{BTreeSet, BinaryHeap};
use alloc::vec::Vec;
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
use core::marker::PhantomData;
#[cfg(feature = "std")]
use std::collections::HashSet;

use serde::Serialize;

use super::containers::items_conform;
use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::{EncodeError, conform_rules};
use crate::model::{Argument, Constraints, Model, Rule, Rules, Shape};
use crate::schema::{IntoOwned, Schema};

/// The model of a set.
pub(super) struct SetModel<T>(PhantomData<T>);

impl<T: Schema> SetModel<T> {
    pub(super) const MODEL: &'static Model = &Model {
        arguments: &[Argument::Type(|| T::MODEL)],
        constraints: UNIQUE,
        ..Model::anonymous("set", Shape::Array(|| T::MODEL))
    };
}

const UNIQUE: Constraints = Constraints { rules: Rules::new(&[Rule::UniqueItems]), ..Constraints::NONE };

/// Checks a set's length, its items, and that what differs in Rust differs on the wire.
pub(super) fn set_conforms<'t, T: Schema + Serialize + 't>(
    items: impl ExactSizeIterator<Item = &'t T> + Clone,
    constraints: &Constraints,
) -> Result<(), EncodeError> {
    items_conform(items.clone(), constraints)?;
    conform_rules(&items.collect::<Vec<_>>(), &UNIQUE)
}

/// `$extra` are parameters beside the items' type.
macro_rules! sets {
    ($($set:ident<T: $($item:path)|+ $(, $extra:ident: $bound:path)?>;)*) => {$(
        impl<T: Schema + serde::Serialize $(, $extra)?> Schema for $set<T $(, $extra)?> {
            const MODEL: &'static Model = $crate::impls::sets::SetModel::<T>::MODEL;

            fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
                $crate::impls::sets::set_conforms(self.iter(), constraints)
            }
        }

        impl<'de, T $(, $extra)?> FromJson<'de> for $set<T $(, $extra)?>
        where
            T: FromJson<'de> + serde::Serialize $(+ $item)+,
            $($extra: $bound + Default,)?
        {
            fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
                Vec::from_value(reader).map(|items| items.into_iter().collect())
            }
        }

        impl<T, $($extra)?> IntoOwned for $set<T $(, $extra)?>
        where
            T: IntoOwned<Owned: $($item +)+>,
            $($extra: $bound + Default + 'static,)?
        {
            type Owned = $set<T::Owned $(, $extra)?>;

            fn into_owned(self) -> Self::Owned {
                self.into_iter().map(T::into_owned).collect()
            }
        }
    )*};
}
#[cfg(feature = "indexmap")]
pub(super) use sets;

sets! {
    BTreeSet<T: Ord>;
}

#[cfg(feature = "std")]
sets! {
    HashSet<T: Eq | Hash, S: BuildHasher>;
}

/// An array whose order means nothing, and is another when it is written; equal items stay.
impl<T: Schema> Schema for BinaryHeap<T> {
    const MODEL: &'static Model = <[T]>::MODEL;

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        items_conform(self.iter(), constraints)
    }
}

impl<'de, T: FromJson<'de> + Ord> FromJson<'de> for BinaryHeap<T> {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        Vec::from_value(reader).map(Self::from)
    }
}

impl<T: IntoOwned<Owned: Ord>> IntoOwned for BinaryHeap<T> {
    type Owned = BinaryHeap<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.into_vec().into_iter().map(T::into_owned).collect()
    }
}
