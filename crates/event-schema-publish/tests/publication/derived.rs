//! Derived events whose properties depend on each other: an enum among them, and a tuple under a check.

use event_schema::{Event, Schema};
use event_schema_publish::{Error, Packages, Publication};
use serde::{Deserialize, Serialize};

use crate::vectors::compared;

#[derive(Event)]
#[event(name = "sorted")]
struct Sorted {
    #[serde(flatten)]
    target: Target,
    #[event(check = ascending)]
    weights: (u8, u8),
}

#[derive(Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Target {
    Nowhere,
    #[serde(alias = "box")]
    Bin(u8),
    Chute {
        number: u16,
    },
}

#[derive(Event)]
#[event(name = "moved")]
struct Moved {
    direction: Direction,
}

#[derive(Schema, Serialize, Deserialize)]
enum Direction {
    /// To the next floor.
    Up,
    /// An older word for it.
    #[serde(skip_serializing)]
    Above,
    #[serde(skip_deserializing)]
    #[expect(dead_code, reason = "what is published is looked at, and not the values")]
    Left,
}

#[derive(Event)]
#[event(name = "lowered")]
struct Lowered {
    #[event(check = descending)]
    weights: (u8, u8),
    #[event(check = never)]
    never: (bool, u8),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "a check takes what it checks by reference")]
fn ascending((first, second): &(u8, u8)) -> Result<(), &'static str> {
    if first < second { Ok(()) } else { Err("expected the first to be less") }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "a check takes what it checks by reference")]
fn descending((first, second): &(u8, u8)) -> Result<(), &'static str> {
    if first > second { Ok(()) } else { Err("expected the first to be more") }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "a check takes what it checks by reference")]
fn never(_: &(bool, u8)) -> Result<(), &'static str> {
    Err("expected nothing")
}

/// One of several objects.
#[derive(Event)]
#[event(name = "charged")]
struct Charged {
    amount: u32,
    #[serde(flatten)]
    #[event(variants)]
    method: Method,
}

#[derive(Schema, Serialize, Deserialize)]
#[serde(tag = "method")]
enum Method {
    Cash,
    Card { number: String },
}

#[derive(Event)]
enum Charging {
    Charged(Charged),
}

#[derive(Event)]
enum Sorting {
    Sorted(Sorted),
}

#[derive(Event)]
enum Moving {
    Moved(Moved),
}

#[derive(Event)]
enum Lowering {
    Lowered(Lowered),
}

#[test]
fn an_enum_among_the_properties_is_published() {
    let publication = Publication::of::<Sorting>().unwrap();
    let compared = compared(&publication.files().unwrap());
    assert!(compared > 200, "only {compared}");
    let refused = Packages::of(&publication, "sorting").files().unwrap_err();
    assert!(refused.to_string().contains("an enum among the properties cannot be packaged"), "{refused}");
}

#[test]
fn an_event_that_is_one_of_several_objects_is_published() {
    let publication = Publication::of::<Charging>().unwrap();
    let files = publication.files().unwrap();
    let compared = compared(&files);
    assert!(compared > 100, "only {compared}");
    let page = files.iter().find(|file| file.path == "v1/markdown/charged.md").expect("a page");
    let page = String::from_utf8_lossy(&page.contents);
    for told in ["`amount`", "ChargedCash", "ChargedCard", "`number`"] {
        assert!(page.contains(told), "{told} in {page}");
    }
    let refused = Packages::of(&publication, "charging").files().unwrap_err();
    assert!(refused.to_string().contains("an event that is one of several objects"), "{refused}");
}

#[test]
fn what_goes_one_way_has_documents_for_each() {
    let publication = Publication::of::<Moving>().unwrap();
    let files = publication.files().unwrap();
    let of = |path: &str| {
        let file = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}"));
        String::from_utf8_lossy(&file.contents).split_whitespace().collect::<String>()
    };
    assert!(of("v1/moved.schema.json").contains(r#""enum":["Up","Above"]"#));
    let written = of("v1/serialize/moved.schema.json");
    assert!(written.contains(r#""enum":["Up","Left"]"#));
    assert!(written.contains("-`Up`:Tothenextfloor.") && !written.contains("older"), "{written}");
    assert!(matches!(Packages::of(&publication, "moving").files(), Err(Error::Unpackaged { .. })));
}

#[test]
fn what_no_made_up_value_passes_asks_for_an_example() {
    let refused = Publication::of::<Lowering>().unwrap().files().unwrap_err().to_string();
    for told in ["/never", "expected nothing", "write `#[event(example = "] {
        assert!(refused.contains(told), "{told}: {refused}");
    }
    assert!(!refused.contains("/weights"), "{refused}");
}
