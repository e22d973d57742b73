//! Enums as serde writes them: the value of a variant stands under its name, beside its tag, or alone.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{
    Data, DataEnum, DataStruct, DeriveInput, Field, Fields, FieldsNamed, Ident, Token, Type, Visibility,
    parse_quote, token,
};

use super::wire::Wire;
use super::{Input, Shape, Tag, only_field};
use crate::attr::{self, Written, cases};
use crate::case::Case;
use crate::ctxt::Ctxt;
use crate::types;

/// An enum whose variants are more than a list of strings.
pub struct Variants<'a> {
    pub tagging: Tagging,
    pub variants: Vec<Variant<'a>>,
}

/// How tagged variants are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tagging {
    /// The variant's name is the one member of an object, or a string.
    External,
    /// The name is a member beside the value's own.
    Internal { tag: String },
    /// The name and the value are two members.
    Adjacent { tag: String, content: String },
}

/// A variant.
pub struct Variant<'a> {
    pub ident: &'a Ident,
    pub attrs: attr::Variant,
    pub wire: Wire,
    /// Whether nothing but its value stands on the wire.
    pub untagged: bool,
    pub fields: &'a Fields,
    /// The types of the fields, with `Self` written out.
    pub types: Vec<Type>,
    /// The struct that holds the variant's fields, where they are more than one value; in an adjacently tagged enum,
    /// what holds that and the tag comes second.
    pub parts: Vec<Input<'a>>,
}

