//! Checks of one's own.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::Type;
use syn::spanned::Spanned as _;

use crate::attr::{Check, Written};
use crate::types::{self, located};

/// Expressions of type `Rule`; `ty` is the type of the values that are checked.
pub fn rules(checks: &[Written<Check>], ty: &Type, generics: &syn::Generics) -> Vec<TokenStream> {
    let ty = types::with_elided_lifetimes(types::option_inner(ty).unwrap_or(ty), generics);
    checks
        .iter()
        .map(|check| {
            let Check { function, is_raw, .. } = &check.value;
            let code = check.value.code();
            let span = located(function.span());
            let verify = if *is_raw {
                quote_spanned!(span=> |__json| __private::verify_raw(__json, |__text| #function(__text)))
            } else {
                quote_spanned!(span=> |__json| __private::verify::<#ty>(__json, |__value| #function(__value)))
            };
            quote_spanned!(span=> __model::Rule::Check(__model::Check { code: #code, verify: #verify }))
        })
        .collect()
}
