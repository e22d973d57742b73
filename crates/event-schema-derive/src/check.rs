//! Rules across attributes, one function each. What an alias could hide is asserted by the generated code instead.

mod converted;
mod flat;
pub mod growth;
pub mod json;
pub mod relations;
mod rest;
pub mod rules;
mod variants;

use std::collections::HashMap;

use proc_macro2::Span;
use syn::LitStr;
use syn::spanned::Spanned as _;

use crate::Derive;
use crate::attr::{Annotations, Bounds, Container, Default, Inferred, Text, Variant};
use crate::ctxt::Ctxt;
use crate::emit::SAMPLE_HINTS;
use crate::model::{
    Enumeration, Field, How, Input, Item, Newtype, Numbers, Object, Role, Shape, Tuple, Union, Wire,
};
use crate::suggest;
use crate::types;

pub fn check(cx: &Ctxt, input: &Input<'_>) {
    if input.part.is_none() {
        container_attributes(cx, input);
        of_structs(cx, input);
    }
    event_name(cx, input);
    definition_name(cx, input);
    text(cx, &input.attrs.text);
    rules::contradictions(cx, &input.attrs.bounds);
    examples(cx, &input.attrs.text, &input.attrs.bounds);
    match &input.shape {
        Shape::Object(object) => check_object(cx, input, object),
        Shape::Newtype(newtype) => check_newtype(cx, &input.attrs, newtype),
        Shape::Converted(converted) => converted::check(cx, input, converted),
        Shape::Flat(flat) => flat::check(cx, input, flat),
        Shape::Unit => {}
        Shape::Tuple(tuple) => check_tuple(cx, tuple),
        Shape::Enumeration(enumeration) => check_enumeration(cx, enumeration),
        Shape::Numbers(numbers) => check_numbers(cx, input, numbers),
        Shape::Variants(variants) => variants::check(cx, input, variants),
        Shape::Union(union) => check_union(cx, union),
    }
}

fn check_object(cx: &Ctxt, input: &Input<'_>, object: &Object<'_>) {
    wire_names(cx, input, object);
    reserved_names(cx, &input.attrs, object);
    closed_with_groups(cx, input, object);
    relations::check(cx, input, object);
    for field in &object.fields {
        match field.role {
            Role::Property => check_property(cx, input.derive, field),
            Role::Group => check_group(cx, input, field),
            Role::Rest => rest::check(cx, input, object, field),
            Role::Skipped => skipped(cx, field),
        }
    }
}

fn check_property(cx: &Ctxt, derive: Derive, field: &Field<'_>) {
    presence(cx, derive, field);
    option_only(cx, field);
    text(cx, &field.attrs.text);
    rules::contradictions(cx, &field.attrs.bounds);
    rules::fit(cx, &field.static_ty, &field.attrs.bounds);
    for check in field.attrs.checks.iter().filter(|it| field.is_foreign() && !it.value.is_raw) {
        let message = "only serde can read a value whose schema is written: write `check(function, raw)`, and let the \
                       function take the text";
        cx.error_at(check.span, message);
    }
    foreign(cx, field);
    default(cx, field);
    examples(cx, &field.attrs.text, &field.attrs.bounds);
    sample(cx, field);
    if let Some(suffix) = &field.attrs.suffix {
        cx.error_at(
            suffix.span,
            "`suffix` is for flattened groups: change this property's name with `#[serde(rename = \"…\")]`",
        );
    }
    if let Some(variants) = field.attrs.variants {
        cx.error_at(
            variants.span,
            "`variants` says that what is flattened is an enum: add `#[serde(flatten)]`",
        );
    }
    if let Some(inferred) = &field.attrs.inferred
        && let Inferred::Named(_) = inferred.value
    {
        cx.error_at(
            inferred.span,
            "`inferred` takes names only on a flattened group: write `inferred` alone",
        );
    }
}

fn check_newtype(cx: &Ctxt, container: &Container, newtype: &Newtype) {
    rules::fit(cx, &newtype.ty, &container.bounds);
    for written in newtype.attrs.written().filter(|written| written.name != "borrow") {
        cx.error_at(
            written.span,
            format_args!(
                "a newtype's value is the type itself: write `{}` on the struct, if it belongs there",
                written.name
            ),
        );
    }
}

