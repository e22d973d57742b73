//! What a struct needs of an enum that it flattens.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::{Target, option, variants};
use crate::model::{Input, ValueVariant, Variants};
use crate::types::{self, located};

/// Its impls for an enum whose variants may all be objects that a tag, or nothing, tells apart.
pub fn emit(
    input: &Input<'_>,
    variants: &Variants<'_>,
    tagged: &[&ValueVariant<'_>],
    untagged: &[&ValueVariant<'_>],
) -> TokenStream {
    let target = Target::new(input);
    let tag = variants.tagging.tag().filter(|_| untagged.is_empty());
    let alternatives = match tag {
        Some(_) => tagged,
        None if tagged.is_empty() => untagged,
        None => return TokenStream::new(),
    };
    if target.is_generic() || alternatives.iter().any(|it| it.is_other()) {
        return TokenStream::new();
    }
    let models = alternatives.iter().filter_map(|variant| {
        let (name, ty) = (variant.ident.unraw().to_string(), variant.value()?);
        let ty = types::without_lifetimes(&ty, input.generics);
        Some(quote_spanned! {located(ty.span())=>
            __private::Alternative {
                variant: #name,
                words: [#name, ""],
                model: <#ty as __event_schema::Schema>::MODEL,
            }
        })
    });
    let references = (0..alternatives.len()).map(Literal::usize_unsuffixed);
    let arms = alternatives.iter().enumerate().map(|(at, variant)| {
        let (at, value) = (Literal::usize_unsuffixed(at), variants::read(variant));
        quote!(#at => #value)
    });
    let tag = option(tag);
    let known = target.implement(
        quote!(__private::Alternatives),
        quote! {
            const TAG: ::core::option::Option<&'static ::core::primitive::str> = #tag;
            const ALTERNATIVES: &'static [__private::Alternative] = &[#(#models),*];
        },
    );
    let read = target.implement_decoding(
        quote!(__private::ReadAlternative),
        quote! {
            fn read_alternative(
                __at: ::core::primitive::usize,
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                ::core::result::Result::Ok(match __at {
                    #(#arms,)*
                    _ => return ::core::result::Result::Err(__event_schema::Mismatch),
                })
            }
        },
    );
    let (ident, generics) = (input.ident, input.generics);
    let (_, arguments, _) = generics.split_for_impl();
    let parameters = generics.lifetimes();
    quote! {
        #known
        #read

        #[automatically_derived]
        impl<#(#parameters,)* __Host: __private::Host> __private::References<__Host> for #ident #arguments {
            const REFERENCES: &'static [__model::TypeRef] = &[#(__private::of_host::<__Host, #references>),*];
        }
    }
}
