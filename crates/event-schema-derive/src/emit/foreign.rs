//! Fields whose values serde alone can read and write: a struct around each value lends it serde's traits.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, Path, parse_quote};

use crate::model::{Field, Object, Role};
use crate::types::{self, located};

/// The structs for all such fields.
pub fn wrappers(generics: &Generics, object: &Object<'_>) -> TokenStream {
    let fields = object.fields.iter().filter(|field| field.role == Role::Property && field.is_foreign());
    fields.map(|field| wrapper(generics, field)).collect()
}

/// The name of the struct that owns a value, and of the one that borrows it.
pub fn names(field: &Field<'_>) -> (Ident, Ident) {
    let name = field.rust_name();
    (format_ident!("__Read_{name}"), format_ident!("__Write_{name}"))
}

/// A field's struct with its arguments.
pub fn read_type(generics: &Generics, field: &Field<'_>) -> TokenStream {
    let (read, _) = names(field);
    let generics = types::used(generics, core::iter::once(&field.ty));
    let (_, arguments, _) = generics.split_for_impl();
    quote!(#read #arguments)
}

fn wrapper(generics: &Generics, field: &Field<'_>) -> TokenStream {
    let ty = &field.ty;
    let (read, write) = names(field);
    let generics = types::used(generics, core::iter::once(ty));
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let decoding = with_lifetime(&generics, "'__de", generics.lifetimes().map(|it| it.lifetime.clone()));
    let (decoding_parameters, _, _) = decoding.split_for_impl();
    let mut lent = with_lifetime(&generics, "'__value", core::iter::empty());
    for parameter in generics.lifetimes() {
        let lifetime = &parameter.lifetime;
        lent.make_where_clause().predicates.push(parse_quote!(#lifetime: '__value));
    }
    for parameter in generics.type_params() {
        let ident = &parameter.ident;
        lent.make_where_clause().predicates.push(parse_quote!(#ident: '__value));
    }
    let (lent_parameters, lent_arguments, lent_bounds) = lent.split_for_impl();
    let span = located(ty.span());
    let attrs = &field.attrs;
    // It says what is missing without the feature.
    let feature = attrs
        .schemars
        .map(|schemars| quote_spanned!(located(schemars.span)=> __event_schema::__with_schemars! {}));
    let of_module = |name: &str| {
        attrs.with.as_ref().map(|with| {
            let (mut path, name) = (with.value.path.clone(), Ident::new(name, with.value.span()));
            path.segments.push(name.into());
            path
        })
    };
    let written = |function: &Option<crate::attr::Written<syn::ExprPath>>| -> Option<Path> {
        function.as_ref().map(|function| function.value.path.clone())
    };
    let deserialize = written(&attrs.deserialize_with).or_else(|| of_module("deserialize")).map_or_else(
        || quote_spanned!(span=> <#ty as __private::serde::Deserialize<'__de>>::deserialize),
        |function| quote!(#function),
    );
    let serialize = written(&attrs.serialize_with).or_else(|| of_module("serialize")).map_or_else(
        || quote_spanned!(span=> <#ty as __private::serde::Serialize>::serialize),
        |function| quote!(#function),
    );
    quote! {
        #feature

        struct #read #parameters (#ty) #bounds;

        impl #decoding_parameters __private::serde::Deserialize<'__de> for #read #arguments #bounds {
            fn deserialize<__D: __private::serde::Deserializer<'__de>>(
                __deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #deserialize(__deserializer).map(Self)
            }
        }

        struct #write #lent_parameters (&'__value #ty) #lent_bounds;

        impl #lent_parameters __private::serde::Serialize for #write #lent_arguments #lent_bounds {
            fn serialize<__S: __private::serde::Serializer>(
                &self,
                __serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #serialize(self.0, __serializer)
            }
        }
    }
}

fn with_lifetime(generics: &Generics, name: &str, outlives: impl Iterator<Item = Lifetime>) -> Generics {
    let mut generics = generics.clone();
    let mut lifetime = LifetimeParam::new(Lifetime::new(name, proc_macro2::Span::call_site()));
    lifetime.bounds = outlives.collect();
    generics.params.insert(0, GenericParam::Lifetime(lifetime));
    generics
}
