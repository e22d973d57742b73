use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Type;

use super::Target;
use crate::model::{Enumeration, Flat, Input, Newtype, Object, Tuple, Union, Variants};
use crate::types;

/// `IntoOwned` for a struct with named fields.
pub fn object(input: &Input<'_>, object: &Object<'_>) -> TokenStream {
    let ident = input.ident;
    let fields = object.fields.iter().map(|field| {
        let name = field.ident;
        let value = owned(input, &field.ty, quote!(self.#name));
        quote!(#name: #value)
    });
    emit(input, &quote!(#ident { #(#fields,)* }))
}

/// `IntoOwned` for a struct that flattens alternatives.
pub fn flat(input: &Input<'_>, flat: &Flat<'_>) -> TokenStream {
    let ident = input.ident;
    let fields = super::flat::fields(flat).map(|(name, ty)| {
        let value = owned(input, ty, quote!(self.#name));
        quote!(#name: #value)
    });
    emit(input, &quote!(#ident { #(#fields,)* }))
}

/// `IntoOwned` for a struct around one value.
pub fn newtype(input: &Input<'_>, newtype: &Newtype) -> TokenStream {
    let ident = input.ident;
    let skipped = newtype.skipped.iter().map(|it| (&it.member, &it.ty));
    let fields = core::iter::once((&newtype.member, &newtype.ty)).chain(skipped).map(|(member, ty)| {
        let value = owned(input, ty, quote!(self.#member));
        quote!(#member: #value)
    });
    emit(input, &quote!(#ident { #(#fields),* }))
}

/// `IntoOwned` for a type that borrows nothing.
pub fn same(input: &Input<'_>) -> TokenStream {
    emit(input, &quote!(self))
}

/// `IntoOwned` for a struct with unnamed fields.
pub fn tuple(input: &Input<'_>, tuple: &Tuple) -> TokenStream {
    let ident = input.ident;
    let items = tuple.items.iter().enumerate().map(|(at, item)| {
        let at = Literal::usize_unsuffixed(at);
        owned(input, &item.ty, quote!(self.#at))
    });
    emit(input, &quote!(#ident(#(#items),*)))
}

/// `IntoOwned` for a struct without fields.
pub fn unit(input: &Input<'_>) -> TokenStream {
    let ident = input.ident;
    emit(input, &quote!(#ident))
}

/// `IntoOwned` for an enum whose variants hold values.
pub fn variants(input: &Input<'_>, variants: &Variants<'_>) -> TokenStream {
    let ident = input.ident;
    let arms = variants.variants.iter().map(|variant| {
        let name = variant.ident;
        let bound: Vec<_> = variant.bindings().collect();
        let values = bound.iter().zip(&variant.types);
        let values: Vec<_> = values.map(|(value, ty)| owned(input, ty, quote!(#value))).collect();
        let (pattern, value) = (variant.with(&bound), variant.with(&values));
        quote!(Self::#name #pattern => #ident::#name #value)
    });
    emit(input, &quote!(match self { #(#arms,)* }))
}

/// `IntoOwned` for an enumeration; only an open one can borrow.
pub fn enumeration(input: &Input<'_>, enumeration: &Enumeration<'_>) -> TokenStream {
    let ident = input.ident;
    let known = enumeration.values.iter().map(|value| value.ident).chain(enumeration.skipped.iter().copied());
    let other = enumeration.other.iter();
    emit(
        input,
        &quote! {
            match self {
                #(Self::#known => #ident::#known,)*
                #(Self::#other(__other) => #ident::#other(__event_schema::IntoOwned::into_owned(__other)),)*
            }
        },
    )
}

/// `IntoOwned` for a union.
pub fn union(input: &Input<'_>, union: &Union<'_>) -> TokenStream {
    let ident = input.ident;
    let arms = union.variants.iter().chain(&union.unknown).map(|variant| {
        let name = variant.ident;
        let value = owned(input, &variant.ty, quote!(__event));
        quote!(Self::#name(__event) => #ident::#name(#value))
    });
    emit(input, &quote!(match self { #(#arms,)* }))
}

/// What borrows is copied, what does not is moved.
fn owned(input: &Input<'_>, ty: &Type, value: TokenStream) -> TokenStream {
    // What it names may be another type then.
    if types::is_named(ty, "PhantomData") {
        return quote!(::core::marker::PhantomData);
    }
    if types::borrows(ty, input.generics) {
        quote!(<#ty as __event_schema::IntoOwned>::into_owned(#value))
    } else {
        value
    }
}

fn emit(input: &Input<'_>, body: &TokenStream) -> TokenStream {
    let target = Target::new(input);
    let is_owned = !input.has_lifetimes() && !target.is_generic();
    let (owned, body) = if is_owned { (quote!(Self), quote!(self)) } else { (target.owned(), body.clone()) };
    let ident = input.ident;
    let generics = target.owning_generics();
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let implementation = quote! {
        #[automatically_derived]
        impl #parameters __event_schema::IntoOwned for #ident #arguments #bounds {
            type Owned = #owned;

            fn into_owned(self) -> #owned {
                #body
            }
        }
    };
    if !input.has_lifetimes() {
        return implementation;
    }
    let vis = input.vis;
    quote! {
        #implementation

        #[automatically_derived]
        impl #parameters #ident #arguments #bounds {
            /// Copies what is borrowed, so that the value outlives the payload it was decoded from.
            #[must_use]
            #vis fn into_owned(self) -> #owned {
                __event_schema::IntoOwned::into_owned(self)
            }
        }
    }
}
