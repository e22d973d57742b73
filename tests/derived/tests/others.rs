//! Types that are not ours, in every place where a type can stand, under the agreement kit.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::fmt::Debug;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::{NonZero, Saturating, Wrapping};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use event_schema::document::schema_text;
use event_schema::{Event, FromJson, Schema, agreement, from_json, is_valid, to_json};
use serde::{Deserialize, Serialize};

/// How many random payloads each event is tried with; `EVENT_SCHEMA_CASES` asks for more.
const CASES: usize = 40;

/// A type in every place.
#[derive(Debug, Clone, Schema, Serialize, Deserialize)]
struct Places<T> {
    plain: T,
    optional: Option<T>,
    newtype: Newtype<T>,
    #[event(max_items = 3)]
    list: Vec<T>,
    values: BTreeMap<String, T>,
}

#[derive(Debug, Clone, Schema, Serialize, Deserialize)]
struct Newtype<T>(T);

/// An event with a property for each type, and a test of it.
macro_rules! specimens {
    ($($name:ident { $($property:ident: $type:ty,)* })*) => {$(
        mod $name {
            use super::*;

            #[derive(Debug, Event)]
            #[event(name = "specimen")]
            struct Specimen {
                $($property: Places<$type>,)*
            }

            #[test]
            fn agrees() {
                // A payload holds every type in every place: a part of the systematic changes meets each often enough.
                let report = agreement!(Specimen).cases(CASES).systematic(40).run();
                assert_eq!(report.unbroken().collect::<Vec<_>>(), [], "{report}");
            }
        }
    )*};
}

type Hasher = BuildHasherDefault<DefaultHasher>;

specimens! {
    pointers {
        boxed_text: Box<str>,
        shared: Rc<u8>,
        shared_text: Rc<str>,
        shared_slice: Rc<[u8]>,
        counted: Arc<bool>,
        counted_text: Arc<str>,
        counted_slice: Arc<[i16]>,
        boxed_slice: Box<[u8]>,
        slice: Cow<'static, [u8]>,
    }
    numbers {
        wide: i128,
        wide_unsigned: u128,
        small: NonZero<i8>,
        large: NonZero<i64>,
        widest: NonZero<i128>,
        unsigned: NonZero<u32>,
        wrapping: Wrapping<u8>,
        saturating: Saturating<i16>,
        reverse: Reverse<u16>,
        unit: (),
    }
    collections {
        set: BTreeSet<String>,
        hashed: HashSet<i32, Hasher>,
        pairs: BTreeSet<(u8, Option<bool>)>,
        queue: VecDeque<u8>,
        linked: LinkedList<Option<u8>>,
        map: HashMap<String, u8, Hasher>,
    }
    addresses {
        four: Ipv4Addr,
        six: Ipv6Addr,
        either: IpAddr,
        socket_four: SocketAddrV4,
        socket_six: SocketAddrV6,
        socket: SocketAddr,
    }
    system {
        duration: Duration,
        time: SystemTime,
        path: PathBuf,
    }
    json {
        value: serde_json::Value,
        object: serde_json::Map<String, serde_json::Value>,
        raw: Box<serde_json::value::RawValue>,
    }
    calendar_of_chrono {
        moment: chrono::DateTime<chrono::Utc>,
        local: chrono::DateTime<chrono::FixedOffset>,
        day: chrono::NaiveDate,
        time: chrono::NaiveTime,
        day_and_time: chrono::NaiveDateTime,
    }
    calendar_of_jiff {
        moment: jiff::Timestamp,
        day: jiff::civil::Date,
        time: jiff::civil::Time,
        day_and_time: jiff::civil::DateTime,
        duration: jiff::SignedDuration,
        span: jiff::Span,
    }
    calendar_of_time {
        moment: time::UtcDateTime,
        local: time::OffsetDateTime,
        day: time::Date,
        time: time::Time,
        day_and_time: time::PrimitiveDateTime,
        duration: time::Duration,
    }
    of_crates {
        id: uuid::Uuid,
        url: url::Url,
        price: rust_decimal::Decimal,
        version: semver::Version,
        versions: semver::VersionReq,
        bytes: bytes::Bytes,
        more_bytes: bytes::BytesMut,
        few: smallvec::SmallVec<[u8; 4]>,
        ordered: indexmap::IndexMap<String, u8, Hasher>,
        ordered_set: indexmap::IndexSet<String, Hasher>,
    }
}

