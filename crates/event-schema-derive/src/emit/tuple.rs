use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::assert::Asserts;
use super::{Target, assert, into_owned, model, part};
use crate::model::{Input, Item, Tuple};
use crate::types::located;

/// A struct with unnamed fields.
pub fn emit(input: &Input<'_>, tuple: &Tuple) -> TokenStream {
    let target = Target::new(input);
    let mut asserts = Asserts::default();
    for item in &tuple.items {
        assert::bounds(&mut asserts, &item.static_ty, &item.attrs.bounds);
    }
    let elements = tuple.items.iter().map(|Item { static_ty, attrs, .. }| {
        let element = quote_spanned!(located(static_ty.span())=>
            __model::Element::new(__private::model_of::<#static_ty>)
        );
        if attrs.bounds.is_empty() {
            return element;
        }
        let constraints = model::constraints(&attrs.bounds);
        quote!(__model::Element { constraints: #constraints, ..#element })
    });
    let shape = quote!(__model::Shape::Tuple(&[#(#elements),*]));
    let model =
        target.model_const(&model::model(input, &shape, &quote!(__model::Constraints::NONE)), &asserts);
    let asserts = target.assert_items(&asserts);
    let conforms = input.part.is_none().then(|| {
        let items = (0..tuple.items.len()).map(Literal::usize_unsuffixed).map(|at| quote!(&self.#at));
        let conformed = conformed(tuple, items);
        quote! {
            fn conforms(
                &self,
                _: &__model::Constraints,
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                #conformed
                ::core::result::Result::Ok(())
            }
        }
    });
    let schema = target.implement(
        quote!(__event_schema::Schema),
        quote! {
            #model

            #conforms
        },
    );
    let items =
        tuple.items.iter().map(|Item { ty, .. }| quote_spanned!(located(ty.span())=> __items.item::<#ty>()?));
    let from_json = target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                __reader.tuple(|__items| ::core::result::Result::Ok(Self(#(#items),*)))
            }
        },
    );
    let rest =
        if input.part.is_some() { part::tuple(target, tuple) } else { into_owned::tuple(input, tuple) };
    quote!(#asserts #schema #from_json #rest)
}

/// Checks of all items before they are encoded; `items` are expressions for the references to them.
pub fn conformed(tuple: &Tuple, items: impl Iterator<Item = TokenStream>) -> TokenStream {
    let conformed = tuple.items.iter().zip(items).enumerate().map(|(at, (item, value))| {
        let (index, name) = (Literal::usize_unsuffixed(at), at.to_string());
        quote_spanned!(located(item.ty.span())=>
            __private::conform_item(
                #value,
                const { &__private::elements(<Self as __event_schema::Schema>::MODEL)[#index] },
                #name,
            )?;
        )
    });
    conformed.collect()
}

/// A struct without fields or braces is null.
pub fn unit(input: &Input<'_>) -> TokenStream {
    let target = Target::new(input);
    let ident = input.ident;
    let model = model::model(input, &quote!(__model::Shape::Null), &quote!(__model::Constraints::NONE));
    let schema = target.implement(
        quote!(__event_schema::Schema),
        quote! {
            const MODEL: &'static __model::Model = #model;
            const NULLABLE: ::core::primitive::bool = true;
        },
    );
    let from_json = target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                <() as __event_schema::FromJson<'__de>>::from_value(__reader)?;
                ::core::result::Result::Ok(#ident)
            }
        },
    );
    let into_owned = into_owned::unit(input);
    quote!(#schema #from_json #into_owned)
}
