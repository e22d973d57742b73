//! The contract in words that no language owns: what a package of any language is made from.
//!
//! The model is walked once, here. Constraints of newtypes and properties are brought together, flattened groups are
//! flat, and every named type stands in one list, in the order in which a reader meets it.

mod formats;
mod rules;
mod walk;

use std::collections::BTreeSet;

use serde::Serialize;

use event_schema::model::{Bound, Decimal};

use crate::error::Error;
use crate::packages::naming::{Case as Casing, words};

pub(super) use self::formats::Named;
pub(super) use self::rules::{Rule, Spelling};
pub(super) use self::walk::contract;

/// Everything that a package holds.
#[derive(Debug, Clone)]
pub(super) struct Contract {
    /// What the union is called, or the one event that there is.
    pub(super) name: String,
    pub(super) docs: Docs,
    /// The property that tells events apart.
    pub(super) tag: &'static str,
    /// Whether an event outside the list is kept, or refused.
    pub(super) keeps_unknown: bool,
    pub(super) events: Vec<Event>,
    /// The named types that the events refer to.
    pub(super) types: Vec<Definition>,
}

#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) name: &'static str,
    pub(super) tag: &'static str,
    /// Other tags that it is read by.
    pub(super) aliases: &'static [&'static str],
    /// What its documents are called.
    pub(super) stem: String,
    pub(super) docs: Docs,
    pub(super) object: Object,
    /// A valid payload with everything in it, for examples.
    pub(super) example: String,
}

#[derive(Debug, Clone)]
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) docs: Docs,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there are but a few")]
pub(super) enum Kind {
    Object(Object),
    Enumeration(Enumeration),
    /// An array with a type for each of its items.
    Tuple(Vec<Type>),
    Union(Union),
}

/// One of several values.
#[derive(Debug, Clone)]
pub(super) struct Union {
    pub(super) told_by: ToldBy,
    pub(super) cases: Vec<Case>,
    /// What is expected where none of its cases stands, if nothing tells them apart.
    pub(super) expected: String,
}

/// What tells the cases of a union apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToldBy {
    /// The one member of an object, or a string.
    Name,
    /// A property.
    Tag(&'static str),
    /// Nothing but what they are: the first that reads a value counts.
    Nothing,
}

#[derive(Debug, Clone)]
pub(super) struct Case {
    /// Its name in Rust.
    pub(super) name: String,
    /// What tells it apart on the wire.
    pub(super) wire: &'static str,
    /// What else it is read by.
    pub(super) aliases: &'static [&'static str],
    pub(super) docs: Docs,
    pub(super) content: Content,
}

#[derive(Debug, Clone)]
pub(super) enum Content {
    /// Nothing but the name.
    Unit,
    Value(Type),
    /// The object that has the tag.
    Object(Object),
    /// An object with any other tag, which is kept as it came.
    Unknown,
}

#[derive(Debug, Clone)]
pub(super) struct Enumeration {
    pub(super) values: Vec<Value>,
    pub(super) open: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Value {
    /// The string on the wire.
    pub(super) wire: &'static str,
    /// Other strings that it is read by.
    pub(super) aliases: &'static [&'static str],
    /// Its name in Rust.
    pub(super) name: &'static str,
    pub(super) docs: Docs,
}

#[derive(Debug, Clone)]
pub(super) struct Object {
    pub(super) properties: Vec<Property>,
    /// What keeps the properties that are not declared.
    pub(super) rest: Option<Rest>,
    pub(super) closed: bool,
    /// What its properties have to do with each other.
    pub(super) rules: Vec<Rule>,
}

/// A map of the properties that are not declared, which stand beside the others on the wire.
#[derive(Debug, Clone)]
pub(super) struct Rest {
    pub(super) field: &'static str,
    pub(super) value: Type,
}

#[derive(Debug, Clone)]
pub(super) struct Property {
    pub(super) name: &'static str,
    pub(super) aliases: &'static [&'static str],
    pub(super) field: &'static str,
    pub(super) presence: Presence,
    pub(super) value: Type,
    pub(super) docs: Docs,
}

