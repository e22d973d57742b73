use std::borrow::Cow;

use event_schema::model::Presence;
use event_schema::{Event, Profile, Schema, Validator};
use serde::{Deserialize, Serialize};

use crate::{decode, property, refuse};

type Maybe<T> = Option<T>;
type MaybeText<'a> = Option<Cow<'a, str>>;

/// Three kinds of absence, each spelled `Option` and hidden behind an alias.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "absence")]
struct Absence<'a> {
    optional: Option<u8>,
    #[event(required, null_when = "nobody knows")]
    required: Option<Cow<'a, str>>,
    #[event(non_null)]
    non_null: Option<Cow<'a, str>>,
    optional_alias: Maybe<u8>,
    #[event(required)]
    required_alias: MaybeText<'a>,
    #[event(non_null)]
    non_null_alias: MaybeText<'a>,
    #[serde(default)]
    default: u8,
    #[serde(default = "seven")]
    path: u8,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[event(min_items = 1)]
    left_out: Vec<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out_option: Option<u8>,
}

fn seven() -> u8 {
    7
}

const LEAST: &str = r#"{"type":"absence","required":null,"required_alias":null}"#;

fn least() -> Absence<'static> {
    Absence {
        optional: None,
        required: None,
        non_null: None,
        optional_alias: None,
        required_alias: None,
        non_null_alias: None,
        default: 0,
        path: 7,
        left_out: Vec::new(),
        left_out_option: None,
    }
}

#[test]
fn aliases_hide_nothing() {
    let facts = |name| {
        let property = property::<Absence<'_>>(name);
        (property.nullable, property.presence)
    };
    for name in ["optional", "optional_alias", "left_out_option"] {
        assert_eq!(facts(name), (true, Presence::Optional), "{name}");
    }
    for name in ["required", "required_alias"] {
        assert_eq!(facts(name), (true, Presence::Required), "{name}");
    }
    for name in ["non_null", "non_null_alias"] {
        assert_eq!(facts(name), (false, Presence::NonNull), "{name}");
    }
    for name in ["default", "path", "left_out"] {
        assert_eq!(facts(name), (false, Presence::Optional), "{name}");
    }
    assert_eq!(property::<Absence<'_>>("required").null_when, Some("nobody knows"));
}

#[test]
fn what_may_be_absent_is_filled_in() {
    assert_eq!(decode::<Absence<'_>>(LEAST), least());
}

#[test]
fn required_nulls_must_be_there() {
    refuse::<Absence<'_>>(&LEAST.replace(r#","required":null"#, ""));
    refuse::<Absence<'_>>(&LEAST.replace(r#","required_alias":null"#, ""));
}

#[test]
fn what_is_never_null_is_never_null() {
    for name in ["non_null", "non_null_alias", "default", "path", "left_out"] {
        refuse::<Absence<'_>>(&LEAST.replace('}', &format!(r#","{name}":null}}"#)));
    }
    for name in ["optional", "optional_alias", "left_out_option"] {
        assert_eq!(decode::<Absence<'_>>(&LEAST.replace('}', &format!(r#","{name}":null}}"#))), least());
    }
}

#[test]
fn encoding_tells_the_kinds_apart() {
    assert_eq!(
        event_schema::to_json(&least()).as_deref(),
        Ok(concat!(
            r#"{"type":"absence","optional":null,"required":null,"optional_alias":null,"required_alias":null,"#,
            r#""default":0,"path":7}"#
        ))
    );
    let full = Absence {
        non_null: Some("a".into()),
        non_null_alias: Some("b".into()),
        left_out: vec![1],
        left_out_option: Some(2),
        ..least()
    };
    let text = event_schema::to_json(&full).expect("valid");
    assert!(
        text.contains(r#""non_null":"a""#) && text.contains(r#""left_out":[1],"left_out_option":2"#),
        "{text}"
    );
    assert_eq!(decode::<Absence<'_>>(&text), full);
}

#[test]
fn the_tolerant_profile_takes_absence_for_null() {
    let absent = r#"{"type":"absence"}"#;
    let validator = Validator::<Absence<'_>>::new().profile(Profile::Tolerant);
    assert_eq!(validator.from_json(absent.as_bytes()), Ok(least()));
    refuse::<Absence<'_>>(absent);
}

#[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
struct Nested {
    #[serde(default)]
    count: u8,
    #[serde(default = "seven")]
    path: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    present: Option<String>,
    #[serde(skip)]
    skipped: u8,
}

#[test]
fn nested_types_leave_serde_to_serde() {
    let nested = decode::<Nested>("{}");
    assert_eq!(nested, Nested { count: 0, path: 7, text: None, present: None, skipped: 0 });
    assert_eq!(serde_json::to_string(&nested).unwrap(), r#"{"count":0,"path":7}"#);
    assert!(!event_schema::is_valid::<Nested>(br#"{"present":null}"#));
    assert_eq!(property::<Nested>("path").presence, Presence::Optional);
    assert_eq!(property::<Nested>("text").presence, Presence::Optional);
    assert_eq!(property::<Nested>("present").presence, Presence::NonNull);
}
