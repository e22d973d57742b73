use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, LitStr, Token, Type, WherePredicate};

use super::names::{definition, rename_all};
use super::{Bounds, Check, Default, Entry, Family, Place, RenameAll, Text, When, Written, read};
use crate::ctxt::Ctxt;

/// What stands on a type.
pub struct Container {
    pub name: Option<Written<LitStr>>,
    pub tag: Option<Written<LitStr>>,
    pub emitted: Option<Written<LitStr>>,
    pub reserved: Option<Written<Vec<LitStr>>>,
    pub krate: Option<Written<syn::Path>>,
    pub repr: Option<Written<()>>,
    pub schemars: Option<Written<()>>,
    pub text: Text,
    pub bounds: Bounds,
    pub checks: Vec<Written<Check>>,
    /// Rules between the properties.
    pub when: Vec<Written<When>>,
    pub rename: Option<Written<LitStr>>,
    pub rename_all: Option<Written<RenameAll>>,
    pub rename_all_fields: Option<Written<RenameAll>>,
    pub tagging: Tagging,
    pub conversion: Conversion,
    pub bound: Option<Written<Vec<WherePredicate>>>,
    pub default: Option<Written<Default>>,
    pub deny_unknown_fields: Option<Written<()>>,
    pub transparent: Option<Written<()>>,
    /// Whether all was understood: if not, what seems to be missing may have been misspelt.
    pub is_complete: bool,
}

/// How serde tells the variants of an enum apart.
#[derive(core::default::Default)]
pub struct Tagging {
    pub tag: Option<Written<LitStr>>,
    pub content: Option<Written<LitStr>>,
    pub untagged: Option<Written<()>>,
}

impl Tagging {
    /// The names of what is written.
    pub fn written(&self) -> impl Iterator<Item = (&'static str, Span)> {
        [
            ("tag", self.tag.as_ref().map(|it| it.span)),
            ("content", self.content.as_ref().map(|it| it.span)),
            ("untagged", self.untagged.map(|it| it.span)),
        ]
        .into_iter()
        .filter_map(|(name, span)| Some((name, span?)))
    }
}

/// The types that stand for it on the wire.
#[derive(core::default::Default)]
pub struct Conversion {
    pub from: Option<Written<Type>>,
    pub try_from: Option<Written<Type>>,
    pub into: Option<Written<Type>>,
    /// The type whose schema it has, where serde's impls are written by hand.
    pub schema: Option<Written<Type>>,
}

impl Conversion {
    /// The names of what is written.
    pub fn written(&self) -> impl Iterator<Item = (&'static str, Span)> {
        [("from", &self.from), ("try_from", &self.try_from), ("into", &self.into), ("schema", &self.schema)]
            .into_iter()
            .filter_map(|(name, written)| Some((name, written.as_ref()?.span)))
    }
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
        "description",
        "comment",
        "read_only",
        "write_only",
        "extension",
        "crate",
        "bound",
        "repr",
        "schema",
        "schemars",
        "check",
        "when",
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
        "pattern",
        "format",
        "content_encoding",
        "constant",
        "one_of",
        "min_items",
        "max_items",
        "min_contains",
        "max_contains",
        "prefix_items",
        "unique_items",
        "items",
        "min_properties",
        "max_properties",
        "keys",
        "values",
        "pattern_properties",
    ],
    serde: &[
        "rename",
        "rename_all",
        "rename_all_fields",
        "tag",
        "content",
        "untagged",
        "bound",
        "default",
        "deny_unknown_fields",
        "transparent",
        "from",
        "try_from",
        "into",
        "remote",
        "expecting",
        "crate",
    ],
    refused: &[
        ("variant_identifier", "the names of an enum's variants are its values already"),
        ("field_identifier", "the names of an enum's variants are its values already"),
        ("non_exhaustive", "remove it"),
    ],
};

