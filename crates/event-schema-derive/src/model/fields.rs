use syn::ext::IdentExt as _;
use syn::{DeriveInput, FieldsNamed, Ident, Type, parse_quote};

use super::wire::Wire;
use crate::attr::{self, Default, Written, cases};
use crate::case::Case;
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
    pub wire: Wire,
    pub role: Role,
}

/// What a field is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Property,
    /// A flattened group of properties.
    Group,
    /// A flattened map, which keeps what is not declared.
    Rest,
    Skipped,
}

impl<'a> Field<'a> {
    pub fn all(
        cx: &Ctxt,
        container: &attr::Container,
        input: &DeriveInput,
        fields: &'a FieldsNamed,
    ) -> Vec<Self> {
        let rules = cases(container.rename_all);
        let read = |field: &'a syn::Field| {
            let ident = field.ident.as_ref()?;
            let mut attrs = attr::Field::new(cx, field);
            if attrs.default.is_none() && attrs.flatten.is_none() {
                attrs.default =
                    container.default.as_ref().map(|it| Written { span: it.span, value: Default::Container });
            }
            let ty = types::without_self(&field.ty, &input.ident, &input.generics);
            if let Some(schemars) = attrs.schemars.filter(|_| attrs.flatten.is_none()) {
                if attrs.schema.is_some() {
                    cx.error_at(
                        schemars.span,
                        "`schema` says already what is on the wire: remove one of the two",
                    );
                } else {
                    attrs.schema = Some(Written { span: schemars.span, value: described(&ty) });
                }
            }
            Some(Self {
                ident,
                static_ty: types::without_lifetimes(
                    attrs.schema.as_ref().map_or(&ty, |schema| &schema.value),
                    &input.generics,
                ),
                ty,
                wire: Wire::new(ident, attrs.rename.as_ref(), &attrs.aliases, rules, Case::field),
                role: match (attrs.is_skipped(), &attrs.flatten) {
                    (true, _) => Role::Skipped,
                    (false, Some(_)) if types::is_map(&field.ty) => Role::Rest,
                    (false, Some(_)) => Role::Group,
                    (false, None) => Role::Property,
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
}

/// What stands for a type that `schemars` describes. Whether it may be null is told by our own `Option`.
fn described(ty: &Type) -> Type {
    match types::option_inner(ty) {
        Some(inner) => parse_quote!(::core::option::Option<__private::Described<#inner>>),
        None => parse_quote!(__private::Described<#ty>),
    }
}
