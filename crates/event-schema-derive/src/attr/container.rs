use syn::{DeriveInput, LitStr};

use super::{Bounds, Entry, Family, Place, Text, Written, read, rename, rename_all};
use crate::case::Case;
use crate::ctxt::Ctxt;

/// What stands on a type.
pub struct Container {
    pub name: Option<Written<LitStr>>,
    pub tag: Option<Written<LitStr>>,
    pub emitted: Option<Written<LitStr>>,
    pub reserved: Option<Written<Vec<LitStr>>>,
    pub krate: Option<Written<syn::Path>>,
    pub text: Text,
    pub bounds: Bounds,
    pub rename: Option<Written<LitStr>>,
    pub rename_all: Option<Written<Case>>,
    pub deny_unknown_fields: Option<Written<()>>,
    pub transparent: Option<Written<()>>,
    /// Whether all was understood: if not, what seems to be missing may have been misspelt.
    pub is_complete: bool,
}

const PLACE: Place = Place {
    name: "a type",
    event: &[
        "name",
        "tag",
        "emitted",
        "title",
        "since",
        "deprecated",
        "reserved",
        "example",
        "crate",
        "minimum",
        "maximum",
        "exclusive_minimum",
        "exclusive_maximum",
        "multiple_of",
        "min_length",
        "max_length",
        "starts_with",
        "ends_with",
        "contains",
        "constant",
        "one_of",
        "min_items",
        "max_items",
        "unique_items",
        "items",
        "min_properties",
        "max_properties",
        "keys",
        "values",
    ],
    serde: &["rename", "rename_all", "deny_unknown_fields", "transparent", "crate"],
    refused: &[
        (
            "tag",
            "an event's tag is written `#[event(tag = \"…\")]`, and `derive(Event)` writes serde's impls itself",
        ),
        ("content", "events carry their properties beside the tag"),
        ("untagged", "events are told apart by their tag"),
        ("default", "write `default` on the fields that may be absent"),
        ("rename_all_fields", "write `rename_all` on the type whose fields are meant"),
        ("bound", "generic types are not supported yet"),
        ("from", "derive on the type that is on the wire"),
        ("try_from", "derive on the type that is on the wire"),
        ("into", "derive on the type that is on the wire"),
        ("remote", "wrap the foreign type in a newtype of your own"),
        ("expecting", "messages are made from the schema"),
        ("variant_identifier", "the names of an enum's variants are its values already"),
        ("field_identifier", "the names of an enum's variants are its values already"),
        ("non_exhaustive", "remove it"),
    ],
};

impl Container {
    pub fn new(cx: &Ctxt, input: &DeriveInput) -> Self {
        let mut written = Self {
            name: None,
            tag: None,
            emitted: None,
            reserved: None,
            krate: None,
            text: Text::new(&input.attrs),
            bounds: Bounds::default(),
            rename: None,
            rename_all: None,
            deny_unknown_fields: None,
            transparent: None,
            is_complete: false,
        };
        let mistakes = cx.count();
        read(cx, &input.attrs, &PLACE, |family, entry| match family {
            Family::Event => written.read_event(cx, entry),
            Family::Serde => written.read_serde(cx, entry),
        });
        written.is_complete = cx.count() == mistakes;
        written
    }

    fn read_event(&mut self, cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<bool> {
        match entry.name.as_str() {
            "name" => entry.fill(cx, &mut self.name, Entry::string)?,
            "tag" => entry.fill(cx, &mut self.tag, Entry::string)?,
            "emitted" => entry.fill(cx, &mut self.emitted, Entry::string)?,
            "reserved" => entry.fill(cx, &mut self.reserved, Entry::strings)?,
            "crate" => entry.fill(cx, &mut self.krate, Entry::path)?,
            _ => return Ok(self.text.read(cx, entry)? || self.bounds.read(cx, entry)?),
        }
        Ok(true)
    }

    fn read_serde(&mut self, cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<bool> {
        match entry.name.as_str() {
            "rename" => entry.fill(cx, &mut self.rename, rename)?,
            "rename_all" => entry.fill(cx, &mut self.rename_all, rename_all)?,
            "deny_unknown_fields" => entry.fill(cx, &mut self.deny_unknown_fields, Entry::flag)?,
            "transparent" => entry.fill(cx, &mut self.transparent, Entry::flag)?,
            // Where serde is found concerns serde's own derives only.
            "crate" => entry.string().map(drop)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}