fn check_tuple(cx: &Ctxt, tuple: &Tuple) {
    for Item { ty, attrs, .. } in &tuple.items {
        rules::contradictions(cx, &attrs.bounds);
        rules::fit(cx, ty, &attrs.bounds);
        let bounds: Vec<_> = attrs.bounds.written().map(|(name, _)| name).collect();
        for written in attrs.written().filter(|it| it.name != "borrow" && !bounds.contains(&it.name)) {
            cx.error_at(
                written.span,
                format_args!("`{}` has no meaning here: an item has a place, not a name", written.name),
            );
        }
    }
}

fn check_enumeration(cx: &Ctxt, enumeration: &Enumeration<'_>) {
    let keeps = enumeration.other.is_some() || enumeration.noticed.is_some();
    let variants: Vec<&Variant> = enumeration.values.iter().map(|value| &value.attrs).collect();
    directions(cx, &variants, keeps);
    if let Some(value) = &enumeration.noticed {
        one_direction(cx, &value.attrs, "`other`");
        text(cx, &value.attrs.text);
    }
    for value in &enumeration.values {
        text(cx, &value.attrs.text);
    }
    variant_names(cx, enumeration.values.iter().map(|value| (&value.attrs, &value.wire)));
}

/// Something must be read, and something written.
fn directions(cx: &Ctxt, variants: &[&Variant], is_open: bool) {
    let without = |span: Span, what: &str| {
        cx.error_at(
            span,
            format_args!("no variant is left that is {what}: there would be no value in this direction"),
        );
    };
    let Some(first) = variants.first().filter(|_| !is_open) else { return };
    if let (true, Some(skip)) = (variants.iter().all(|it| it.is_only_read()), first.skip_serializing) {
        without(skip.span, "written");
    }
    if let (true, Some(skip)) = (variants.iter().all(|it| it.is_only_written()), first.skip_deserializing) {
        without(skip.span, "read");
    }
}

/// What stands for all others is read and written.
fn one_direction(cx: &Ctxt, attrs: &Variant, what: &str) {
    for (name, skip) in
        [("skip_serializing", attrs.skip_serializing), ("skip_deserializing", attrs.skip_deserializing)]
    {
        if let Some(skip) = skip {
            cx.error_at(skip.span, format_args!("{what} is read and written: remove `{name}`"));
        }
    }
}

/// A name can mean only one variant, in each direction.
fn variant_names<'w>(cx: &Ctxt, variants: impl Iterator<Item = (&'w Variant, &'w Wire)> + Clone) {
    let read = variants.clone().filter(|(attrs, _)| !attrs.is_only_written());
    let read = read.flat_map(|(_, wire)| wire.all_read());
    let is_told = distinct(cx, read, |name| format!("two variants are `{name}` on the wire: rename one"));
    // The same mistake would be told twice.
    if is_told {
        return;
    }
    let written = variants.filter(|(attrs, _)| !attrs.is_only_read());
    let written = written.map(|(_, wire)| (wire.written.clone(), wire.span));
    distinct(cx, written, |name| format!("two variants are written as `{name}`: rename one"));
}

/// Tells of names that stand there twice; returns whether there was one.
fn distinct(
    cx: &Ctxt,
    names: impl Iterator<Item = (String, Span)>,
    message: impl Fn(&str) -> String,
) -> bool {
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut is_told = false;
    for (name, span) in names {
        let message = message(&name);
        if let Some(first) = seen.insert(name, span) {
            is_told = true;
            twice(cx, first, span, format_args!("{message}"));
        }
    }
    is_told
}

fn check_numbers(cx: &Ctxt, input: &Input<'_>, numbers: &Numbers<'_>) {
    if numbers.values.is_empty() {
        cx.error_over(input.ident, "a list of numbers needs at least one: write a unit variant for each");
    }
}

