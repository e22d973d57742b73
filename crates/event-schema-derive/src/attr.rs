//! What was written in `#[event(…)]` and `#[serde(…)]`. What it means is told by `model`, what goes together by
//! `check`.

mod check;
mod container;
mod entry;
mod field;
mod literal;
mod names;
mod rules;
mod variant;
mod when;

use proc_macro2::Span;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, Token};

pub use self::check::Check;
pub use self::container::{Container, Conversion, Tagging};
pub use self::entry::Number;
use self::entry::{Entry, unsupported};
pub use self::field::{Default, Field, Inferred};
pub use self::literal::Literal;
pub use self::names::{Rename, RenameAll, cases};
pub use self::rules::{CONTAINING, Pattern, Rules, Scalar};
pub use self::variant::Variant;
pub use self::when::{Demand, Property as NamedProperty, Test, When};
use crate::ctxt::Ctxt;
use crate::docs::Docs;

/// A value, and where its key stands.
#[derive(Debug, Clone, Copy)]
pub struct Written<T> {
    pub span: Span,
    pub value: T,
}

/// What people are told about a type, a property or a value of an enumeration.
pub struct Text {
    pub docs: Docs,
    pub title: Option<Written<LitStr>>,
    pub since: Option<Written<LitStr>>,
    pub deprecated: Option<Written<LitStr>>,
    pub examples: Vec<LitStr>,
    pub annotations: Annotations,
    /// The note of Rust's own attribute; empty if it has none.
    pub rust_deprecated: Option<String>,
}

