//! Every rule on every kind of place, made by a macro: a property that must be there, that may be null or absent, that
//! is never null; a newtype, alone, in a list and under another rule; the items of a list; the values of a map.
//!
//! Each type goes through the agreement kit, which breaks each of its rules.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::num::{NonZero, NonZeroU8, NonZeroU64};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

use event_schema::testing::Report;
use event_schema::{Code, Event, Schema, agreement};
use event_schema_derived_tests::{is_long, share};
use serde::{Deserialize, Serialize};

/// How many random payloads each type is tried with; `EVENT_SCHEMA_CASES` asks for more.
const CASES: usize = 60;

/// In long tests: with the systematic ones more than a million for all types together.
const LONG_CASES: usize = 4_000;

fn cases() -> usize {
    if is_long() { LONG_CASES } else { CASES }
}

macro_rules! zoo {
    ($($name:ident: $type:ty, $($rule:ident $(= $value:literal)? $(($($inner:tt)*))?),+;)*) => {$(
        #[allow(clippy::derive_partial_eq_without_eq, reason = "floats are among the types")]
        mod $name {
            use super::*;

            /// A value under the rule.
            #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
            #[event($($rule $(= $value)? $(($($inner)*))?),+)]
            struct Ruled($type);

            #[derive(Debug, Clone, PartialEq, Event)]
            #[event(name = "specimen")]
            struct Specimen {
                #[event($($rule $(= $value)? $(($($inner)*))?),+)]
                plain: $type,
                #[event($($rule $(= $value)? $(($($inner)*))?),+)]
                optional: Option<$type>,
                #[event(required, $($rule $(= $value)? $(($($inner)*))?),+)]
                nullable: Option<$type>,
                #[event(non_null, $($rule $(= $value)? $(($($inner)*))?),+)]
                present: Option<$type>,
            }

            #[derive(Debug, Clone, PartialEq, Event)]
            #[event(name = "nested")]
            struct Nested {
                newtype: Ruled,
                perhaps: Option<Ruled>,
                list: Vec<Ruled>,
                #[event(max_items = 3, items($($rule $(= $value)? $(($($inner)*))?),+))]
                items: Vec<$type>,
                #[event(values($($rule $(= $value)? $(($($inner)*))?),+))]
                values: BTreeMap<String, $type>,
                #[event(values(items($($rule $(= $value)? $(($($inner)*))?),+)))]
                lists: Option<BTreeMap<String, Vec<$type>>>,
            }

            pub(super) fn agree() -> [Report; 2] {
                [
                    agreement!(Specimen).cases(cases()).systematic(share(SHARE)).run(),
                    agreement!(Nested).cases(cases()).systematic(share(SHARE)).run(),
                ]
            }
        }
    )*
        /// What tries each rule's types.
        const ZOO: &[fn() -> [Report; 2]] = &[$($name::agree),*];
    };
}

/// What of the systematic payloads is tried where time is short: each rule stands in ten places.
const SHARE: u32 = 100;

/// Every rule of each type is broken at least once. In long tests there are more than a million payloads.
#[test]
fn every_rule_in_every_place_agrees() {
    let (next, payloads) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        while let Some(agree) = ZOO.get(next.fetch_add(1, Relaxed)) {
            for report in agree() {
                let unbroken: Vec<Code> = report.unbroken().collect();
                assert!(unbroken.is_empty(), "nothing breaks {unbroken:?} of {report}");
                payloads.fetch_add(report.cases(), Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let payloads = payloads.into_inner();
    println!("{payloads} payloads of {} types agree, each under every profile", 2 * ZOO.len());
    assert!(!is_long() || payloads > 1_000_000, "only {payloads} payloads");
}

/// A place with other names for what it says.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Place {
    #[serde(alias = "nom", alias = "Name", rename = "name")]
    #[event(max_length = 9)]
    name: String,
    #[serde(alias = "stock", default)]
    floor: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Schema)]
struct Common {
    #[serde(alias = "id/é")]
    #[event(required)]
    id: Option<u32>,
    plain: bool,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "renamed")]
