use syn::{DataEnum, Fields, Ident};

use super::wire::Wire;
use super::{fields_span, only_field};
use crate::attr::{self, RenameAll};
use crate::case::Case;
use crate::ctxt::Ctxt;
use crate::types;

/// A string out of a list.
pub struct Enumeration<'a> {
    pub values: Vec<Value<'a>>,
    /// The variants that are never on the wire.
    pub skipped: Vec<&'a Ident>,
    /// The variant that keeps strings outside the list, if one does.
    pub other: Option<&'a Ident>,
    /// The variant that stands for strings outside the list and keeps nothing of them, if one does.
    pub noticed: Option<Box<Value<'a>>>,
}

/// A known value.
pub struct Value<'a> {
    pub ident: &'a Ident,
    pub attrs: attr::Variant,
    pub wire: Wire,
}

impl<'a> Enumeration<'a> {
    pub fn new(cx: &Ctxt, ident: &Ident, data: &'a DataEnum, rules: RenameAll) -> Option<Self> {
        let mut enumeration = Self { values: Vec::new(), skipped: Vec::new(), other: None, noticed: None };
        let mut is_enumeration = true;
        for (at, variant) in data.variants.iter().enumerate() {
            let attrs = attr::Variant::new(cx, variant);
            if let Some(unknown) = attrs.unknown {
                cx.error_at(
                    unknown.span,
                    "`unknown` is for unions of events: an enumeration keeps unknown strings in a last variant \
                     `#[serde(untagged)] Other(String)`",
                );
            }
            if let Some(rename_all) = attrs.rename_all {
                cx.error_at(
                    rename_all.span,
                    "`rename_all` has no meaning here: the variant has no named fields",
                );
            }
            if attrs.is_skipped() {
                enumeration.skipped.push(&variant.ident);
                continue;
            }
            if let Some(untagged) = attrs.untagged {
                let is_last = at + 1 == data.variants.len();
                check_other(cx, variant, &attrs, is_last, untagged.span);
                enumeration.other = Some(&variant.ident);
                continue;
            }
            if !matches!(variant.fields, Fields::Unit) {
                is_enumeration = false;
                cx.error_at(
                    fields_span(variant),
                    "an enumeration's variants are units, except a last `#[serde(untagged)] Other(String)` that keeps \
                     unknown strings; a union of events is written with `derive(Event)`",
                );
                continue;
            }
            let wire = Wire::new(&variant.ident, attrs.rename.as_ref(), &attrs.aliases, rules, Case::variant);
            let value = Value { ident: &variant.ident, attrs, wire };
            match value.attrs.other {
                None => enumeration.values.push(value),
                Some(other) => {
                    if let Some(alias) = value.attrs.aliases.first() {
                        cx.error_at(alias.span, "`other` has no name on the wire: remove `alias`");
                    }
                    if enumeration.noticed.replace(Box::new(value)).is_some() {
                        cx.error_at(other.span, "one variant stands for all others: this is the second");
                    }
                }
            }
        }
        if enumeration.values.is_empty() && is_enumeration {
            cx.error_over(
                ident,
                "an enumeration needs at least one known value: write a unit variant for each",
            );
        }
        is_enumeration.then_some(enumeration)
    }

    /// Whether a struct can flatten it: each string is a property's name then.
    pub const fn is_group(&self) -> bool {
        self.other.is_none()
    }
}

fn check_other(
    cx: &Ctxt,
    variant: &syn::Variant,
    attrs: &attr::Variant,
    is_last: bool,
    span: proc_macro2::Span,
) {
    if !is_last {
        cx.error_at(span, "the variant that keeps unknown strings must be the last");
    }
    let names = attrs.rename.iter().map(|it| (it.span, "rename"));
    for (span, name) in names.chain(attrs.aliases.iter().map(|it| (it.span, "alias"))) {
        cx.error_at(
            span,
            format_args!("the variant that keeps unknown strings has no name on the wire: remove `{name}`"),
        );
    }
    let string = only_field(variant)
        .filter(|field| types::is_named(&field.ty, "String") || types::is_cow_str(&field.ty));
    let Some(field) = string else {
        cx.error_at(
            fields_span(variant),
            "the variant that keeps unknown strings holds one string: write `Other(String)` or `Other(Cow<'a, str>)`",
        );
        return;
    };
    for written in attr::Field::new(cx, field).written().filter(|written| written.name != "borrow") {
        cx.error_at(written.span, format_args!("`{}` has no meaning here: remove it", written.name));
    }
}
