use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};

use super::{Dialect, Json, Options, document, split};
use crate::model::{
    Access, Argument, Basis, Bound, Constraints, Docs, Element, EnumValue, Enumeration, Extension, Integer,
    Model, Object, Presence, Property, Shape, Tag, TypeRef, Union, UnknownVariant, Variant,
};
use crate::profile::Profile;
use crate::schema::Schema as _;

static STRING: Model = Model::anonymous("String", Shape::String);
static OPTION_STRING: Model = Model::anonymous("Option", Shape::Nullable(|| &STRING));
static BYTE: Model = Model {
    constraints: Constraints::between(Integer::from_i128(0), Integer::from_i128(255)),
    ..Model::anonymous("u8", Shape::Integer)
};
static STATE: Model = Model {
    name: "DoorState",
    docs: Docs { description: "How the door is.", ..Docs::NONE },
    ..Model::anonymous(
        "doors::DoorState",
        Shape::Enumeration(Enumeration {
            values: &[value("open", "It lets people through."), value("shut", "")],
            open: true,
            other: None,
            group: None,
        }),
    )
};
static OPTION_STATE: Model = Model::anonymous("Option", Shape::Nullable(|| &STATE));
static ANY: Model = Model::anonymous("RawJson", Shape::Any);
static DOORS: Model = Model::anonymous("Vec", Shape::Array(|| &DOOR));
static COUNTS: Model = Model::anonymous("BTreeMap", Shape::Map(|| &BYTE));

static DOOR: Model = Model {
    name: "DoorOpened",
    docs: Docs { title: Some("A door opens"), description: "A door was opened.", ..Docs::NONE },
    ..Model::anonymous(
        "doors::DoorOpened",
        Shape::Object(Object {
            tag: Some(Tag { emitted: Some("Emitted at once"), ..Tag::new("type", "doorOpened") }),
            properties: &[
                Property {
                    constraints: Constraints {
                        maximum: Some(Bound::Integer(Integer::from_i128(99))),
                        ..Constraints::NONE
                    },
                    docs: Docs { description: "Which door", examples: &["7"], ..Docs::NONE },
                    ..property("door", || &BYTE)
                },
                Property {
                    nullable: true,
                    docs: Docs { description: "Who opened it.", ..Docs::NONE },
                    null_when: Some("nobody is known"),
                    basis: Basis::Inferred,
                    ..property("badge", || &OPTION_STRING)
                },
                Property {
                    nullable: true,
                    presence: Presence::Optional,
                    ..property("state", || &OPTION_STATE)
                },
                Property {
                    docs: Docs { deprecated: Some("use `state`"), ..Docs::NONE },
                    ..property("was", || &STATE)
                },
                Property { presence: Presence::NonNull, ..property("note", || &OPTION_STRING) },
                Property { nullable: true, presence: Presence::Optional, ..property("extra", || &ANY) },
                property("next", || &DOORS),
                property("counts", || &COUNTS),
            ],
            ..Object::EMPTY
        }),
    )
};

static EVENT: Model = Model {
    name: "DoorEvent",
    ..Model::anonymous(
        "doors::DoorEvent",
        Shape::Union(Union {
            tag: "type",
            variants: &[Variant::new("Opened", "doorOpened", || &DOOR)],
            unknown: Some(UnknownVariant {
                name: "Unknown",
                definition: "UnknownEvent",
                is_kept: true,
                closed: false,
                content: None,
                docs: Docs::NONE,
            }),
        }),
    )
};

const fn value(name: &'static str, description: &'static str) -> EnumValue {
    EnumValue { docs: Docs { description, ..Docs::NONE }, ..EnumValue::new(name, name) }
}

const fn property(name: &'static str, value: TypeRef) -> Property {
    Property::new(name, name, value)
}

#[test]
fn an_event_is_one_complete_object() {
    let options = Options { id: Some("urn:doors:v1/doorOpened.schema.json"), ..Options::default() };
    assert_eq!(text(&DOOR, &options), include_str!("tests/door_opened.json"));
}

