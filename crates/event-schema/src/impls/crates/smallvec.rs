use alloc::vec::Vec;

use smallvec::{Array, SmallVec};

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::model::{Constraints, Model};
use crate::schema::{IntoOwned, Schema};

impl<A: Array<Item: Schema>> Schema for SmallVec<A> {
    const MODEL: &'static Model = <[A::Item]>::MODEL;

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        self[..].conforms(constraints)
    }
}

impl<'de, A: Array<Item: FromJson<'de>>> FromJson<'de> for SmallVec<A> {
    fn from_value(reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        Vec::from_value(reader).map(Self::from_vec)
    }
}

/// An array's length cannot be told apart from its items' type, so items that borrow have no owned form here.
impl<A: Array<Item: IntoOwned<Owned = A::Item>> + 'static> IntoOwned for SmallVec<A> {
    type Owned = Self;

    fn into_owned(self) -> Self {
        self.into_iter().map(A::Item::into_owned).collect()
    }
}
