//! Structs and events that flatten an enum whose variants are told apart by their names, under the agreement kit, and
//! what serde's own derives say to them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::document::schema_text;
use event_schema::{Event, Schema, agreement, from_json, is_valid, to_json, validate};
use event_schema_derived_tests::share;
use serde::{Deserialize, Serialize};

use crate::CASES;
use crate::alternatives::{Discount, both};

/// What a customer gets.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Offer<'a> {
    /// Nothing.
    NoneYet,
    #[serde(borrow)]
    Less(Discount<'a>),
    #[serde(alias = "gift", rename(serialize = "given"))]
    Free {
        #[event(pattern = "^[A-Z]+$")]
        item_code: Cow<'a, str>,
        more: Option<Box<Offer<'a>>>,
    },
    Times(u8, bool),
    Points(Option<u16>),
    #[serde(skip)]
    Never(Hidden),
}

#[derive(Debug, Clone, PartialEq)]
struct Hidden;

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(when(id(minimum = 9), then(require(note))))]
struct Order<'a> {
    #[event(maximum = 20)]
    id: u8,
    #[serde(flatten, borrow)]
    offer: Offer<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[event(non_null, min_length = 2)]
    note: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Maybe<'a> {
    id: u8,
    #[serde(flatten, borrow)]
    offer: Option<Offer<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Labelled {
    id: u8,
    #[serde(flatten)]
    kind: Kind<u8>,
    #[serde(flatten)]
    size: Box<Size>,
    #[serde(flatten)]
    mood: Mood,
}

/// A list of strings by itself, and of names where it is flattened.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mood {
    /// Nothing is wrong.
    Calm,
    #[serde(alias = "cross", alias = "furious", rename(serialize = "furious"))]
    Angry,
    #[serde(skip)]
    _Never,
    #[serde(other)]
    Unsure,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
enum Kind<T> {
    Plain,
    Valued(T),
    Both { one: T, two: Option<T> },
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
enum Size {
    Small,
    Sized(u8),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "ordered")]
struct Ordered<'a> {
    order: Order<'a>,
    orders: Vec<Order<'a>>,
    maybe: Option<Maybe<'a>>,
    labelled: Labelled,
    #[serde(flatten)]
    offer: Offer<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "kept")]
struct Kept {
    #[serde(flatten)]
    kind: Kind<bool>,
    #[serde(flatten)]
    #[event(suffix = "Too")]
    size: Size,
    #[serde(flatten)]
    mood: Mood,
    moods: Vec<Mood>,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[test]
fn they_agree() {
    agreement!(Ordered<'_>).cases(CASES).systematic(share(100)).run();
    agreement!(Kept).cases(CASES).run();
}

#[test]
fn exactly_one_name_is_there() {
    for (text, offer) in [
        (r#"{"id":1,"noneYet":null}"#, Offer::NoneYet),
        (r#"{"points":null,"id":1}"#, Offer::Points(None)),
        (r#"{"points":5,"id":1,"else":[]}"#, Offer::Points(Some(5))),
        (r#"{"id":1,"gift":{"itemCode":"A"}}"#, Offer::Free { item_code: "A".into(), more: None }),
        (r#"{"id":1,"times":[3,true]}"#, Offer::Times(3, true)),
    ] {
        assert_eq!(both::<Order<'_>>(text), Order { id: 1, offer, note: None });
    }
    for text in [r#"{"id":1}"#, r#"{"id":1,"given":{"itemCode":"A"}}"#, r#"{"id":1,"points":"five"}"#] {
        assert!(!is_valid::<Order<'_>>(text.as_bytes()), "{text}");
        assert!(serde_json::from_str::<Order<'_>>(text).is_err(), "{text}");
        assert_eq!(both::<Maybe<'_>>(text).offer, None, "{text}");
    }
    // serde takes whichever comes first.
    let two = br#"{"id":1,"points":5,"noneYet":null}"#;
    let refused = validate::<Order<'_>>(two).expect_err("no schema tells which is first");
    let first = refused.first();
    assert_eq!(
        (first.code.as_str(), first.schema, first.message),
        (
            "oneOf",
            "/allOf/2/oneOf",
            "expected only one of the properties `noneYet`, `less`, `free`, `times`, `points`"
        )
    );
    let refused = validate::<Order<'_>>(br#"{"id":1}"#).expect_err("nothing is there");
    assert!(refused.first().message.starts_with("expected one of the properties `noneYet`"), "{refused}");
}

#[test]
fn what_is_encoded_says_where_it_is_wrong() {
    let order = |offer| Ordered {
        order: Order { id: 1, offer, note: None },
        orders: Vec::new(),
        maybe: None,
        labelled: Labelled {
            id: 1,
            kind: Kind::Both { one: 1, two: None },
            size: Box::new(Size::Small),
            mood: Mood::Angry,
        },
        offer: Offer::NoneYet,
    };
    assert_eq!(
        to_json(&order(Offer::Free { item_code: "A".into(), more: None })).as_deref(),
        Ok(concat!(
            r#"{"type":"ordered","order":{"id":1,"given":{"itemCode":"A","more":null}},"orders":[],"maybe":null,"#,
            r#""labelled":{"id":1,"Both":{"one":1,"two":null},"Small":null,"furious":null},"noneYet":null}"#
        ))
    );
    let kept = Kept {
        kind: Kind::Valued(true),
        size: Size::Sized(3),
        mood: Mood::Calm,
        moods: Vec::from([Mood::Calm]),
        rest: BTreeMap::new(),
    };
    assert_eq!(
        to_json(&kept).as_deref(),
        Ok(r#"{"type":"kept","Valued":true,"SizedToo":3,"calm":null,"moods":["calm"]}"#)
    );
    let refused = to_json(&order(Offer::Free { item_code: "a".into(), more: None })).expect_err("no capital");
    assert!(refused.to_string().starts_with("/order/given/itemCode: "), "{refused}");
    let refused = to_json(&order(Offer::Never(Hidden))).expect_err("it is never written");
    assert!(refused.to_string().starts_with("/order"), "{refused}");
}

#[test]
fn documents_list_the_names() {
    let text = schema_text::<Labelled>().expect("it has a document");
    let object = |name| format!(r#"{{"required":["{name}"]}}"#);
    let text: String = text.split_whitespace().collect();
    for names in [["Plain", "Valued", "Both"].map(object).join(","), ["Small", "Sized"].map(object).join(",")]
    {
        assert!(text.contains(&format!(r#"{{"oneOf":[{names}]}}"#)), "{text}");
    }
    assert_eq!(
        from_json::<Labelled>(br#"{"id":1,"Plain":null,"Sized":2,"unsure":null}"#).map(|it| *it.size),
        Ok(Size::Sized(2))
    );
}