impl Variant<'_> {
    /// A name for each field, by which code refers to it.
    pub fn bindings(&self) -> impl Iterator<Item = Ident> {
        (0..self.fields.len()).map(|at| format_ident!("__item_{at}"))
    }

    /// The variant's fields with these patterns or expressions, behind its name.
    pub fn with(&self, values: &[impl ToTokens]) -> TokenStream {
        match self.fields {
            Fields::Unit => TokenStream::new(),
            Fields::Unnamed(_) => quote!((#(#values),*)),
            Fields::Named(fields) => {
                let names = fields.named.iter().map(|field| &field.ident);
                quote!({ #(#names: #values),* })
            }
        }
    }

    /// Whether it is never on the wire.
    pub const fn is_skipped(&self) -> bool {
        self.attrs.is_skipped()
    }

    /// Whether it takes what is outside the list.
    pub const fn is_other(&self) -> bool {
        self.attrs.other.is_some()
    }

    /// The type whose schema is the value's; none for a variant that is nothing but its name.
    pub fn value(&self) -> Option<Type> {
        if let Some(part) = self.parts.last() {
            return Some(part.as_type());
        }
        match (self.fields, self.untagged) {
            (Fields::Unit, false) => None,
            (Fields::Unit, true) => Some(parse_quote!(())),
            _ => self.types.first().cloned(),
        }
    }
}

/// The structs that have to be written beside a type.
#[derive(Default)]
pub struct Drafts {
    /// For the variants of an enum, variant by variant.
    variants: Vec<Vec<DeriveInput>>,
    /// For the other fields of a struct that flattens alternatives.
    pub flat: Option<DeriveInput>,
}

/// What a draft holds under the tag.
const CONTENT: &str = "content";

impl Drafts {
    pub fn new(container: &attr::Container, input: &DeriveInput) -> Self {
        let Data::Enum(data) = &input.data else {
            return Self { flat: super::flat::draft(input), ..Self::default() };
        };
        let tagging = Tagging::of(container);
        let draft = |variant: &syn::Variant| {
            let scratch = Ctxt::new();
            let attrs = attr::Variant::new(&scratch, variant);
            // What is wrong with them is reported when the variant itself is read.
            let _ = scratch.check();
            let is_untagged = container.tagging.untagged.is_some() || attrs.untagged.is_some();
            if attrs.is_skipped() {
                Vec::new()
            } else if is_untagged {
                of_value(input, variant, "")
            } else {
                of_variant(&tagging, input, variant)
            }
        };
        Self { variants: data.variants.iter().map(draft).collect(), flat: None }
    }
}

impl Tagging {
    fn of(container: &attr::Container) -> Self {
        let text = |written: &Written<syn::LitStr>| written.value.value();
        match (&container.tagging.tag, &container.tagging.content) {
            (Some(tag), None) => Self::Internal { tag: text(tag) },
            (Some(tag), Some(content)) => Self::Adjacent { tag: text(tag), content: text(content) },
            (None, _) => Self::External,
        }
    }
}

fn of_variant(tagging: &Tagging, input: &DeriveInput, variant: &syn::Variant) -> Vec<DeriveInput> {
    let newtype =
        only_field(variant).map(|field| types::without_self(&field.ty, &input.ident, &input.generics));
    match (tagging, &variant.fields) {
        (Tagging::External, _) | (Tagging::Internal { .. }, Fields::Named(_)) => of_value(input, variant, ""),
        (Tagging::Internal { .. }, Fields::Unit) => vec![named(input, variant, "", Vec::new())],
        (Tagging::Internal { .. }, Fields::Unnamed(_)) => {
            let flattened = newtype.map(|ty| field(parse_quote!(#[serde(flatten)]), &ty));
            vec![named(input, variant, "", flattened.into_iter().collect())]
        }
        (Tagging::Adjacent { content, .. }, _) => {
            let mut parts = of_value(input, variant, "Content");
            let ty = match parts.first() {
                Some(part) => as_type(part),
                None => newtype.unwrap_or_else(|| parse_quote!(())),
            };
            let attr = match variant.fields {
                Fields::Unit => parse_quote!(#[serde(rename = #content, default)]),
                _ => parse_quote!(#[serde(rename = #content)]),
            };
            let mut content = field(attr, &ty);
            content.attrs.extend(only_field(variant).into_iter().flat_map(|field| field.attrs.clone()));
            parts.push(named(input, variant, "", vec![content]));
            parts
        }
    }
}

/// The struct of a variant's fields, unless it has one value or none.
fn of_value(input: &DeriveInput, variant: &syn::Variant, suffix: &str) -> Vec<DeriveInput> {
    match &variant.fields {
        Fields::Named(fields) => {
            let mut fields = fields.clone();
            fields.named.iter_mut().for_each(|field| prepare(input, field));
            vec![draft(input, variant, suffix, Fields::Named(fields))]
        }
        Fields::Unnamed(fields) if fields.unnamed.len() != 1 => {
            let mut fields = fields.clone();
            fields.unnamed.iter_mut().for_each(|field| prepare(input, field));
            vec![draft(input, variant, suffix, Fields::Unnamed(fields))]
        }
        _ => Vec::new(),
    }
}

fn prepare(input: &DeriveInput, field: &mut Field) {
    field.ty = types::without_self(&field.ty, &input.ident, &input.generics);
    field.vis = Visibility::Inherited;
}

fn field(attr: syn::Attribute, ty: &Type) -> Field {
    let ident = format_ident!("{CONTENT}");
    let mut field: Field = parse_quote!(#ident: #ty);
    field.attrs.push(attr);
    field
}

fn named(input: &DeriveInput, variant: &syn::Variant, suffix: &str, fields: Vec<Field>) -> DeriveInput {
    let fields = FieldsNamed { brace_token: token::Brace::default(), named: fields.into_iter().collect() };
    draft(input, variant, suffix, Fields::Named(fields))
}

fn draft(input: &DeriveInput, variant: &syn::Variant, suffix: &str, fields: Fields) -> DeriveInput {
    let generics = types::used(&input.generics, fields.iter().map(|field| &field.ty));
    let ident = format_ident!(
        "__{}{}{suffix}",
        input.ident.unraw(),
        variant.ident.unraw(),
        span = variant.ident.span()
    );
    let semi_token = matches!(fields, Fields::Unnamed(_)).then(<Token![;]>::default);
    let data = DataStruct { struct_token: <Token![struct]>::default(), fields, semi_token };
    DeriveInput { attrs: Vec::new(), vis: Visibility::Inherited, ident, generics, data: Data::Struct(data) }
}

fn as_type(input: &DeriveInput) -> Type {
    let ident = &input.ident;
    let (_, arguments, _) = input.generics.split_for_impl();
    parse_quote!(#ident #arguments)
}

impl<'a> Variants<'a> {
    pub fn new(
        cx: &Ctxt,
        container: &attr::Container,
        input: &'a DeriveInput,
        data: &'a DataEnum,
        name: &str,
        drafts: &'a Drafts,
    ) -> Self {
        let tagging = Tagging::of(container);
        let all_untagged = container.tagging.untagged.is_some();
        let variants = data.variants.iter().zip(&drafts.variants).map(|(variant, drafts)| {
            let attrs = attr::Variant::new(cx, variant);
            let types = variant.fields.iter();
            let types = types.map(|it| types::without_self(&it.ty, &input.ident, &input.generics)).collect();
            let rules = cases(container.rename_all);
            let wire = Wire::new(&variant.ident, attrs.rename.as_ref(), &attrs.aliases, rules, Case::variant);
            let untagged = all_untagged || attrs.untagged.is_some();
            let part = |(at, draft): (usize, &'a DeriveInput)| {
                let is_whole = at + 1 == drafts.len();
                let mut attrs = part_attributes(container, variant, &attrs, is_whole);
                let tag = tagging.tag().filter(|_| is_whole && !untagged);
                let tag = tag.map(|tag| Tag { property: tag.to_owned(), value: wire.clone() });
                attrs.tag.clone_from(if tag.is_some() { &container.tagging.tag } else { &None });
                let suffix = if is_whole { "" } else { "Content" };
                let rust = variant.ident.unraw().to_string();
                let mut part = Input::part(
                    cx,
                    attrs,
                    draft,
                    Names {
                        definition: format!("{name}{rust}{suffix}"),
                        path: format!("{}::{rust}{suffix}", input.ident.unraw()),
                        tag,
                        part: if at > 0 { Part::Wrapper } else { Part::Fields },
                    },
                )?;
                if let (Fields::Unit, Shape::Object(object)) = (&variant.fields, &mut part.shape) {
                    object.fields.iter_mut().for_each(|field| field.attrs.is_nothing = true);
                }
                if let (Tagging::Internal { .. }, Fields::Unnamed(_), Shape::Object(object)) =
                    (&tagging, &variant.fields, &mut part.shape)
                {
                    object.fields.iter_mut().for_each(|field| field.attrs.is_alone = true);
                }
                Some(part)
            };
            let parts = drafts.iter().enumerate().filter_map(part).collect();
            Variant { ident: &variant.ident, attrs, wire, untagged, fields: &variant.fields, types, parts }
        });
        Self { variants: variants.collect(), tagging }
    }
}

/// What a part of an enum is called.
pub struct Names {
    pub definition: String,
    pub path: String,
    pub tag: Option<Tag>,
    pub part: Part,
}

/// What a struct holds of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its fields.
    Fields,
    /// Its tag, and the struct with its fields.
    Wrapper,
}

impl Tagging {
    pub fn tag(&self) -> Option<&str> {
        match self {
            Self::External => None,
            Self::Internal { tag } | Self::Adjacent { tag, .. } => Some(tag),
        }
    }

    /// The name of the member that holds the value, where it stands beside the tag.
    pub fn content(&self) -> &str {
        match self {
            Self::Adjacent { content, .. } => content,
            Self::External | Self::Internal { .. } => "",
        }
    }
}

/// What serde's container attributes mean for a part.
fn part_attributes(
    container: &attr::Container,
    variant: &syn::Variant,
    written: &attr::Variant,
    is_whole: bool,
) -> attr::Container {
    let mut attrs = attr::Container::blank(if is_whole { &variant.attrs } else { &[] });
    if is_whole {
        attrs.text.title.clone_from(&written.text.title);
        attrs.text.since.clone_from(&written.text.since);
        attrs.text.deprecated.clone_from(&written.text.deprecated);
    }
    let rules = cases(written.rename_all).or(cases(container.rename_all_fields));
    attrs.rename_all =
        matches!(variant.fields, Fields::Named(_)).then(|| Written { span: Span::call_site(), value: rules });
    let holds_a_group = only_field(variant).is_some() && container.tagging.content.is_none();
    attrs.deny_unknown_fields = container.deny_unknown_fields.filter(|_| !holds_a_group);
    attrs.is_complete = true;
    attrs
}

/// Whether the enum is nothing but a list of strings, to which a last variant may add all others.
pub fn is_list(container: &attr::Container, data: &DataEnum) -> bool {
    let is_tagged = container.tagging.written().next().is_some();
    let (last, others) = match data.variants.iter().collect::<Vec<_>>().split_last() {
        Some((last, others)) => (*last, others.to_vec()),
        None => return !is_tagged,
    };
    let keeps_strings = only_field(last)
        .is_some_and(|field| types::is_named(&field.ty, "String") || types::is_cow_str(&field.ty))
        && is_untagged(last);
    let is_unit = |variant: &syn::Variant| matches!(variant.fields, Fields::Unit) && !is_untagged(variant);
    !is_tagged && others.into_iter().all(is_unit) && (is_unit(last) || keeps_strings)
}

fn is_untagged(variant: &syn::Variant) -> bool {
    let scratch = Ctxt::new();
    let attrs = attr::Variant::new(&scratch, variant);
    let _ = scratch.check();
    attrs.untagged.is_some()
}
