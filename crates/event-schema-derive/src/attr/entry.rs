use std::fmt;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Lit, LitFloat, LitInt, LitStr, Token, parenthesized};

use event_schema_rules::Decimal;

use super::{Family, Literal, Place, Scalar, Written};
use crate::check::json;
use crate::ctxt::Ctxt;
use crate::suggest;

/// One entry of an attribute's list; its value has not been read.
pub struct Entry<'a> {
    pub name: String,
    pub span: Span,
    /// Whether the name is written in quotes.
    pub is_literal: bool,
    input: ParseStream<'a>,
}

impl<'a> Entry<'a> {
    pub fn parse(input: ParseStream<'a>) -> syn::Result<Self> {
        if !input.peek(Ident::peek_any) {
            return Err(input.error("expected the name of an attribute"));
        }
        let ident = Ident::parse_any(input)?;
        Ok(Self { name: ident.unraw().to_string(), span: ident.span(), is_literal: false, input })
    }

    /// An entry whose name may be written in quotes.
    fn parse_member(input: ParseStream<'a>) -> syn::Result<Self> {
        if !input.peek(LitStr) {
            return Self::parse(input);
        }
        let literal: LitStr = input.parse()?;
        Ok(Self { name: literal.value(), span: literal.span(), is_literal: true, input })
    }

    /// Reads the value into a slot that must still be empty.
    pub fn fill<T>(
        &self,
        cx: &Ctxt,
        slot: &mut Option<Written<T>>,
        read: impl FnOnce(&Self) -> syn::Result<T>,
    ) -> syn::Result<()> {
        let value = read(self)?;
        if slot.is_some() {
            cx.error_at(self.span, format_args!("`{}` is written twice", self.name));
        }
        *slot = Some(Written { span: self.span, value });
        Ok(())
    }

    /// Leaves the value unread.
    pub fn skip_value(&self) {
        while !self.input.is_empty() && !self.input.peek(Token![,]) {
            if self.input.parse::<TokenTree>().is_err() {
                return;
            }
        }
    }

    pub fn is_list(&self) -> bool {
        self.input.peek(syn::token::Paren)
    }

    pub fn has_value(&self) -> bool {
        self.input.peek(Token![=])
    }

    pub fn flag(&self) -> syn::Result<()> {
        if self.is_list() || self.has_value() {
            return Err(syn::Error::new(
                self.span,
                format_args!("`{}` stands alone: it takes no value", self.name),
            ));
        }
        Ok(())
    }

    pub fn string(&self) -> syn::Result<LitStr> {
        self.value("\"…\"")?;
        match self.input.parse()? {
            Lit::Str(text) if text.suffix().is_empty() => Ok(text),
            other => Err(self.expected(&other, "\"…\"")),
        }
    }

    pub fn number(&self) -> syn::Result<Number> {
        self.value("0")?;
        let minus: Option<Token![-]> = self.input.parse()?;
        let number = match self.input.parse::<Lit>() {
            Ok(Lit::Int(literal)) if literal.suffix().is_empty() => {
                Number::from_integer(minus.is_some(), &literal)?
            }
            Ok(Lit::Float(literal)) if literal.suffix().is_empty() => {
                Number::from_float(minus.is_some(), &literal)?
            }
            Ok(other) => return Err(self.expected(&other, "0")),
            Err(error) => {
                return Err(syn::Error::new(
                    error.span(),
                    format_args!(
                        "expected a literal number: `{} = 0`; a constant's value cannot be seen here",
                        self.name
                    ),
                ));
            }
        };
        if !self.input.is_empty() && !self.input.peek(Token![,]) {
            return Err(self.input.error(format_args!(
                "expected one literal number: `{} = 0`; an expression's value cannot be seen here",
                self.name
            )));
        }
        Ok(number)
    }

