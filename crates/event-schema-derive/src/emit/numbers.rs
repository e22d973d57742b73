use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Target, into_owned, model};
use crate::model::{Input, Numbers};

/// A list of numbers.
pub fn emit(input: &Input<'_>, numbers: &Numbers<'_>) -> TokenStream {
    let target = Target::new(input);
    let listed = numbers.values.iter().map(|value| value.number.to_string());
    let constraints = quote!(__model::Constraints {
        rules: {
            const __RULES: __model::Rules = __model::Rules::new(&[__model::Rule::Enum(&[#(#listed),*])]);
            __RULES
        },
        ..__model::Constraints::NONE
    });
    let model = model::model(input, &quote!(__model::Shape::Integer), &constraints);
    let schema = target.implement(
        quote!(__event_schema::Schema),
        quote!(
            const MODEL: &'static __model::Model = #model;
        ),
    );
    let known = numbers.values.iter().map(|value| {
        let (ident, number) = (value.ident, Literal::i128_unsuffixed(value.number));
        quote!(::core::option::Option::Some(#number) => Self::#ident)
    });
    let from_json = target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                ::core::result::Result::Ok(match __reader.integer()?.to_i128() {
                    #(#known,)*
                    _ => return ::core::result::Result::Err(__event_schema::Mismatch),
                })
            }
        },
    );
    let into_owned = into_owned::same(input);
    quote!(#schema #from_json #into_owned)
}
