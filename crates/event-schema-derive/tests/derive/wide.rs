//! Structs of so many fields that they are read in parts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use event_schema::{Event, Schema, from_json, to_json, validate};
use serde::de::DeserializeOwned;

use crate::{decode, names, refuse};

/// An event with a field for each word, and in their midst a group, a field that is not on the wire, and one that may
/// be absent.
macro_rules! wide {
    ($(#[$attr:meta])* $name:ident, $tag:literal: $($before:ident)* | $($after:ident)*) => {
        #[derive(Debug, Clone, PartialEq, Event)]
        #[event(name = $tag)]
        $(#[$attr])*
        struct $name {
            $($before: u16,)*
            #[serde(flatten)]
            group: Group,
            #[serde(skip)]
            skipped: u16,
            perhaps: Option<String>,
            $($after: u16,)*
            #[serde(flatten)]
            rest: BTreeMap<String, Vec<u8>>,
        }
    };
}

#[derive(Debug, Clone, PartialEq, Default, Schema)]
struct Group {
    in_group: u16,
    #[serde(default)]
    also: u16,
}

wide! {
    Wide, "wide":
    a b c d e f g h i j k l m n o p q r s t u v w x y z aa ab ac ad ae af ag ah ai aj ak al am an ao ap aq ar at au av |
    ba bb bc bd be bf bg bh bi bj bk bl bm bn bo bp bq br bs bt bu bv bw bx by bz
}

wide! {
    #[derive(Default)]
    #[serde(default)]
    Absent, "absent":
    a b c d e f g h i j k l m n o p q r s t u v w x y z aa ab ac ad ae af ag ah ai aj ak al am an ao ap aq ar at au av |
    ba bb bc bd be bf bg bh bi bj bk bl bm bn bo bp bq br bs bt bu bv bw bx by bz
}

/// A payload whose numbers differ, without some of its properties.
fn payload<T: Schema>(tag: &str, without: &[&str]) -> String {
    let mut text = format!(r#"{{"type":"{tag}""#);
    for (at, name) in names(T::MODEL).into_iter().enumerate() {
        if without.contains(&name) {
            continue;
        }
        let value = if name == "perhaps" { r#""here""#.to_owned() } else { at.to_string() };
        write!(text, r#","{name}":{value}"#).expect("strings take text");
    }
    text + r#","other":[1]}"#
}

fn round_trip<T>(tag: &str)
where
    T: Event
        + Schema
        + DeserializeOwned
        + serde::Serialize
        + PartialEq
        + std::fmt::Debug
        + for<'de> event_schema::FromJson<'de>,
{
    let text = payload::<T>(tag, &[]);
    let event: T = decode(&text);
    assert_eq!(to_json(&event).as_deref(), Ok(&text[..]));
}

#[test]
fn each_field_keeps_its_value() {
    round_trip::<Wide>("wide");
    round_trip::<Absent>("absent");
}

#[test]
fn what_is_missing_is_named() {
    let text = payload::<Wide>("wide", &["bk", "in_group"]);
    let refused = validate::<Wide>(text.as_bytes()).expect_err("two properties are missing");
    assert_eq!(refused.len(), 2, "{refused}");
    refuse::<Wide>(&text);
    let serde = serde_json::from_str::<Wide>(&payload::<Wide>("wide", &["bk"]));
    assert!(serde.expect_err("`bk` is missing").to_string().contains("`bk`"));
}

#[test]
fn what_is_absent_is_the_default() {
    let absent: Absent = decode(r#"{"type":"absent","in_group":3,"bz":9}"#);
    assert_eq!(absent, Absent { group: Group { in_group: 3, also: 0 }, bz: 9, ..Absent::default() });
    assert!(from_json::<Absent>(br#"{"type":"absent"}"#).is_err(), "the group has no default of its own");
}
