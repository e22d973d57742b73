use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::{Target, into_owned, model, option, variants};
use crate::model::{Flat, Input, Shape};
use crate::types::located;

/// A struct that flattens alternatives: one of several objects, each complete with its own properties.
pub fn emit(input: &Input<'_>, flat: &Flat<'_>) -> TokenStream {
    let target = Target::new(input);
    let own_struct = variants::part(&flat.own);
    let (name, path, rust) = (&input.name, &input.path, flat.ident.unraw().to_string());
    let (ident, ty, static_ty, own) = (flat.ident, &flat.ty, &flat.static_ty, flat.own.as_static_type());
    let owner = input.as_static_type();
    let span = located(ty.span());
    let alternatives = quote_spanned!(span=> <#static_ty as __private::Alternatives>);
    let none =
        option(flat.is_optional.then(
            || quote_spanned!(span=> __private::none(<#static_ty as __event_schema::Schema>::MODEL.name)),
        ));
    let consts = quote_spanned! {span=>
        const __FLAT: __private::Flat = __private::Flat {
            name: #name,
            path: ::core::concat!(::core::module_path!(), "::", #path),
            field: #rust,
            own: <#own as __event_schema::Schema>::MODEL,
            alternatives: #alternatives::ALTERNATIVES,
            none: #none,
        };
        const __COUNT: ::core::primitive::usize = __FLAT.count();
        const __PROPERTIES: &[__model::Property] = &__FLAT.properties::<{ __FLAT.width() }>();
        const __MODELS: &[__model::Model] = &__FLAT.models::<__COUNT>(
            __PROPERTIES,
            &const { __FLAT.groups::<__COUNT>() },
            &const { __FLAT.names::<{ __FLAT.names_len() }>() },
        );
        const __REFERENCES: &[__model::TypeRef] =
            <#static_ty as __private::References<#owner>>::REFERENCES;
    };
    let tag =
        if flat.is_optional { quote!(::core::option::Option::None) } else { quote!(#alternatives::TAG) };
    let shape = quote_spanned! {span=>
        __private::flat_shape(
            #tag,
            &const { __FLAT.variants::<__COUNT>(__REFERENCES) },
            &const { __FLAT.choices::<__COUNT>(__REFERENCES) },
        )
    };
    let model = model::model(input, &shape, &quote!(__model::Constraints::NONE));
    let host = target.implement(
        quote!(__private::Host),
        quote!(
            const MODELS: &'static [__model::Model] = __MODELS;
        ),
    );
    let schema = target.implement(
        quote!(__event_schema::Schema),
        quote! {
            const MODEL: &'static __model::Model = #model;

            fn conforms(
                &self,
                _: &__model::Constraints,
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                // What breaks a rule might pass as another alternative.
                __event_schema::Schema::conforms(&self.#ident, &__model::Constraints::NONE)?;
                __private::conform_text(
                    self,
                    <Self as __event_schema::Schema>::MODEL,
                    &__model::Constraints::NONE,
                )
            }
        },
    );
    let own_type = flat.own.as_type();
    let fields = fields(flat).map(|(name, _)| quote!(#name: __own.#name));
    let read = quote_spanned! {span=>
        <#ty as __private::ReadAlternative<'__de>>::read_alternative(
            __at,
            &mut ::core::clone::Clone::clone(__reader),
        )?
    };
    let read = if flat.is_optional {
        quote! {
            if __at < #alternatives::ALTERNATIVES.len() {
                ::core::option::Option::Some(#read)
            } else {
                ::core::option::Option::None
            }
        }
    } else {
        read
    };
    let from_json = target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote_spanned! {span=>
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                let __at = __private::alternative(<Self as __event_schema::Schema>::MODEL, __reader)?;
                let __flat = #read;
                let __own = <#own_type as __event_schema::FromJson<'__de>>::from_value(__reader)?;
                ::core::result::Result::Ok(Self { #(#fields,)* #ident: __flat })
            }
        },
    );
    let into_owned = into_owned::flat(input, flat);
    quote!(#own_struct #consts #host #schema #from_json #into_owned)
}

/// The fields of the struct that holds the others.
pub fn fields<'f>(flat: &'f Flat<'_>) -> impl Iterator<Item = (&'f syn::Ident, &'f syn::Type)> {
    let fields = match &flat.own.shape {
        Shape::Object(object) => &object.fields[..],
        _ => &[],
    };
    fields.iter().map(|field| (field.ident, &field.ty))
}
