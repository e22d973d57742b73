use core::hash::{BuildHasher, Hash};

use alloc::vec::Vec;

use indexmap::{IndexMap, IndexSet};

use crate::decode::{FromJson, Mismatch, Reader};
use crate::encode::EncodeError;
use crate::impls::maps::maps;
use crate::impls::sets::sets;
use crate::model::{Constraints, Model};
use crate::schema::{IntoOwned, Schema};

maps! {
    IndexMap<K: Eq | Hash, T, S: BuildHasher>;
}

sets! {
    IndexSet<T: Eq | Hash, S: BuildHasher>;
}