/// Whether a property may be absent, and whether it may be null: no two of these are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Presence {
    Required,
    RequiredNullable,
    /// It may be absent, and it may be null.
    Optional,
    OptionalNonNull,
}

/// What stands at one place, `null` aside.
#[derive(Debug, Clone)]
pub(super) struct Type {
    pub(super) shape: Shape,
    pub(super) checks: Checks,
    /// Rules about what stands in a list or a map.
    pub(super) rules: Vec<Rule>,
}

#[derive(Debug, Clone)]
pub(super) enum Shape {
    Any,
    /// Null and nothing else.
    Null,
    Boolean,
    Integer,
    Number,
    String,
    /// The name of one of [`Contract::types`].
    Enumeration(String),
    /// The name of one of [`Contract::types`].
    Object(String),
    /// The name of one of [`Contract::types`].
    Tuple(String),
    /// The name of one of [`Contract::types`].
    Union(String),
    /// The value or null; it stands within lists and maps only.
    Nullable(Box<Type>),
    List(Box<Type>),
    /// What its names obey, and its values.
    Map(Box<Checks>, Box<Type>),
}

/// Rules that a value obeys, beside its type.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Checks {
    pub(super) minimum: Option<Bound>,
    pub(super) maximum: Option<Bound>,
    pub(super) above: Option<Bound>,
    pub(super) below: Option<Bound>,
    pub(super) multiple_of: Vec<Decimal>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) prefixes: Vec<&'static str>,
    pub(super) suffixes: Vec<&'static str>,
    pub(super) substrings: Vec<&'static str>,
    /// Strings of which the value must be one, in every list.
    pub(super) one_of: Vec<Vec<String>>,
    /// Numbers of which the value must be one, in every list.
    pub(super) among: Vec<Vec<String>>,
    /// Numbers that the value must not be.
    pub(super) none_of: Vec<String>,
    /// The one boolean that is allowed.
    pub(super) only: Option<bool>,
    pub(super) formats: Vec<Named>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) min_items: Option<u64>,
    pub(super) max_items: Option<u64>,
    pub(super) unique_items: bool,
    pub(super) min_properties: Option<u64>,
    pub(super) max_properties: Option<u64>,
}

/// A pattern, and the table that decides it in one pass: not every language has regular expressions that agree.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    pub(super) source: String,
    /// Numbers with spaces between them, in lines.
    pub(super) table: Vec<String>,
}

/// What people are told, put together from everything that the model knows.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct Docs {
    /// Paragraphs of CommonMark.
    pub(super) paragraphs: Vec<String>,
    pub(super) deprecated: Option<&'static str>,
}

impl Contract {
    /// The named type.
    pub(super) fn kind(&self, name: &str) -> Option<&Kind> {
        self.types.iter().find(|definition| definition.name == name).map(|definition| &definition.kind)
    }

    /// The same with a type over the events that is called after the package, where an event stands alone: some languages
    /// have a type of their own for what they decode.
    pub(super) fn in_a_union(&self, package: &str) -> Self {
        let mut name = Casing::Pascal.join(&words(package));
        while self.type_names().contains(&name) {
            name.push_str("Event");
        }
        Self { name, ..self.clone() }
    }

    /// The names of everything that becomes a type.
    pub(super) fn type_names(&self) -> BTreeSet<String> {
        let events = self.events.iter().map(|event| event.name.to_owned());
        let types = self.types.iter().map(|definition| definition.name.clone());
        let cases = self.types.iter().flat_map(|definition| {
            let cases = definition.union().map_or(&[][..], |union| &union.cases);
            cases.iter().map(|case| definition.case(case))
        });
        std::iter::once(self.name.clone()).chain(events).chain(types).chain(cases).collect()
    }

    /// Every format and encoding that some string has, by name.
    pub(super) fn formats(&self) -> Vec<&Named> {
        let ruled = self.objects().flat_map(|object| object.rules.iter().flat_map(Rule::types));
        let mut found: Vec<&Named> = self.values().chain(ruled).flat_map(Type::formats).collect();
        found.sort_by_key(|named| named.name);
        found.dedup_by_key(|named| named.name);
        found
    }