fn check_union(cx: &Ctxt, union: &Union<'_>) {
    if let Some(unknown) = &union.unknown {
        text(cx, &unknown.attrs.text);
    }
}

/// Every attribute must mean something where it stands.
fn container_attributes(cx: &Ctxt, input: &Input<'_>) {
    let attrs = &input.attrs;
    let is_event = matches!((&input.shape, input.derive), (Shape::Object(_) | Shape::Flat(_), Derive::Event));
    let is_object = matches!(input.shape, Shape::Object(_));
    let is_union = matches!(input.shape, Shape::Union(_));
    let is_enumeration = matches!(input.shape, Shape::Enumeration(_));
    let is_newtype = matches!(input.shape, Shape::Newtype(_));
    let is_converted = matches!(input.shape, Shape::Converted(_));
    // What serde's derives are told of a type that has another one's schema is their own matter.
    let is_by_serde = matches!(&input.shape, Shape::Converted(converted) if converted.how == How::Serde);
    let is_enum = matches!(input.shape, Shape::Variants(_));
    let is_flat = matches!(input.shape, Shape::Flat(_));
    let refuse = |span: Option<Span>, is_allowed: bool, name: &str, why: &str| {
        if let Some(span) = span.filter(|_| !is_allowed) {
            cx.error_at(
                span,
                format_args!("`{name}` has no meaning on {}: {why}", input.shape.describe(input.derive)),
            );
        }
    };
    refuse(
        attrs.name.as_ref().map(|it| it.span),
        is_event,
        "name",
        match input.shape {
            Shape::Union(_) => "each event has its own; the definition's name is `#[serde(rename = \"…\")]`",
            _ => "it is an event's tag; the definition's name is `#[serde(rename = \"…\")]`",
        },
    );
    refuse(
        attrs.tag.as_ref().map(|it| it.span),
        is_event || is_union,
        "tag",
        "a type with a tag is an event and derives `Event`",
    );
    refuse(attrs.emitted.as_ref().map(|it| it.span), is_event, "emitted", "it tells when one event is sent");
    refuse(
        attrs.reserved.as_ref().map(|it| it.span),
        is_object,
        "reserved",
        "it keeps names of properties from coming back, and only a struct with named fields has properties",
    );
    refuse(
        attrs.rename_all.as_ref().map(|it| it.span),
        is_object || is_enumeration || is_enum || is_by_serde,
        "rename_all",
        match input.shape {
            Shape::Union(_) => "each event has its own tag, `#[event(name = \"…\")]`",
            _ => "there is nothing with a name in it",
        },
    );
    refuse(
        attrs.deny_unknown_fields.map(|it| it.span),
        is_object || is_enum || is_flat || is_by_serde,
        "deny_unknown_fields",
        match input.shape {
            Shape::Union(_) => "write it on the events that are meant",
            _ => "only a struct with named fields has properties",
        },
    );
    refuse(
        attrs.default.as_ref().map(|it| it.span),
        is_object || is_flat || is_by_serde,
        "default",
        "only a struct with named fields has properties that may be absent",
    );
    refuse(
        attrs.repr.map(|it| it.span),
        matches!(input.shape, Shape::Numbers(_)),
        "repr",
        "it is for an enum of units that is written as its numbers, as the crate `serde_repr` does",
    );
    refuse(
        attrs.transparent.map(|it| it.span),
        is_newtype || is_by_serde,
        "transparent",
        "it is for newtypes: remove it",
    );
    refuse(
        attrs.rename_all_fields.map(|it| it.span),
        is_enum || is_by_serde,
        "rename_all_fields",
        "write `rename_all` on the type whose fields are meant",
    );
    for (name, span) in attrs.tagging.written() {
        let why = not_tagged(input.derive, name);
        refuse(Some(span), is_enum || is_by_serde, name, why);
    }
    for (name, span) in attrs.conversion.written() {
        refuse(Some(span), is_converted, name, "an event is what its fields say: convert their types");
    }
    for (name, span) in attrs.bounds.written() {
        refuse(
            Some(span),
            is_newtype || is_converted,
            name,
            "bounds stand on a newtype or on the fields that they are meant for",
        );
    }
}

