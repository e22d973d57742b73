//! The events of a parcel service: a second catalogue, with another tag, nested and recursive types, lists, maps,
//! numbers of all kinds and closed objects. It shares nothing with the first but the crates it is made with.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroI32;

use event_schema::{Event, RawJson, Schema, UnknownEvent};
use serde::{Deserialize, Serialize};

/// Whatever happens to a parcel.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "kind")]
#[expect(clippy::large_enum_variant, reason = "a variant holds its event itself")]
pub enum ParcelEvent<'a> {
    /// A parcel was handed in.
    Accepted(Accepted<'a>),
    /// A scanner saw a parcel.
    Scanned(Scanned<'a>),
    /// A parcel went from one depot to another.
    Moved(Moved<'a>),
    /// A parcel reached somebody.
    Delivered(Delivered),
    /// Something newer than this catalogue.
    #[event(unknown)]
    Other(UnknownEvent<'a>),
}

/// What a depot's door reports. Nothing else comes from there: this union knows no unknown events.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "kind")]
pub enum DoorEvent<'a> {
    /// A scanner saw a parcel.
    Scanned(Scanned<'a>),
    /// A parcel reached somebody.
    Delivered(Delivered),
    /// Somebody showed a badge.
    Admitted(Admitted),
    /// Somebody serviced a door.
    Serviced(Serviced),
    /// Somebody surveyed a door.
    Surveyed(Surveyed),
    /// Somebody repaired a door.
    Repaired(Repaired),
}

/// A parcel was sealed. Its catalogue has no other event.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "parcel.sealed", tag = "kind")]
pub struct Sealed {
    /// In seconds since the epoch.
    pub at: u32,
    /// The seal's number.
    #[event(required, max_length = 12)]
    pub seal: Option<String>,
    /// Who was there.
    #[event(non_null)]
    pub witness: Option<Deputy>,
}

/// Somebody showed a badge.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "door.admitted", tag = "kind")]
pub struct Admitted {
    /// The badge's colour.
    #[event(one_of("red", "green", "blå"))]
    pub colour: String,
    /// The edition of the reader's protocol.
    #[event(constant = "2.0")]
    pub edition: String,
    /// The reader's serial number.
    #[event(starts_with = "RD-", ends_with = "$", contains = "\"")]
    pub reader: String,
    /// The badge's own number, of a country's letters and digits.
    #[event(pattern = "^[A-ZÄ-Ü]{2}-\\d{3,5}$")]
    pub badge: String,
    /// What is printed on it: a word, white space, and something that ends in no full stop.
    #[serde(rename = "matches")]
    #[event(pattern = r"\w\s.*[^.]$", max_length = 60)]
    pub print: Option<String>,
    /// The doors it opens, each once.
    #[event(unique_items, max_items = 3, items(one_of("north", "south")))]
    pub doors: Option<Vec<String>>,
    /// How heavy whoever came is, in quarters of a kilogram.
    #[event(non_null, multiple_of = 0.25, exclusive_minimum = 0.0)]
    pub weight: Option<f64>,
    /// How many came together.
    #[event(required, multiple_of = 2, exclusive_maximum = 100)]
    pub people: Option<u64>,
}

/// Somebody serviced a door.
///
/// It has strings of every format, values out of lists, and types with parameters.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "door.serviced", tag = "kind")]
pub struct Serviced {
    /// When it was done.
    #[event(format = "date-time")]
    pub at: String,
    /// The day of the next service.
    #[event(format = "date")]
    pub due: Option<String>,
    /// The time of day at which the door opens by itself.
    #[event(format = "time", non_null)]
    pub opens: Option<String>,
    /// How long it took.
    #[event(format = "duration")]
    pub took: String,
    /// The order's number.
    #[event(format = "uuid", check = ordered)]
    pub order: String,
    /// Where the report is to be found.
    #[event(format = "uri", max_length = 200)]
    pub report: String,
    /// Pictures, from the report's address on.
    #[event(items(format = "uri-reference"))]
    pub pictures: Vec<String>,
    /// The door's own host, and its addresses.
    #[event(format = "hostname")]
    pub host: String,
    /// Its addresses of the old kind.
    #[event(format = "ipv4")]
    pub ipv4: Option<String>,
    /// Its addresses of the new kind.
    #[event(format = "ipv6")]
    pub ipv6: Option<String>,
    /// Whom to ask.
    #[event(format = "email")]
    pub contact: String,
    /// Where in the report the signature stands.
    #[event(format = "json-pointer")]
    pub signature: String,
    /// What whoever comes must be called.
    #[event(format = "regex")]
    pub expected: Option<String>,
    /// The door's firmware.
    #[event(content_encoding = "base64")]
    pub firmware: String,
    /// The report's edition.
    #[event(constant = 2)]
    pub edition: u8,
    /// The volts that the door runs on.
    #[event(one_of(12, 24, 48))]
    pub volts: Option<i32>,
    /// The gap beneath the door, in millimetres.
    #[event(one_of(0.5, 2.5))]
    pub gap: f64,
    /// Always signed.
    #[event(constant = true)]
    pub signed: bool,
    /// Minutes by what was done.
    #[event(max_properties = 9, keys(pattern = "^[a-z]+$", max_length = 8), values(maximum = 600))]
    pub minutes: BTreeMap<String, u16>,
    /// How warm it was.
    pub warmth: Reading<i16>,
    /// How the door sounded.
    pub sounds: Vec<Reading<Sound>>,
}

/// Nothing is done without an order.
#[expect(clippy::ptr_arg, reason = "a check takes what the field is")]
fn ordered(order: &String) -> Result<(), &'static str> {
    let is_order = order.contains(|digit: char| !matches!(digit, '0' | '-'));
    if is_order { Ok(()) } else { Err("expected the number of an order, not of none") }
}

/// Somebody surveyed a door.
///
/// It has tuples, and enums whose variants hold values.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "door.surveyed", tag = "kind")]
pub struct Surveyed {
    /// Where it is, in degrees.
    pub position: (f64, f64),
    /// Where its corners are.
    #[event(min_items = 2)]
    pub corners: Vec<Corner>,
    /// How it is moved.
    pub drive: Drive,
    /// How it is moved when there is no power.
    pub fallback: Option<Drive>,
    /// How it is locked.
    pub lock: Lock,
    /// How else it may be locked.
    #[event(max_items = 4)]
    pub spare_locks: Vec<Lock>,
    /// What was found.
    #[event(non_null)]
    pub finding: Option<Finding>,
    /// What else there is to say.
    pub note: Note,
}

/// Somebody repaired a door.
///
/// Its properties have to do with each other, it knows several names for one thing, and it keeps what is not declared.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(
    name = "door.repaired",
    tag = "kind",
    when(outcome = "replaced", then(require(part)), else(part(max_length = 20))),
    when(cost(minimum = 1000), shift(maximum = 5), then(require(approved_by)))
)]
pub struct Repaired {
    /// What came of it.
    pub outcome: Outcome,
    /// What it cost, in cents.
    pub cost: u32,
    /// The part that was used.
    #[event(non_null)]
    pub part: Option<String>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// For how many months it is guaranteed.
    #[event(non_null, requires(guarantor))]
    pub guarantee: Option<u8>,
    /// Who guarantees it.
    #[event(non_null)]
    pub guarantor: Option<String>,
    /// The forces that it was tried with, in newtons: one or two great ones among them.
    #[event(contains(minimum = 400), max_contains = 2, max_items = 8)]
    pub forces: Vec<u16>,
    /// The gaps at the hinges, and then all others, in millimetres.
    #[event(prefix_items(item(maximum = 2), item(one_of(2, 4))))]
    pub gaps: Vec<Option<u16>>,
    /// Hours by whose they were; of those in the night there are few.
    #[event(pattern_properties("^night-", maximum = 8, multiple_of = 2))]
    pub hours: BTreeMap<String, u16>,
    /// By how many millimetres it was shifted.
    pub shift: NonZeroI32,
    /// What closes it now.
    pub closer: Closer,
    /// The signature, which is given on paper.
    pub signature: (),
    /// A seal, if there will ever be one.
    pub seal: Option<()>,
    /// What the workshop remarks.
    pub remark: Remark,
    /// When it may be opened now.
    pub opening: Opening,
    /// Whom to call.
    pub caller: Deputy,
    /// Whatever else the workshop counts.
    #[serde(flatten)]
    pub counts: BTreeMap<String, u32>,
}

