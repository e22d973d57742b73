use std::collections::HashMap;

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{DataEnum, Expr, ExprLit, ExprUnary, Fields, Ident, Lit, UnOp};

use crate::attr;
use crate::ctxt::Ctxt;
use crate::docs::Description;

/// A list of numbers: an enum that is written as its discriminants.
pub struct Numbers<'a> {
    pub values: Vec<Value<'a>>,
}

/// A known number.
pub struct Value<'a> {
    pub ident: &'a Ident,
    pub number: i128,
}

impl<'a> Numbers<'a> {
    /// Reads the variants; what is told of each goes into `docs`, for a number has no schema of its own.
    pub fn new(cx: &Ctxt, text: &mut attr::Text, data: &'a DataEnum) -> Self {
        let mut values = Vec::new();
        let mut lines = Vec::new();
        let mut seen: HashMap<i128, Span> = HashMap::new();
        let mut next = Some(0);
        for variant in &data.variants {
            let attrs = attr::Variant::new(cx, variant);
            no_names(cx, &attrs);
            if !matches!(variant.fields, Fields::Unit) {
                cx.error_at(variant.fields.span(), "a number holds nothing: write a variant without fields");
            }
            let written =
                variant.discriminant.as_ref().map(|(_, expression)| (expression, literal(expression)));
            if let Some((expression, None)) = written {
                cx.error_over(
                    expression,
                    "expected a literal number: the value of an expression cannot be seen here",
                );
            }
            let number = written.map_or(next, |(_, number)| number);
            next = number.and_then(|number| number.checked_add(1));
            let Some(number) = number else { continue };
            // rustc tells of numbers that stand there twice.
            if seen.insert(number, variant.ident.span()).is_none() {
                lines.push(line(&variant.ident, number, &attrs.text));
                values.push(Value { ident: &variant.ident, number });
            }
        }
        if let Description::Text(description) = &mut text.docs.description {
            let before = if description.is_empty() { "" } else { "\n\n" };
            description.push_str(before);
            description.push_str(&lines.join("\n"));
        }
        Self { values }
    }
}

/// What is written is a number.
fn no_names(cx: &Ctxt, attrs: &attr::Variant) {
    let names = [
        ("unknown", attrs.unknown.map(|it| it.span)),
        ("rename", attrs.rename.as_ref().map(|it| it.span)),
        ("alias", attrs.aliases.first().map(|it| it.span)),
        ("rename_all", attrs.rename_all.map(|it| it.span)),
        ("untagged", attrs.untagged.map(|it| it.span)),
        ("skip", attrs.skip.map(|it| it.span)),
        ("skip_serializing", attrs.skip_serializing.map(|it| it.span)),
        ("skip_deserializing", attrs.skip_deserializing.map(|it| it.span)),
    ];
    for (name, span) in names.into_iter().filter_map(|(name, span)| Some((name, span?))) {
        cx.error_at(span, format_args!("`{name}` has no meaning here: the variant is written as a number"));
    }
    if let Some(other) = attrs.other {
        cx.error_at(
            other.span,
            "a list of numbers is closed: a number outside of it would be written as this one, and nothing in a schema says \
             so; read the number itself and convert it, `#[serde(from = \"u8\", into = \"u8\")]`",
        );
    }
}

fn literal(expression: &Expr) -> Option<i128> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => literal(expr).map(|number| -number),
        Expr::Group(group) => literal(&group.expr),
        Expr::Paren(paren) => literal(&paren.expr),
        _ => None,
    }
}

/// What is told of a number, as an item of a list.
fn line(ident: &Ident, number: i128, text: &attr::Text) -> String {
    let mut words = vec![ident.unraw().to_string()];
    if let Description::Text(description) = &text.docs.description
        && !description.is_empty()
    {
        words.push(description.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    format!("- `{number}`: {}", words.join(". "))
}
