//! What is written: data, and calls into `event_schema::__private`.

mod alternatives;
mod assert;
mod check;
mod converted;
mod enumeration;
mod flat;
mod foreign;
mod into_owned;
mod keyed;
mod members;
mod model;
mod newtype;
mod numbers;
mod object;
mod part;
mod parts;
mod positions;
mod relations;
mod rules;
mod schemars;
mod serde;
mod stub;
mod tuple;
mod union;
mod variants;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    GenericParam, Generics, Lifetime, LifetimeParam, Path, Type, TypeParam, WherePredicate, parse_quote,
};

use self::assert::Asserts;

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
    let body = body(input);
    let schemars = schemars::emit(input);
    block(krate, &quote!(#body #schemars))
}

fn body(input: &Input<'_>) -> TokenStream {
    match &input.shape {
        Shape::Object(object) => object::emit(input, object),
        Shape::Newtype(newtype) => newtype::emit(input, newtype),
        Shape::Converted(converted) => converted::emit(input, converted),
        Shape::Flat(flat) => flat::emit(input, flat),
        Shape::Unit => tuple::unit(input),
        Shape::Tuple(tuple) => tuple::emit(input, tuple),
        Shape::Enumeration(enumeration) => enumeration::emit(input, enumeration),
        Shape::Numbers(numbers) => numbers::emit(input, numbers),
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
    /// The types that depend on parameters and must have a schema.
    bounded: &'a [Type],
    /// Bounds that were written.
    bounds: &'a [WherePredicate],
    /// The types that are flattened.
    flattened: &'a [Type],
}

impl<'a> Target<'a> {
    fn new(input: &'a Input<'_>) -> Self {
        Self {
            ident: input.ident,
            generics: input.generics,
            bounded: &input.bounded,
            bounds: &input.bounds,
            flattened: &input.flattened,
        }
    }

    fn implement(self, interface: impl ToTokens, body: impl ToTokens) -> TokenStream {
        let ident = self.ident;
        let generics = self.encoding_generics();
        let (parameters, arguments, bounds) = generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #parameters #interface for #ident #arguments #bounds { #body }
        }
    }

    /// Implements a trait that encodes. That what is flattened can be is a bound, so that a type which cannot is one error
    /// and not one at each use; with the `for`, the compiler asks for it where the impl is used.
    fn implement_encoding(self, interface: impl ToTokens, body: impl ToTokens) -> TokenStream {
        let flattened = self.flattened.iter();
        let flattened = flattened.map(|ty| parse_quote!(for<'__any> #ty: __private::SerializeMembers));
        let bounds: Vec<WherePredicate> = self.bounds.iter().cloned().chain(flattened).collect();
        Target { bounds: &bounds, ..self }.implement(interface, body)
    }

    /// An inherent impl.
    fn inherent(self, body: impl ToTokens) -> TokenStream {
        let ident = self.ident;
        let generics = self.encoding_generics();
        let (parameters, arguments, bounds) = generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #parameters #ident #arguments #bounds { #body }
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

    /// Whether constants depend on parameters.
    fn is_generic(self) -> bool {
        self.generics.type_params().next().is_some() || self.generics.const_params().next().is_some()
    }

    /// With what every impl needs of the arguments: a schema, and to be checked before it is encoded.
    fn encoding_generics(self) -> Generics {
        self.with_bounds(self.generics.clone(), &quote!(__event_schema::Schema + __private::serde::Serialize))
    }

    fn decoding_generics(self) -> Generics {
        let mut generics = self.generics.clone();
        let mut payload = LifetimeParam::new(parse_quote!('__de));
        payload.bounds = self.generics.lifetimes().map(|parameter| parameter.lifetime.clone()).collect();
        generics.params.insert(0, GenericParam::Lifetime(payload));
        if !self.flattened.is_empty() {
            let flattened = self
                .flattened
                .iter()
                .map(|ty| -> WherePredicate { parse_quote!(#ty: __private::Members<'__de>) });
            generics.make_where_clause().predicates.extend(flattened);
        }
        self.with_bounds(
            generics,
            &quote!(
                __event_schema::FromJson<'__de>
                    + __private::serde::Deserialize<'__de>
                    + __private::serde::Serialize
            ),
        )
    }

    /// The generics of the impl that copies what is borrowed. An argument is replaced by its owned form, unless it only
    /// tells what is held: then nothing can be borrowed.
    fn owning_generics(self) -> Generics {
        let mut generics = self.generics.clone();
        let mut predicates: Vec<WherePredicate> = self.bounds.to_vec();
        for TypeParam { ident, bounds, .. } in self.generics.type_params() {
            if !self.holds(ident) {
                predicates.push(parse_quote!(#ident: 'static));
                continue;
            }
            predicates.push(parse_quote!(#ident: __event_schema::IntoOwned));
            if !bounds.is_empty() {
                predicates.push(parse_quote!(<#ident as __event_schema::IntoOwned>::Owned: #bounds));
            }
        }
        for ty in self.bounded.iter().filter(|ty| !self.generics.type_params().any(|it| is(ty, &it.ident))) {
            predicates.push(parse_quote!(#ty: __event_schema::IntoOwned<Owned = #ty>));
        }
        if !predicates.is_empty() {
            generics.make_where_clause().predicates.extend(predicates);
        }
        generics
    }

    /// Whether values of a parameter's type are held.
    fn holds(self, parameter: &Ident) -> bool {
        self.bounded.iter().any(|ty| is(ty, parameter))
    }

    fn with_bounds(self, mut generics: Generics, interfaces: &TokenStream) -> Generics {
        if self.bounded.is_empty() && self.bounds.is_empty() {
            return generics;
        }
        let automatic = self.bounded.iter().map(|ty| parse_quote!(#ty: #interfaces));
        let automatic: Vec<WherePredicate> = automatic.collect();
        let bounds = generics.make_where_clause();
        bounds.predicates.extend(automatic);
        bounds.predicates.extend(self.bounds.iter().cloned());
        generics
    }

    /// The type without borrows.
    fn owned(self) -> TokenStream {
        let ident = self.ident;
        let arguments = self.generics.params.iter().map(|parameter| match parameter {
            GenericParam::Lifetime(_) => quote!('static),
            GenericParam::Type(TypeParam { ident, .. }) if self.holds(ident) => {
                quote!(<#ident as __event_schema::IntoOwned>::Owned)
            }
            GenericParam::Type(parameter) => parameter.ident.to_token_stream(),
            GenericParam::Const(parameter) => parameter.ident.to_token_stream(),
        });
        if self.generics.params.is_empty() { quote!(#ident) } else { quote!(#ident<#(#arguments),*>) }
    }

    fn lifetimes(self) -> impl Iterator<Item = &'a Lifetime> {
        self.generics.lifetimes().map(|parameter| &parameter.lifetime)
    }

    /// `const MODEL`, with what must hold for it.
    fn model_const(self, model: &TokenStream, asserts: &Asserts) -> TokenStream {
        let asserts = if self.is_generic() { asserts.statements() } else { TokenStream::new() };
        quote! {
            const MODEL: &'static __model::Model = {
                #asserts
                #model
            };
        }
    }

    /// What must hold for a type whose constants depend on nothing.
    fn assert_items(self, asserts: &Asserts) -> TokenStream {
        if self.is_generic() { TokenStream::new() } else { asserts.items() }
    }
}

/// Whether the type is the parameter itself.
fn is(ty: &Type, parameter: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.qself.is_none() && path.path.is_ident(parameter))
}
