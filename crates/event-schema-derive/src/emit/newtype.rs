use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::assert::Asserts;
use super::{Target, assert, check, into_owned, model};
use crate::attr::Default;
use crate::model::{Input, Newtype, Skipped};
use crate::types::{self, located};

/// A struct around one value: the value's schema under another name, with more rules.
pub fn emit(input: &Input<'_>, newtype: &Newtype) -> TokenStream {
    let target = Target::new(input);
    let Newtype { ty, member, .. } = newtype;
    let static_ty = types::without_lifetimes(ty, input.generics);
    let mut asserts = Asserts::default();
    assert::bounds(&mut asserts, &static_ty, &input.attrs.bounds);
    let checks = check::rules(&input.attrs.checks, &newtype.ty, input.generics);
    let constraints = model::with_rules(&input.attrs.bounds, checks);
    let inner = quote!(<#static_ty as __event_schema::Schema>::MODEL);
    let model = model::model(input, &quote!(#inner.shape), &quote!(#inner.constraints.and(&__CONSTRAINTS)));
    let model = target.model_const(&model, &asserts);
    let asserts = target.assert_items(&asserts);
    let has_rules = input.attrs.bounds.rules.written().next().is_some() || !input.attrs.checks.is_empty();
    let conform_rules = has_rules.then(|| quote!(__private::conform_rules(&self.#member, &__CONSTRAINTS)?;));
    let schema = target.implement(
        quote!(__event_schema::Schema),
        quote! {
            #model
            const NULLABLE: ::core::primitive::bool = <#static_ty as __event_schema::Schema>::NULLABLE;
            const NAMES: ::core::option::Option<&'static __model::Constraints> = __private::newtype_names(
                <Self as __event_schema::Schema>::MODEL,
                <#static_ty as __event_schema::Schema>::NAMES,
                &__CONSTRAINTS,
            );

            fn conforms(
                &self,
                __constraints: &__model::Constraints,
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                #conform_rules
                __event_schema::Schema::conforms(&self.#member, __constraints)?;
                __event_schema::Schema::conforms(&self.#member, &__CONSTRAINTS)
            }
        },
    );
    let skipped: Vec<_> = newtype.skipped.iter().map(skipped).collect();
    let from_json = target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                ::core::result::Result::Ok(Self {
                    #member: <#ty as __event_schema::FromJson<'__de>>::from_value(__reader)?,
                    #(#skipped,)*
                })
            }

            fn from_name(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                ::core::result::Result::Ok(Self {
                    #member: <#ty as __event_schema::FromJson<'__de>>::from_name(__reader)?,
                    #(#skipped,)*
                })
            }

            fn from_absent() -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self {
                    #member: <#ty as __event_schema::FromJson<'__de>>::from_absent()?,
                    #(#skipped,)*
                })
            }
        },
    );
    let into_owned = into_owned::newtype(input, newtype);
    quote! {
        #asserts
        const __CONSTRAINTS: __model::Constraints = #constraints;
        #schema
        #from_json
        #into_owned
    }
}

/// Where the value of a field comes from that is never on the wire.
fn skipped(Skipped { member, ty, default }: &Skipped) -> TokenStream {
    if let Some(Default::Function(function)) = default {
        return quote!(#member: #function());
    }
    quote_spanned!(located(ty.span())=> #member: <#ty as ::core::default::Default>::default())
}
