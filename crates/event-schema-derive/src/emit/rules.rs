//! Rules beside the bounds.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use event_schema_rules::Decimal;

use super::model::{bound, constraints};
use super::option;
use crate::attr::{Pattern, Rules, Written};

/// Expressions of type `Rule`.
pub fn list(rules: &Rules) -> Vec<TokenStream> {
    let number = |variant: TokenStream, number| {
        let bound = bound(number);
        quote!(__model::Rule::#variant(#bound))
    };
    let count = |variant: TokenStream, count| {
        let count = Literal::u64_unsuffixed(count);
        quote!(__model::Rule::#variant(#count))
    };
    let nested = |variant: TokenStream, inner: &_| {
        let inner = constraints(inner);
        quote!(__model::Rule::#variant(&#inner))
    };
    let mut list = Vec::new();
    list.extend(rules.exclusive_minimum.map(|it| number(quote!(ExclusiveMinimum), it.value)));
    list.extend(rules.exclusive_maximum.map(|it| number(quote!(ExclusiveMaximum), it.value)));
    list.extend(rules.multiple_of.as_ref().map(|it| {
        let Decimal { digits, exponent } =
            Decimal::parse(&it.value).unwrap_or(Decimal { digits: 1, exponent: 0 });
        let (digits, exponent) = (Literal::u128_unsuffixed(digits), Literal::i32_unsuffixed(exponent));
        quote!(__model::Rule::MultipleOf(__model::Decimal { digits: #digits, exponent: #exponent }))
    }));
    list.extend(rules.constant.as_ref().map(|it| {
        let json = &it.value.json;
        quote!(__model::Rule::Const(#json))
    }));
    list.extend(rules.one_of.as_ref().map(|it| {
        let values = it.value.iter().map(|scalar| &scalar.json);
        quote!(__model::Rule::Enum(&[#(#values),*]))
    }));
    list.extend(rules.starts_with.as_ref().map(|it| {
        let text = &it.value;
        quote!(__model::Rule::Prefix(#text))
    }));
    list.extend(rules.ends_with.as_ref().map(|it| {
        let text = &it.value;
        quote!(__model::Rule::Suffix(#text))
    }));
    list.extend(rules.contains.as_ref().map(|it| {
        let text = &it.value;
        quote!(__model::Rule::Substring(#text))
    }));
    list.extend(rules.pattern.as_ref().map(|it| {
        let pattern = pattern(&it.value);
        quote!(__model::Rule::Pattern(#pattern))
    }));
    list.extend(rules.format.map(|it| {
        let format = Ident::new(&format!("{:?}", it.value), Span::call_site());
        quote!(__model::Rule::Format(__model::Format::#format))
    }));
    list.extend(rules.content_encoding.map(|it| {
        let encoding = Ident::new(&format!("{:?}", it.value), Span::call_site());
        quote!(__model::Rule::ContentEncoding(__model::ContentEncoding::#encoding))
    }));
    list.extend(rules.unique_items.map(|_| quote!(__model::Rule::UniqueItems)));
    list.extend(rules.items.as_ref().map(|it| nested(quote!(Items), &it.value)));
    list.extend(rules.prefix_items.as_ref().map(|it| {
        let each = it.value.iter().map(constraints);
        quote!(__model::Rule::PrefixItems(&[#(#each),*]))
    }));
    list.extend(rules.containing.as_ref().map(|it| {
        let each = constraints(&it.value);
        let count = |count: Option<Written<u64>>| option(count.map(|it| Literal::u64_unsuffixed(it.value)));
        let (least, most) = (count(rules.min_contains), count(rules.max_contains));
        quote!(__model::Rule::Contains(&__model::Contains { each: #each, least: #least, most: #most }))
    }));
    list.extend(rules.min_properties.map(|it| count(quote!(MinProperties), it.value)));
    list.extend(rules.max_properties.map(|it| count(quote!(MaxProperties), it.value)));
    list.extend(rules.keys.as_ref().map(|it| nested(quote!(PropertyNames), &it.value)));
    list.extend(rules.values.as_ref().map(|it| nested(quote!(Values), &it.value)));
    list.extend(rules.pattern_properties.iter().map(|it| {
        let (pattern, values) = (pattern(&it.value.pattern), constraints(&it.value.values));
        quote!(__model::Rule::PatternProperties(#pattern, &#values))
    }));
    list
}

/// An expression of type `Pattern`.
fn pattern(pattern: &Pattern) -> TokenStream {
    let (source, program) = (&pattern.literal, Literal::byte_string(pattern.compiled.program()));
    quote!(__model::Pattern::new(#source, #program))
}
