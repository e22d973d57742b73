use event_schema_rules::{Compiled, ContentEncoding, Format};
use proc_macro2::Span;
use syn::LitStr;

use super::entry::Entry;
use super::{Bounds, Number, Written};
use crate::ctxt::Ctxt;

/// Rules beside the bounds, each named as its JSON Schema keyword or as what it says.
#[derive(Default)]
pub struct Rules {
    pub exclusive_minimum: Option<Written<Number>>,
    pub exclusive_maximum: Option<Written<Number>>,
    pub multiple_of: Option<Written<String>>,
    pub constant: Option<Written<Scalar>>,
    pub one_of: Option<Written<Vec<Scalar>>>,
    pub starts_with: Option<Written<LitStr>>,
    pub ends_with: Option<Written<LitStr>>,
    pub contains: Option<Written<LitStr>>,
    pub pattern: Option<Written<Pattern>>,
    pub format: Option<Written<Format>>,
    pub content_encoding: Option<Written<ContentEncoding>>,
    /// Rules that some items obey, and how many.
    pub containing: Option<Written<Box<Bounds>>>,
    pub min_contains: Option<Written<u64>>,
    pub max_contains: Option<Written<u64>>,
    pub prefix_items: Option<Written<Vec<Bounds>>>,
    pub unique_items: Option<Written<()>>,
    pub items: Option<Written<Box<Bounds>>>,
    pub min_properties: Option<Written<u64>>,
    pub max_properties: Option<Written<u64>>,
    pub keys: Option<Written<Box<Bounds>>>,
    pub values: Option<Written<Box<Bounds>>>,
    pub pattern_properties: Vec<Written<Matching>>,
}

/// Rules for the values of members whose names match.
pub struct Matching {
    pub pattern: Pattern,
    pub values: Box<Bounds>,
}

/// The names of all rules for values, for lists of what may stand in a place.
pub const NAMES: [&str; 27] = [
    "minimum",
    "maximum",
    "exclusive_minimum",
    "exclusive_maximum",
    "multiple_of",
    "min_length",
    "max_length",
    "starts_with",
    "ends_with",
    "contains",
    "pattern",
    "format",
    "content_encoding",
    "constant",
    "one_of",
    "min_items",
    "max_items",
    "min_contains",
    "max_contains",
    "prefix_items",
    "unique_items",
    "items",
    "min_properties",
    "max_properties",
    "keys",
    "values",
    "pattern_properties",
];

/// `contains` of an array: of a string it takes a text.
pub const CONTAINING: &str = "contains(…)";

/// A literal string, number or boolean.
pub struct Scalar {
    pub span: Span,
    /// The kind of JSON value, as messages name it.
    pub kind: &'static str,
    /// As JSON text.
    pub json: String,
}

impl Scalar {
    /// The string's own text.
    pub fn text(&self) -> String {
        crate::check::json::unquote(&self.json)
    }
}

