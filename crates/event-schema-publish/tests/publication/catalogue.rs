//! Events of lifts, by their models: every shape there is, and names that need care.

use event_schema::model::{
    Basis, Bound, Constraints, Docs, EnumValue, Enumeration, Integer, Model, Object, Presence, Property,
    SampleHint, Shape, Tag, TypeRef, Union, UnknownVariant, Variant,
};

pub(crate) static LIFT_EVENT: Model = named(
    "LiftEvent",
    "lifts::LiftEvent",
    Shape::Union(Union {
        tag: "@type",
        variants: &[
            Variant::new("Moved", "lift moved", || &MOVED),
            Variant::new("Stopped", "stopped", || &STOPPED),
            Variant::new("Report", "event", || &REPORT),
        ],
        unknown: Some(UnknownVariant {
            name: "Other",
            definition: "UnknownEvent",
            is_kept: true,
            closed: false,
            content: None,
            docs: Docs::NONE,
        }),
    }),
);

/// The models that have documents, and what these are called.
pub(crate) const DOCUMENTS: [(TypeRef, &str); 4] = [
    (|| &LIFT_EVENT, "event.schema.json"),
    (|| &MOVED, "lift=20moved.schema.json"),
    (|| &STOPPED, "stopped.schema.json"),
    (|| &REPORT, "=65vent.schema.json"),
];