struct Renamed {
    #[serde(flatten)]
    common: Common,
    #[serde(alias = "old")]
    new: String,
    #[serde(alias = "older", alias = "oldest")]
    #[event(non_null)]
    perhaps: Option<i32>,
    #[serde(alias = "lieu")]
    place: Place,
    places: Vec<Place>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "closed")]
#[serde(deny_unknown_fields)]
struct Closed {
    #[serde(alias = "b", default)]
    #[event(one_of("x", "y", ""))]
    a: String,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "library")]
struct Library {
    letter: char,
    #[event(one_of("a", "é", "😀"))]
    grade: Option<char>,
    small: NonZeroU8,
    great: Option<NonZeroU64>,
    widest: NonZero<u128>,
    triple: [f64; 3],
    #[event(items(maximum = 9), unique_items)]
    pair: Option<[u8; 2]>,
    nothing: [bool; 0],
    queue: VecDeque<i16>,
    slice: Box<[char]>,
    nested: Vec<[Option<u8>; 2]>,
    /// Without a seed, so that the members come in the same order each time.
    #[event(max_properties = 2, keys(min_length = 1))]
    table: HashMap<String, [char; 1], BuildHasherDefault<DefaultHasher>>,
}

/// What absent properties mean is told by a whole value.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Settings {
    #[event(minimum = 1, default = 20)]
    page_size: u8,
    title: Option<String>,
    #[serde(default)]
    zero: u8,
    #[serde(skip)]
    hidden: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self { page_size: 20, title: Some("x".to_owned()), zero: 9, hidden: 7 }
    }
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "configured")]
#[serde(default = "configured")]
struct Configured {
    settings: Settings,
    #[event(required)]
    needed: Option<u8>,
    #[event(non_null)]
    present: Option<u8>,
    level: i32,
}

fn configured() -> Configured {
    Configured {
        settings: Settings { page_size: 3, ..Settings::default() },
        needed: None,
        present: None,
        level: -1,
    }
}

/// What absence means is said beside the rules that it obeys.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "said")]
#[serde(default = "said")]
struct Said {
    #[event(minimum = -5, maximum = 99, multiple_of = 5, default = -5)]
    number: i8,
    #[event(exclusive_minimum = 0, default = 2.5)]
    float: f64,
    #[event(min_length = 1, starts_with = "a", default = "a\"\n")]
    text: String,
    #[event(one_of("x", "y"), default = "y")]
    listed: String,
    #[event(min_items = 1, unique_items, items(maximum = 9), contains(minimum = 8), default = [1, 8])]
    list: Vec<u8>,
    #[event(keys(max_length = 2), values(min_items = 1), default = { "a": [true], "b": [false, null] })]
    map: BTreeMap<String, Vec<Option<bool>>>,
    #[event(items(minimum = 1), default = [1, 1])]
    pair: [u8; 2],
    #[event(maximum = 9, default = null)]
    nothing: Option<u8>,
    #[event(maximum = 9, default = 3)]
    something: Option<u8>,
    #[event(non_null, maximum = 9, default = null)]
    absent: Option<u8>,
    #[event(check = even, default = 4)]
    even: u8,
}

fn said() -> Said {
    Said {
        number: -5,
        float: 2.5,
        text: "a\"\n".to_owned(),
        listed: "y".to_owned(),
        list: vec![1, 8],
        map: BTreeMap::from([("a".to_owned(), vec![Some(true)]), ("b".to_owned(), vec![Some(false), None])]),
        pair: [1, 1],
        nothing: None,
        something: Some(3),
        absent: None,
        even: 4,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "a check takes a reference")]
fn even(value: &u8) -> Result<(), &'static str> {
    if value.is_multiple_of(2) { Ok(()) } else { Err("expected an even number") }
}

/// What the function returns is another value than what is said.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "misstated")]
struct Misstated {
    #[serde(default = "nine")]
    #[event(maximum = 9, default = 8)]
    count: u8,
}

const fn nine() -> u8 {
    9
}

