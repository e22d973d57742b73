//! `Event` and serde's two traits. A type that carries a tag cannot use serde's own derives: inside of a union the
//! tag would be written twice, alone it would not be looked at.

use proc_macro2::TokenStream;
use quote::quote;

use super::Target;

/// For an event struct; `object` is an expression for the model that has its tag.
pub fn event(target: Target<'_>, object: &TokenStream, property: &str, value: &str) -> TokenStream {
    let event = target.implement(
        quote!(__event_schema::Event),
        quote! {
            const TAG: &'static ::core::primitive::str = #property;
            const KIND: ::core::option::Option<__model::Tag> = __private::object(#object).tag;

            fn tag(&self) -> &::core::primitive::str {
                #value
            }
        },
    );
    let serialize = serialize(target, &quote!(__private::serialize_event(self, __serializer)));
    let deserialize = deserialize(target, &quote!(__private::deserialize_event(__deserializer)));
    quote!(#event #serialize #deserialize)
}

pub fn serialize(target: Target<'_>, body: &TokenStream) -> TokenStream {
    target.implement_encoding(
        quote!(__private::serde::Serialize),
        quote! {
            fn serialize<__S: __private::serde::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #body
            }
        },
    )
}

pub fn deserialize(target: Target<'_>, body: &TokenStream) -> TokenStream {
    target.implement_decoding(
        quote!(__private::serde::Deserialize),
        quote! {
            fn deserialize<__D: __private::serde::Deserializer<'__de>>(
                __deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #body
            }
        },
    )
}
