//! Types with parameters: what bounds they need is found in their fields, and each has a definition of its own name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::marker::PhantomData;

use event_schema::document::{Options, document};
use event_schema::{Event, IntoOwned, Schema, agreement};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// How many random payloads each type is tried with; `EVENT_SCHEMA_CASES` asks for more.
const CASES: usize = 100;

/// A page of something.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Page<T> {
    #[event(max_items = 3)]
    items: Vec<T>,
    #[serde(flatten)]
    source: Source,
    next: Option<Box<Page<T>>>,
    #[serde(default)]
    total: u32,
    #[serde(skip)]
    skipped: PhantomData<T>,
    #[serde(default)]
    marker: PhantomData<fn() -> T>,
}

/// A group that types with parameters flatten.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Source {
    #[event(max_length = 5)]
    place: String,
    #[serde(default, alias = "cached")]
    kept: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(min_items = 1)]
struct Few<T>(Vec<T>);

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Pair<A, B: Clone = A>(A, #[event(max_items = 2)] Vec<B>);

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Grid<const WIDTH: usize, const DENSE: bool> {
    row: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
enum Tree<T> {
    Leaf(T),
    Node { left: Box<Tree<T>>, right: Box<Self> },
    Many(Vec<Tree<T>>, u8),
    Empty,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "is")]
enum Change<T> {
    Set { to: T },
    Cleared,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

trait Unit: Clone + Debug {
    type Value: Clone + Debug + PartialEq;
}

#[derive(Debug, Clone, PartialEq)]
struct Celsius;

impl Unit for Celsius {
    type Value = i16;
}

/// Nothing of the unit itself is on the wire.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(bound = "U::Value: Serialize + DeserializeOwned")]
struct Measured<U: Unit> {
    value: U::Value,
    #[serde(skip, default = "unit")]
    unit: PhantomData<U>,
}

const fn unit<U>() -> PhantomData<U> {
    PhantomData
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Item {
    #[event(min_length = 1)]
    name: String,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Label<'a>(#[serde(borrow)] Cow<'a, str>);

/// An event with a payload of any type.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "wrapped", bound = "[T; N]: Serialize + DeserializeOwned")]
struct Wrapped<T, const N: usize> {
    data: T,
    #[serde(flatten)]
    #[event(suffix = "From")]
    from: End,
    #[serde(flatten)]
    #[event(suffix = "To", inferred("hostTo"))]
    to: End,
    perhaps: Option<T>,
    #[event(non_null)]
    present: Option<T>,
    many: BTreeMap<String, T>,
    few: [T; N],
}

#[derive(Debug, Clone, PartialEq, Schema)]
struct End {
    host: u8,
    #[event(requires(host))]
    port: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "specimen")]
struct Specimen {
    pages: Page<Item>,
    numbers: Page<u8>,
    nested: Page<Page<Option<bool>>>,
    few: Few<Few<u8>>,
    pair: Pair<u8>,
    other_pair: Pair<String, Item>,
    grid: Grid<2, true>,
    other_grid: Grid<3, false>,
    tree: Tree<Item>,
    texts: Tree<String>,
    change: Change<Option<u8>>,
    one: OneOrMany<Item>,
    measured: Measured<Celsius>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "borrowing")]
struct Borrowing<'a> {
    #[serde(borrow)]
    labels: Page<Label<'a>>,
    tree: Tree<Cow<'a, str>>,
}

#[test]
fn generic_types_agree() {
    agreement!(Specimen).cases(CASES).run();
    agreement!(Borrowing<'_>).cases(CASES).run();
}

#[test]
fn generic_events_agree() {
    agreement!(Wrapped<u8, 1>).cases(CASES).run();
    agreement!(Wrapped<Item, 2>).cases(CASES).run();
}

#[test]
fn each_has_a_definition_of_its_own_name() {
    let document = document(Specimen::MODEL, &Options::default()).unwrap();
    let Some(event_schema::document::Json::Object(definitions)) = document.get("$defs") else {
        panic!("no definitions: {document:?}")
    };
    let names: Vec<&str> = definitions.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "ChangeCleared",
            "ChangeOfOptionOfU8",
            "ChangeSetOfOptionOfU8",
            "FewOfFewOfU8",
            "FewOfU8",
            "GridOf2And1",
            "GridOf3And0",
            "Item",
            "MeasuredOfI16",
            "OneOrManyOfItem",
            "PageOfItem",
            "PageOfOptionOfBool",
            "PageOfPageOfOptionOfBool",
            "PageOfU8",
            "PairOfStrAndItem",
            "PairOfU8AndU8",
            "TreeNodeOfItem",
            "TreeNodeOfStr",
            "TreeOfItem",
            "TreeOfStr",
        ]
    );
}

#[test]
fn what_an_argument_borrows_is_copied() {
    let payload =
        String::from(r#"{"type":"borrowing","labels":{"items":["a"],"place":"here"},"tree":{"Leaf":"b"}}"#);
    let kept: Borrowing<'static> = {
        let event: Borrowing<'_> = event_schema::from_json(payload.as_bytes()).unwrap();
        assert!(matches!(event.labels.items[0].0, Cow::Borrowed("a")));
        IntoOwned::into_owned(event)
    };
    drop(payload);
    assert_eq!(kept.tree, Tree::Leaf(Cow::Borrowed("b")));
}
