//! The event that everything began with.

use std::borrow::Cow;

use isymphony_events::event_schema::{Accepted, Code, Profile, Validator, from_json, to_json, validate};
use isymphony_events::{CallParty, Envelope, Hangup};
use serde_json::Value;

const SAMPLE: &[u8] = include_bytes!("fixtures/hangup.json");

#[test]
fn the_published_sample_goes_in_and_comes_back() {
    assert_eq!(validate::<Hangup<'_>>(SAMPLE), Ok(Accepted::Known("hangup")));

    let hangup: Hangup<'_> = from_json(SAMPLE).unwrap();
    let expected = Hangup {
        envelope: Envelope {
            time: 1_436_899_978_590,
            core_server_id: "e5c01703-3c6d-429a-8712-66c826064e65".into(),
        },
        party: CallParty {
            call_segment_id: "4fff719a-5186-4691-a64b-b9d22472cb76".into(),
            caller_id_name: "Michael Y".into(),
            caller_id_number: "42243".into(),
            did: Some("4224".into()),
            extension_id: Some("dc5975a9-e438-4634-85f2-6a75c34574c9".into()),
            extension_number: Some("42243".into()),
            user_id: Some("580169b8-4341-42d9-9f44-973659fc770d".into()),
            username: Some("42243".into()),
        },
    };
    assert_eq!(hangup, expected);

    let sample = value(SAMPLE);
    assert_eq!(value(to_json(&hangup).unwrap().as_bytes()), sample);
    assert_eq!(serde_json::to_value(&hangup).unwrap(), sample);
    assert_eq!(serde_json::from_slice::<Hangup<'_>>(SAMPLE).unwrap(), expected);
}

#[test]
fn strings_are_borrowed_from_the_payload() {
    let Hangup { envelope, party } = from_json(SAMPLE).unwrap();
    let strings = [
        Some(envelope.core_server_id),
        Some(party.call_segment_id),
        Some(party.caller_id_name),
        Some(party.caller_id_number),
        party.did,
        party.extension_id,
        party.extension_number,
        party.user_id,
        party.username,
    ];
    for string in strings {
        assert!(matches!(string, Some(Cow::Borrowed(_))), "{string:?} is a copy");
    }
}

#[test]
fn an_owned_event_outlives_its_payload() {
    let owned: Hangup<'static> = {
        let payload = SAMPLE.to_vec();
        from_json::<Hangup<'_>>(&payload).unwrap().into_owned()
    };
    assert_eq!(owned, from_json(SAMPLE).unwrap());
}

#[test]
fn a_value_that_is_not_there_is_null_and_not_left_out() {
    let tolerant = Validator::<Hangup<'_>>::new().profile(Profile::Tolerant);
    for name in ["did", "extensionId", "extensionNumber", "userId", "username"] {
        let mut payload = value(SAMPLE);
        payload[name] = Value::Null;
        let with_null = payload.to_string();
        payload.as_object_mut().unwrap().remove(name);
        let without = payload.to_string();

        let hangup: Hangup<'_> = from_json(with_null.as_bytes()).unwrap();
        assert_eq!(serde_json::to_value(&hangup).unwrap()[name], Value::Null, "{name}");

        let refused = validate::<Hangup<'_>>(without.as_bytes()).unwrap_err();
        assert_eq!(refused.len(), 1, "{refused}");
        assert_eq!(refused.first().code, Code::Required, "{refused}");
        assert_eq!(tolerant.from_json(without.as_bytes()), Ok(hangup), "{name}");
    }
}

fn value(json: &[u8]) -> Value {
    serde_json::from_slice(json).unwrap()
}
