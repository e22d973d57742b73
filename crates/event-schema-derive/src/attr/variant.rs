use syn::LitStr;

use super::{Entry, Family, Place, Text, Written, read, rename};
use crate::ctxt::Ctxt;

/// What stands on a variant.
pub struct Variant {
    pub unknown: Option<Written<()>>,
    pub text: Text,
    pub rename: Option<Written<LitStr>>,
    pub untagged: Option<Written<()>>,
}

const PLACE: Place = Place {
    name: "a variant",
    event: &["unknown", "title", "since", "deprecated"],
    serde: &["rename", "untagged"],
    refused: &[
        ("alias", "a value has one name"),
        (
            "other",
            "keep unknown values: make the last variant `#[serde(untagged)] Other(String)`, or in a union of events \
             `#[event(unknown)] Unknown(UnknownEvent<'a>)`",
        ),
        ("skip", "move what is never on the wire out of the enum"),
        ("skip_serializing", "move what is never on the wire out of the enum"),
        ("skip_deserializing", "move what is never on the wire out of the enum"),
        ("rename_all", "write `rename_all` on the type whose fields are meant"),
        ("with", "derive on the type that is on the wire"),
        ("serialize_with", "derive on the type that is on the wire"),
        ("deserialize_with", "derive on the type that is on the wire"),
        ("borrow", "write it on the variant's type"),
        ("bound", "generic types are not supported yet"),
    ],
};

impl Variant {
    pub fn new(cx: &Ctxt, variant: &syn::Variant) -> Self {
        let mut written =
            Self { unknown: None, text: Text::new(&variant.attrs), rename: None, untagged: None };
        read(cx, &variant.attrs, &PLACE, |family, entry| {
            match (family, entry.name.as_str()) {
                (Family::Event, "unknown") => entry.fill(cx, &mut written.unknown, Entry::flag)?,
                (Family::Event, "title" | "since" | "deprecated") => return written.text.read(cx, entry),
                (Family::Serde, "rename") => entry.fill(cx, &mut written.rename, rename)?,
                (Family::Serde, "untagged") => entry.fill(cx, &mut written.untagged, Entry::flag)?,
                _ => return Ok(false),
            }
            Ok(true)
        });
        written
    }
}
