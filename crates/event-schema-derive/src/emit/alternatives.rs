//! What a struct needs of an enum that it flattens.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::{Target, model, option, variants};
use crate::check::json;
use crate::model::{Input, Tagging, ValueVariant, Variants};
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
    let models = alternatives.iter().filter_map(|variant| {
        let (name, ty) = (variant.ident.unraw().to_string(), variant.value()?);
        if variant.is_other() {
            let model = other(input, variants, variant, alternatives);
            return Some(quote! {
                __private::Alternative {
                    variant: #name,
                    words: [#name, ""],
                    model: &#model,
                    only: ::core::option::Option::None,
                }
            });
        }
        let ty = types::without_lifetimes(&ty, input.generics);
        let only = model::only(&variant.attrs);
        let only = if only.is_empty() { quote!(only: ::core::option::Option::None,) } else { only };
        Some(quote_spanned! {located(ty.span())=>
            __private::Alternative {
                variant: #name,
                words: [#name, ""],
                model: <#ty as __event_schema::Schema>::MODEL,
                #only
            }
        })
    });
    let arms = alternatives.iter().enumerate().filter(|(_, it)| !it.attrs.is_only_written());
    let arms = arms.map(|(at, variant)| {
        let (at, value) = (Literal::usize_unsuffixed(at), variants::read(variant));
        quote!(#at => #value)
    });
    // Among variants that a tag tells apart, one for all other tags has no tag of its own.
    let tag = option(tag.filter(|_| !alternatives.iter().any(|it| it.is_other())));
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
    quote!(#known #read)
}

/// An object whose tag is none of the known ones, and which holds nothing beside it.
fn other(
    input: &Input<'_>,
    variants: &Variants<'_>,
    other: &ValueVariant<'_>,
    alternatives: &[&ValueVariant<'_>],
) -> TokenStream {
    let path = format!("{}::{}", input.path, other.ident.unraw());
    let docs = model::docs(&other.attrs.text);
    let known = alternatives
        .iter()
        .filter(|it| !it.is_other() && !it.attrs.is_only_written())
        .flat_map(|it| it.wire.all_read());
    let rules = known.map(|(name, _)| {
        let name = json::quote(&name);
        quote!(__model::Rule::Not(#name))
    });
    let tag = variants.tagging.tag().unwrap_or_default();
    let written = &other.wire.written;
    let content = match &variants.tagging {
        Tagging::Adjacent { content, .. } => Some(quote! {
            __model::Property {
                nullable: true,
                presence: __model::Presence::NonNull,
                ..__private::property::<()>(#content, "")
            },
        }),
        Tagging::External | Tagging::Internal { .. } => None,
    };
    quote! {
        __private::other(
            ::core::concat!(::core::module_path!(), "::", #path),
            #docs,
            &[
                __model::Property {
                    constraints: __model::Constraints {
                        rules: __model::Rules::new(&[#(#rules),*]),
                        ..__model::Constraints::NONE
                    },
                    ..__model::Property::new(#tag, "", || const { &__private::tag_of_other(#written) })
                },
                #content
            ],
        )
    }
}
