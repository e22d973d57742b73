//! Structs that flatten what may be one of several groups of properties: an `Option` or an enum. A struct of its own
//! holds all other fields.

use proc_macro2::Ident;
use quote::format_ident;
use syn::ext::IdentExt as _;
use syn::{Data, DataStruct, DeriveInput, Fields, Token, Type, Visibility};

use super::{Input, Names, Part, Shape, Tag};
use crate::Derive;
use crate::attr;
use crate::ctxt::Ctxt;
use crate::types;

/// A struct that flattens alternatives.
pub struct Flat<'a> {
    /// The struct that holds the other fields.
    pub own: Input<'a>,
    /// What is flattened.
    pub fields: Vec<Flattened<'a>>,
}

/// A field that is flattened as alternatives.
pub struct Flattened<'a> {
    pub ident: &'a Ident,
    /// The field's type, with `Self` written out.
    pub field_type: Type,
    /// The type that is flattened.
    pub ty: Type,
    /// The same without lifetimes, for constants.
    pub static_ty: Type,
    pub attrs: attr::Field,
    /// Whether it is an enum that may be there or not: `ty` is the enum then, and not the `Option`.
    pub is_optional: bool,
}

impl<'a> Flat<'a> {
    /// Reads a struct for which there is a draft; what is said of its properties goes to the struct that holds them, and
    /// so does an event's tag.
    pub fn new(
        cx: &Ctxt,
        container: &mut attr::Container,
        input: &'a DeriveInput,
        draft: &'a DeriveInput,
        name: &str,
        tag: Option<Tag>,
    ) -> Option<Self> {
        let mut attrs = attr::Container::blank(&[]);
        attrs.rename_all = container.rename_all.take();
        attrs.reserved = container.reserved.take();
        attrs.emitted = container.emitted.take();
        attrs.when = core::mem::take(&mut container.when);
        attrs.is_complete = true;
        attrs.tag.clone_from(if tag.is_some() { &container.tag } else { &None });
        attrs.name.clone_from(&container.name);
        let derive = if tag.is_some() { Derive::Event } else { Derive::Schema };
        let own = Names {
            definition: format!("{name}Own"),
            path: format!("{}::Own", input.ident.unraw()),
            tag,
            part: Part::Wrapper,
        };
        let flattened = fields(input)?.iter().filter(|field| is_flat(field));
        Some(Self {
            own: Input { derive, ..Input::part(cx, attrs, draft, own)? },
            fields: flattened.filter_map(|field| Flattened::new(cx, input, field)).collect(),
        })
    }

    /// The tag, if it is an event.
    pub fn tag(&self) -> Option<&Tag> {
        match &self.own.shape {
            Shape::Object(object) => object.tag.as_ref(),
            _ => None,
        }
    }

    /// The types that are flattened.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.fields.iter().map(|field| &field.ty)
    }
}

impl<'a> Flattened<'a> {
    fn new(cx: &Ctxt, input: &DeriveInput, field: &'a syn::Field) -> Option<Self> {
        let field_type = types::without_self(&field.ty, &input.ident, &input.generics);
        let attrs = attr::Field::new(cx, field);
        let inner = types::option_inner(&field_type).filter(|_| attrs.variants.is_some()).cloned();
        let is_optional = inner.is_some();
        let ty = inner.unwrap_or_else(|| field_type.clone());
        let static_ty = types::without_lifetimes(&ty, &input.generics);
        Some(Self { ident: field.ident.as_ref()?, field_type, ty, static_ty, attrs, is_optional })
    }
}

/// The struct of all fields but those that are flattened, if one is an `Option`, or said to be an enum.
pub fn draft(input: &DeriveInput) -> Option<DeriveInput> {
    if !fields(input)?.iter().any(is_flat) {
        return None;
    }
    let Data::Struct(data) = &input.data else { return None };
    let Fields::Named(mut fields) = data.fields.clone() else { return None };
    fields.named = fields.named.into_pairs().filter(|pair| !is_flat(pair.value())).collect();
    for field in &mut fields.named {
        field.ty = types::without_self(&field.ty, &input.ident, &input.generics);
        field.vis = Visibility::Inherited;
    }
    let generics = types::used(&input.generics, fields.named.iter().map(|field| &field.ty));
    let data = DataStruct {
        struct_token: <Token![struct]>::default(),
        fields: Fields::Named(fields),
        semi_token: None,
    };
    Some(DeriveInput {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        ident: format_ident!("__{}Own", input.ident.unraw(), span = input.ident.span()),
        generics,
        data: Data::Struct(data),
    })
}

fn fields(input: &DeriveInput) -> Option<&syn::punctuated::Punctuated<syn::Field, Token![,]>> {
    match &input.data {
        Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) => Some(&fields.named),
        _ => None,
    }
}

fn is_flat(field: &syn::Field) -> bool {
    let scratch = Ctxt::new();
    let attrs = attr::Field::new(&scratch, field);
    let _ = scratch.check();
    attrs.flatten.is_some()
        && !attrs.is_skipped()
        && (attrs.variants.is_some() || types::option_inner(&field.ty).is_some())
}
