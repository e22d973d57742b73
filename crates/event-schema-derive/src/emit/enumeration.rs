use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Target, into_owned, keyed, model, option};
use crate::check::json::quote as quote_json;
use crate::model::{Enumeration, Input, Value};

/// A string out of a list.
pub fn emit(input: &Input<'_>, enumeration: &Enumeration<'_>) -> TokenStream {
    let target = Target::new(input);
    let model = model::enumeration(input, enumeration);
    let names = names(enumeration);
    let schema = target.implement(
        quote!(__event_schema::Schema),
        quote!(
            const MODEL: &'static __model::Model = #model;
            #names
        ),
    );
    let read = enumeration.values.iter().filter(|value| !value.attrs.is_only_written());
    let known = read.map(|value| {
        let (names, ident) = (value.wire.all_read().map(|(name, _)| name), value.ident);
        quote!(#(#names)|* => Self::#ident)
    });
    let unknown = match (enumeration.other, &enumeration.noticed) {
        (Some(other), _) => quote!(Self::#other(::core::convert::Into::into(__string))),
        (None, Some(noticed)) => {
            let ident = noticed.ident;
            quote!(Self::#ident)
        }
        (None, None) => quote!(return ::core::result::Result::Err(__event_schema::Mismatch)),
    };
    let from_json = target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                let __string = __reader.string()?;
                ::core::result::Result::Ok(match &*__string {
                    #(#known,)*
                    _ => #unknown,
                })
            }
        },
    );
    let group = enumeration.is_group().then(|| group(input, enumeration));
    let into_owned = into_owned::enumeration(input, enumeration);
    quote!(#schema #from_json #group #into_owned)
}

/// What a struct needs that flattens it.
fn group(input: &Input<'_>, enumeration: &Enumeration<'_>) -> TokenStream {
    let all = || enumeration.values.iter().chain(enumeration.noticed.as_deref());
    let unit = |value: &Value<'_>| model::value(value.ident, &value.wire, &value.attrs);
    let (units, other) =
        (enumeration.values.iter().map(unit), option(enumeration.noticed.as_deref().map(unit)));
    let (units, count) = (quote!(&[#(#units),*]), all().count());
    let variants = keyed::named_variants(input, &units, &quote!(&[]), &other, &[], count);
    let read = all().enumerate().filter(|(_, value)| !value.attrs.is_only_written()).map(|(at, value)| {
        let (at, ident) = (Literal::usize_unsuffixed(at), value.ident);
        quote!(#at => {
            __event_schema::Reader::raw(__reader)?;
            Self::#ident
        })
    });
    let has_skipped = !enumeration.skipped.is_empty();
    let members =
        keyed::members(input, &read.collect::<Vec<_>>(), all().map(|value| value.ident), has_skipped);
    quote!(#variants #members)
}

/// What the names of a map obey whose keys are such strings, unless they are any string, or others in each direction.
fn names(enumeration: &Enumeration<'_>) -> Option<TokenStream> {
    if enumeration.noticed.is_some() {
        // All that it stands for would be one name.
        return Some(quote! {
            const NAMES: ::core::option::Option<&'static __model::Constraints> = ::core::option::Option::None;
        });
    }
    let differs = |value: &Value<'_>| {
        value.wire.other().is_some() || value.attrs.is_only_read() || value.attrs.is_only_written()
    };
    if enumeration.other.is_some() || enumeration.values.iter().any(differs) {
        return None;
    }
    let names = enumeration.values.iter().flat_map(|value| value.wire.all_read());
    let names = names.map(|(name, _)| quote_json(&name));
    Some(quote! {
        const NAMES: ::core::option::Option<&'static __model::Constraints> =
            ::core::option::Option::Some(&__model::Constraints {
                rules: __model::Rules::new(&[__model::Rule::Enum(&[#(#names),*])]),
                ..__model::Constraints::NONE
            });
    })
}
