//! Every way to tell the variants of an enum apart, with every kind of content, in every place: made by macros, and
//! put through the agreement kit.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::{Event, Schema, agreement};
use event_schema_derived_tests::share;
use serde::{Deserialize, Serialize};

/// How many random payloads each type is tried with; `EVENT_SCHEMA_CASES` asks for more.
const CASES: usize = 100;

/// An enum with these contents, and an event that holds it in every place.
macro_rules! specimen {
    ($name:ident, [$($attr:meta),*], { $($body:tt)* }) => {
        mod $name {
            use super::super::*;

            /// One of several.
            #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
            $(#[$attr])*
            enum Value { $($body)* }

            #[derive(Debug, Clone, PartialEq, Event)]
            #[event(name = "specimen")]
            struct Specimen {
                plain: Value,
                optional: Option<Value>,
                #[event(required)]
                nullable: Option<Box<Value>>,
                #[event(max_items = 4)]
                list: Vec<Value>,
                values: BTreeMap<String, Value>,
                pair: (Value, Option<Value>),
            }

            #[test]
            fn agrees() {
                agreement!(Specimen).cases(CASES).systematic(share(100)).run();
            }
        }
    };
}

/// Contents for enums whose tag stands outside of the value.
macro_rules! contents {
    ($($name:ident { $($body:tt)* })*) => {$(
        mod $name {
            specimen!(external, [], { $($body)* });
            specimen!(renamed, [serde(rename_all = "kebab-case", rename_all_fields = "SCREAMING_SNAKE_CASE")], { $($body)* });
            specimen!(closed, [serde(deny_unknown_fields)], { $($body)* });
            specimen!(adjacent, [serde(tag = "kind", content = "value")], { $($body)* });
            specimen!(adjacent_closed, [serde(tag = "t\"q", content = "c/é", deny_unknown_fields)], { $($body)* });
            specimen!(untagged, [serde(untagged)], { $($body)* });
        }
    )*};
}

/// Contents for enums whose tag stands inside of the value.
macro_rules! members {
    ($($name:ident { $($body:tt)* })*) => {$(
        mod $name {
            specimen!(internal, [serde(tag = "kind")], { $($body)* });
            specimen!(renamed, [serde(tag = "é~/", rename_all = "snake_case", rename_all_fields = "camelCase")], { $($body)* });
            specimen!(closed, [serde(tag = "t", deny_unknown_fields)], { $($body)* });
        }
    )*};
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Place {
    #[serde(alias = "nom")]
    #[event(max_length = 9)]
    name: String,
    #[serde(default)]
    floor: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Line(#[event(minimum = 0)] i32, Option<bool>, #[event(max_items = 2)] Vec<u8>);

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Empty();

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Nothing;

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(min_length = 2, starts_with = "x")]
struct Code(String);

/// What stands beside a tag as a member of its own.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
enum Named {
    Nothing,
    #[serde(alias = "Digit")]
    Number(Option<u8>),
    Pair(bool, bool),
    Place {
        name: String,
    },
}

contents! {
    scalars { Nothing, Flag(bool), Count(u8), Text(Code), }
    scalar { Only(i64), }
    nullable { First(Option<u8>), Unit, Second(Nothing), Third(()), }
    objects { Here(Place), There { place: Place, #[serde(default)] far: bool }, }
    structs {
        Circle { #[event(exclusive_minimum = 0)] the_radius: f64, #[serde(alias = "other")] center_of_it: Option<Line> },
        /// Two sides.
        Square { side: u16, #[serde(skip)] area: u64 },
        Point {},
    }
    tuples { Pair(u8, #[event(max_length = 3)] String), Lines(Line, Empty), None(), Three((bool, char, f32)), }
    collections { List(Vec<Place>), Map(BTreeMap<String, u8>), Fixed([u8; 2]), }
}

/// What serde cannot combine with every attribute.
mod others {
    specimen!(external_units, [serde(rename_all = "UPPERCASE")], { One, #[serde(rename = "2 ½")] Two, });
    specimen!(adjacent_units, [serde(tag = "t", content = "c")], { One, #[serde(rename = "2 ½")] Two, });
    specimen!(list_other, [serde(rename_all = "lowercase")], { One, #[serde(alias = "deux")] Two, /** All others. */ #[serde(other, rename = "rest!")] Rest, });
    specimen!(external_other, [], { One, #[serde(alias = "deux")] Two(Option<u8>), Three { a: u8 }, #[serde(other)] Rest, });
    specimen!(adjacent_other_closed, [serde(tag = "t", content = "c", deny_unknown_fields)], { One, Two(Option<u8>), Three { a: u8 }, #[serde(other)] Rest, });
    specimen!(internal_other_closed, [serde(tag = "t", deny_unknown_fields)], { One, Three { a: u8 }, #[serde(other)] Rest, });
    specimen!(adjacent_other, [serde(tag = "t", content = "c")], { One, Two(Option<u8>), Three { a: u8 }, #[serde(other)] Rest, });
    specimen!(flattened_external, [], { With { #[serde(flatten)] place: Place, more: u8 }, Without(u8), });
    specimen!(flattened_internal, [serde(tag = "t")], { With { #[serde(flatten)] place: Place, more: u8 }, });
    specimen!(flattened_adjacent, [serde(tag = "t", content = "c")], { With { #[serde(flatten)] place: Place, more: u8 }, });
    specimen!(flattened_untagged, [serde(untagged)], { With { #[serde(flatten)] place: Place, more: u8 }, Without(u8), });
}

members! {
    tagged_units { One, #[serde(rename = "2 ½")] Two, }
    other { One, Two { a: u8 }, /** All others. */ #[serde(other)] Rest, }
    tagged_structs {
        Circle { #[event(exclusive_minimum = 0)] the_radius: f64, #[serde(alias = "other")] center_of_it: Option<Line> },
        /// Two sides.
        Square { side: u16, #[serde(skip)] area: u64 },
        Point {},
    }
    groups { Here(Place), There { place: Place }, Nowhere, Behind(Box<Place>), }
    named { Held(Named), Nowhere, }
}

mod with_untagged {
    specimen!(external, [], { One, Two(u8), #[serde(untagged)] Text(Code), #[serde(untagged)] Here { a: u8, b: Option<u8> }, });
    specimen!(internal, [serde(tag = "kind")], { One, Two { a: u8 }, #[serde(untagged)] Three(Place), });
    specimen!(adjacent, [serde(tag = "kind", content = "content")], { One, Two(u8), #[serde(untagged)] Null, #[serde(untagged)] Four(bool, bool), });
}

/// Variants that are read under several names.
mod aliases {
    specimen!(list, [serde(rename_all = "lowercase")], {
        /// The first.
        One,
        #[serde(alias = "deux", alias = "2 ½")]
        Two,
        /// Described.
        #[serde(alias = "trois")]
        Three,
    });
    specimen!(open_list, [], { #[serde(alias = "un")] One, #[serde(untagged)] Other(String), });
    specimen!(external, [], {
        #[serde(alias = "un", alias = "~/")] One,
        #[serde(alias = "deux")] Two(u8),
        #[serde(rename = "three", alias = "Three")] Three { #[serde(alias = "b")] a: bool },
    });
    specimen!(internal, [serde(tag = "is")], { #[serde(alias = "un")] One, #[serde(alias = "deux", alias = "2")] Two { a: u8 }, Here(Place), });
    specimen!(internal_other, [serde(tag = "is")], { #[serde(alias = "un")] One { a: u8 }, #[serde(other)] Rest, });
    specimen!(adjacent, [serde(tag = "is", content = "of")], { #[serde(alias = "un")] One, #[serde(alias = "deux")] Two(u8), });
    specimen!(with_untagged, [], { #[serde(alias = "un")] One, #[serde(alias = "deux")] Two(u8), #[serde(untagged)] Other(bool), });
}

/// Types that contain themselves.
mod recursive {
    specimen!(external, [], { Leaf, Node { left: Box<Value>, right: Option<Box<Self>> }, List(Vec<Value>), });
    specimen!(internal, [serde(tag = "op")], { Leaf, Not { it: Box<Value> }, All { of: Vec<Value> }, });
    specimen!(adjacent, [serde(tag = "op", content = "of")], { Leaf(u8), Not(Box<Value>), Both(Box<Value>, Box<Value>), });
    specimen!(untagged, [serde(untagged)], { Null, Flag(bool), Number(i64), Text(String), List(Vec<Value>), Object(BTreeMap<String, Value>), });
}

/// What follows an unknown name is too much, whatever it is called.
#[test]
fn an_unknown_name_is_not_the_empty_one() {
    #[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
    enum Keyed {
        A(u8),
    }
    let errors = event_schema::validate::<Keyed>(br#"{"x":1,"":2}"#).unwrap_err();
    let codes: Vec<_> = errors.iter().map(|error| (error.code.as_str(), error.offset)).collect();
    assert_eq!(codes, [("oneOf", 1), ("oneOf", 7)]);
    let errors = event_schema::validate::<Keyed>(br#"{"A":1,"A":2}"#).unwrap_err();
    assert_eq!((errors.first().code.as_str(), errors.first().instance), ("repeated", "/A"));
}

/// Alternatives that nothing tells apart multiply with every level; what is tried is bounded.
#[test]
fn trials_are_bounded() {
    #[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Ambiguous {
        One(Vec<Ambiguous>),
        Two(Vec<Ambiguous>),
        Leaf(u8),
    }
    let nested = |levels: usize, inner: &str| "[".repeat(levels) + inner + &"]".repeat(levels);
    assert!(event_schema::is_valid::<Ambiguous>(nested(127, "5").as_bytes()));
    assert!(event_schema::from_json::<Ambiguous>(nested(127, "5").as_bytes()).is_ok());
    for levels in [1, 20, 127] {
        let errors = event_schema::validate::<Ambiguous>(nested(levels, "null").as_bytes()).unwrap_err();
        assert_eq!((errors.len(), errors.first().code.as_str(), errors.first().offset), (1, "anyOf", 0));
    }
}

/// What borrows and what does not.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Note<'a> {
    Empty,
    Text(#[serde(borrow)] Cow<'a, str>),
    Signed {
        #[serde(borrow)]
        text: Cow<'a, str>,
        by: u32,
    },
    Counted(Count),
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Count(u8);

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "noted")]
struct Noted<'a> {
    #[serde(borrow)]
    note: Note<'a>,
    units: (Nothing, Empty, ()),
    single: (Count,),
    eight: (u8, u8, u8, u8, u8, u8, u8, Cow<'a, str>),
}

#[test]
fn variants_that_borrow_agree() {
    agreement!(Noted<'_>).cases(CASES).run();
}
