use syn::{DeriveInput, FieldsUnnamed, Type};

use crate::attr;
use crate::ctxt::Ctxt;
use crate::types;

/// A struct with unnamed fields: an array with a type for each item.
pub struct Tuple {
    pub items: Vec<Item>,
}

/// An unnamed field.
pub struct Item {
    /// The type, with `Self` written out.
    pub ty: Type,
    /// The type without the struct's lifetimes, for constants.
    pub static_ty: Type,
    pub attrs: attr::Field,
}

impl Tuple {
    pub fn new(cx: &Ctxt, input: &DeriveInput, fields: &FieldsUnnamed) -> Self {
        let item = |field: &syn::Field| {
            let ty = types::without_self(&field.ty, &input.ident, &input.generics);
            Item {
                static_ty: types::without_lifetimes(&ty, &input.generics),
                ty,
                attrs: attr::Field::new(cx, field),
            }
        };
        Self { items: fields.unnamed.iter().map(item).collect() }
    }
}
