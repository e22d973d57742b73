//! What properties have to do with each other.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::assert::{self, Asserts};
use super::model::constraints;
use super::positions::{Position, Positions};
use crate::attr::{Demand, NamedProperty, Test, When, Written};
use crate::check::relations::find_silently;
use crate::model::{Input, Object};
use crate::types::located;

/// An expression of type `Relations`, if anything is said.
pub fn relations(input: &Input<'_>, object: &Object<'_>, positions: &Positions) -> Option<TokenStream> {
    let place = |named: &NamedProperty| place(object, positions, named);
    let dependencies: Vec<_> = positions
        .of(object)
        .filter_map(|(field, position)| {
            let (requires, Position::Property(at)) = (field.attrs.requires.as_ref()?, position) else {
                return None;
            };
            let requires = requires.value.iter().map(place);
            Some(quote!(__model::Dependency { property: #at, requires: &[#(#requires),*] }))
        })
        .collect();
    let conditions: Vec<_> = input
        .attrs
        .when
        .iter()
        .map(|Written { value: When { tests, then, otherwise }, .. }| {
            let tests = tests.iter().map(|Test { property, bounds }| {
                let (property, constraints) = (place(property), constraints(bounds));
                quote!(__model::Test { property: #property, constraints: #constraints })
            });
            let demands = |demands: &Option<Written<Vec<Demand>>>| {
                let demands = demands.iter().flat_map(|demands| &demands.value).map(|demand| {
                    let (property, constraints) = (place(&demand.property), constraints(&demand.bounds));
                    let is_required = demand.is_required;
                    quote!(__model::Demand {
                        property: #property,
                        is_required: #is_required,
                        constraints: #constraints,
                    })
                });
                quote!(&[#(#demands),*])
            };
            let (then, otherwise) = (demands(then), demands(otherwise));
            quote!(__model::Condition { when: &[#(#tests),*], then: #then, otherwise: #otherwise })
        })
        .collect();
    if dependencies.is_empty() && conditions.is_empty() {
        return None;
    }
    Some(quote!(__model::Relations {
        dependencies: &[#(#dependencies),*],
        conditions: &[#(#conditions),*],
        ..__model::Relations::NONE
    }))
}

/// Each rule needs a type that it can apply to.
pub fn asserts(asserts: &mut Asserts, input: &Input<'_>, object: &Object<'_>) {
    for when in &input.attrs.when {
        let tests = when.value.tests.iter().map(|test| (&test.property, &test.bounds));
        let demands = when.value.demands().map(|demand| (&demand.property, &demand.bounds));
        for (named, bounds) in tests.chain(demands) {
            if let Some(field) = find_silently(object, named) {
                assert::bounds(asserts, &field.static_ty, bounds);
            }
        }
    }
}

/// Where the property stands in the object's list.
fn place(object: &Object<'_>, positions: &Positions, named: &NamedProperty) -> TokenStream {
    if let Some(own) = find_silently(object, named) {
        let position = positions.of(object).find(|(field, _)| field.ident == own.ident);
        if let Some((_, Position::Property(at))) = position {
            return quote!(#at);
        }
    }
    let name = &named.name;
    quote_spanned!(located(named.span)=> __private::place(__PROPERTIES, #name))
}
