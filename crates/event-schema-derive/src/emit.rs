//! What is written: data, and calls into `event_schema::__private`.

mod assert;
mod enumeration;
mod into_owned;
mod members;
mod model;
mod newtype;
mod object;
mod part;
mod positions;
mod rules;
mod serde;
mod stub;
mod tuple;
mod union;
mod variants;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, Path, parse_quote};

pub use self::model::SAMPLE_HINTS;
pub use self::stub::stub;
use crate::attr;
use crate::model::{Input, Shape};

/// Where the core crate is found.
pub fn krate(attrs: &attr::Container) -> Path {
    attrs.krate.as_ref().map_or_else(|| parse_quote!(::event_schema), |krate| krate.value.clone())
}

/// All that the derive writes for a sound input.
pub fn input(krate: &Path, input: &Input<'_>) -> TokenStream {
    block(krate, &body(input))
}

fn body(input: &Input<'_>) -> TokenStream {
    match &input.shape {
        Shape::Object(object) => object::emit(input, object),
        Shape::Newtype(newtype) => newtype::emit(input, newtype),
        Shape::Unit => tuple::unit(input),
        Shape::Tuple(tuple) => tuple::emit(input, tuple),
        Shape::Enumeration(enumeration) => enumeration::emit(input, enumeration),
        Shape::Variants(variants) => variants::emit(input, variants),
        Shape::Union(union) => union::emit(input, union),
    }
}

/// Names of the core crate's, out of the way of the user's.
fn block(krate: &Path, body: &TokenStream) -> TokenStream {
    quote! {
        #[doc(hidden)]
        #[allow(
            dead_code,
            deprecated,
            missing_copy_implementations,
            missing_debug_implementations,
            non_snake_case,
            unreachable_pub,
            unused_imports,
            unused_qualifications,
            clippy::all,
            clippy::nursery,
            clippy::pedantic,
            clippy::restriction
        )]
        const _: () = {
            use #krate as __event_schema;
            use __event_schema::{__private, model as __model};

            #body
        };
    }
}

/// An expression of type `Option`, out of the way of a user's type of that name.
fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(
        || quote!(::core::option::Option::None),
        |value| quote!(::core::option::Option::Some(#value)),
    )
}

/// The type that impls are written for.
#[derive(Clone, Copy)]
struct Target<'a> {
    ident: &'a Ident,
    generics: &'a Generics,
}

impl<'a> Target<'a> {
    fn new(input: &Input<'a>) -> Self {
        Self { ident: input.ident, generics: input.generics }
    }

    fn implement(self, interface: impl ToTokens, body: impl ToTokens) -> TokenStream {
        let ident = self.ident;
        let (parameters, arguments, bounds) = self.generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #parameters #interface for #ident #arguments #bounds { #body }
        }
    }

    /// Implements a trait that decodes: the payload, `'__de`, outlives what is borrowed from it.
    fn implement_decoding(self, interface: impl ToTokens, body: impl ToTokens) -> TokenStream {
        let ident = self.ident;
        let (_, arguments, _) = self.generics.split_for_impl();
        let generics = self.decoding_generics();
        let (parameters, _, bounds) = generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #parameters #interface<'__de> for #ident #arguments #bounds { #body }
        }
    }

    fn decoding_generics(self) -> Generics {
        let mut generics = self.generics.clone();
        let mut payload = LifetimeParam::new(parse_quote!('__de));
        payload.bounds = self.generics.lifetimes().map(|parameter| parameter.lifetime.clone()).collect();
        generics.params.insert(0, GenericParam::Lifetime(payload));
        generics
    }

    /// The type with `'static` in place of its lifetimes.
    fn owned(self) -> TokenStream {
        let ident = self.ident;
        let arguments = self.generics.params.iter().map(|parameter| match parameter {
            GenericParam::Lifetime(_) => quote!('static),
            GenericParam::Type(parameter) => parameter.ident.to_token_stream(),
            GenericParam::Const(parameter) => parameter.ident.to_token_stream(),
        });
        if self.generics.params.is_empty() { quote!(#ident) } else { quote!(#ident<#(#arguments),*>) }
    }

    fn lifetimes(self) -> impl Iterator<Item = &'a Lifetime> {
        self.generics.lifetimes().map(|parameter| &parameter.lifetime)
    }
}
