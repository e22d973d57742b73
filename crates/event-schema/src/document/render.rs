//! From the model to schema objects.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
#[cfg(feature = "schemars")]
use core::cell::Cell;
use core::fmt::Write;

use super::definitions::{Definition, Definitions, beside, definitions};
use super::keywords::Keywords;
use super::{Components, Dialect, DocumentError, Json, Options, prose, rules};
use crate::model::{
    Access, Basis, Constraints, Contract, Docs, EnumValue, Extension, Keyed, Model, Object, Property, Shape,
    TypeRef, Union,
};
use crate::profile::Profile;

pub(super) fn document(root: &'static Model, options: &Options<'_>) -> Result<Json, DocumentError> {
    let target = |it: &Definition| format!("#/{}/{}", options.dialect.definitions(), fragment(&it.name()));
    let writer = Writer { root: Some(root.full_path()), target: &target, options };
    let mut schema = writer.definition(root)?;
    opened(&mut schema, options);
    let defined = writer.all(beside(root, options.profile, options.contract)?)?;
    if !defined.is_empty() {
        schema.set(options.dialect.definitions(), Json::Object(defined));
    }
    Ok(schema.into_json())
}

pub(super) fn components(
    models: &[&'static Model],
    place: &str,
    options: &Options<'_>,
) -> Result<Components, DocumentError> {
    let target = |it: &Definition| place.to_owned() + &fragment(&it.name());
    let writer = Writer { root: None, target: &target, options };
    let uses =
        models.iter().map(|model| writer.usage(model, false, &Constraints::NONE).map(Keywords::into_json));
    Ok(Components {
        uses: uses.collect::<Result<_, _>>()?,
        schemas: writer.all(definitions(models, options.profile, options.contract)?)?,
    })
}

/// A document for each definition, with the name of its file.
pub(super) fn split(
    models: &[&'static Model],
    file: &dyn Fn(&str) -> String,
    options: &Options<'_>,
) -> Result<Vec<(String, Json)>, DocumentError> {
    let target = |it: &Definition| percent_encoded(&file(&it.name()), b"-._~/");
    let document = |(name, definition): (Cow<'static, str>, Definition)| {
        let writer = Writer { root: definition.as_type().map(Model::full_path), target: &target, options };
        let mut schema = writer.defined(definition)?;
        let id = options.id.map(|base| base.to_owned() + &target(&definition));
        opened(&mut schema, &Options { id: id.as_deref(), ..*options });
        Ok((file(&name), schema.into_json()))
    };
    definitions(models, options.profile, options.contract)?.into_iter().map(document).collect()
}

/// A type's own schema, and the definitions that it and they refer to by `target`: itself among them only if one does.
#[cfg(feature = "schemars")]
pub(crate) fn referring(
    model: &'static Model,
    target: &dyn Fn(&Definition) -> String,
    options: &Options<'_>,
) -> Result<(Json, Vec<(Definition, Json)>), DocumentError> {
    let is_own = |it: &Definition| it.path() == model.full_path();
    let refers_to_itself = Cell::new(false);
    let noting = |it: &Definition| {
        refers_to_itself.set(refers_to_itself.get() || is_own(it));
        target(it)
    };
    let writer = Writer { root: None, target: &noting, options };
    let others = definitions(&[model], options.profile, options.contract)?.into_values();
    let others = others.map(|it| Ok((it, writer.defined(it)?.into_json())));
    let mut others = others.collect::<Result<Vec<_>, _>>()?;
    let own = writer.definition(model)?.into_json();
    others.retain(|(it, _)| refers_to_itself.get() || !is_own(it));
    Ok((own, others))
}

/// What a document opens with.
fn opened(schema: &mut Keywords, options: &Options<'_>) {
    schema.comment(options.comment);
    schema.set("$schema", Json::string(options.dialect.meta_schema()));
    schema.set_some("$id", options.id.map(Json::string));
}

/// Writes schemas of one document.
pub(super) struct Writer<'a> {
    /// The path of the type that the document is about, if it is about one.
    root: Option<Cow<'static, str>>,
    /// How a definition is referred to.
    target: &'a dyn Fn(&Definition) -> String,
    pub(super) options: &'a Options<'a>,
}

impl Writer<'_> {
    fn all(&self, definitions: Definitions) -> Result<Vec<(String, Json)>, DocumentError> {
        definitions
            .into_iter()
            .map(|(name, definition)| Ok((name.into_owned(), self.defined(definition)?.into_json())))
            .collect()
    }

    fn defined(&self, definition: Definition) -> Result<Keywords, DocumentError> {
        match definition {
            Definition::Type(model) => self.definition(model),
            Definition::Unknown(union, _) => Ok(unknown_event(union, self.options.contract)),
        }
    }

    /// A type's own schema: as the document's root or as one of its definitions.
    fn definition(&self, model: &'static Model) -> Result<Keywords, DocumentError> {
        let mut schema = match model.shape {
            Shape::Nullable(inner) => self.usage(inner(), true, &model.constraints)?,
            _ => self.in_place(model, false, &model.constraints)?,
        };
        if model.is_definition() {
            schema.set("title", Json::string(model.definition()));
        }
        schema.set_some("description", prose::of_type(model, self.options.contract).map(Json::String));
        self.annotate(&mut schema, &model.docs, || model.full_path().into_owned())?;
        Ok(schema)
    }

    fn property(&self, property: &Property) -> Result<Json, DocumentError> {
        let (model, _) = written_type((property.value)());
        let mut schema = self.usage(model, property.nullable, &property.constraints)?;
        if !property.nullable && matches!(model.shape, Shape::Nullable(_)) {
            schema.add("not", only_null());
        }
        schema.set_some("title", property.docs.title.map(Json::string));
        schema.set_some("description", prose::of_property(property, self.options.contract).map(Json::String));
        schema.set_some("default", property.default.and_then(|text| text.parse().ok()));
        self.annotate(&mut schema, &property.docs, || property.name.to_owned())?;
        Ok(schema.into_json())
    }

    /// A property under another of its names.
    fn alias(&self, property: &Property) -> Result<Json, DocumentError> {
        let docs = Docs {
            description: "",
            title: None,
            examples: &[],
            comment: None,
            extensions: &[],
            ..property.docs
        };
        let mut schema = self.property(&Property {
            docs,
            default: None,
            null_when: None,
            basis: Basis::Documented,
            ..*property
        })?;
        if let Json::Object(keywords) = &mut schema {
            keywords.retain(|(keyword, _)| keyword != "description");
            let description =
                Json::String(format!("Another name of `{}`.", property.name_in(self.options.contract)));
            keywords.insert(0, ("description".to_owned(), description));
        }
        Ok(schema)
    }

    /// A type where it is used: a reference to its definition, or the type itself.
    pub(super) fn usage(
        &self,
        model: &'static Model,
        nullable: bool,
        constraints: &Constraints,
    ) -> Result<Keywords, DocumentError> {
        let (model, wrapped) = written_type(model);
        let nullable = nullable || wrapped;
        if !model.is_definition() {
            return self.in_place(model, nullable, &model.constraints.and(constraints));
        }
        let mut schema = self.reference(model);
        if nullable && !model.accepts_null() {
            schema = Keywords::one("anyOf", Json::Array(Vec::from([schema.into_json(), only_null()])));
        }
        // Strict Ajv asks for the type beside every keyword that is about one.
        if !constraints.is_none()
            && let Some(name) = constrained_type(model)
        {
            let nullable = nullable || model.accepts_null();
            set_type(&mut schema, name, nullable);
            rules::write(&mut schema, nullable, constraints);
            self.parts(&mut schema, model, constraints, false)?;
        }
        Ok(schema)
    }

    fn values(&self, values: &[EnumValue]) -> Json {
        Json::strings(values.iter().flat_map(|value| value.names(self.options.contract)))
    }

    fn reference(&self, model: &'static Model) -> Keywords {
        let target = if self.root.as_ref().is_some_and(|root| *root == model.full_path()) {
            "#".to_owned()
        } else {
            (self.target)(&Definition::Type(model))
        };
        Keywords::one("$ref", Json::String(target))
    }

    /// A type's schema without its name and docs.
    fn in_place(
        &self,
        model: &'static Model,
        nullable: bool,
        constraints: &Constraints,
    ) -> Result<Keywords, DocumentError> {
        let mut schema = Keywords::default();
        let mut typed = |name| {
            set_type(&mut schema, name, nullable);
            rules::write(&mut schema, nullable, constraints);
        };
        match &model.shape {
            Shape::Any => {
                rules::write(&mut schema, true, constraints);
                self.parts(&mut schema, model, constraints, false)?;
            }
            Shape::Null => schema.set("type", Json::string("null")),
            Shape::Boolean => typed("boolean"),
            Shape::Integer => typed("integer"),
            Shape::Number => typed("number"),
            Shape::String => typed("string"),
            Shape::Enumeration(enumeration) if enumeration.open && enumeration.values.is_empty() => {
                typed("string");
            }
            Shape::Enumeration(enumeration) if enumeration.open => {
                let known = Json::object([
                    ("type", Json::string("string")),
                    ("enum", self.values(enumeration.values)),
                ]);
                let mut any = Keywords::default();
                set_type(&mut any, "string", nullable);
                schema.set("anyOf", Json::Array(Vec::from([known, any.into_json()])));
                rules::write(&mut schema, nullable, constraints);
            }
            Shape::Enumeration(enumeration) => {
                set_type(&mut schema, "string", nullable);
                let mut values = self.values(enumeration.values);
                if let (true, Json::Array(values)) = (nullable, &mut values) {
                    values.push(Json::Null);
                }
                schema.set("enum", values);
                rules::write(&mut schema, nullable, constraints);
            }
            Shape::Nullable(inner) => return self.usage(inner(), true, constraints),
            Shape::Array(_) => {
                typed("array");
                self.parts(&mut schema, model, constraints, true)?;
            }
            Shape::Map(_) => {
                typed("object");
                self.parts(&mut schema, model, constraints, true)?;
            }
            Shape::Object(object) => {
                typed("object");
                self.object(&mut schema, object)?;
            }
            Shape::Tuple(elements) => {
                let items = elements.iter().map(|element| {
                    self.usage((element.value)(), false, &element.constraints).map(Keywords::into_json)
                });
                let items = items.collect::<Result<Vec<_>, _>>()?;
                let width = Json::Number(format!("{}", elements.len()));
                set_type(&mut schema, "array", nullable);
                schema.set_some(
                    self.options.dialect.prefix_items(),
                    (!items.is_empty()).then_some(Json::Array(items)),
                );
                schema.set("minItems", width.clone());
                schema.set("maxItems", width);
            }
            Shape::Choice(alternatives) => {
                let own = alternatives.iter().filter(|it| it.is_part_of(self.options.contract));
                let mut any = self.each(own.map(|it| (it.model, it.docs)))?;
                if nullable && !model.accepts_null() {
                    any.push(only_null());
                }
                schema.set("anyOf", Json::Array(any));
            }
            Shape::Union(union) => one_of(&mut schema, self.variants(model, union)?, nullable),
            Shape::Keyed(keyed) => one_of(&mut schema, self.keyed(keyed)?, nullable),
        }
        Ok(schema)
    }

    fn object(&self, schema: &mut Keywords, object: &Object) -> Result<(), DocumentError> {
        let mut properties = Vec::new();
        let mut required = Vec::new();
        let mut exclusive = Vec::new();
        if let Some(tag) = object.tag {
            let values: Vec<&str> = tag.names(self.options.contract).collect();
            let values = match values[..] {
                [value] => ("const", Json::string(value)),
                _ => ("enum", Json::strings(values)),
            };
            let value = Json::object([("type", Json::string("string")), values]);
            properties.push((tag.property.to_owned(), value));
            required.push(tag.property);
        }
        for property in object.properties.iter().filter(|it| it.is_part_of(self.options.contract)) {
            let is_required = !property.may_be_absent(self.options.profile);
            let name = property.name_in(self.options.contract);
            properties.push((name.to_owned(), self.property(property)?));
            let names: Vec<&str> = property.names(self.options.contract).collect();
            for alias in &names[1..] {
                properties.push(((*alias).to_owned(), self.alias(property)?));
            }
            if names.len() == 1 {
                required.extend(is_required.then_some(name));
            } else {
                exclusive.push(one_name(&names, is_required));
            }
        }
        schema.set("properties", Json::Object(properties));
        if !required.is_empty() {
            schema.set("required", Json::strings(required));
        }
        if let Some(rest) = object.rest {
            let values = self.usage((rest.value)(), false, &Constraints::NONE)?;
            schema.set("additionalProperties", values.into_json());
        } else if object.is_closed(self.options.profile) {
            schema.set("additionalProperties", Json::Bool(false));
        }
        for names in exclusive {
            schema.also(names);
        }
        self.relations(schema, object)
    }

    fn variants(&self, model: &'static Model, union: &Union) -> Result<Vec<Json>, DocumentError> {
        let own = union.variants.iter().filter(|it| it.is_part_of(self.options.contract));
        let mut variants = self.each(own.map(|it| (it.model, Docs::NONE)))?;
        if let Some(unknown) = union.unknown
            && self.options.profile != Profile::Strict
        {
            let target = (self.target)(&Definition::Unknown(model, unknown.definition));
            variants.push(Json::object([("$ref", Json::String(target))]));
        }
        Ok(variants)
    }

    /// The names alone, then an object for each that holds a value.
    fn keyed(&self, keyed: &Keyed) -> Result<Vec<Json>, DocumentError> {
        let mut variants = Vec::new();
        if keyed.units.iter().any(|it| it.is_part_of(self.options.contract)) {
            variants
                .push(Json::object([("type", Json::string("string")), ("enum", self.values(keyed.units))]));
        }
        if let Some(other) = keyed.other {
            let known = Json::strings(keyed.names(self.options.contract));
            let mut schema = Keywords::default();
            schema.set_some("description", prose::of_variant(&other.docs).map(Json::String));
            set_type(&mut schema, "string", false);
            schema.set("not", Json::object([("enum", known)]));
            variants.push(schema.into_json());
        }
        let own = || keyed.contents.iter().filter(|it| it.is_part_of(self.options.contract));
        let contents = self.each(own().map(|it| (it.model, it.docs)))?;
        for (content, schema) in own().zip(contents) {
            for name in content.names(self.options.contract) {
                variants.push(Json::object([
                    ("type", Json::string("object")),
                    ("properties", Json::Object(Vec::from([(name.to_owned(), schema.clone())]))),
                    ("required", Json::strings([name])),
                    ("additionalProperties", Json::Bool(false)),
                ]));
            }
        }
        Ok(variants)
    }

    /// Types beside each other, with what is told of each.
    fn each(&self, types: impl Iterator<Item = (TypeRef, Docs)>) -> Result<Vec<Json>, DocumentError> {
        types
            .map(|(model, docs)| {
                let mut schema = self.usage(model(), false, &Constraints::NONE)?;
                schema.set_some("title", docs.title.map(Json::string));
                schema.set_some("description", prose::of_variant(&docs).map(Json::String));
                self.annotate(&mut schema, &docs, || model().path.to_owned())?;
                Ok(schema.into_json())
            })
            .collect()
    }

    fn annotate(
        &self,
        schema: &mut Keywords,
        docs: &Docs,
        place: impl Fn() -> String,
    ) -> Result<(), DocumentError> {
        schema.comment(docs.comment);
        match docs.access {
            Some(Access::ReadOnly) => schema.set("readOnly", Json::Bool(true)),
            Some(Access::WriteOnly) => schema.set("writeOnly", Json::Bool(true)),
            None => {}
        }
        for Extension { name, value } in docs.extensions.iter().filter(|_| self.options.extensions) {
            let not_json = |_| DocumentError::Extension { place: place(), name: (*name).to_owned() };
            schema.extension(name, value.parse().map_err(not_json)?);
        }
        if docs.deprecated.is_some() && self.options.dialect == Dialect::Draft2020 {
            schema.set("deprecated", Json::Bool(true));
        }
        let examples = docs
            .examples
            .iter()
            .map(|text| {
                text.parse().map_err(|_| DocumentError::Example { place: place(), text: (*text).to_owned() })
            })
            .collect::<Result<Vec<Json>, _>>()?;
        if !examples.is_empty() {
            schema.set("examples", Json::Array(examples));
        }
        Ok(())
    }
}

