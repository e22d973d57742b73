//! Structs that flatten an `Option` or an enum, under the agreement kit, and what serde's own derives say to them.

use std::borrow::Cow;

use event_schema::document::schema_text;
use event_schema::{Event, Schema, agreement, from_json, is_valid, to_json};
use event_schema_derived_tests::share;
use serde::{Deserialize, Serialize};

use crate::CASES;

/// A struct that flattens this, in an event.
macro_rules! specimen {
    ($name:ident, $(#[$attr:meta])* $ty:ty) => {
        mod $name {
            use super::*;

            /// Something with more to it.
            #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
            #[serde(rename_all = "camelCase")]
            #[event(when(own_count(minimum = 9), then(require(own_text))))]
            struct Holder<'a> {
                #[event(maximum = 20)]
                own_count: u8,
                #[serde(flatten)]
                place: Place<'a>,
                #[serde(flatten)]
                $(#[$attr])*
                flat: $ty,
                #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
                #[event(non_null, min_length = 2)]
                own_text: Option<Cow<'a, str>>,
                #[serde(skip)]
                _skipped: u8,
            }

            #[derive(Debug, Clone, PartialEq, Event)]
            #[event(name = "specimen")]
            struct Specimen<'a> {
                plain: Holder<'a>,
                optional: Option<Holder<'a>>,
                #[event(max_items = 3)]
                list: Vec<Holder<'a>>,
            }

            #[test]
            fn agrees() {
                agreement!(Specimen<'_>).cases(CASES).systematic(share(100)).run();
            }
        }
    };
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub(super) struct Place<'a> {
    #[event(max_length = 9)]
    name: Cow<'a, str>,
    floor: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub(super) struct Discount<'a> {
    #[event(minimum = 1, maximum = 100)]
    pub(super) percent: u8,
    #[serde(alias = "why", rename(serialize = "because"))]
    pub(super) reason: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Internal<'a> {
    /// Nothing more.
    Plain,
    #[serde(borrow)]
    Less(Discount<'a>),
    #[serde(alias = "gift", rename(serialize = "given"))]
    Free {
        #[event(pattern = "^[A-Z]+$")]
        code: String,
        more: Option<Box<Internal<'a>>>,
    },
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value")]
pub(super) enum Adjacent<'a> {
    Plain,
    #[serde(borrow)]
    Less(Discount<'a>),
    Pair(u8, bool),
    Free {
        code: String,
    },
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Untagged<'a> {
    #[serde(borrow)]
    Less(Discount<'a>),
    Free {
        code: String,
        #[event(maximum = 3)]
        times: u8,
    },
    Once {
        code: String,
    },
}

/// Tags outside the list are noticed.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub(super) enum Open<'a> {
    Plain,
    #[serde(borrow, alias = "less")]
    Less(Discount<'a>),
    /// All others.
    #[serde(other)]
    Rest,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value")]
pub(super) enum OpenBeside<'a> {
    #[serde(borrow)]
    Less(Discount<'a>),
    Count(Option<u8>),
    #[serde(other)]
    Rest,
}

specimen!(optional, Option<Discount<'a>>);
specimen!(open, #[event(variants)] #[serde(borrow)] Open<'a>);
specimen!(open_beside, #[event(variants)] #[serde(borrow)] OpenBeside<'a>);
specimen!(optional_internal, #[event(variants)] #[serde(borrow)] Option<Internal<'a>>);
specimen!(optional_open, #[event(variants)] #[serde(borrow)] Option<OpenBeside<'a>>);
specimen!(optional_untagged, #[event(variants)] #[serde(borrow)] Option<Untagged<'a>>);
specimen!(internal, #[event(variants)] #[serde(borrow)] Internal<'a>);
specimen!(adjacent, #[event(variants)] #[serde(borrow)] Adjacent<'a>);
specimen!(untagged, #[event(variants)] #[serde(borrow)] Untagged<'a>);

/// Its variants hold what the argument says.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "sort")]
pub(super) enum Sorted<T> {
    None,
    One {
        one: T,
    },
    Many {
        #[event(max_items = 3)]
        many: Vec<T>,
    },
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Size<T> {
    Exact { size: T },
    Range { least: T, most: Option<T> },
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Page<T> {
    first: T,
    #[serde(flatten)]
    #[event(variants)]
    sorted: Sorted<T>,
    last: Option<T>,
}

specimen!(of_arguments, #[event(variants)] Sorted<Option<bool>>);
specimen!(untagged_of_arguments, #[event(variants)] Size<u8>);

/// Objects for each pair of what is flattened.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(when(id(minimum = 9), then(require(note))))]
struct Several3<'a, T> {
    #[event(maximum = 20)]
    id: u8,
    #[serde(flatten, borrow)]
    #[event(variants)]
    offer: Internal<'a>,
    #[serde(flatten)]
    #[event(variants)]
    sorted: Option<Sorted<T>>,
    #[serde(flatten)]
    #[event(variants)]
    size: Size<u8>,
    #[serde(flatten)]
    place: Place<'a>,
    note: Option<T>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Two<'a> {
    #[serde(flatten, borrow)]
    discount: Option<Discount<'a>>,
    #[serde(flatten, borrow)]
    place: Option<Place<'a>>,
    own: bool,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "many")]
struct Many<'a> {
    numbers: Page<u8>,
    texts: Page<Option<Cow<'a, str>>>,
    several: Several3<'a, bool>,
    others: Several3<'a, Cow<'a, str>>,
    two: Two<'a>,
}

#[test]
fn several_of_them_agree() {
    agreement!(Many<'_>).cases(CASES).systematic(share(100)).run();
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Order<'a> {
    id: u8,
    #[serde(flatten, borrow)]
    discount: Option<Discount<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Parcel<'a> {
    id: u8,
    #[serde(flatten, borrow)]
    #[event(variants)]
    offer: Internal<'a>,
}

/// serde's own derives and ours must decode the same.
pub(super) fn both<'de, T: event_schema::FromJson<'de> + Deserialize<'de> + PartialEq + std::fmt::Debug>(
    text: &'de str,
) -> T {
    let ours: T = from_json(text.as_bytes()).expect("it is valid");
    assert_eq!(ours, serde_json::from_str(text).expect("serde takes it"), "{text}");
    ours
}

#[test]
fn a_group_is_there_if_all_of_it_is() {
    let some = |percent, reason| Some(Discount { percent, reason });
    for (text, discount) in [
        (r#"{"id":1}"#, None),
        (r#"{"id":1,"percent":5}"#, some(5, None)),
        (r#"{"why":"x","id":1,"percent":5,"more":[]}"#, some(5, Some("x".into()))),
        (r#"{"id":1,"percent":"five"}"#, None),
        (r#"{"id":1,"percent":300}"#, None),
        (r#"{"id":1,"reason":"x"}"#, None),
        (r#"{"id":1,"percent":5,"percent":5}"#, None),
    ] {
        assert_eq!(both::<Order<'_>>(text), Order { id: 1, discount });
    }
    assert!(!is_valid::<Order<'_>>(br#"{"percent":5}"#));
    let ours: Order<'_> = from_json(br#"{"id":1,"percent":0}"#).expect("it is valid");
    assert_eq!(ours.discount, None, "serde's own route takes it, for it knows no rules");
}

#[test]
fn a_variant_stands_beside_the_other_properties() {
    let parcel: Parcel<'_> = both(r#"{"percent":5,"kind":"less","id":1}"#);
    assert_eq!(parcel.offer, Internal::Less(Discount { percent: 5, reason: None }));
    assert_eq!(both::<Parcel<'_>>(r#"{"id":1,"kind":"plain","percent":"x"}"#).offer, Internal::Plain);
    for text in
        [r#"{"id":1}"#, r#"{"id":1,"kind":"none"}"#, r#"{"id":1,"kind":"less"}"#, r#"{"kind":"plain"}"#]
    {
        assert!(!is_valid::<Parcel<'_>>(text.as_bytes()), "{text}");
        assert!(serde_json::from_str::<Parcel<'_>>(text).is_err(), "{text}");
    }
}

#[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
struct Letter<'a> {
    id: u8,
    #[serde(flatten, borrow)]
    #[event(variants)]
    offer: OpenBeside<'a>,
}

#[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
struct Card<'a> {
    id: u8,
    #[serde(flatten, borrow)]
    #[event(variants)]
    offer: Option<OpenBeside<'a>>,
}

#[test]
fn an_unknown_tag_stands_alone() {
    for (text, offer) in [
        (r#"{"id":1,"kind":"gift"}"#, OpenBeside::Rest),
        (r#"{"value":null,"kind":"gift","id":1,"more":5}"#, OpenBeside::Rest),
        (r#"{"id":1,"kind":"Count","value":3}"#, OpenBeside::Count(Some(3))),
    ] {
        assert_eq!(both::<Letter<'_>>(text).offer, offer);
        assert_eq!(both::<Card<'_>>(text).offer, Some(offer));
    }
    for text in [
        r#"{"id":1,"kind":"gift","value":5}"#,
        r#"{"id":1,"kind":"Count","value":"three"}"#,
        r#"{"id":1,"kind":5}"#,
        r#"{"id":1}"#,
        r#"{"id":1,"kind":"gift","kind":"other"}"#,
    ] {
        assert!(!is_valid::<Letter<'_>>(text.as_bytes()), "{text}");
        assert!(serde_json::from_str::<Letter<'_>>(text).is_err(), "{text}");
        assert_eq!(both::<Card<'_>>(text).offer, None, "{text}");
    }
}

#[test]
fn what_breaks_a_rule_is_not_encoded_as_nothing() {
    #[derive(Event)]
    #[event(name = "ordered")]
    struct Ordered<'a> {
        order: Order<'a>,
    }
    let order = |percent| Order { id: 1, discount: Some(Discount { percent, reason: None }) };
    let refused = to_json(&Ordered { order: order(0) }).expect_err("it would be read as none");
    assert!(refused.to_string().starts_with("/order/percent: "), "{refused}");
    assert_eq!(
        to_json(&Ordered { order: order(1) }).as_deref(),
        Ok(r#"{"type":"ordered","order":{"id":1,"percent":1,"because":null}}"#)
    );
}

#[test]
fn documents_have_a_complete_object_for_each() {
    let text = schema_text::<Parcel<'static>>().expect("it has a document");
    for name in ["ParcelPlain", "ParcelLess", "ParcelFree", "InternalFree"] {
        assert!(text.contains(&format!(r#""{name}": {{"#)), "{name} in {text}");
    }
    let text = schema_text::<Order<'static>>().expect("it has a document");
    assert!(text.contains(r##""$ref": "#/$defs/OrderWithDiscount""##), "{text}");
    assert!(text.contains(r##""$ref": "#/$defs/OrderWithoutDiscount""##), "{text}");
}
