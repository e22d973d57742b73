//! What the input means: its shape, the names on the wire, and which attributes belong to which part.

mod converted;
mod enumeration;
mod fields;
mod flat;
mod newtype;
mod numbers;
mod tuple;
mod union;
mod variants;
mod wire;

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Data, DataEnum, DeriveInput, Fields, Generics, Ident, Type, Visibility, WherePredicate};

pub use self::converted::{Converted, How};
pub use self::enumeration::{Enumeration, Value};
pub use self::fields::{Field, Role};
pub use self::flat::{Flat, Flattened};
pub use self::newtype::{Newtype, Skipped};
pub use self::numbers::Numbers;
pub use self::tuple::{Item, Tuple};
pub use self::union::{Union, Variant};
pub use self::variants::{Drafts, Names, Part, Tagging, Variant as ValueVariant, Variants};
pub use self::wire::Wire;
use crate::Derive;
use crate::attr::{self, cases};
use crate::ctxt::Ctxt;
use crate::types;

/// The input of a derive.
pub struct Input<'a> {
    pub derive: Derive,
    pub ident: &'a Ident,
    pub vis: &'a Visibility,
    pub generics: &'a Generics,
    /// The types made of its parameters that must have a schema.
    pub bounded: Vec<Type>,
    /// The types that are flattened as groups.
    pub flattened: Vec<Type>,
    /// Bounds that were written besides.
    pub bounds: Vec<WherePredicate>,
    /// The type's path in its module.
    pub path: String,
    /// Whether it is a part of an enum's variant, which nobody but the enum sees.
    pub part: Option<Part>,
    /// The name of the type's definition in documents.
    pub name: String,
    pub attrs: attr::Container,
    pub shape: Shape<'a>,
}

