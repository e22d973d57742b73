//! Rules that only the compiler can check, for an alias does not show what is behind it.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use crate::attr::Bounds;
use crate::check::rules::kind;
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

/// Each rule needs a type that it can apply to.
pub fn bounds(ty: &Type, bounds: &Bounds) -> TokenStream {
    let mut asserts = TokenStream::new();
    for (name, span) in bounds.written() {
        let (shape, what) = match kind(name) {
            Some("a number") => (quote!(__model::Shape::Integer | __model::Shape::Number), "numbers"),
            Some("a string") => (quote!(__model::Shape::String), "strings"),
            Some("an array") => (quote!(__model::Shape::Array(_)), "arrays"),
            Some(_) => (quote!(__model::Shape::Map(_)), "maps"),
            None => continue,
        };
        asserts.extend(is_shape(ty, span, &shape, &format!("`{name}` is for {what}: this type is none")));
    }
    let rules = &bounds.rules;
    let listed = rules.one_of.iter().flat_map(|list| &list.value);
    for scalar in rules.constant.iter().map(|constant| &constant.value).chain(listed) {
        let shape = match scalar.kind {
            "a string" => quote!(__model::Shape::String | __model::Shape::Enumeration(_)),
            "a number" => quote!(__model::Shape::Integer | __model::Shape::Number),
            _ => quote!(__model::Shape::Boolean),
        };
        let message = format!("no value is valid: this is {}, and the type is another", scalar.kind);
        asserts.extend(is_shape(ty, scalar.span, &shape, &message));
    }
    asserts
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
