use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use core::ptr::from_ref;

use memchr::memmem::Finder;

use super::choice::Choice;
use super::literal::quoted;
use super::{
    Glance, Integers, Kind, Learned, Literal, Names, Node, NodeId, Object, ObjectId, Plain, Plan, Script,
    Size, Style, Then, Union, UnionId,
};
use crate::model::{self, Alternative, Bound, Constraints, Contract, Integer, Model, Property, Shape};
use crate::profile::Profile;

impl Plan {
    pub(crate) fn new(model: &'static Model, contract: Contract) -> Self {
        let mut compiler = Compiler { contract, ..Compiler::default() };
        let root = compiler.node(model, &Constraints::NONE);
        let mut plan = Self {
            root,
            nodes: compiler.nodes.into_iter().flatten().collect(),
            objects: compiler.objects.into_iter().flatten().collect(),
            unions: compiler.unions.into(),
        };
        for at in 0..plan.objects.len() {
            plan.objects[at].script = Script::of_all_members(&plan, &plan.objects[at]);
        }
        plan
    }

    /// What a validator knows before it saw a payload.
    pub(crate) fn learned(&self) -> Learned {
        // One place for the first member, and one behind each.
        let expected = self.objects.iter().flat_map(|object| {
            (0..=object.members.len()).map(|member| u16::try_from(member).unwrap_or(u16::MAX))
        });
        Learned::new(self.objects.len(), expected)
    }
}

/// Types may refer to themselves, so each gets its position before it is laid out. Models are told apart by address: one
/// that is met under two addresses is laid out twice, which is right as well.
#[derive(Default)]
struct Compiler {
    contract: Contract,
    nodes: Vec<Option<Node>>,
    objects: Vec<Option<Object>>,
    unions: Vec<Union>,
    places: usize,
    known_nodes: BTreeMap<usize, NodeId>,
    known_objects: BTreeMap<usize, ObjectId>,
}

impl Compiler {
    fn node(&mut self, model: &'static Model, constraints: &Constraints) -> NodeId {
        let address = from_ref(model).addr();
        if constraints.is_none()
            && let Some(known) = self.known_nodes.get(&address)
        {
            return *known;
        }
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(None);
        if constraints.is_none() {
            self.known_nodes.insert(address, id);
        }
        let node = self.lay_out(model, constraints);
        self.nodes[id.0 as usize] = Some(node);
        id
    }

    fn lay_out(&mut self, model: &'static Model, constraints: &Constraints) -> Node {
        let mut all = vec![*constraints];
        let mut inner = model;
        while let Shape::Nullable(next) = &inner.shape {
            all.push(inner.constraints);
            inner = next();
        }
        all.push(inner.constraints);
        let Some(kind) = self.kind(inner, &all) else { return walk(model, constraints) };
        let rules = all.iter().flat_map(|constraints| constraints.rules.iter()).collect();
        Node { kind, nullable: !core::ptr::eq(model, inner), rules }
    }

    /// `None` for what is left to the walker.
    fn kind(&mut self, model: &'static Model, all: &[Constraints]) -> Option<Kind> {
        let contract = self.contract;
        Some(match &model.shape {
            Shape::Any if !all.iter().any(has_bounds) => Kind::Any,
            Shape::Null => Kind::Null,
            Shape::Boolean => Kind::Boolean,
            Shape::Integer => Kind::Integer(integers(all)),
            Shape::Number => Kind::Number(bounds(all)),
            Shape::String => text(Size::of(all, |it| (it.min_length, it.max_length))),
            Shape::Enumeration(enumeration) if enumeration.open => Kind::Text,
            Shape::Enumeration(enumeration) => Kind::Enumeration(Names::new(
                enumeration.values.iter().flat_map(|it| it.names(contract)).map(|name| (name, 0)),
            )),
            Shape::Array(items) => Kind::Array {
                items: self.node(items(), &Constraints::NONE),
                size: Size::of(all, |it| (it.min_items, it.max_items)),
            },
            Shape::Map(values) => Kind::Map(self.node(values(), &Constraints::NONE)),
            Shape::Tuple(elements) => Kind::Tuple(
                elements.iter().map(|element| self.node((element.value)(), &element.constraints)).collect(),
            ),
            Shape::Object(object) if object.rest.is_none() && !object.has_relations() => {
                Kind::Object(self.object(object))
            }
            Shape::Union(union) => Kind::Union(self.union(union)),
            Shape::Choice(alternatives) if !all.iter().any(has_bounds) => {
                return self.choice(alternatives).map(Kind::Choice);
            }
            Shape::Any | Shape::Object(_) | Shape::Keyed(_) | Shape::Choice(_) | Shape::Nullable(_) => {
                return None;
            }
        })
    }

