use std::collections::BTreeMap;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

#[derive(Schema, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Kind {
    One { one: u8 },
}

#[derive(Schema, Serialize, Deserialize)]
enum Named {
    One { one: u8 },
}

#[derive(Schema, Serialize, Deserialize)]
#[serde(untagged)]
enum Scalar {
    One(u8),
}

#[derive(Schema, Serialize, Deserialize)]
struct Unsaid {
    #[serde(flatten)]
    kind: Kind,
}

#[derive(Schema, Serialize, Deserialize)]
struct SameName {
    one: u8,
    #[serde(flatten)]
    #[event(variants)]
    flat: Kind,
}

#[derive(Schema, Serialize, Deserialize)]
struct SameTag {
    kind: u8,
    #[serde(flatten)]
    #[event(variants)]
    flat: Kind,
}

#[derive(Schema, Serialize, Deserialize)]
struct NoTag {
    #[serde(flatten)]
    #[event(variants)]
    flat: Named,
}

#[derive(Schema, Serialize, Deserialize)]
struct OfScalars {
    #[serde(flatten)]
    #[event(variants)]
    flat: Scalar,
}

#[derive(Schema, Serialize, Deserialize)]
struct WithMap {
    #[serde(flatten)]
    #[event(variants)]
    flat: Kind,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Schema, Serialize, Deserialize)]
struct OfOption {
    #[serde(flatten)]
    flat: Option<Kind>,
}

#[derive(Schema, Serialize, Deserialize)]
struct SameTags {
    #[serde(flatten)]
    #[event(variants)]
    one: Kind,
    #[serde(flatten)]
    #[event(variants)]
    two: Other,
}

#[derive(Schema, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Other {
    Two,
}

#[derive(Event)]
#[event(name = "unsaid")]
struct UnsaidInEvent {
    #[serde(flatten)]
    kind: Kind,
}

#[derive(Schema, Serialize, Deserialize)]
struct OfList {
    #[serde(flatten)]
    #[event(variants)]
    list: List,
}

#[derive(Schema, Serialize, Deserialize)]
enum List {
    One,
    Two,
}

#[derive(Schema, Serialize, Deserialize)]
struct OneName {
    #[serde(rename(serialize = "id"))]
    name: String,
}

#[derive(Schema, Serialize, Deserialize)]
struct InGroup {
    #[serde(flatten)]
    group: OneName,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

fn main() {}
