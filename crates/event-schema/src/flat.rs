//! Structs that flatten what may be one of several groups of properties, an `Option` or an enum: what derived code calls
//! for them. Such a struct is one of several objects, each complete with the struct's own properties.

use crate::decode::{Members, Mismatch, Reader, read_choice, read_group, read_tag};
use crate::group::group;
use crate::model::{
    self, Contract, Docs, Enumeration, Group, Message, Model, Object, Property, Shape, TypeRef, Union,
    Variant, equal, has_name, share_a_name, shared_name,
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
    note = "it must be an enum without parameters that derives `Schema`, and is `#[serde(untagged)]` or has a \
            `#[serde(tag = \"…\")]`, without single variants that are `untagged`",
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
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened as an enum",
    label = "no enum whose variants could be flattened"
)]
pub trait ReadAlternative<'de>: Sized {
    /// Takes the object that stands next as the alternative at a position.
    ///
    /// # Errors
    ///
    /// The value is not of this type.
    fn read_alternative(at: usize, reader: &mut Reader<'de>) -> Result<Self, Mismatch>;
}

/// A struct that flattens one.
pub trait Host {
    /// The objects that it may be.
    const MODELS: &'static [Model];
}

/// The objects of a struct as references; whoever knows how many there are writes them, and one more for a struct in which
/// none of them need be there.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened as an enum",
    label = "no enum whose variants could be flattened"
)]
pub trait References<H: Host> {
    /// They, in order.
    const REFERENCES: &'static [TypeRef];
}

/// One of the objects that a struct may be.
#[must_use]
pub fn of_host<H: Host, const AT: usize>() -> &'static Model {
    match H::MODELS.get(AT) {
        Some(model) => model,
        None => NOTHING,
    }
}

/// What a struct flattens if an enum is not there.
#[must_use]
pub const fn none(name: &'static str) -> Alternative {
    Alternative { variant: "None", words: ["Without", name], model: NOTHING, only: None }
}

/// What a struct flattens if an enum's tag is none of the known ones.
#[must_use]
pub const fn other(path: &'static str, docs: Docs, properties: &'static [Property]) -> Model {
    Model { docs, ..Model::anonymous(path, Shape::Object(Object { properties, ..Object::EMPTY })) }
}

impl<T: Schema> Alternatives for Option<T> {
    const TAG: Option<&'static str> = None;
    const ALTERNATIVES: &'static [Alternative] = &[
        Alternative { variant: "Some", words: ["With", T::MODEL.name], model: group(T::MODEL), only: None },
        none(T::MODEL.name),
    ];
}

const NOTHING: &Model = &Model::anonymous("", Shape::Object(Object::EMPTY));

impl<H: Host, T: Schema> References<H> for Option<T> {
    const REFERENCES: &'static [TypeRef] = &[of_host::<H, 0>, of_host::<H, 1>];
}

impl<'de, T: Members<'de> + Schema> ReadAlternative<'de> for Option<T> {
    fn read_alternative(at: usize, reader: &mut Reader<'de>) -> Result<Self, Mismatch> {
        (at == 0).then(|| read_group(reader)).transpose()
    }
}

