//! What can be told of a type by how it is written. Rules that must hold rest on the type's associated constants
//! instead: an alias does not show what is behind it.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{GenericArgument, GenericParam, Generics, Ident, Lifetime, PathArguments, PathSegment, Type};

/// The last name of the type's path, with its arguments.
fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(ty) if ty.qself.is_none() => ty.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}

/// Whether the type's path ends in this name.
pub fn is_named(ty: &Type, name: &str) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == name)
}

/// The type in `Option<…>`, where it is written so.
pub fn option_inner(ty: &Type) -> Option<&Type> {
    only_argument(ty, "Option")
}

/// The type in `Box<…>`, where it is written so.
pub fn boxed(ty: &Type) -> Option<&Type> {
    only_argument(ty, "Box")
}

fn only_argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) if arguments.args.len() == 1 => Some(inner),
        _ => None,
    }
}

/// The type of an array's items, where it is written `Vec<…>`.
pub fn array_item(ty: &Type) -> Option<&Type> {
    only_argument(option_inner(ty).unwrap_or(ty), "Vec")
}

/// The type of a map's values, where it is written `BTreeMap<…, …>`.
pub fn map_value(ty: &Type) -> Option<&Type> {
    let segment =
        last_segment(option_inner(ty).unwrap_or(ty)).filter(|segment| segment.ident == "BTreeMap")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.last()? {
        GenericArgument::Type(value) => Some(value),
        _ => None,
    }
}

/// Whether the type is written as a map.
pub fn is_map(ty: &Type) -> bool {
    ["BTreeMap", "HashMap", "IndexMap", "Map"].iter().any(|name| is_named(ty, name))
}

/// Whether the type is written `Cow<'a, str>`.
pub fn is_cow_str(ty: &Type) -> bool {
    let Some(segment) = last_segment(ty).filter(|segment| segment.ident == "Cow") else { return false };
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return false };
    matches!(
        arguments.args.iter().collect::<Vec<_>>()[..],
        [GenericArgument::Lifetime(_), GenericArgument::Type(inner)] if is_named(inner, "str")
    )
}

/// The kind of JSON value, where the type's name tells it beyond doubt.
pub fn obvious_kind(ty: &Type) -> Option<&'static str> {
    let ty = option_inner(ty).unwrap_or(ty);
    if is_cow_str(ty) {
        return Some("a string");
    }
    if matches!(ty, Type::Array(_) | Type::Slice(_)) {
        return Some("an array");
    }
    Some(match last_segment(ty)?.ident.to_string().as_str() {
        "String" => "a string",
        "bool" => "a boolean",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize"
        | "f32" | "f64" => "a number",
        "Vec" => "an array",
        "BTreeMap" => "a map",
        _ => return None,
    })
}

/// The types made of parameters that `types` mention: a parameter itself, or a type associated with one.
pub fn bounded<'t>(generics: &Generics, types: impl Iterator<Item = &'t Type>) -> Vec<Type> {
    struct Search<'a> {
        generics: &'a Generics,
        found: Vec<Type>,
    }
    impl VisitMut for Search<'_> {
        fn visit_type_path_mut(&mut self, path: &mut syn::TypePath) {
            let first = path.path.segments.first().map(|segment| &segment.ident);
            // What is only named is not held.
            if path.path.segments.last().is_some_and(|segment| segment.ident == "PhantomData") {
                return;
            }
            let is_parameter =
                |ident: &Ident| self.generics.type_params().any(|parameter| parameter.ident == *ident);
            if path.qself.is_none() && first.is_some_and(is_parameter) {
                let ty = Type::Path(path.clone());
                let text = ty.to_token_stream().to_string();
                if self.found.iter().all(|found| found.to_token_stream().to_string() != text) {
                    self.found.push(ty);
                }
                return;
            }
            visit_mut::visit_type_path_mut(self, path);
        }
    }
    let mut search = Search { generics, found: Vec::new() };
    types.for_each(|ty| search.visit_type_mut(&mut ty.clone()));
    search.found
}