impl Rules {
    pub(super) fn read(&mut self, cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<bool> {
        match entry.name.as_str() {
            "exclusive_minimum" => entry.fill(cx, &mut self.exclusive_minimum, Entry::number)?,
            "exclusive_maximum" => entry.fill(cx, &mut self.exclusive_maximum, Entry::number)?,
            "multiple_of" => entry.fill(cx, &mut self.multiple_of, Entry::decimal)?,
            "constant" => entry.fill(cx, &mut self.constant, Entry::scalar)?,
            "one_of" => entry.fill(cx, &mut self.one_of, Entry::scalars)?,
            "starts_with" => entry.fill(cx, &mut self.starts_with, Entry::string)?,
            "ends_with" => entry.fill(cx, &mut self.ends_with, Entry::string)?,
            "contains" if entry.is_list() => {
                entry.fill(cx, &mut self.containing, |entry| nested(cx, entry))?;
            }
            "min_contains" => entry.fill(cx, &mut self.min_contains, Entry::count)?,
            "max_contains" => entry.fill(cx, &mut self.max_contains, Entry::count)?,
            "prefix_items" => entry.fill(cx, &mut self.prefix_items, |entry| prefix(cx, entry))?,
            "pattern_properties" => {
                let value = matching(cx, entry)?;
                self.pattern_properties.push(Written { span: entry.span, value });
            }
            "contains" => entry.fill(cx, &mut self.contains, Entry::string)?,
            "pattern" => entry.fill(cx, &mut self.pattern, pattern)?,
            "format" => entry.fill(cx, &mut self.format, format)?,
            "content_encoding" => entry.fill(cx, &mut self.content_encoding, content_encoding)?,
            "unique_items" => entry.fill(cx, &mut self.unique_items, Entry::flag)?,
            "items" => entry.fill(cx, &mut self.items, |entry| nested(cx, entry))?,
            "min_properties" => entry.fill(cx, &mut self.min_properties, Entry::count)?,
            "max_properties" => entry.fill(cx, &mut self.max_properties, Entry::count)?,
            "keys" => entry.fill(cx, &mut self.keys, |entry| nested(cx, entry))?,
            "values" => entry.fill(cx, &mut self.values, |entry| nested(cx, entry))?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// All rules for items of an array.
    pub fn of_items(&self) -> impl Iterator<Item = &Bounds> {
        let items = self.items.iter().map(|it| &*it.value);
        let containing = self.containing.iter().map(|it| &*it.value);
        items.chain(containing).chain(self.prefix_items.iter().flat_map(|it| &it.value))
    }

    /// All rules for values of a map.
    pub fn of_values(&self) -> impl Iterator<Item = &Bounds> {
        let values = self.values.iter().map(|it| &*it.value);
        values.chain(self.pattern_properties.iter().map(|it| &*it.value.values))
    }

    pub fn written(&self) -> impl Iterator<Item = (&'static str, Span)> {
        [
            ("exclusive_minimum", self.exclusive_minimum.as_ref().map(|it| it.span)),
            ("exclusive_maximum", self.exclusive_maximum.as_ref().map(|it| it.span)),
            ("multiple_of", self.multiple_of.as_ref().map(|it| it.span)),
            ("constant", self.constant.as_ref().map(|it| it.span)),
            ("one_of", self.one_of.as_ref().map(|it| it.span)),
            ("starts_with", self.starts_with.as_ref().map(|it| it.span)),
            ("ends_with", self.ends_with.as_ref().map(|it| it.span)),
            ("contains", self.contains.as_ref().map(|it| it.span)),
            ("pattern", self.pattern.as_ref().map(|it| it.span)),
            ("format", self.format.map(|it| it.span)),
            ("content_encoding", self.content_encoding.map(|it| it.span)),
            (CONTAINING, self.containing.as_ref().map(|it| it.span)),
            ("min_contains", self.min_contains.map(|it| it.span)),
            ("max_contains", self.max_contains.map(|it| it.span)),
            ("prefix_items", self.prefix_items.as_ref().map(|it| it.span)),
            ("pattern_properties", self.pattern_properties.first().map(|it| it.span)),
            ("unique_items", self.unique_items.map(|it| it.span)),
            ("items", self.items.as_ref().map(|it| it.span)),
            ("min_properties", self.min_properties.map(|it| it.span)),
            ("max_properties", self.max_properties.map(|it| it.span)),
            ("keys", self.keys.as_ref().map(|it| it.span)),
            ("values", self.values.as_ref().map(|it| it.span)),
        ]
        .into_iter()
        .filter_map(|(name, span)| Some((name, span?)))
    }
}

/// A pattern, compiled.
pub struct Pattern {
    pub literal: LitStr,
    pub compiled: Compiled,
}

/// What is refused is told with its place in the pattern, to which no span can point.
fn pattern(entry: &Entry<'_>) -> syn::Result<Pattern> {
    entry.string().and_then(compile)
}

fn compile(literal: LitStr) -> syn::Result<Pattern> {
    let compiled =
        Compiled::new(&literal.value()).map_err(|refused| syn::Error::new(literal.span(), refused))?;
    if compiled.pattern().matches_all() {
        return Err(syn::Error::new(literal.span(), "every string matches: remove `pattern`"));
    }
    if compiled.pattern().matches_none() {
        return Err(syn::Error::new(literal.span(), "no string is valid: nothing matches this pattern"));
    }
    Ok(Pattern { literal, compiled })
}

fn format(entry: &Entry<'_>) -> syn::Result<Format> {
    let names = Format::ALL.map(Format::name);
    named(entry, Format::parse, "format", &names)
}

fn content_encoding(entry: &Entry<'_>) -> syn::Result<ContentEncoding> {
    let names = ContentEncoding::ALL.map(ContentEncoding::name);
    named(entry, ContentEncoding::parse, "encoding", &names)
}

fn named<T>(
    entry: &Entry<'_>,
    parse: fn(&str) -> Option<T>,
    what: &str,
    names: &[&'static str],
) -> syn::Result<T> {
    let literal = entry.string()?;
    let written = literal.value();
    parse(&written).ok_or_else(|| {
        let hint = match crate::suggest::nearest(&written, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there is {}", crate::suggest::list(names)),
        };
        syn::Error::new(literal.span(), format!("unknown {what}: {hint}"))
    })
}

/// `items(min_length = 1)`
pub(super) fn nested(cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<Box<Bounds>> {
    let mut bounds = Box::new(Bounds::default());
    entry.entries(|inner| rule(cx, entry, inner, &mut bounds))?;
    if bounds.is_empty() {
        let message =
            format!("`{}` holds no rule: write `{}(min_length = 1)`, for instance", entry.name, entry.name);
        return Err(syn::Error::new(entry.span, message));
    }
    Ok(bounds)
}

/// `prefix_items(item(minimum = 1), item)`
fn prefix(cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<Vec<Bounds>> {
    let mut items = Vec::new();
    entry.entries(|item| {
        if item.name != "item" {
            let message = "expected `item(…)` with the rules for an item, or `item` alone for one without";
            return Err(syn::Error::new(item.span, message));
        }
        let mut bounds = Bounds::default();
        if item.is_list() {
            bounds = *nested(cx, item)?;
        }
        items.push(bounds);
        Ok(())
    })?;
    if items.last().is_none_or(Bounds::is_empty) {
        let message =
            "the last `item` of `prefix_items` has no rule: write `item(minimum = 1)`, for instance";
        return Err(syn::Error::new(entry.span, message));
    }
    Ok(items)
}

/// `pattern_properties("^x-", max_length = 9)`
fn matching(cx: &Ctxt, entry: &Entry<'_>) -> syn::Result<Matching> {
    let mut values = Box::new(Bounds::default());
    let literal = entry.literal_and_entries(|inner| rule(cx, entry, inner, &mut values))?;
    if values.is_empty() {
        let message = "`pattern_properties` holds no rule: write `pattern_properties(\"…\", min_length = 1)`, for instance";
        return Err(syn::Error::new(entry.span, message));
    }
    Ok(Matching { pattern: compile(literal)?, values })
}

/// Reads one rule of those that an entry holds.
fn rule(cx: &Ctxt, outer: &Entry<'_>, entry: &Entry<'_>, bounds: &mut Bounds) -> syn::Result<()> {
    if bounds.read(cx, entry)? {
        return Ok(());
    }
    let known = crate::suggest::list(&NAMES);
    let message = match crate::suggest::nearest(&entry.name, &NAMES) {
        Some(near) => format!("unknown rule `{}`: did you mean `{near}`?", entry.name),
        None => format!("unknown rule `{}`: `{}` may hold {known}", entry.name, outer.name),
    };
    Err(syn::Error::new(entry.span, message))
}
