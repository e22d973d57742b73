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
    pub skip: Option<Written<()>>,
    pub skip_serializing: Option<Written<()>>,
    pub skip_deserializing: Option<Written<()>>,
    pub untagged: Option<Written<()>>,
    pub other: Option<Written<()>>,
}

const PLACE: Place = Place {
    name: "a variant",
    event: &["unknown", "title", "since", "deprecated"],
    serde: &[
        "rename",
        "alias",
        "rename_all",
        "untagged",
        "other",
        "skip",
        "skip_serializing",
        "skip_deserializing",
        "borrow",
        "bound",
    ],
    refused: &[("with", WITH), ("serialize_with", WITH), ("deserialize_with", WITH)],
};

const WITH: &str = "what it writes has no schema of its own: write it beside `#[event(schema = \"…\")]` on a named field, or \
                    on the field of a newtype that says `#[event(schema = \"…\")]`";

impl Variant {
    pub fn new(cx: &Ctxt, variant: &syn::Variant) -> Self {
        let mut written = Self {
            unknown: None,
            text: Text::new(&variant.attrs),
            rename: None,
            aliases: Vec::new(),
            rename_all: None,
            skip: None,
            skip_serializing: None,
            skip_deserializing: None,
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
                (Family::Serde, "skip") => entry.fill(cx, &mut written.skip, Entry::flag)?,
                (Family::Serde, "skip_serializing") => {
                    entry.fill(cx, &mut written.skip_serializing, Entry::flag)?;
                }
                (Family::Serde, "skip_deserializing") => {
                    entry.fill(cx, &mut written.skip_deserializing, Entry::flag)?;
                }
                // What serde's own derives borrow, and what they ask of a type, changes nothing on the wire.
                (Family::Serde, "borrow") => super::field::borrow(entry)?,
                (Family::Serde, "bound") => entry.skip_value(),
                (Family::Serde, "other") => entry.fill(cx, &mut written.other, Entry::flag)?,
                (Family::Serde, "untagged") => entry.fill(cx, &mut written.untagged, Entry::flag)?,
                _ => return Ok(false),
            }
            Ok(true)
        });
        written
    }

    /// Whether it is never on the wire.
    pub const fn is_skipped(&self) -> bool {
        self.skip.is_some() || (self.skip_serializing.is_some() && self.skip_deserializing.is_some())
    }

    /// Whether it is read, and never written.
    pub const fn is_only_read(&self) -> bool {
        self.skip_serializing.is_some()
    }

    /// Whether it is written, and never read.
    pub const fn is_only_written(&self) -> bool {
        self.skip_deserializing.is_some()
    }
}
