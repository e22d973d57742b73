//! What a struct flattens as a group of properties, at compile time: another struct, or an enum whose variants are told
//! apart by their names. The names stand among the properties then.

use crate::model::{
    Content, EnumValue, Enumeration, Keyed, Model, Object, Presence, Property, Relations, Shape,
};

/// The model of a flattened group.
///
/// # Panics
///
/// At compile time, if it is none.
#[must_use]
#[track_caller]
pub const fn group(model: &'static Model) -> &'static Model {
    let group = flattened(model);
    match &group.shape {
        Shape::Object(object) if object.tag.is_none() && !object.closed => {
            assert!(
                group.constraints.rules.is_none(),
                "a group with a `check` of the whole cannot be flattened: write it on the struct around it"
            );
            group
        }
        Shape::Object(_) => panic!(
            "only a struct with named fields can be flattened: no event, and without `deny_unknown_fields`"
        ),
        // It lacks the traits of a group, and that is told.
        _ => NOTHING,
    }
}

/// What a type is in a struct that flattens it.
#[must_use]
pub const fn flattened(model: &'static Model) -> &'static Model {
    match &model.shape {
        Shape::Keyed(Keyed { group: Some(group), .. })
        | Shape::Enumeration(Enumeration { group: Some(group), .. }) => group,
        _ => model,
    }
}

/// Whether a type is an enum whose variants are told apart by their names.
#[must_use]
pub const fn is_keyed(model: &'static Model) -> bool {
    matches!(model.shape, Shape::Keyed(_) | Shape::Enumeration(_))
}

/// The properties of a flattened group.
#[must_use]
pub const fn properties(model: &'static Model) -> &'static [Property] {
    match &flattened(model).shape {
        Shape::Object(object) => object.properties,
        _ => &[],
    }
}

/// An enum whose variants are told apart by their names.
pub trait NamedVariants {
    /// The variants that are nothing but their name.
    const UNITS: &'static [EnumValue];
    /// The variants that hold a value.
    const CONTENTS: &'static [Content];
    /// The variant that stands for other names. Among properties it has a name like the others.
    const OTHER: Option<EnumValue>;
    /// What the enum is in a struct that flattens it.
    const GROUP: &'static Model;
}

const NOTHING: &Model = &Model::anonymous("", Shape::Object(Object::EMPTY));

/// The names of an enum's variants as properties; `nullable` says of each content whether null is one of its values.
#[must_use]
pub const fn members_of_keyed<const COUNT: usize>(
    units: &'static [EnumValue],
    contents: &'static [Content],
    nullable: &[bool],
    other: Option<EnumValue>,
) -> [Property; COUNT] {
    let mut members = [Property::new("", "", || NULL); COUNT];
    let mut at = 0;
    while at < units.len() {
        members[at] = unit(units[at]);
        at += 1;
    }
    let mut place = 0;
    while place < contents.len() {
        let Content { name, aliases, written, only, variant, model, docs } = contents[place];
        members[at] = Property {
            aliases,
            written,
            only,
            nullable: nullable[place],
            presence: Presence::NonNull,
            docs,
            ..Property::new(name, variant, model)
        };
        at += 1;
        place += 1;
    }
    if let Some(other) = other {
        members[at] = unit(other);
    }
    members
}

const fn unit(EnumValue { name, aliases, written, only, variant, docs }: EnumValue) -> Property {
    Property {
        aliases,
        written,
        only,
        nullable: true,
        presence: Presence::NonNull,
        docs,
        ..Property::new(name, variant, || NULL)
    }
}

/// The group that an enum is whose variants are these.
#[must_use]
pub const fn group_of_keyed(path: &'static str, properties: &'static [Property]) -> Model {
    Model::anonymous(path, Shape::Object(Object { properties, relations: CHOICE, ..Object::EMPTY }))
}

const CHOICE: &Relations = &Relations { is_choice: true, ..Relations::NONE };

const NULL: &Model = &Model::anonymous("()", Shape::Null);
