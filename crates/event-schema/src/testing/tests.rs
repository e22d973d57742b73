use std::panic::catch_unwind;

use super::same::{Comparison, Floats};
use super::tree::{self, Unreadable};
use super::{Agreement, Codec, RoundTrip};
use crate::error::Code;
use crate::model::Model;
use crate::sample::tests::MODELS;
use crate::validate::ModelValidator;
use crate::{Profile, Schema};

#[test]
fn hand_written_models_agree() {
    for model in MODELS {
        let report = Agreement::new(model).cases(1000).run();
        println!("{report}");
        assert!(report.cases() > 1000);
        assert!(report.verdicts.iter().all(|(accepted, refused)| *accepted > 100 && *refused > 100));
    }
}

/// A decoder that loses what it reads.
fn forgetful() -> Codec {
    fn decode(payload: &[u8]) -> Result<RoundTrip, crate::Errors> {
        ModelValidator::new(MODELS[4]).validate(payload)?;
        let json = Ok("{\"floor\":0}".to_owned());
        Ok(RoundTrip { tag: String::new(), owned: json.clone(), json })
    }
    Codec::new(
        |payload| ModelValidator::new(MODELS[4]).is_valid(payload),
        |payload| ModelValidator::new(MODELS[4]).validate(payload),
        decode,
        |_, payload| decode(payload),
        |payload| decode(payload).map_err(|errors| errors.to_string()),
    )
}

#[test]
fn a_disagreement_is_told_with_its_case() {
    let agreement = Agreement::new(MODELS[4]).codec(forgetful()).cases(100);
    let panic = catch_unwind(|| agreement.run()).expect_err("the decoder forgets");
    let told = panic.downcast::<String>().expect("a message");
    for part in ["what was encoded says something else", "smallest: ", "EVENT_SCHEMA_CASE="] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn faults_of_syntax_have_their_places() {
    for (payload, code, offset) in [
        (&b""[..], Code::Syntax, 0),
        (b" nuLl", Code::Syntax, 3),
        (b"[01]", Code::Syntax, 2),
        (b"[1.]", Code::Syntax, 3),
        (b"[1e400]", Code::NumberRange, 1),
        (b"{\"a\":1,}", Code::Syntax, 7),
        (b"\"\\x\"", Code::Syntax, 2),
        (b"\"\\u12g4\"", Code::Syntax, 5),
        (b"\"\\ud800 \"", Code::Surrogate, 1),
        (b"\"\\ud800\\u0041\"", Code::Surrogate, 1),
        (b"\"a\nb\"", Code::Syntax, 2),
        (b"{} {}", Code::Syntax, 3),
        (b"\"\xff\"", Code::Utf8, 1),
        (&b"[".repeat(200), Code::Depth, 128),
    ] {
        let unreadable = tree::read(payload).expect_err("no JSON");
        assert_eq!(unreadable, Unreadable { code, offset }, "{}", payload.escape_ascii());
    }
}

#[test]
fn the_same_may_be_said_in_several_ways() {
    let place: &'static Model = MODELS[4];
    let same = |model, one: &str, other: &str| {
        let [one, other] = [one, other].map(|text| tree::read(text.as_bytes()).expect("JSON"));
        let comparison = Comparison { profile: Profile::Documented, floats: Floats::Exact, is_strict: false };
        comparison.same(model, &one, &other).map_err(|different| different.0)
    };
    assert_eq!(same(place, r#"{"floor":1e0}"#, r#"{"next":null,"floor":1}"#), Ok(()));
    assert_eq!(same(place, r#"{"floor":1,"more":2}"#, r#"{"floor":1}"#), Ok(()));
    assert_eq!(same(place, r#"{"floor":1}"#, r#"{"floor":1,"more":2}"#), Err("/more".to_owned()));
    assert_eq!(
        same(place, r#"{"floor":1,"next":{"floor":2}}"#, r#"{"floor":1,"next":{"floor":3}}"#),
        Err("/next/floor".to_owned())
    );
    assert_eq!(same(<Vec<String>>::MODEL, "[]", r#"[""]"#), Err(String::new()));
    assert_eq!(same(f64::MODEL, "0.1", "1e-1"), Ok(()));
    assert_eq!(same(f64::MODEL, "0.1", "0.10000000000000002"), Err(String::new()));
}