#[test]
fn defaults_are_what_is_said_of_them() {
    agreement!(Said).cases(CASES * 2).run();
    assert_eq!(event_schema::from_json::<Said>(br#"{"type":"said"}"#), Ok(said()));
    let schema = event_schema::document::schema_text::<Said>().expect("it has a document");
    for default in [r#""default": -5"#, r#""default": 2.5"#, r#""default": "a\"\n""#, r#""default": null"#] {
        assert_eq!(schema.matches(default).count(), 1, "{default} in {schema}");
    }
    let agreement = || agreement!(Misstated).cases(CASES).run();
    let panic = std::panic::catch_unwind(agreement).expect_err("the function returns another value");
    let told = panic.downcast_ref::<String>().expect("a message");
    assert!(told.contains("at `/count`"), "{told}");
}

#[test]
fn defaults_of_a_whole_struct_agree() {
    agreement!(Configured).cases(CASES * 5).run();
    let read: Configured = event_schema::from_json(br#"{"type":"configured","needed":1}"#).unwrap();
    assert_eq!(read, Configured { needed: Some(1), ..configured() });
    let payload = br#"{"type":"configured","needed":1,"settings":{"title":null}}"#;
    let read: Configured = event_schema::from_json(payload).unwrap();
    assert_eq!(read.settings, Settings { title: None, zero: 0, ..Settings::default() });
}

/// A value that has no schema.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Foreign(String);

/// Whole numbers as strings.
mod digits {
    use serde::{Deserialize, Deserializer, Serializer, de};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde lends what is to be written")]
    pub(super) fn serialize<S: Serializer>(value: &u32, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

fn read_flag<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    String::deserialize(deserializer).map(|word| word == "yes")
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde lends what is to be written")]
fn write_flag<S: serde::Serializer>(value: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(if *value { "yes" } else { "no" })
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Inner<T> {
    #[serde(with = "digits")]
    #[event(schema = "String", pattern = "^(0|[1-9]\\d{0,8})$")]
    count: u32,
    other: T,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "by_serde")]
struct BySerde {
    #[event(schema = "String", min_length = 1, example = r#""x""#)]
    foreign: Foreign,
    #[serde(with = "digits", default)]
    #[event(schema = "String", pattern = "^(0|[1-9]\\d{0,8})$", default = "0")]
    count: u32,
    #[serde(serialize_with = "write_flag", deserialize_with = "read_flag")]
    #[event(schema = "String", one_of("yes", "no"))]
    flag: bool,
    #[event(schema = "Option<String>")]
    perhaps: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[event(schema = "Vec<String>", max_items = 3, default = [])]
    list: Vec<Foreign>,
    inner: Inner<bool>,
}

#[test]
fn what_serde_alone_can_write_agrees() {
    agreement!(BySerde).cases(CASES * 5).run();
    let event = BySerde {
        foreign: Foreign(String::new()),
        count: 1,
        flag: true,
        perhaps: None,
        list: Vec::new(),
        inner: Inner { count: 1, other: true },
    };
    let refused = event_schema::to_json(&event).unwrap_err().to_string();
    assert_eq!(refused, "/foreign: expected at least 1 character, found 0");
    let event = BySerde { foreign: Foreign("x".into()), count: 1_000_000_000, ..event };
    let refused = event_schema::to_json(&event).unwrap_err().to_string();
    assert!(refused.starts_with("/count: expected a string that matches"), "{refused}");
}

/// What may be absent but is never null, where serde's own derives write it: nested, in a variant, in a group.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Sparse<T> {
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<T>,
    #[event(non_null, max_length = 3)]
    #[serde(default, alias = "text", skip_serializing_if = "Option::is_none", rename = "note")]
    text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Schema)]
struct SparseGroup {
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<Sparse<u8>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "is")]
enum SparseVariant {
    One {
        #[event(non_null, minimum = 3)]
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<u8>,
    },
    Two(Sparse<bool>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "sparse")]
struct SparseEvent {
    #[serde(flatten)]
    group: SparseGroup,
    nested: Sparse<Vec<u8>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<SparseVariant>,
}

/// Rules of a name for what may be null.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(minimum = 3, multiple_of = 3)]
struct Perhaps(Option<u8>);

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(max_length = 3)]
struct PerhapsCode(Option<LongCode>);

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(min_length = 1)]
struct LongCode(String);

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "perhaps")]
struct Perhapses {
    plain: Perhaps,
    #[event(maximum = 30)]
    ruled: Perhaps,
    code: PerhapsCode,
    codes: Vec<PerhapsCode>,
    optional: Option<PerhapsCode>,
}