    /// The names that values and events are read by, which are no value's own.
    pub(super) fn aliases(&self) -> BTreeSet<&'static str> {
        let values = |kind: &Kind| -> Vec<(&'static str, &'static [&'static str])> {
            match kind {
                Kind::Enumeration(enumeration) => {
                    enumeration.values.iter().map(|value| (value.wire, value.aliases)).collect()
                }
                Kind::Union(union) => union.cases.iter().map(|case| (case.wire, case.aliases)).collect(),
                Kind::Object(_) | Kind::Tuple(_) => Vec::new(),
            }
        };
        let events = self.events.iter().map(|event| (event.tag, event.aliases));
        let named: Vec<_> = events.chain(self.types.iter().flat_map(|it| values(&it.kind))).collect();
        let own: BTreeSet<&str> = named.iter().map(|(own, _)| *own).collect();
        named.iter().flat_map(|(_, aliases)| *aliases).copied().filter(|it| !own.contains(it)).collect()
    }

    /// All objects, those of the events first.
    pub(super) fn objects(&self) -> impl Iterator<Item = &Object> {
        let nested = self.types.iter().flat_map(|definition| match &definition.kind {
            Kind::Object(object) => vec![object],
            Kind::Union(union) => union.cases.iter().filter_map(|case| case.content.object()).collect(),
            Kind::Enumeration(_) | Kind::Tuple(_) => Vec::new(),
        });
        self.events.iter().map(|event| &event.object).chain(nested)
    }

    /// Refuses what no constructor on the Java virtual machine takes: its arguments fill 255 slots at most, of which
    /// long integers and floats take two, and Kotlin needs some to tell which arguments were left out.
    pub(super) fn fit_constructors(&self) -> Result<(), Error> {
        let slots = |property: &Property| match property.value.shape {
            Shape::Integer | Shape::Number if property.presence == Presence::Required => 2,
            _ => 1,
        };
        for object in self.objects() {
            let taken: usize =
                object.properties.iter().map(slots).sum::<usize>() + usize::from(object.rest.is_some());
            if taken + object.properties.len() / 32 + 3 > 255 {
                let what = "so many properties, in Java and Kotlin,";
                return Err(Error::Unpackaged { what, path: self.name.clone().into() });
            }
        }
        Ok(())
    }

    /// All values that stand anywhere.
    pub(super) fn values(&self) -> impl Iterator<Item = &Type> {
        let events = self.events.iter().flat_map(|event| event.object.values());
        events.chain(self.types.iter().flat_map(|definition| definition.kind.values()))
    }
}

impl Definition {
    pub(super) const fn union(&self) -> Option<&Union> {
        match &self.kind {
            Kind::Union(union) => Some(union),
            _ => None,
        }
    }

    /// What the type of a case is called.
    pub(super) fn case(&self, case: &Case) -> String {
        format!("{}{}", self.name, case.name)
    }
}

impl Kind {
    /// What stands in values of the type.
    pub(super) fn values(&self) -> Vec<&Type> {
        match self {
            Self::Object(object) => object.values().collect(),
            Self::Enumeration(_) => Vec::new(),
            Self::Tuple(items) => items.iter().collect(),
            Self::Union(union) => union.cases.iter().flat_map(|case| case.content.values()).collect(),
        }
    }
}

impl Content {
    pub(super) const fn object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(super) fn values(&self) -> Vec<&Type> {
        match self {
            Self::Unit | Self::Unknown => Vec::new(),
            Self::Value(value) => vec![value],
            Self::Object(object) => object.values().collect(),
        }
    }
}

impl Object {
    pub(super) fn values(&self) -> impl Iterator<Item = &Type> {
        let rest = self.rest.iter().map(|rest| &rest.value);
        self.properties.iter().map(|property| &property.value).chain(rest)
    }

    /// The names of all properties on the wire and in Rust, and behind them the map of all others.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let rest = self.rest.iter().map(|rest| (rest.field, rest.field));
        self.properties.iter().map(|property| (property.name, property.field)).chain(rest)
    }
}