/// What came of a repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// As good as new.
    #[serde(alias = "mended", alias = "fixed")]
    Repaired,
    /// Another one.
    Replaced,
    /// No better.
    #[serde(alias = "failed")]
    GivenUp,
}

/// What closes a door.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Closer {
    /// A spring.
    #[serde(alias = "coil")]
    Spring {
        /// In newtons.
        force: u16,
        /// How it may be set.
        #[serde(flatten)]
        settings: BTreeMap<String, f64>,
    },
    /// By hand.
    Nothing,
    /// Something newer.
    #[serde(other)]
    Newer,
}

/// When a door may be opened.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Opening {
    /// At any time.
    Always,
    /// With a badge of so many stars.
    Badge(u8),
    /// Where the other may not.
    Not(Box<Opening>),
    /// Where all of these may.
    All(Vec<Opening>),
}

/// Somebody, and who stands in for them.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Deputy {
    /// A name.
    pub name: String,
    /// Who stands in.
    #[event(non_null)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<Box<Deputy>>,
}

/// A workshop's remark.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Remark {
    /// None.
    Nothing,
    /// In words.
    Words(String),
    /// As many points.
    Points(Option<u8>),
}

/// A corner: millimetres from the left and from below, and how it is made.
#[derive(Debug, Clone, Copy, PartialEq, Schema, Serialize, Deserialize)]
pub struct Corner(#[event(maximum = 9999)] pub u16, #[event(maximum = 9999)] pub u16, pub Option<Sound>);

/// How a door is moved.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Drive {
    /// By hand.
    #[serde(alias = "manual")]
    ByHand,
    /// By a motor of so many watts.
    #[serde(alias = "electric")]
    Motor(u16),
    /// By a spring.
    Spring {
        /// In newtons.
        #[event(minimum = 0.5)]
        force: f64,
        /// How often it was wound.
        turns: Option<u8>,
    },
    /// By two weights, in grams.
    Weights(u32, u32),
}

