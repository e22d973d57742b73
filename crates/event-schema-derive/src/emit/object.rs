use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::positions::Positions;
use super::{Target, assert, foreign, into_owned, members, model, part, serde};
use crate::Derive;
use crate::model::{Input, Object};
use crate::types::located;

/// A struct with named fields, with or without a tag.
pub fn emit(input: &Input<'_>, object: &Object<'_>) -> TokenStream {
    let target = Target::new(input);
    let positions = Positions::new(object);
    let position_consts = &positions.consts;
    let asserts = assert::object(input, object);
    let (consts, model) = model::object(input, object, &positions);
    let model = target.model_const(&model, &asserts);
    let asserts = target.assert_items(&asserts);
    let span = input.flattened.first().map_or_else(Span::call_site, |ty| located(ty.span()));
    let conforms = input.part.is_none().then(|| {
        quote_spanned! {span=>
            fn conforms(
                &self,
                _: &__model::Constraints,
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                __private::conform_object(self, <Self as __event_schema::Schema>::MODEL)
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
    let from_json = target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                __private::read_object(__reader)
            }
        },
    );
    let wrappers = foreign::wrappers(input.generics, object);
    // serde's own derives read what is a part, except of an event.
    let by_serde = input.part.filter(|_| input.derive == Derive::Schema);
    let decoding = members::decoding(target, object, &positions, by_serde);
    let encoding = if let Some(part) = input.part {
        part::object(target, object, &positions, part)
    } else {
        let members = members::encoding(input, object, &positions);
        let event = object.tag.as_ref().map(|tag| {
            let object = quote!(<Self as __event_schema::Schema>::MODEL);
            serde::event(target, &object, &tag.property, &tag.value.read)
        });
        let into_owned = into_owned::object(input, object);
        quote!(#members #event #into_owned)
    };
    quote!(#asserts #position_consts #consts #wrappers #schema #from_json #decoding #encoding)
}