/// Of all names of a property at most one is there, and one if it must be.
pub(super) fn one_name(names: &[&str], is_required: bool) -> Json {
    let required = |names: &[&str]| Json::object([("required", Json::strings(names.iter().copied()))]);
    if is_required {
        return Json::object([("oneOf", Json::Array(names.iter().map(|name| required(&[name])).collect()))]);
    }
    let pairs =
        names.iter().enumerate().flat_map(|(at, one)| names[at + 1..].iter().map(move |two| [*one, *two]));
    let pairs: Vec<Json> = pairs.map(|pair| required(&pair)).collect();
    Json::object([("not", Json::object([("anyOf", Json::Array(pairs))]))])
}

fn unknown_event(model: &Model, contract: Contract) -> Keywords {
    let mut schema = Keywords::default();
    let Shape::Union(union) = &model.shape else { return schema };
    let known = Json::strings(union.variants.iter().flat_map(|variant| variant.names(contract)));
    let tag = Json::object([("type", Json::string("string")), ("not", Json::object([("enum", known)]))]);
    let content = union.unknown.and_then(|unknown| unknown.content).map(|content| (content, only_null()));
    schema.set_some("title", union.unknown.map(|unknown| Json::string(unknown.definition)));
    schema.set("description", Json::String(prose::of_unknown(union)));
    schema.set("type", Json::string("object"));
    let properties = core::iter::once((union.tag, tag)).chain(content);
    schema.set("properties", Json::Object(properties.map(|(name, it)| (name.to_owned(), it)).collect()));
    schema.set("required", Json::strings([union.tag]));
    if union.unknown.is_some_and(|unknown| unknown.closed) {
        schema.set("additionalProperties", Json::Bool(false));
    }
    schema
}