impl Text {
    fn new(attrs: &[Attribute]) -> Self {
        Self {
            docs: Docs::new(attrs),
            title: None,
            since: None,
            deprecated: None,
            examples: Vec::new(),
            annotations: Annotations::default(),
            rust_deprecated: attrs.iter().find(|attr| attr.path().is_ident("deprecated")).map(note),
        }
    }

    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        let Self { docs, title, since, deprecated, examples, annotations, rust_deprecated } = self;
        docs.is_empty()
            && title.is_none()
            && since.is_none()
            && deprecated.is_none()
            && examples.is_empty()
            && annotations.is_empty()
            && rust_deprecated.is_none()
    }

    /// Why it should no longer be used; Rust's own attribute need not say.
    pub fn deprecation(&self) -> Option<String> {
        self.deprecated.as_ref().map(|written| written.value.value()).or_else(|| self.rust_deprecated.clone())
    }

    fn read(&mut self, cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<bool> {
        match entry.name.as_str() {
            "title" => entry.fill(cx, &mut self.title, Entry::string)?,
            "since" => entry.fill(cx, &mut self.since, Entry::string)?,
            "deprecated" => entry.fill(cx, &mut self.deprecated, Entry::string)?,
            "example" => self.examples.push(entry.string()?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// What is told of a type or a property to those who read the schema itself.
#[derive(core::default::Default)]
pub struct Annotations {
    pub description: Option<Written<LitStr>>,
    pub comment: Option<Written<LitStr>>,
    pub read_only: Option<Written<()>>,
    pub write_only: Option<Written<()>>,
    /// Keywords with their values as JSON texts.
    pub extensions: Vec<(LitStr, LitStr)>,
}

impl Annotations {
    fn is_empty(&self) -> bool {
        let Self { description, comment, read_only, write_only, extensions } = self;
        description.is_none()
            && comment.is_none()
            && read_only.is_none()
            && write_only.is_none()
            && extensions.is_empty()
    }

    fn read(&mut self, cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<bool> {
        match entry.name.as_str() {
            "description" => entry.fill(cx, &mut self.description, Entry::string)?,
            "comment" => entry.fill(cx, &mut self.comment, Entry::string)?,
            "read_only" => entry.fill(cx, &mut self.read_only, Entry::flag)?,
            "write_only" => entry.fill(cx, &mut self.write_only, Entry::flag)?,
            "extension" => self.extensions.push(extension(entry)?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// `extension("x-name", "JSON text")`
fn extension(entry: &Entry<'_>) -> syn::Result<(LitStr, LitStr)> {
    let texts = entry.strings()?;
    match &texts[..] {
        [name, value] => Ok((name.clone(), value.clone())),
        _ => Err(syn::Error::new(
            entry.span,
            "expected a keyword and its value as JSON text: `extension(\"x-unit\", r#\"\"ms\"\"#)`",
        )),
    }
}

/// The note of a `#[deprecated]`.
fn note(attr: &Attribute) -> String {
    let string = |value: &Expr| match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => text.value(),
        _ => String::new(),
    };
    match &attr.meta {
        Meta::Path(_) => String::new(),
        Meta::NameValue(meta) => string(&meta.value),
        Meta::List(list) => {
            let mut note = String::new();
            // rustc itself reports what does not belong here.
            let _ = list.parse_nested_meta(|meta| {
                let value: Expr = meta.value()?.parse()?;
                if meta.path.is_ident("note") {
                    note = string(&value);
                }
                Ok(())
            });
            note
        }
    }
}

/// Rules for values, each named as its JSON Schema keyword.
#[derive(Default)]
pub struct Bounds {
    pub minimum: Option<Written<Number>>,
    pub maximum: Option<Written<Number>>,
    pub min_length: Option<Written<u64>>,
    pub max_length: Option<Written<u64>>,
    pub min_items: Option<Written<u64>>,
    pub max_items: Option<Written<u64>>,
    pub rules: Rules,
}

impl Bounds {
    fn read(&mut self, cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<bool> {
        match entry.name.as_str() {
            "minimum" => entry.fill(cx, &mut self.minimum, Entry::number)?,
            "maximum" => entry.fill(cx, &mut self.maximum, Entry::number)?,
            "min_length" => entry.fill(cx, &mut self.min_length, Entry::count)?,
            "max_length" => entry.fill(cx, &mut self.max_length, Entry::count)?,
            "min_items" => entry.fill(cx, &mut self.min_items, Entry::count)?,
            "max_items" => entry.fill(cx, &mut self.max_items, Entry::count)?,
            _ => return self.rules.read(cx, entry),
        }
        Ok(true)
    }

    pub fn is_empty(&self) -> bool {
        self.written().next().is_none()
    }

    /// Those that are written, by name.
    pub fn written(&self) -> impl Iterator<Item = (&'static str, Span)> {
        [
            ("minimum", self.minimum.as_ref().map(|bound| bound.span)),
            ("maximum", self.maximum.as_ref().map(|bound| bound.span)),
            ("min_length", self.min_length.map(|bound| bound.span)),
            ("max_length", self.max_length.map(|bound| bound.span)),
            ("min_items", self.min_items.map(|bound| bound.span)),
            ("max_items", self.max_items.map(|bound| bound.span)),
        ]
        .into_iter()
        .filter_map(|(name, span)| Some((name, span?)))
        .chain(self.rules.written())
    }
}

/// Hands each entry of the attributes `#[event(…)]` and `#[serde(…)]` to the reader of its family; a reader says
/// whether it knows the entry.
fn read(
    cx: &Ctxt,
    attrs: &[Attribute],
    place: &Place,
    mut reader: impl FnMut(Family, &Entry<'_>) -> syn::Result<bool>,
) {
    for attr in attrs {
        let family = match attr.path() {
            path if path.is_ident("event") => Family::Event,
            path if path.is_ident("serde") => Family::Serde,
            _ => continue,
        };
        let list = match &attr.meta {
            Meta::List(list) => list,
            Meta::Path(_) | Meta::NameValue(_) => {
                cx.error_over(attr, format_args!("expected `#[{family}(…)]`", family = family.name()));
                continue;
            }
        };
        let parsed = list.parse_args_with(|input: syn::parse::ParseStream<'_>| {
            while !input.is_empty() {
                let entry = Entry::parse(input)?;
                match reader(family, &entry) {
                    Ok(true) => {}
                    Ok(false) => {
                        cx.error_at(entry.span, unsupported(family, place, &entry.name));
                        entry.skip_value();
                    }
                    Err(error) => {
                        cx.push(error);
                        entry.skip_value();
                    }
                }
                if input.is_empty() {
                    break;
                }
                if !input.peek(Token![,]) {
                    cx.push(input.error("expected `,`"));
                    entry.skip_value();
                }
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(())
        });
        if let Err(error) = parsed {
            cx.push(error);
        }
    }
}

/// Whose attribute it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Event,
    Serde,
}

impl Family {
    fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Serde => "serde",
        }
    }
}

/// Where an attribute stands, and what it may be there.
struct Place {
    name: &'static str,
    event: &'static [&'static str],
    serde: &'static [&'static str],
    /// What serde knows there but the derive does not, with what to do instead.
    refused: &'static [(&'static str, &'static str)],
}