/// Why an attribute that tells the variants of an enum apart has no meaning.
fn not_tagged(derive: Derive, name: &str) -> &'static str {
    match (derive, name) {
        (Derive::Event, "tag") => {
            "an event's tag is written `#[event(tag = \"…\")]`, and `derive(Event)` writes serde's impls itself"
        }
        (Derive::Event, "content") => "events carry their properties beside the tag",
        (Derive::Event, _) => "events are told apart by their tag",
        (Derive::Schema, _) => "it tells the variants of an enum apart",
    }
}

/// What can only be said of a struct's value.
fn of_structs(cx: &Ctxt, input: &Input<'_>) {
    let refuse = |span: Span, name: &str, why: &str| {
        let what = input.shape.describe(input.derive);
        cx.error_at(span, format_args!("`{name}` has no meaning on {what}: {why}"));
    };
    for check in &input.attrs.checks {
        if !matches!(input.shape, Shape::Object(_) | Shape::Newtype(_)) {
            refuse(check.span, "check", "write it on the fields that are meant");
        }
    }
    for when in &input.attrs.when {
        if !matches!(input.shape, Shape::Object(_)) {
            let why = "only a struct with named fields has properties that could have to do with each other";
            refuse(when.span, "when", why);
        }
    }
}

/// An event without a tag would not be one.
fn event_name(cx: &Ctxt, input: &Input<'_>) {
    if let (Shape::Object(_), Derive::Event, None, true) =
        (&input.shape, input.derive, &input.attrs.name, input.attrs.is_complete)
    {
        cx.error_over(
            input.ident,
            "an event needs a name, the value of its tag: add `#[event(name = \"…\")]`",
        );
    }
    for (written, what) in [(&input.attrs.name, "name"), (&input.attrs.tag, "tag")] {
        if let Some(written) = written.as_ref().filter(|written| written.value.value().is_empty()) {
            cx.error_at(written.value.span(), format_args!("`{what}` must not be empty"));
        }
    }
}

/// Documents refer to a definition by `#/$defs/` and its name, languages name a type after it.
fn definition_name(cx: &Ctxt, input: &Input<'_>) {
    let Some(rename) = &input.attrs.rename else { return };
    let name = rename.value.value();
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    if name.is_empty() || !name.chars().all(is_word) || name.starts_with(|first: char| first.is_ascii_digit())
    {
        cx.error_at(
            rename.value.span(),
            "the name of a definition must be an ASCII identifier: generators name types after it",
        );
    }
}

/// A name can mean only one thing, whatever fields it comes from; names out of groups are checked by the compiler.
fn wire_names(cx: &Ctxt, input: &Input<'_>, object: &Object<'_>) {
    let tag = object.tag.as_ref().map(|tag| tag.property.as_str());
    let properties = || object.fields.iter().filter(|field| field.role == Role::Property);
    let read = properties().filter(|field| !field.attrs.is_only_written());
    let read: Vec<_> = read.flat_map(|field| field.wire.all_read()).collect();
    let written = properties().filter(|field| !field.attrs.is_only_read());
    let written: Vec<_> = written.map(|field| (field.wire.written.clone(), field.wire.span)).collect();
    let only_written = written.iter().filter(|(name, _)| read.iter().all(|(read, _)| read != name));
    for (name, span) in read.iter().chain(only_written) {
        if name.is_empty() {
            cx.error_at(*span, "a property's name must not be empty");
        } else if tag == Some(name) {
            let mend = if input.attrs.tag.is_some() {
                "rename the field, or choose another `tag`"
            } else {
                "it is written without a field; for another tag property, write `#[event(tag = \"…\")]`"
            };
            cx.error_at(*span, format_args!("the property `{name}` is the event's tag: {mend}"));
        }
    }
    let known = |(name, _): &(String, Span)| !name.is_empty() && tag != Some(name);
    let message = |name: &str| format!("two properties are `{name}` on the wire: rename one");
    let is_told = distinct(cx, read.into_iter().filter(known), message);
    if !is_told {
        let message = |name: &str| format!("two properties are written as `{name}`: rename one");
        distinct(cx, written.into_iter().filter(known), message);
    }
}

