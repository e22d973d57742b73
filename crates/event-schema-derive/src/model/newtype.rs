use proc_macro2::Span;
use syn::{DeriveInput, Fields, Index, Member, Type};

use crate::attr::{self, Default, Written};
use crate::ctxt::Ctxt;
use crate::types;

/// A struct that is written as one value: its only field, or the only one that is not skipped if it is `transparent`.
pub struct Newtype {
    /// The field of the value.
    pub member: Member,
    /// The value's type, with `Self` written out.
    pub ty: Type,
    pub attrs: attr::Field,
    /// What is never on the wire.
    pub skipped: Vec<Skipped>,
}

/// A field that is never on the wire.
pub struct Skipped {
    pub member: Member,
    pub ty: Type,
    /// Where its value comes from.
    pub default: Option<Default>,
}

impl Newtype {
    /// Whether a struct is one, or says it is.
    pub fn is_one(transparent: Option<Written<()>>, fields: &Fields) -> bool {
        transparent.is_some() || has_one(fields)
    }

    /// Reads the fields of a struct that is one.
    pub fn new(
        cx: &Ctxt,
        transparent: Option<Written<()>>,
        input: &DeriveInput,
        fields: &Fields,
    ) -> Option<Self> {
        let is_one_value = has_one(fields);
        let mut values = Vec::new();
        let mut skipped = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            let attrs = attr::Field::new(cx, field);
            let ty = types::without_self(&field.ty, &input.ident, &input.generics);
            let member = match &field.ident {
                Some(ident) => Member::Named(ident.clone()),
                None => Member::Unnamed(Index { index: u32::try_from(at).ok()?, span: Span::call_site() }),
            };
            if !is_one_value && (attrs.is_skipped() || types::is_named(&ty, "PhantomData")) {
                skipped.push(Skipped { member, ty, default: attrs.default.map(|default| default.value) });
            } else {
                values.push((member, ty, attrs));
            }
        }
        let mut values = values.into_iter();
        match (values.next(), values.next(), transparent) {
            (Some((member, ty, attrs)), None, _) => Some(Self { member, ty, attrs, skipped }),
            (_, _, Some(transparent)) => {
                cx.error_at(
                    transparent.span,
                    "a `transparent` struct is one value: write `#[serde(skip)]` on all fields but one",
                );
                None
            }
            _ => None,
        }
    }
}

fn has_one(fields: &Fields) -> bool {
    matches!(fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1)
}
