//! The agreement kit on types that have nothing to do with one another but cover what the derive can write.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::{Code, Event, RawJson, Schema, UnknownEvent, Validator, agreement};
use serde::{Deserialize, Serialize};

/// What every event of the fleet carries.
#[derive(Debug, Clone, PartialEq, Schema)]
#[serde(rename_all = "camelCase")]
struct Header<'a> {
    /// Which vehicle.
    #[event(sample = uuid)]
    vehicle_id: Cow<'a, str>,
    /// When it was sent.
    #[event(minimum = 0, maximum = 9_007_199_254_740_991, sample = epoch_millis)]
    sent_at: i64,
    /// The driver, if somebody drives.
    #[event(required, sample = person_name)]
    driver: Option<Cow<'a, str>>,
}

/// A stop of a route.
#[derive(Debug, Clone, PartialEq, Schema)]
struct Stop<'a> {
    name: Cow<'a, str>,
    #[event(required, sample = phone_number)]
    contact: Option<Cow<'a, str>>,
    #[event(sample = words)]
    remark: Option<Cow<'a, str>>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Position<'a> {
    #[event(minimum = -90, maximum = 90)]
    lat: f64,
    #[event(minimum = -180.0, maximum = 180.0)]
    lon: f64,
    #[serde(borrow)]
    label: Option<Cow<'a, str>>,
    accuracy: Option<u32>,
}

/// A place in a tree of places.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Region {
    #[event(min_length = 1, max_length = 5)]
    name: String,
    parts: Vec<Region>,
    capital: Option<Box<Region>>,
}

/// Per cent.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(maximum = 100)]
struct Charge(u8);

/// A number plate.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(min_length = 2, max_length = 8)]
struct Plate<'a>(#[serde(borrow)] Cow<'a, str>);

/// How bad it is.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Severity {
    Low,
    NotTooBad,
    #[serde(rename = "a \"disaster\"/größe")]
    Disaster,
}

/// What drives it.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Engine<'a> {
    Electric,
    Diesel,
    #[serde(untagged)]
    Other(#[serde(borrow)] Cow<'a, str>),
}

/// The vehicle moved.
#[derive(Debug, Clone, PartialEq, Event)]
#[serde(rename_all = "camelCase")]
#[event(name = "vehicleMoved")]
struct Moved<'a> {
    #[serde(flatten)]
    header: Header<'a>,
    position: Position<'a>,
    #[event(required)]
    last_position: Option<Position<'a>>,
    #[event(min_items = 1, max_items = 3)]
    plates: Vec<Plate<'a>>,
    #[event(max_items = 4)]
    track: Option<Vec<Position<'a>>>,
    charge: Charge,
    engine: Engine<'a>,
    severity: Option<Severity>,
    counters: BTreeMap<String, BTreeMap<String, i16>>,
    grid: Vec<Vec<Option<bool>>>,
    region: Region,
    #[event(non_null, max_length = 12)]
    note: Option<Cow<'a, str>>,
    #[event(non_null)]
    spare: Option<Charge>,
    #[serde(default)]
    retries: u16,
    #[serde(default)]
    labels: Vec<String>,
    extra: Option<RawJson<'a>>,
}

/// Every kind of number.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "numbers")]
struct Numbers {
    i8: i8,
    i16: i16,
    i32: i32,
    i64: i64,
    i128: i128,
    u8: u8,
    u16: u16,
    u32: u32,
    u64: u64,
    u128: u128,
    f32: f32,
    f64: f64,
    #[event(minimum = 0.1, maximum = 0.3)]
    share: f64,
    #[event(minimum = 0.1, maximum = 0.3)]
    coarse: f32,
    #[event(minimum = -9007199254740992.0, maximum = 9007199254740994)]
    wide: f64,
    #[event(minimum = -5, maximum = 5)]
    small: i64,
    #[event(maximum = 18_446_744_073_709_551_614)]
    large: u64,
    #[event(required)]
    maybe: Option<u64>,
    yes: bool,
}

/// The vehicle went from one stop to another; nobody may add anything.
#[derive(Debug, Clone, PartialEq, Event)]
#[serde(deny_unknown_fields)]
#[event(name = "leg done")]
struct LegDone<'a> {
    #[serde(flatten)]
    header: Header<'a>,
    #[serde(flatten)]
    #[event(suffix = "From")]
    from: Stop<'a>,
    #[serde(flatten)]
    #[event(suffix = "To")]
    to: Stop<'a>,
}

/// Nothing at all.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "ping")]
struct Ping {}

