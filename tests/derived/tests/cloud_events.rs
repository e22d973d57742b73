//! The envelope of CloudEvents 1.0: what its standard says of attributes, and that all routes agree.

use std::borrow::Cow;

use event_schema::{CloudEvent, Event, UnknownEvent, agreement, is_valid, validate};

/// How many random payloads each type is tried with; `EVENT_SCHEMA_CASES` asks for more.
const CASES: usize = 100;

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "doorOpened")]
struct DoorOpened<'a> {
    #[event(min_length = 1)]
    door: Cow<'a, str>,
    #[event(required)]
    badge: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Event)]
enum DoorEvent<'a> {
    Opened(#[serde(borrow)] DoorOpened<'a>),
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

type Wrapped<'a> = CloudEvent<'a, DoorEvent<'a>>;

#[test]
fn schema_validator_decoder_and_encoder_agree() {
    agreement!(CloudEvent<'_, DoorOpened<'_>>).cases(CASES).run();
    agreement!(Wrapped<'_>).cases(CASES).run();
}

/// An envelope with some members replaced or, where nothing is given, left out.
fn envelope(changes: &[(&str, Option<&str>)]) -> String {
    let members = [
        ("specversion", r#""1.0""#),
        ("id", r#""A234-1234-1234""#),
        ("source", r#""/houses/3""#),
        ("type", r#""example.doors.opened""#),
        ("data", r#"{"type":"doorOpened","door":"north","badge":null}"#),
    ];
    let instead = |name: &str| changes.iter().find(|(other, _)| *other == name);
    let kept = members.into_iter().filter_map(|(name, value)| match instead(name) {
        Some((_, change)) => change.map(|value| (name, value)),
        None => Some((name, value)),
    });
    let added = changes.iter().filter(|(name, _)| members.iter().all(|(member, _)| member != name));
    let all = kept.chain(added.filter_map(|(name, value)| value.map(|value| (*name, value))));
    format!("{{{}}}", all.map(|(name, value)| format!("{name:?}:{value}")).collect::<Vec<_>>().join(","))
}

#[test]
fn attributes_are_what_the_standard_says() {
    let valid = |changes: &[(&str, Option<&str>)]| is_valid::<Wrapped<'_>>(envelope(changes).as_bytes());
    assert!(valid(&[]));
    for required in ["specversion", "id", "source", "type"] {
        assert!(!valid(&[(required, None)]), "{required} may not be absent");
        assert!(!valid(&[(required, Some(r#""""#))]), "{required} may not be empty");
        assert!(!valid(&[(required, Some("null"))]), "{required} may not be null");
    }
    for optional in ["datacontenttype", "dataschema", "subject", "time"] {
        assert!(valid(&[(optional, Some("null"))]), "null is absence for {optional}");
        assert!(!valid(&[(optional, Some("1"))]), "{optional} is a string");
    }
    assert!(!valid(&[("specversion", Some(r#""0.3""#))]));
    assert!(!valid(&[("source", Some(r#""two words""#))]), "a source is a URI reference");
    assert!(
        !valid(&[("dataschema", Some(r#""doorOpened.schema.json""#))]),
        "a schema is a URI, with a scheme"
    );
    assert!(valid(&[("dataschema", Some(r#""urn:event-schema:doors:v1/doorOpened.schema.json""#))]));
    assert!(valid(&[("time", Some(r#""2018-04-05T17:31:00Z""#))]));
    assert!(!valid(&[("time", Some(r#""2018-04-05 17:31""#))]));
    assert!(valid(&[("comexampleextension", Some("5")), ("traceparent", Some(r#""00-0af7""#))]));
}

#[test]
fn errors_lead_into_the_event() {
    let payload = envelope(&[("data", Some(r#"{"type":"doorOpened","door":""}"#))]);
    let errors = validate::<Wrapped<'_>>(payload.as_bytes()).unwrap_err();
    let places: Vec<String> = errors.iter().map(|error| error.instance.to_owned()).collect();
    assert_eq!(places, ["/data/door", "/data"]);
}

#[test]
fn an_event_that_the_catalogue_does_not_know_is_kept_in_its_envelope() {
    let payload = envelope(&[("data", Some(r#"{"type":"doorPainted","colour":"red"}"#))]);
    let wrapped: Wrapped<'_> = event_schema::from_json(payload.as_bytes()).unwrap();
    assert!(matches!(&wrapped.data, DoorEvent::Unknown(unknown) if unknown.tag() == "doorPainted"));
    assert_eq!(event_schema::to_json(&wrapped).unwrap(), payload);
}

#[test]
fn strings_are_borrowed_and_the_type_is_the_tag_unless_told_otherwise() {
    let payload = envelope(&[]);
    let wrapped: Wrapped<'_> = event_schema::from_json(payload.as_bytes()).unwrap();
    assert!(matches!(wrapped.id, Cow::Borrowed(_)));
    let data = DoorOpened { door: "north".into(), badge: None };
    assert_eq!(CloudEvent::new("1", "/", data).event_type, "doorOpened");
}
