use proc_macro2::Span;
use syn::Fields;
use syn::spanned::Spanned as _;

use super::text;
use crate::attr;
use crate::ctxt::Ctxt;
use crate::model::{Input, Tagging, ValueVariant, Variants};

/// An enum whose variants hold values.
pub fn check(cx: &Ctxt, input: &Input<'_>, variants: &Variants<'_>) {
    let mistakes = cx.count();
    tagging(cx, input);
    let is_sound = cx.count() == mistakes;
    if variants.variants.iter().all(ValueVariant::is_skipped) {
        cx.error_over(input.ident, "an enum without variants has no values: write at least one");
    }
    let named = variants.variants.iter().filter(|it| !it.untagged && !it.is_other() && !it.is_skipped());
    super::variant_names(cx, named.map(|variant| (&variant.attrs, &variant.wire)));
    let is_open = variants.variants.iter().any(|it| it.untagged || it.is_other());
    let on_the_wire = variants.variants.iter().filter(|it| !it.is_skipped());
    let on_the_wire: Vec<_> = on_the_wire.map(|variant| &variant.attrs).collect();
    super::directions(cx, &on_the_wire, is_open);
    let mut is_behind_untagged = false;
    let mut other: Option<Span> = None;
    for variant in &variants.variants {
        text(cx, &variant.attrs.text);
        not_of_unions(cx, variant);
        one_value(cx, variant);
        if let (Tagging::Internal { .. }, Fields::Unnamed(fields), false) =
            (&variants.tagging, variant.fields, variant.untagged || variant.is_skipped())
            && fields.unnamed.len() != 1
        {
            cx.error_at(
                fields.span(),
                "a tag cannot stand inside of an array: give the fields names, or add `content = \"…\"` to the enum",
            );
        }
        match (variant.untagged, is_behind_untagged) {
            (true, _) => is_behind_untagged = true,
            (false, true) => cx.error_over(
                variant.ident,
                "serde tries tagged variants first: write this one before those that are `untagged`",
            ),
            (false, false) => {}
        }
        if let Some(written) = variant.attrs.other {
            super::one_direction(cx, &variant.attrs, "`other`");
            check_other(cx, variant, written.span);
            if other.replace(written.span).is_some() {
                cx.error_at(written.span, "one variant stands for all others: this is the second");
            }
        }
        // What is wrong with the fields is found where the parts are looked at.
        variant.parts.iter().filter(|_| is_sound).for_each(|part| super::check(cx, part));
    }
}

fn tagging(cx: &Ctxt, input: &Input<'_>) {
    let attr::Tagging { tag, content, untagged } = &input.attrs.tagging;
    if let (Some(content), None) = (content, tag) {
        cx.error_at(content.span, "`content` goes with a `tag`: add `tag = \"…\"`, or remove it");
    }
    if let (Some(untagged), Some(tag)) = (untagged, tag) {
        cx.error_at(untagged.span, "an enum is tagged or untagged: remove one");
        cx.error_at(tag.span, "an enum is tagged or untagged: remove one");
    }
    if let (Some(tag), Some(content)) = (tag, content)
        && tag.value.value() == content.value.value()
    {
        cx.error_at(content.value.span(), "the tag and the content cannot have one name");
    }
}

fn not_of_unions(cx: &Ctxt, variant: &ValueVariant<'_>) {
    if let Some(unknown) = variant.attrs.unknown {
        cx.error_at(
            unknown.span,
            "`unknown` is for unions of events, which derive `Event`: here a last variant `#[serde(other)]` stands for \
             unknown tags, or one with `#[serde(untagged)]` keeps what no other takes",
        );
    }
    let has_names = matches!(variant.fields, Fields::Named(_));
    if let Some(rename_all) = variant.attrs.rename_all.filter(|_| !has_names) {
        cx.error_at(rename_all.span, "`rename_all` has no meaning here: the variant has no named fields");
    }
    let nameless = variant.untagged || variant.is_other();
    let what = if variant.untagged { "an untagged variant" } else { "`other`" };
    let names = variant.attrs.rename.iter().map(|it| (it.span, "rename")).filter(|_| variant.untagged);
    let aliases = variant.attrs.aliases.iter().map(|it| (it.span, "alias"));
    for (span, name) in names.chain(aliases).filter(|_| nameless) {
        cx.error_at(span, format_args!("{what} has no name on the wire: remove `{name}`"));
    }
}

/// A variant around one value tells nothing of it but what its type tells.
fn one_value(cx: &Ctxt, variant: &ValueVariant<'_>) {
    if !variant.parts.is_empty() || variant.is_skipped() {
        return;
    }
    for field in variant.fields {
        for written in attr::Field::new(cx, field).written().filter(|written| written.name != "borrow") {
            cx.error_at(
                written.span,
                format_args!(
                    "a variant around one value is that value: write `{}` on a newtype of its own",
                    written.name
                ),
            );
        }
    }
}

fn check_other(cx: &Ctxt, variant: &ValueVariant<'_>, span: Span) {
    if variant.untagged {
        cx.error_at(
            span,
            "`other` stands for unknown tags, and nothing is tagged here: make the last variant \
             `#[serde(untagged)] Other(String)`, or in a union of events `#[event(unknown)] Unknown(UnknownEvent<'a>)`",
        );
    }
    if !matches!(variant.fields, Fields::Unit) {
        cx.error_at(variant.fields.span(), "`other` keeps nothing: write the variant without fields");
    }
}
