use syn::LitStr;

use super::names::{rename, rename_all};
use super::{Entry, Family, Place, Rename, RenameAll, Text, Written, read};
use crate::ctxt::Ctxt;

/// What stands on a variant.
pub struct Variant {
    pub unknown: Option<Written<()>>,
    pub text: Text,
    pub rename: Option<Written<Rename>>,
    pub aliases: Vec<Written<LitStr>>,
    pub rename_all: Option<Written<RenameAll>>,
    pub untagged: Option<Written<()>>,
    pub other: Option<Written<()>>,
}

const PLACE: Place = Place {
    name: "a variant",
    event: &["unknown", "title", "since", "deprecated"],
    serde: &["rename", "alias", "rename_all", "untagged", "other"],
    refused: &[
        ("skip", "move what is never on the wire out of the enum"),
        ("skip_serializing", "move what is never on the wire out of the enum"),
        ("skip_deserializing", "move what is never on the wire out of the enum"),
        ("with", "derive on the type that is on the wire"),
        ("serialize_with", "derive on the type that is on the wire"),
        ("deserialize_with", "derive on the type that is on the wire"),
        ("borrow", "write it on the variant's type"),
        ("bound", "write `bound = \"…\"` on the type"),
    ],
};

impl Variant {
    pub fn new(cx: &Ctxt, variant: &syn::Variant) -> Self {
        let mut written = Self {
            unknown: None,
            text: Text::new(&variant.attrs),
            rename: None,
            aliases: Vec::new(),
            rename_all: None,
            untagged: None,
            other: None,
        };
        read(cx, &variant.attrs, &PLACE, |family, entry| {
            match (family, entry.name.as_str()) {
                (Family::Event, "unknown") => entry.fill(cx, &mut written.unknown, Entry::flag)?,
                (Family::Event, "title" | "since" | "deprecated") => return written.text.read(cx, entry),
                (Family::Serde, "rename") => entry.fill(cx, &mut written.rename, rename)?,
                (Family::Serde, "alias") => {
                    written.aliases.push(Written { span: entry.span, value: entry.string()? });
                }
                (Family::Serde, "rename_all") => entry.fill(cx, &mut written.rename_all, rename_all)?,
                (Family::Serde, "other") => entry.fill(cx, &mut written.other, Entry::flag)?,
                (Family::Serde, "untagged") => entry.fill(cx, &mut written.untagged, Entry::flag)?,
                _ => return Ok(false),
            }
            Ok(true)
        });
        written
    }
}