    /// `None` for types that must be tried one by one.
    fn choice(&mut self, alternatives: &[Alternative]) -> Option<Choice> {
        let contract = self.contract;
        let (mut choice, mut count) = (Choice::default(), 0);
        for alternative in alternatives.iter().filter(|it| it.is_part_of(contract)) {
            let model = (alternative.model)();
            choice.add(model, || self.node(model, &Constraints::NONE))?;
            count += 1;
        }
        (count <= Choice::MOST).then_some(choice)
    }

    fn object(&mut self, object: &'static model::Object) -> ObjectId {
        let address = from_ref(object).addr();
        if let Some(known) = self.known_objects.get(&address) {
            return *known;
        }
        let id = ObjectId(self.objects.len() as u32);
        self.known_objects.insert(address, id);
        self.objects.push(None);
        // Taken apart by name, so that whatever is added to the model is thought of here.
        let model::Object { tag, properties, groups: _, rest: _, closed, reserved: _, relations: _ } = object;
        let contract = self.contract;
        let tag_value = tag.as_ref().and_then(|tag| tag.names(contract).next());
        let mut members = Vec::new();
        let mut names = Vec::new();
        let mut may_be_absent = Vec::new();
        if let Some(tag) = tag {
            let values = Names::new(tag.names(contract).map(|name| (name, 0)));
            let quoted = Literal::string(tag_value.unwrap_or_default());
            let value = NodeId(self.nodes.len() as u32);
            self.nodes.push(Some(Node {
                kind: Kind::Tag(quoted, values),
                nullable: false,
                rules: [].into(),
            }));
            members.push(Member { name: tag.property, value });
            names.push((tag.property, 0));
            may_be_absent.push([false; 3]);
        }
        for property in properties.iter().filter(|property| property.is_part_of(contract)) {
            names.extend(property.names(contract).map(|name| (name, members.len())));
            members.push(self.property(property));
            may_be_absent.push(Profile::ALL.map(|profile| property.may_be_absent(profile)));
        }
        let required = Profile::ALL.map(|profile| {
            let mut bits = vec![0; members.len().div_ceil(64).max(1)];
            for (at, may_be_absent) in may_be_absent.iter().enumerate() {
                bits[at / 64] |= u64::from(!may_be_absent[profile as usize]) << (at % 64);
            }
            bits.into()
        });
        let places = self.places;
        self.places += members.len() + 1;
        self.objects[id.0 as usize] = Some(Object {
            tag: tag.as_ref().map(|tag| tag.value),
            glances: [Style::Tight, Style::Spaced]
                .map(|style| members.iter().map(|member| self.glance(member, style)).collect()),
            plain: members.iter().map(|member| self.plain(member)).collect(),
            script: None,
            members: members.iter().map(|member| member.value).collect(),
            names: Names::new(names),
            closed: *closed,
            required,
            places,
        });
        id
    }

    fn property(&mut self, property: &'static Property) -> Member {
        let model = (property.value)();
        let model = if property.nullable { model } else { model.non_null() };
        let value = self.node(model, &property.constraints);
        Member { name: property.name_in(self.contract), value }
    }

    fn glance(&self, member: &Member, style: Style) -> Glance {
        // A type that holds itself is an object, of which nothing is told at a glance.
        let node = self.nodes[member.value.0 as usize].as_ref();
        let (then, known) = node.map_or((Then::Value, ""), Node::glance);
        let name = quoted(member.name);
        let lead = match style {
            Style::Tight => format!(",{name}:{known}"),
            Style::Spaced => format!(", {name}: {known}"),
        };
        Glance::new(lead.as_bytes(), then, member.value)
    }

    fn plain(&self, member: &Member) -> Plain {
        self.nodes[member.value.0 as usize].as_ref().map_or_else(Plain::default, Node::plain)
    }