impl Container {
    pub fn new(cx: &Ctxt, input: &DeriveInput) -> Self {
        let mut written = Self::blank(&input.attrs);
        let mistakes = cx.count();
        read(cx, &input.attrs, &PLACE, |family, entry| match family {
            Family::Event => written.read_event(cx, entry),
            Family::Serde => written.read_serde(cx, entry),
        });
        written.is_complete = cx.count() == mistakes;
        written
    }

    /// Nothing is written but docs.
    pub fn blank(attrs: &[Attribute]) -> Self {
        Self {
            name: None,
            tag: None,
            emitted: None,
            reserved: None,
            krate: None,
            repr: None,
            schemars: None,
            text: Text::new(attrs),
            bounds: Bounds::default(),
            checks: Vec::new(),
            when: Vec::new(),
            rename: None,
            rename_all: None,
            rename_all_fields: None,
            tagging: Tagging::default(),
            conversion: Conversion::default(),
            bound: None,
            default: None,
            deny_unknown_fields: None,
            transparent: None,
            is_complete: false,
        }
    }

    fn read_event(&mut self, cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<bool> {
        match entry.name.as_str() {
            "name" => entry.fill(cx, &mut self.name, Entry::string)?,
            "tag" => entry.fill(cx, &mut self.tag, Entry::string)?,
            "emitted" => entry.fill(cx, &mut self.emitted, Entry::string)?,
            "reserved" => entry.fill(cx, &mut self.reserved, Entry::strings)?,
            "crate" => entry.fill(cx, &mut self.krate, |entry| entry.path("path::to::event_schema"))?,
            "bound" => entry.fill(cx, &mut self.bound, bound)?,
            "repr" => entry.fill(cx, &mut self.repr, Entry::flag)?,
            "schema" => entry.fill(cx, &mut self.conversion.schema, super::field::ty)?,
            "schemars" => entry.fill(cx, &mut self.schemars, Entry::flag)?,
            "check" => self.checks.push(Written { span: entry.span, value: Check::new(entry)? }),
            "when" => self.when.push(Written { span: entry.span, value: When::new(cx, entry)? }),
            _ => {
                return Ok(self.text.read(cx, entry)?
                    || self.text.annotations.read(cx, entry)?
                    || self.bounds.read(cx, entry)?);
            }
        }
        Ok(true)
    }

    fn read_serde(&mut self, cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<bool> {
        match entry.name.as_str() {
            "rename" => entry.fill(cx, &mut self.rename, definition)?,
            "rename_all" => entry.fill(cx, &mut self.rename_all, rename_all)?,
            "rename_all_fields" => entry.fill(cx, &mut self.rename_all_fields, rename_all)?,
            "tag" => entry.fill(cx, &mut self.tagging.tag, Entry::string)?,
            "content" => entry.fill(cx, &mut self.tagging.content, Entry::string)?,
            "untagged" => entry.fill(cx, &mut self.tagging.untagged, Entry::flag)?,
            "default" => entry.fill(cx, &mut self.default, super::field::default)?,
            "deny_unknown_fields" => entry.fill(cx, &mut self.deny_unknown_fields, Entry::flag)?,
            "transparent" => entry.fill(cx, &mut self.transparent, Entry::flag)?,
            "from" => entry.fill(cx, &mut self.conversion.from, super::field::ty)?,
            "try_from" => entry.fill(cx, &mut self.conversion.try_from, super::field::ty)?,
            "into" => entry.fill(cx, &mut self.conversion.into, super::field::ty)?,
            // What serde's impls are for, where they find serde and what their messages say concerns serde's own
            // derives only.
            "remote" | "crate" | "expecting" => entry.string().map(drop)?,
            // So do the bounds of its impls.
            "bound" => entry.skip_value(),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// `bound = "T: Trait, U: Trait"`
fn bound(entry: &Entry<'_>) -> syn::Result<Vec<WherePredicate>> {
    let written = entry.string()?;
    let bounds = written.parse_with(Punctuated::<WherePredicate, Token![,]>::parse_terminated)?;
    Ok(bounds.into_iter().collect())
}