    /// A literal number above zero, as it is written.
    pub fn decimal(&self) -> syn::Result<String> {
        self.value("0.01")?;
        let literal: Lit = self.input.parse()?;
        let text = match &literal {
            Lit::Int(number) if number.suffix().is_empty() => number.base10_digits().to_owned(),
            Lit::Float(number) if number.suffix().is_empty() => number.base10_digits().to_owned(),
            other => return Err(self.expected(other, "0.01")),
        };
        if Decimal::parse(&text).is_none() {
            let most = Decimal::MAX_DIGITS;
            return Err(syn::Error::new(
                literal.span(),
                format_args!("`{}` is a number above zero of at most {most} digits", self.name),
            ));
        }
        Ok(text)
    }

    /// `name = "text"`, `name = 1` or `name = true`
    pub fn scalar(&self) -> syn::Result<Scalar> {
        self.value("\"…\"")?;
        scalar(self.input)
    }

    /// A literal value of any JSON type: `name = 1`, `name = ["text"]`
    pub fn literal(&self) -> syn::Result<Literal> {
        self.value("0")?;
        Literal::parse(self.input)
    }

    /// `name("one", "two")`
    pub fn scalars(&self) -> syn::Result<Vec<Scalar>> {
        if !self.is_list() {
            return Err(syn::Error::new(
                self.span,
                format_args!("expected a list: `{}(\"…\", \"…\")`", self.name),
            ));
        }
        let scalars =
            self.list(|list| Punctuated::<Scalar, Token![,]>::parse_terminated_with(list, scalar))?;
        if scalars.is_empty() {
            return Err(syn::Error::new(self.span, format_args!("`{}` lists nothing", self.name)));
        }
        Ok(scalars.into_iter().collect())
    }

