//! Rules that only the compiler can check, for an alias does not show what is behind it.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use crate::attr::Bounds;
use crate::model::{Field, Input, Object, Role};
use crate::types::{self, located};

pub fn object(input: &Input<'_>, object: &Object<'_>) -> TokenStream {
    let fields: TokenStream =
        object.fields.iter().filter(|field| field.role == Role::Property).map(property).collect();
    let has_groups = object.fields.iter().any(|field| field.role == Role::Group);
    let reserved = input.attrs.reserved.iter().filter(|_| has_groups).map(|reserved| {
        let message = "a property of a flattened group has a reserved name";
        holds(reserved.span, &quote!(__private::lacks_reserved(__OBJECT)), message)
    });
    quote!(#fields #(#reserved)*)
}

fn property(field: &Field<'_>) -> TokenStream {
    let Field { static_ty: ty, attrs, .. } = field;
    let mut asserts = bounds(ty, &attrs.bounds);
    let optional = quote!(<#ty as __event_schema::Schema>::OPTIONAL);
    if let Some(required) = attrs.required {
        let message = "`required` is for an `Option`: a property of this type must be present anyway";
        asserts.extend(holds(required.span, &optional, message));
    }
    if let Some(non_null) = attrs.non_null {
        let message = "`non_null` is for an `Option` that is `None` when the property is absent: this type is never null";
        asserts.extend(holds(non_null.span, &optional, message));
        if let Some(inner) = types::option_inner(ty) {
            let message = "`non_null` is for values that are never null: `null` is a value of this type";
            asserts.extend(holds(
                non_null.span,
                &quote!(!<#inner as __event_schema::Schema>::NULLABLE),
                message,
            ));
        }
    }
    if let Some(left_out) = attrs.skip_serializing_if.as_ref().filter(|_| attrs.default.is_none()) {
        let message = "a property of this type must be present: to leave it out, add `#[serde(default)]` or use an `Option`";
        asserts.extend(holds(left_out.span, &optional, message));
    }
    if let Some(null_when) = &attrs.null_when {
        let message = "`null_when` is for properties that may be null: this type never is";
        asserts.extend(holds(null_when.span, &quote!(<#ty as __event_schema::Schema>::NULLABLE), message));
    }
    if let Some(sample) = &attrs.sample {
        let (shape, message) = match sample.value.to_string().as_str() {
            "epoch_millis" => (quote!(Integer), "`epoch_millis` makes whole numbers: this type is none"),
            _ => (quote!(String), "this kind of sample is a string: the type is none"),
        };
        asserts.extend(is_shape(ty, sample.value.span(), &quote!(__model::Shape::#shape), message));
    }
    asserts
}

/// Each bound needs a type that it can apply to.
pub fn bounds(ty: &Type, bounds: &Bounds) -> TokenStream {
    let assert = |(name, span): (&str, Span)| {
        let (shape, message) = match name {
            "minimum" | "maximum" => (
                quote!(__model::Shape::Integer | __model::Shape::Number),
                "`minimum` and `maximum` are for numbers: this type is none",
            ),
            "min_length" | "max_length" => (
                quote!(__model::Shape::String),
                "`min_length` and `max_length` are for strings: this type is none",
            ),
            _ => (
                quote!(__model::Shape::Array(_)),
                "`min_items` and `max_items` are for arrays: this type is none",
            ),
        };
        is_shape(ty, span, &shape, message)
    };
    bounds.written().map(assert).collect()
}

/// What is behind a nullable type cannot be seen by constant code, unless the type is written `Option<…>`.
fn is_shape(ty: &Type, span: Span, shape: &TokenStream, message: &str) -> TokenStream {
    let ty = types::option_inner(ty).unwrap_or(ty);
    let condition = quote! {
        ::core::matches!(<#ty as __event_schema::Schema>::MODEL.shape, #shape | __model::Shape::Nullable(_))
    };
    holds(span, &condition, message)
}

fn holds(span: Span, condition: &TokenStream, message: &str) -> TokenStream {
    quote_spanned!(located(span)=> const _: () = ::core::assert!(#condition, #message);)
}
