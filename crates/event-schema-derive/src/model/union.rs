use syn::{DataEnum, DeriveInput, Ident, Type};

use super::{fields_span, looks_like_enumeration, only_field};
use crate::attr;
use crate::ctxt::Ctxt;
use crate::types;

/// One of several events, told apart by their tag.
pub struct Union<'a> {
    pub tag: String,
    /// The known events.
    pub variants: Vec<Variant<'a>>,
    pub unknown: Option<Variant<'a>>,
}

/// A variant that holds an event.
pub struct Variant<'a> {
    pub ident: &'a Ident,
    pub ty: Type,
    pub static_ty: Type,
    pub attrs: attr::Variant,
}

impl<'a> Union<'a> {
    pub fn new(cx: &Ctxt, input: &DeriveInput, data: &'a DataEnum, tag: String) -> Option<Self> {
        if !data.variants.is_empty() && looks_like_enumeration(data) {
            cx.error_over(
                &input.ident,
                "a union's variants hold events, such as `Hangup(Hangup)`; for a list of strings write \
                 `derive(Schema)` and serde's derives",
            );
            return None;
        }
        let mut union = Self { tag, variants: Vec::new(), unknown: None };
        for variant in &data.variants {
            let attrs = attr::Variant::new(cx, variant);
            if let Some(untagged) = attrs.untagged {
                cx.error_at(
                    untagged.span,
                    "events are told apart by their tag: write `#[event(unknown)]` for the rest",
                );
            }
            let names = attrs.rename.iter().map(|it| it.span);
            for span in names.chain(attrs.aliases.iter().map(|it| it.span)) {
                cx.error_at(span, "an event has its own tag: change `#[event(name = \"…\")]` on its type");
            }
            for (name, written) in [
                ("skip", attrs.skip),
                ("skip_serializing", attrs.skip_serializing),
                ("skip_deserializing", attrs.skip_deserializing),
            ] {
                if let Some(written) = written {
                    cx.error_at(
                        written.span,
                        format_args!(
                            "a union reads and writes all of its events: remove `{name}`, or the variant"
                        ),
                    );
                }
            }
            if let Some(other) = attrs.other {
                cx.error_at(
                    other.span,
                    "write `#[event(unknown)] Unknown(UnknownEvent<'a>)`, which keeps the event",
                );
            }
            if let Some(rename_all) = attrs.rename_all {
                cx.error_at(
                    rename_all.span,
                    "an event names its own properties: write `rename_all` on its type",
                );
            }
            let text = &attrs.text;
            for written in [&text.title, &text.since, &text.deprecated].into_iter().flatten() {
                if attrs.unknown.is_none() {
                    cx.error_at(written.span, "an event tells this itself: write it on the event's type");
                }
            }
            let Some(field) = only_field(variant) else {
                cx.error_at(
                    fields_span(variant),
                    format_args!(
                        "a union's variants hold one event each: put the properties into a struct of its own that \
                         derives `Event`, and write `{ident}({ident})`",
                        ident = variant.ident
                    ),
                );
                continue;
            };
            for written in attr::Field::new(cx, field).written().filter(|written| written.name != "borrow") {
                cx.error_at(
                    written.span,
                    format_args!("`{}` has no meaning in a union: remove it", written.name),
                );
            }
            let ty = types::without_self(&field.ty, &input.ident, &input.generics);
            let static_ty = types::without_lifetimes(&ty, &input.generics);
            let unknown = attrs.unknown;
            let variant = Variant { ident: &variant.ident, ty, static_ty, attrs };
            match (unknown, &union.unknown) {
                (None, _) => union.variants.push(variant),
                (Some(_), None) => union.unknown = Some(variant),
                (Some(second), Some(_)) => {
                    cx.error_at(
                        second.span,
                        "a union has one variant for unknown events: this is the second",
                    );
                }
            }
        }
        if union.variants.is_empty() {
            cx.error_over(
                &input.ident,
                "a union needs at least one event: write `Hangup(Hangup)`, and so on",
            );
        }
        Some(union)
    }
}
