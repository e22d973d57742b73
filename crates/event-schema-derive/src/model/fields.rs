use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::{DeriveInput, FieldsNamed, Ident, Type};

use super::case;
use crate::attr::{self, Default, Written};
use crate::ctxt::Ctxt;
use crate::types;

/// A named field.
pub struct Field<'a> {
    pub ident: &'a Ident,
    /// The type, with `Self` written out.
    pub ty: Type,
    /// The type whose schema it has, without the struct's lifetimes, for constants.
    pub static_ty: Type,
    pub attrs: attr::Field,
    /// The name on the wire.
    pub wire: String,
    pub role: Role,
}

/// What a field is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Property,
    /// A flattened group of properties.
    Group,
    Skipped,
}

impl<'a> Field<'a> {
    pub fn all(
        cx: &Ctxt,
        container: &attr::Container,
        input: &DeriveInput,
        fields: &'a FieldsNamed,
    ) -> Vec<Self> {
        let case = case(container);
        let read = |field: &'a syn::Field| {
            let ident = field.ident.as_ref()?;
            let mut attrs = attr::Field::new(cx, field);
            if attrs.default.is_none() && attrs.flatten.is_none() {
                attrs.default =
                    container.default.as_ref().map(|it| Written { span: it.span, value: Default::Container });
            }
            let ty = types::without_self(&field.ty, &input.ident, &input.generics);
            Some(Self {
                ident,
                static_ty: types::without_lifetimes(
                    attrs.schema.as_ref().map_or(&ty, |schema| &schema.value),
                    &input.generics,
                ),
                ty,
                wire: match &attrs.rename {
                    Some(rename) => rename.value.value(),
                    None => case.field(&ident.unraw().to_string()),
                },
                role: match (&attrs.skip, &attrs.flatten) {
                    (Some(_), _) => Role::Skipped,
                    (None, Some(_)) => Role::Group,
                    (None, None) => Role::Property,
                },
                attrs,
            })
        };
        fields.named.iter().filter_map(read).collect()
    }

    /// Whether serde alone knows how its value is written: the type has no schema of its own, or is written by way of
    /// functions.
    pub const fn is_foreign(&self) -> bool {
        self.attrs.schema.is_some()
    }

    /// The field's name in Rust, as people know it.
    pub fn rust_name(&self) -> String {
        self.ident.unraw().to_string()
    }

    /// Where the name on the wire is written.
    pub fn wire_span(&self) -> Span {
        self.attrs.rename.as_ref().map_or_else(|| self.ident.span(), |rename| rename.value.span())
    }
}
