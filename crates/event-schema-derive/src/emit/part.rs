//! What an enum needs of the structs that hold its variants' fields: they are decoded and taken apart, but never put
//! together to be encoded.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::positions::Positions;
use super::{Target, members};
use crate::model::{Item, Object, Part, Role, Tuple};

/// `__conform`, which takes references to the fields that are on the wire.
pub fn object(target: Target<'_>, object: &Object<'_>, positions: &Positions, part: Part) -> TokenStream {
    if part == Part::Wrapper {
        return TokenStream::new();
    }
    let on_the_wire = object.fields.iter().filter(|field| field.role != Role::Skipped);
    let parameters = on_the_wire.map(|field| {
        let (ident, ty) = (field.ident, &field.ty);
        quote!(#ident: &#ty)
    });
    let conformed = members::conformed(object, positions, |field| {
        let ident = field.ident;
        quote!(#ident)
    });
    let rest = object.fields.iter().filter_map(|field| {
        let (ident, ty) = (field.ident, &field.ty);
        match field.role {
            Role::Rest => Some(quote!(__private::conform_rest(#ident, __object)?;)),
            Role::Group => {
                Some(quote!(<#ty as __private::SerializeMembers>::conform_rest(#ident, __object)?;))
            }
            Role::Property | Role::Skipped => None,
        }
    });
    conform(
        target,
        parameters,
        &quote!(
            let __object = const { __private::object(<Self as __event_schema::Schema>::MODEL) };
            let __properties = __object.properties;
            #conformed
            #(#rest)*
        ),
    )
}

/// `__conform`, which takes references to the items.
pub fn tuple(target: Target<'_>, tuple: &Tuple) -> TokenStream {
    let names = (0..tuple.items.len()).map(|at| format_ident!("__item_{at}"));
    let parameters = names.clone().zip(&tuple.items).map(|(name, Item { ty, .. })| quote!(#name: &#ty));
    let conformed = super::tuple::conformed(tuple, names.map(|name| quote!(#name)));
    conform(target, parameters, &conformed)
}

fn conform(
    target: Target<'_>,
    parameters: impl Iterator<Item = TokenStream>,
    body: &TokenStream,
) -> TokenStream {
    target.inherent(quote! {
        fn __conform(#(#parameters),*) -> ::core::result::Result<(), __event_schema::EncodeError> {
            #body
            ::core::result::Result::Ok(())
        }
    })
}