/// Points at both places.
fn twice(cx: &Ctxt, first: Span, second: Span, message: std::fmt::Arguments<'_>) {
    let mut error = syn::Error::new(second, message);
    error.combine(syn::Error::new(first, "the first is here"));
    cx.push(error);
}

fn reserved_names(cx: &Ctxt, container: &Container, object: &Object<'_>) {
    let Some(reserved) = &container.reserved else { return };
    for field in object.fields.iter().filter(|field| field.role == Role::Property) {
        if reserved.value.iter().any(|name| name.value() == field.wire.read) {
            cx.error_at(
                field.wire.span,
                format_args!("the name `{}` is reserved: it was used with another meaning", field.wire.read),
            );
        }
    }
    if let Some(name) = reserved.value.iter().find(|name| name.value().is_empty()) {
        cx.error_at(name.span(), "a property's name must not be empty");
    }
}

/// serde's own derive does not support the two together: it refuses what the group brings in.
fn closed_with_groups(cx: &Ctxt, input: &Input<'_>, object: &Object<'_>) {
    let Some(closed) = input.attrs.deny_unknown_fields.filter(|_| input.derive == Derive::Schema) else {
        return;
    };
    if object.fields.iter().any(|field| field.role == Role::Group) {
        cx.error_at(
            closed.span,
            "serde's derives cannot close a struct that flattens another: write the group's fields here, or remove \
             `deny_unknown_fields`",
        );
    }
}

/// The three kinds of absence must be told apart, and what is encoded must be valid.
fn presence(cx: &Ctxt, derive: Derive, field: &Field<'_>) {
    let attrs = &field.attrs;
    if let (Some(required), Some(_)) = (&attrs.required, &attrs.non_null) {
        cx.error_at(
            required.span,
            "`required` (present, perhaps null) and `non_null` (perhaps absent, never null) exclude each other; for a \
             property that is always there and never null, drop the `Option`",
        );
    }
    let own_default = attrs.default.as_ref().filter(|it| !matches!(it.value, Default::Container));
    if let (Some(_), Some(default)) = (&attrs.required, own_default) {
        cx.error_at(
            default.span,
            "a `required` property is never absent, so its default is never used: remove one",
        );
    }
    if let (Some(_), Some(left_out)) = (&attrs.required, &attrs.skip_serializing_if) {
        cx.error_at(
            left_out.span,
            "a `required` property must be encoded: remove `skip_serializing_if`, or write `non_null` instead of \
             `required` for one that may be absent",
        );
    }
    let Some(non_null) = &attrs.non_null else { return };
    match &attrs.skip_serializing_if {
        Some(left_out) if left_out.value.path.segments.last().is_some_and(|it| it.ident == "is_none") => {}
        Some(left_out) => {
            cx.error_over(
                &left_out.value,
                "a `non_null` property is left out exactly when it is `None`: write `\"Option::is_none\"`",
            );
        }
        None if derive == Derive::Schema => {
            cx.error_at(
                non_null.span,
                "serde's own derive, which writes this type, would write `None` as null: add \
                 `#[serde(skip_serializing_if = \"Option::is_none\")]`",
            );
        }
        None => {}
    }
    if let Some(default) = &attrs.default
        && let Default::Function(_) = default.value
    {
        cx.error_at(default.span, "absence of a `non_null` property means `None`: remove `default`");
    }
    if let Some(null_when) = &attrs.null_when {
        cx.error_at(null_when.span, "a `non_null` property is never null: remove `null_when`");
    }
}

