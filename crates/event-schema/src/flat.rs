//! Structs that flatten what may be one of several groups of properties, an `Option` or an enum: what derived code calls
//! for them. Such a struct is one of several objects, each complete with the struct's own properties.

use crate::decode::{Members, Mismatch, Reader, read_choice, read_group, read_tag};
use crate::encode::SerializeMembers;
use crate::group::group;
use crate::model::{
    self, Argument, Constraints, Contract, Docs, EnumValue, Enumeration, Group, Message, Model, Object,
    Property, Shape, Tag, TypeRef, Union, Variant, equal, has_name, share_a_name, shared_name,
};
use crate::schema::Schema;

/// One of several groups of properties.
#[derive(Debug, Clone, Copy)]
pub struct Alternative {
    /// The variant's name in Rust.
    pub variant: &'static str,
    /// What is appended to the struct's name for the definition.
    pub words: [&'static str; 2],
    /// The properties, and the tag if there is one.
    pub model: &'static Model,
    /// The one contract that it is part of, if it is not part of both.
    pub only: Option<Contract>,
}

/// A type that is one of several groups of properties.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened as an enum",
    label = "no enum whose variants could be flattened",
    note = "it must be an enum that derives `Schema`, and is `#[serde(untagged)]` or has a `#[serde(tag = \"…\")]`, \
            without single variants that are `untagged`",
    note = "a struct, and an enum whose variants are told apart by their names alone, is a group of properties: remove \
            `#[event(variants)]`"
)]
pub trait Alternatives: Schema {
    /// The property that tells them apart, if one does.
    const TAG: Option<&'static str>;
    /// All of them, in the order in which they are tried.
    const ALTERNATIVES: &'static [Alternative];
}

/// How a type that is one of several groups of properties is decoded.
pub trait ReadAlternative<'de>: Sized {
    /// Takes the object that stands next as the alternative at a position.
    ///
    /// # Errors
    ///
    /// The value is not of this type.
    fn read_alternative(at: usize, reader: &mut Reader<'de>) -> Result<Self, Mismatch>;
}

/// A struct that flattens one.
pub trait Host: Sized {
    /// What it is made of.
    const FLAT: Flat;
    /// The objects that it may be.
    const MODELS: &'static [Model];
    /// The types of their enums' tags, where these stand among the properties.
    const TAGS: &'static [Model];
    /// References to the objects.
    const REFERENCES: References = references!(of_host);
    /// References to the tags.
    const TAG_REFERENCES: References = references!(of_tag);
}

/// References to whatever objects there are. A function cannot hold a position, so that there is one for each.
pub(crate) type References = &'static [[TypeRef; CELLS]; ROWS];

const CELLS: usize = 16;
const ROWS: usize = 32;

macro_rules! references {
    ($function:ident) => {
        references!($function 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31)
    };
    ($function:ident $($row:literal)*) => {
        &[$([
            $function::<Self, $row, 0>,
            $function::<Self, $row, 1>,
            $function::<Self, $row, 2>,
            $function::<Self, $row, 3>,
            $function::<Self, $row, 4>,
            $function::<Self, $row, 5>,
            $function::<Self, $row, 6>,
            $function::<Self, $row, 7>,
            $function::<Self, $row, 8>,
            $function::<Self, $row, 9>,
            $function::<Self, $row, 10>,
            $function::<Self, $row, 11>,
            $function::<Self, $row, 12>,
            $function::<Self, $row, 13>,
            $function::<Self, $row, 14>,
            $function::<Self, $row, 15>,
        ]),*]
    };
}
use references;

fn of_host<H: Host, const ROW: usize, const CELL: usize>() -> &'static Model {
    H::MODELS.get(ROW * CELLS + CELL).unwrap_or(NOTHING)
}

fn of_tag<H: Host, const ROW: usize, const CELL: usize>() -> &'static Model {
    H::TAGS.get(ROW * CELLS + CELL).unwrap_or(NOTHING)
}

/// What is flattened by a field of this type, or of an `Option` of it.
///
/// # Panics
///
/// At compile time, if one of the alternatives is no object.
#[must_use]
#[track_caller]
pub const fn flattened_enum<T: Alternatives>(field: &'static str, is_optional: bool) -> Flattened {
    let mut at = 0;
    while at < T::ALTERNATIVES.len() {
        object(T::ALTERNATIVES[at].model);
        at += 1;
    }
    Flattened {
        field,
        tag: if is_optional { None } else { T::TAG },
        alternatives: T::ALTERNATIVES,
        none: if is_optional { Some(none(T::MODEL.name)) } else { None },
    }
}

