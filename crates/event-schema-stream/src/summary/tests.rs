use std::borrow::Cow;

use event_schema::Accepted;

use super::{EventCount, Summary};
use crate::{DeadLetter, Reason};

#[test]
fn events_are_counted_by_tag_wherever_its_text_stands() {
    let leaked: &'static str = Box::leak(String::from("open").into_boxed_str());
    let mut summary = Summary::default();
    for tag in ["open", "shut", leaked, "open"] {
        summary.count_valid(Accepted::Known(tag));
    }
    summary.count_valid(Accepted::Unknown);
    summary.count_refused(&letter(
        Some("shut"),
        vec![reason("type", "/a", "/properties/a/type", "expected a string")],
    ));
    summary.count_refused(&letter(None, vec![reason("syntax", "", "", "expected a value")]));
    summary.count_blank();
    summary.count_bytes(7);

    assert_eq!(
        summary.events(),
        [
            EventCount { event: "open", valid: 3, refused: 0 },
            EventCount { event: "shut", valid: 1, refused: 1 }
        ]
    );
    assert_eq!(summary.unknown(), EventCount { event: "", valid: 1, refused: 1 });
    assert_eq!((summary.valid(), summary.refused(), summary.total()), (5, 2, 7));
    assert_eq!((summary.blank(), summary.bytes()), (1, 7));
}

#[test]
fn reasons_hold_nothing_of_the_payload() {
    let mut summary = Summary::default();
    let mut reason = reason("additionalProperties", "/who", "/properties/who/additionalProperties", "");
    for shown in ["\"secret\"; did you mean `name`?", "one of 12 characters", "\"other, found a string\""] {
        reason.message = format!("expected no property beside the declared ones, found {shown}");
        summary.count_refused(&letter(None, vec![reason.clone()]));
    }
    let [reason] = summary.reasons()[..] else { panic!("{:?}", summary.reasons()) };
    assert_eq!(reason.count, 3);
    assert_eq!(reason.expected, "expected no property beside the declared ones");
    assert_eq!(reason.property, "/who");
}

#[test]
fn types_that_were_found_are_told_apart() {
    let mut summary = Summary::default();
    for found in ["null", "a string", "null"] {
        let message = format!("expected an integer, found {found}");
        summary.count_refused(&letter(None, vec![reason("type", "/a", "/properties/a/type", &message)]));
    }
    let reasons: Vec<_> = summary.reasons().iter().map(|reason| (reason.count, &*reason.expected)).collect();
    assert_eq!(reasons, [(2, "expected an integer, found null"), (1, "expected an integer, found a string")]);
}

#[test]
fn pointers_keep_declared_names_only() {
    for (instance, schema, expected) in [
        ("", "/required", ""),
        ("/a", "/properties/a/type", "/a"),
        ("/a/3", "/properties/a/items/type", "/a/*"),
        ("/m/secret", "/properties/m/additionalProperties/type", "/m/*"),
        ("/m/secret/a", "/$defs/Group/properties/a/minimum", "Group/a"),
        ("/m/secret", "/$defs/Group/required", "Group"),
        ("/m/secret", "/$defs/Group/additionalProperties", "Group"),
        ("/a", "/$defs/Event/properties/a/minimum", "/a"),
        ("/a", "", ""),
        ("/properties", "/$defs/X/properties/properties/type", "/properties"),
        ("/who", "/properties/who/additionalProperties", "/who"),
        ("/type", "/$defs/UnknownEvent/properties/type/type", "/type"),
    ] {
        let mut summary = Summary::default();
        summary.count_refused(&letter(None, vec![reason("type", instance, schema, "expected")]));
        assert_eq!(summary.reasons()[0].property, expected, "{instance} {schema}");
    }
}

#[test]
fn one_reason_in_several_events_is_one_reason() {
    let mut summary = Summary::default();
    for event in ["shut", "open", "shut"] {
        let schema = format!("/$defs/{event}/properties/a/type");
        let reasons = vec![reason("type", "/a", &schema, "expected a string")];
        summary.count_refused(&letter(Some(event), reasons));
    }
    let [reason] = summary.reasons()[..] else { panic!("{:?}", summary.reasons()) };
    assert_eq!(reason.count, 3);
    assert!(reason.events.iter().eq(["open", "shut"]));
    assert_eq!(reason.example.to_string(), "in:4:9");
}

#[test]
fn the_number_of_reasons_is_bounded() {
    let mut summary = Summary::default();
    for at in 0..1_500 {
        let (instance, schema) = (format!("/p{at}"), format!("/properties/p{at}/type"));
        let reasons = vec![reason("type", &instance, &schema, "expected a string")];
        summary.count_refused(&letter(None, reasons.clone()));
        if at == 3 {
            summary.count_refused(&letter(None, reasons));
        }
    }
    assert_eq!(summary.reasons().len(), 1_000);
    assert_eq!(summary.reasons()[0].property, "/p3");
    assert_eq!(summary.other_reasons(), 500);
}

#[test]
fn the_summary_has_a_json_form() {
    let mut summary = Summary::default();
    summary.count_valid(Accepted::Known("open"));
    summary.count_refused(&letter(
        Some("open"),
        vec![reason("type", "/a", "/properties/a/type", "expected a string")],
    ));
    let json = serde_json::to_string(&summary).unwrap();
    assert_eq!(
        json,
        r#"{"valid":1,"refused":1,"blank":0,"skipped":0,"bytes":0,"events":[{"event":"open","valid":1,"refused":1}],"#
            .to_owned()
            + r#""unknown":{"valid":0,"refused":0},"reasons":[{"count":1,"code":"type","#
            + r#""property":"/a","expected":"expected a string","events":["open"],"#
            + r#""example":{"source":"in","line":4,"column":9}}],"otherReasons":0}"#
    );
}

fn letter(event: Option<&'static str>, errors: Vec<Reason>) -> DeadLetter<'static> {
    DeadLetter {
        source: Cow::Borrowed("in"),
        line: 4,
        offset: 100,
        time: None,
        event: event.map(Cow::Borrowed),
        errors,
        truncated: false,
        payload: None,
    }
}

fn reason(code: &'static str, instance: &str, schema: &str, message: &str) -> Reason {
    Reason {
        code: Cow::Borrowed(code),
        instance: instance.to_owned(),
        schema: schema.to_owned(),
        offset: 8,
        line: 1,
        column: 9,
        message: message.to_owned(),
    }
}
