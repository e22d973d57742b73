//! The types that inputs are read as; an input's first byte chooses.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::{Event, Schema};
pub(crate) use isymphony_events::{Hangup, IsymphonyEvent};
use serde::{Deserialize, Serialize};

/// Every shape that a type can have, and most rules.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "all", tag = "kind")]
pub(crate) struct Shapes<'a> {
    #[event(min_length = 1, max_length = 4)]
    pub(crate) short: Cow<'a, str>,
    #[event(pattern = "^[a-f]{2}-[0-9]+$")]
    pub(crate) code: Option<Cow<'a, str>>,
    #[event(required, format = "date-time")]
    pub(crate) at: Option<Cow<'a, str>>,
    #[event(format = "uri")]
    pub(crate) site: Option<Cow<'a, str>>,
    #[event(pattern = "^[0-9a-f]{2,70}$")]
    pub(crate) digest: Option<Cow<'a, str>>,
    #[event(non_null)]
    pub(crate) count: Option<u8>,
    #[event(minimum = -5, maximum = 5)]
    pub(crate) small: i64,
    pub(crate) large: u128,
    pub(crate) ratio: f64,
    pub(crate) flag: bool,
    #[event(max_items = 3)]
    pub(crate) items: Vec<Item<'a>>,
    pub(crate) names: BTreeMap<String, Option<i32>>,
    pub(crate) pair: (bool, Cow<'a, str>),
    pub(crate) colour: Colour,
    pub(crate) part: Option<Part<'a>>,
    pub(crate) either: Option<Either<'a>>,
}

/// A closed object that contains itself.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item<'a> {
    pub(crate) id: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<Cow<'a, str>>,
    #[event(format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) link: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) items: Vec<Item<'a>>,
}

/// A closed list of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Colour {
    Red,
    Green,
}

/// A union inside an event.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub(crate) enum Part<'a> {
    Wheel { radius: f32 },
    Door { side: Cow<'a, str> },
}

/// One of two types that nothing tells apart.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Either<'a> {
    Number(i16),
    Text(Cow<'a, str>),
}

/// More members than a word has bits: some are required, others are not.
macro_rules! wide {
    ($($name:ident)*) => {
        #[derive(Debug, Clone, PartialEq, Event)]
        #[event(name = "wide", tag = "kind")]
        pub(crate) struct Wide<'a> {
            pub(crate) first: Cow<'a, str>,
            $(pub(crate) $name: Option<u8>,)*
            pub(crate) last: Cow<'a, str>,
        }
    };
}
wide! {
    m00 m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12 m13 m14 m15 m16 m17 m18 m19
    m20 m21 m22 m23 m24 m25 m26 m27 m28 m29 m30 m31 m32 m33 m34 m35 m36 m37 m38 m39
    m40 m41 m42 m43 m44 m45 m46 m47 m48 m49 m50 m51 m52 m53 m54 m55 m56 m57 m58 m59
    m60 m61 m62 m63 m64 m65 m66 m67 m68 m69
}

/// Calls a macro with the type that an input's first byte chooses.
macro_rules! for_each_kind {
    ($chosen:expr, $call:ident) => {
        match $chosen {
            b'W' => $call!(Wide),
            kind if kind % 3 == 0 => $call!(Hangup),
            kind if kind % 3 == 1 => $call!(IsymphonyEvent),
            _ => $call!(Shapes),
        }
    };
}
pub(crate) use for_each_kind;

/// A validator of a type that has learned nothing yet. What takes longest to make of it is made once.
macro_rules! fresh {
    ($event:ident) => {{
        static FRESH: LazyLock<Validator<$event<'static>>> = LazyLock::new(Validator::new);
        FRESH.clone()
    }};
}
pub(crate) use fresh;