    fn union(&mut self, union: &'static model::Union) -> UnionId {
        let model::Union { tag, variants, unknown: _ } = union;
        let contract = self.contract;
        let names = variants.iter().enumerate();
        let names = names.flat_map(|(at, variant)| variant.names(contract).map(move |name| (name, at)));
        let laid_out = Union {
            tight: Literal::tight(tag),
            anywhere: Finder::new(&format!("{}:", quoted(tag))).into_owned(),
            tag,
            names: Names::new(names),
            variants: variants
                .iter()
                .map(|variant| (variant.tag, self.node((variant.model)(), &Constraints::NONE)))
                .collect(),
            model: union,
        };
        let id = UnionId(self.unions.len() as u32);
        self.unions.push(laid_out);
        id
    }
}

/// A declared member of an object.
struct Member {
    name: &'static str,
    value: NodeId,
}

impl Node {
    /// What is expected of the value, and the bytes of it that are known.
    fn glance(&self) -> (Then, &str) {
        match &self.kind {
            Kind::Text if !self.rules.is_empty() && self.rules.iter().all(|rule| rule.is_of_text()) => {
                (Then::RuledText, "")
            }
            _ if !self.rules.is_empty() => (Then::Value, ""),
            Kind::Text if self.nullable => (Then::NullableText, ""),
            Kind::Text => (Then::Text, "\""),
            Kind::Integer(integers) if !self.nullable => (Then::Integer(integers.free_digits as u8), ""),
            Kind::Boolean => (Then::Boolean, ""),
            Kind::Tag(tag, _) => tag.text().map_or((Then::Value, ""), |tag| (Then::Nothing, tag)),
            _ => (Then::Value, ""),
        }
    }

    /// Which values are valid without a closer look.
    fn plain(&self) -> Plain {
        let (kinds, free_digits) = match &self.kind {
            _ if !self.rules.is_empty() => (0, 0),
            Kind::Text => (Plain::TEXT, 0),
            Kind::Integer(integers) => (Plain::INTEGER, integers.free_digits as u8),
            Kind::Null => (Plain::NULL, 0),
            _ => (0, 0),
        };
        let kinds = if self.nullable { kinds | Plain::NULL } else { kinds };
        Plain { kinds, free_digits }
    }
}

fn walk(model: &'static Model, constraints: &Constraints) -> Node {
    Node { kind: Kind::Walk(model, Box::new(*constraints)), nullable: false, rules: [].into() }
}

fn text(size: Size) -> Kind {
    if size.is_any() { Kind::Text } else { Kind::Sized(size) }
}

fn has_bounds(constraints: &Constraints) -> bool {
    !Constraints { rules: model::Rules::NONE, ..*constraints }.is_none()
}

fn bounds(all: &[Constraints]) -> Box<[Constraints]> {
    all.iter().filter(|it| it.minimum.is_some() || it.maximum.is_some()).copied().collect()
}

fn integers(all: &[Constraints]) -> Integers {
    let bounds = bounds(all);
    let is_free = |digits: &u32| {
        let (zero, greatest) = (Integer::from_u128(0), Integer::from_u128(10u128.pow(*digits) - 1));
        bounds.iter().all(|it| !above(zero, it.minimum) && !below(greatest, it.maximum))
    };
    // So many digits are counted in one look.
    let free_digits = (1..=18).take_while(is_free).count();
    Integers { free_digits, bounds }
}

/// Whether a minimum forbids the number, or may do so.
fn above(number: Integer, minimum: Option<Bound>) -> bool {
    minimum.is_some_and(|minimum| Bound::Integer(number).is_below(minimum))
}

/// Whether a maximum forbids the number, or may do so.
fn below(number: Integer, maximum: Option<Bound>) -> bool {
    maximum.is_some_and(|maximum| maximum.is_below(Bound::Integer(number)))
}

impl Size {
    fn of(all: &[Constraints], bounds: impl Fn(&Constraints) -> (Option<u64>, Option<u64>)) -> Self {
        let (least, most): (Vec<_>, Vec<_>) = all.iter().map(bounds).unzip();
        Self {
            least: least.into_iter().flatten().max().unwrap_or(0),
            most: most.into_iter().flatten().min().unwrap_or(u64::MAX),
        }
    }

    fn is_any(self) -> bool {
        self.least == 0 && self.most == u64::MAX
    }

    #[inline]
    pub(crate) fn holds(self, count: u64) -> bool {
        self.least <= count && count <= self.most
    }
}
