use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Token, braced, bracketed, token};

use super::Scalar;
use super::entry::scalar;
use crate::check::json;

/// A literal value of any JSON type.
pub enum Literal {
    /// `null`
    Null(Span),
    /// `"text"`, `1` or `true`
    Scalar(Scalar),
    /// `[1, 2]`
    Array(Span, Vec<Self>),
    /// `{ "name": 1 }`
    Object(Span, Vec<(LitStr, Self)>),
}

impl Literal {
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(token::Bracket) {
            let list;
            let bracket = bracketed!(list in input);
            let items = Punctuated::<Self, Token![,]>::parse_terminated_with(&list, Self::parse)?;
            return Ok(Self::Array(bracket.span.join(), items.into_iter().collect()));
        }
        if input.peek(token::Brace) {
            let list;
            let brace = braced!(list in input);
            let member = |list: ParseStream<'_>| {
                let name = list.parse()?;
                list.parse::<Token![:]>()?;
                Ok((name, Self::parse(list)?))
            };
            let members = Punctuated::<(LitStr, Self), Token![,]>::parse_terminated_with(&list, member)?;
            return Ok(Self::Object(brace.span.join(), members.into_iter().collect()));
        }
        if input.peek(Ident::peek_any) && !input.peek(syn::LitBool) {
            let word = Ident::parse_any(input)?;
            if word == "null" {
                return Ok(Self::Null(word.span()));
            }
            return Err(syn::Error::new(word.span(), "expected a literal, for its value is looked at here"));
        }
        scalar(input).map(Self::Scalar)
    }

    pub const fn span(&self) -> Span {
        match self {
            Self::Null(span) | Self::Array(span, _) | Self::Object(span, _) => *span,
            Self::Scalar(scalar) => scalar.span,
        }
    }

    /// The kind of JSON value, as messages name it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Null(_) => "null",
            Self::Scalar(scalar) => scalar.kind,
            Self::Array(..) => "an array",
            Self::Object(..) => "a map",
        }
    }

    /// As JSON text.
    pub fn json(&self) -> String {
        match self {
            Self::Null(_) => "null".to_owned(),
            Self::Scalar(scalar) => scalar.json.clone(),
            Self::Array(_, items) => {
                format!("[{}]", items.iter().map(Self::json).collect::<Vec<_>>().join(","))
            }
            Self::Object(_, members) => {
                let members = members.iter();
                let members =
                    members.map(|(name, value)| format!("{}:{}", json::quote(&name.value()), value.json()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }
}
