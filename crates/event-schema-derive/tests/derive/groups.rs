use std::borrow::Cow;

use event_schema::model::Basis;
use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use crate::{decode, names, object, property, refuse};

#[derive(Debug, Clone, PartialEq, Schema)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    time: i64,
    core_server_id: Cow<'a, str>,
}

#[derive(Debug, Clone, PartialEq, Schema)]
#[serde(rename_all = "camelCase")]
struct CallParty<'a> {
    #[event(min_length = 1)]
    caller_id_name: Cow<'a, str>,
    #[event(required)]
    did: Option<Cow<'a, str>>,
}

/// A group that holds another.
#[derive(Debug, Clone, PartialEq, Schema)]
struct Nested<'a> {
    before: u8,
    #[serde(flatten)]
    envelope: Envelope<'a>,
    after: u8,
}

#[derive(Debug, Clone, PartialEq, Schema)]
struct Empty {}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "linkEnd")]
struct LinkEnd<'a> {
    first: bool,
    #[serde(flatten)]
    nested: Nested<'a>,
    #[serde(flatten)]
    empty: Empty,
    #[serde(flatten)]
    #[event(suffix = "1")]
    one: CallParty<'a>,
    #[serde(skip)]
    skipped: u8,
    middle: Option<u8>,
    #[serde(flatten)]
    #[event(suffix = "2", inferred("callerIdName2"))]
    two: CallParty<'a>,
    last: bool,
}

const TEXT: &str = concat!(
    r#"{"type":"linkEnd","first":true,"before":1,"time":2,"coreServerId":"c","after":3,"#,
    r#""callerIdName1":"one","did1":null,"middle":null,"callerIdName2":"two","did2":"d","last":false}"#
);

fn link_end() -> LinkEnd<'static> {
    LinkEnd {
        first: true,
        nested: Nested { before: 1, envelope: Envelope { time: 2, core_server_id: "c".into() }, after: 3 },
        empty: Empty {},
        one: CallParty { caller_id_name: "one".into(), did: None },
        skipped: 0,
        middle: None,
        two: CallParty { caller_id_name: "two".into(), did: Some("d".into()) },
        last: false,
    }
}

#[test]
fn groups_are_joined_into_one_list() {
    assert_eq!(
        names(LinkEnd::MODEL),
        [
            "first",
            "before",
            "time",
            "coreServerId",
            "after",
            "callerIdName1",
            "did1",
            "middle",
            "callerIdName2",
            "did2",
            "last",
        ]
    );
    let groups: Vec<_> = object::<LinkEnd<'_>>()
        .groups
        .iter()
        .map(|group| (group.field, group.model.name, group.suffix, group.range()))
        .collect();
    assert_eq!(
        groups,
        [
            ("nested", "Nested", "", 1..5),
            ("empty", "Empty", "", 5..5),
            ("one", "CallParty", "1", 5..7),
            ("two", "CallParty", "2", 8..10),
        ]
    );
}

#[test]
fn facts_of_one_event_are_inferred_there_only() {
    assert_eq!(property::<LinkEnd<'_>>("callerIdName2").basis, Basis::Inferred);
    assert_eq!(property::<LinkEnd<'_>>("callerIdName1").basis, Basis::Documented);
    assert_eq!(property::<LinkEnd<'_>>("did2").basis, Basis::Documented);
    assert_eq!(property::<CallParty<'_>>("callerIdName").basis, Basis::Documented);
}

#[test]
fn round_trip() {
    assert_eq!(event_schema::to_json(&link_end()).as_deref(), Ok(TEXT));
    assert_eq!(decode::<LinkEnd<'_>>(TEXT), link_end());
}

#[test]
fn what_a_group_requires_is_required() {
    for what in [r#""time":2,"#, r#""did1":null,"#, r#""callerIdName2":"two","#, r#""after":3,"#] {
        assert!(TEXT.contains(what));
        refuse::<LinkEnd<'_>>(&TEXT.replace(what, ""));
    }
    refuse::<LinkEnd<'_>>(&TEXT.replace("did1", "did"));
    assert_eq!(decode::<LinkEnd<'_>>(&TEXT.replace(r#""middle":null,"#, "")), link_end());
}

#[test]
fn faults_in_groups_carry_the_suffix() {
    let mut event = link_end();
    event.two.caller_id_name = Cow::Borrowed("");
    let error = event_schema::to_json(&event).expect_err("the name is too short");
    assert!(error.to_string().starts_with("/callerIdName2: "), "{error}");
}

/// serde's own derives flatten as well; there the struct has no tag.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Outer {
    name: String,
    #[serde(flatten)]
    inner: Inner,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Inner {
    size: u32,
}

#[test]
fn groups_in_nested_types() {
    let outer = decode::<Outer>(r#"{"name":"n","size":1}"#);
    assert_eq!(outer, Outer { name: "n".to_owned(), inner: Inner { size: 1 } });
    assert_eq!(names(Outer::MODEL), ["name", "size"]);
    assert!(object::<Outer>().tag.is_none());
}