/// How a door is locked.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Lock {
    /// Not at all.
    None,
    /// With a bolt.
    DeadBolt {
        /// In millimetres.
        length: u16,
    },
    /// With a code.
    Code(CodeLock),
}

/// A lock with a code.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct CodeLock {
    /// How many digits it has.
    #[event(minimum = 4, maximum = 12)]
    pub digits: u8,
    /// Who knows it.
    pub holder: Option<String>,
}

/// What a survey found.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "details")]
pub enum Finding {
    /// A fault, in words.
    Faulty(String),
    /// A gap.
    Gap {
        /// In millimetres.
        width: f64,
    },
    /// Nothing at all.
    Nothing,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Note {
    /// The number of a remark that is made often.
    Number(u32),
    /// In words.
    Text(String),
    /// In words, and by whom.
    Signed {
        /// The words.
        text: String,
        /// By whom.
        by: String,
    },
}

/// A value that was measured.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Reading<T> {
    /// What was measured.
    pub value: T,
    /// In how many tries.
    #[event(minimum = 1)]
    pub tries: u8,
}

/// A sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sound {
    /// None.
    Silent,
    /// It creaks.
    Creaking,
}

/// A parcel was handed in.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(
    name = "parcel.accepted",
    tag = "kind",
    emitted = "Sent when the counter has printed the label.",
    reserved("clerk")
)]
pub struct Accepted<'a> {
    /// What every event says.
    #[serde(flatten)]
    pub head: Head<'a>,
    /// Who sends it.
    pub sender: Address<'a>,
    /// Who is to have it.
    pub recipient: Address<'a>,
    /// What is in it.
    #[event(min_items = 1, max_items = 20)]
    pub contents: Vec<Item>,
    /// How it travels.
    pub service: Service,
    /// What it weighs.
    pub weight: Grams,
    /// What it is insured for.
    #[event(required, null_when = "it is not insured")]
    pub insured: Option<Money>,
    /// Remarks by topic.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remarks: BTreeMap<String, String>,
    /// Whether it must be kept upright.
    #[serde(default)]
    pub upright: bool,
    /// The sender's own number for it.
    #[event(non_null, max_length = 30)]
    pub reference: Option<Cow<'a, str>>,
    /// Whatever else the sender's own system says of it.
    pub customs: RawJson<'a>,
}