/// The type behind the nullable layers that have no name of their own, and whether there was one.
fn written_type(mut model: &'static Model) -> (&'static Model, bool) {
    let mut nullable = false;
    while let Shape::Nullable(inner) = model.shape
        && !model.is_definition()
    {
        model = inner();
        nullable = true;
    }
    (model, nullable)
}

/// The JSON type that a named type's constraints are about.
fn constrained_type(model: &'static Model) -> Option<&'static str> {
    match model.non_null().shape {
        Shape::Integer => Some("integer"),
        Shape::Number => Some("number"),
        Shape::String | Shape::Enumeration(_) => Some("string"),
        Shape::Boolean => Some("boolean"),
        Shape::Array(_) => Some("array"),
        Shape::Map(_) => Some("object"),
        _ => None,
    }
}

/// The one JSON type of a model's values, `null` aside.
pub(super) fn type_of(model: &'static Model) -> Option<&'static str> {
    match model.non_null().shape {
        Shape::Object(_) | Shape::Union(_) => Some("object"),
        Shape::Tuple(_) => Some("array"),
        _ => constrained_type(model),
    }
}

pub(super) fn set_type(schema: &mut Keywords, name: &str, nullable: bool) {
    let name_only = Json::string(name);
    schema.set(
        "type",
        if nullable { Json::Array(Vec::from([name_only, Json::string("null")])) } else { name_only },
    );
}

/// Exactly one of these, or `null`.
fn one_of(schema: &mut Keywords, variants: Vec<Json>, nullable: bool) {
    if nullable {
        let known = Json::object([("oneOf", Json::Array(variants))]);
        schema.set("anyOf", Json::Array(Vec::from([known, only_null()])));
    } else {
        schema.set("oneOf", Json::Array(variants));
    }
}

fn only_null() -> Json {
    Json::object([("type", Json::string("null"))])
}

/// A name as a segment of a JSON Pointer in a URI fragment.
pub(crate) fn fragment(name: &str) -> String {
    percent_encoded(&name.replace('~', "~0").replace('/', "~1"), b"-._~!$&'()*+,;=:@?")
}

/// A name as a part of a URI in which these bytes, letters and digits stand for themselves.
fn percent_encoded(name: &str, plain: &[u8]) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