/// A test for each of these types, with so many times the usual cases.
macro_rules! agree {
    ($($test:ident: $event:ty, $times:literal;)+) => {$(
        #[test]
        fn $test() {
            agreement!($event).cases(CASES * $times).run();
        }
    )+};
}

agree! {
    names_of_what_may_be_null_agree: Perhapses, 5;
    what_is_never_null_agrees_where_serde_writes_it: SparseEvent, 5;
    types_of_the_standard_library_agree: Library, 10;
    properties_with_several_names_agree: Renamed, 10;
    properties_with_several_names_agree_in_closed_objects: Closed, 10;
}

zoo! {
    above: i32, exclusive_minimum = 5;
    above_a_fraction: f64, exclusive_minimum = 0.5;
    below: i64, exclusive_maximum = 100;
    below_a_fraction: f64, exclusive_maximum = 2.25;
    between: f64, exclusive_minimum = 0, exclusive_maximum = 1;
    between_mixed: u16, minimum = 3, exclusive_maximum = 9;
    tens: u32, multiple_of = 10, maximum = 500;
    cents: f64, multiple_of = 0.01, minimum = 0, maximum = 50;
    halves: f64, multiple_of = 2.5;
    sevens: i64, multiple_of = 7;
    begins: String, starts_with = "id.(";
    ends: String, ends_with = "$é";
    contains_text: String, contains = "a\\b";
    affixes: String, starts_with = "<", ends_with = ">", contains = "|", min_length = 4, max_length = 9;
    word: String, pattern = "^[a-z]{2,6}(-[a-z]+)?$";
    anywhere: String, pattern = "é|\\d{3}", max_length = 12;
    affixed_pattern: String, pattern = "\\p{L}", starts_with = "x";
    date_times: String, format = "date-time";
    dates: String, format = "date";
    times: String, format = "time";
    durations: String, format = "duration";
    uuids: String, format = "uuid";
    uris: String, format = "uri";
    references: String, format = "uri-reference", max_length = 60;
    hostnames: String, format = "hostname";
    emails: String, format = "email";
    ipv4: String, format = "ipv4";
    ipv6: String, format = "ipv6";
    pointers: String, format = "json-pointer";
    regexes: String, format = "regex";
    encoded: String, content_encoding = "base64", max_length = 40;
    patterned_keys: BTreeMap<String, String>, keys(pattern = "^k\\d+$"), values(format = "date");
    always: String, constant = "on\"e";
    always_number: i32, constant = 7;
    always_float: f64, constant = 2.5;
    always_true: bool, constant = true;
    few_strings: String, one_of("a", "b c", "");
    few_numbers: u8, one_of(1, 2, 250);
    few_floats: f64, one_of(0.5, 3);
    distinct: Vec<u8>, unique_items, max_items = 4;
    distinct_texts: Vec<String>, unique_items, items(max_length = 3);
    distinct_floats: Vec<f64>, unique_items;
    short_items: Vec<String>, items(min_length = 1, max_length = 3), min_items = 1;
    some_members: BTreeMap<String, u8>, min_properties = 1, max_properties = 3;
    named_members: BTreeMap<String, bool>, keys(min_length = 2, max_length = 4, starts_with = "k");
    listed_members: BTreeMap<String, String>, keys(one_of("red", "green", "blue")), values(max_length = 2);
    containing: Vec<i32>, contains(minimum = 5, multiple_of = 5);
    counted: Vec<String>, contains(min_length = 2), min_contains = 2, max_contains = 3;
    at_most_two: Vec<Option<u8>>, contains(maximum = 9), min_contains = 0, max_contains = 2, unique_items;
    headed: Vec<i16>, prefix_items(item(minimum = 0), item, item(one_of(1, 2))), items(maximum = 99), min_items = 1;
    matching: BTreeMap<String, String>, pattern_properties("^x-", max_length = 4),
        pattern_properties("\\d$", min_length = 2), values(max_length = 9);
    matching_lists: BTreeMap<String, Vec<u8>>, pattern_properties("/é~", max_items = 2, items(maximum = 7));
}
