use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use crate::property;

/// # Door opened
///
/// A door was opened; see [`Door`](crate::documentation::Door) and
/// [the list](https://example.com).
///
/// - Either by a badge,
///   which is known,
/// - or by force.
#[derive(Debug, Event)]
#[event(
    name = "doorOpened",
    since = "1.0",
    deprecated = "send `doorMoved`",
    example = r#"{"type":"doorOpened"}"#
)]
struct DoorOpened {
    /// Which door
    /// it is.
    #[allow(deprecated, reason = "the type is")]
    #[event(title = "The door", since = "1.1", example = r#""north""#, example = "\"south\"")]
    door: Door,
    #[deprecated = "for good"]
    old: Option<u8>,
    #[deprecated]
    older: Option<u8>,
    /** Two
     * lines. */
    starred: u8,
    #[doc = concat!("from ", "a macro")]
    made: u8,
    bare: u8,
}

/// A door.
#[derive(Debug, Schema, Serialize, Deserialize)]
#[event(title = "Any door")]
#[deprecated(since = "1.0.0", note = "there are gates now")]
struct Door(String);

#[test]
#[allow(deprecated, reason = "deprecation is what is looked at")]
fn docs_are_read() {
    let docs = DoorOpened::MODEL.docs;
    assert_eq!(docs.title, Some("Door opened"));
    assert_eq!(
        docs.description,
        "A door was opened; see Door and [the list](https://example.com).\n\n- Either by a badge, which is known,\n- \
         or by force."
    );
    assert_eq!(docs.since, Some("1.0"));
    assert_eq!(docs.deprecated, Some("send `doorMoved`"));
    assert_eq!(docs.examples, [r#"{"type":"doorOpened"}"#]);
    assert_eq!(Door::MODEL.docs.title, Some("Any door"));
    assert_eq!(Door::MODEL.docs.deprecated, Some("there are gates now"));
}

#[test]
fn docs_of_properties_are_read() {
    let docs = |name| property::<DoorOpened>(name).docs;
    let door = docs("door");
    assert_eq!(
        (door.title, door.description, door.since),
        (Some("The door"), "Which door it is.", Some("1.1"))
    );
    assert_eq!(door.examples, [r#""north""#, r#""south""#]);
    assert_eq!(docs("old").deprecated, Some("for good"));
    assert_eq!(docs("older").deprecated, Some(""));
    assert_eq!(docs("starred").description, "Two lines.");
    assert_eq!(docs("made").description, "from a macro");
    assert_eq!(docs("bare"), event_schema::model::Docs::NONE);
}

/// What is for Rust only.
#[derive(Debug, Event)]
#[event(
    name = "annotated",
    description = "What everybody reads.",
    comment = "From the minutes.",
    extension("x-owner", r#"{"team":"doors"}"#)
)]
struct Annotated {
    #[event(read_only, extension("x-unit", r#""ms""#), extension("x-order", "1"))]
    at: u64,
    /// For the server.
    #[event(write_only, comment = "Never logged.")]
    password: String,
}

#[test]
fn annotations_are_kept() {
    use event_schema::model::{Access, Extension};

    let docs = Annotated::MODEL.docs;
    assert_eq!((docs.description, docs.comment), ("What everybody reads.", Some("From the minutes.")));
    assert_eq!(docs.extensions, [Extension { name: "x-owner", value: r#"{"team":"doors"}"# }]);
    let at = property::<Annotated>("at").docs;
    assert_eq!(at.access, Some(Access::ReadOnly));
    assert_eq!(at.extensions.iter().map(|it| it.name).collect::<Vec<_>>(), ["x-unit", "x-order"]);
    let password = property::<Annotated>("password").docs;
    assert_eq!((password.access, password.comment), (Some(Access::WriteOnly), Some("Never logged.")));
    assert_eq!(password.description, "For the server.");
}