static MOVED: Model = Model {
    docs: Docs {
        title: Some("A lift moves"),
        description: "A lift moved to\nanother floor.\n\nNot written for tests of the brakes.",
        since: Some("2.1"),
        examples: &[r#"{"@type":"lift moved","floor":-3,"load":0.5,"time":0,"who":null,"state":"up"}"#],
        ..Docs::NONE
    },
    ..event(
        "Moved",
        "lifts::Moved",
        "lift moved",
        &[
            Property {
                constraints: Constraints::between(Integer::from_i128(-3), Integer::from_i128(120)),
                docs: Docs { description: "Where it went.", examples: &["7"], ..Docs::NONE },
                ..property("floor", || &I32)
            },
            Property {
                constraints: Constraints {
                    minimum: Some(Bound::Float(-0.5)),
                    maximum: Some(Bound::Integer(Integer::from_i128(1500))),
                    ..Constraints::NONE
                },
                ..property("load", || &NUMBER)
            },
            Property { sample: Some(SampleHint::EpochMillis), ..property("time", || &TIME) },
            Property {
                nullable: true,
                null_when: Some("it was called from outside"),
                basis: Basis::Inferred,
                constraints: Constraints { max_length: Some(4), ..Constraints::NONE },
                ..property("who", || &OPTION_STRING)
            },
            Property {
                docs: Docs { deprecated: Some("see `direction`"), ..Docs::NONE },
                ..property("state", || &STATE)
            },
            Property {
                nullable: true,
                presence: Presence::Optional,
                ..property("direction", || &OPTION_DIRECTION)
            },
            Property { presence: Presence::NonNull, ..property("a/b~c \"d\"", || &OPTION_STRING) },
        ],
    )
};

static STOPPED: Model = event(
    "Stopped",
    "lifts::Stopped",
    "stopped",
    &[
        property("bytes", || &U64),
        property("huge", || &I128),
        Property {
            constraints: Constraints { min_length: Some(2), max_length: Some(3), ..Constraints::NONE },
            ..property("name", || &NAME)
        },
        Property {
            nullable: true,
            constraints: Constraints { min_length: Some(2), ..Constraints::NONE },
            ..property("nick", || &OPTION_NAME)
        },
        Property {
            constraints: Constraints { min_items: Some(1), max_items: Some(3), ..Constraints::NONE },
            ..property("doors", || &DOORS)
        },
        Property { nullable: true, presence: Presence::Optional, ..property("extra", || &ANY) },
        property("is fast", || &BOOLEAN),
    ],
);

static REPORT: Model = named(
    "Report",
    "lifts::Report",
    Shape::Object(Object {
        tag: Some(Tag { emitted: Some("Once a day."), ..Tag::new("@type", "event") }),
        properties: &[
            property("counts", || &COUNTS),
            property("last", || &LIFT_EVENT),
            Property { nullable: true, presence: Presence::Optional, ..property("parts", || &OPTION_PART) },
            property("lists", || &LISTS),
        ],
        closed: true,
        reserved: &["sum"],
        ..Object::EMPTY
    }),
);

static PART: Model = named(
    "Part",
    "lifts::Part",
    object(&[
        property("code", || &STRING),
        Property { nullable: true, ..property("of", || &OPTION_PART) },
        property("with", || &PARTS),
    ]),
);

static STATE: Model = named(
    "State",
    "lifts::State",
    Shape::Enumeration(Enumeration {
        values: &[value("up", "It runs."), value("down", "")],
        open: true,
        other: None,
        group: None,
    }),
);
static DIRECTION: Model = named(
    "Direction",
    "lifts::Direction",
    Shape::Enumeration(Enumeration {
        values: &[value("upwards", ""), value("downwards", "")],
        open: false,
        other: None,
        group: None,
    }),
);
static NAME: Model = named("Name", "lifts::Name", Shape::String);
static TIME: Model = Model {
    constraints: Constraints::between(Integer::from_i128(0), Integer::from_i128((1 << 53) - 1)),
    ..Model::anonymous("i64", Shape::Integer)
};
static I32: Model = integer("i32", i32::MIN as i128, i32::MAX as i128);
static U64: Model = integer("u64", 0, u64::MAX as i128);
static I128: Model = integer("i128", i128::MIN, i128::MAX);
static NUMBER: Model = Model::anonymous("f64", Shape::Number);
static STRING: Model = Model::anonymous("String", Shape::String);
static BOOLEAN: Model = Model::anonymous("bool", Shape::Boolean);
static ANY: Model = Model::anonymous("RawJson", Shape::Any);
static OPTION_STRING: Model = Model::anonymous("Option", Shape::Nullable(|| &STRING));
static OPTION_DIRECTION: Model = Model::anonymous("Option", Shape::Nullable(|| &DIRECTION));
static OPTION_NAME: Model = Model::anonymous("Option", Shape::Nullable(|| &NAME));
static OPTION_PART: Model = Model::anonymous("Option", Shape::Nullable(|| &PART));
static PARTS: Model = Model::anonymous("Vec", Shape::Array(|| &PART));
static DOORS: Model = Model::anonymous("Vec", Shape::Array(|| &OPTION_DIRECTION));
static COUNTS: Model = Model::anonymous("BTreeMap", Shape::Map(|| &TIME));
static LISTS: Model = Model::anonymous("Vec", Shape::Array(|| &COUNTS));

const fn named(name: &'static str, path: &'static str, shape: Shape) -> Model {
    Model { name, ..Model::anonymous(path, shape) }
}

pub(crate) const fn event(
    name: &'static str,
    path: &'static str,
    value: &'static str,
    properties: &'static [Property],
) -> Model {
    let tag = Some(Tag::new("@type", value));
    named(name, path, Shape::Object(Object { tag, properties, ..Object::EMPTY }))
}

const fn object(properties: &'static [Property]) -> Shape {
    Shape::Object(Object { properties, ..Object::EMPTY })
}

pub(crate) const fn property(name: &'static str, value: TypeRef) -> Property {
    Property::new(name, name, value)
}

const fn value(name: &'static str, description: &'static str) -> EnumValue {
    EnumValue { docs: Docs { description, ..Docs::NONE }, ..EnumValue::new(name, name) }
}

pub(crate) const fn integer(path: &'static str, least: i128, greatest: i128) -> Model {
    Model {
        constraints: Constraints::between(Integer::from_i128(least), Integer::from_i128(greatest)),
        ..Model::anonymous(path, Shape::Integer)
    }
}
