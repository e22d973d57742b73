//! An enum whose variants are told apart by their names alone: what it is by itself, and what a struct needs that
//! flattens it. There each name is a property, of which one is there.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Ident, WherePredicate, parse_quote};

use super::variants::{model_of, read, rust};
use super::{Target, model, option};
use crate::model::{Input, ValueVariant};
use crate::types::{self, located};

type Tagged<'t, 'v, 'a> = &'t [&'v ValueVariant<'a>];

/// The variants that are nothing but their name.
pub fn units(tagged: Tagged<'_, '_, '_>) -> TokenStream {
    let units = tagged.iter().filter(|it| it.value().is_none() && !it.is_other()).map(|it| unit(it));
    quote!(&[#(#units),*])
}

/// The variant that stands for all other names.
pub fn other(tagged: Tagged<'_, '_, '_>) -> TokenStream {
    option(tagged.iter().find(|it| it.is_other()).map(|it| unit(it)))
}

fn unit(variant: &ValueVariant<'_>) -> TokenStream {
    model::value(variant.ident, &variant.wire, &variant.attrs)
}

/// The variants in the order of the model's lists.
pub fn in_order<'v, 'a>(tagged: Tagged<'_, 'v, 'a>) -> Vec<&'v ValueVariant<'a>> {
    let (other, named): (Vec<_>, Vec<_>) = tagged.iter().copied().partition(|it| it.is_other());
    let (mut units, contents): (Vec<_>, Vec<_>) = named.into_iter().partition(|it| it.value().is_none());
    units.extend(contents);
    units.extend(other);
    units
}

/// The variants that hold a value.
pub fn contents(input: &Input<'_>, tagged: Tagged<'_, '_, '_>) -> TokenStream {
    let contents = tagged.iter().filter_map(|variant| {
        let (read, rust, model) = (&variant.wire.read, rust(variant), model_of(input, &variant.value()?));
        let (names, only) = (model::names(&variant.wire), model::only(&variant.attrs));
        // A part tells them itself.
        let docs = variant.parts.is_empty().then(|| {
            let docs = model::docs(&variant.attrs.text);
            quote!(docs: #docs,)
        });
        Some(quote!(__model::Content { #names #only #docs ..__model::Content::new(#read, #rust, #model) }))
    });
    quote!(&[#(#contents),*])
}

/// The enum's lists of variants, and its impls as a flattened group.
pub fn emit(input: &Input<'_>, tagged: Tagged<'_, '_, '_>) -> TokenStream {
    let (units, contents, other) = (units(tagged), contents(input, tagged), other(tagged));
    let nullable = tagged.iter().filter_map(|variant| {
        let ty = types::without_lifetimes(&variant.value()?, input.generics);
        Some(quote_spanned!(located(ty.span())=> <#ty as __event_schema::Schema>::NULLABLE))
    });
    let nullable: Vec<_> = nullable.collect();
    let variants = named_variants(input, &units, &contents, &other, &nullable, tagged.len());
    let in_order = in_order(tagged);
    let read =
        in_order.iter().enumerate().filter(|(_, it)| !it.attrs.is_only_written()).map(|(at, variant)| {
            let (at, value) = (Literal::usize_unsuffixed(at), read(variant));
            if variant.value().is_some() {
                return quote!(#at => #value);
            }
            quote!(#at => {
                __event_schema::Reader::raw(__reader)?;
                #value
            })
        });
    let places = in_order.iter().map(|variant| variant.ident);
    let has_skipped = tagged.len() < all(input);
    let members = members(input, &read.collect::<Vec<_>>(), places, has_skipped);
    quote!(#variants #members)
}

/// The lists of variants, each an expression; `nullable` says of each content whether null is one of its values.
pub fn named_variants(
    input: &Input<'_>,
    units: &TokenStream,
    contents: &TokenStream,
    other: &TokenStream,
    nullable: &[TokenStream],
    count: usize,
) -> TokenStream {
    let (path, count) = (&input.path, Literal::usize_unsuffixed(count));
    Target::new(input).implement(
        quote!(__private::NamedVariants),
        quote! {
            const UNITS: &'static [__model::EnumValue] = #units;
            const CONTENTS: &'static [__model::Content] = #contents;
            const OTHER: ::core::option::Option<__model::EnumValue> = #other;
            const GROUP: &'static __model::Model = &__private::group_of_keyed(
                ::core::concat!(::core::module_path!(), "::", #path),
                &const {
                    __private::members_of_keyed::<#count>(
                        Self::UNITS,
                        Self::CONTENTS,
                        &[#(#nullable),*],
                        Self::OTHER,
                    )
                },
            );
        },
    )
}

/// The impls of a flattened group; `read` has an arm for each variant that is read, by its place.
pub fn members<'v>(
    input: &Input<'_>,
    read: &[TokenStream],
    places: impl Iterator<Item = &'v Ident>,
    has_skipped: bool,
) -> TokenStream {
    let target = Target::new(input);
    // What serde's own route calls is asked for where the enum is flattened: without the `for`, it would be here.
    let also = |bound: WherePredicate| input.bounds.iter().cloned().chain([bound]).collect::<Vec<_>>();
    let bounds = also(parse_quote!(for<'__any> Self: __private::serde::Deserialize<'__de>));
    let decoding = Target { bounds: &bounds, ..target }.implement_decoding(
        quote!(__private::Members),
        quote! {
            type Partial = ::core::option::Option<Self>;

            fn read_member(
                __partial: &mut Self::Partial,
                __at: ::core::primitive::usize,
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<(), __event_schema::Mismatch> {
                *__partial = ::core::option::Option::Some(match __at {
                    #(#read,)*
                    _ => return ::core::result::Result::Err(__event_schema::Mismatch),
                });
                ::core::result::Result::Ok(())
            }

            fn visit_member<__A: __private::serde::de::MapAccess<'__de>>(
                __partial: &mut Self::Partial,
                __at: ::core::primitive::usize,
                __map: &mut __A,
            ) -> ::core::result::Result<(), __A::Error> {
                __private::visit_variant(__partial, __at, __map)
            }

            fn finish(
                __partial: Self::Partial,
                _: ::core::primitive::bool,
            ) -> ::core::result::Result<Self, __private::Absent> {
                __partial.ok_or(__private::Absent(0))
            }
        },
    );
    let places = places.enumerate().map(|(at, name)| {
        let at = Literal::usize_unsuffixed(at);
        quote!(Self::#name { .. } => #at)
    });
    let skipped = has_skipped.then(|| quote!(_ => ::core::primitive::usize::MAX));
    let bounds = also(parse_quote!(for<'__any> Self: __private::serde::Serialize));
    let encoding = Target { bounds: &bounds, ..target }.implement(
        quote!(__private::SerializeMembers),
        quote! {
            fn serialize_members<__M: __private::serde::ser::SerializeMap>(
                &self,
                __properties: &[__model::Property],
                __map: &mut __M,
            ) -> ::core::result::Result<(), __M::Error> {
                let __at: ::core::primitive::usize = match self { #(#places,)* #skipped };
                __private::serialize_variant(self, __at, __properties, __map)
            }

            fn conform_members(
                &self,
                _: &[__model::Property],
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                __event_schema::Schema::conforms(self, &__model::Constraints::NONE)
            }
        },
    );
    quote!(#decoding #encoding)
}

fn all(input: &Input<'_>) -> usize {
    match &input.shape {
        crate::model::Shape::Variants(variants) => variants.variants.len(),
        _ => 0,
    }
}
