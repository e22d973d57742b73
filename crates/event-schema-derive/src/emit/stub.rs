use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Fields, Path};

use super::{Target, block, serde};
use crate::Derive;

/// Impls without substance, for an input with errors: without them, every use of the type would be one more error. The
/// tag is as it was written, for a union looks at it.
pub fn stub(krate: &Path, derive: Derive, tag_property: &str, input: &DeriveInput) -> TokenStream {
    let target =
        Target { ident: &input.ident, generics: &input.generics, bounded: &[], bounds: &[], flattened: &[] };
    let is_object = matches!(&input.data, Data::Struct(data) if matches!(data.fields, Fields::Named(_)));
    let name = input.ident.unraw().to_string();
    let tag = match derive {
        Derive::Event => quote!(::core::option::Option::Some(__model::Tag::new(#tag_property, #name))),
        Derive::Schema => quote!(::core::option::Option::None),
    };
    let shape = if is_object {
        quote!(__model::Shape::Object(__model::Object {
            tag: #tag,
            properties: &[],
            groups: &[],
            rest: ::core::option::Option::None,
            closed: false,
            reserved: &[],
                relations: &__model::Relations::NONE,
        }))
    } else {
        quote!(__model::Shape::Any)
    };
    let mut body = target.implement(
        quote!(__event_schema::Schema),
        quote! {
            const MODEL: &'static __model::Model = &__model::Model::anonymous(#name, #shape);
        },
    );
    body.extend(target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                _: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                ::core::unreachable!()
            }
        },
    ));
    if is_object {
        body.extend(members(target));
    }
    if derive == Derive::Event {
        body.extend(target.implement(
            quote!(__event_schema::Event),
            quote! {
                const TAG: &'static ::core::primitive::str = #tag_property;
                const KIND: ::core::option::Option<__model::Tag> = #tag;

                fn tag(&self) -> &::core::primitive::str {
                    #name
                }
            },
        ));
        body.extend(serde::serialize(target, &quote!(::core::unreachable!())));
        body.extend(serde::deserialize(target, &quote!(::core::unreachable!())));
    }
    body.extend(into_owned(target));
    block(krate, &body)
}

fn members(target: Target<'_>) -> TokenStream {
    let decoding = target.implement_decoding(
        quote!(__private::Members),
        quote! {
            type Partial = ();

            fn read_member(
                _: &mut (),
                _: ::core::primitive::usize,
                _: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<(), __event_schema::Mismatch> {
                ::core::unreachable!()
            }

            fn visit_member<__A: __private::serde::de::MapAccess<'__de>>(
                _: &mut (),
                _: ::core::primitive::usize,
                _: &mut __A,
            ) -> ::core::result::Result<(), __A::Error> {
                ::core::unreachable!()
            }

            fn finish(_: (), _: ::core::primitive::bool) -> ::core::result::Result<Self, __private::Absent> {
                ::core::unreachable!()
            }
        },
    );
    let encoding = target.implement(
        quote!(__private::SerializeMembers),
        quote! {
            fn serialize_members<__M: __private::serde::ser::SerializeMap>(
                &self,
                _: &[__model::Property],
                _: &mut __M,
            ) -> ::core::result::Result<(), __M::Error> {
                ::core::unreachable!()
            }

            fn conform_members(
                &self,
                _: &[__model::Property],
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                ::core::unreachable!()
            }
        },
    );
    quote!(#decoding #encoding)
}

fn into_owned(target: Target<'_>) -> TokenStream {
    // A type parameter may borrow: there is no owned form to name.
    let owned = if target.generics.type_params().next().is_some() { quote!(()) } else { target.owned() };
    target.implement(
        quote!(__event_schema::IntoOwned),
        quote! {
            type Owned = #owned;

            fn into_owned(self) -> Self::Owned {
                ::core::unreachable!()
            }
        },
    )
}
