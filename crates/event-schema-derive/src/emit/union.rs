use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{Target, into_owned, model, serde};
use crate::model::{Input, Union, Variant};
use crate::types::located;

/// One of several events, told apart by their tag.
pub fn emit(input: &Input<'_>, union: &Union<'_>) -> TokenStream {
    let target = Target::new(input);
    let model = model::union(input, union);
    let schema = schema(target, union, &model);
    let event = event(target, union);
    let decoding = decoding(target, union);
    let encoding = {
        let known = union.variants.iter().map(|Variant { ident, .. }| {
            quote!(Self::#ident(__event) => __private::serde::Serialize::serialize(__event, __serializer))
        });
        let unknown = union.unknown.iter().map(|Variant { ident, .. }| {
            quote!(Self::#ident(__event) => __private::serialize_unknown(const { __private::union(<Self as __event_schema::Schema>::MODEL) }, __event, __serializer))
        });
        serde::serialize(target, &quote!(match self { #(#known,)* #(#unknown,)* }))
    };
    let from = union.variants.iter().chain(&union.unknown).map(|Variant { ident, ty, .. }| {
        target.implement(
            quote!(::core::convert::From<#ty>),
            quote! {
                fn from(__event: #ty) -> Self {
                    Self::#ident(__event)
                }
            },
        )
    });
    let into_owned = into_owned::union(input, union);
    quote!(#schema #event #decoding #encoding #(#from)* #into_owned)
}

fn schema(target: Target<'_>, union: &Union<'_>, model: &TokenStream) -> TokenStream {
    let known = union.variants.iter().map(|Variant { ident, .. }| {
        quote!(Self::#ident(__event) => __event_schema::Schema::conforms(__event, __constraints))
    });
    let unknown = union.unknown.iter().map(
        |Variant { ident, .. }| quote!(Self::#ident(__event) => __private::conform_unknown(const { __private::union(<Self as __event_schema::Schema>::MODEL) }, __event)),
    );
    target.implement(
        quote!(__event_schema::Schema),
        quote! {
            const MODEL: &'static __model::Model = #model;

            fn conforms(
                &self,
                __constraints: &__model::Constraints,
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                match self { #(#known,)* #(#unknown,)* }
            }
        },
    )
}

fn event(target: Target<'_>, union: &Union<'_>) -> TokenStream {
    let tag = &union.tag;
    let known = union.variants.iter().map(|Variant { ident, ty, .. }| {
        quote_spanned!(located(ty.span())=> Self::#ident(__event) => __event_schema::Event::tag(__event))
    });
    let unknown = union.unknown.iter().map(
        |Variant { ident, .. }| quote!(Self::#ident(__event) => __event_schema::UnknownEvent::tag(__event)),
    );
    let as_unknown = union.unknown.iter().map(|Variant { ident, .. }| {
        quote! {
            fn as_unknown(&self) -> ::core::option::Option<&__event_schema::UnknownEvent<'_>> {
                match self {
                    Self::#ident(__event) => ::core::option::Option::Some(__event),
                    _ => ::core::option::Option::None,
                }
            }
        }
    });
    target.implement(
        quote!(__event_schema::Event),
        quote! {
            const TAG: &'static ::core::primitive::str = #tag;

            fn tag(&self) -> &::core::primitive::str {
                match self { #(#known,)* #(#unknown,)* }
            }

            #(#as_unknown)*
        },
    )
}

fn decoding(target: Target<'_>, union: &Union<'_>) -> TokenStream {
    let tag = &union.tag;
    let read = arms(
        union,
        |ty| quote_spanned!(located(ty.span())=> <#ty as __event_schema::FromJson<'__de>>::from_value(__reader)?),
    );
    let visited = arms(union, |ty| quote_spanned!(located(ty.span())=> __private::visit_event(__map)?));
    let (read_unknown, visited_unknown) = match &union.unknown {
        // A union without lifetimes holds nothing borrowed.
        Some(Variant { ident, .. }) if target.lifetimes().next().is_none() => (
            quote!(_ => Self::#ident(__event_schema::IntoOwned::into_owned(__private::read_unknown(#tag, __reader)?))),
            quote!(_ => Self::#ident(__private::visit_unknown(#tag, __map)?)),
        ),
        Some(Variant { ident, .. }) => (
            quote!(_ => Self::#ident(__private::read_unknown(#tag, __reader)?)),
            quote!(_ => Self::#ident(__private::visit_unknown(#tag, __map)?)),
        ),
        None => (
            quote!(_ => return ::core::result::Result::Err(__event_schema::Mismatch)),
            quote!(_ => return ::core::result::Result::Err(__private::unknown_event())),
        ),
    };
    let from_json = target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                ::core::result::Result::Ok(match __private::read_tag(const { __private::union(<Self as __event_schema::Schema>::MODEL) }, __reader)? {
                    #(#read,)*
                    #read_unknown,
                })
            }
        },
    );
    let variants = target.implement_decoding(
        quote!(__private::Variants),
        quote! {
            fn visit_variant<__A: __private::serde::de::MapAccess<'__de>>(
                __at: ::core::option::Option<::core::primitive::usize>,
                __map: __A,
            ) -> ::core::result::Result<Self, __A::Error> {
                ::core::result::Result::Ok(match __at {
                    #(#visited,)*
                    #visited_unknown,
                })
            }
        },
    );
    let deserialize = serde::deserialize(target, &quote!(__private::deserialize_union(__deserializer)));
    quote!(#from_json #variants #deserialize)
}

/// An arm for each known event, by its place in the table.
fn arms(union: &Union<'_>, event: impl Fn(&syn::Type) -> TokenStream) -> Vec<TokenStream> {
    let arm = |(at, Variant { ident, ty, .. }): (usize, &Variant<'_>)| {
        let (at, event) = (Literal::usize_unsuffixed(at), event(ty));
        quote!(::core::option::Option::Some(#at) => Self::#ident(#event))
    };
    union.variants.iter().enumerate().map(arm).collect()
}