/// What a struct flattens if an enum is not there.
const fn none(name: &'static str) -> Alternative {
    Alternative { variant: "None", words: ["Without", name], model: NOTHING, only: None }
}

/// What a struct flattens if an enum's tag is none of the known ones.
#[must_use]
pub const fn other(path: &'static str, docs: Docs, properties: &'static [Property]) -> Model {
    Model { docs, ..Model::anonymous(path, Shape::Object(Object { properties, ..Object::EMPTY })) }
}

impl<T: Schema + SerializeMembers> Alternatives for Option<T> {
    const TAG: Option<&'static str> = None;
    const ALTERNATIVES: &'static [Alternative] = &[
        Alternative { variant: "Some", words: ["With", T::MODEL.name], model: group(T::MODEL), only: None },
        none(T::MODEL.name),
    ];
}

const NOTHING: &Model = &Model::anonymous("", Shape::Object(Object::EMPTY));

impl<'de, T: Members<'de> + Schema> ReadAlternative<'de> for Option<T> {
    fn read_alternative(at: usize, reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        (at == 0).then(|| read_group(reader)).transpose()
    }
}

/// The tag of such an object, which is written as the variant's name.
#[must_use]
pub const fn tag_of_other(written: &'static str) -> Model {
    let tag = Enumeration { open: true, other: Some(written), ..Enumeration::closed(&[]) };
    Model::anonymous("tag", Shape::Enumeration(tag))
}

/// Which of the objects that a struct may be stands next.
///
/// # Errors
///
/// None of them.
pub fn alternative(model: &'static Model, reader: &mut Reader<'_>) -> Result<usize, Mismatch> {
    match &model.shape {
        Shape::Union(union) => read_tag(union, reader)?.ok_or(Mismatch),
        _ => read_choice(model, reader),
    }
}

/// A field that is flattened as alternatives.
#[derive(Debug, Clone, Copy)]
pub struct Flattened {
    /// The field.
    pub field: &'static str,
    /// The property that tells the alternatives apart, if one does.
    pub tag: Option<&'static str>,
    /// What it may be.
    pub alternatives: &'static [Alternative],
    /// What it is if none of that is there, where that may be.
    pub none: Option<Alternative>,
}

impl Flattened {
    const fn count(&self) -> usize {
        self.alternatives.len() + self.none.is_some() as usize
    }

    /// Whether none of the alternatives is meant.
    #[must_use]
    pub const fn is_none(&self, at: usize) -> bool {
        at >= self.alternatives.len()
    }

    const fn alternative(&self, at: usize) -> Alternative {
        match self.none {
            Some(none) if self.is_none(at) => none,
            _ => self.alternatives[at],
        }
    }
}

/// A struct that flattens alternatives, at compile time.
#[derive(Debug, Clone, Copy)]
pub struct Flat {
    /// The name of its definition.
    pub name: &'static str,
    /// Its path.
    pub path: &'static str,
    /// Its generic arguments.
    pub arguments: &'static [Argument],
    /// Its other properties.
    pub own: &'static Model,
    /// What it flattens.
    pub flattened: &'static [Flattened],
}

