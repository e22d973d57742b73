//! The rules once more, as plainly as they can be written: over a tree, with exact numbers, slowly.
//!
//! The `jsonschema` crate cannot see everything that the contract speaks of (repeated properties, places, numbers
//! beyond floats); this can, so no payload goes without a second opinion.

mod relations;
mod rules;

use std::cmp::Ordering;

use super::decimal::Decimal;
use super::tree::{Kind, Member, Node};
use crate::error::Code;
use crate::model::{
    Bound, Constraints, Content, Contract, Keyed, Model, Object, Presence, Property, Shape, Tag, Union,
    Variant,
};
use crate::profile::Profile;

/// One thing that is wrong with a payload.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    pub(super) offset: usize,
    pub(super) code: Code,
    pub(super) instance: String,
}

/// Everything that is wrong with a document, sorted; nothing twice.
pub(super) fn findings(
    contract: Contract,
    model: &'static Model,
    profile: Profile,
    root: &Node,
) -> Vec<Finding> {
    let mut check = Check::new(contract, profile);
    check.value(model, &[], true, root);
    check.findings.sort_unstable();
    check.findings.dedup();
    check.findings
}

/// The first type of a choice that a value is of.
pub(super) fn chosen(model: &'static Model, profile: Profile, node: &Node) -> Option<&'static Model> {
    let Shape::Choice(alternatives) = &model.shape else { return None };
    let read = alternatives.iter().filter(|it| it.is_part_of(Contract::Deserialize));
    let models = read.map(|alternative| (alternative.model)());
    models.into_iter().find(|model| findings(Contract::Deserialize, model, profile, node).is_empty())
}

/// Which known event a document is, if its model is an event or a union.
pub(super) fn known_event(contract: Contract, model: &'static Model, root: &Node) -> Option<&'static str> {
    match &model.shape {
        Shape::Union(union) => {
            let tag = root.members()?.iter().find(|member| member.name == union.tag)?;
            let Kind::String(value) = &tag.value.kind else { return None };
            let is_named = |it: &&Variant| it.names(contract).any(|name| name == value);
            union.variants.iter().find(is_named).map(|variant| variant.tag)
        }
        _ => model.tag().map(|tag| tag.value),
    }
}

struct Check {
    contract: Contract,
    profile: Profile,
    pointer: Vec<String>,
    findings: Vec<Finding>,
}

impl Check {
    fn new(contract: Contract, profile: Profile) -> Self {
        Self { contract, profile, pointer: Vec::new(), findings: Vec::new() }
    }

    fn report(&mut self, code: Code, offset: usize) {
        let escaped = self.pointer.iter().map(|segment| segment.replace('~', "~0").replace('/', "~1"));
        let instance = escaped.fold(String::new(), |pointer, segment| pointer + "/" + &segment);
        self.findings.push(Finding { offset, code, instance });
    }

    fn at(&mut self, segment: &str, check: impl FnOnce(&mut Self)) {
        self.pointer.push(segment.to_owned());
        check(self);
        self.pointer.pop();
    }

    fn value(&mut self, model: &'static Model, constraints: &[&Constraints], may_be_null: bool, node: &Node) {
        let constraints = &[constraints, &[&model.constraints]].concat();
        match (&model.shape, &node.kind) {
            (Shape::Any, _) => {
                for constraints in constraints {
                    self.constraints(constraints, node);
                }
                return;
            }
            (Shape::Boolean, Kind::Boolean(_)) | (Shape::Null, Kind::Null) => {}
            (Shape::Nullable(_), Kind::Null) if may_be_null => {}
            (Shape::Nullable(inner), _) => self.value(inner(), constraints, may_be_null, node),
            (Shape::Integer, Kind::Number(text)) if Decimal::parse(text).is_whole() => {
                self.number(text, constraints, node);
            }
            (Shape::Number, Kind::Number(text)) => self.number(text, constraints, node),
            (Shape::String, Kind::String(text)) => {
                self.length(text, constraints, node);
            }
            (Shape::Enumeration(list), Kind::String(text)) => {
                let is_known =
                    list.values.iter().any(|value| value.names(self.contract).any(|name| name == text));
                if !list.open && !is_known {
                    self.report(Code::Enum, node.start);
                }
            }
            (Shape::Array(item), Kind::Array(items)) => {
                self.items(items, constraints, node);
                for (at, node) in items.iter().enumerate() {
                    self.at(&at.to_string(), |this| this.value(item(), &[], true, node));
                }
            }
            (Shape::Map(item), Kind::Object(members)) => {
                for member in members {
                    self.at(&member.name, |this| this.value(item(), &[], true, &member.value));
                }
            }
            (Shape::Object(object), Kind::Object(members)) => self.object(object, members, node),
            (Shape::Union(union), Kind::Object(members)) => self.union(union, members, node),
            (Shape::Union(union), _) if !self.is_open(union) => self.report(Code::OneOf, node.start),
            (Shape::Tuple(elements), Kind::Array(items)) => {
                for (at, (element, node)) in elements.iter().zip(items).enumerate() {
                    self.at(&at.to_string(), |this| {
                        this.value((element.value)(), &[&element.constraints], true, node);
                    });
                }
                match items.len().cmp(&elements.len()) {
                    Ordering::Less => self.report(Code::MinItems, node.start),
                    Ordering::Equal => {}
                    Ordering::Greater => self.report(Code::MaxItems, node.start),
                }
            }
            (Shape::Keyed(keyed), Kind::String(name)) => {
                let is_unit = keyed.units.iter().any(|it| it.names(self.contract).any(|known| known == name));
                let is_known = keyed.names(self.contract).any(|known| known == name);
                if !is_unit && (keyed.other.is_none() || is_known) {
                    self.report(Code::OneOf, node.start);
                }
            }
            (Shape::Keyed(keyed), Kind::Object(members)) => self.keyed(keyed, members, node),
            (Shape::Keyed(_), _) => self.report(Code::OneOf, node.start),
            (Shape::Choice(alternatives), _) => {
                let mut accepted = false;
                for alternative in alternatives.iter().filter(|it| it.is_part_of(self.contract)) {
                    let mut check = Self::new(self.contract, self.profile);
                    check.value((alternative.model)(), &[], true, node);
                    accepted |= check.findings.is_empty();
                }
                if !accepted {
                    self.report(Code::AnyOf, node.start);
                }
            }
            _ => return self.report(Code::Type, node.start),
        }
        // A nullable type hands its rules on to the type inside.
        if !matches!(model.shape, Shape::Nullable(_)) {
            for constraints in constraints {
                self.rules(constraints, node);
            }
        }
    }

    fn length(&mut self, text: &str, constraints: &[&Constraints], node: &Node) {
        let length = text.chars().count() as u64;
        self.size(
            length,
            constraints,
            node,
            |it| it.min_length,
            Code::MinLength,
            |it| it.max_length,
            Code::MaxLength,
        );
    }

    fn items(&mut self, items: &[Node], constraints: &[&Constraints], node: &Node) {
        let length = items.len() as u64;
        self.size(
            length,
            constraints,
            node,
            |it| it.min_items,
            Code::MinItems,
            |it| it.max_items,
            Code::MaxItems,
        );
    }

    fn number(&mut self, text: &str, constraints: &[&Constraints], node: &Node) {
        let below = |bound: Bound| below(text, bound);
        if constraints.iter().filter_map(|rules| rules.minimum).any(|bound| below(bound) == Some(true)) {
            self.report(Code::Minimum, node.start);
        }
        if constraints.iter().filter_map(|rules| rules.maximum).any(|bound| below(bound) == Some(false)) {
            self.report(Code::Maximum, node.start);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "two limits, each with its code")]
    fn size(
        &mut self,
        size: u64,
        constraints: &[&Constraints],
        node: &Node,
        least: fn(&Constraints) -> Option<u64>,
        too_small: Code,
        most: fn(&Constraints) -> Option<u64>,
        too_great: Code,
    ) {
        if constraints.iter().filter_map(|rules| least(rules)).any(|least| size < least) {
            self.report(too_small, node.start);
        }
        if constraints.iter().filter_map(|rules| most(rules)).any(|most| size > most) {
            self.report(too_great, node.start);
        }
    }

    fn object(&mut self, object: &'static Object, members: &[Member], node: &Node) {
        let mut seen: Vec<&str> = Vec::new();
        for member in members {
            let is_named = |it: &&Property| it.names(self.contract).any(|name| name == member.name);
            let property = object.properties.iter().find(is_named);
            let tag = object.tag.filter(|tag| tag.property == member.name);
            if property.is_none() && tag.is_none() {
                if let Some(rest) = object.rest {
                    self.at(&member.name, |this| this.value((rest.value)(), &[], true, &member.value));
                } else if object.closed || self.profile == Profile::Strict {
                    self.report(Code::AdditionalProperties, member.start);
                }
                continue;
            }
            let name = property.map_or(&member.name[..], |property| property.name_in(self.contract));
            let repeated = seen.contains(&name);
            seen.push(name);
            self.at(&member.name, |this| {
                if repeated {
                    this.report(Code::Repeated, member.start);
                }
                if let Some(tag) = tag {
                    this.tag(tag, &member.value);
                } else if let Some(property) = property {
                    this.value(
                        (property.value)(),
                        &[&property.constraints],
                        property.nullable,
                        &member.value,
                    );
                }
            });
        }
        let required = object.properties.iter().filter(|property| self.requires(property));
        let names = required
            .map(|property| property.name_in(self.contract))
            .chain(object.tag.map(|tag| tag.property));
        let missing = names.filter(|name| !seen.contains(name)).count();
        (0..missing).for_each(|_| self.report(Code::Required, node.start));
        self.relations(object, object.properties, members, node);
    }

    fn requires(&self, property: &Property) -> bool {
        property.is_part_of(self.contract)
            && match (self.profile, property.presence) {
                (_, Presence::NonNull) | (Profile::Documented | Profile::Tolerant, Presence::Optional) => {
                    false
                }
                (Profile::Tolerant, Presence::Required) => !property.nullable,
                (Profile::Documented | Profile::Strict, Presence::Required)
                | (Profile::Strict, Presence::Optional) => true,
            }
    }

    fn tag(&mut self, tag: Tag, node: &Node) {
        match &node.kind {
            Kind::String(text) if tag.names(self.contract).any(|name| name == text) => {}
            Kind::String(_) => self.report(Code::Const, node.start),
            _ => self.report(Code::Type, node.start),
        }
    }

    fn union(&mut self, union: &'static Union, members: &[Member], node: &Node) {
        let is_open = self.is_open(union);
        let code = |code| if is_open { code } else { Code::OneOf };
        let mut tags = members.iter().filter(|member| member.name == union.tag);
        let Some(first) = tags.next() else { return self.report(code(Code::Required), node.start) };
        let Kind::String(tag) = &first.value.kind else {
            return self.at(union.tag, |this| {
                tags.for_each(|tag| this.report(Code::Repeated, tag.start));
                this.report(code(Code::Type), first.value.start);
            });
        };
        let is_named = |it: &&Variant| it.names(self.contract).any(|name| name == tag);
        if let Some(variant) = union.variants.iter().find(is_named) {
            return self.value((variant.model)(), &[], false, node);
        }
        self.at(union.tag, |this| {
            tags.for_each(|tag| this.report(Code::Repeated, tag.start));
            if !is_open {
                this.report(Code::OneOf, first.value.start);
            }
        });
        let content = union.unknown.filter(|_| is_open).and_then(|unknown| unknown.content);
        let is_closed = union.unknown.is_some_and(|unknown| is_open && unknown.closed);
        let is_declared = |name: &str| name == union.tag || content == Some(name);
        for member in members.iter().filter(|member| is_closed && !is_declared(&member.name)) {
            self.report(Code::AdditionalProperties, member.start);
        }
        let contents = members.iter().filter(|member| content == Some(&member.name[..]));
        for (at, member) in contents.enumerate() {
            self.at(&member.name, |this| {
                if at > 0 {
                    this.report(Code::Repeated, member.start);
                }
                if !matches!(member.value.kind, Kind::Null) {
                    this.report(Code::Type, member.value.start);
                }
            });
        }
    }

    /// The first member counts; what follows is too much.
    fn keyed(&mut self, keyed: &'static Keyed, members: &[Member], node: &Node) {
        let Some((first, others)) = members.split_first() else {
            return self.report(Code::OneOf, node.start);
        };
        let is_named = |it: &&Content| it.names(self.contract).any(|name| name == first.name);
        let content = keyed.contents.iter().find(is_named);
        match content {
            Some(content) => self.at(&first.name, |this| {
                this.value((content.model)(), &[], true, &first.value);
            }),
            None => self.report(Code::OneOf, first.start),
        }
        for other in others {
            match content {
                Some(_) if other.name == first.name => {
                    self.at(&other.name, |this| this.report(Code::Repeated, other.start));
                }
                _ => self.report(Code::OneOf, other.start),
            }
        }
    }

    fn is_open(&self, union: &Union) -> bool {
        union.unknown.is_some() && self.profile != Profile::Strict
    }
}

/// Whether a number is below a bound; `None` if it is neither below nor above.
fn below(text: &str, bound: Bound) -> Option<bool> {
    let number = Decimal::parse(text);
    let is_short = text.parse::<f64>().is_ok_and(|float| float.abs() < 5e17);
    let order = match bound {
        Bound::Integer(integer) if number.is_whole() => number.cmp(&Decimal::parse(&integer.to_string())),
        Bound::Float(float) if number.is_whole() && is_short => number.cmp(&Decimal::of_float(float)),
        // What can only be a float is compared as one.
        Bound::Integer(integer) => text.parse::<f64>().ok()?.partial_cmp(&integer.to_f64())?,
        Bound::Float(float) => text.parse::<f64>().ok()?.partial_cmp(&float)?,
    };
    match order {
        Ordering::Less => Some(true),
        Ordering::Equal => None,
        Ordering::Greater => Some(false),
    }
}
