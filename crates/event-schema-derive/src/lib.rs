//! The derive macros of [`event-schema`](https://docs.rs/event-schema), which hands them on: depend on that crate.
//!
//! [`Event`](macro@Event) is for types that carry a tag and for unions of them, [`Schema`](macro@Schema) for everything
//! that stands inside: groups that events flatten, nested objects, newtypes and enumerations.
//!
//! An attribute that the macros do not know is a compile error, serde's included: nothing that was written is ignored.

#![expect(unreachable_pub, reason = "nothing but the macros can be reached, `pub` says what modules share")]

mod attr;
mod case;
mod check;
mod ctxt;
mod docs;
mod emit;
mod model;
mod suggest;
#[cfg(test)]
mod tests;
mod types;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

use self::ctxt::Ctxt;

/// Derives `Event`: a struct with named fields that carries a tag, or a union of such structs.
///
/// Written are `Schema`, `Event`, `FromJson`, `IntoOwned` and **serde's `Serialize` and `Deserialize`**, for serde's own
/// derives cannot carry a tag through a union; do not derive them beside this one. A type with lifetimes also gets an
/// inherent `into_owned`, a union `From` of each of its events.
///
/// # Events
///
/// ```
/// use std::borrow::Cow;
///
/// use event_schema::{Event, Schema};
///
/// /// What every event carries.
/// #[derive(Debug, PartialEq, Schema)]
/// #[serde(rename_all = "camelCase")]
/// struct Envelope<'a> {
///     /// When it happened, in milliseconds since 1970.
///     #[event(minimum = 0, sample = epoch_millis)]
///     time: i64,
///     server_id: Cow<'a, str>,
/// }
///
/// /// A door was opened.
/// #[derive(Debug, PartialEq, Event)]
/// #[event(name = "doorOpened", emitted = "Sent once for each opening.", since = "1.0")]
/// #[serde(rename_all = "camelCase")]
/// struct DoorOpened<'a> {
///     #[serde(flatten)]
///     envelope: Envelope<'a>,
///     /// Which door.
///     #[event(min_length = 1, example = r#""north""#)]
///     door: Cow<'a, str>,
///     /// Who opened it.
///     #[event(required, null_when = "nobody knows")]
///     badge_id: Option<Cow<'a, str>>,
/// }
///
/// let payload = br#"{"type":"doorOpened","time":5,"serverId":"a","door":"north","badgeId":null}"#;
/// let event: DoorOpened<'_> = event_schema::from_json(payload)?;
/// assert_eq!(event.tag(), "doorOpened");
/// assert_eq!(event_schema::to_json(&event).unwrap().as_bytes(), payload);
///
/// let kept: DoorOpened<'static> = event.into_owned();
/// assert_eq!(kept.door, "north");
/// # Ok::<(), event_schema::Errors>(())
/// ```
///
/// | on the struct | |
/// |---|---|
/// | `#[event(name = "…")]` | the tag; it must be there |
/// | `#[event(tag = "…")]` | the name of the property that holds the tag; `type` if nothing is written |
/// | `#[event(emitted = "…")]` | when the event is sent, as a sentence |
/// | `#[event(reserved("…", "…"))]` | names of properties that once meant something else and must not come back |
/// | `#[event(title = "…")]` | a heading; a doc comment that begins with `# …` does the same |
/// | `#[event(since = "…")]` | the version of the described system that introduced it |
/// | `#[event(deprecated = "…")]` | why it should no longer be used; Rust's `#[deprecated(note = "…")]` does the same |
/// | `#[event(example = "…")]` | an example as JSON text; may be repeated |
/// | `#[event(description = "…")]` | what documents say instead of the doc comment |
/// | `#[event(comment = "…")]` | a remark for those who maintain the schema (`$comment`) |
/// | `#[event(read_only)]`, `#[event(write_only)]` | annotations for other tools (`readOnly`, `writeOnly`); validation does not look at them |
/// | `#[event(extension("x-…", "…"))]` | a keyword beyond JSON Schema, with its value as JSON text; written only into documents that ask for it; may be repeated |
/// | `#[event(when(…, then(…), else(…)))]` | rules between properties, see [below](#rules-between-properties); may be repeated |
/// | `#[event(check = path)]` | a function of one's own that the whole struct must pass, see [below](#checks-of-ones-own) |
/// | `#[event(crate = path)]` | where `event_schema` is found, if not at `::event_schema` |
/// | `#[event(schemars)]` | implements `schemars::JsonSchema`, which is the published schema; with the feature `schemars` |
/// | `#[event(bound = "…")]` | bounds of a generic type's impls, beside those that its fields tell |
/// | `#[serde(rename = "…")]` | the name of the definition in documents; the type's own if nothing is written |
/// | `#[serde(rename_all = "…")]` | how fields are renamed, as serde does it |
/// | `#[serde(deny_unknown_fields)]` | properties that are not declared are refused |
/// | `#[serde(default)]`, `#[serde(default = "…")]` | all fields may be absent, and mean what this value's mean then |
///
/// # Fields
///
/// | on a field | |
/// |---|---|
/// | `#[event(required)]` | an `Option` that must be present and may be null |
/// | `#[event(non_null)]` | an `Option` that may be absent and is never null; `None` is left out when encoding |
/// | `#[event(minimum = 0, maximum = 9)]` | bounds of a number, both included: literals, integers exact to 128 bits |
/// | `#[event(min_length = 1, max_length = 9)]` | the length of a string, in code points |
/// | `#[event(min_items = 1, max_items = 9)]` | the number of items of an array |
/// | `#[event(exclusive_minimum = 0, exclusive_maximum = 1)]` | bounds of a number that it must not reach |
/// | `#[event(multiple_of = 0.01)]` | a whole multiple of a number above zero, computed exactly |
/// | `#[event(starts_with = "…", ends_with = "…", contains = "…")]` | what a string must begin with, end with, contain |
/// | `#[event(pattern = "…")]` | a regular expression (ECMA-262, unanchored) that a string must match; what no single pass can check is refused |
/// | `#[event(format = "…")]` | a format that JSON Schema names, such as `date-time`, `uuid` or `email`; it is checked |
/// | `#[event(content_encoding = "base64")]` | a string in base64 (RFC 4648), padded |
/// | `#[event(constant = 1)]`, `#[event(one_of("…", "…"))]` | the only values allowed: literal strings, numbers, booleans |
/// | `#[event(unique_items)]` | no two items of an array are equal |
/// | `#[event(contains(…))]`, with `min_contains = 2`, `max_contains = 3` | an array has an item (or so many) under these rules; null never counts |
/// | `#[event(prefix_items(item(…), item, item(…)))]` | rules for each of an array's first items; `item` alone has none |
/// | `#[event(items(…))]` | rules for each item of an array, nested as deep as the type |
/// | `#[event(min_properties = 1, max_properties = 9)]` | the number of a map's members |
/// | `#[event(keys(…), values(…))]` | rules for each name and each value of a map |
/// | `#[event(pattern_properties("…", …))]` | rules for the values of those names of a map that match the pattern; may be repeated |
/// | `#[event(requires(field, "name"))]` | the properties that must be there if this one is (`dependentRequired`) |
/// | `#[event(check = path)]`, `#[event(check(path, code = "…", raw))]` | a function of one's own that the value must pass, see [below](#checks-of-ones-own) |
/// | `#[event(default = 25)]` | what absence means, for a field with rules whose `default` is not known from its type: literals, `null`, `["a", 1]`, `{ "a": 1 }` |
/// | `#[event(null_when = "…")]` | what null says: the rest of a sentence that begins "Null when" |
/// | `#[event(inferred)]` | the fact was concluded from a sample or a sibling, nobody documented it |
/// | `#[event(sample = …)]` | what values look like: `uuid`, `person_name`, `phone_number`, `extension_number`, `epoch_millis`, `ip_address`, `words` |
/// | `#[event(title, since, deprecated, example, description, comment, read_only, write_only, extension)]` | as on the struct |
/// | `#[serde(rename = "…")]` | the name on the wire |
/// | `#[serde(rename(serialize = "…", deserialize = "…"))]` | a name for each direction: see [two contracts](#two-contracts) |
/// | `#[serde(alias = "…")]` | another name that is read; only one of all names may stand in an object |
/// | `#[serde(default)]`, `#[serde(default = "…")]` | may be absent, and means this then |
/// | `#[serde(skip_serializing_if = "…")]` | left out when encoding; only what may be absent |
/// | `#[serde(skip)]` | not on the wire; `default = "…"` may say where the value comes from |
/// | `#[serde(skip_serializing)]`, `#[serde(skip_deserializing)]` | only read, or only written: see [two contracts](#two-contracts) |
/// | `#[serde(borrow)]`, `getter`, `bound` | accepted; strings are borrowed wherever they can be, and the others concern serde's own derives |
/// | `#[event(schema = "…")]` | the type whose schema the value has, for one that has none of its own; serde reads and writes it, and what it writes is checked |
/// | `#[event(schemars)]` | the schema is that of the type's `schemars::JsonSchema`, read when it is first asked for; with the feature `schemars` |
/// | `#[serde(with = "…")]`, `serialize_with`, `deserialize_with` | functions that read and write the value, beside a `schema` |
/// | `#[serde(flatten)]` | the properties of a group, a struct that derives [`Schema`](macro@Schema), stand beside the others; or one property for a variant of an enum without a `tag`: see [there](macro@Schema#one-of-several-groups) |
/// | `#[serde(flatten)]` on a map | keeps the properties that are not declared; they are of the type of its values |
/// | `#[serde(flatten)]` on an `Option`, or with `#[event(variants)]` on another enum | the event is one of several objects: see [there](macro@Schema#one-of-several-groups) |
/// | `#[event(suffix = "…")]` | on a flattened group: appended to each of its names |
/// | `#[event(inferred("…", "…"))]` | on a flattened group: these of its properties, suffix included, are inferred here |
///
/// A plain `Option` may be absent and may be null, and is encoded as null; a field of any other type must be present.
/// What is optional is told by the type, never by how it is written, so aliases of `Option` work.
///
/// Rules say nothing of null, which is a matter of the type. A rule that cannot apply to a type, rules that leave no
/// value, and literals that break the rule beside them (constants, listed values, examples) are compile errors.
///
/// So is a default that breaks one. Of `#[serde(default)]` on a type of the language, the zero or empty value is looked at.
/// What a function returns, or the default of another type or of a whole struct holds, is not seen while this compiles: a
/// field with rules then says it, `#[event(default = 25)]`. It is held against the rules, published as `default`, and the
/// agreement kit fails if absence means another value. Of `check`, and of rules of the field's type, the kit alone knows.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use event_schema::{Event, is_valid};
///
/// #[derive(Event)]
/// #[event(name = "paid")]
/// struct Paid {
///     #[event(starts_with = "inv-", max_length = 20)]
///     invoice: String,
///     #[event(exclusive_minimum = 0, multiple_of = 0.01)]
///     amount: f64,
///     #[event(one_of("EUR", "CHF"))]
///     currency: String,
///     #[event(unique_items, items(min_length = 1))]
///     notes: Vec<String>,
///     #[serde(alias = "tags")]
///     #[event(max_properties = 9, keys(max_length = 8), values(max_length = 99))]
///     labels: BTreeMap<String, String>,
/// }
///
/// let paid = br#"{"type":"paid","invoice":"inv-1","amount":19.99,"currency":"EUR","notes":[],"tags":{"by":"card"}}"#;
/// assert!(is_valid::<Paid>(paid));
/// let refused = event_schema::validate::<Paid>(&paid.map(|byte| if byte == b'E' { b'X' } else { byte })).unwrap_err();
/// assert_eq!(refused.first().message, r#"expected one of "EUR", "CHF""#);
/// ```
///
/// ```
/// use event_schema::{Event, Schema};
///
/// #[derive(Schema)]
/// struct Party {
///     id: String,
/// }
///
/// #[derive(Event)]
/// #[event(name = "linked", tag = "event")]
/// struct Linked {
///     #[serde(flatten)]
///     #[event(suffix = "1")]
///     first: Party,
///     #[serde(flatten)]
///     #[event(suffix = "2", inferred("id2"))]
///     second: Party,
///     #[event(non_null)]
///     note: Option<String>,
///     #[serde(default, skip_serializing_if = "Vec::is_empty")]
///     tags: Vec<String>,
/// }
///
/// let linked = Linked {
///     first: Party { id: "a".into() },
///     second: Party { id: "b".into() },
///     note: None,
///     tags: Vec::new(),
/// };
/// assert_eq!(event_schema::to_json(&linked)?, r#"{"event":"linked","id1":"a","id2":"b"}"#);
/// # Ok::<(), event_schema::EncodeError>(())
/// ```
///
/// # Rules between properties
///
/// `when` holds conditions, `then` and `else` what is asked for if all of them hold, or else. A condition is
/// `field = literal`, `field(rules…)`, or `field` alone: the property is there, is not null, and obeys. Asked for are
/// `require(field, …)`, which means there and not null, and rules: `field = literal`, `field(rules…)`. Properties of a
/// flattened group are named in quotes, as they are on the wire. Published as `if`, `then` and `else`.
///
/// ```
/// use event_schema::{Event, is_valid};
///
/// #[derive(Event)]
/// #[event(
///     name = "paid",
///     when(method = "card", then(require(number))),
///     when(amount(minimum = 1000), then(require(approved_by)), else(approved_by(max_length = 20))),
/// )]
/// struct Paid {
///     #[event(one_of("card", "cash"))]
///     method: String,
///     amount: u32,
///     #[event(non_null)]
///     number: Option<String>,
///     approved_by: Option<String>,
///     #[event(non_null, requires(number))]
///     holder: Option<String>,
/// }
///
/// assert!(is_valid::<Paid>(br#"{"type":"paid","method":"cash","amount":10}"#));
/// assert!(!is_valid::<Paid>(br#"{"type":"paid","method":"card","amount":10}"#));
/// assert!(!is_valid::<Paid>(br#"{"type":"paid","method":"cash","amount":1000,"approved_by":null}"#));
/// assert!(!is_valid::<Paid>(br#"{"type":"paid","method":"cash","amount":10,"holder":"Ann"}"#));
/// ```
///
/// # Checks of one's own
///
/// What no keyword expresses, a function can: it takes a reference to the value and says what was expected. Its text is
/// `'static`, so that it cannot quote the payload. The code of what it refuses is the function's name, or `code`. With
/// `raw` it takes the text of a string, or a number as it is written. The rules that stand beside it are what other
/// languages can check: they are published, and hold as well. Null is never checked.
///
/// ```
/// use event_schema::{Event, validate};
///
/// #[derive(Event)]
/// #[event(name = "parked", check(in_order, code = "order"))]
/// struct Parked {
///     #[event(minimum = 1, check = even)]
///     place: u16,
///     from: u64,
///     to: u64,
/// }
///
/// fn even(place: &u16) -> Result<(), &'static str> {
///     if place.is_multiple_of(2) { Ok(()) } else { Err("expected an even number: the odd places are across the street") }
/// }
///
/// fn in_order(parked: &Parked) -> Result<(), &'static str> {
///     if parked.from <= parked.to { Ok(()) } else { Err("expected `to` not to be before `from`") }
/// }
///
/// let refused = validate::<Parked>(br#"{"type":"parked","place":3,"from":2,"to":1}"#).unwrap_err();
/// let codes: Vec<&str> = refused.iter().map(|error| error.code.as_str()).collect();
/// assert_eq!(codes, ["even", "order"]);
/// ```
///
/// # Unions
///
/// Each variant holds one event, a large one perhaps in a `Box`. A variant `#[event(unknown)]` keeps events whose tag is none of the others'; without
/// it they are refused.
///
/// ```
/// use event_schema::{Event, UnknownEvent};
///
/// #[derive(Event)]
/// #[event(name = "opened")]
/// struct Opened {
///     door: String,
/// }
///
/// #[derive(Event)]
/// #[event(name = "closed")]
/// struct Closed {
///     door: String,
/// }
///
/// /// Any event of a door.
/// #[derive(Event)]
/// enum DoorEvent<'a> {
///     Opened(Opened),
///     Closed(Closed),
///     /// An event that this catalogue does not know.
///     #[event(unknown)]
///     Unknown(UnknownEvent<'a>),
/// }
///
/// let event: DoorEvent<'_> = event_schema::from_json(br#"{"door":"north","type":"closed"}"#)?;
/// assert!(matches!(event, DoorEvent::Closed(closed) if closed.door == "north"));
/// let event: DoorEvent<'_> = event_schema::from_json(br#"{"type":"locked","by":7}"#)?;
/// assert_eq!(event.tag(), "locked");
/// # Ok::<(), event_schema::Errors>(())
/// ```
///
/// | on the enum | |
/// |---|---|
/// | `#[event(tag = "…")]` | as on the events, which must agree |
/// | `#[event(title, since, deprecated, example, crate)]`, `#[serde(rename = "…")]` | as on an event |
/// | on a variant: `#[event(unknown)]` | the variant holds an `UnknownEvent` |
///
/// # Two contracts
///
/// Where a name is read otherwise than it is written, or a field is only read or only written, a type has two contracts:
/// what it reads is validated and decoded, what it writes is encoded. Each has documents of its own
/// (`Options::contract`), and a validator can be asked for either (`ModelValidator::contract`).
///
/// ```
/// use event_schema::model::Contract;
/// use event_schema::{Event, ModelValidator, Schema};
///
/// #[derive(Event)]
/// #[event(name = "renamed")]
/// struct Renamed {
///     #[serde(rename(deserialize = "old", serialize = "new"))]
///     field: u8,
/// }
///
/// let event: Renamed = event_schema::from_json(br#"{"type":"renamed","old":1}"#)?;
/// let written = event_schema::to_json(&event).unwrap();
/// assert_eq!(written, r#"{"type":"renamed","new":1}"#);
/// assert!(ModelValidator::new(Renamed::MODEL).contract(Contract::Serialize).is_valid(written.as_bytes()));
/// # Ok::<(), event_schema::Errors>(())
/// ```
///
/// # What is not supported
///
/// What cannot have one schema. It is a compile error that says what to write instead.
#[proc_macro_derive(Event, attributes(event, serde))]
pub fn derive_event(input: TokenStream) -> TokenStream {
    expand(Derive::Event, &parse_macro_input!(input as DeriveInput)).into()
}