impl Flat {
    /// How many objects it may be: one for each choice of alternatives, that of the last field changing first.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count_behind(0)
    }

    const fn count_behind(&self, mut field: usize) -> usize {
        let mut count = 1;
        while field < self.flattened.len() {
            count *= self.flattened[field].count();
            field += 1;
        }
        count
    }

    /// Which alternative of a field an object has.
    #[must_use]
    pub const fn alternative(&self, at: usize, field: usize) -> usize {
        at / self.count_behind(field + 1) % self.flattened[field].count()
    }

    const fn chosen(&self, at: usize, field: usize) -> Alternative {
        self.flattened[field].alternative(self.alternative(at, field))
    }

    /// What an object is made of: the own properties, then those of each field.
    const fn source(&self, at: usize, source: usize) -> &'static Object {
        match source.checked_sub(1) {
            None => object(self.own),
            Some(field) => object(self.chosen(at, field).model),
        }
    }

    /// Whether tags of enums are properties like others: an object has one tag, which is the event's or one of several.
    const fn has_tags_as_properties(&self) -> bool {
        self.flattened.len() > 1 || object(self.own).tag.is_some()
    }

    /// The tag of a field's alternative, where it is a property.
    const fn tag_property(&self, at: usize, field: usize) -> Option<Tag> {
        if self.has_tags_as_properties() { object(self.chosen(at, field).model).tag } else { None }
    }

    /// How many properties an object has.
    const fn width_of(&self, at: usize) -> usize {
        let mut width = self.source(at, 0).properties.len();
        let mut field = 0;
        while field < self.flattened.len() {
            width += self.width_of_field(at, field);
            field += 1;
        }
        width
    }

    const fn width_of_field(&self, at: usize, field: usize) -> usize {
        self.tag_property(at, field).is_some() as usize + self.source(at, field + 1).properties.len()
    }

    /// How many properties all objects have together.
    #[must_use]
    pub const fn width(&self) -> usize {
        let mut width = 0;
        let mut at = 0;
        while at < self.count() {
            width += self.width_of(at);
            at += 1;
        }
        width
    }

    /// The properties of all objects, one after the other.
    ///
    /// # Panics
    ///
    /// At compile time, when two properties of one object have one name, or when there is no room for all.
    #[must_use]
    #[track_caller]
    pub const fn properties<const WIDTH: usize>(&self, tags: References) -> [Property; WIDTH] {
        let mut list = [Property::new("", "", || NOTHING); WIDTH];
        assert!(
            self.width() <= WIDTH && self.count() <= ROWS * CELLS,
            "what this struct may be are more objects, or more properties, than there is room for: hold one of the enums \
             as a property"
        );
        let mut end = 0;
        let mut at = 0;
        while at < self.count() {
            self.no_name_is_shared(at);
            end = append(&mut list, end, self.source(at, 0).properties);
            let mut field = 0;
            while field < self.flattened.len() {
                if let Some(tag) = self.tag_property(at, field) {
                    let place = self.tag_place(field) + self.alternative(at, field);
                    list[end] = Property::new(tag.property, "", tags[place / CELLS][place % CELLS]);
                    end += 1;
                }
                end = append(&mut list, end, self.source(at, field + 1).properties);
                field += 1;
            }
            at += 1;
        }
        list
    }

    #[track_caller]
    const fn no_name_is_shared(&self, at: usize) {
        let mut field = 0;
        while field < self.flattened.len() {
            let (other, mut source) = (self.source(at, field + 1), 0);
            while source <= field {
                let own = self.source(at, source);
                assert!(
                    own.rest.is_none() && other.rest.is_none(),
                    "a map that keeps the properties which are not declared cannot stand beside a flattened `Option` or \
                     enum: serde would put into it what the variants take"
                );
                if let Some((one, two)) = shared(own.properties, other.properties) {
                    let name = shared_name(one, two);
                    let message = Message::new().with(&["two properties of this type are `", name]);
                    let message = message.with(&["` on the wire: `", one.field, "`, and `", two.field]);
                    let message = message.with(&["` of the flattened `", self.flattened[field].field]);
                    let variant = self.chosen(at, field).variant;
                    panic!("{}", message.with(&["`, in `", variant, "`; rename one"]).as_str());
                }
                if let Some(tag) = other.tag {
                    no_tag_is_shared(own, tag.property, "the enum that is flattened");
                }
                if let Some(tag) = own.tag {
                    let whose = if source == 0 { "the event" } else { "the enum that is flattened" };
                    no_tag_is_shared(other, tag.property, whose);
                }
                source += 1;
            }
            field += 1;
        }
    }

    /// The own properties and those of each alternative as groups, for rules that are about them.
    #[must_use]
    pub const fn groups<const COUNT: usize, const SOURCES: usize>(&self) -> [[Group; SOURCES]; COUNT] {
        let mut groups = [[Group { model: self.own, field: "", start: 0, suffix: "" }; SOURCES]; COUNT];
        let mut at = 0;
        while at < self.count() {
            let mut end = self.source(at, 0).properties.len();
            let mut field = 0;
            while field < self.flattened.len() {
                let start = end + self.tag_property(at, field).is_some() as usize;
                let (model, name) = (self.chosen(at, field).model, self.flattened[field].field);
                groups[at][field + 1] = Group { model, field: name, start, suffix: "" };
                end += self.width_of_field(at, field);
                field += 1;
            }
            at += 1;
        }
        groups
    }

    /// How many bytes the names and paths of all objects need.
    #[must_use]
    pub const fn names_len(&self) -> usize {
        let mut len = 0;
        let mut at = 0;
        while at < self.count() {
            len += self.len_of(at, 0, self.texts());
            at += 1;
        }
        len
    }

    /// The names and paths of all objects, one after the other.
    #[must_use]
    pub const fn names<const LEN: usize>(&self) -> [u8; LEN] {
        let mut pool = [0; LEN];
        let mut end = 0;
        let mut at = 0;
        while at < self.count() {
            let mut place = 0;
            while place < self.texts() {
                end = model::append(&mut pool, end, self.text(at, place));
                place += 1;
            }
            at += 1;
        }
        pool
    }

    /// How many texts an object's name and its path are made of.
    const fn texts(&self) -> usize {
        2 * self.texts_of_name()
    }

    const fn texts_of_name(&self) -> usize {
        1 + 2 * self.flattened.len()
    }

    /// What an object's name is made of, and behind that its path.
    const fn text(&self, at: usize, place: usize) -> &'static str {
        let of_name = self.texts_of_name();
        let (is_name, place) = (place < of_name, place % of_name);
        let Some(place) = place.checked_sub(1) else { return if is_name { self.name } else { self.path } };
        let Alternative { variant, words, .. } = self.chosen(at, place / 2);
        match place % 2 {
            word if is_name => words[word],
            0 => "::",
            _ => variant,
        }
    }

    const fn len_of(&self, at: usize, mut place: usize, end: usize) -> usize {
        let mut len = 0;
        while place < end {
            len += self.text(at, place).len();
            place += 1;
        }
        len
    }

    /// The objects, from their properties, groups and names.
    #[must_use]
    pub const fn models<const COUNT: usize, const SOURCES: usize>(
        &self,
        mut properties: &'static [Property],
        groups: &'static [[Group; SOURCES]; COUNT],
        mut names: &'static [u8],
    ) -> [Model; COUNT] {
        let mut models = [*NOTHING; COUNT];
        let own = object(self.own);
        let of_name = self.texts_of_name();
        let mut at = 0;
        while at < self.count() {
            let (list, rest) = properties.split_at(self.width_of(at));
            properties = rest;
            let (name, rest) = names.split_at(self.len_of(at, 0, of_name));
            let (path, rest) = rest.split_at(self.len_of(at, of_name, self.texts()));
            names = rest;
            models[at] = Model {
                path: text(path),
                arguments: self.arguments,
                name: text(name),
                docs: self.docs(at),
                shape: Shape::Object(Object {
                    tag: if self.has_tags_as_properties() { own.tag } else { self.source(at, 1).tag },
                    properties: list,
                    groups: &groups[at],
                    reserved: own.reserved,
                    ..Object::EMPTY
                }),
                constraints: Constraints::NONE,
            };
            at += 1;
        }
        models
    }

    /// What people are told about an object: what is said of the first alternative of which anything is.
    const fn docs(&self, at: usize) -> Docs {
        let mut field = 0;
        while field < self.flattened.len() {
            let docs = self.chosen(at, field).model.docs;
            if !docs.description.is_empty() || self.flattened.len() == 1 {
                return docs;
            }
            field += 1;
        }
        Docs::NONE
    }

    /// Where the tags of a field's alternatives begin.
    const fn tag_place(&self, field: usize) -> usize {
        let mut place = 0;
        let mut before = 0;
        while before < field {
            place += self.flattened[before].count();
            before += 1;
        }
        place
    }

    /// How many tags there are.
    #[must_use]
    pub const fn tags_len(&self) -> usize {
        self.tag_place(self.flattened.len())
    }

    /// The values of the tags.
    #[must_use]
    pub const fn tag_values<const LEN: usize>(&self) -> [EnumValue; LEN] {
        let mut values = [EnumValue::new("", ""); LEN];
        let mut field = 0;
        while field < self.flattened.len() {
            let mut at = 0;
            while at < self.flattened[field].count() {
                let Alternative { variant, model, .. } = self.flattened[field].alternative(at);
                if let Some(Tag { value, aliases, written, .. }) = object(model).tag {
                    values[self.tag_place(field) + at] =
                        EnumValue { aliases, written, ..EnumValue::new(value, variant) };
                }
                at += 1;
            }
            field += 1;
        }
        values
    }

    /// The tags as types.
    #[must_use]
    pub const fn tags<const LEN: usize>(&self, values: &'static [EnumValue; LEN]) -> [Model; LEN] {
        let mut tags = [*NOTHING; LEN];
        let mut at = 0;
        while at < LEN {
            let value = core::slice::from_ref(&values[at]);
            tags[at] = Model::anonymous("tag", Shape::Enumeration(Enumeration::closed(value)));
            at += 1;
        }
        tags
    }

    /// The one contract that an object is part of, if it is not part of both.
    const fn only(&self, at: usize) -> Option<Contract> {
        let mut only = None;
        let mut field = 0;
        while field < self.flattened.len() {
            only = match (only, self.chosen(at, field).only) {
                (Some(Contract::Deserialize), Some(Contract::Serialize))
                | (Some(Contract::Serialize), Some(Contract::Deserialize)) => panic!(
                    "a variant that is only read and one that is only written cannot be flattened into one struct: hold \
                     one of the enums as a property"
                ),
                (None, other) => other,
                (one, _) => one,
            };
            field += 1;
        }
        only
    }

    /// The objects as variants of a union, if a tag tells them apart.
    #[must_use]
    pub const fn variants<const COUNT: usize>(&self, references: References) -> [Variant; COUNT] {
        let mut variants = [Variant::new("", "", || NOTHING); COUNT];
        let mut at = 0;
        while at < self.count() {
            let Alternative { variant, model, only, .. } = self.chosen(at, 0);
            if let Some(tag) = object(model).tag {
                variants[at] = Variant {
                    aliases: tag.aliases,
                    written: tag.written,
                    only,
                    ..Variant::new(variant, tag.value, references[at / CELLS][at % CELLS])
                };
            }
            at += 1;
        }
        variants
    }

    /// The objects as alternatives that nothing tells apart.
    #[must_use]
    pub const fn choices<const COUNT: usize>(
        &self,
        models: &'static [Model],
        references: References,
    ) -> [model::Alternative; COUNT] {
        let mut choices = [model::Alternative::new("", || NOTHING); COUNT];
        let mut at = 0;
        while at < self.count() {
            let variant = match self.flattened {
                [_] => self.chosen(at, 0).variant,
                _ => models[at].name.split_at(self.name.len()).1,
            };
            let choice = model::Alternative::new(variant, references[at / CELLS][at % CELLS]);
            choices[at] = model::Alternative { only: self.only(at), ..choice };
            at += 1;
        }
        choices
    }

    /// What it is: one of the objects.
    #[must_use]
    pub const fn shape(&self, variants: &'static [Variant], choices: &'static [model::Alternative]) -> Shape {
        match self.flattened {
            [Flattened { tag: Some(tag), .. }] if !self.has_tags_as_properties() => {
                Shape::Union(Union::new(tag, variants.split_at(self.count()).0))
            }
            _ => Shape::Choice(choices.split_at(self.count()).0),
        }
    }
}

