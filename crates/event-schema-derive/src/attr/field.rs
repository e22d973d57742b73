use proc_macro2::Ident;
use syn::{ExprPath, LitStr, Type};

use super::names::rename;
use super::when::{self, Property};
use super::{Bounds, Check, Entry, Family, Literal, Place, Rename, Text, Written, read};
use crate::ctxt::Ctxt;

/// What stands on a field.
pub struct Field {
    pub required: Option<Written<()>>,
    pub non_null: Option<Written<()>>,
    pub checks: Vec<Written<Check>>,
    /// Properties that must be there beside it.
    pub requires: Option<Written<Vec<Property>>>,
    pub bounds: Bounds,
    pub text: Text,
    pub null_when: Option<Written<LitStr>>,
    pub inferred: Option<Written<Inferred>>,
    pub sample: Option<Written<Ident>>,
    pub suffix: Option<Written<LitStr>>,
    /// Whether what is flattened is an enum.
    pub variants: Option<Written<()>>,
    pub rename: Option<Written<Rename>>,
    pub aliases: Vec<Written<LitStr>>,
    pub flatten: Option<Written<()>>,
    pub skip: Option<Written<()>>,
    pub skip_serializing: Option<Written<()>>,
    pub skip_deserializing: Option<Written<()>>,
    pub default: Option<Written<Default>>,
    /// The value that absence means.
    pub meant: Option<Written<Literal>>,
    pub skip_serializing_if: Option<Written<ExprPath>>,
    pub borrow: Option<Written<()>>,
    pub schema: Option<Written<Type>>,
    /// Whether `schemars` describes its type.
    pub schemars: Option<Written<()>>,
    pub with: Option<Written<ExprPath>>,
    pub serialize_with: Option<Written<ExprPath>>,
    pub deserialize_with: Option<Written<ExprPath>>,
    /// Whether it stands for nothing: it may be null and is never written.
    pub is_nothing: bool,
    /// Whether it is all that stands beside a tag: serde reads an enum without a tag only if nothing else does.
    pub is_alone: bool,
}

/// Which facts were inferred.
pub enum Inferred {
    /// The property's own.
    This,
    /// Those of the named properties of a flattened group.
    Named(Vec<LitStr>),
}

/// What an absent property means.
#[derive(Clone)]
pub enum Default {
    Trait,
    Function(ExprPath),
    /// That of the struct's own default value.
    Container,
}

const PLACE: Place = Place {
    name: "a field",
    event: &[
        "required",
        "non_null",
        "check",
        "requires",
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
        "title",
        "since",
        "deprecated",
        "example",
        "description",
        "comment",
        "read_only",
        "write_only",
        "extension",
        "default",
        "null_when",
        "inferred",
        "sample",
        "suffix",
        "variants",
        "schema",
        "schemars",
    ],
    serde: &[
        "rename",
        "alias",
        "flatten",
        "skip",
        "skip_serializing",
        "skip_deserializing",
        "default",
        "skip_serializing_if",
        "borrow",
        "getter",
        "bound",
        "with",
        "serialize_with",
        "deserialize_with",
    ],
    refused: &[],
};

impl Field {
    pub fn new(cx: &Ctxt, field: &syn::Field) -> Self {
        let mut written = Self {
            required: None,
            non_null: None,
            checks: Vec::new(),
            requires: None,
            bounds: Bounds::default(),
            text: Text::new(&field.attrs),
            null_when: None,
            inferred: None,
            sample: None,
            suffix: None,
            variants: None,
            rename: None,
            aliases: Vec::new(),
            flatten: None,
            skip: None,
            skip_serializing: None,
            skip_deserializing: None,
            default: None,
            meant: None,
            skip_serializing_if: None,
            borrow: None,
            schema: None,
            schemars: None,
            with: None,
            serialize_with: None,
            deserialize_with: None,
            is_nothing: false,
            is_alone: false,
        };
        read(cx, &field.attrs, &PLACE, |family, entry| match family {
            Family::Event => written.read_event(cx, entry),
            Family::Serde => written.read_serde(cx, entry),
        });
        written
    }