/// Derives `Schema`: for what stands inside of events.
///
/// Written are `Schema`, `FromJson` and `IntoOwned`, with an inherent `into_owned` for a type with lifetimes. Unlike
/// [`Event`](macro@Event) it leaves serde to serde: derive `Serialize` and `Deserialize` beside it for a type that is the
/// type of a field. A group that is only flattened into events needs neither. serde's derives know nothing of bounds and
/// of `required`; `event_schema::from_json` looks at all of it.
///
/// # Structs with named fields
///
/// Groups and nested objects take the attributes of [events](macro@Event#fields), except those about the tag (`name`,
/// `tag`, `emitted`) and those that serde's derives could not follow: `suffix`, and `deny_unknown_fields` together with
/// `flatten`. serde's derive has to be told to leave out what is `non_null`, which is never written as null:
///
/// ```
/// use event_schema::{Schema, from_json};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
/// struct Badge {
///     #[event(non_null)]
///     #[serde(skip_serializing_if = "Option::is_none")]
///     holder: Option<String>,
/// }
///
/// assert_eq!(from_json(b"{}"), Ok(Badge { holder: None }));
/// assert!(from_json::<Badge>(br#"{"holder":null}"#).is_err());
/// ```
///
/// # One of several groups
///
/// A struct may flatten an `Option` of a group or, with `#[event(variants)]`, an enum that has a `tag` or is
/// `untagged`, or an `Option` of one: it is one of several objects then, and documents give each a definition of its
/// own, complete with the struct's other properties. A struct that flattens several is one of the objects for each
/// choice of their variants. An `other` variant stands for unknown tags. `None` is what serde takes it for: the
/// properties are absent, or are none of it. A type that is no event needs serde's derives beside this one, for what it
/// writes is validated before it is encoded; so do the enums. An event has its own tag in each of the objects, and an
/// enum's beside it. The struct cannot also flatten a map, into which serde would put what the variants take, too, nor
/// be closed. All objects are at most 512; in a type with parameters 64, with 1024 properties together.
///
/// ```
/// use event_schema::{Schema, from_json, is_valid};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
/// struct Payment {
///     amount: u32,
///     #[serde(flatten)]
///     #[event(variants)]
///     method: Method,
/// }
///
/// #[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
/// #[serde(tag = "method", rename_all = "lowercase")]
/// enum Method {
///     Cash,
///     Card {
///         #[event(min_length = 12)]
///         number: String,
///     },
/// }
///
/// let payment: Payment = from_json(br#"{"method":"cash","amount":5}"#)?;
/// assert_eq!(payment, Payment { amount: 5, method: Method::Cash });
/// assert!(!is_valid::<Payment>(br#"{"method":"card","amount":5,"number":"1"}"#));
/// # Ok::<(), event_schema::Errors>(())
/// ```
///
/// An enum without a `tag` is flattened like a struct, into events too: each variant is a property, null for one without a
/// value, and exactly one of them is there. serde takes the first of several; no schema can tell which is first, so several
/// are refused. An enum of nothing but units is such a group where it is flattened, and a string where it is a property.
///
/// ```
/// use event_schema::{Event, Schema, from_json, is_valid};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, PartialEq, Event)]
/// #[event(name = "paid")]
/// struct Paid {
///     amount: u32,
///     #[serde(flatten)]
///     method: Method,
/// }
///
/// #[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
/// #[serde(rename_all = "lowercase")]
/// enum Method {
///     Cash,
///     Card { number: String },
/// }
///
/// let paid: Paid = from_json(br#"{"type":"paid","amount":5,"cash":null}"#)?;
/// assert_eq!(paid, Paid { amount: 5, method: Method::Cash });
/// assert!(!is_valid::<Paid>(br#"{"type":"paid","amount":5,"cash":null,"card":{"number":"1"}}"#));
/// # Ok::<(), event_schema::Errors>(())
/// ```
///
/// # Newtypes
///
/// A struct around one value is written as that value. It has a definition of its own, and may narrow what is valid:
/// all its bounds hold beside those of the value's type.
///
/// ```
/// use std::borrow::Cow;
///
/// use event_schema::{Schema, is_valid};
/// use serde::{Deserialize, Serialize};
///
/// /// Id of a door.
/// #[derive(Schema, Serialize, Deserialize)]
/// #[event(min_length = 1, max_length = 8, example = r#""north""#)]
/// struct DoorId<'a>(Cow<'a, str>);
///
/// #[derive(Schema, Serialize, Deserialize)]
/// #[event(minimum = -273.15)]
/// struct Celsius(f64);
///
/// assert!(is_valid::<DoorId<'_>>(br#""north""#) && !is_valid::<DoorId<'_>>(br#""""#));
/// assert!(!is_valid::<Celsius>(b"-300"));
/// ```
///
/// | on the struct | |
/// |---|---|
/// | `#[event(minimum, …)]`, all rules for values, `check` | as on a field |
/// | `#[event(title, since, deprecated, example, crate)]`, `#[serde(rename = "…")]` | as on an event |
/// | `#[serde(transparent)]` | the struct may have names and further fields, all of them skipped |
///
/// # Enumerations
///
/// An enum of unit variants is a string out of a list. Where the list may grow, a last variant
/// `#[serde(untagged)] Other(String)` (or `Other(Cow<'a, str>)`) keeps strings outside of it: they are valid then.
///
/// ```
/// use event_schema::Schema;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
/// #[serde(rename_all = "lowercase")]
/// enum State {
///     /// Somebody may pass.
///     Open,
///     #[event(since = "1.1")]
///     Closed,
///     #[serde(untagged)]
///     Other(String),
/// }
///
/// assert_eq!(event_schema::from_json::<State>(br#""open""#)?, State::Open);
/// assert_eq!(event_schema::from_json::<State>(br#""ajar""#)?, State::Other("ajar".into()));
/// # Ok::<(), event_schema::Errors>(())
/// ```
///
/// | on the enum | |
/// |---|---|
/// | `#[serde(rename_all = "…")]` | how variants are renamed, as serde does it |
/// | `#[event(title, since, deprecated, example, crate)]`, `#[serde(rename = "…")]` | as on an event |
/// | on a variant: `#[serde(rename = "…")]` | the string |
/// | on a variant: `#[serde(alias = "…")]` | another string that is read as this value |
/// | on a variant: `#[serde(skip)]` | never on the wire; encoding it is an error |
/// | on a variant: `#[serde(skip_serializing)]`, `#[serde(skip_deserializing)]` | only read, or only written: see [two contracts](macro@Event#two-contracts) |
/// | on a variant: `#[event(title, since, deprecated)]` | as on an event |
/// | on the last variant: `#[serde(untagged)]` | keeps the other strings |
/// | on the last variant: `#[serde(other)]` | stands for the other strings and keeps nothing of them |
///
/// # Enums with values
///
/// Variants that hold values are told apart as serde is told to: by name (an object with one member), by a tag inside
/// of the value (`tag`) or beside it (`tag` and `content`), or not at all (`untagged`). Documents give each variant with
/// named fields a definition of its own, named after the enum and the variant. Of untagged variants the first one that
/// accepts the value counts, with all its rules; what serde's own route takes may be another, for it knows no rules.
///
/// ```
/// use event_schema::{Schema, from_json, validate};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
/// #[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
/// enum Shape {
///     Circle {
///         #[event(exclusive_minimum = 0)]
///         radius: f64,
///     },
///     Polygon { corner_points: Vec<Point> },
///     #[serde(other)]
///     Other,
/// }
///
/// #[derive(Debug, PartialEq, Schema, Serialize, Deserialize)]
/// struct Point(f64, f64);
///
/// let polygon = br#"{"kind":"polygon","cornerPoints":[[0,0],[1,0],[0,1]]}"#;
/// assert!(matches!(from_json(polygon)?, Shape::Polygon { corner_points } if corner_points[1] == Point(1.0, 0.0)));
/// assert_eq!(from_json::<Shape>(br#"{"kind":"spline"}"#)?, Shape::Other);
/// let refused = validate::<Shape>(br#"{"kind":"circle","radius":0}"#).unwrap_err();
/// assert_eq!(refused.first().schema, "/$defs/ShapeCircle/properties/radius/exclusiveMinimum");
/// # Ok::<(), event_schema::Errors>(())
/// ```
///
/// | on the enum | |
/// |---|---|
/// | `#[serde(tag = "…")]`, `#[serde(tag = "…", content = "…")]`, `#[serde(untagged)]` | as serde does it |
/// | `#[serde(rename_all = "…")]`, `#[serde(rename_all_fields = "…")]` | how variants and their fields are renamed |
/// | `#[serde(deny_unknown_fields)]` | properties that are not declared are refused, in each variant |
/// | `#[event(title, since, deprecated, example, crate)]`, `#[serde(rename = "…")]` | as on an event |
/// | on a variant: `#[serde(rename = "…")]`, `#[serde(rename_all = "…")]` | its name, and its fields' |
/// | on a variant: `#[serde(alias = "…")]` | another name, or another value of the tag, that is read as this variant |
/// | on a variant: `#[serde(skip)]` | never on the wire; encoding it is an error |
/// | on a variant: `#[serde(skip_serializing)]`, `#[serde(skip_deserializing)]` | only read, or only written: see [two contracts](macro@Event#two-contracts) |
/// | on a variant: `#[serde(untagged)]` | tried when no name or tag fits; such variants stand last |
/// | on a variant: `#[serde(other)]` | stands for unknown tags or names and keeps nothing; beside an unknown tag, the `content` is null if it is there, and with `deny_unknown_fields` nothing else is |
/// | on a variant: `#[event(title, since, deprecated)]` | as on an event |
/// | on a variant's fields | as on the fields of a struct, or of a tuple |
///
/// # Tuples and unit structs
///
/// A struct with several unnamed fields is an array with a type for each item, whose rules stand on the fields; one
/// without fields and braces is `null`.
///
/// # Conversions
///
/// A type with `#[serde(from = "T", into = "T")]` or `try_from` has the schema of `T`, which is on the wire, under its own
/// name, and with its own rules besides. What a conversion refuses though the schema accepts it has the code `decode`.
///
/// A type whose impls of serde's traits are written by hand, or derived with functions between (`with`), says `#[event(schema = "T")]`: it has the schema of `T` in the
/// same way, serde reads and writes it, and what it writes is checked. As a property it must be there, unless a `default`
/// stands on the field.
///
/// ```
/// use event_schema::{Schema, from_json, is_valid};
/// use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
///
/// #[derive(Debug, PartialEq, Schema)]
/// #[event(schema = "String", pattern = "^#[0-9a-f]{6}$")]
/// struct Colour(u32);
///
/// impl Serialize for Colour {
///     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
///         serializer.collect_str(&format_args!("#{:06x}", self.0))
///     }
/// }
///
/// impl<'de> Deserialize<'de> for Colour {
///     fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
///         let text = String::deserialize(deserializer)?;
///         u32::from_str_radix(text.trim_start_matches('#'), 16).map(Self).map_err(de::Error::custom)
///     }
/// }
///
/// assert_eq!(from_json::<Colour>(br##""#00ff00""##)?, Colour(0x00ff00));
/// assert!(!is_valid::<Colour>(br##""#0f0""##));
/// # Ok::<(), event_schema::Errors>(())
/// ```
///
/// An enum of units that is written as its numbers, as the crate `serde_repr` does, says so with `#[event(repr)]`:
///
/// ```
/// use event_schema::{Schema, is_valid};
///
/// #[derive(Schema)]
/// #[event(repr)]
/// #[repr(u8)]
/// enum Priority {
///     Low = 1,
///     High = 9,
/// }
///
/// assert!(is_valid::<Priority>(b"9") && !is_valid::<Priority>(b"2"));
/// ```
///
/// Such a list is closed, also where `serde_repr` would read any number as the variant with `#[serde(other)]`: what is
/// written then is another number than was read, of which a schema of numbers says nothing. A type that reads the number
/// itself, `#[serde(from = "u8", into = "u8")]`, can keep it.
///
/// A type of another crate is described by `#[serde(remote = "…")]` on a copy of it that also derives `Schema`; fields of
/// the foreign type then say `#[serde(with = "Copy")] #[event(schema = "Copy")]`.
///
/// # Parameters
///
/// Types may have type and const parameters. Each argument is asked for what its use in the fields needs; a definition
/// is named after the type and its arguments, such as `PageOfItem`. They may flatten groups that have none of the
/// parameters, and by `variants` enums that have.
///
/// # Documentation
///
/// Doc comments become descriptions. A first line `# …` becomes the title; lines that are wrapped in the source are
/// joined, while paragraphs, list items, tables and code keep their lines; links to Rust items become plain words.
#[proc_macro_derive(Schema, attributes(event, serde))]
pub fn derive_schema(input: TokenStream) -> TokenStream {
    expand(Derive::Schema, &parse_macro_input!(input as DeriveInput)).into()
}

/// Which macro was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Derive {
    Event,
    Schema,
}

fn expand(derive: Derive, input: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Ctxt::new();
    let attrs = attr::Container::new(&cx, input);
    let krate = emit::krate(&attrs);
    let tag = attrs.tag.as_ref().map_or_else(|| model::DEFAULT_TAG.to_owned(), |tag| tag.value.value());
    let drafts = model::Drafts::new(&attrs, input);
    let model = model::Input::new(&cx, derive, attrs, input, &drafts);
    if let Some(model) = &model {
        check::check(&cx, model);
        check::growth::check(&cx, input);
    }
    match (cx.check(), model) {
        (Ok(()), Some(model)) => emit::input(&krate, &model),
        (Ok(()), None) => unreachable!("an input without a shape was reported"),
        (Err(error), _) => {
            let error = error.into_compile_error();
            let stub = emit::stub(&krate, derive, &tag, input);
            quote::quote!(#error #stub)
        }
    }
}