#[test]
fn a_union_is_bare_references() {
    let union = document(&EVENT, &Options::default()).unwrap();
    assert_eq!(
        compact(&union, "/oneOf"),
        r##"[{"$ref":"#/$defs/DoorOpened"},{"$ref":"#/$defs/UnknownEvent"}]"##
    );
    assert_eq!(
        compact(&union, "/$defs/UnknownEvent/properties"),
        r#"{"type":{"type":"string","not":{"enum":["doorOpened"]}}}"#
    );
    assert_eq!(compact(&union, "/$defs/UnknownEvent/required"), r#"["type"]"#);
    assert_eq!(
        compact(&union, "/$defs/DoorOpened/properties/next/items"),
        r##"{"$ref":"#/$defs/DoorOpened"}"##
    );

    let strict = document(&EVENT, &Options { profile: Profile::Strict, ..Options::default() }).unwrap();
    assert_eq!(compact(&strict, "/oneOf"), r##"[{"$ref":"#/$defs/DoorOpened"}]"##);
    assert_eq!(strict.pointer("/$defs/UnknownEvent"), None);
}

#[test]
fn profiles_differ_in_what_is_required_and_closed() {
    let required = |profile| {
        let json = document(&DOOR, &Options { profile, ..Options::default() }).unwrap();
        (compact(&json, "/required"), json.get("additionalProperties").cloned())
    };
    assert_eq!(
        required(Profile::Documented),
        (r#"["type","door","badge","was","next","counts"]"#.to_owned(), None)
    );
    assert_eq!(required(Profile::Tolerant), (r#"["type","door","was","next","counts"]"#.to_owned(), None));
    assert_eq!(
        required(Profile::Strict),
        (
            r#"["type","door","badge","state","was","extra","next","counts"]"#.to_owned(),
            Some(Json::Bool(false))
        )
    );
}

#[test]
fn the_mirror_speaks_draft_07() {
    let mirror = text(&EVENT, &Options { dialect: Dialect::Draft07, ..Options::default() });
    assert!(mirror.starts_with("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"));
    assert!(mirror.contains("\"#/definitions/DoorState\""));
    assert!(!mirror.contains("$defs"));
    assert!(!mirror.contains("\"deprecated\""));
    assert!(mirror.contains("Deprecated: use `state`."));
}

#[test]
fn annotations_are_written_and_extensions_when_asked_for() {
    const UNIT: Extension = Extension { name: "x-unit", value: r#"{"of":["time","ms"]}"# };
    static WRONG: Model = Model {
        docs: Docs { extensions: &[Extension { name: "x-odd", value: "ms" }], ..Docs::NONE },
        ..Model::anonymous("odd::Odd", Shape::String)
    };
    static NAME: Model = Model {
        name: "Name",
        docs: Docs { comment: Some("As the registry has it."), ..Docs::NONE },
        ..Model::anonymous("people::Name", Shape::String)
    };
    static PERSON: Model = Model {
        name: "Person",
        docs: Docs { comment: Some("Kept for the auditors."), extensions: &[UNIT], ..Docs::NONE },
        ..Model::anonymous(
            "people::Person",
            Shape::Object(Object {
                properties: &[
                    Property {
                        docs: Docs {
                            access: Some(Access::ReadOnly),
                            comment: Some("Never ours."),
                            extensions: &[UNIT],
                            ..Docs::NONE
                        },
                        aliases: &["since"],
                        presence: Presence::Optional,
                        ..property("at", || u8::MODEL)
                    },
                    Property {
                        docs: Docs { access: Some(Access::WriteOnly), ..Docs::NONE },
                        ..property("name", || &NAME)
                    },
                ],
                ..Object::EMPTY
            }),
        )
    };
    for dialect in [Dialect::Draft2020, Dialect::Draft07] {
        let options = Options { dialect, comment: Some("Generated."), ..Options::default() };
        let plain = document(&PERSON, &options).unwrap();
        let definitions = dialect.definitions();
        assert_eq!(compact(&plain, "/$comment"), r#""Generated.""#);
        assert_eq!(compact(&plain, "/allOf/1/$comment"), r#""Kept for the auditors.""#);
        assert_eq!(compact(&plain, "/properties/at/readOnly"), "true");
        assert_eq!(compact(&plain, "/properties/at/$comment"), r#""Never ours.""#);
        assert_eq!(compact(&plain, "/properties/since/readOnly"), "true", "under its other name, too");
        assert_eq!(
            compact(&plain, "/properties/name"),
            format!(r##"{{"writeOnly":true,"allOf":[{{"$ref":"#/{definitions}/Name"}}]}}"##)
        );
        assert_eq!(compact(&plain, &format!("/{definitions}/Name/$comment")), r#""As the registry has it.""#);
        assert!(!plain.to_compact().contains("x-"), "kept out of the canonical document");

        let extended = document(&PERSON, &Options { extensions: true, ..options }).unwrap();
        assert_eq!(compact(&extended, "/x-unit"), UNIT.value);
        assert_eq!(compact(&extended, "/properties/at/x-unit"), UNIT.value);
        assert!(
            extended.to_compact().ends_with(r#""x-unit":{"of":["time","ms"]}}"#),
            "after JSON Schema's own"
        );
    }
    let error = document(&WRONG, &Options { extensions: true, ..Options::default() }).unwrap_err();
    assert_eq!(error.to_string(), "the value of `x-odd` of `odd::Odd` is not JSON");
}

#[test]
fn documents_are_taken_apart_by_relative_references() {
    static ODD: Model = Model { name: "a b?<c>", ..Model::anonymous("odd::Odd", Shape::Boolean) };
    static LISTS: Model = Model {
        name: "Lists",
        ..Model::anonymous("odd::Lists", Shape::Tuple(&[Element::new(|| &ODD), Element::new(|| &LISTS)]))
    };
    let options = Options { id: Some("https://example.com/"), ..Options::default() };
    let files = split(&[&LISTS, &ODD], |name| format!("{name}.json"), &options).unwrap();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Lists.json", "a b?<c>.json"]);
    assert_eq!(compact(&files[0].1, "/prefixItems"), r##"[{"$ref":"a%20b%3F%3Cc%3E.json"},{"$ref":"#"}]"##);
    assert_eq!(compact(&files[1].1, "/$id"), r#""https://example.com/a%20b%3F%3Cc%3E.json""#);
    assert_eq!(compact(&files[1].1, "/$schema"), r#""https://json-schema.org/draft/2020-12/schema""#);
}

#[test]
fn constraints_beside_a_reference_name_the_type() {
    static NAME: Model = Model { name: "Name", ..Model::anonymous("people::Name", Shape::String) };
    static OPTION_NAME: Model = Model::anonymous("Option", Shape::Nullable(|| &NAME));
    const SHORT: Constraints = Constraints { max_length: Some(9), ..Constraints::NONE };
    static PERSON: Model = Model {
        name: "Person",
        ..Model::anonymous(
            "people::Person",
            Shape::Object(Object {
                properties: &[
                    Property { constraints: SHORT, ..property("name", || &NAME) },
                    Property { constraints: SHORT, nullable: true, ..property("nick", || &OPTION_NAME) },
                ],
                closed: true,
                ..Object::EMPTY
            }),
        )
    };
    let person = document(&PERSON, &Options::default()).unwrap();
    assert_eq!(
        compact(&person, "/properties"),
        concat!(
            r##"{"name":{"type":"string","maxLength":9,"allOf":[{"$ref":"#/$defs/Name"}]},"##,
            r##""nick":{"type":["string","null"],"maxLength":9,"anyOf":[{"$ref":"#/$defs/Name"},{"type":"null"}]}}"##,
        )
    );
    assert_eq!(compact(&person, "/additionalProperties"), "false");
}

#[test]
fn two_types_with_one_name_are_an_error() {
    static OTHER: Model = Model { name: "DoorState", ..Model::anonymous("lifts::DoorState", Shape::String) };
    static BOTH: Model = Model {
        name: "Both",
        ..Model::anonymous(
            "lifts::Both",
            Shape::Object(Object {
                properties: &[property("lift", || &OTHER), property("door", || &STATE)],
                ..Object::EMPTY
            }),
        )
    };
    let error = document(&BOTH, &Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "two types share the definition name `DoorState`: `doors::DoorState` and `lifts::DoorState`; \
         rename one of them"
    );
}

#[test]
fn generic_types_differ_by_their_arguments() {
    static PAGE_OF_DOORS: Model = Model {
        name: "Page",
        arguments: &[Argument::Type(|| &DOOR)],
        ..Model::anonymous("web::Page", Shape::Array(|| &DOOR))
    };
    static PAGE_OF_STATES: Model = Model {
        name: "Page",
        arguments: &[Argument::Type(|| &STATE)],
        ..Model::anonymous("web::Page", Shape::Array(|| &STATE))
    };
    static PAGES: Model = Model::anonymous(
        "web::Pages",
        Shape::Object(Object {
            properties: &[property("doors", || &PAGE_OF_DOORS), property("states", || &PAGE_OF_STATES)],
            ..Object::EMPTY
        }),
    );
    let pages = document(&PAGES, &Options::default()).unwrap();
    assert_eq!(compact(&pages, "/properties/doors"), r##"{"$ref":"#/$defs/PageOfDoorOpened"}"##);
    assert_eq!(compact(&pages, "/$defs/PageOfDoorState/title"), r#""PageOfDoorState""#);
    assert_eq!(PAGE_OF_DOORS.full_path(), "web::Page<doors::DoorOpened>");
}

#[test]
fn definition_names_are_escaped_in_references() {
    static ODD: Model = Model { name: "a/b~c<d>", ..Model::anonymous("odd::Odd", Shape::Boolean) };
    static LIST: Model = Model::anonymous("Vec", Shape::Array(|| &ODD));
    assert_eq!(
        compact(&document(&LIST, &Options::default()).unwrap(), "/items"),
        r##"{"$ref":"#/$defs/a~1b~0c%3Cd%3E"}"##
    );
}

fn text(model: &'static Model, options: &Options<'_>) -> String {
    document(model, options).unwrap().to_pretty()
}

fn compact(json: &Json, pointer: &str) -> String {
    json.pointer(pointer).map_or_else(|| format!("nothing at {pointer}"), Json::to_compact)
}