    fn read_event(&mut self, cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<bool> {
        match entry.name.as_str() {
            "required" => entry.fill(cx, &mut self.required, Entry::flag)?,
            "non_null" => entry.fill(cx, &mut self.non_null, Entry::flag)?,
            "check" => self.checks.push(Written { span: entry.span, value: Check::new(entry)? }),
            "requires" => entry.fill(cx, &mut self.requires, when::properties)?,
            "default" => entry.fill(cx, &mut self.meant, Entry::literal)?,
            "null_when" => entry.fill(cx, &mut self.null_when, Entry::string)?,
            "inferred" => entry.fill(cx, &mut self.inferred, inferred)?,
            "sample" => entry.fill(cx, &mut self.sample, |entry| entry.ident("words"))?,
            "schema" => entry.fill(cx, &mut self.schema, ty)?,
            "schemars" => entry.fill(cx, &mut self.schemars, Entry::flag)?,
            "suffix" => entry.fill(cx, &mut self.suffix, Entry::string)?,
            "variants" => entry.fill(cx, &mut self.variants, Entry::flag)?,
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
            "rename" => entry.fill(cx, &mut self.rename, rename)?,
            "alias" => self.aliases.push(Written { span: entry.span, value: entry.string()? }),
            "flatten" => entry.fill(cx, &mut self.flatten, Entry::flag)?,
            "skip" => entry.fill(cx, &mut self.skip, Entry::flag)?,
            "skip_serializing" => entry.fill(cx, &mut self.skip_serializing, Entry::flag)?,
            "skip_deserializing" => entry.fill(cx, &mut self.skip_deserializing, Entry::flag)?,
            "default" => entry.fill(cx, &mut self.default, default)?,
            "skip_serializing_if" => entry.fill(cx, &mut self.skip_serializing_if, function)?,
            "with" => entry.fill(cx, &mut self.with, function)?,
            "serialize_with" => entry.fill(cx, &mut self.serialize_with, function)?,
            "deserialize_with" => entry.fill(cx, &mut self.deserialize_with, function)?,
            "borrow" => entry.fill(cx, &mut self.borrow, borrow)?,
            // How serde's own derives get at a field, and what they ask of its type, changes nothing on the wire.
            "getter" => entry.string().map(drop)?,
            "bound" => entry.skip_value(),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether it is neither read nor written.
    pub const fn is_skipped(&self) -> bool {
        self.skip.is_some() || (self.skip_serializing.is_some() && self.skip_deserializing.is_some())
    }

    /// Whether it is written but not read.
    pub const fn is_only_written(&self) -> bool {
        self.skip_deserializing.is_some()
    }

    /// Whether it is read but not written.
    pub const fn is_only_read(&self) -> bool {
        self.skip_serializing.is_some()
    }

    /// The names of what is written, for rules that allow few.
    pub fn written(&self) -> impl Iterator<Item = Named> {
        let key = |name, span: Option<_>| span.map(|span| Named { name, span });
        let text = &self.text;
        [
            key("required", self.required.map(|it| it.span)),
            key("non_null", self.non_null.map(|it| it.span)),
            key("check", self.checks.first().map(|it| it.span)),
            key("requires", self.requires.as_ref().map(|it| it.span)),
            key("title", text.title.as_ref().map(|it| it.span)),
            key("since", text.since.as_ref().map(|it| it.span)),
            key("deprecated", text.deprecated.as_ref().map(|it| it.span)),
            key("example", text.examples.first().map(LitStr::span)),
            key("null_when", self.null_when.as_ref().map(|it| it.span)),
            key("inferred", self.inferred.as_ref().map(|it| it.span)),
            key("sample", self.sample.as_ref().map(|it| it.span)),
            key("suffix", self.suffix.as_ref().map(|it| it.span)),
            key("variants", self.variants.map(|it| it.span)),
            key("rename", self.rename.as_ref().map(|it| it.span)),
            key("alias", self.aliases.first().map(|it| it.span)),
            key("flatten", self.flatten.map(|it| it.span)),
            key("skip", self.skip.map(|it| it.span)),
            key("skip_serializing", self.skip_serializing.map(|it| it.span)),
            key("skip_deserializing", self.skip_deserializing.map(|it| it.span)),
            key("default", self.default.as_ref().map(|it| it.span)),
            key("event(default)", self.meant.as_ref().map(|it| it.span)),
            key("skip_serializing_if", self.skip_serializing_if.as_ref().map(|it| it.span)),
            key("schema", self.schema.as_ref().filter(|_| self.schemars.is_none()).map(|it| it.span)),
            key("schemars", self.schemars.map(|it| it.span)),
            key("with", self.with.as_ref().map(|it| it.span)),
            key("serialize_with", self.serialize_with.as_ref().map(|it| it.span)),
            key("deserialize_with", self.deserialize_with.as_ref().map(|it| it.span)),
            key("borrow", self.borrow.map(|it| it.span)),
        ]
        .into_iter()
        .flatten()
        .chain(self.bounds.written().map(|(name, span)| Named { name, span }))
    }
}

/// An attribute's name, and where it stands.
pub struct Named {
    pub name: &'static str,
    pub span: proc_macro2::Span,
}

fn inferred(entry: &Entry<'_>) -> syn::Result<Inferred> {
    if entry.is_list() {
        return entry.strings().map(Inferred::Named);
    }
    entry.flag().map(|()| Inferred::This)
}

pub(super) fn default(entry: &Entry<'_>) -> syn::Result<Default> {
    if entry.has_value() {
        return function(entry).map(Default::Function);
    }
    entry.flag().map(|()| Default::Trait)
}

/// `schema = "Vec<String>"`
pub(super) fn ty(entry: &Entry<'_>) -> syn::Result<Type> {
    entry.string()?.parse()
}

fn function(entry: &Entry<'_>) -> syn::Result<ExprPath> {
    entry.string()?.parse()
}

/// serde needs to be told what to borrow; `from_json` borrows wherever it can.
pub(super) fn borrow(entry: &Entry<'_>) -> syn::Result<()> {
    if entry.has_value() {
        return entry.string().map(drop);
    }
    entry.flag()
}
