//! Events that flatten an `Option` or an enum, alone and in a union, under the agreement kit.

use std::borrow::Cow;

use event_schema::document::schema_text;
use event_schema::{Event, UnknownEvent, agreement, from_json, to_json, validate};
use event_schema_derived_tests::share;

use crate::CASES;
use crate::alternatives::{Adjacent, Discount, Internal, Open, OpenBeside, Place, Size, Sorted, Untagged};

/// Events that differ in what they flatten, and their union.
macro_rules! events {
    ($($variant:ident $name:literal $(#[$attr:meta])* $ty:ty;)*) => {
        $(
            /// Something with more to it.
            #[derive(Debug, Clone, PartialEq, Event)]
            #[event(
                name = $name,
                emitted = "Now and then.",
                when(own_count(minimum = 9), then(require(own_text))),
            )]
            #[serde(rename_all = "camelCase")]
            struct $variant<'a> {
                #[event(maximum = 20)]
                own_count: u8,
                #[serde(flatten)]
                #[event(suffix = "Here")]
                place: Place<'a>,
                #[serde(flatten)]
                $(#[$attr])*
                flat: $ty,
                #[event(non_null, min_length = 2)]
                own_text: Option<Cow<'a, str>>,
                #[serde(skip)]
                _skipped: u8,
            }
        )*

        /// Any of them.
        #[derive(Debug, Clone, PartialEq, Event)]
        enum Flattening<'a> {
            $($variant($variant<'a>),)*
            Several(Box<Several<'a>>),
            Plain(Plain),
            #[event(unknown)]
            Unknown(UnknownEvent<'a>),
        }
    };
}

events! {
    Optional "optional" Option<Discount<'a>>;
    OfInternal "internal" #[event(variants)] Internal<'a>;
    OfAdjacent "adjacent" #[event(variants)] Adjacent<'a>;
    OfUntagged "untagged" #[event(variants)] Untagged<'a>;
    OfOpen "open" #[event(variants)] Open<'a>;
    OptionalOpen "optionalOpen" #[event(variants)] Option<OpenBeside<'a>>;
    OptionalInternal "optionalInternal" #[event(variants)] Option<Internal<'a>>;
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "several")]
struct Several<'a> {
    #[serde(flatten)]
    #[event(variants)]
    offer: Internal<'a>,
    #[serde(flatten)]
    #[event(variants)]
    sorted: Option<Sorted<u8>>,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    #[serde(flatten)]
    #[event(variants)]
    size: Size<u8>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "plain")]
struct Plain {
    own: bool,
}

#[test]
fn they_agree() {
    agreement!(Flattening<'_>).cases(CASES * 4).systematic(share(60)).run();
    agreement!(OfInternal<'_>).cases(CASES).systematic(share(100)).run();
    agreement!(Several<'_>).cases(CASES).systematic(share(100)).run();
}

#[test]
fn the_tags_stand_beside_each_other() {
    let payload = br#"{"type":"internal","ownCount":1,"nameHere":"x","floorHere":null,"kind":"less","percent":5,"because":null}"#;
    let event: OfInternal<'_> = from_json(payload).expect("it is valid");
    assert_eq!(event.flat, Internal::Less(Discount { percent: 5, reason: None }));
    assert_eq!(event.tag(), "internal");
    assert_eq!(to_json(&event).as_deref().map(str::as_bytes), Ok(&payload[..]));
    let refused =
        validate::<Flattening<'_>>(br#"{"type":"internal","ownCount":1,"nameHere":"x","kind":"none"}"#);
    assert_eq!(refused.expect_err("no such kind").event(), Some("internal"));
    let broken = OfInternal { flat: Internal::Less(Discount { percent: 0, reason: None }), ..event };
    let refused = to_json(&broken).expect_err("percent is at least 1");
    assert!(refused.to_string().starts_with("/percent: "), "{refused}");
    let schema = schema_text::<OfInternal<'static>>().expect("it has a document");
    for name in ["OfInternalPlain", "OfInternalLess", "OfInternalFree"] {
        assert!(schema.contains(&format!(r#""{name}": {{"#)), "{name} in {schema}");
    }
}