/// What the items of a tuple are called where they need names.
pub(super) const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

impl Pattern {
    fn of(pattern: event_schema::model::Pattern<'_>) -> Self {
        let table = walk::lines(pattern.numbers().map(|number| number.to_string()));
        Self { source: pattern.source().to_owned(), table }
    }
}

impl Named {
    /// The patterns, each under the name of the whole: it is not they that are told.
    pub(super) fn tables(&self) -> impl Iterator<Item = Pattern> + '_ {
        self.patterns.iter().map(|pattern| Pattern { source: self.name.to_owned(), ..pattern.clone() })
    }
}

impl Presence {
    pub(super) const fn is_optional(self) -> bool {
        matches!(self, Self::Optional | Self::OptionalNonNull)
    }

    const fn with_null(self, written: event_schema::model::Presence) -> Self {
        match written {
            event_schema::model::Presence::Required => Self::RequiredNullable,
            event_schema::model::Presence::Optional => Self::Optional,
            event_schema::model::Presence::NonNull => self,
        }
    }

    const fn without_null(self) -> Self {
        if self.is_optional() { Self::OptionalNonNull } else { Self::Required }
    }

    pub(super) const fn is_nullable(self) -> bool {
        matches!(self, Self::Optional | Self::RequiredNullable)
    }
}

impl Type {
    /// A type that nothing more is said of.
    pub(super) fn of(shape: Shape) -> Self {
        Self { shape, checks: Checks::default(), rules: Vec::new() }
    }

    /// The formats of the value and of all within it; not those of named types.
    pub(super) fn formats(&self) -> Vec<&Named> {
        let mut found: Vec<&Named> = self.checks.formats.iter().collect();
        found.extend(self.rules.iter().flat_map(Rule::types).flat_map(Self::formats));
        match &self.shape {
            Shape::Nullable(inner) | Shape::List(inner) => found.extend(inner.formats()),
            Shape::Map(names, inner) => {
                found.extend(&names.formats);
                found.extend(inner.formats());
            }
            _ => {}
        }
        found
    }

    /// The least and the greatest value of an integer, bounds that are excluded aside.
    pub(super) fn integer_range(&self) -> (Option<i128>, Option<i128>) {
        let whole = |bound: &Option<Bound>| match bound {
            Some(Bound::Integer(integer)) => integer.to_i128(),
            _ => None,
        };
        (whole(&self.checks.minimum), whole(&self.checks.maximum))
    }

    /// Whether every integer of the type lies within both bounds.
    pub(super) fn fits(&self, least: i128, greatest: i128) -> bool {
        let (minimum, maximum) = self.integer_range();
        minimum.is_some_and(|minimum| minimum >= least) && maximum.is_some_and(|maximum| maximum <= greatest)
    }
}

#[cfg(test)]
mod tests {
    use super::{Contract, Docs, Event, Object, Presence, Property, Shape, Type};

    #[test]
    fn no_constructor_has_more_arguments_than_the_machine_takes() {
        let contract = |count: usize, shape: Shape| {
            let property = Property {
                name: "a",
                aliases: &[],
                field: "a",
                presence: Presence::Required,
                value: Type::of(shape),
                docs: Docs::default(),
            };
            let object =
                Object { properties: vec![property; count], rest: None, closed: false, rules: Vec::new() };
            let (stem, docs, example) = (String::new(), Docs::default(), String::new());
            let event =
                Event { name: "A", tag: "a", aliases: &[], stem, docs: docs.clone(), object, example };
            let (events, types) = (vec![event], Vec::new());
            Contract { name: String::from("A"), docs, tag: "type", keeps_unknown: false, events, types }
        };
        assert!(contract(244, Shape::String).fit_constructors().is_ok());
        assert!(contract(246, Shape::String).fit_constructors().is_err());
        assert!(contract(124, Shape::Integer).fit_constructors().is_ok());
        assert!(contract(126, Shape::Integer).fit_constructors().is_err());
    }
}