/// The tag of such an object, which is written as the variant's name.
#[must_use]
pub const fn tag_of_other(written: &'static str) -> Model {
    let tag = Enumeration { values: &[], open: true, other: Some(written) };
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

/// A struct that flattens alternatives, at compile time.
#[derive(Debug, Clone, Copy)]
pub struct Flat {
    /// The name of its definition.
    pub name: &'static str,
    /// Its path.
    pub path: &'static str,
    /// The field that is flattened.
    pub field: &'static str,
    /// Its other properties.
    pub own: &'static Model,
    /// What it flattens.
    pub alternatives: &'static [Alternative],
    /// What it is if none of that is there, where that may be.
    pub none: Option<Alternative>,
}

impl Flat {
    /// How many objects it may be.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.alternatives.len() + self.none.is_some() as usize
    }

    #[track_caller]
    const fn alternative(&self, at: usize) -> Alternative {
        match self.none {
            Some(none) if at == self.alternatives.len() => none,
            _ => self.alternatives[at],
        }
    }

    /// How many properties all objects have together.
    #[must_use]
    pub const fn width(&self) -> usize {
        let mut width = 0;
        let mut at = 0;
        while at < self.count() {
            width += object(self.own).properties.len() + object(self.alternative(at).model).properties.len();
            at += 1;
        }
        width
    }

    /// The properties of all objects, one after the other.
    ///
    /// # Panics
    ///
    /// At compile time, when two properties of one object have one name.
    #[must_use]
    #[track_caller]
    pub const fn properties<const WIDTH: usize>(&self) -> [Property; WIDTH] {
        let mut list = [Property::new("", "", || NOTHING); WIDTH];
        let own = object(self.own);
        let mut end = 0;
        let mut at = 0;
        while at < self.count() {
            let other = object(self.alternative(at).model);
            assert!(
                own.rest.is_none() && other.rest.is_none(),
                "a map that keeps the properties which are not declared cannot stand beside a flattened `Option` or enum: \
                 serde would put into it what the variants take"
            );
            end = append(&mut list, end, own.properties);
            let mut member = 0;
            while member < other.properties.len() {
                let mut earlier = 0;
                while earlier < own.properties.len() {
                    let (one, two) = (&own.properties[earlier], &other.properties[member]);
                    if share_a_name(one, two) {
                        let name = shared_name(one, two);
                        let message = Message::new().with(&[
                            "two properties of this type are `",
                            name,
                            "` on the wire: `",
                        ]);
                        let message =
                            message.with(&[one.field, "`, and `", two.field, "` of the flattened `"]);
                        let variant = self.alternative(at).variant;
                        panic!(
                            "{}",
                            message.with(&[self.field, "`, in `", variant, "`; rename one"]).as_str()
                        );
                    }
                    earlier += 1;
                }
                member += 1;
            }
            if let Some(tag) = other.tag {
                let mut member = 0;
                while member < own.properties.len() {
                    let property = &own.properties[member];
                    if has_name(property, tag.property) || equal(property.written(), tag.property) {
                        let message = Message::new().with(&[
                            "the property `",
                            tag.property,
                            "` is the tag of the enum that ",
                        ]);
                        panic!(
                            "{}",
                            message.with(&["is flattened: rename the field `", property.field, "`"]).as_str()
                        );
                    }
                    member += 1;
                }
            }
            end = append(&mut list, end, other.properties);
            at += 1;
        }
        list
    }

    /// The own properties and those of each alternative as groups, for rules that are about them.
    #[must_use]
    pub const fn groups<const COUNT: usize>(&self) -> [[Group; 2]; COUNT] {
        let own = Group { model: self.own, field: "", start: 0, suffix: "" };
        let mut groups = [[own, own]; COUNT];
        let mut at = 0;
        while at < COUNT {
            groups[at][1] = Group {
                model: self.alternative(at).model,
                field: self.field,
                start: object(self.own).properties.len(),
                suffix: "",
            };
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
            let texts = self.texts(at);
            let mut text = 0;
            while text < texts.len() {
                len += texts[text].len();
                text += 1;
            }
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
            let texts = self.texts(at);
            let mut text = 0;
            while text < texts.len() {
                end = model::append(&mut pool, end, texts[text]);
                text += 1;
            }
            at += 1;
        }
        pool
    }

    /// What an object's name is made of, and behind that its path.
    const fn texts(&self, at: usize) -> [&'static str; 6] {
        let Alternative { variant, words: [one, two], .. } = self.alternative(at);
        [self.name, one, two, self.path, "::", variant]
    }

    /// The objects, from their properties, groups and names.
    #[must_use]
    pub const fn models<const COUNT: usize>(
        &self,
        mut properties: &'static [Property],
        groups: &'static [[Group; 2]; COUNT],
        mut names: &'static [u8],
    ) -> [Model; COUNT] {
        let mut models = [*NOTHING; COUNT];
        let mut at = 0;
        while at < COUNT {
            let other = self.alternative(at).model;
            let width = object(self.own).properties.len() + object(other).properties.len();
            let (own, rest) = properties.split_at(width);
            properties = rest;
            let texts = self.texts(at);
            let (name, rest) = names.split_at(texts[0].len() + texts[1].len() + texts[2].len());
            let (path, rest) = rest.split_at(texts[3].len() + texts[4].len() + texts[5].len());
            names = rest;
            models[at] = Model {
                path: text(path),
                arguments: &[],
                name: text(name),
                docs: other.docs,
                shape: Shape::Object(Object {
                    tag: object(other).tag,
                    properties: own,
                    groups: &groups[at],
                    reserved: object(self.own).reserved,
                    ..Object::EMPTY
                }),
                constraints: other.constraints,
            };
            at += 1;
        }
        models
    }

    /// The objects as variants of a union.
    #[must_use]
    pub const fn variants<const COUNT: usize>(&self, references: &[TypeRef]) -> [Variant; COUNT] {
        let mut variants = [Variant::new("", "", || NOTHING); COUNT];
        let mut at = 0;
        while at < COUNT {
            let Alternative { variant, model, only, .. } = self.alternative(at);
            if let Some(tag) = object(model).tag {
                variants[at] = Variant {
                    aliases: tag.aliases,
                    written: tag.written,
                    only,
                    ..Variant::new(variant, tag.value, references[at])
                };
            }
            at += 1;
        }
        variants
    }

    /// The objects as alternatives that nothing tells apart.
    #[must_use]
    pub const fn choices<const COUNT: usize>(&self, references: &[TypeRef]) -> [model::Alternative; COUNT] {
        let mut choices = [model::Alternative::new("", || NOTHING); COUNT];
        let mut at = 0;
        while at < COUNT {
            let Alternative { variant, only, .. } = self.alternative(at);
            choices[at] = model::Alternative { only, ..model::Alternative::new(variant, references[at]) };
            at += 1;
        }
        choices
    }
}

/// What a struct is that flattens alternatives.
#[must_use]
pub const fn shape(
    tag: Option<&'static str>,
    variants: &'static [Variant],
    choices: &'static [model::Alternative],
) -> Shape {
    match tag {
        Some(tag) => Shape::Union(Union::new(tag, variants)),
        None => Shape::Choice(choices),
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
