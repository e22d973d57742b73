use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned;
use syn::{Type, WherePredicate, parse_quote};

use super::positions::Positions;
use super::{Target, foreign, into_owned, members, model, serde, variants};
use crate::model::{Flat, Input, Shape};
use crate::types::{self, located};

/// A struct that flattens alternatives: one of several objects, each complete with its own properties.
pub fn emit(input: &Input<'_>, flat: &Flat<'_>) -> TokenStream {
    let target = Target::new(input);
    let own_struct = variants::part(&flat.own);
    let host = target.implement(quote!(__private::Host), host(input, flat));
    let schema = target.implement(quote!(__event_schema::Schema), schema(input, flat));
    // That the types can be flattened is told once, where the struct is put together.
    let can_be = flat.types().map(|ty| parse_quote!(#ty: __private::ReadAlternative<'__de>));
    let bounds: Vec<WherePredicate> = input.bounds.iter().cloned().chain(can_be).collect();
    let from_json = Target { bounds: &bounds, ..target }
        .implement_decoding(quote!(__event_schema::FromJson), from_json(flat));
    let event = event(input, flat);
    let into_owned = into_owned::flat(input, flat);
    quote!(#own_struct #host #schema #from_json #event #into_owned)
}

/// What an event has besides: no other derive writes serde's traits for it.
fn event(input: &Input<'_>, flat: &Flat<'_>) -> Option<TokenStream> {
    let (Some(tag), Shape::Object(object)) = (flat.tag(), &flat.own.shape) else { return None };
    let target = Target::new(input);
    let (own, own_model) = (flat.own.as_type(), flat.own.as_static_type());
    let own_model = quote!(<#own_model as __event_schema::Schema>::MODEL);
    let fields = own_fields(flat).map(|(name, _)| quote!(#name: __own.#name));
    let flattened = flat.fields.iter().map(|field| {
        let (ident, ty, span) = (field.ident, &field.ty, located(field.ty.span()));
        let value = match types::option_inner(ty) {
            Some(group) => quote_spanned!(span=> __partial.group::<#group>().ok()),
            None if field.is_optional => quote_spanned!(span=> __partial.variant::<#ty>().ok()),
            None => quote_spanned!(span=> __partial.variant::<#ty>()?),
        };
        quote!(#ident: #value)
    });
    let decoding = target.implement_decoding(
        quote!(__private::Members),
        quote! {
            type Partial = __private::Entries<'__de>;

            fn read_member(
                _: &mut Self::Partial,
                _: ::core::primitive::usize,
                _: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<(), __event_schema::Mismatch> {
                ::core::result::Result::Err(__event_schema::Mismatch)
            }

            fn visit_member<__A: __private::serde::de::MapAccess<'__de>>(
                _: &mut Self::Partial,
                _: ::core::primitive::usize,
                __map: &mut __A,
            ) -> ::core::result::Result<(), __A::Error> {
                __private::skip_member(__map)
            }

            fn visit_rest<__A: __private::serde::de::MapAccess<'__de>>(
                __partial: &mut Self::Partial,
                __name: __private::Cow<'__de, ::core::primitive::str>,
                __map: &mut __A,
            ) -> ::core::result::Result<(), __A::Error> {
                __partial.keep(__name, __map)
            }

            fn finish(
                __partial: Self::Partial,
                _: ::core::primitive::bool,
            ) -> ::core::result::Result<Self, __private::Absent> {
                let __own = __partial.group::<#own>()?;
                ::core::result::Result::Ok(Self { #(#fields,)* #(#flattened,)* })
            }
        },
    );
    let positions = Positions::new(object);
    let (consts, wrappers) = (&positions.consts, foreign::wrappers(input.generics, object));
    let serialized = members::serialized(object, &positions);
    let also = flat.fields.iter().map(|field| {
        let (ident, span) = (field.ident, located(field.ty.span()));
        match types::option_inner(&field.ty) {
            Some(_) => quote_spanned! {span=>
                if let ::core::option::Option::Some(__group) = &self.#ident {
                    __private::serialize_group(__group, __map)?;
                }
            },
            None if field.is_optional => quote_spanned! {span=>
                if let ::core::option::Option::Some(__variant) = &self.#ident {
                    __private::serialize_flattened(__variant, __map)?;
                }
            },
            None => quote_spanned!(span=> __private::serialize_flattened(&self.#ident, __map)?;),
        }
    });
    let flattened = flat.fields.iter().map(|field| field.ident);
    let encoding = target.implement(
        quote!(__private::SerializeMembers),
        quote! {
            fn serialize_members<__M: __private::serde::ser::SerializeMap>(
                &self,
                _: &[__model::Property],
                __map: &mut __M,
            ) -> ::core::result::Result<(), __M::Error> {
                let __properties = __private::properties(#own_model);
                #serialized
                #(#also)*
                ::core::result::Result::Ok(())
            }

            fn conform_members(
                &self,
                _: &[__model::Property],
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                // What breaks a rule might pass as another alternative.
                #(__event_schema::Schema::conforms(&self.#flattened, &__model::Constraints::NONE)?;)*
                __private::conform_event(self)
            }
        },
    );
    let event = serde::event(target, &own_model, &tag.property, &tag.value.read);
    Some(quote!(#consts #wrappers #decoding #encoding #event))
}

/// What the struct is made of, and the objects that it may be.
fn host(input: &Input<'_>, flat: &Flat<'_>) -> TokenStream {
    let (name, path, arguments) = (&input.name, &input.path, model::arguments(input));
    let (own, span) = (flat.own.as_static_type(), span(flat));
    let flattened = flat.fields.iter().map(|field| {
        let (ty, rust, is_optional) = (&field.static_ty, field.ident.unraw().to_string(), field.is_optional);
        quote_spanned!(located(field.ty.span())=> __private::flattened_enum::<#ty>(#rust, #is_optional))
    });
    let [count, width, names, tags] =
        ["count", "width", "names_len", "tags_len"].map(|of| size(input, flat, of));
    let sources = Literal::usize_unsuffixed(flat.fields.len() + 1);
    quote_spanned! {span=>
        const FLAT: __private::Flat = __private::Flat {
            name: #name,
            path: ::core::concat!(::core::module_path!(), "::", #path),
            arguments: #arguments,
            own: <#own as __event_schema::Schema>::MODEL,
            flattened: &[#(#flattened),*],
        };
        const MODELS: &'static [__model::Model] = &const {
            Self::FLAT.models::<#count, #sources>(
                &const { Self::FLAT.properties::<#width>(Self::TAG_REFERENCES) },
                &const { Self::FLAT.groups::<#count, #sources>() },
                &const { Self::FLAT.names::<#names>() },
            )
        };
        const TAGS: &'static [__model::Model] =
            &const { Self::FLAT.tags::<#tags>(&const { Self::FLAT.tag_values::<#tags>() }) };
    }
}

/// How many there are of something, as a const argument. What depends on parameters cannot be one: there is room for so
/// many then.
fn size(input: &Input<'_>, flat: &Flat<'_>, of: &str) -> TokenStream {
    if Target::new(input).is_generic() {
        let room = match of {
            "width" => 1024,
            "names_len" => 8192,
            _ => 64,
        };
        return Literal::usize_unsuffixed(room).to_token_stream();
    }
    let (owner, span) = (input.as_static_type(), span(flat));
    let of = Ident::new(of, span);
    quote_spanned!(span=> { <#owner as __private::Host>::FLAT.#of() })
}

fn span(flat: &Flat<'_>) -> Span {
    located(flat.types().next().map_or_else(Span::call_site, Spanned::span))
}

fn schema(input: &Input<'_>, flat: &Flat<'_>) -> TokenStream {
    let (count, span) = (size(input, flat, "count"), span(flat));
    let host = quote_spanned!(span=> <Self as __private::Host>);
    let shape = quote_spanned! {span=>
        #host::FLAT.shape(
            &const { #host::FLAT.variants::<#count>(#host::REFERENCES) },
            &const { #host::FLAT.choices::<#count>(#host::MODELS, #host::REFERENCES) },
        )
    };
    let model = model::model(input, &shape, &quote!(__model::Constraints::NONE));
    let flattened = flat.fields.iter().map(|field| field.ident);
    if flat.tag().is_some() {
        return quote! {
            const MODEL: &'static __model::Model = #model;

            fn conforms(
                &self,
                _: &__model::Constraints,
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                __private::conform_object(self, <Self as __event_schema::Schema>::MODEL)
            }
        };
    }
    quote! {
        const MODEL: &'static __model::Model = #model;

        fn conforms(
            &self,
            _: &__model::Constraints,
        ) -> ::core::result::Result<(), __event_schema::EncodeError> {
            // What breaks a rule might pass as another alternative.
            #(__event_schema::Schema::conforms(&self.#flattened, &__model::Constraints::NONE)?;)*
            __private::conform_text(
                self,
                <Self as __event_schema::Schema>::MODEL,
                &__model::Constraints::NONE,
            )
        }
    }
}

fn from_json(flat: &Flat<'_>) -> TokenStream {
    let read = flat.fields.iter().enumerate().map(|(at, field)| {
        let (ident, ty, span) = (field.ident, &field.ty, located(field.ty.span()));
        let at = Literal::usize_unsuffixed(at);
        let read = quote_spanned! {span=>
            <#ty as __private::ReadAlternative<'__de>>::read_alternative(
                __alternative,
                &mut ::core::clone::Clone::clone(__reader),
            )?
        };
        let read = if field.is_optional {
            quote_spanned! {span=>
                if <Self as __private::Host>::FLAT.flattened[#at].is_none(__alternative) {
                    ::core::option::Option::None
                } else {
                    ::core::option::Option::Some(#read)
                }
            }
        } else {
            read
        };
        let name = format_ident!("__flat_{ident}");
        quote! {
            let #name = {
                let __alternative = <Self as __private::Host>::FLAT.alternative(__at, #at);
                #read
            };
        }
    });
    let flattened = flat.fields.iter().map(|field| {
        let (ident, name) = (field.ident, format_ident!("__flat_{}", field.ident));
        quote!(#ident: #name)
    });
    let own = flat.own.as_type();
    let fields = own_fields(flat).map(|(name, _)| quote!(#name: __own.#name));
    quote! {
        fn from_value(
            __reader: &mut __event_schema::Reader<'__de>,
        ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
            let __at = __private::alternative(<Self as __event_schema::Schema>::MODEL, __reader)?;
            #(#read)*
            let __own = <#own as __event_schema::FromJson<'__de>>::from_value(__reader)?;
            ::core::result::Result::Ok(Self { #(#fields,)* #(#flattened,)* })
        }
    }
}

/// The fields of the struct that holds the others.
fn own_fields<'f>(flat: &'f Flat<'_>) -> impl Iterator<Item = (&'f Ident, &'f Type)> {
    let fields = match &flat.own.shape {
        Shape::Object(object) => &object.fields[..],
        _ => &[],
    };
    fields.iter().map(|field| (field.ident, &field.ty))
}

/// All fields.
pub fn fields<'f>(flat: &'f Flat<'_>) -> impl Iterator<Item = (&'f Ident, &'f Type)> {
    own_fields(flat).chain(flat.fields.iter().map(|field| (field.ident, &field.field_type)))
}