/// The first two properties that share a name.
const fn shared<'p>(ones: &'p [Property], others: &'p [Property]) -> Option<(&'p Property, &'p Property)> {
    let mut one = 0;
    while one < ones.len() {
        let mut other = 0;
        while other < others.len() {
            if share_a_name(&ones[one], &others[other]) {
                return Some((&ones[one], &others[other]));
            }
            other += 1;
        }
        one += 1;
    }
    None
}

#[track_caller]
const fn no_tag_is_shared(object: &Object, tag: &'static str, whose: &'static str) {
    if let Some(other) = object.tag {
        assert!(
            !equal(other.property, tag),
            "two tags would be one property: give an enum that is flattened another `tag`"
        );
    }
    let mut member = 0;
    while member < object.properties.len() {
        let property = &object.properties[member];
        if has_name(property, tag) || equal(property.written(), tag) {
            let message = Message::new().with(&["the property `", tag, "` is the tag of ", whose, ": "]);
            panic!("{}", message.with(&["rename the field `", property.field, "`"]).as_str());
        }
        member += 1;
    }
}

#[track_caller]
const fn object(model: &'static Model) -> &'static Object {
    match &model.shape {
        Shape::Object(object) if !object.closed => {
            assert!(
                model.constraints.rules.is_none(),
                "a variant with a `check` of the whole cannot be flattened: write it on its fields"
            );
            object
        }
        _ => panic!(
            "only variants that are objects can be flattened, without `deny_unknown_fields`: give the variant named \
             fields, or hold the enum as a property"
        ),
    }
}

const fn append<const WIDTH: usize>(
    list: &mut [Property; WIDTH],
    mut end: usize,
    more: &[Property],
) -> usize {
    let mut at = 0;
    while at < more.len() {
        list[end] = more[at];
        end += 1;
        at += 1;
    }
    end
}

const fn text(bytes: &'static [u8]) -> &'static str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => unreachable!(),
    }
}