/// What functions write cannot be told from the type.
fn foreign(cx: &Ctxt, field: &Field<'_>) {
    let attrs = &field.attrs;
    if attrs.schemars.is_some() {
        for (name, span) in attrs.bounds.written() {
            cx.error_at(
                span,
                format_args!(
                    "what `schemars` says of the type is not known while this compiles, so `{name}` cannot be held \
                     against it: write the rule in `#[schemars(…)]` on the type, or `schema = \"…\"` here"
                ),
            );
        }
        for (name, function) in [("with", &attrs.with), ("deserialize_with", &attrs.deserialize_with)] {
            if let Some(function) = function {
                cx.error_at(
                    function.span,
                    format_args!(
                        "`{name}` reads another thing than what `schemars` describes: write `schema = \"…\"`"
                    ),
                );
            }
        }
    }
    let functions = [
        ("with", &attrs.with),
        ("serialize_with", &attrs.serialize_with),
        ("deserialize_with", &attrs.deserialize_with),
    ];
    for (name, function) in functions {
        if let Some(function) = function.as_ref().filter(|_| attrs.schema.is_none()) {
            cx.error_at(
                function.span,
                format_args!(
                    "`{name}` hides what is on the wire: add `#[event(schema = \"…\")]` with a type that is written alike"
                ),
            );
        }
    }
    if let (Some(_), Some(non_null)) = (&attrs.schema, attrs.non_null) {
        cx.error_at(
            non_null.span,
            "`non_null` cannot see through `schema`: write the schema of a type that is never null, and \
             `#[serde(default, skip_serializing_if = \"…\")]`",
        );
    }
}

/// What absence means must obey the rules beside it, for it is written again. What a function returns is not seen here:
/// it has to be said, and the agreement kit holds the two against each other.
fn default(cx: &Ctxt, field: &Field<'_>) {
    let attrs = &field.attrs;
    let Some(default) = &attrs.default else {
        if let Some(meant) = &attrs.meant {
            cx.error_at(
                meant.span,
                "`default` says what absence means, and it means nothing here: add `#[serde(default = \"…\")]` with a \
                 function that returns this value",
            );
        }
        return;
    };
    if let Some(meant) = &attrs.meant {
        return rules::meant(cx, &meant.value, &field.static_ty, &attrs.bounds);
    }
    let has_rules = !attrs.bounds.is_empty() || !attrs.checks.is_empty();
    if !has_rules || attrs.required.is_some() {
        return;
    }
    let is_known = match default.value {
        Default::Trait => attrs.schema.is_none() && attrs.checks.is_empty(),
        Default::Function(_) | Default::Container => false,
    };
    let left_out = attrs.skip_serializing_if.as_ref().and_then(|it| it.value.path.segments.last());
    let is_left_out = left_out.is_some_and(|it| it.ident == "is_empty" || it.ident == "is_none");
    if is_known && (is_left_out || rules::default(cx, default.span, &field.static_ty, &attrs.bounds)) {
        return;
    }
    let message = "what absence means must obey the rules beside it, and only a literal can be looked at here: say it with \
                   `#[event(default = …)]`, such as `25`, `\"text\"` or `[1, 2]`";
    match default.value {
        Default::Container => cx.error_over(field.ident, message),
        Default::Trait | Default::Function(_) => cx.error_at(default.span, message),
    }
}

/// Absence is told apart from null for an `Option` only; where an alias hides one, the compiler checks.
fn option_only(cx: &Ctxt, field: &Field<'_>) {
    if types::option_inner(&field.static_ty).is_some() || types::obvious_kind(&field.static_ty).is_none() {
        return;
    }
    for written in field.attrs.written().filter(|written| matches!(written.name, "required" | "non_null")) {
        let name = written.name;
        cx.error_at(
            written.span,
            format_args!("`{name}` is for an `Option`: this type is never null anyway"),
        );
    }
}

fn sample(cx: &Ctxt, field: &Field<'_>) {
    let Some(sample) = &field.attrs.sample else { return };
    let known = SAMPLE_HINTS.map(|(word, _)| word);
    let word = sample.value.to_string();
    if known.contains(&word.as_str()) {
        return;
    }
    let hint = match suggest::nearest(&word, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there is {}", suggest::list(&known)),
    };
    cx.error_over(&sample.value, format_args!("unknown kind of sample: {hint}"));
}