    /// `name(entry, entry = 1)`
    pub fn entries(&self, mut read: impl FnMut(&Entry<'_>) -> syn::Result<()>) -> syn::Result<()> {
        if !self.is_list() {
            return Err(syn::Error::new(
                self.span,
                format_args!("expected a list: `{}(min_length = 1)`", self.name),
            ));
        }
        self.list(|list| each(list, Entry::parse, &mut read))
    }

    /// `name(field, "other" = 1)`
    pub fn members(&self, mut read: impl FnMut(&Entry<'_>) -> syn::Result<()>) -> syn::Result<()> {
        if !self.is_list() {
            return Err(syn::Error::new(self.span, format_args!("expected a list: `{}(field)`", self.name)));
        }
        self.list(|list| each(list, Entry::parse_member, &mut read))
    }

    /// `name("text", entry, entry = 1)`
    pub fn literal_and_entries(
        &self,
        mut read: impl FnMut(&Entry<'_>) -> syn::Result<()>,
    ) -> syn::Result<LitStr> {
        if !self.is_list() {
            return Err(syn::Error::new(
                self.span,
                format_args!("expected a list: `{}(\"…\", min_length = 1)`", self.name),
            ));
        }
        self.list(|list| {
            let literal = list.parse()?;
            list.parse::<Option<Token![,]>>()?;
            each(list, Entry::parse, &mut read)?;
            Ok(literal)
        })
    }

    pub fn count(&self) -> syn::Result<u64> {
        self.value("1")?;
        match self.input.fork().parse::<Lit>() {
            Ok(Lit::Int(number)) if number.suffix().is_empty() && number.base10_parse::<u64>().is_ok() => {
                self.input.parse::<LitInt>()?.base10_parse()
            }
            _ => Err(self.input.error(format_args!("expected a count: `{} = 1`", self.name))),
        }
    }

    pub fn ident(&self, example: &str) -> syn::Result<Ident> {
        self.value(example)?;
        Ident::parse_any(self.input).map_err(|error| {
            syn::Error::new(error.span(), format_args!("expected a word: `{} = {example}`", self.name))
        })
    }

    pub fn path(&self, example: &str) -> syn::Result<syn::Path> {
        self.value(example)?;
        self.input.call(syn::Path::parse_mod_style).map_err(|error| {
            syn::Error::new(error.span(), format_args!("expected a path: `{} = {example}`", self.name))
        })
    }

    /// `name(path, entry, entry = 1)`; `read` gets the path alone first, then with each entry.
    pub fn path_and_entries(
        &self,
        mut read: impl FnMut(&syn::Path, Option<&Entry<'_>>) -> syn::Result<()>,
    ) -> syn::Result<()> {
        if !self.is_list() {
            return Err(syn::Error::new(
                self.span,
                format_args!("expected a function: `{} = path`", self.name),
            ));
        }
        self.list(|list| {
            let path = list.call(syn::Path::parse_mod_style)?;
            list.parse::<Option<Token![,]>>()?;
            read(&path, None)?;
            each(list, Entry::parse, &mut |entry| read(&path, Some(entry)))
        })
    }

    /// `name("a", "b")`
    pub fn strings(&self) -> syn::Result<Vec<LitStr>> {
        if !self.is_list() {
            return Err(syn::Error::new(
                self.span,
                format_args!("expected a list: `{}(\"…\", \"…\")`", self.name),
            ));
        }
        let strings = self.list(Punctuated::<LitStr, Token![,]>::parse_terminated)?;
        if strings.is_empty() {
            return Err(syn::Error::new(self.span, format_args!("`{}` lists nothing", self.name)));
        }
        Ok(strings.into_iter().collect())
    }

    /// `name(serialize = "…", deserialize = "…")`
    pub fn directions(&self) -> syn::Result<(Option<LitStr>, Option<LitStr>)> {
        self.list(|list| {
            let mut serialize = None;
            let mut deserialize = None;
            while !list.is_empty() {
                let entry = Entry::parse(list)?;
                match entry.name.as_str() {
                    "serialize" => serialize = Some(entry.string()?),
                    "deserialize" => deserialize = Some(entry.string()?),
                    _ => {
                        let message = "expected `serialize = \"…\"` or `deserialize = \"…\"`";
                        return Err(syn::Error::new(entry.span, message));
                    }
                }
                list.parse::<Option<Token![,]>>()?;
            }
            Ok((serialize, deserialize))
        })
    }

    /// Reads a list in parentheses; of a faulty one nothing is left, or syn would report the rest once more.
    fn list<T>(&self, read: impl FnOnce(ParseStream<'_>) -> syn::Result<T>) -> syn::Result<T> {
        let list;
        parenthesized!(list in self.input);
        let value = read(&list);
        if value.is_err() {
            list.parse::<TokenStream>()?;
        }
        value
    }

    fn value(&self, example: &str) -> syn::Result<()> {
        if !self.has_value() {
            return Err(syn::Error::new(
                self.span,
                format_args!("expected a value: `{} = {example}`", self.name),
            ));
        }
        self.input.parse::<Token![=]>().map(drop)
    }

    fn expected(&self, found: &Lit, example: &str) -> syn::Error {
        syn::Error::new(found.span(), format_args!("expected `{} = {example}`", self.name))
    }
}

/// Reads entries to the end of a list.
fn each<'a>(
    list: ParseStream<'a>,
    parse: fn(ParseStream<'a>) -> syn::Result<Entry<'a>>,
    read: &mut impl FnMut(&Entry<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    while !list.is_empty() {
        read(&parse(list)?)?;
        if !list.is_empty() {
            list.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

/// A literal number, exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    Integer { negative: bool, magnitude: u128 },
    Float(f64),
}

impl Number {
    fn from_integer(negative: bool, literal: &LitInt) -> syn::Result<Self> {
        let magnitude = literal.base10_parse()?;
        if negative && magnitude > i128::MIN.unsigned_abs() {
            return Err(syn::Error::new(literal.span(), "the number does not fit into 128 bits"));
        }
        Ok(Self::Integer { negative: negative && magnitude != 0, magnitude })
    }

    fn from_float(negative: bool, literal: &LitFloat) -> syn::Result<Self> {
        let value: f64 = literal.base10_parse()?;
        if !value.is_finite() {
            return Err(syn::Error::new(literal.span(), "the number is beyond the range of `f64`"));
        }
        Ok(Self::Float(if negative && value != 0.0 { -value } else { value }))
    }

    /// From JSON text.
    pub fn parse(json: &str) -> Option<Self> {
        let (negative, digits) = json.strip_prefix('-').map_or((false, json), |rest| (true, rest));
        if let Ok(magnitude) = digits.parse() {
            return Some(Self::Integer { negative: negative && magnitude != 0, magnitude });
        }
        json.parse().ok().filter(|value: &f64| value.is_finite()).map(Self::Float)
    }

    pub fn is_above(self, other: Self) -> bool {
        let signed = |number| match number {
            Self::Integer { negative, magnitude } => Some((!negative, magnitude)),
            Self::Float(_) => None,
        };
        match (signed(self), signed(other)) {
            (Some((true, one)), Some((true, other))) => one > other,
            (Some((false, one)), Some((false, other))) => one < other,
            (Some((positive, _)), Some(_)) => positive,
            _ => self.to_f64() > other.to_f64(),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "the other side is a float already")]
    fn to_f64(self) -> f64 {
        match self {
            Self::Integer { negative: true, magnitude } => -(magnitude as f64),
            Self::Integer { negative: false, magnitude } => magnitude as f64,
            Self::Float(value) => value,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer { negative, magnitude } => {
                write!(f, "{}{magnitude}", if *negative { "-" } else { "" })
            }
            Self::Float(value) => write!(f, "{value:?}"),
        }
    }
}

pub(super) fn scalar(input: ParseStream<'_>) -> syn::Result<Scalar> {
    let minus: Option<Token![-]> = input.parse()?;
    let literal: Lit = input.parse()?;
    let sign = if minus.is_some() { "-" } else { "" };
    let (kind, json) = match &literal {
        Lit::Int(number) if number.suffix().is_empty() => {
            ("a number", format!("{sign}{}", number.base10_digits()))
        }
        Lit::Float(number) if number.suffix().is_empty() => {
            ("a number", format!("{sign}{}", number.base10_digits()))
        }
        Lit::Str(text) if minus.is_none() && text.suffix().is_empty() => {
            ("a string", json::quote(&text.value()))
        }
        Lit::Bool(value) if minus.is_none() => ("a boolean", value.value.to_string()),
        other => {
            return Err(syn::Error::new(other.span(), "expected a literal string, number or boolean"));
        }
    };
    // `1.` and `1_000` are Rust's alone; syn takes the underscores out.
    let json = if json.ends_with('.') { json + "0" } else { json };
    Ok(Scalar { span: literal.span(), kind, json })
}

/// What to say of an entry that cannot stand where it does.
pub fn unsupported(family: Family, place: &Place, name: &str) -> String {
    let Place { name: at, event, serde, refused } = place;
    match family {
        Family::Event => match (suggest::nearest(name, event), serde.contains(&name)) {
            (_, true) => {
                format!("`{name}` is serde's: write `#[serde({name})]`, with its value if it has one")
            }
            (Some(near), _) => format!("unknown attribute `{name}`: did you mean `{near}`?"),
            _ => format!("unknown attribute `{name}`: `#[event(…)]` on {at} knows {}", suggest::list(event)),
        },
        Family::Serde => match refused.iter().find(|(refused, _)| *refused == name) {
            Some((_, instead)) => format!("`{name}` is not supported: {instead}"),
            None if event.contains(&name) => {
                format!(
                    "serde does not know `{name}`: write `#[event({name})]`, with its value if it has one"
                )
            }
            None => match suggest::nearest(name, serde) {
                Some(near) => format!("unknown attribute `{name}`: did you mean `{near}`?"),
                None => format!(
                    "unknown attribute `{name}`: `#[serde(…)]` on {at} may be {}",
                    suggest::list(serde)
                ),
            },
        },
    }
}
