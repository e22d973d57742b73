//! Rules between the properties of one struct.

use crate::attr::{Bounds, NamedProperty};
use crate::check::rules;
use crate::ctxt::Ctxt;
use crate::model::{Field, Input, Object, Role};
use crate::suggest;

pub fn check(cx: &Ctxt, input: &Input<'_>, object: &Object<'_>) {
    for field in &object.fields {
        let Some(requires) = &field.attrs.requires else { continue };
        if has_several_names(field) {
            cx.error_at(
                requires.span,
                "`requires` cannot stand on a property with an `alias` or in one direction only: it has several names, or none",
            );
        }
        for named in &requires.value {
            if let Some(other) = find(cx, object, named)
                && other.ident == field.ident
            {
                cx.error_at(named.span, "a property is always there beside itself: remove it");
            }
        }
    }
    for when in &input.attrs.when {
        for test in &when.value.tests {
            of_field(cx, object, &test.property, &test.bounds);
            if let Some(field) = find_silently(object, &test.property) {
                rules::never(cx, &test.bounds, &field.attrs.bounds);
            }
        }
        for demand in when.value.demands() {
            of_field(cx, object, &demand.property, &demand.bounds);
        }
    }
}

fn of_field(cx: &Ctxt, object: &Object<'_>, named: &NamedProperty, bounds: &Bounds) {
    rules::contradictions(cx, bounds);
    if let Some(field) = find(cx, object, named) {
        rules::fit(cx, &field.static_ty, bounds);
    }
}

/// The field that is meant, or an error. A group's property cannot be seen here.
fn find<'o, 'f>(cx: &Ctxt, object: &'o Object<'f>, named: &NamedProperty) -> Option<&'o Field<'f>> {
    let found = find_silently(object, named);
    let has_groups = object.fields.iter().any(|field| field.role == Role::Group);
    match found {
        Some(field) if has_several_names(field) => {
            let message = "a rule between properties cannot be about one with an `alias` or in one direction only: it has several names, or none";
            cx.error_at(named.span, message);
        }
        None if named.is_on_the_wire && has_groups => {}
        None => {
            let known: Vec<String> = properties(object).map(Field::rust_name).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let hint = match suggest::nearest(&named.name, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None if has_groups => {
                    "name a property of a flattened group by its name on the wire, in quotes".to_owned()
                }
                None => format!("there is {}", suggest::list(&known)),
            };
            cx.error_at(named.span, format_args!("no property has the field `{}`: {hint}", named.name));
        }
        Some(_) => {}
    }
    found
}

/// The field that is meant, if it is one of the struct's own.
pub fn find_silently<'o, 'f>(object: &'o Object<'f>, named: &NamedProperty) -> Option<&'o Field<'f>> {
    properties(object).find(|field| {
        let name = if named.is_on_the_wire { field.wire.read.clone() } else { field.rust_name() };
        name == named.name
    })
}

fn properties<'o, 'f>(object: &'o Object<'f>) -> impl Iterator<Item = &'o Field<'f>> {
    object.fields.iter().filter(|field| field.role == Role::Property)
}

/// Whether the property is not told by one name in both directions.
fn has_several_names(field: &Field<'_>) -> bool {
    !field.wire.aliases.is_empty()
        || field.wire.read != field.wire.written
        || field.attrs.is_only_read()
        || field.attrs.is_only_written()
}