mod names {
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Schema, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Colour {
        Red,
        #[serde(rename = "blue \"½\"")]
        Blue,
        DarkGreen,
    }

    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Schema, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum OpenColour {
        Red,
        #[serde(untagged)]
        Other(String),
    }

    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Schema, Serialize, Deserialize)]
    #[event(min_length = 2, max_length = 5)]
    struct Code(String);

    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Schema, Serialize, Deserialize)]
    struct Id(u32);

    /// A map for each type of keys, as `serde_json` writes it.
    #[derive(Debug, Event)]
    #[event(name = "named")]
    struct Named {
        boolean: BTreeMap<bool, u8>,
        letter: BTreeMap<char, u8>,
        text: BTreeMap<Box<str>, u8>,
        byte: BTreeMap<u8, u8>,
        short: BTreeMap<i16, u8>,
        long: HashMap<u64, u8, Hasher>,
        signed: BTreeMap<i64, u8>,
        wide: BTreeMap<i128, u8>,
        sized: BTreeMap<usize, u8>,
        colour: BTreeMap<Colour, u8>,
        open: BTreeMap<OpenColour, u8>,
        code: BTreeMap<Code, u8>,
        id: HashMap<Id, Vec<u8>, Hasher>,
        uuid: BTreeMap<uuid::Uuid, u8>,
        address: BTreeMap<IpAddr, u8>,
        day: indexmap::IndexMap<chrono::NaiveDate, u8, Hasher>,
    }

    #[derive(Debug, Event)]
    enum Union {
        Named(Named),
    }

    #[test]
    fn agree() {
        let report = agreement!(Union).cases(CASES).systematic(60).run();
        assert_eq!(report.unbroken().collect::<Vec<_>>(), [], "{report}");
    }

    #[test]
    fn are_published() {
        let text = schema_text::<BTreeMap<Colour, bool>>().unwrap();
        let compact: String = text.split_whitespace().collect();
        let names = r#""propertyNames":{"type":"string","enum":["red","blue\"½\"","dark-green"]}"#;
        assert!(compact.contains(names), "{text}");
        assert!(!schema_text::<BTreeMap<String, bool>>().unwrap().contains("propertyNames"));
    }
}

/// What is read from one spelling, and how it is written again.
fn respelled<T: for<'de> FromJson<'de> + Serialize>(read: &str) -> String {
    let value = from_json::<T>(read.as_bytes()).unwrap_or_else(|errors| panic!("{read}: {errors}"));
    serde_json::to_string(&value).unwrap()
}

