use syn::spanned::Spanned as _;

use super::twice;
use crate::Derive;
use crate::ctxt::Ctxt;
use crate::model::{Field, Input, Object, Role};

/// A flattened map keeps all that nothing else takes.
pub fn check(cx: &Ctxt, input: &Input<'_>, object: &Object<'_>, field: &Field<'_>) {
    if let Some(first) = object.rest().filter(|first| first.ident != field.ident) {
        twice(
            cx,
            first.ty.span(),
            field.ty.span(),
            format_args!("one map keeps the properties that are not declared: this is the second"),
        );
    }
    if let Some(closed) = input.attrs.deny_unknown_fields {
        cx.error_at(
            closed.span,
            "a flattened map takes all properties that are not declared, and none is left to refuse: remove one of the two",
        );
    }
    let behind = object.fields.iter().skip_while(|other| other.ident != field.ident);
    if input.derive == Derive::Schema && behind.into_iter().any(|other| other.role == Role::Group) {
        cx.error_at(
            field.ty.span(),
            "serde's derive, which reads this type, would also put into the map what groups behind it take: write the map \
             last",
        );
    }
    for other in
        object.fields.iter().filter(|other| other.attrs.is_only_written() && !other.attrs.is_skipped())
    {
        cx.error_at(
            other.ty.span(),
            "a flattened map would keep this property when it is read, and it would be written twice: remove \
             `skip_deserializing`, or the map",
        );
    }
    for other in object.fields.iter().filter(|it| it.role == Role::Property && !it.attrs.is_only_read()) {
        let Some(written) = other.wire.other() else { continue };
        if other.wire.all_read().all(|(read, _)| read != written) {
            cx.error_at(
                other.wire.span,
                format_args!(
                    "a flattened map would keep `{written}` when it is read, and it would be written twice: add \
                     `alias = \"{written}\"`, or remove the map"
                ),
            );
        }
    }
    for written in field.attrs.written().filter(|written| !matches!(written.name, "flatten" | "borrow")) {
        cx.error_at(
            written.span,
            format_args!(
                "`{}` has no meaning on a flattened map, which takes what is not declared: write it on the type of its \
                 values",
                written.name
            ),
        );
    }
}
