use std::collections::BTreeSet;
use std::ops::ControlFlow;

use event_schema::document::Json;
use event_schema::model::{
    self, Basis, Bound, Constraints, Element, Format, Model, Presence as Written, Rule,
};

use super::{
    Case as Variant, Checks, Content, Contract, Definition, Docs, Enumeration, Event, Kind, ORDINALS, Object,
    Pattern, Presence, Property, Rest, Shape, ToldBy, Type, Union, Value, formats, rules as relation,
};
use crate::catalogue::Catalogue;
use crate::error::Error;
use crate::packages::naming::{Case, words};
use crate::vectors::example;

/// Walks a catalogue.
pub(in crate::packages) fn contract(catalogue: &Catalogue) -> Result<Contract, Error> {
    let mut walk = Walk { types: Vec::new(), cases: BTreeSet::new() };
    let mut events = Vec::new();
    for event in &catalogue.events {
        events.push(Event {
            name: event.model.name,
            tag: event.tag.value,
            aliases: event.tag.aliases,
            stem: event.stem.clone(),
            docs: event_docs(event.model, event.tag.emitted),
            object: walk.event(event.model, event.object)?,
            example: readable(&example(event)?),
        });
    }
    let (model, keeps_unknown) = match catalogue.union {
        Some((model, union)) => (model, union.unknown.is_some()),
        None => (catalogue.events[0].model, false),
    };
    let tag = catalogue.events.first().map_or("type", |event| event.tag.property);
    let types = walk.types.into_iter().filter_map(|known| known.definition).collect();
    Ok(Contract { name: model.name.to_owned(), docs: docs(&model.docs), tag, keeps_unknown, events, types })
}

fn readable(payload: &[u8]) -> String {
    let text = String::from_utf8_lossy(payload);
    let pretty = text.parse::<Json>().map(|json| json.to_pretty().trim_end().to_owned());
    pretty.unwrap_or_else(|_| text.into_owned())
}

struct Walk {
    types: Vec<Known>,
    /// What cases of unions are called: the types that they hold are called otherwise.
    cases: BTreeSet<String>,
}

/// A named type that was met.
struct Known {
    path: String,
    name: String,
    /// Nothing until it is whole.
    definition: Option<Definition>,
}

impl Walk {
    fn event(&mut self, model: &'static Model, object: &'static model::Object) -> Result<Object, Error> {
        if model.as_object().is_none() {
            let what = "an event that is one of several objects";
            return Err(Error::Unpackaged { what, path: model.path.into() });
        }
        checks(model, &model.constraints)?;
        self.object(object, model.name)
    }

    /// An object; types without a name that stand in it are named after `owner`.
    fn object(&mut self, object: &'static model::Object, owner: &str) -> Result<Object, Error> {
        if let Some(tag) = object.tag.filter(|tag| tag.written.is_some_and(|written| written != tag.value)) {
            return Err(Error::Unpackaged { what: TWO_CONTRACTS, path: tag.value.into() });
        }
        let rest = object.rest.map(|rest| {
            let hint = format!("{owner}{}", Case::Pascal.join(&words(rest.field)));
            let value = self.usage((rest.value)(), &Constraints::NONE, &hint)?;
            Ok::<_, Error>(Rest { field: rest.field, value })
        });
        let properties = object.properties.iter().map(|property| self.property(property, owner));
        Ok(Object {
            properties: properties.collect::<Result<_, _>>()?,
            rest: rest.transpose()?,
            // What a map keeps is not refused.
            closed: object.closed && object.rest.is_none(),
            rules: self.relations(object, owner)?,
        })
    }

