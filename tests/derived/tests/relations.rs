//! What properties have to do with each other, and what the parts of arrays and maps obey, under the agreement kit.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::testing::Report;
use event_schema::{Code, Event, Profile, RawJson, Schema, UnknownEvent, agreement};
use serde::{Deserialize, Serialize};

/// A group with rules of its own.
#[derive(Debug, Clone, PartialEq, Schema)]
#[event(when(country = "CH", then(zip(min_length = 4, max_length = 4))))]
struct Address {
    country: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[event(min_length = 1, requires(city))]
    zip: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[event(min_length = 1)]
    city: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Method {
    Card,
    Cash,
    Voucher,
}

/// Something was paid.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "paid")]
#[serde(rename_all = "camelCase")]
#[event(
    when(method = "card", then(require(card_number))),
    when(method = "cash", then(amount(maximum = 1000)), else(receipt(min_length = 3))),
    when(amount(minimum = 5000), card_number, "countryFrom" = "CH", then(require(approved_by, "cityTo"))),
)]
struct Paid<'a> {
    method: Method,
    #[event(minimum = 0, maximum = 9000)]
    amount: u32,
    #[event(non_null, min_length = 2)]
    card_number: Option<Cow<'a, str>>,
    approved_by: Option<Cow<'a, str>>,
    receipt: Option<String>,
    #[event(non_null, requires(card_number, approved_by, receipt))]
    token: Option<u8>,
    #[serde(flatten)]
    #[event(suffix = "From")]
    from: Address,
    #[serde(flatten)]
    #[event(suffix = "To")]
    to: Address,
}

/// An object that stands inside, read and written by serde's own derives.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(
    when(kind = "many", then(require(list), list(min_items = 2))),
    when(list(contains(constant = 7)), then(kind = "many"))
)]
struct Inner {
    #[serde(rename = "kind/é")]
    #[event(one_of("one", "many"))]
    kind: String,
    list: Option<Vec<u8>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "held")]
struct Held<'a> {
    inner: Inner,
    others: Vec<Inner>,
    #[event(
        minimum = 3,
        max_length = 2,
        min_items = 2,
        items(maximum = 5),
        pattern_properties("^a", minimum = 9)
    )]
    anything: RawJson<'a>,
    #[event(contains(minimum = 5, multiple_of = 5))]
    containing: Option<Vec<i32>>,
    #[event(contains(min_length = 2), min_contains = 2, max_contains = 3)]
    counted: Vec<String>,
    #[event(prefix_items(item(minimum = 0), item, item(one_of(1, 2))), items(maximum = 99), min_items = 1)]
    headed: Vec<i16>,
    #[event(
        pattern_properties("^x-", max_length = 4),
        pattern_properties("\\d$", min_length = 2),
        values(max_length = 9)
    )]
    matching: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Event)]
