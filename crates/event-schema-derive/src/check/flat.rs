use syn::Type;
use syn::spanned::Spanned as _;

use crate::ctxt::Ctxt;
use crate::model::{Flat, Flattened, Input};
use crate::types;

/// A struct that flattens an `Option` or an enum.
pub fn check(cx: &Ctxt, input: &Input<'_>, flat: &Flat<'_>) {
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
            "serde cannot close a struct that flattens another: remove `deny_unknown_fields`",
        );
    }
    flat.fields.iter().for_each(|field| check_field(cx, input, field));
    super::check(cx, &flat.own);
}

fn check_field(cx: &Ctxt, input: &Input<'_>, field: &Flattened<'_>) {
    let is_parameter =
        |ty: &Type| input.generics.type_params().any(|it| types::is_named(ty, &it.ident.to_string()));
    if is_parameter(types::option_inner(&field.field_type).unwrap_or(&field.ty)) {
        cx.error_at(
            field.field_type.span(),
            "a parameter stands for any type, and only groups can be flattened: hold it as a property, or flatten an enum \
             that has the parameter among its fields",
        );
    }
    for written in field.attrs.written().filter(|it| !matches!(it.name, "flatten" | "variants" | "borrow")) {
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
}
