//! Decoding and encoding property by property, so that the same code serves a struct that stands alone and one
//! that is flattened.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::parts::Parts;
use super::positions::{Position, Positions};
use super::{Target, foreign};
use crate::attr::Default;
use crate::model::{Field, Input, Object, Part, Role};
use crate::types::{self, located};

/// `Members`.
pub fn decoding(
    target: Target<'_>,
    object: &Object<'_>,
    positions: &Positions,
    part: Option<Part>,
) -> TokenStream {
    let parts = Parts::new(object);
    let partial = parts.declarations(target);
    let members = members(target, object, &parts, positions, part);
    quote!(#partial #members)
}

fn members(
    target: Target<'_>,
    object: &Object<'_>,
    parts: &Parts<'_>,
    positions: &Positions,
    part: Option<Part>,
) -> TokenStream {
    let generics = target.decoding_generics();
    let (_, arguments, _) = generics.split_for_impl();
    let read = |field: &Field<'_>| read(target, field);
    let recorded = recorded(target, object, parts, positions);
    let read = arms(object, parts, positions, read, &quote!(read_member), &quote!(__reader));
    // serde's own derive decodes an enum, without its parts.
    let visit = match part {
        None => {
            let visited = |field: &Field<'_>| visited(target, field);
            arms(object, parts, positions, visited, &quote!(visit_member), &quote!(__map))
        }
        Some(_) => TokenStream::new(),
    };
    let rest = rest(object, parts, part);
    let finish = match &object.default {
        None => parts.finish(positions.of(object).map(|(field, position)| {
            let ident = field.ident;
            (field, finished(target, field, position, &quote!(__partial.#ident)))
        })),
        Some(default) => finish_default(target, object, parts, positions, default),
    };
    let never_inlined = parts.never_inlined();
    target.implement_decoding(
        quote!(__private::Members),
        quote! {
            type Partial = __Partial #arguments;

            #never_inlined
            fn read_member(
                __partial: &mut Self::Partial,
                __at: ::core::primitive::usize,
                __reader: &mut __event_schema::Reader<'__de>,
            ) -> ::core::result::Result<(), __event_schema::Mismatch> {
                match __at {
                    #read
                    _ => ::core::result::Result::Err(__event_schema::Mismatch),
                }
            }

            #never_inlined
            fn visit_member<__A: __private::serde::de::MapAccess<'__de>>(
                __partial: &mut Self::Partial,
                __at: ::core::primitive::usize,
                __map: &mut __A,
            ) -> ::core::result::Result<(), __A::Error> {
                match __at {
                    #visit
                    _ => __private::skip_member(__map),
                }
            }

            #rest

            fn finish(
                __partial: Self::Partial,
                __validated: ::core::primitive::bool,
            ) -> ::core::result::Result<Self, __private::Absent> {
                #finish
            }

            #recorded
        },
    )
}

/// A property's value out of a validated payload.
fn read(target: Target<'_>, field: &Field<'_>) -> TokenStream {
    let ty = &field.ty;
    if field.is_foreign() {
        let wrapper = foreign::read_type(target.generics, field);
        return quote!(__private::read_by_serde::<#wrapper>(__reader)?.0);
    }
    quote_spanned!(span(field)=> <#ty as __event_schema::FromJson<'__de>>::from_value(__reader)?)
}

/// The whole at once, without keeping what was read of it so far: for structs that are kept in one part, and begin
/// with no value of their own.
fn recorded(
    target: Target<'_>,
    object: &Object<'_>,
    parts: &Parts<'_>,
    positions: &Positions,
) -> Option<TokenStream> {
    if object.default.is_some() || object.rest().is_some() || parts.are_many() {
        return None;
    }
    let fields = positions.of(object).map(|(field, position)| {
        let Field { ident, ty, .. } = field;
        if let Position::Group { start, end } = position {
            return quote_spanned!(span(field)=>
                #ident: <#ty as __private::Members<'__de>>::read_recorded(&__properties[#start..#end], __reader)?
            );
        }
        let value = read(target, field);
        let read = quote! {
            (if __event_schema::Reader::member(__reader) {
                ::core::option::Option::Some(#value)
            } else {
                ::core::option::Option::None
            })
        };
        let value = finished(target, field, position, &read);
        quote!(#ident: #value)
    });
    Some(quote! {
        #[inline(always)]
        fn read_recorded(
            __properties: &'static [__model::Property],
            __reader: &mut __event_schema::Reader<'__de>,
        ) -> ::core::result::Result<Self, __event_schema::Mismatch> {
            let __validated = true;
            ::core::result::Result::Ok(Self { #(#fields,)* })
        }
    })
}

/// The arms that store a property's value, then those that hand on to groups: what is below a group's end, and no
/// earlier arm's, is the group's.
fn arms(
    object: &Object<'_>,
    parts: &Parts<'_>,
    positions: &Positions,
    value: impl Fn(&Field<'_>) -> TokenStream,
    function: &TokenStream,
    source: &TokenStream,
) -> TokenStream {
    let mut own = TokenStream::new();
    let mut groups = TokenStream::new();
    for (field, position) in positions.of(object) {
        let Field { ident, ty, .. } = field;
        match position {
            Position::Property(_) if field.attrs.is_only_written() => {}
            Position::Property(at) => {
                let (value, place) = (value(field), parts.place(ident));
                own.extend(quote!(#at => {
                    #place = ::core::option::Option::Some(#value);
                    ::core::result::Result::Ok(())
                }));
            }
            Position::Group { start, end } => {
                let place = parts.place(ident);
                groups.extend(quote_spanned!(span(field)=>
                    __at if __at < #end => {
                        <#ty as __private::Members<'__de>>::#function(&mut #place, __at - #start, #source)
                    }
                ));
            }
            Position::Rest | Position::Skipped => {}
        }
    }
    quote!(#own #groups)
}

/// A property's value by serde's route.
fn visited(target: Target<'_>, field: &Field<'_>) -> TokenStream {
    let ty = &field.ty;
    if field.is_foreign() {
        let wrapper = foreign::read_type(target.generics, field);
        return quote!(__private::serde::de::MapAccess::next_value::<#wrapper>(__map)?.0);
    }
    let is_non_null = field.attrs.non_null.is_some();
    if types::is_cow_str(ty) {
        return quote!(__private::borrow_cow_str(__map)?);
    }
    if types::option_inner(ty).is_some_and(types::is_cow_str) {
        return if is_non_null {
            quote_spanned!(span(field)=> ::core::option::Option::Some(__private::borrow_cow_str(__map)?))
        } else {
            quote!(__private::borrow_option_cow_str(__map)?)
        };
    }
    if is_non_null {
        // `Option` itself would let a null pass.
        return quote_spanned!(span(field)=>
            ::core::option::Option::Some(__private::serde::de::MapAccess::next_value(__map)?)
        );
    }
    quote_spanned!(span(field)=> __private::serde::de::MapAccess::next_value::<#ty>(__map)?)
}

/// A field's value in a finished object; `read` is an expression for what was read of it.
fn finished(target: Target<'_>, field: &Field<'_>, position: &Position, read: &TokenStream) -> TokenStream {
    let Field { ty, attrs, .. } = field;
    // What is only written is filled in like what is never on the wire.
    let position = if attrs.is_only_written() { &Position::Skipped } else { position };
    match (position, attrs.default.as_ref().map(|default| &default.value)) {
        (Position::Group { start, .. }, _) => quote_spanned! {span(field)=>
            match <#ty as __private::Members<'__de>>::finish(#read, __validated) {
                ::core::result::Result::Ok(__group) => __group,
                ::core::result::Result::Err(__private::Absent(__at)) => {
                    return ::core::result::Result::Err(__private::Absent(#start + __at));
                }
            }
        },
        (Position::Rest, _) => quote!(#read),
        (Position::Skipped, Some(Default::Function(function))) => quote!(#function()),
        (Position::Skipped, _) => {
            quote_spanned!(span(field)=> <#ty as ::core::default::Default>::default())
        }
        (Position::Property(_), Some(Default::Function(function))) => {
            quote!(#read.unwrap_or_else(#function))
        }
        (Position::Property(_), Some(Default::Container)) => {
            unreachable!("it stands in the struct's own default value already")
        }
        (Position::Property(_), Some(Default::Trait)) => {
            quote_spanned!(span(field)=> #read.unwrap_or_default())
        }
        (Position::Property(at), None) if field.is_foreign() => {
            let wrapper = foreign::read_type(target.generics, field);
            let may_be_absent = attrs.schemars.map(|_| {
                let ty = &field.static_ty;
                quote_spanned!(span(field)=> && !<#ty as __event_schema::Schema>::OPTIONAL)
            });
            quote! {
                __private::or_absent(
                    #read,
                    || __private::null_by_serde::<#wrapper>().map(|__null| __null.0),
                    !__validated #may_be_absent,
                    #at,
                )?
            }
        }
        (Position::Property(at), None) => {
            let is_required = attrs.required.is_some();
            quote_spanned! {span(field)=>
                __private::or_absent(
                    #read,
                    <#ty as __event_schema::FromJson<'__de>>::from_absent,
                    !__validated && (#is_required || !<#ty as __event_schema::Schema>::OPTIONAL),
                    #at,
                )?
            }
        }
    }
}

/// What is read goes into the struct's own default value.
fn finish_default(
    target: Target<'_>,
    object: &Object<'_>,
    parts: &Parts<'_>,
    positions: &Positions,
    default: &Default,
) -> TokenStream {
    let assigned = positions.of(object).map(|(field, position)| {
        let (ident, place) = (field.ident, parts.place(field.ident));
        let is_whole = matches!(field.attrs.default.as_ref().map(|it| &it.value), Some(Default::Container));
        match position {
            Position::Property(_) if is_whole && !field.attrs.is_only_written() => quote! {
                if let ::core::option::Option::Some(__value) = ::core::option::Option::take(&mut #place) {
                    __whole.#ident = __value;
                }
            },
            Position::Property(_) | Position::Skipped if is_whole => TokenStream::new(),
            _ => {
                let value = finished(target, field, position, &place);
                quote!(__whole.#ident = #value;)
            }
        }
    });
    let value = match default {
        Default::Function(function) => quote!(#function()),
        Default::Trait | Default::Container => quote!(::core::default::Default::default()),
    };
    quote! {
        let mut __partial = __partial;
        let mut __whole: Self = #value;
        #(#assigned)*
        ::core::result::Result::Ok(__whole)
    }
}

/// `SerializeMembers`.
pub fn encoding(input: &Input<'_>, object: &Object<'_>, positions: &Positions) -> TokenStream {
    let target = Target::new(input);
    let serialized = serialized(object, positions);
    let rest = conformed_rest(object);
    let conformed = conformed(object, positions, |field| {
        let ident = field.ident;
        quote!(&self.#ident)
    });
    let has_relations =
        !input.attrs.when.is_empty() || object.fields.iter().any(|field| field.attrs.requires.is_some());
    let related = has_relations.then(|| {
        quote! {
            let __object = const { __private::object(<Self as __event_schema::Schema>::MODEL) };
            __private::conform_relations(self, __object, __properties)?;
        }
    });
    target.implement_encoding(
        quote!(__private::SerializeMembers),
        quote! {
            fn serialize_members<__M: __private::serde::ser::SerializeMap>(
                &self,
                __properties: &[__model::Property],
                __map: &mut __M,
            ) -> ::core::result::Result<(), __M::Error> {
                #serialized
                ::core::result::Result::Ok(())
            }

            fn conform_members(
                &self,
                __properties: &[__model::Property],
            ) -> ::core::result::Result<(), __event_schema::EncodeError> {
                #conformed
                #related
                ::core::result::Result::Ok(())
            }

            #rest
        },
    )
}

/// Statements that write all fields of `self`, as `__properties` has their names.
pub fn serialized(object: &Object<'_>, positions: &Positions) -> TokenStream {
    let serialized = positions.of(object).map(|(field, position)| {
        let Field { ident, ty, .. } = field;
        let value = quote!(&self.#ident);
        match position {
            Position::Property(_) if field.attrs.is_only_read() => TokenStream::new(),
            Position::Property(at) if field.is_foreign() => {
                let (_, wrapper) = foreign::names(field);
                where_present(field, &value, |value| quote! {
                    __private::serde::ser::SerializeMap::serialize_entry(
                        __map,
                        __properties[#at].written(),
                        &#wrapper(#value),
                    )?;
                })
            }
            Position::Property(at) => where_present(
                field,
                &value,
                |value| quote_spanned!(located(ty.span())=>
                    __private::serde::ser::SerializeMap::serialize_entry(__map, __properties[#at].written(), #value)?;
                ),
            ),
            Position::Group { start, end } => quote_spanned! {span(field)=>
                <#ty as __private::SerializeMembers>::serialize_members(
                    #value,
                    &__properties[#start..#end],
                    __map,
                )?;
            },
            Position::Rest => {
                quote_spanned!(located(ty.span())=> __private::serialize_rest(#value, __map)?;)
            }
            Position::Skipped => TokenStream::new(),
        }
    });
    serialized.collect()
}

/// What is read for no declared property: a map of the struct's own keeps it, or one in a group.
fn rest(object: &Object<'_>, parts: &Parts<'_>, part: Option<Part>) -> TokenStream {
    let groups = || object.fields.iter().filter(|field| field.role == Role::Group);
    if object.rest().is_none() && groups().next().is_none() {
        return TokenStream::new();
    }
    let handed_on = |function: &TokenStream, source: &TokenStream| -> TokenStream {
        if let Some(field) = object.rest() {
            let (place, span) = (parts.place(field.ident), span(field));
            return quote_spanned!(span=> __private::#function(&mut #place, __name, #source));
        }
        let groups = groups().map(|field| {
            let Field { ident, ty, static_ty, .. } = field;
            let place = parts.place(ident);
            quote_spanned! {span(field)=>
                if const { __private::has_rest(<#static_ty as __event_schema::Schema>::MODEL) } {
                    return <#ty as __private::Members<'__de>>::#function(&mut #place, __name, #source);
                }
            }
        });
        quote!(#(#groups)*)
    };
    let is_own = object.rest().is_some();
    let read = handed_on(&quote!(read_rest), &quote!(__reader));
    let read_none = (!is_own).then(|| quote!(__event_schema::Reader::raw(__reader).map(::core::mem::drop)));
    let visit = match part {
        None => handed_on(&quote!(visit_rest), &quote!(__map)),
        Some(_) => TokenStream::new(),
    };
    let visit_none = (!is_own || part.is_some()).then(|| quote!(__private::skip_member(__map)));
    quote! {
        fn read_rest(
            __partial: &mut Self::Partial,
            __name: __private::Cow<'__de, ::core::primitive::str>,
            __reader: &mut __event_schema::Reader<'__de>,
        ) -> ::core::result::Result<(), __event_schema::Mismatch> {
            #read
            #read_none
        }

        fn visit_rest<__A: __private::serde::de::MapAccess<'__de>>(
            __partial: &mut Self::Partial,
            __name: __private::Cow<'__de, ::core::primitive::str>,
            __map: &mut __A,
        ) -> ::core::result::Result<(), __A::Error> {
            #visit
            #visit_none
        }
    }
}

/// The check of what is kept, by the struct itself or by a group.
fn conformed_rest(object: &Object<'_>) -> TokenStream {
    let checks: Vec<_> = object
        .fields
        .iter()
        .filter_map(|field| {
            let Field { ident, ty, .. } = field;
            match field.role {
                Role::Rest => {
                    Some(quote_spanned!(span(field)=> __private::conform_rest(&self.#ident, __object)?;))
                }
                Role::Group => Some(quote_spanned! {span(field)=>
                    <#ty as __private::SerializeMembers>::conform_rest(&self.#ident, __object)?;
                }),
                Role::Property | Role::Skipped => None,
            }
        })
        .collect();
    if checks.is_empty() {
        return TokenStream::new();
    }
    quote! {
        fn conform_rest(
            &self,
            __object: &__model::Object,
        ) -> ::core::result::Result<(), __event_schema::EncodeError> {
            #(#checks)*
            ::core::result::Result::Ok(())
        }
    }
}

/// Checks of all fields before they are encoded; `value` is an expression for the reference to a field.
pub fn conformed(
    object: &Object<'_>,
    positions: &Positions,
    value: impl Fn(&Field<'_>) -> TokenStream,
) -> TokenStream {
    let conformed = positions.of(object).map(|(field, position)| {
        let (ty, value) = (&field.ty, value(field));
        match position {
            Position::Property(_) if field.attrs.is_only_read() => TokenStream::new(),
            Position::Property(at) if field.is_foreign() => {
                let (_, wrapper) = foreign::names(field);
                where_present(
                    field,
                    &value,
                    |value| quote!(__private::conform_by_serde(&#wrapper(#value), &__properties[#at])?;),
                )
            }
            Position::Property(at) => where_present(
                field,
                &value,
                |value| quote_spanned!(span(field)=> __private::conform(#value, &__properties[#at])?;),
            ),
            Position::Group { start, end } => quote_spanned! {span(field)=>
                <#ty as __private::SerializeMembers>::conform_members(#value, &__properties[#start..#end])?;
            },
            Position::Rest | Position::Skipped => TokenStream::new(),
        }
    });
    conformed.collect()
}

/// What is done with a property's value, unless the property is left out.
fn where_present(
    field: &Field<'_>,
    value: &TokenStream,
    then: impl FnOnce(TokenStream) -> TokenStream,
) -> TokenStream {
    let attrs = &field.attrs;
    if let Some(left_out) = &attrs.skip_serializing_if {
        let (left_out, then) = (&left_out.value, then(value.clone()));
        return quote!(if !#left_out(#value) { #then });
    }
    if attrs.non_null.is_some() {
        let then = then(quote!(__value));
        return quote_spanned!(span(field)=> if let ::core::option::Option::Some(__value) = #value { #then });
    }
    then(value.clone())
}

fn span(field: &Field<'_>) -> Span {
    located(field.ty.span())
}