/// Spellings that a type reads and never writes: what the schema says of them.
#[test]
fn other_spellings_follow_the_schema() {
    let upper = r#""67E55044-10B1-426F-9247-BB680E5FE0C8""#;
    assert_eq!(respelled::<uuid::Uuid>(upper), upper.to_lowercase());
    assert_eq!(
        respelled::<chrono::DateTime<chrono::Utc>>(r#""1998-12-31t23:59:60+00:00""#),
        r#""1998-12-31T23:59:60Z""#
    );
    assert_eq!(
        respelled::<chrono::DateTime<chrono::Utc>>(r#""2024-02-29T01:30:00.25+02:00""#),
        r#""2024-02-28T23:30:00.250Z""#
    );
    assert_eq!(
        respelled::<jiff::Timestamp>(r#""2024-02-29T01:30:00.250+02:00""#),
        r#""2024-02-28T23:30:00.25Z""#
    );
    assert_eq!(respelled::<jiff::SignedDuration>(r#""PT90M""#), r#""PT1H30M""#);
    assert_eq!(respelled::<Ipv6Addr>(r#""1:0:0:0:0:0:0:8""#), r#""1::8""#);
    assert_eq!(respelled::<url::Url>(r#""HTTP://Example.com:80""#), r#""http://example.com/""#);
    assert_eq!(respelled::<rust_decimal::Decimal>(r#""-12.3400""#), r#""-12.3400""#);

    assert!(
        !is_valid::<uuid::Uuid>(br#""67e5504410b1426f9247bb680e5fe0c8""#),
        "never written without hyphens"
    );
    assert!(
        !is_valid::<chrono::DateTime<chrono::Utc>>(br#""2024-02-29 01:30:00Z""#),
        "the format asks for a T"
    );
    assert!(!is_valid::<jiff::SignedDuration>(br#""1h 30m""#), "the friendly form is not written");
    assert!(!is_valid::<rust_decimal::Decimal>(b"12.34"), "a number is no string");
    assert!(!is_valid::<bytes::Bytes>(br#""abc""#), "a string is no array");
    assert!(!is_valid::<BTreeSet<u8>>(b"[1,2,1.0]"), "as many items arrive as were sent");
    assert!(!is_valid::<Saturating<u8>>(b"256"));
    assert!(!is_valid::<Duration>(br#"{"secs":0,"nanos":1000000000}"#));
    assert!(!is_valid::<Duration>(b"[0,1]"));

    let heap = from_json::<BinaryHeap<u8>>(b"[1,9,1]").unwrap();
    assert_eq!(heap.into_sorted_vec(), [1, 1, 9]);

    let refused = event_schema::validate::<url::Url>(br#""http://[::1""#).unwrap_err();
    assert_eq!((refused.first().code.as_str(), refused.first().message), ("url", "expected a URL"));
    let refused = event_schema::validate::<NonZero<i8>>(b"-0").unwrap_err();
    assert_eq!(refused.first().to_string(), "expected a value other than 0, at line 1 column 1 (byte 0)");
    let refused = event_schema::validate::<BTreeMap<u8, u8>>(br#"{"256":1}"#).unwrap_err();
    assert_eq!(
        (refused.len(), refused.first().code.as_str(), refused.first().offset),
        (1, "propertyNames", 1)
    );
}

/// What a type could write, and its schema does not allow, is an error when it is encoded.
#[test]
fn what_no_schema_allows_is_not_encoded() {
    #[derive(Event)]
    #[event(name = "it")]
    struct It<T> {
        it: T,
    }

    fn refusal<T: Schema + Serialize>(it: T) -> String {
        to_json(&It { it }).unwrap_err().to_string()
    }

    let far = chrono::NaiveDate::from_ymd_opt(12345, 1, 1).unwrap();
    assert!(refusal(far).contains("`date`"));
    assert!(refusal(far.and_hms_opt(0, 0, 0).unwrap().and_utc()).contains("/it: "));
    assert!(refusal(jiff::Timestamp::MIN).contains("/it: "));
    assert!(refusal(SystemTime::UNIX_EPOCH - Duration::from_secs(1)).contains("/it: "));
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        let path = PathBuf::from(std::ffi::OsString::from_vec(vec![0xff]));
        assert!(refusal(path).contains("Unicode"));
    }
    let mut deep = serde_json::Value::Null;
    for _ in 0..200 {
        deep = serde_json::Value::Array(vec![deep]);
    }
    assert!(refusal(deep).contains("/it: "));

    assert!(refusal(BTreeSet::from([Rounded(10), Rounded(11)])).contains("equal items"));
}

/// Types that differ in Rust and are equal on the wire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Schema, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
struct Rounded(u8);

impl From<u8> for Rounded {
    fn from(it: u8) -> Self {
        Self(it)
    }
}

impl From<Rounded> for u8 {
    fn from(it: Rounded) -> Self {
        it.0 / 10
    }
}
