//! Events outside the catalogue flow through.

use isymphony_events::IsymphonyEvent;
use isymphony_events::event_schema::UnknownEvent;
use isymphony_events::event_schema::{Accepted, Code, Profile, Validator, from_json, to_json, validate};
use serde_json::Value;

const DIAL: &str = r#"{ "time":1.436899970e12, "type":"di\u0061l",
    "coreServerId":"a\/b", "legs": [ 1.0, {"type":"hangup"}, null ], "legs": "\ud83d\ude00" }"#;

#[test]
fn the_payload_is_kept_byte_for_byte() {
    let payload = format!("\r\n\t {DIAL} \n");
    assert_eq!(validate::<IsymphonyEvent<'_>>(payload.as_bytes()), Ok(Accepted::Unknown));

    let event: IsymphonyEvent<'_> = from_json(payload.as_bytes()).unwrap();
    assert_eq!(to_json(&event).unwrap(), DIAL);
    let event = event.into_owned();
    assert_eq!(to_json(&event).unwrap(), DIAL);

    let IsymphonyEvent::Unknown(unknown) = &event else { panic!("{event:?}") };
    assert_eq!(unknown.tag(), "dial");
    assert_eq!(unknown.json().as_str(), DIAL);
}

#[test]
fn serde_keeps_the_value() {
    let payload =
        r#"{ "time":1436899970000, "type":"di\u0061l", "legs": [ 0.5, {"type":"hangup"}, null, true ] }"#;
    let event: IsymphonyEvent<'_> = serde_json::from_str(payload).unwrap();
    assert!(matches!(&event, IsymphonyEvent::Unknown(unknown) if unknown.tag() == "dial"));
    let value: Value = serde_json::from_str(payload).unwrap();
    assert_eq!(serde_json::to_value(&event).unwrap(), value);
}

#[test]
fn the_envelope_is_offered_where_present() {
    let cases = [
        (DIAL, Some(1_436_899_970_000), Some("a/b")),
        (r#"{"type":"dial"}"#, None, None),
        (r#"{"type":"dial","time":"noon","coreServerId":7}"#, None, None),
    ];
    for (payload, time, core_server_id) in cases {
        let event: IsymphonyEvent<'_> = from_json(payload.as_bytes()).unwrap();
        assert_eq!(event.time(), time, "{payload}");
        assert_eq!(event.core_server_id().as_deref(), core_server_id, "{payload}");
    }
}

#[test]
fn strict_knows_the_catalogue_only() {
    let strict = Validator::<IsymphonyEvent<'_>>::new().profile(Profile::Strict);
    let refused = strict.validate(DIAL.as_bytes()).unwrap_err();
    assert_eq!(refused.first().code, Code::OneOf);
    assert_eq!(refused.first().instance, "/type");
}

#[test]
fn a_known_event_is_not_passed_off_as_unknown() {
    let hidden = UnknownEvent::new("type", r#"{"type":"hangup"}"#).unwrap();
    let event = IsymphonyEvent::Unknown(hidden);
    assert_eq!(to_json(&event).unwrap_err().code(), Some(Code::OneOf));
    assert!(serde_json::to_string(&event).is_err());

    let tagged_elsewhere = UnknownEvent::new("kind", r#"{"kind":"dial"}"#).unwrap();
    assert!(to_json(&IsymphonyEvent::Unknown(tagged_elsewhere)).is_err());
}
