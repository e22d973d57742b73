//! The `const` model.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Generics;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::positions::Positions;
use super::{check, option, relations};
use crate::attr::{Bounds, Inferred, Number, Text, Variant};
use crate::docs::Description;
use crate::model::{Enumeration, Field, Input, Object, Role, Tag, Union, Wire};
use crate::types::{self, located};

/// An expression for the model, from one for the shape and one for the constraints.
pub fn model(input: &Input<'_>, shape: &TokenStream, constraints: &TokenStream) -> TokenStream {
    let (path, name, arguments) = (&input.path, &input.name, arguments(input));
    let docs = docs(&input.attrs.text);
    quote! {
        &__model::Model {
            path: ::core::concat!(::core::module_path!(), "::", #path),
            arguments: #arguments,
            name: #name,
            docs: #docs,
            shape: #shape,
            constraints: #constraints,
        }
    }
}

/// An expression for the arguments of a generic type.
pub fn arguments(input: &Input<'_>) -> TokenStream {
    let types = input.bounded.iter().map(|ty| {
        let ty = types::without_lifetimes(ty, input.generics);
        quote!(__model::Argument::Type(__private::model_of::<#ty>))
    });
    let consts = input.generics.const_params().map(|parameter| {
        let ident = &parameter.ident;
        let by_way_of = types::is_named(&parameter.ty, "char").then(|| quote!(as ::core::primitive::u32));
        quote!(__model::Argument::Const(#ident #by_way_of as ::core::primitive::i128))
    });
    quote!(&[#(#types,)* #(#consts),*])
}

/// Constants that the model of an object needs, and an expression for the model.
pub fn object(input: &Input<'_>, object: &Object<'_>, positions: &Positions) -> (TokenStream, TokenStream) {
    let tag = option(object.tag.as_ref().map(|Tag { property, value }| {
        let emitted = option(input.attrs.emitted.as_ref().map(|emitted| &emitted.value));
        let (read, names) = (&value.read, names(value));
        quote!(__model::Tag { #names emitted: #emitted, ..__model::Tag::new(#property, #read) })
    }));
    let (consts, properties) = properties(object, input.generics);
    let groups =
        object.fields.iter().enumerate().filter(|(_, field)| field.role == Role::Group).map(|(at, field)| {
            let (ty, name, suffix) = (&field.static_ty, field.rust_name(), suffix(field));
            let start = format_ident!("__START_{at}");
            quote!(__model::Group {
                model: __private::flattened(<#ty as __event_schema::Schema>::MODEL),
                field: #name,
                start: #start,
                suffix: #suffix,
            })
        });
    let rest = rest(object);
    let closed = input.attrs.deny_unknown_fields.is_some();
    let alone = object.fields.iter().filter(|field| field.attrs.is_alone).map(|field| {
        let ty = &field.static_ty;
        quote!(|| __private::is_keyed(<#ty as __event_schema::Schema>::MODEL))
    });
    let closed = quote!(#closed #(#alone)*);
    let relations = relations::relations(input, object, positions)
        .map_or_else(|| quote!(&__model::Relations::NONE), |relations| quote!(&#relations));
    let reserved = input.attrs.reserved.iter().flat_map(|reserved| &reserved.value);
    let shape = quote! {
        __model::Shape::Object(__model::Object {
            tag: #tag,
            properties: #properties,
            groups: &[#(#groups),*],
            rest: #rest,
            closed: #closed,
            reserved: &[#(#reserved),*],
            relations: #relations,
        })
    };
    let checks = check::rules(&input.attrs.checks, &input.as_type(), input.generics);
    (consts, model(input, &shape, &with_rules(&Bounds::default(), checks)))
}

/// What keeps other properties: a field, or a group's.
fn rest(object: &Object<'_>) -> TokenStream {
    let own = option(object.rest().map(|field| {
        let (ty, name) = (&field.static_ty, field.rust_name());
        quote_spanned!(located(ty.span())=> __private::rest(<#ty as __event_schema::Schema>::MODEL, #name))
    }));
    let mut groups = object.fields.iter().filter(|field| field.role == Role::Group).peekable();
    if groups.peek().is_none() {
        return own;
    }
    let groups = groups.map(|field| {
        let ty = &field.static_ty;
        quote!(<#ty as __event_schema::Schema>::MODEL)
    });
    quote!(__private::only_rest(#own, &[#(#groups),*]))
}

/// The own properties as they are, or joined with those of groups by the compiler; where they depend on parameters, how
/// many there are does not.
fn properties(object: &Object<'_>, generics: &Generics) -> (TokenStream, TokenStream) {
    let own: Vec<_> = object.fields.iter().filter(|field| field.role == Role::Property).collect();
    if object.fields.iter().all(|field| field.role != Role::Group) {
        let own = own.into_iter().map(|field| property(field, generics));
        return (TokenStream::new(), quote!(&[#(#own),*]));
    }
    let groups = object.fields.iter().filter(|field| field.role == Role::Group).map(|field| {
        let (ty, suffix) = (&field.static_ty, suffix(field));
        let inferred = match &field.attrs.inferred {
            Some(inferred) => match &inferred.value {
                Inferred::Named(names) => names.as_slice(),
                Inferred::This => &[],
            },
            None => &[],
        };
        quote_spanned! {located(ty.span())=>
            __private::Part::Group {
                model: __private::group(<#ty as __event_schema::Schema>::MODEL),
                suffix: #suffix,
                inferred: &[#(#inferred),*],
            }
        }
    });
    let mut group = 0;
    let parts = object.fields.iter().filter_map(|field| match field.role {
        Role::Property => {
            let property = property(field, generics);
            Some(quote!(__private::Part::Own(#property)))
        }
        Role::Group => {
            let at = Literal::usize_unsuffixed(group);
            group += 1;
            Some(quote!(__GROUPS[#at]))
        }
        Role::Rest | Role::Skipped => None,
    });
    let tag = object.tag.as_ref().map_or("", |tag| &tag.property);
    let joined = quote!(&__private::join::<__WIDTH, __NAMES>(&[#(#parts),*], __POOL, #tag));
    let width = Literal::usize_unsuffixed(own.len());
    let names = own.iter().map(|field| 2 + field.wire.aliases.len()).sum();
    let names = Literal::usize_unsuffixed(names);
    let consts = quote! {
        const __GROUPS: &[__private::Part] = &[#(#groups),*];
        const __POOL: &[::core::primitive::u8] = &__private::name_pool::<{ __private::pool_len(__GROUPS) }>(__GROUPS);
        const __WIDTH: ::core::primitive::usize = #width + __private::width(__GROUPS);
        const __NAMES: ::core::primitive::usize = #names + __private::names(__GROUPS);
    };
    let is_generic = generics.type_params().next().is_some() || generics.const_params().next().is_some();
    if is_generic {
        return (consts, quote!(const { #joined }));
    }
    (quote!(#consts const __PROPERTIES: &[__model::Property] = #joined;), quote!(__PROPERTIES))
}

/// A property: what its type tells, and over that what was written.
fn property(field: &Field<'_>, generics: &Generics) -> TokenStream {
    let attrs = &field.attrs;
    let (ty, name, rust) = (&field.static_ty, &field.wire.read, field.rust_name());
    let base = quote_spanned!(located(ty.span())=> __private::property::<#ty>(#name, #rust));
    let mut written = Vec::new();
    let presence = |presence| quote!(presence: __model::Presence::#presence);
    if attrs.non_null.is_some() {
        written.push(quote!(nullable: false));
        written.push(presence(quote!(NonNull)));
    } else if attrs.is_nothing {
        written.push(presence(quote!(NonNull)));
    } else if attrs.required.is_some() || (attrs.is_only_written() && attrs.skip_serializing_if.is_none()) {
        written.push(presence(quote!(Required)));
    } else if attrs.default.is_some() {
        written.push(presence(quote!(Optional)));
    } else if field.is_foreign() && attrs.schemars.is_none() {
        // serde takes nothing for what its functions have not read.
        written.push(presence(quote!(Required)));
    }
    for (contract, is_only) in
        [(quote!(Deserialize), attrs.is_only_read()), (quote!(Serialize), attrs.is_only_written())]
    {
        if is_only {
            let only = option(Some(quote!(__model::Contract::#contract)));
            written.push(quote!(only: #only));
        }
    }
    if !attrs.bounds.is_empty() || !attrs.checks.is_empty() {
        let constraints = with_rules(&attrs.bounds, check::rules(&attrs.checks, &field.ty, generics));
        written.push(quote!(constraints: #constraints));
    }
    if !attrs.text.is_empty() {
        let docs = docs(&attrs.text);
        written.push(quote!(docs: #docs));
    }
    if let Some(meant) =
        attrs.meant.as_ref().filter(|it| attrs.non_null.is_none() || it.value.kind() != "null")
    {
        let default = option(Some(meant.value.json()));
        written.push(quote!(default: #default));
    }
    if let Some(null_when) = &attrs.null_when {
        let null_when = option(Some(&null_when.value));
        written.push(quote!(null_when: #null_when));
    }
    if attrs.inferred.is_some() {
        written.push(quote!(basis: __model::Basis::Inferred));
    }
    if let Some((_, variant)) =
        attrs.sample.as_ref().and_then(|sample| sample_hint(&sample.value.to_string()))
    {
        let variant = keyword(variant);
        let sample = option(Some(quote!(__model::SampleHint::#variant)));
        written.push(quote!(sample: #sample));
    }
    let names = names(&field.wire);
    if written.is_empty() && names.is_empty() {
        return base;
    }
    quote!(__model::Property { #names #(#written,)* ..#base })
}

/// The other names of what has a name on the wire, as fields of a struct, each with a comma.
pub fn names(wire: &Wire) -> TokenStream {
    let mut names = TokenStream::new();
    if !wire.aliases.is_empty() {
        let aliases = wire.aliases.iter().map(|alias| &alias.value);
        names.extend(quote!(aliases: &[#(#aliases),*],));
    }
    if let Some(other) = wire.other() {
        let written = option(Some(other));
        names.extend(quote!(written: #written,));
    }
    names
}

/// The one contract that a variant is part of, as a field of a struct, with a comma.
pub fn only(attrs: &Variant) -> TokenStream {
    match (attrs.is_only_read(), attrs.is_only_written()) {
        (true, _) => quote!(only: ::core::option::Option::Some(__model::Contract::Deserialize),),
        (_, true) => quote!(only: ::core::option::Option::Some(__model::Contract::Serialize),),
        _ => TokenStream::new(),
    }
}

/// The words of `sample = …`, and the variants of `SampleHint`.
pub const SAMPLE_HINTS: [(&str, &str); 7] = [
    ("uuid", "Uuid"),
    ("person_name", "PersonName"),
    ("phone_number", "PhoneNumber"),
    ("extension_number", "ExtensionNumber"),
    ("epoch_millis", "EpochMillis"),
    ("ip_address", "IpAddress"),
    ("words", "Words"),
];

fn sample_hint(word: &str) -> Option<(&'static str, &'static str)> {
    SAMPLE_HINTS.into_iter().find(|(known, _)| *known == word)
}

fn suffix(field: &Field<'_>) -> String {
    field.attrs.suffix.as_ref().map_or_else(String::new, |suffix| suffix.value.value())
}

/// The model of a list of strings.
pub fn enumeration(input: &Input<'_>, enumeration: &Enumeration<'_>) -> TokenStream {
    let values = if enumeration.is_group() {
        quote!(<Self as __private::NamedVariants>::UNITS)
    } else {
        let values = enumeration.values.iter().map(|it| value(it.ident, &it.wire, &it.attrs));
        quote!(&[#(#values),*])
    };
    let open = enumeration.other.is_some() || enumeration.noticed.is_some();
    let other = option(enumeration.noticed.as_ref().map(|value| &value.wire.written));
    let group = option(enumeration.is_group().then(|| quote!(<Self as __private::NamedVariants>::GROUP)));
    let shape = quote! {
        __model::Shape::Enumeration(__model::Enumeration {
            values: #values,
            open: #open,
            other: #other,
            group: #group,
        })
    };
    model(input, &shape, &quote!(__model::Constraints::NONE))
}

/// An expression for a variant that is nothing but its name.
pub fn value(ident: &Ident, wire: &Wire, attrs: &Variant) -> TokenStream {
    let (name, names, only) = (&wire.read, names(wire), only(attrs));
    let (variant, docs) = (ident.unraw().to_string(), docs(&attrs.text));
    quote!(__model::EnumValue { #names #only docs: #docs, ..__model::EnumValue::new(#name, #variant) })
}

/// The model of a union.
pub fn union(input: &Input<'_>, union: &Union<'_>) -> TokenStream {
    let tag = &union.tag;
    let variants = union.variants.iter().map(|variant| {
        let (ty, name) = (&variant.static_ty, variant.ident.unraw().to_string());
        quote_spanned! {located(ty.span())=>
            __model::Variant::new(
                #name,
                __private::tag_value::<#ty>(#tag),
                __private::model_of::<#ty>,
            )
        }
    });
    let unknown = option(union.unknown.as_ref().map(|unknown| {
        let (name, docs) = (unknown.ident.unraw().to_string(), docs(&unknown.attrs.text));
        quote!(__model::UnknownVariant {
            name: #name,
            definition: "UnknownEvent",
            is_kept: true,
            content: ::core::option::Option::None,
            closed: false,
            docs: #docs,
        })
    }));
    let shape = quote! {
        __model::Shape::Union(__model::Union {
            tag: #tag,
            variants: __private::distinct(&[#(#variants),*]),
            unknown: #unknown,
        })
    };
    model(input, &shape, &quote!(__model::Constraints::NONE))
}

/// An expression of type `Docs`.
pub fn docs(text: &Text) -> TokenStream {
    if text.is_empty() {
        return quote!(__model::Docs::NONE);
    }
    let mut written = Vec::new();
    let title = text.title.as_ref().map(|title| title.value.value()).or_else(|| text.docs.title.clone());
    if title.is_some() {
        let title = option(title);
        written.push(quote!(title: #title));
    }
    let annotations = &text.annotations;
    match &text.docs.description {
        _ if annotations.description.is_some() => {
            let description = annotations.description.as_ref().map(|written| &written.value);
            written.push(quote!(description: #description));
        }
        Description::Text(text) if text.is_empty() => {}
        Description::Text(text) => written.push(quote!(description: #text)),
        Description::Expression(expression) => written.push(quote!(description: #expression)),
    }
    if let Some(since) = &text.since {
        let since = option(Some(&since.value));
        written.push(quote!(since: #since));
    }
    if let Some(deprecated) = text.deprecation() {
        let deprecated = option(Some(deprecated));
        written.push(quote!(deprecated: #deprecated));
    }
    if !text.examples.is_empty() {
        let examples = &text.examples;
        written.push(quote!(examples: &[#(#examples),*]));
    }
    if let Some(comment) = &annotations.comment {
        let comment = option(Some(&comment.value));
        written.push(quote!(comment: #comment));
    }
    if annotations.read_only.is_some() {
        let access = option(Some(quote!(__model::Access::ReadOnly)));
        written.push(quote!(access: #access));
    } else if annotations.write_only.is_some() {
        let access = option(Some(quote!(__model::Access::WriteOnly)));
        written.push(quote!(access: #access));
    }
    if !annotations.extensions.is_empty() {
        let (names, values): (Vec<_>, Vec<_>) = annotations.extensions.iter().cloned().unzip();
        written.push(quote!(extensions: &[#(__model::Extension { name: #names, value: #values }),*]));
    }
    quote!(__model::Docs { #(#written,)* ..__model::Docs::NONE })
}

/// An expression of type `Constraints`.
pub fn constraints(bounds: &Bounds) -> TokenStream {
    with_rules(bounds, Vec::new())
}

/// An expression of type `Constraints`, with more rules.
pub fn with_rules(bounds: &Bounds, more: Vec<TokenStream>) -> TokenStream {
    let numbers = [("minimum", &bounds.minimum), ("maximum", &bounds.maximum)];
    let counts = [
        ("min_length", bounds.min_length),
        ("max_length", bounds.max_length),
        ("min_items", bounds.min_items),
        ("max_items", bounds.max_items),
    ];
    let mut written = Vec::new();
    for (name, number) in numbers {
        if let Some(number) = number {
            let (name, bound) = (keyword(name), option(Some(bound(number.value))));
            written.push(quote!(#name: #bound));
        }
    }
    for (name, count) in counts {
        if let Some(count) = count {
            let (name, count) = (keyword(name), option(Some(Literal::u64_unsuffixed(count.value))));
            written.push(quote!(#name: #count));
        }
    }
    let mut rules = super::rules::list(&bounds.rules);
    rules.extend(more);
    if !rules.is_empty() {
        // A constant of its own, for the list must outlive what is asserted beside it.
        written.push(quote!(rules: {
            const __RULES: __model::Rules = __model::Rules::new(&[#(#rules),*]);
            __RULES
        }));
    }
    if written.is_empty() {
        return quote!(__model::Constraints::NONE);
    }
    quote!(__model::Constraints { #(#written,)* ..__model::Constraints::NONE })
}

fn keyword(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

pub fn bound(number: Number) -> TokenStream {
    match number {
        Number::Integer { negative, magnitude } => {
            let magnitude = Literal::u128_unsuffixed(magnitude);
            quote!(__model::Bound::Integer(__model::Integer::from_parts(#negative, #magnitude)))
        }
        Number::Float(value) => {
            let magnitude = Literal::f64_unsuffixed(value.abs());
            let minus = value.is_sign_negative().then(|| quote!(-));
            quote!(__model::Bound::Float(#minus #magnitude))
        }
    }
}
