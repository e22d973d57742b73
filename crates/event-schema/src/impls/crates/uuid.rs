use crate::impls::texts::{format, texts};

// Without hyphens, in braces and as URN it is read by `uuid` too, but never written.
texts! {
    uuid::Uuid as "uuid::Uuid": format!(Uuid);
}
