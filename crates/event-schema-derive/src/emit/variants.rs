//! An enum whose variants hold values. Variants with several fields are decoded by way of a struct of their own.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Fields, Type};

use super::{Target, alternatives, into_owned, keyed, model};
use crate::model::{Input, Role, Shape, Tagging, ValueVariant, Variants};
use crate::types::{self, located};

pub fn emit(input: &Input<'_>, variants: &Variants<'_>) -> TokenStream {
    let target = Target::new(input);
    let parts = variants.variants.iter().flat_map(|variant| &variant.parts).map(part);
    let (tagged, untagged) = sides(variants);
    let tagged_shape = tagged_shape(input, variants, &tagged);
    let shape = if untagged.is_empty() { tagged_shape } else { choice(input, &tagged_shape, &untagged) };
    let model = model::model(input, &shape, &quote!(__model::Constraints::NONE));
    let nullable = nullable(input, &untagged);
    let conforming = variants.variants.iter().map(|variant| conforms(&variants.tagging, variant));
    let conforming = quote!(match self { #(#conforming,)* });
    // What properties have to do with each other is seen in the text only.
    let conforming = if has_relations(variants) {
        quote! {
            #conforming?;
            __private::conform_text(
                self,
                <Self as __event_schema::Schema>::MODEL,
                &__model::Constraints::NONE,
            )
        }
    } else {
        conforming
    };
    let schema = target.implement(
        quote!(__event_schema::Schema),
        quote! {
            const MODEL: &'static __model::Model = #model;
            #nullable

            fn conforms(
                &self,
                _: &__model::Constraints,
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                #conforming
            }
        },
    );
    let read_tagged = read_tagged(&variants.tagging, &tagged);
    let read = if untagged.is_empty() { read_tagged } else { read_choice(&tagged, &read_tagged, &untagged) };
    let from_json = target.implement_decoding(
        quote!(__event_schema::FromJson),
        quote! {
            fn from_value(
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
                #read
            }
        },
    );
    let flattened = match variants.tagging {
        Tagging::External if untagged.is_empty() => keyed::emit(input, &tagged),
        _ => alternatives::emit(input, variants, &tagged, &untagged),
    };
    let into_owned = into_owned::variants(input, variants);
    quote!(#(#parts)* #schema #from_json #flattened #into_owned)
}

fn has_relations(variants: &Variants<'_>) -> bool {
    variants.variants.iter().flat_map(|variant| &variant.parts).any(|part| match &part.shape {
        Shape::Object(object) => object.fields.iter().any(|field| field.attrs.requires.is_some()),
        _ => false,
    })
}

type Side<'v, 'a> = Vec<&'v ValueVariant<'a>>;

/// The tagged variants, and the untagged ones.
fn sides<'v, 'a>(variants: &'v Variants<'a>) -> (Side<'v, 'a>, Side<'v, 'a>) {
    variants.variants.iter().filter(|variant| !variant.is_skipped()).partition(|variant| !variant.untagged)
}

/// A struct that holds fields of another type, with its impls.
pub fn part(part: &Input<'_>) -> TokenStream {
    let (ident, generics) = (part.ident, part.generics);
    let bounds = &generics.where_clause;
    let declaration = match &part.shape {
        Shape::Object(object) => {
            let fields = object.fields.iter().map(|field| {
                let (ident, ty) = (field.ident, &field.ty);
                quote!(#ident: #ty)
            });
            quote!(struct #ident #generics #bounds { #(#fields),* })
        }
        Shape::Tuple(tuple) => {
            let items = tuple.items.iter().map(|item| &item.ty);
            quote!(struct #ident #generics (#(#items),*) #bounds;)
        }
        _ => TokenStream::new(),
    };
    let body = super::body(part);
    quote!(#declaration const _: () = { #body };)
}

/// What tells the tagged variants apart, as an expression of type `Shape`.
fn tagged_shape(input: &Input<'_>, variants: &Variants<'_>, tagged: &[&ValueVariant<'_>]) -> TokenStream {
    let Some(tag) = variants.tagging.tag() else {
        let shape = if tagged.len() == count(input) {
            quote! {
                units: <Self as __private::NamedVariants>::UNITS,
                contents: <Self as __private::NamedVariants>::CONTENTS,
                other: <Self as __private::NamedVariants>::OTHER,
                group: ::core::option::Option::Some(<Self as __private::NamedVariants>::GROUP),
            }
        } else {
            let (units, contents) = (keyed::units(tagged), keyed::contents(input, tagged));
            let other = keyed::other(tagged);
            quote! {
                units: #units,
                contents: #contents,
                other: #other,
                group: ::core::option::Option::None,
            }
        };
        return quote!(__model::Shape::Keyed(__model::Keyed { #shape }));
    };
    let known = tagged.iter().filter(|it| !it.is_other()).filter_map(|variant| {
        let (read, rust, model) = (&variant.wire.read, rust(variant), model_of(input, &variant.value()?));
        let (names, only) = (model::names(&variant.wire), model::only(&variant.attrs));
        Some(quote!(__model::Variant { #names #only ..__model::Variant::new(#rust, #read, #model) }))
    });
    let unknown = super::option(tagged.iter().find(|it| it.is_other()).map(|variant| {
        let (rust, docs) = (rust(variant), model::docs(&variant.attrs.text));
        let definition = format!("{}{rust}", input.name);
        // Beside a tag alone serde takes anything for a variant that keeps nothing.
        let closed = input.attrs.deny_unknown_fields.is_some() && !variants.tagging.content().is_empty();
        let content = super::option(match &variants.tagging {
            Tagging::Adjacent { content, .. } => Some(content),
            Tagging::External | Tagging::Internal { .. } => None,
        });
        quote!(__model::UnknownVariant {
            name: #rust,
            definition: #definition,
            is_kept: false,
            content: #content,
            closed: #closed,
            docs: #docs,
        })
    }));
    quote!(__model::Shape::Union(__model::Union {
        tag: #tag,
        variants: __private::distinct(&[#(#known),*]),
        unknown: #unknown,
    }))
}

/// A variant's name in Rust.
pub fn rust(variant: &ValueVariant<'_>) -> String {
    variant.ident.unraw().to_string()
}

/// An expression for a reference to a type's model.
pub fn model_of(input: &Input<'_>, ty: &Type) -> TokenStream {
    let ty = types::without_lifetimes(ty, input.generics);
    quote_spanned!(located(ty.span())=> __private::model_of::<#ty>)
}

/// The shape of an enum with untagged variants: tagged ones go first.
fn choice(input: &Input<'_>, tagged_shape: &TokenStream, untagged: &[&ValueVariant<'_>]) -> TokenStream {
    let name = &input.name;
    let tagged = (untagged.len() < count(input)).then(|| {
        quote!(__model::Alternative::new(#name, {
            const __TAGGED: &__model::Model = &__model::Model::anonymous(#name, #tagged_shape);
            || __TAGGED
        }),)
    });
    let alternatives = untagged.iter().filter_map(|variant| {
        let (rust, ty) = (variant.ident.unraw().to_string(), variant.value()?);
        let ty = types::without_lifetimes(&ty, input.generics);
        let alternative = quote_spanned!(located(ty.span())=>
            __model::Alternative::new(#rust, __private::model_of::<#ty>)
        );
        let only = model::only(&variant.attrs);
        if !variant.parts.is_empty() {
            return Some(quote!(__model::Alternative { #only ..#alternative }));
        }
        let docs = model::docs(&variant.attrs.text);
        Some(quote!(__model::Alternative { docs: #docs, #only ..#alternative }))
    });
    quote!(__model::Shape::Choice(&[#tagged #(#alternatives),*]))
}

fn count(input: &Input<'_>) -> usize {
    match &input.shape {
        Shape::Variants(variants) => variants.variants.iter().filter(|it| !it.is_skipped()).count(),
        _ => 0,
    }
}

/// Null is valid where an untagged variant takes it.
fn nullable(input: &Input<'_>, untagged: &[&ValueVariant<'_>]) -> Option<TokenStream> {
    let types = untagged.iter().filter(|variant| variant.parts.is_empty());
    let types: Vec<_> = types
        .filter_map(|variant| variant.value())
        .map(|ty| types::without_lifetimes(&ty, input.generics).to_token_stream())
        .collect();
    (!types.is_empty()).then(|| {
        quote!(
            const NULLABLE: ::core::primitive::bool =
                #(<#types as __event_schema::Schema>::NULLABLE)||*;
        )
    })
}

/// An arm that checks a variant's fields before they are encoded.
fn conforms(tagging: &Tagging, variant: &ValueVariant<'_>) -> TokenStream {
    let name = variant.ident;
    if variant.is_skipped() || variant.attrs.is_only_read() {
        return quote!(Self::#name { .. } => ::core::result::Result::Err(__private::never_written()));
    }
    let bound: Vec<_> = variant.bindings().collect();
    let pattern = variant.with(&bound);
    let on_the_wire = on_the_wire(variant);
    let bound = bound.iter().zip(on_the_wire).filter(|(_, is)| *is).map(|(bound, _)| bound);
    let checked = match (&variant.parts[..], variant.fields) {
        (_, Fields::Unit) => quote!(::core::result::Result::Ok(())),
        ([], _) => {
            let ty = &variant.types[0];
            quote_spanned!(located(ty.span())=>
                __event_schema::Schema::conforms(#(#bound)*, &__model::Constraints::NONE)
            )
        }
        ([part], _) => {
            let part = part.ident;
            quote!(#part::__conform(#(#bound),*))
        }
        ([content, ..], _) => {
            let (content, member) = (content.ident, tagging.content());
            quote!(__private::within(#content::__conform(#(#bound),*), #member))
        }
    };
    if *tagging == Tagging::External && !variant.untagged && !matches!(variant.fields, Fields::Unit) {
        let member = &variant.wire.written;
        return quote!(Self::#name #pattern => __private::within(#checked, #member));
    }
    quote!(Self::#name #pattern => #checked)
}

/// Which fields are on the wire.
fn on_the_wire(variant: &ValueVariant<'_>) -> Vec<bool> {
    let part = variant.parts.first();
    let skipped = |at: usize| match part.map(|part| &part.shape) {
        Some(Shape::Object(object)) => object.fields.get(at).is_some_and(|it| it.role == Role::Skipped),
        _ => false,
    };
    (0..variant.types.len()).map(|at| !skipped(at)).collect()
}

/// An expression that reads a tagged variant.
fn read_tagged(tagging: &Tagging, tagged: &[&ValueVariant<'_>]) -> TokenStream {
    let mismatch = quote!(::core::result::Result::Err(__event_schema::Mismatch));
    if tagging.tag().is_none() {
        let arms = keyed::in_order(tagged).into_iter().enumerate();
        let arms = arms.filter(|(_, it)| !it.attrs.is_only_written()).map(|(at, variant)| {
            let (at, value) = (Literal::usize_unsuffixed(at), read(variant));
            quote!(#at => #value)
        });
        return quote! {
            __private::read_keyed(__private::tagged(<Self as __event_schema::Schema>::MODEL), __reader, |__at, __reader| {
                ::core::result::Result::Ok(match __at {
                    #(#arms,)*
                    _ => return #mismatch,
                })
            })
        };
    }
    let known = tagged.iter().filter(|it| !it.is_other()).enumerate();
    let known = known.filter(|(_, it)| !it.attrs.is_only_written()).map(|(at, variant)| {
        let (at, value) = (Literal::usize_unsuffixed(at), read(variant));
        quote!(::core::option::Option::Some(#at) => #value)
    });
    let other = tagged.iter().find(|it| it.is_other()).map(|variant| variant.ident);
    let unknown = other.map_or_else(
        || quote!(return #mismatch),
        |name| {
            quote!({
                __reader.raw()?;
                Self::#name
            })
        },
    );
    quote! {
        ::core::result::Result::Ok(match __private::read_tag(
                __private::union(__private::tagged(<Self as __event_schema::Schema>::MODEL)),
                __reader,
            )? {
            #(#known,)*
            _ => #unknown,
        })
    }
}

/// An expression that reads what is of the first type that accepts it.
fn read_choice(
    tagged: &[&ValueVariant<'_>],
    read_tagged: &TokenStream,
    untagged: &[&ValueVariant<'_>],
) -> TokenStream {
    let first = usize::from(!tagged.is_empty());
    let tagged = (first > 0).then(|| quote!(0 => return #read_tagged,));
    let arms = untagged.iter().enumerate().filter(|(_, it)| !it.attrs.is_only_written());
    let arms = arms.map(|(at, variant)| {
        let (at, value) = (Literal::usize_unsuffixed(first + at), read(variant));
        quote!(#at => #value)
    });
    quote! {
        ::core::result::Result::Ok(match __private::read_choice(<Self as __event_schema::Schema>::MODEL, __reader)? {
            #tagged
            #(#arms,)*
            _ => return ::core::result::Result::Err(__event_schema::Mismatch),
        })
    }
}

/// An expression that reads a variant's value, and puts its fields into the variant.
pub fn read(variant: &ValueVariant<'_>) -> TokenStream {
    let name = variant.ident;
    let Some(ty) = variant.value() else { return quote!(Self::#name) };
    let bound: Vec<_> = variant.bindings().collect();
    let fields = match (&variant.parts[..], variant.fields) {
        ([], Fields::Unit) => quote!(_),
        ([], _) => quote!(#(#bound)*),
        ([part], _) => pattern(part, variant, &bound),
        ([content, whole, ..], _) => {
            let (whole, content) = (whole.ident, pattern(content, variant, &bound));
            quote!(#whole { content: #content })
        }
    };
    let value = variant.with(&bound);
    quote_spanned! {located(ty.span())=> {
        let #fields = <#ty as __event_schema::FromJson<'__de>>::from_value(__reader)?;
        Self::#name #value
    }}
}

/// A pattern for a part that binds the variant's fields.
fn pattern(part: &Input<'_>, variant: &ValueVariant<'_>, bound: &[syn::Ident]) -> TokenStream {
    let name = part.ident;
    match (variant.fields, &part.shape) {
        // One value, flattened or beside the tag, has a field's name in the part only.
        (Fields::Unnamed(_), Shape::Object(_)) => quote!(#name { content: #(#bound)* }),
        (Fields::Unit, _) => quote!(#name { .. }),
        _ => {
            let fields = variant.with(bound);
            quote!(#name #fields)
        }
    }
}
