//! The public suite of texts that a JSON parser must accept, must refuse, or may treat as it likes: each as a whole
//! document, and where nothing is looked for but syntax.

mod cases;

use event_schema::{RawJson, Validator};
use isymphony_events::{Hangup, IsymphonyEvent};

/// What `is_valid`, `validate` and `from_json` say of a document.
type Verdicts = [bool; 3];

/// Where a text is put.
struct Place {
    name: &'static str,
    before: &'static str,
    after: &'static str,
    judge: fn(&[u8]) -> Verdicts,
}

macro_rules! judge {
    ($event:ident) => {
        |document| {
            let validator = Validator::<$event<'static>>::new();
            [
                validator.is_valid(document),
                validator.validate(document).is_ok(),
                validator.from_json::<$event<'_>>(document).is_ok(),
            ]
        }
    };
}

macro_rules! hangup {
    () => {
        r#""type":"hangup","time":1436899978590,"coreServerId":"e5c01703","callSegmentId":"4fff719a","callerIdName":"Ada","callerIdNumber":"42243","did":null,"extensionId":null,"extensionNumber":null,"userId":null,"username":null"#
    };
}

const PLACES: [Place; 5] = [
    Place { name: "a whole document", before: "", after: "", judge: judge!(RawJson) },
    Place {
        name: "the first property, which is unknown",
        before: r#"{"extra":"#,
        after: concat!(",", hangup!(), "}"),
        judge: judge!(Hangup),
    },
    Place {
        name: "the last property, which is unknown",
        before: concat!("{", hangup!(), r#","extra":"#),
        after: "}",
        judge: judge!(Hangup),
    },
    Place {
        name: "the first member of an unknown event",
        before: r#"{"extra":"#,
        after: r#","type":"doorOpened"}"#,
        judge: judge!(IsymphonyEvent),
    },
    Place {
        name: "the last member of an unknown event",
        before: r#"{"type":"doorOpened","extra":"#,
        after: "}",
        judge: judge!(IsymphonyEvent),
    },
];

#[test]
#[ignore = "`cargo xtask test syntax` fetches the suite and says where it is"]
fn texts_are_json_or_not_wherever_they_stand() {
    let cases = cases::read();
    for case in &cases {
        for Place { name, before, after, judge } in &PLACES {
            let document = [before.as_bytes(), &case.text, after.as_bytes()].concat();
            let verdicts = judge(&document);
            assert_eq!(
                verdicts, [case.is_valid; 3],
                "{} as {name}: is_valid, validate, from_json",
                case.name
            );
        }
    }
    println!("{} texts in {} places", cases.len(), PLACES.len());
}
