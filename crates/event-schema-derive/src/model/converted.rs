use quote::ToTokens as _;
use syn::{Data, Type};

use crate::attr;
use crate::ctxt::Ctxt;

/// A type that is read and written by way of another.
pub struct Converted {
    /// The type that is on the wire.
    pub ty: Type,
    pub how: How,
    /// What stands on its fields, which are not on the wire.
    pub fields: Vec<attr::Field>,
}

/// How it is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By a conversion of every value.
    From,
    /// By a conversion of some values.
    TryFrom,
    /// By impls of serde's traits.
    Serde,
}

impl Converted {
    /// Reads `schema`, or `from`, `try_from` and `into`, if one of them is written; they must name one type.
    pub fn new(cx: &Ctxt, container: &attr::Container, data: &Data) -> Option<Self> {
        let ty = ty(cx, &container.conversion)?;
        let fields: Vec<&syn::Field> = match data {
            Data::Struct(data) => data.fields.iter().collect(),
            Data::Enum(data) => data.variants.iter().flat_map(|variant| &variant.fields).collect(),
            Data::Union(_) => Vec::new(),
        };
        let fields = fields.into_iter().map(|field| attr::Field::new(cx, field)).collect();
        let attr::Conversion { try_from, schema, .. } = &container.conversion;
        let how = match (schema, try_from) {
            (Some(_), _) => How::Serde,
            (None, Some(_)) => How::TryFrom,
            (None, None) => How::From,
        };
        Some(Self { ty, how, fields })
    }
}

/// The type that is on the wire.
fn ty(cx: &Ctxt, conversion: &attr::Conversion) -> Option<Type> {
    let attr::Conversion { from, try_from, into, schema } = conversion;
    if let Some(schema) = schema {
        let others = conversion.written().filter(|(name, _)| *name != "schema");
        for (name, span) in others {
            cx.error_at(
                span,
                format_args!("`schema` says already what is on the wire: remove it, or `{name}`"),
            );
        }
        return Some(schema.value.clone());
    }
    if let (Some(_), Some(try_from)) = (from, try_from) {
        cx.error_at(try_from.span, "a type is converted by `from` or by `try_from`: remove one");
    }
    let text = |ty: &Type| ty.to_token_stream().to_string();
    match (from.as_ref().or(try_from.as_ref()), into) {
        (Some(read), Some(written)) => {
            if text(&read.value) != text(&written.value) {
                cx.error_over(
                        &written.value,
                        "what is read has another schema than what is written: name one type in both, or derive on \
                         one type for each direction",
                    );
            }
            Some(read.value.clone())
        }
        (Some(read), None) => {
            cx.error_at(
                read.span,
                format_args!(
                    "what is read has another schema than what is written: add `into = \"{}\"`",
                    text(&read.value)
                ),
            );
            Some(read.value.clone())
        }
        (None, Some(written)) => {
            cx.error_at(
                written.span,
                format_args!(
                    "what is read has another schema than what is written: add `from = \"{0}\"` or \
                         `try_from = \"{0}\"`",
                    text(&written.value)
                ),
            );
            Some(written.value.clone())
        }
        (None, None) => None,
    }
}
