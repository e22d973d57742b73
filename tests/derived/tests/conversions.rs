//! Types that are on the wire by way of another: converted, transparent, as numbers.

use std::fmt;
use std::marker::PhantomData;

use event_schema::document::schema_text;
use event_schema::{Event, Schema, agreement};
use serde::{Deserialize, Serialize};
use serde_repr::{Deserialize_repr, Serialize_repr};

/// How many random payloads each type is tried with; `EVENT_SCHEMA_CASES` asks for more.
const CASES: usize = 200;

/// What is on the wire of a range.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RangeOnTheWire {
    first_item: u16,
    count: u16,
}

/// Items that follow each other.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(from = "RangeOnTheWire", into = "RangeOnTheWire")]
struct Range {
    items: std::ops::Range<u32>,
}

impl From<RangeOnTheWire> for Range {
    fn from(range: RangeOnTheWire) -> Self {
        let first = u32::from(range.first_item);
        Self { items: first..first + u32::from(range.count) }
    }
}

impl From<Range> for RangeOnTheWire {
    fn from(range: Range) -> Self {
        let narrow = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
        Self { first_item: narrow(range.items.start), count: narrow(range.items.end - range.items.start) }
    }
}

/// A colour as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[event(pattern = "^#[0-9a-f]{6}$")]
struct Colour(u32);

impl TryFrom<String> for Colour {
    type Error = NoColour;

    fn try_from(text: String) -> Result<Self, NoColour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).map(Self).ok_or(NoColour)
    }
}

#[derive(Debug)]
struct NoColour;

impl fmt::Display for NoColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected #rrggbb")
    }
}

impl From<Colour> for String {
    fn from(Colour(rgb): Colour) -> Self {
        format!("#{rgb:06x}")
    }
}

/// A flag that is absent where it does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(from = "Option<bool>", into = "Option<bool>")]
enum Answer {
    Yes,
    No,
    NotAsked,
}

impl From<Option<bool>> for Answer {
    fn from(flag: Option<bool>) -> Self {
        flag.map_or(Self::NotAsked, |flag| if flag { Self::Yes } else { Self::No })
    }
}

impl From<Answer> for Option<bool> {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Some(true),
            Answer::No => Some(false),
            Answer::NotAsked => None,
        }
    }
}

/// An identifier of something.
#[derive(Debug, Clone, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(transparent)]
#[event(min_length = 2)]
struct Id<T> {
    text: String,
    #[serde(skip, default = "nothing")]
    of: PhantomData<T>,
}

const fn nothing<T>() -> PhantomData<T> {
    PhantomData
}

#[derive(Debug, Clone, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(transparent)]
struct Counted(PhantomData<u8>, Option<i16>);

/// How urgent it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize_repr, Deserialize_repr)]
#[event(repr)]
#[repr(i8)]
enum Priority {
    /// It can wait.
    Low = -1,
    Normal,
    High = 5,
    Highest,
}

/// Seconds as serde's own impls write them, if any are known.
#[derive(Debug, Clone, PartialEq, Eq, Schema)]
#[event(schema = "Option<u16>", maximum = 9999)]
enum ByHand {
    Unknown,
    Seconds(u64),
}

impl Serialize for ByHand {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown => serializer.serialize_none(),
            Self::Seconds(seconds) => serializer.serialize_some(seconds),
        }
    }
}

impl<'de> Deserialize<'de> for ByHand {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Unknown, Self::Seconds))
    }
}

/// serde's own derives, with functions between.
#[derive(Debug, Clone, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(transparent)]
#[event(schema = "String", pattern = "^([0-9a-f]{2})*$", max_length = 8)]
struct Hex(#[serde(with = "hex")] Vec<u8>);

#[derive(Debug, Clone, PartialEq, Eq, Schema, Serialize, Deserialize)]
enum Data {
    Short(Hex),
    Long {
        #[serde(with = "hex")]
        #[event(schema = "String", pattern = "^([0-9a-f]{2})*$")]
        bytes: Vec<u8>,
        name: Option<String>,
    },
}

mod hex {
    use std::fmt::Write as _;

    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::new();
        bytes.iter().try_for_each(|byte| write!(text, "{byte:02x}")).expect("a string takes all");
        text.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let byte = |at| text.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let bytes = (0..text.len()).step_by(2).map(byte).collect::<Option<_>>();
        bytes.ok_or_else(|| de::Error::custom("expected pairs of hexadecimal digits"))
    }
}

#[test]
fn what_is_written_by_hand_is_checked() {
    #[derive(Event)]
    #[event(name = "it")]
    struct It {
        it: ByHand,
    }
    let refused = event_schema::to_json(&It { it: ByHand::Seconds(10_000) }).unwrap_err().to_string();
    assert!(refused.starts_with("/it: "), "{refused}");
    assert_eq!(event_schema::from_json::<ByHand>(b"1.0"), Ok(ByHand::Seconds(1)));
    assert_eq!(event_schema::from_json::<ByHand>(b"70000").unwrap_err().first().code.as_str(), "maximum");
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "converted")]
struct Converted {
    by_hand: ByHand,
    hex: Hex,
    data: Vec<Data>,
    all_by_hand: Vec<ByHand>,
    range: Range,
    perhaps: Option<Range>,
    colour: Colour,
    colours: Vec<Colour>,
    answer: Answer,
    id: Id<Priority>,
    counted: Counted,
    priority: Priority,
    #[event(non_null)]
    priorities: Option<Vec<Priority>>,
}

#[test]
fn what_stands_for_a_type_on_the_wire_agrees() {
    agreement!(Converted).cases(CASES).run();
}

#[test]
fn a_conversion_that_fails_refuses_the_payload_when_it_is_decoded() {
    #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
    #[serde(try_from = "u8", into = "u8")]
    struct Even(u8);

    impl TryFrom<u8> for Even {
        type Error = &'static str;

        fn try_from(number: u8) -> Result<Self, &'static str> {
            if number.is_multiple_of(2) { Ok(Self(number)) } else { Err("odd") }
        }
    }

    impl From<Even> for u8 {
        fn from(Even(number): Even) -> Self {
            number
        }
    }

    assert_eq!(event_schema::from_json::<Even>(b"4"), Ok(Even(4)));
    let errors = event_schema::from_json::<Even>(b"5").unwrap_err();
    assert_eq!(errors.first().code.as_str(), "decode");
    assert_eq!(event_schema::from_json::<Even>(b"256").unwrap_err().first().code.as_str(), "maximum");
}

#[test]
fn numbers_are_listed_and_described() {
    let text = schema_text::<Priority>().unwrap();
    assert!(text.contains(r#""type": "integer""#), "{text}");
    let compact: String = text.split_whitespace().collect();
    assert!(compact.contains(r#""enum":[-1,0,5,6]"#), "{text}");
    assert!(text.contains(r"How urgent it is.\n\n- `-1`: Low. It can wait.\n- `0`: Normal\n"), "{text}");
}