/// A flattened group has no value of its own.
fn check_group(cx: &Ctxt, input: &Input<'_>, field: &Field<'_>) {
    let used = types::used(input.generics, core::iter::once(&field.ty));
    let has_parameters = used.type_params().next().is_some() || used.const_params().next().is_some();
    if has_parameters {
        cx.error_at(
            field.ty.span(),
            "a group with a type's parameters cannot be flattened, for its properties are listed before they are known: \
             write the group's fields here, or flatten one without parameters",
        );
    }
    flattened_type(cx, input, field);
    for written in field.attrs.written() {
        let why = match written.name {
            "suffix" if input.derive == Derive::Schema => {
                cx.error_at(
                    written.span,
                    "`suffix` works only in events: serde's own derive, which writes this type, cannot append it",
                );
                continue;
            }
            "flatten" | "borrow" | "suffix" | "variants" => continue,
            "inferred" => match &field.attrs.inferred {
                Some(inferred) if matches!(inferred.value, Inferred::Named(_)) => continue,
                _ => "name the properties that are meant, `inferred(\"…\")`",
            },
            "default" | "required" | "non_null" | "skip_serializing_if" => {
                "it is always there; whether its properties are is told by the group"
            }
            "rename" => "it has no name on the wire, so remove one of the two",
            _ => "write it on the group's own fields",
        };
        cx.error_at(
            written.span,
            format_args!("`{}` has no meaning on a flattened group: {why}", written.name),
        );
    }
}

/// Only a struct with named fields has properties to give; the compiler checks what a name does not show.
fn flattened_type(cx: &Ctxt, input: &Input<'_>, field: &Field<'_>) {
    let itself = input.ident.to_string();
    if types::is_named(&field.ty, &itself)
        || types::boxed(&field.ty).is_some_and(|ty| types::is_named(ty, &itself))
    {
        cx.error_at(
            field.ty.span(),
            "a type cannot flatten itself: its list of properties would have no end",
        );
        return;
    }
    if field.attrs.variants.is_some() || types::option_inner(&field.ty).is_some() {
        cx.error_at(
            field.ty.span(),
            "an `Option` or an enum can be flattened only into a struct, of which it makes several objects; a variant is one \
             object: hold it as a property, or write a variant for each",
        );
    }
}

/// A skipped field is not on the wire.
fn skipped(cx: &Ctxt, field: &Field<'_>) {
    let is_allowed = |name: &str| {
        matches!(name, "skip" | "skip_serializing" | "skip_deserializing" | "default" | "borrow")
    };
    for written in field.attrs.written().filter(|written| !is_allowed(written.name)) {
        cx.error_at(
            written.span,
            format_args!("`{}` has no meaning on a skipped field: it is never on the wire", written.name),
        );
    }
}

fn examples(cx: &Ctxt, text: &Text, bounds: &Bounds) {
    text.examples.iter().for_each(|example| rules::example(cx, example, bounds));
}

fn text(cx: &Ctxt, text: &Text) {
    for example in &text.examples {
        example_is_json(cx, example);
    }
    let Annotations { read_only, write_only, extensions, .. } = &text.annotations;
    if let (Some(_), Some(write_only)) = (read_only, write_only) {
        cx.error_at(
            write_only.span,
            "nobody could use what is `read_only` and `write_only`: remove one of them",
        );
    }
    for (at, (name, value)) in extensions.iter().enumerate() {
        if !name.value().starts_with("x-") {
            cx.error_at(name.span(), "a keyword that is none of JSON Schema's begins with `x-`");
        }
        if extensions[..at].iter().any(|(other, _)| other.value() == name.value()) {
            cx.error_at(name.span(), format_args!("`{}` is written twice", name.value()));
        }
        if !json::is_value(&value.value()) {
            cx.error_at(
                value.span(),
                "a keyword's value is a JSON text; a string needs its quotes: `extension(\"x-unit\", r#\"\"ms\"\"#)`",
            );
        }
    }
}

/// Examples stand in documents as they are.
fn example_is_json(cx: &Ctxt, example: &LitStr) {
    if !json::is_value(&example.value()) {
        cx.error_at(
            example.span(),
            "an example is a JSON text; a string needs its quotes: `example = r#\"\"text\"\"#`",
        );
    }
}
