//! Rules that only the compiler can check, for an alias does not show what is behind it.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

use super::Target;
use crate::attr::Bounds;
use crate::check::rules::kind;
use crate::model::{Field, Input, Object, Role};
use crate::types::{self, located};

/// Conditions that must hold at compile time, each with its place.
#[derive(Default)]
pub struct Asserts(Vec<(Span, TokenStream)>);

impl Asserts {
    /// One constant each, so that all that fail are reported.
    pub fn items(&self) -> TokenStream {
        let item =
            |(span, assert): &(Span, TokenStream)| quote_spanned!(located(*span)=> const _: () = #assert;);
        self.0.iter().map(item).collect()
    }

    /// For the constants of a generic type, which are evaluated where its arguments are known.
    pub fn statements(&self) -> TokenStream {
        self.0.iter().map(|(_, assert)| quote!(#assert;)).collect()
    }

    fn hold(&mut self, span: Span, condition: &TokenStream, message: &str) {
        self.0.push((span, quote_spanned!(located(span)=> ::core::assert!(#condition, #message))));
    }

    /// What is behind a nullable type cannot be seen by constant code, unless the type is written `Option<…>`.
    fn is_shape(&mut self, ty: &Type, span: Span, shape: &TokenStream, message: &str) {
        let ty = types::option_inner(ty).unwrap_or(ty);
        let condition = quote! {
            ::core::matches!(
                <#ty as __event_schema::Schema>::MODEL.shape,
                #shape | __model::Shape::Nullable(_) | __model::Shape::Any
            )
        };
        self.hold(span, &condition, message);
    }
}

pub fn object(input: &Input<'_>, object: &Object<'_>) -> Asserts {
    let mut asserts = Asserts::default();
    object.fields.iter().filter(|it| it.role == Role::Property).for_each(|it| property(&mut asserts, it));
    super::relations::asserts(&mut asserts, input, object);
    let Some(group) = object.fields.iter().find(|field| field.role == Role::Group) else { return asserts };
    let target = Target::new(input);
    // A constant that depends on parameters cannot look at itself.
    if target.is_generic() {
        return asserts;
    }
    let owned = target.owned();
    let object = quote!(__private::object(<#owned as __event_schema::Schema>::MODEL));
    let message = "a flattened map would keep the name that a property is written under and not read, and it would be \
                   written twice: add it as an `alias`, or remove the map";
    asserts.hold(group.ty.span(), &quote!(__private::keeps_nothing_declared(#object)), message);
    if let Some(reserved) = &input.attrs.reserved {
        let message = "a property of a flattened group has a reserved name";
        asserts.hold(reserved.span, &quote!(__private::lacks_reserved(#object)), message);
    }
    asserts
}

fn property(asserts: &mut Asserts, field: &Field<'_>) {
    let Field { static_ty: ty, attrs, .. } = field;
    bounds(asserts, ty, &attrs.bounds);
    let optional = quote!(<#ty as __event_schema::Schema>::OPTIONAL);
    if let Some(required) = attrs.required {
        let message = "`required` is for an `Option`: a property of this type must be present anyway";
        asserts.hold(required.span, &optional, message);
    }
    if let Some(non_null) = attrs.non_null {
        let message = "`non_null` is for an `Option` that is `None` when the property is absent: this type is never null";
        asserts.hold(non_null.span, &optional, message);
        if let Some(inner) = types::option_inner(ty) {
            let message = "`non_null` is for values that are never null: `null` is a value of this type";
            asserts.hold(non_null.span, &quote!(!<#inner as __event_schema::Schema>::NULLABLE), message);
        }
    }
    if let Some(left_out) = attrs.skip_serializing_if.as_ref().filter(|_| attrs.default.is_none()) {
        let message = "a property of this type must be present: to leave it out, add `#[serde(default)]` or use an `Option`";
        asserts.hold(left_out.span, &optional, message);
    }
    if let Some(null_when) = &attrs.null_when {
        let message = "`null_when` is for properties that may be null: this type never is";
        asserts.hold(null_when.span, &quote!(<#ty as __event_schema::Schema>::NULLABLE), message);
    }
    if let Some(sample) = &attrs.sample {
        let (shape, message) = match sample.value.to_string().as_str() {
            "epoch_millis" => (quote!(Integer), "`epoch_millis` makes whole numbers: this type is none"),
            _ => (quote!(String), "this kind of sample is a string: the type is none"),
        };
        asserts.is_shape(ty, sample.value.span(), &quote!(__model::Shape::#shape), message);
    }
}

/// Each rule needs a type that it can apply to.
pub fn bounds(asserts: &mut Asserts, ty: &Type, bounds: &Bounds) {
    for (name, span) in bounds.written() {
        let (shape, what) = match kind(name) {
            Some("a number") => (quote!(__model::Shape::Integer | __model::Shape::Number), "numbers"),
            Some("a string") => (quote!(__model::Shape::String), "strings"),
            Some("an array") => (quote!(__model::Shape::Array(_)), "arrays"),
            Some(_) => (quote!(__model::Shape::Map(_)), "maps"),
            None => continue,
        };
        asserts.is_shape(ty, span, &shape, &format!("`{name}` is for {what}: this type is none"));
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
        asserts.is_shape(ty, scalar.span, &shape, &message);
    }
}