enum Any<'a> {
    Paid(Paid<'a>),
    Held(Held<'a>),
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

/// Every rule of the type was broken at least once.
fn all_broken(report: &Report) {
    let unbroken: Vec<Code> = report.unbroken().collect();
    assert!(unbroken.is_empty(), "nothing breaks {unbroken:?} of {report}");
    println!("{report}");
}

#[test]
fn rules_between_properties_agree() {
    all_broken(&agreement!(Paid<'_>).cases(400).run());
}

#[test]
fn rules_for_parts_agree() {
    all_broken(&agreement!(Held<'_>).cases(400).run());
}

#[test]
fn a_union_of_such_events_agrees() {
    println!("{}", agreement!(Any<'_>).systematic(20).cases(600).run());
}

fn codes(payload: &str) -> Vec<(Code, String)> {
    let errors = event_schema::validate::<Paid<'_>>(payload.as_bytes()).unwrap_err();
    errors.iter().map(|error| (error.code, error.schema.to_owned())).collect()
}

#[test]
fn what_is_missing_is_told_with_the_condition_that_asks_for_it() {
    let rest = r#""countryFrom":"DE","countryTo":"DE""#;
    let payload = format!(r#"{{"type":"paid","method":"card","amount":1,"receipt":"abc",{rest}}}"#);
    assert_eq!(codes(&payload), [(Code::Required, "/allOf/0/then/required".to_owned())]);
    let payload = format!(r#"{{"type":"paid","method":"cash","amount":1001,{rest}}}"#);
    assert_eq!(codes(&payload), [(Code::Maximum, "/allOf/1/then/properties/amount/maximum".to_owned())]);
    let payload = format!(r#"{{"type":"paid","method":"voucher","amount":1,"receipt":"a",{rest}}}"#);
    assert_eq!(codes(&payload), [(Code::MinLength, "/allOf/1/else/properties/receipt/minLength".to_owned())]);
    let payload =
        r#"{"type":"paid","method":"cash","amount":1,"countryFrom":"DE","zipFrom":"1","countryTo":"DE"}"#;
    assert_eq!(codes(payload), [(Code::DependentRequired, "/dependentRequired".to_owned())]);
}

#[test]
fn the_tolerant_take_what_may_be_null_for_null() {
    let payload = br#"{"type":"paid","method":"cash","amount":1,"cardNumber":"12","token":1,"countryFrom":"DE","countryTo":"DE"}"#;
    let validator = event_schema::Validator::<Paid<'static>>::new();
    assert!(!validator.is_valid(payload));
    assert!(validator.profile(Profile::Tolerant).is_valid(payload));
}

#[test]
fn what_does_not_go_together_is_not_encoded() {
    let address = Address { country: "DE".into(), zip: String::new(), city: String::new() };
    let paid = Paid {
        method: Method::Card,
        amount: 1,
        card_number: None,
        approved_by: None,
        receipt: None,
        token: None,
        from: address.clone(),
        to: address.clone(),
    };
    let refused = event_schema::to_json(&paid).unwrap_err().to_string();
    assert!(refused.contains("expected the property `cardNumber`"), "{refused}");
    let paid = Paid { card_number: Some("12".into()), to: Address { zip: "1".into(), ..address }, ..paid };
    let refused = event_schema::to_json(&paid).unwrap_err().to_string();
    assert!(refused.contains("expected the property `cityTo` beside `zipTo`"), "{refused}");
}

/// The last digit of a card's number follows from the others (Luhn).
fn luhn(number: &str) -> Result<(), &'static str> {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, u32::from(digit.wrapping_sub(b'0'))) {
            (0, digit) => digit,
            (_, digit) => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    if sum.is_multiple_of(10) { Ok(()) } else { Err("expected a number with the right last digit") }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "a check takes what it checks by reference")]
fn even(number: &u8) -> Result<(), &'static str> {
    if number.is_multiple_of(2) { Ok(()) } else { Err("expected an even number") }
}

fn plain(text: &str) -> Result<(), &'static str> {
    if text.contains('x') { Err("expected a text without an x") } else { Ok(()) }
}

fn in_order(checked: &Checked<'_>) -> Result<(), &'static str> {
    if checked.from <= checked.to { Ok(()) } else { Err("expected `from` not to be above `to`") }
}

fn ordered(range: &Range) -> Result<(), &'static str> {
    if range.low <= range.high { Ok(()) } else { Err("expected `low` not to be above `high`") }
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(check = ordered)]
struct Range {
    low: u8,
    high: u8,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(check(even, code = "parity"))]
struct Even(u8);

/// A value that has no schema.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Foreign(String);

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "checked", check(in_order, code = "order"))]
struct Checked<'a> {
    #[event(pattern = "^[0-9]{2,6}$", check = luhn)]
    card: Cow<'a, str>,
    #[event(schema = "Option<String>", check(plain, raw, code = "plainText"))]
    note: Option<Foreign>,
    even: Option<Even>,
    list: Vec<Even>,
    range: Range,
    ranges: BTreeMap<String, Range>,
    #[event(maximum = 20)]
    from: u8,
    to: u8,
}

#[derive(Debug, Clone, PartialEq, Event)]
enum Checks<'a> {
    Checked(Checked<'a>),
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

/// Values of several parts, which are made up whole until they pass.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "composed")]
struct Composed {
    #[event(check = ascending)]
    pair: (u8, u8),
    #[event(check = some_side)]
    sides: Sides,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
enum Sides {
    Neither,
    Both(bool, bool),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "a check takes what it checks by reference")]
fn ascending(pair: &(u8, u8)) -> Result<(), &'static str> {
    if pair.0 < pair.1 { Ok(()) } else { Err("expected the first to be below the second") }
}

fn some_side(sides: &Sides) -> Result<(), &'static str> {
    if *sides == Sides::Neither { Err("expected a side") } else { Ok(()) }
}

#[test]
fn checks_of_ones_own_agree() {
    all_broken(&agreement!(Composed).cases(400).run());
    all_broken(&agreement!(Checked<'_>).cases(400).run());
    println!("{}", agreement!(Checks<'_>).systematic(20).cases(200).run());
}

#[test]
fn what_a_check_refuses_has_the_codes_of_the_check() {
    let payload = r#"{"type":"checked","card":"18","note":"x","even":1,"list":[2,3],"range":{"low":2,"high":1},"ranges":{},"from":2,"to":1}"#.as_bytes();
    let errors = event_schema::validate::<Checked<'_>>(payload).unwrap_err();
    let found: Vec<(&str, &str)> = errors.iter().map(|error| (error.code.as_str(), error.instance)).collect();
    let expected = [
        ("plainText", "/note"),
        ("parity", "/even"),
        ("parity", "/list/1"),
        ("ordered", "/range"),
        ("order", ""),
    ];
    assert_eq!(found, expected);
    assert_eq!(errors.first().message, "expected a text without an x");
    assert!(event_schema::from_json::<Checked<'_>>(payload).is_err());
}

#[test]
fn what_a_check_refuses_is_not_encoded() {
    let sound = Checked {
        card: "18".into(),
        note: None,
        even: None,
        list: Vec::new(),
        range: Range { low: 0, high: 0 },
        ranges: BTreeMap::new(),
        from: 1,
        to: 2,
    };
    assert!(event_schema::to_json(&sound).is_ok());
    let refused = |event: Checked<'_>| event_schema::to_json(&event).unwrap_err().to_string();
    assert_eq!(refused(Checked { from: 3, ..sound.clone() }), "expected `from` not to be above `to`");
    let other = refused(Checked { card: "19".into(), ..sound.clone() });
    assert_eq!(other, "/card: expected a number with the right last digit");
    let other = refused(Checked { range: Range { low: 2, high: 1 }, ..sound });
    assert_eq!(other, "/range: expected `low` not to be above `high`");
}

/// A variant is held against its rules as a struct is.
#[test]
fn a_variant_that_lacks_what_it_requires_is_not_encoded() {
    #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
    #[serde(tag = "is")]
    enum Choice {
        Pair {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[event(non_null, requires(second))]
            first: Option<u8>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[event(non_null)]
            second: Option<u8>,
        },
    }
    #[derive(Debug, Clone, PartialEq, Event)]
    #[event(name = "chosen")]
    struct Chosen {
        choice: Choice,
    }
    let chosen = |second| Chosen { choice: Choice::Pair { first: Some(1), second } };
    assert!(event_schema::to_json(&chosen(Some(2))).is_ok());
    let refused = event_schema::to_json(&chosen(None)).expect_err("`first` requires `second`");
    assert!(refused.to_string().contains("second"), "{refused}");
    agreement!(Chosen).cases(200).run();
}
