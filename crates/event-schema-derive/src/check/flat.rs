use syn::spanned::Spanned as _;

use super::twice;
use crate::ctxt::Ctxt;
use crate::model::{Flat, Input, Shape};
use crate::types;

/// A struct that flattens an `Option` or an enum.
pub fn check(cx: &Ctxt, input: &Input<'_>, flat: &Flat<'_>) {
    if let Some(parameter) = input.generics.type_params().next() {
        cx.error_over(
            parameter,
            "a type with parameters cannot flatten an `Option` or an enum, for its objects are listed before they are \
             known: hold it as a property, or write a struct for each argument",
        );
    }
    if let Some(parameter) = input.generics.const_params().next() {
        cx.error_over(
            parameter,
            "a type with parameters cannot flatten an `Option` or an enum: hold it as a property",
        );
    }
    if let Some(default) = &input.attrs.default {
        cx.error_at(
            default.span,
            "a struct that flattens an `Option` or an enum has no default of its own: write `default` on the fields that \
             are meant",
        );
    }
    if let Some(closed) = &input.attrs.deny_unknown_fields {
        cx.error_at(
            closed.span,
            "serde's derives cannot close a struct that flattens another: remove `deny_unknown_fields`",
        );
    }
    for written in flat.attrs.written().filter(|it| !matches!(it.name, "flatten" | "variants" | "borrow")) {
        let why = match written.name {
            "skip_serializing_if" => "serde writes nothing for `None` anyway",
            "default" => "serde takes `None` where the properties are not there",
            _ => "write it on the properties that are meant",
        };
        cx.error_at(
            written.span,
            format_args!("`{}` has no meaning on what is flattened: {why}", written.name),
        );
    }
    if let Shape::Object(object) = &flat.own.shape {
        let others = object.fields.iter().filter(|it| {
            it.attrs.flatten.is_some()
                && (it.attrs.variants.is_some() || types::option_inner(&it.ty).is_some())
        });
        for other in others {
            twice(
                cx,
                flat.ty.span(),
                other.ty.span(),
                format_args!(
                    "one flattened `Option` or enum makes an object for each of its variants, and two would make one for \
                     each pair: hold one of them as a property"
                ),
            );
        }
    }
    super::check(cx, &flat.own);
}
