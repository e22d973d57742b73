use std::borrow::Cow;

use event_schema::model::{Bound, Integer, Shape};
use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use crate::{decode, property};

/// # Call id
/// Who calls.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(transparent)]
#[event(min_length = 1, max_length = 4, example = "\"a\"")]
struct CallId<'a>(#[serde(borrow)] Cow<'a, str>);

/// A rule upon a rule: the narrower one counts.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(max_length = 9, min_length = 2)]
struct Narrow<'a>(#[serde(borrow)] CallId<'a>);

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(maximum = 300)]
struct Small(u8);

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Perhaps(Option<u8>);

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "ids")]
struct Ids<'a> {
    id: CallId<'a>,
    #[event(max_length = 3)]
    narrow: Option<Narrow<'a>>,
    small: Small,
    perhaps: Perhaps,
}

const TEXT: &str = r#"{"type":"ids","id":"abcd","narrow":"abc","small":1,"perhaps":null}"#;

#[test]
fn a_newtype_has_the_shape_of_its_value() {
    let model = CallId::MODEL;
    assert!(matches!(model.shape, Shape::String));
    assert_eq!((model.name, model.path), ("CallId", "derive::newtypes::CallId"));
    assert_eq!((model.docs.title, model.docs.description), (Some("Call id"), "Who calls."));
    assert_eq!(model.docs.examples, ["\"a\""]);
    assert_eq!((model.constraints.min_length, model.constraints.max_length), (Some(1), Some(4)));
}

#[test]
fn rules_are_merged() {
    let constraints = Narrow::MODEL.constraints;
    assert_eq!((constraints.min_length, constraints.max_length), (Some(2), Some(4)));
    let small = Small::MODEL.constraints;
    assert_eq!(small.minimum, Some(Bound::Integer(Integer::from_u128(0))));
    assert_eq!(small.maximum, Some(Bound::Integer(Integer::from_u128(255))));
}

#[test]
fn null_passes_where_the_value_may_be_null() {
    const {
        assert!(Perhaps::NULLABLE && !Perhaps::OPTIONAL);
        assert!(!CallId::NULLABLE);
    }
    assert!(property::<Ids<'_>>("perhaps").nullable);
}

#[test]
fn round_trip() {
    let ids = decode::<Ids<'_>>(TEXT);
    assert_eq!(ids.narrow, Some(Narrow(CallId("abc".into()))));
    assert_eq!(event_schema::to_json(&ids).as_deref(), Ok(TEXT));
}

#[test]
fn rules_hold_when_encoding() {
    let valid = decode::<Ids<'_>>(TEXT);
    let fault =
        |event: Ids<'_>| event_schema::to_json(&event).expect_err("the value breaks a rule").to_string();
    assert!(fault(Ids { id: CallId("".into()), ..valid.clone() }).starts_with("/id: "));
    assert!(
        fault(Ids { narrow: Some(Narrow(CallId("a".into()))), ..valid.clone() }).starts_with("/narrow: ")
    );
    assert!(fault(Ids { narrow: Some(Narrow(CallId("abcd".into()))), ..valid }).starts_with("/narrow: "));
}