/// What kind of type it is.
pub enum Shape<'a> {
    /// A struct with named fields, with or without a tag.
    Object(Object<'a>),
    Newtype(Box<Newtype>),
    /// A type that is read and written by way of another.
    Converted(Box<Converted>),
    /// A struct without fields or braces.
    Unit,
    /// A struct with unnamed fields.
    Tuple(Tuple),
    Enumeration(Enumeration<'a>),
    /// An enum that is written as its discriminants.
    Numbers(Numbers<'a>),
    /// A struct with named fields that flattens an `Option` or an enum.
    Flat(Box<Flat<'a>>),
    /// An enum whose variants hold values.
    Variants(Variants<'a>),
    Union(Box<Union<'a>>),
}

impl Shape<'_> {
    /// What to call it in a message.
    pub fn describe(&self, derive: Derive) -> &'static str {
        match (self, derive) {
            (Self::Object(_) | Self::Flat(_), Derive::Event) => "an event",
            (Self::Object(_), Derive::Schema) => "a struct without a tag",
            (Self::Newtype(_), _) => "a newtype",
            (Self::Converted(_), _) => "a type that is converted",
            (Self::Flat(_), Derive::Schema) => "a struct that flattens alternatives",
            (Self::Unit, _) => "a unit struct",
            (Self::Tuple(_), _) => "a tuple",
            (Self::Variants(_), _) => "an enum",
            (Self::Enumeration(_), _) => "an enumeration",
            (Self::Numbers(_), _) => "a list of numbers",
            (Self::Union(_), _) => "a union of events",
        }
    }
}

impl Shape<'_> {
    /// The types of what is on the wire.
    fn types(&self) -> Vec<&Type> {
        match self {
            Self::Object(object) => {
                let on_the_wire = object.fields.iter().filter(|field| field.role != Role::Skipped);
                on_the_wire.filter(|field| !field.is_foreign()).map(|field| &field.ty).collect()
            }
            Self::Newtype(newtype) => Vec::from([&newtype.ty]),
            Self::Converted(converted) => Vec::from([&converted.ty]),
            Self::Tuple(tuple) => tuple.items.iter().map(|item| &item.ty).collect(),
            Self::Variants(variants) => {
                let on_the_wire = variants.variants.iter().filter(|variant| !variant.is_skipped());
                on_the_wire.flat_map(|variant| &variant.types).collect()
            }
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Flat(flat) => {
                let mut types = flat.own.shape.types();
                types.extend(flat.types());
                types
            }
            Self::Unit | Self::Enumeration(_) | Self::Numbers(_) => Vec::new(),
        }
    }
}

impl Shape<'_> {
    /// The types that are flattened as groups.
    fn flattened(&self) -> Vec<Type> {
        match self {
            Self::Object(object) => {
                let groups = object.fields.iter().filter(|field| field.role == Role::Group);
                groups.map(|field| field.ty.clone()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A struct with named fields.
pub struct Object<'a> {
    /// None in `derive(Schema)`, except in an enum's variants.
    pub tag: Option<Tag>,
    /// What absent properties mean, if nothing is written on their fields.
    pub default: Option<attr::Default>,
    pub fields: Vec<Field<'a>>,
}

impl Object<'_> {
    /// The field that keeps what is not declared.
    pub fn rest(&self) -> Option<&Field<'_>> {
        self.fields.iter().find(|field| field.role == Role::Rest)
    }
}

/// What tells an object from others.
pub struct Tag {
    /// The name of the property.
    pub property: String,
    pub value: Wire,
}

/// The name of the tag property where nothing else is written.
pub const DEFAULT_TAG: &str = "type";

impl<'a> Input<'a> {
    /// Reads the input. Without a shape that the derive supports there is nothing to go on with.
    pub fn new(
        cx: &Ctxt,
        derive: Derive,
        mut attrs: attr::Container,
        input: &'a DeriveInput,
        drafts: &'a Drafts,
    ) -> Option<Self> {
        let DeriveInput { ident, vis, generics, data, .. } = input;
        let path = ident.unraw().to_string();
        let definition = attrs.rename.as_ref().map_or_else(|| path.clone(), |rename| rename.value.value());
        let conversion = (derive == Derive::Schema).then(|| Converted::new(cx, &attrs, data)).flatten();
        let shape = match (derive, data) {
            (_, Data::Union(data)) => {
                cx.error_over(data.union_token, "a Rust `union` has no schema: write a struct or an enum");
                None
            }
            (Derive::Schema, _) if conversion.is_some() => conversion.map(Box::new).map(Shape::Converted),
            (Derive::Event, Data::Struct(data)) => match &data.fields {
                Fields::Named(fields) => {
                    let name = attrs.name.as_ref().map_or_else(String::new, |it| it.value.value());
                    let tag = Tag { property: tag_property(&attrs), value: Wire::plain(&name, ident.span()) };
                    if let Some(draft) = &drafts.flat {
                        let flat = Flat::new(cx, &mut attrs, input, draft, &definition, Some(tag));
                        flat.map(Box::new).map(Shape::Flat)
                    } else {
                        let (default, fields) = (default(&attrs), Field::all(cx, &attrs, input, fields));
                        Some(Shape::Object(Object { tag: Some(tag), default, fields }))
                    }
                }
                Fields::Unnamed(_) | Fields::Unit => {
                    cx.error_over(
                        ident,
                        "an event is an object: write a struct with named fields, `struct Name { … }`, if need be \
                         without any",
                    );
                    None
                }
            },
            (Derive::Schema, Data::Struct(data)) => match &data.fields {
                fields if Newtype::is_one(attrs.transparent, fields) => {
                    Newtype::new(cx, attrs.transparent, input, fields).map(Box::new).map(Shape::Newtype)
                }
                Fields::Named(_) if drafts.flat.is_some() => {
                    let draft = drafts.flat.as_ref()?;
                    Flat::new(cx, &mut attrs, input, draft, &definition, None).map(Box::new).map(Shape::Flat)
                }
                Fields::Named(fields) => {
                    let fields = Field::all(cx, &attrs, input, fields);
                    Some(Shape::Object(Object { tag: None, default: default(&attrs), fields }))
                }
                Fields::Unnamed(fields) => Some(Shape::Tuple(Tuple::new(cx, input, fields))),
                Fields::Unit => Some(Shape::Unit),
            },
            (Derive::Event, Data::Enum(data)) => {
                Union::new(cx, input, data, tag_property(&attrs)).map(|union| Shape::Union(Box::new(union)))
            }
            (Derive::Schema, Data::Enum(data)) if attrs.repr.is_some() => {
                Some(Shape::Numbers(Numbers::new(cx, &mut attrs.text, data)))
            }
            (Derive::Schema, Data::Enum(data)) if variants::is_list(&attrs, data) => {
                Enumeration::new(cx, ident, data, cases(attrs.rename_all)).map(Shape::Enumeration)
            }
            (Derive::Schema, Data::Enum(data)) => {
                Some(Shape::Variants(Variants::new(cx, &attrs, input, data, &definition, drafts)))
            }
        }?;
        let bounded = types::bounded(generics, shape.types().into_iter());
        let flattened = shape.flattened();
        let bounds = attrs.bound.iter().flat_map(|bound| bound.value.clone()).collect();
        Some(Self {
            derive,
            ident,
            vis,
            generics,
            bounded,
            flattened,
            bounds,
            path,
            part: None,
            name: definition,
            attrs,
            shape,
        })
    }

    /// The struct that holds the fields of an enum's variant.
    fn part(cx: &Ctxt, attrs: attr::Container, draft: &'a DeriveInput, names: Names) -> Option<Self> {
        let DeriveInput { ident, vis, generics, data, .. } = draft;
        let Data::Struct(data) = data else { return None };
        let Names { definition, path, tag, part } = names;
        let (name, shape) = match &data.fields {
            Fields::Named(fields) => (
                definition,
                Shape::Object(Object { tag, default: None, fields: Field::all(cx, &attrs, draft, fields) }),
            ),
            Fields::Unnamed(fields) => (String::new(), Shape::Tuple(Tuple::new(cx, draft, fields))),
            Fields::Unit => return None,
        };
        let bounded = types::bounded(generics, shape.types().into_iter());
        let part = Some(part);
        Some(Self {
            derive: Derive::Schema,
            ident,
            vis,
            generics,
            bounded,
            flattened: shape.flattened(),
            bounds: Vec::new(),
            path,
            part,
            name,
            attrs,
            shape,
        })
    }

    /// The type, with its own parameters.
    pub fn as_type(&self) -> Type {
        let ident = self.ident;
        let (_, arguments, _) = self.generics.split_for_impl();
        syn::parse_quote!(#ident #arguments)
    }

    /// The type with its own parameters, except that it borrows from nothing.
    pub fn as_static_type(&self) -> Type {
        types::without_lifetimes(&self.as_type(), self.generics)
    }

    pub fn has_lifetimes(&self) -> bool {
        self.generics.lifetimes().next().is_some()
    }
}

fn tag_property(attrs: &attr::Container) -> String {
    attrs.tag.as_ref().map_or_else(|| DEFAULT_TAG.to_owned(), |tag| tag.value.value())
}

fn default(attrs: &attr::Container) -> Option<attr::Default> {
    attrs.default.as_ref().map(|default| default.value.clone())
}

/// Where a variant's fields are to be pointed at.
fn fields_span(variant: &syn::Variant) -> Span {
    match &variant.fields {
        Fields::Unit => variant.ident.span(),
        fields => fields.span(),
    }
}

/// The one unnamed field of a variant.
fn only_field(variant: &syn::Variant) -> Option<&syn::Field> {
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first(),
        _ => None,
    }
}

/// Whether each variant of an enum is a unit variant, or an open enumeration's last.
fn looks_like_enumeration(data: &DataEnum) -> bool {
    data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit))
}