/// A scanner saw a parcel.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "parcel.scanned", tag = "kind")]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scanned<'a> {
    /// What every event says.
    #[serde(flatten)]
    pub head: Head<'a>,
    /// The scanner's serial number, which fills 64 bits.
    pub scanner_serial: u64,
    /// Where on the belt, in metres from its start.
    #[event(minimum = 0, maximum = 250.5)]
    pub belt_position: f64,
    /// Length, width and height in millimetres.
    #[event(min_items = 3, max_items = 3)]
    pub size: Vec<u16>,
    /// What the scanner thinks of it.
    pub condition: Condition<'a>,
    /// Temperature in tenths of a degree.
    pub temperature: Option<i16>,
    /// When this copy was made; never on the wire.
    #[serde(skip)]
    pub copied_at: u64,
}

/// A parcel went from one depot to another.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "parcel.moved", tag = "kind")]
pub struct Moved<'a> {
    /// What every event says.
    #[serde(flatten)]
    pub head: Head<'a>,
    /// Where it came from.
    #[serde(flatten)]
    #[event(suffix = "_from")]
    pub from: Stop<'a>,
    /// Where it went.
    #[serde(flatten)]
    #[event(suffix = "_to")]
    pub to: Stop<'a>,
    /// The trailers it was in, outermost first.
    pub trailers: Vec<Option<Cow<'a, str>>>,
}

/// A parcel reached somebody.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "parcel.delivered", tag = "kind", since = "2.0")]
pub struct Delivered {
    /// In seconds since the epoch.
    pub at: u32,
    /// Who took it.
    #[event(min_length = 1, max_length = 40)]
    pub taken_by: String,
    /// How often delivery was tried before.
    #[serde(default)]
    #[event(maximum = 9)]
    pub attempts: u8,
    /// What was paid on delivery, by currency.
    #[event(required)]
    pub paid: Option<BTreeMap<String, Money>>,
}

/// What every event says.
#[derive(Debug, Clone, PartialEq, Schema)]
pub struct Head<'a> {
    /// In seconds since the epoch.
    #[event(sample = epoch_millis)]
    pub at: u64,
    /// Which parcel.
    pub parcel: ParcelNumber<'a>,
}

/// A parcel's number.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(transparent)]
#[event(min_length = 8, max_length = 14, example = r#""00340434161094""#)]
pub struct ParcelNumber<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// Where a parcel stops.
#[derive(Debug, Clone, PartialEq, Schema)]
pub struct Stop<'a> {
    /// The depot's number; negative for those abroad.
    #[event(minimum = -999)]
    pub depot: i32,
    /// The gate, by its letter.
    #[event(max_length = 2, null_when = "the depot has only one")]
    pub gate: Option<Cow<'a, str>>,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address<'a> {
    /// Somebody's name.
    #[event(min_length = 1, sample = person_name)]
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    /// Street and everything below it, one line each.
    #[event(min_items = 1, max_items = 4)]
    #[serde(borrow)]
    pub lines: Vec<Cow<'a, str>>,
    /// Two letters.
    #[event(min_length = 2, max_length = 2)]
    pub country: String,
    /// A telephone number.
    #[event(sample = phone_number)]
    pub phone: Option<String>,
}

/// A thing in a parcel, which may hold others.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    #[event(sample = words)]
    pub what: String,
    /// How many of them.
    #[event(minimum = 1)]
    pub count: u16,
    /// What is in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inside: Vec<Item>,
}

/// A weight in grams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(transparent)]
#[event(minimum = 1, maximum = 70_000)]
pub struct Grams(pub u32);

/// A sum of money.
#[derive(Debug, Clone, Copy, PartialEq, Schema, Serialize, Deserialize)]
pub struct Money {
    /// In the currency's smallest unit; it may be owed.
    pub amount: i64,
    /// How much of it is tax.
    #[event(minimum = 0.0, maximum = 1.0)]
    pub tax: f32,
}

/// How a parcel travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Service {
    /// By road.
    Standard,
    /// By night.
    NextMorning,
    /// By ship, and later.
    #[serde(rename = "sea+land")]
    Slow,
}

/// What a scanner thinks of a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Condition<'a> {
    /// As it should be.
    Fine,
    /// Not as it should be.
    Damaged,
    /// A newer scanner's opinion.
    #[serde(untagged)]
    Other(Cow<'a, str>),
}