/// Names that have to be escaped here or there.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "say \"ünïcode\" \\ 🚀")]
struct Names {
    #[serde(rename = "a/b~c")]
    pointer: u8,
    #[serde(rename = "\"quoted\"\\")]
    quoted: Option<u8>,
    #[serde(rename = "größe 🚀")]
    unicode: bool,
    #[serde(rename = "line\nbreak")]
    line: Option<Region>,
    #[serde(rename = "back\\")]
    back: Option<u8>,
    #[serde(rename = "0")]
    zero: Vec<u8>,
}

/// Everything that happens to a fleet.
#[derive(Debug, Clone, PartialEq, Event)]
#[expect(clippy::large_enum_variant, reason = "only tests hold it")]
enum Fleet<'a> {
    Moved(Moved<'a>),
    Numbers(Numbers),
    LegDone(LegDone<'a>),
    Ping(Ping),
    Names(Names),
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

/// The same, but nothing else.
#[derive(Debug, Clone, PartialEq, Event)]
enum KnownFleet<'a> {
    LegDone(LegDone<'a>),
    Ping(Ping),
    Names(Names),
}

/// A wrapper that knows its content by another tag.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "envelope", tag = "@kind")]
struct Envelope<'a> {
    id: u32,
    #[event(required)]
    region: Option<Region>,
    severities: BTreeMap<String, Severity>,
    engines: Vec<Engine<'a>>,
}

#[test]
fn open_union() {
    println!("{}", agreement!(Fleet<'_>).run());
}

#[test]
fn closed_union() {
    println!("{}", agreement!(KnownFleet<'_>).run());
}

#[test]
fn events_alone() {
    println!("{}", agreement!(Moved<'_>).cases(3_000).run());
    println!("{}", agreement!(LegDone<'_>).cases(3_000).run());
    println!("{}", agreement!(Names).cases(3_000).run());
    println!("{}", agreement!(Ping).cases(1_000).run());
}

#[test]
fn numbers() {
    println!("{}", agreement!(Numbers).run());
}

#[test]
fn another_tag() {
    println!("{}", agreement!(Envelope<'_>).cases(3_000).run());
}

/// A link of a chain, of which nothing may be absent.
#[derive(Debug, Schema, Serialize, Deserialize)]
struct Link {
    #[event(required)]
    next: Option<Box<Link>>,
    number: u8,
}

/// What is not as declared is looked at twice. If that included what it holds, each level would double the work.
#[test]
fn what_is_nested_is_read_once() {
    let depth = 100;
    let chain = format!("{}null{}", r#"{"next":"#.repeat(depth), r#","number":1,"more":2}"#.repeat(depth));
    assert!(Validator::<Link>::new().is_valid(chain.as_bytes()));
    assert!(event_schema::is_valid::<Link>(chain.as_bytes()));
}

/// What is wrong behind an event is all that is wrong, wherever its tag stands; the order is learned on the way.
#[test]
fn a_tag_that_comes_last_is_not_repeated() {
    #[derive(Event)]
    #[event(name = "pair")]
    struct Pair {
        a: u8,
        b: Option<u8>,
    }
    let validator = Validator::<Pair>::new();
    for payload in [
        r#"{"a":1,"b":null,"type":"pair"}x"#,
        r#"{"type":"pair","a":1,"b":null}x"#,
        r#"{"a":1,"type":"pair","b":null}x"#,
        r#"{"a":1,"b":null, "type":"pair"}x"#,
        r#"{"a":1,"b":null,"type":"pair","c":{}}x"#,
    ] {
        for _ in 0..4 {
            let whole = &payload[..payload.len() - 1];
            assert!(validator.is_valid(whole.as_bytes()));
            let errors = validator.validate(payload.as_bytes()).unwrap_err();
            let found: Vec<_> = errors.iter().map(|error| (error.code.as_str(), error.offset)).collect();
            assert_eq!(found, [("syntax", whole.len())], "{payload}");
        }
    }
}

/// It is told of whatever the first one is, with and without a definition of unknown events.
#[test]
fn a_tag_that_stands_once_more_is_told() {
    for first in ["0", r#""unheard""#] {
        let payload = format!(r#"{{"type":{first},"a":{{"type":1}},"type":"unheard"}}"#);
        let again = payload.rfind(r#""type""#);
        for errors in [
            event_schema::validate::<Fleet<'_>>(payload.as_bytes()).unwrap_err(),
            event_schema::validate::<KnownFleet<'_>>(payload.as_bytes()).unwrap_err(),
        ] {
            let told = errors.iter().find(|error| error.code == Code::Repeated);
            assert_eq!(told.map(|error| error.offset), again, "{payload}");
        }
    }
}
