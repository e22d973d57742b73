use std::borrow::Cow;

use super::{DeadLetter, Reason};

#[test]
fn a_letter_reads_as_it_was_written() {
    for payload in [Some(&b"{\"name\":\"J\xC3\xB6rg\0\"}"[..]), Some(b"\xFF\n"), Some(b""), None] {
        for truncated in [false, true] {
            let letter = DeadLetter { truncated, payload: payload.map(Cow::Borrowed), ..letter() };
            let json = serde_json::to_string(&letter).unwrap();
            assert!(!json.contains('\n'));
            assert_eq!(serde_json::from_str::<DeadLetter<'static>>(&json).unwrap(), letter.into_owned());
        }
    }
}

#[test]
fn the_form_is_fixed() {
    let json = serde_json::to_string(&letter()).unwrap();
    assert_eq!(
        json,
        r#"{"source":"calls.ndjson","line":7,"offset":912,"time":"2026-03-01T12:00:00.000Z","event":"hangup","errors":[{"code":"type","#
            .to_owned()
            + r#""instance":"/time","schema":"/properties/time/type","offset":30,"line":1,"column":31,"#
            + r#""message":"expected an integer, found a string"}],"payload":"{}"}"#
    );
}

#[test]
fn what_is_not_utf8_is_base64() {
    let letter = DeadLetter { payload: Some(Cow::Borrowed(b"\xFF\xFE")), event: None, ..letter() };
    let json = serde_json::to_string(&letter).unwrap();
    assert!(json.contains(r#""event":null"#) && json.ends_with(r#""payloadBase64":"//4="}"#), "{json}");
}

#[test]
fn a_payload_that_was_too_long_is_not_kept() {
    let letter = DeadLetter::too_long("in", 3, 40, 2_000, 1_000);
    assert_eq!(letter.errors[0].code, Reason::MAX_RECORD);
    assert_eq!(letter.errors[0].message, "expected a payload of at most 1000 bytes, found 2000");
    assert!(serde_json::to_string(&letter).unwrap().ends_with(r#""payload":null}"#));
}

fn letter() -> DeadLetter<'static> {
    let reason = Reason {
        code: Cow::Borrowed("type"),
        instance: String::from("/time"),
        schema: String::from("/properties/time/type"),
        offset: 30,
        line: 1,
        column: 31,
        message: String::from("expected an integer, found a string"),
    };
    DeadLetter {
        source: Cow::Borrowed("calls.ndjson"),
        line: 7,
        offset: 912,
        time: Some("2026-03-01T12:00:00.000Z".into()),
        event: Some(Cow::Borrowed("hangup")),
        errors: vec![reason],
        truncated: false,
        payload: Some(Cow::Borrowed(b"{}")),
    }
}