    /// What an object's properties have to do with each other.
    fn relations(
        &mut self,
        object: &'static model::Object,
        owner: &str,
    ) -> Result<Vec<relation::Rule>, Error> {
        let mut found = Vec::new();
        let mut failed = None;
        let _ = object.try_relations(&mut |relations, properties| {
            let rules = self.relations_of(relations, properties, owner);
            match rules {
                Ok(rules) => {
                    found.extend(rules);
                    ControlFlow::Continue(())
                }
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        failed.map_or(Ok(found), Err)
    }

    fn relations_of(
        &mut self,
        relations: &'static model::Relations,
        properties: &'static [model::Property],
        owner: &str,
    ) -> Result<Vec<relation::Rule>, Error> {
        if relations.is_choice {
            return Err(Error::Unpackaged {
                what: "an enum among the properties",
                path: owner.to_owned().into(),
            });
        }
        let name = |at: usize| properties[at].name;
        let mut rules: Vec<relation::Rule> = relations
            .dependencies
            .iter()
            .map(|dependency| relation::Rule::DependentRequired {
                property: name(dependency.property),
                required: dependency.requires.iter().map(|at| name(*at)).collect(),
            })
            .collect();
        for condition in relations.conditions {
            let mut part = |at: usize, constraints: &Constraints| {
                let property = &properties[at];
                let hint = format!("{owner}{}", Case::Pascal.join(&words(property.name)));
                let value = self.usage((property.value)().non_null(), constraints, &hint)?;
                Ok::<_, Error>((property.name, relation::seen(value)))
            };
            let mut tests = Vec::new();
            for test in condition.when {
                let (property, value) = part(test.property, &test.constraints)?;
                tests.push(relation::Test { property, value });
            }
            let mut demands = |demands: &[model::Demand]| {
                let each = demands.iter().map(|demand| {
                    let (property, value) = part(demand.property, &demand.constraints)?;
                    Ok(relation::Demand { property, is_required: demand.is_required, value })
                });
                each.collect::<Result<Vec<_>, Error>>()
            };
            let then = demands(condition.then)?;
            let otherwise = demands(condition.otherwise)?;
            rules.push(relation::Rule::Condition { tests, then, otherwise });
        }
        Ok(rules)
    }

    fn property(&mut self, property: &model::Property, owner: &str) -> Result<Property, Error> {
        let value = (property.value)();
        if property.written.is_some() || property.only.is_some() {
            return Err(Error::Unpackaged {
                what: TWO_CONTRACTS,
                path: format!("{owner}.{}", property.field).into(),
            });
        }
        let hint = format!("{owner}{}", Case::Pascal.join(&words(property.name)));
        let mut value = self.usage(value, &property.constraints, &hint)?;
        let mut presence = presence(property);
        if let Shape::Nullable(inner) = value.shape {
            value = *inner;
            presence = presence.with_null(property.presence);
        }
        Ok(Property {
            name: property.name,
            aliases: property.aliases,
            field: property.field,
            presence: match value.shape {
                // Null is one of the values that stand there.
                Shape::Any | Shape::Null => presence.without_null(),
                _ => presence,
            },
            value,
            docs: property_docs(property),
        })
    }

    /// A type where it stands; without a name, it is called as `hint` says.
    fn usage(&mut self, model: &'static Model, constraints: &Constraints, hint: &str) -> Result<Type, Error> {
        let constraints = model.constraints.and(constraints);
        let shape = match &model.shape {
            model::Shape::Any => Shape::Any,
            model::Shape::Null => Shape::Null,
            model::Shape::Boolean => Shape::Boolean,
            model::Shape::Integer => Shape::Integer,
            model::Shape::Number => Shape::Number,
            model::Shape::String => Shape::String,
            model::Shape::Nullable(inner) => {
                let inner = self.usage(inner(), &constraints, hint)?;
                // What is said of the value is said of the one within.
                return Ok(match inner.shape {
                    Shape::Nullable(_) | Shape::Null => inner,
                    _ => Type::of(Shape::Nullable(Box::new(inner))),
                });
            }
            model::Shape::Array(items) => {
                let item = format!("{hint}Item");
                Shape::List(Box::new(self.usage(items(), &constraints.of_items(), &item)?))
            }
            model::Shape::Map(values) => {
                let names = names(model, &constraints)?;
                let value = format!("{hint}Value");
                Shape::Map(Box::new(names), Box::new(self.usage(values(), &constraints.of_values(), &value)?))
            }
            model::Shape::Enumeration(enumeration) => {
                for value in enumeration.values {
                    one_contract(model, value.name, value.written, value.only)?;
                }
                let kind = Kind::Enumeration(enumerated(enumeration));
                Shape::Enumeration(self.define(model, hint, |_, _| Ok(kind))?)
            }
            model::Shape::Object(object) if object.tag.is_none() => {
                let kind = |walk: &mut Self, name: &str| walk.object(object, name).map(Kind::Object);
                Shape::Object(self.define(model, hint, kind)?)
            }
            model::Shape::Tuple(elements) => {
                let each = constraints.of_items();
                let kind = |walk: &mut Self, name: &str| walk.tuple(elements, &each, name);
                Shape::Tuple(self.define(model, hint, kind)?)
            }
            model::Shape::Keyed(keyed) => {
                Shape::Union(self.define(model, hint, |walk, name| walk.keyed(model, keyed, name))?)
            }
            model::Shape::Choice(alternatives) => {
                let union = self.define(model, hint, |walk, name| walk.choice(model, alternatives, name))?;
                match Shape::Union(union) {
                    union if model.accepts_null() => Shape::Nullable(Box::new(Type::of(union))),
                    union => union,
                }
            }
            model::Shape::Union(union) if union.unknown.is_none_or(|unknown| !unknown.is_kept) => {
                Shape::Union(self.define(model, hint, |walk, name| walk.tagged(model, union, name))?)
            }
            model::Shape::Object(_) | model::Shape::Union(_) => {
                return Err(Error::Unpackaged { what: "an event within an event", path: model.path.into() });
            }
        };
        let rules = self.rules_within(model, &constraints, hint)?;
        Ok(Type { shape, checks: checks(model, &constraints)?, rules })
    }

    /// The rules about what stands in a list or a map.
    fn rules_within(
        &mut self,
        model: &'static Model,
        constraints: &Constraints,
        hint: &str,
    ) -> Result<Vec<relation::Rule>, Error> {
        let mut found = Vec::new();
        let (within, hint) = match model.shape {
            model::Shape::Array(items) => (items(), format!("{hint}Item")),
            model::Shape::Map(values) => (values(), format!("{hint}Value")),
            _ => return Ok(found),
        };
        let mut seen = |model: &'static Model, each: &Constraints| {
            Ok::<_, Error>(relation::seen(self.usage(model, each, &hint)?))
        };
        for rule in constraints.rules.iter() {
            match rule {
                Rule::Contains(rule) => {
                    let each = seen(within.non_null(), &rule.each)?;
                    let least = rule.least.unwrap_or(1);
                    found.extend((least > 0).then(|| relation::Rule::MinContains(least, each.clone())));
                    found.extend(rule.most.map(|most| relation::Rule::MaxContains(most, each)));
                }
                Rule::PrefixItems(each) => {
                    let items = each.iter().map(|each| seen(within, each));
                    found.push(relation::Rule::PrefixItems(items.collect::<Result<_, _>>()?));
                }
                Rule::PatternProperties(pattern, each) => {
                    let checks = Checks { patterns: vec![Pattern::of(*pattern)], ..Checks::default() };
                    let names = Type { shape: Shape::String, checks, rules: Vec::new() };
                    found.push(relation::Rule::PatternProperties(names, seen(within, each)?));
                }
                _ => {}
            }
        }
        Ok(found)
    }

    fn tuple(
        &mut self,
        elements: &'static [Element],
        each: &Constraints,
        owner: &str,
    ) -> Result<Kind, Error> {
        if elements.len() > ORDINALS.len() {
            return Err(Error::Unpackaged {
                what: "a tuple of so many items",
                path: owner.to_owned().into(),
            });
        }
        let items = elements.iter().zip(ORDINALS).map(|(element, ordinal)| {
            let hint = format!("{owner}{}", Case::Pascal.join(&words(ordinal)));
            self.usage((element.value)(), &element.constraints.and(each), &hint)
        });
        Ok(Kind::Tuple(items.collect::<Result<_, _>>()?))
    }

    fn keyed(
        &mut self,
        model: &'static Model,
        keyed: &'static model::Keyed,
        owner: &str,
    ) -> Result<Kind, Error> {
        if keyed.other.is_some() {
            return Err(Error::Unpackaged {
                what: "an enum that reads unknown names as one variant",
                path: model.path.into(),
            });
        }
        let mut cases = Vec::new();
        for unit in keyed.units {
            one_contract(model, unit.name, unit.written, unit.only)?;
            let (name, content) = (unit.variant.to_owned(), Content::Unit);
            let (wire, aliases) = (unit.name, unit.aliases);
            cases.push(Variant { name, wire, aliases, docs: docs(&unit.docs), content });
        }
        for content in keyed.contents {
            one_contract(model, content.name, content.written, content.only)?;
            let hint = format!("{owner}{}Content", content.variant);
            let inner = (content.model)();
            self.cases.insert(format!("{owner}{}", content.variant));
            let value = self.usage(inner, &Constraints::NONE, &hint)?;
            let told = if content.docs == model::Docs::NONE { &inner.docs } else { &content.docs };
            let (name, wire, aliases) = (content.variant.to_owned(), content.name, content.aliases);
            cases.push(Variant { name, wire, aliases, docs: docs(told), content: Content::Value(value) });
        }
        Ok(Kind::Union(Union { told_by: ToldBy::Name, cases, expected: String::new() }))
    }

    fn tagged(
        &mut self,
        model: &'static Model,
        union: &'static model::Union,
        owner: &str,
    ) -> Result<Kind, Error> {
        let mut cases = Vec::new();
        for variant in union.variants {
            one_contract(model, variant.tag, variant.written, variant.only)?;
            let inner = (variant.model)();
            let Some(object) = inner.as_object() else {
                return Err(Error::Unpackaged { what: "an enum within an enum", path: model.path.into() });
            };
            checks(inner, &inner.constraints)?;
            let object = self.object(object, &format!("{owner}{}", variant.name))?;
            let (name, wire, aliases) = (variant.name.to_owned(), variant.tag, variant.aliases);
            let content = Content::Object(object);
            cases.push(Variant { name, wire, aliases, docs: docs(&inner.docs), content });
        }
        if let Some(unknown) = union.unknown {
            if unknown.closed {
                let what = "a variant for any other tag that refuses other properties";
                return Err(Error::Unpackaged { what, path: model.path.into() });
            }
            // Rust notices it only; here it is kept, for what is read is written again.
            let (name, content) = (unknown.name.to_owned(), Content::Unknown);
            cases.push(Variant { name, wire: "", aliases: &[], docs: docs(&unknown.docs), content });
        }
        Ok(Kind::Union(Union { told_by: ToldBy::Tag(union.tag), cases, expected: String::new() }))
    }

    /// Null, if one of them takes it, is told apart outside: it is no case.
    fn choice(
        &mut self,
        model: &'static Model,
        alternatives: &'static [model::Alternative],
        owner: &str,
    ) -> Result<Kind, Error> {
        let names: Vec<&str> = alternatives.iter().map(|alternative| alternative.name).collect();
        let expected = format!("one of {} types ({})", names.len(), names.join(", "));
        let mut cases = Vec::new();
        for alternative in alternatives {
            let inner = (alternative.model)().non_null();
            if matches!(inner.shape, model::Shape::Null) {
                continue;
            }
            // Tagged variants stand among untagged ones as a type of the same name.
            let name = if alternative.name == model.name { "Tagged" } else { alternative.name };
            self.cases.insert(format!("{owner}{name}"));
            let value = self.usage(inner, &Constraints::NONE, &format!("{owner}{name}Value"))?;
            let told = if alternative.docs == model::Docs::NONE { &inner.docs } else { &alternative.docs };
            let (name, content) = (name.to_owned(), Content::Value(value));
            cases.push(Variant { name, wire: "", aliases: &[], docs: docs(told), content });
        }
        Ok(Kind::Union(Union { told_by: ToldBy::Nothing, cases, expected }))
    }

    /// Notes a named type before it is walked, for it may refer to itself; says what it is called.
    fn define(
        &mut self,
        model: &'static Model,
        hint: &str,
        kind: impl FnOnce(&mut Self, &str) -> Result<Kind, Error>,
    ) -> Result<String, Error> {
        let is_named = model.is_definition() && !self.cases.contains(&*model.definition());
        let path = if model.is_definition() {
            model.full_path().into_owned()
        } else {
            format!("the type of {hint}")
        };
        let mut name = if is_named { model.definition().into_owned() } else { hint.to_owned() };
        if let Some(known) = self.types.iter().find(|known| known.path == path) {
            return Ok(known.name.clone());
        }
        while !is_named && self.types.iter().any(|known| known.name == name) {
            name.push('2');
        }
        let at = self.types.len();
        self.types.push(Known { path, name: name.clone(), definition: None });
        let kind = kind(self, &name)?;
        let docs = with_unchecked(docs(&model.docs), model);
        self.types[at].definition = Some(Definition { name: name.clone(), docs, kind });
        Ok(name)
    }
}

/// A package writes what it reads: it has one contract.
const TWO_CONTRACTS: &str = "a name that is written otherwise than it is read";

fn one_contract(
    model: &Model,
    name: &str,
    written: Option<&str>,
    only: Option<model::Contract>,
) -> Result<(), Error> {
    if only.is_none() && written.is_none_or(|written| written == name) {
        return Ok(());
    }
    Err(Error::Unpackaged { what: TWO_CONTRACTS, path: model.path.into() })
}

fn enumerated(enumeration: &model::Enumeration) -> Enumeration {
    let values = enumeration.values.iter();
    let values = values.map(|value| {
        let (wire, aliases, name) = (value.name, value.aliases, value.variant);
        Value { wire, aliases, name, docs: docs(&value.docs) }
    });
    Enumeration { values: values.collect(), open: enumeration.open }
}

fn presence(property: &model::Property) -> Presence {
    match (property.presence, property.nullable) {
        (Written::Required, false) => Presence::Required,
        (Written::Required, true) => Presence::RequiredNullable,
        (Written::Optional, true) => Presence::Optional,
        (Written::Optional | Written::NonNull, _) => Presence::OptionalNonNull,
    }
}

fn checks(model: &'static Model, constraints: &Constraints) -> Result<Checks, Error> {
    let mut checks = Checks {
        minimum: constraints.minimum,
        maximum: constraints.maximum,
        min_length: constraints.min_length,
        max_length: constraints.max_length,
        min_items: constraints.min_items,
        max_items: constraints.max_items,
        ..Checks::default()
    };
    let unpackaged = |what| Error::Unpackaged { what, path: model.path.into() };
    for rule in constraints.rules.iter() {
        match rule {
            Rule::ExclusiveMinimum(bound) => checks.above = Some(tighter(checks.above, *bound, true)),
            Rule::ExclusiveMaximum(bound) => checks.below = Some(tighter(checks.below, *bound, false)),
            Rule::MultipleOf(step) => checks.multiple_of.push(*step),
            Rule::Prefix(text) => checks.prefixes.push(text),
            Rule::Suffix(text) => checks.suffixes.push(text),
            Rule::Substring(text) => checks.substrings.push(text),
            Rule::Const(text) => listed(&mut checks, &[text]),
            Rule::Enum(texts) => listed(&mut checks, texts),
            Rule::Not(text) => checks.none_of.push((*text).to_owned()),
            Rule::UniqueItems => checks.unique_items = true,
            Rule::MinProperties(least) => checks.min_properties = checks.min_properties.max(Some(*least)),
            Rule::MaxProperties(most) => {
                checks.max_properties = Some(checks.max_properties.map_or(*most, |other| other.min(*most)));
            }
            // They were handed to the inner type, are those of names, are about several values, or are told and not
            // checked.
            Rule::Items(_)
            | Rule::Values(_)
            | Rule::PropertyNames(_)
            | Rule::PrefixItems(_)
            | Rule::Contains(_)
            | Rule::PatternProperties(..)
            | Rule::Check(_)
            | Rule::Format(Format::Regex) => {}
            Rule::Pattern(pattern) => checks.patterns.push(Pattern::of(*pattern)),
            Rule::Format(format) => {
                checks.formats.push(formats::format(*format).ok_or_else(|| unpackaged("this `format`"))?);
            }
            Rule::ContentEncoding(encoding) => checks
                .formats
                .push(formats::encoding(*encoding).ok_or_else(|| unpackaged("this `content_encoding`"))?),
        }
    }
    Ok(checks)
}

/// Words in lines of no more than 60 characters.
pub(super) fn lines(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= 60 => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// Notes the values of `const` or `enum`, each with those of its JSON type: the others are no value of the type at hand.
fn listed(checks: &mut Checks, texts: &[&str]) {
    let values: Vec<Json> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    let strings: Vec<String> = values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
    let numbers = values.iter().filter_map(|value| match value {
        Json::Number(text) => Some(text.clone()),
        _ => None,
    });
    let numbers: Vec<String> = numbers.collect();
    let mut booleans = values.iter().filter_map(|value| match value {
        Json::Bool(value) => Some(*value),
        _ => None,
    });
    if !strings.is_empty() {
        checks.one_of.push(strings);
    }
    if !numbers.is_empty() {
        checks.among.push(numbers);
    }
    match (booleans.next(), booleans.next()) {
        (Some(only), None) => checks.only = Some(only),
        (Some(one), Some(other)) if one == other => checks.only = Some(one),
        _ => {}
    }
}

/// What the names of a map obey.
fn names(model: &'static Model, constraints: &Constraints) -> Result<Checks, Error> {
    let each = constraints.rules.iter().filter_map(|rule| match rule {
        Rule::PropertyNames(each) => Some(*each),
        _ => None,
    });
    checks(model, &each.fold(Constraints::NONE, |all, each| all.and(each)))
}

fn tighter(one: Option<Bound>, other: Bound, greater: bool) -> Bound {
    let Some(one) = one else { return other };
    let number = |bound: Bound| bound.to_string().parse::<f64>().unwrap_or(f64::NAN);
    if (number(one) > number(other)) == greater { one } else { other }
}

fn event_docs(model: &'static Model, emitted: Option<&str>) -> Docs {
    let mut docs = docs(&model.docs);
    docs.paragraphs.extend(emitted.map(str::to_owned));
    docs = with_unchecked(docs, model);
    if let Some(since) = model.docs.since {
        docs.paragraphs.push(format!("Since {since}."));
    }
    docs
}

fn docs(docs: &model::Docs) -> Docs {
    let paragraphs = docs.description.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    Docs { paragraphs: paragraphs.map(str::to_owned).collect(), deprecated: docs.deprecated }
}

/// A type's documentation, and what else Rust asks of it.
fn with_unchecked(mut docs: Docs, model: &'static Model) -> Docs {
    unchecked(model, &Constraints::NONE, true, &mut docs.paragraphs);
    docs
}

/// Tells what no package checks: functions in Rust, and what takes a parser of regular expressions.
///
/// What is said of a type that packages have under its own name is told there, where it is `defined`.
fn unchecked(model: &'static Model, constraints: &Constraints, defined: bool, told: &mut Vec<String>) {
    let constraints = match model.shape {
        _ if defined => model.constraints.and(constraints),
        model::Shape::Enumeration(_)
        | model::Shape::Object(_)
        | model::Shape::Tuple(_)
        | model::Shape::Keyed(_)
        | model::Shape::Union(_)
        | model::Shape::Choice(_) => *constraints,
        _ => model.constraints.and(constraints),
    };
    for rule in constraints.rules.iter() {
        let sentence = match rule {
            Rule::Check(check) => format!("Rust checks `{}` too; this package does not.", check.code),
            Rule::Format(Format::Regex) => {
                String::from("It is a regular expression, which this package does not check.")
            }
            _ => continue,
        };
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    match model.shape {
        model::Shape::Nullable(inner) => unchecked(inner(), &constraints, false, told),
        model::Shape::Array(items) => unchecked(items(), &constraints.of_items(), false, told),
        model::Shape::Map(values) => unchecked(values(), &constraints.of_values(), false, told),
        _ => {}
    }
}

fn property_docs(property: &model::Property) -> Docs {
    let mut docs = docs(&property.docs);
    if docs.paragraphs.is_empty() {
        let model = (property.value)().non_null();
        docs.paragraphs = self::docs(&model.docs).paragraphs;
    }
    let mut facts = Vec::new();
    unchecked((property.value)(), &property.constraints, false, &mut facts);
    if let Some(when) = property.null_when {
        facts.push(format!("Null when {when}."));
    }
    if !property.docs.examples.is_empty() {
        let examples: Vec<String> =
            property.docs.examples.iter().map(|example| format!("`{example}`")).collect();
        facts.push(format!("For example {}.", examples.join(" or ")));
    }
    if property.basis == Basis::Inferred {
        facts.push(String::from("Inferred, not documented."));
    }
    if let Some(since) = property.docs.since {
        facts.push(format!("Since {since}."));
    }
    match docs.paragraphs.last_mut() {
        Some(last) if !facts.is_empty() => {
            last.push(' ');
            last.push_str(&facts.join(" "));
        }
        None if !facts.is_empty() => docs.paragraphs.push(facts.join(" ")),
        _ => {}
    }
    docs
}
