//! The struct that keeps what has been read so far. What the compiler does to a function grows faster than the number
//! of values that it moves, so that a struct of many fields is kept, and finished, in parts of equal size.

use std::collections::HashMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::Target;
use crate::model::{Field, Object, Role};
use crate::types::located;

/// How many fields a part has at most.
const SIZE: usize = 32;

/// The fields in parts; all are one part unless they are many.
pub struct Parts<'a> {
    fields: &'a [Field<'a>],
    /// Which part each field is in, by its name, where there are several.
    of: HashMap<&'a Ident, usize>,
}

impl<'a> Parts<'a> {
    pub fn new(object: &'a Object<'_>) -> Self {
        let fields = &object.fields[..];
        let place = |(at, field): (usize, &'a Field<'_>)| (field.ident, at / SIZE);
        let is_split = SIZE < fields.len();
        Self { fields, of: fields.iter().enumerate().filter(|_| is_split).map(place).collect() }
    }

    /// An expression for what has been read of a field, in `__partial`.
    pub fn place(&self, field: &Ident) -> TokenStream {
        let part = self.of.get(field).map(|&part| {
            let part = part_name(part);
            quote!(#part.)
        });
        quote!(__partial.#part #field)
    }

    /// Keeps the optimiser from taking apart what is kept in memory, where it is much.
    pub fn never_inlined(&self) -> Option<TokenStream> {
        self.are_many().then(|| quote!(#[inline(never)]))
    }

    /// An expression for the whole, from one for each field, which finds its part of what was read in `__partial`.
    pub fn finish<'f>(&self, fields: impl Iterator<Item = (&'f Field<'f>, TokenStream)>) -> TokenStream {
        let (names, values): (Vec<_>, Vec<_>) = fields.map(|(field, value)| (field.ident, value)).unzip();
        if !self.are_many() {
            return quote!(::core::result::Result::Ok(Self { #(#names: #values,)* }));
        }
        let parts = values.chunks(SIZE).enumerate().map(|(at, values)| {
            let part = part_name(at);
            quote! {
                let #part = __private::finish_part(__partial.#part, |__partial| {
                    ::core::result::Result::Ok((#(#values,)*))
                })?;
            }
        });
        let fields = names.iter().enumerate().map(|(at, name)| {
            let (part, item) = (part_name(at / SIZE), Literal::usize_unsuffixed(at % SIZE));
            quote!(#name: #part.#item)
        });
        quote! {
            #(#parts)*
            ::core::result::Result::Ok(Self { #(#fields,)* })
        }
    }

    /// The struct with every property optional, `__Partial`.
    pub fn declarations(&self, target: Target<'_>) -> TokenStream {
        let name = format_ident!("__Partial");
        if !self.are_many() {
            let fields = self.fields.iter().filter_map(kept);
            return declaration(target, &name, fields);
        }
        let generics = target.decoding_generics();
        let (_, arguments, _) = generics.split_for_impl();
        let parts = self.fields.chunks(SIZE).enumerate().map(|(at, fields)| {
            let (field, ty) = (part_name(at), format_ident!("__Partial{at}"));
            (declaration(target, &ty, fields.iter().filter_map(kept)), (field, quote!(#ty #arguments)))
        });
        let (parts, fields): (Vec<_>, Vec<_>) = parts.unzip();
        let whole = declaration(target, &name, fields.into_iter());
        quote!(#(#parts)* #whole)
    }

    /// Whether the fields are more than one part holds.
    pub fn are_many(&self) -> bool {
        !self.of.is_empty()
    }
}

fn part_name(at: usize) -> Ident {
    format_ident!("__part_{at}")
}

/// What is kept of a field.
fn kept(Field { ident, ty, role, .. }: &Field<'_>) -> Option<(Ident, TokenStream)> {
    let kept = match role {
        Role::Property => quote!(::core::option::Option<#ty>),
        Role::Rest => quote!(#ty),
        Role::Group => quote_spanned!(located(ty.span())=> <#ty as __private::Members<'__de>>::Partial),
        Role::Skipped => return None,
    };
    Some(((*ident).clone(), kept))
}

fn declaration(
    target: Target<'_>,
    name: &Ident,
    fields: impl Iterator<Item = (Ident, TokenStream)>,
) -> TokenStream {
    let generics = target.decoding_generics();
    let bounds = &generics.where_clause;
    let (fields, kept): (Vec<_>, Vec<_>) = fields.unzip();
    let lifetimes = target.lifetimes();
    let types = target.generics.type_params().map(|parameter| &parameter.ident);
    let (parameters, arguments, _) = generics.split_for_impl();
    quote! {
        #[doc(hidden)]
        pub struct #name #generics #bounds {
            #(#fields: #kept,)*
            __parameters: ::core::marker::PhantomData<(&'__de (), #(&#lifetimes (),)* #(fn() -> #types),*)>,
        }

        impl #parameters ::core::default::Default for #name #arguments #bounds {
            fn default() -> Self {
                Self {
                    #(#fields: ::core::default::Default::default(),)*
                    __parameters: ::core::marker::PhantomData,
                }
            }
        }
    }
}
