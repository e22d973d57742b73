use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::assert::Asserts;
use super::{Target, assert, into_owned, model};
use crate::model::{Converted, How, Input};
use crate::types::{self, located};

/// A type that is on the wire by way of another: that one's schema under another name, with more rules.
pub fn emit(input: &Input<'_>, converted: &Converted) -> TokenStream {
    let target = Target::new(input);
    let Converted { ty, how, .. } = converted;
    let static_ty = types::without_lifetimes(ty, input.generics);
    let mut asserts = Asserts::default();
    assert::bounds(&mut asserts, &static_ty, &input.attrs.bounds);
    let constraints = model::constraints(&input.attrs.bounds);
    let inner = quote!(<#static_ty as __event_schema::Schema>::MODEL);
    let model = model::model(input, &quote!(#inner.shape), &quote!(#inner.constraints.and(&__CONSTRAINTS)));
    let model = target.model_const(&model, &asserts);
    let asserts = target.assert_items(&asserts);
    let span = located(ty.span());
    let conforming = if *how == How::Serde {
        quote! {
            __private::conform_text(self, __private::model_of::<#static_ty>(), __constraints)?;
            __private::conform_text(self, __private::model_of::<#static_ty>(), &__CONSTRAINTS)
        }
    } else {
        let written = quote_spanned! {span=>
            <Self as ::core::convert::Into<#ty>>::into(<Self as ::core::clone::Clone>::clone(self))
        };
        quote! {
            let __written: #ty = #written;
            __private::conform_rules(&__written, &__CONSTRAINTS)?;
            __event_schema::Schema::conforms(&__written, __constraints)?;
            __event_schema::Schema::conforms(&__written, &__CONSTRAINTS)
        }
    };
    // What serde makes of an absent property, nobody but the impl knows.
    let optional = match how {
        How::Serde => quote!(false),
        How::From | How::TryFrom => quote!(<#static_ty as __event_schema::Schema>::OPTIONAL),
    };
    let schema = target.implement(
        quote!(__event_schema::Schema),
        quote! {
            #model
            const NULLABLE: ::core::primitive::bool = <#static_ty as __event_schema::Schema>::NULLABLE;
            const OPTIONAL: ::core::primitive::bool = #optional;

            fn conforms(
                &self,
                __constraints: &__model::Constraints,
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                #conforming
            }
        },
    );
    let from_json = if *how == How::Serde { by_serde(target) } else { by_conversion(target, converted) };
    let into_owned = into_owned::same(input);
    quote! {
        #asserts
        const __CONSTRAINTS: __model::Constraints = #constraints;
        #schema
        #from_json
        #into_owned
    }
}

/// Decodes by the impls of serde's traits.
fn by_serde(target: Target<'_>) -> TokenStream {
    target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                __private::read_by_serde::<Self>(__reader)
            }

            fn from_absent() -> ::core::option::Option<Self> {
                if <Self as __event_schema::Schema>::NULLABLE {
                    __private::null_by_serde::<Self>()
                } else {
                    ::core::option::Option::None
                }
            }
        },
    )
}

/// Decodes the type that is on the wire, and converts it.
fn by_conversion(target: Target<'_>, converted: &Converted) -> TokenStream {
    let Converted { ty, how, .. } = converted;
    let span = located(ty.span());
    let (convert, absent) = if *how == How::TryFrom {
        (
            quote_spanned! {span=>
                <Self as ::core::convert::TryFrom<#ty>>::try_from(__read).map_err(|_| __event_schema::Mismatch)
            },
            quote_spanned!(span=> <Self as ::core::convert::TryFrom<#ty>>::try_from(__read).ok()),
        )
    } else {
        (
            quote_spanned! {span=>
                ::core::result::Result::Ok(<Self as ::core::convert::From<#ty>>::from(__read))
            },
            quote_spanned!(span=> ::core::option::Option::Some(<Self as ::core::convert::From<#ty>>::from(__read))),
        )
    };
    target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                let __read = <#ty as __event_schema::FromJson<'__de>>::from_value(__reader)?;
                #convert
            }

            fn from_absent() -> ::core::option::Option<Self> {
                let __read = <#ty as __event_schema::FromJson<'__de>>::from_absent()?;
                #absent
            }
        },
    )
}