/// Whether a type that may borrow occurs in the type: a lifetime, or a parameter.
pub fn borrows(ty: &Type, generics: &Generics) -> bool {
    struct Search<'a> {
        generics: &'a Generics,
        found: bool,
    }
    impl VisitMut for Search<'_> {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            self.found |= is_parameter(lifetime, self.generics);
        }
        fn visit_type_macro_mut(&mut self, _: &mut syn::TypeMacro) {
            self.found = true;
        }
    }
    let mut search = Search { generics, found: false };
    search.visit_type_mut(&mut ty.clone());
    search.found || !bounded(generics, core::iter::once(ty)).is_empty()
}

/// The type with the lifetimes of `generics` replaced by `'static`.
pub fn without_lifetimes(ty: &Type, generics: &Generics) -> Type {
    struct Replace<'a>(&'a Generics);
    impl VisitMut for Replace<'_> {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if is_parameter(lifetime, self.0) {
                *lifetime = Lifetime::new("'static", lifetime.span());
            }
        }
    }
    let mut ty = ty.clone();
    Replace(generics).visit_type_mut(&mut ty);
    ty
}

/// The type with the lifetimes of `generics` left to be inferred.
pub fn with_elided_lifetimes(ty: &Type, generics: &Generics) -> Type {
    struct Elide<'a>(&'a Generics);
    impl VisitMut for Elide<'_> {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if is_parameter(lifetime, self.0) {
                *lifetime = Lifetime::new("'_", lifetime.span());
            }
        }
    }
    let mut ty = ty.clone();
    Elide(generics).visit_type_mut(&mut ty);
    ty
}

fn is_parameter(lifetime: &Lifetime, generics: &Generics) -> bool {
    generics.lifetimes().any(|parameter| parameter.lifetime == *lifetime)
}

/// The parameters that occur in the types, with the bounds that are about them.
pub fn used<'t>(generics: &Generics, types: impl Iterator<Item = &'t Type>) -> Generics {
    let tokens: TokenStream = types.map(ToTokens::to_token_stream).collect();
    let names = |tokens: TokenStream| {
        let mut names = Vec::new();
        collect_names(tokens, &mut names);
        names
    };
    let written = names(tokens);
    let is_used = |parameter: &GenericParam| match parameter {
        GenericParam::Lifetime(parameter) => written.contains(&parameter.lifetime.ident.to_string()),
        GenericParam::Type(parameter) => written.contains(&parameter.ident.to_string()),
        GenericParam::Const(parameter) => written.contains(&parameter.ident.to_string()),
    };
    let mut used = generics.clone();
    let (kept, dropped): (Vec<_>, Vec<_>) = generics.params.iter().cloned().partition(is_used);
    used.params = kept.into_iter().collect();
    let dropped: Vec<String> =
        dropped.iter().flat_map(|parameter| names(parameter.to_token_stream())).collect();
    if let Some(bounds) = &mut used.where_clause {
        let about_used = |bound: &&syn::WherePredicate| {
            !names(bound.to_token_stream())
                .iter()
                .any(|name| dropped.contains(name) && !written.contains(name))
        };
        bounds.predicates = bounds.predicates.iter().filter(about_used).cloned().collect();
    }
    used
}

fn collect_names(tokens: TokenStream, names: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => names.push(ident.to_string()),
            TokenTree::Group(group) => collect_names(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The type with `Self` written out, for code that stands outside of the type's own impls.
pub fn without_self(ty: &Type, ident: &Ident, generics: &Generics) -> Type {
    struct Replace<'a>(&'a Ident, &'a Generics);
    impl VisitMut for Replace<'_> {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            if let Type::Path(path) = ty
                && path.qself.is_none()
                && path.path.is_ident("Self")
            {
                let mut ident = self.0.clone();
                ident.set_span(path.path.segments[0].ident.span());
                let (_, arguments, _) = self.1.split_for_impl();
                *ty = syn::parse_quote!(#ident #arguments);
                return;
            }
            visit_mut::visit_type_mut(self, ty);
        }
    }
    let mut ty = ty.clone();
    Replace(ident, generics).visit_type_mut(&mut ty);
    ty
}

/// The place of a span, for generated tokens: errors point there, lints still know that a macro wrote them.
pub fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}
