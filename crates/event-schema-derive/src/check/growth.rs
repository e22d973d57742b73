use syn::visit_mut::{self, VisitMut};
use syn::{Data, DeriveInput, GenericArgument, Generics, Ident, PathArguments, Type, TypePath};

use crate::ctxt::Ctxt;
use crate::types;

/// A type that holds itself with ever larger arguments would have a schema for each of them.
pub fn check(cx: &Ctxt, input: &DeriveInput) {
    let fields: Vec<&syn::Field> = match &input.data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => data.variants.iter().flat_map(|variant| &variant.fields).collect(),
        Data::Union(_) => return,
    };
    let mut search = Search { cx, itself: &input.ident, generics: &input.generics };
    for field in fields {
        search.visit_type_mut(&mut field.ty.clone());
    }
}

struct Search<'a> {
    cx: &'a Ctxt,
    itself: &'a Ident,
    generics: &'a Generics,
}

impl VisitMut for Search<'_> {
    fn visit_type_path_mut(&mut self, path: &mut TypePath) {
        if let Some(last) = path.path.segments.last()
            && last.ident == *self.itself
            && let PathArguments::AngleBracketed(arguments) = &last.arguments
        {
            for argument in &arguments.args {
                if let GenericArgument::Type(ty) = argument
                    && grows(ty, self.generics)
                {
                    self.cx.error_over(
                        ty,
                        "a type that holds itself with a larger argument has no end of schemas: hold itself with the \
                         same arguments, or a type that is not recursive",
                    );
                    return;
                }
            }
        }
        visit_mut::visit_type_path_mut(self, path);
    }
}

/// Whether the type is made of a parameter, and is not one.
fn grows(ty: &Type, generics: &Generics) -> bool {
    let is_path = |first: &Ident| generics.type_params().any(|parameter| parameter.ident == *first);
    match ty {
        Type::Path(path) if path.qself.is_some() => false,
        Type::Path(path) if path.path.segments.first().is_some_and(|first| is_path(&first.ident)) => false,
        _ => !types::bounded(generics, core::iter::once(ty)).is_empty(),
    }
}
