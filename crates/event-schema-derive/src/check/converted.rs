use syn::GenericParam;

use super::rules;
use crate::attr;
use crate::ctxt::Ctxt;
use crate::model::{Converted, How, Input};

/// What a type is by itself is not on the wire, if another one stands for it.
pub fn check(cx: &Ctxt, input: &Input<'_>, converted: &Converted) {
    rules::fit(cx, &converted.ty, &input.attrs.bounds);
    if input.generics.params.iter().any(|parameter| !matches!(parameter, GenericParam::Const(_))) {
        cx.error_over(
            &input.generics.params,
            "a converted type with parameters has no owned form that could be named: convert a type that owns what it \
             holds",
        );
    }
    // Where serde reads and writes it, what is said to serde has its meaning.
    let is_meant = |name: &str| converted.how == How::Serde && SERDE.contains(&name);
    for written in converted.fields.iter().flat_map(attr::Field::written).filter(|it| !is_meant(it.name)) {
        cx.error_at(
            written.span,
            format_args!(
                "`{}` has no meaning here: another type is on the wire, write it there",
                written.name
            ),
        );
    }
}

/// What stands on fields for serde's derives alone.
const SERDE: [&str; 12] = [
    "rename",
    "alias",
    "default",
    "skip",
    "skip_serializing",
    "skip_deserializing",
    "skip_serializing_if",
    "with",
    "serialize_with",
    "deserialize_with",
    "flatten",
    "borrow",
];
