//! The vectors of events outside the catalogue, and of payloads that name no event at all.

use event_schema::document::Json;
use event_schema::model::Union;

use super::event::{core, of_json};
use super::object_text::{ObjectText, quoted};
use super::variations::{distinct, put, swap_case};
use super::{Candidate, text};

pub(super) fn candidates(union: &Union) -> Vec<Candidate> {
    let tags = || union.variants.iter().map(|variant| variant.tag);
    let unknown = distinct("unknownEvent", |name| union.variant(name).is_some());
    let tag_only = Json::object([(union.tag, Json::String(unknown.clone()))]);
    let base = put(
        &tag_only,
        &distinct("payload", |name| name == union.tag),
        Some(&Json::strings(["kept", "as it came"])),
    );
    let mut found = vec![
        of_json("unknown", String::from("the tag alone"), &tag_only),
        of_json("unknown", String::from("with a payload"), &base),
    ];
    let odd = ["", "\n", "😀", "\u{0}"].map(str::to_owned);
    let similar = tags()
        .take(1)
        .flat_map(|tag| [swap_case(tag), format!("{tag} "), format!(" {tag}"), format!("{tag}s")]);
    for tag in odd.into_iter().chain(similar).filter(|tag| union.variant(tag).is_none()) {
        let payload = Json::object([(union.tag, Json::String(tag.clone()))]);
        found.push(of_json("unknown", format!("the tag {}", quoted(&tag)), &payload));
    }
    for number in ["1.0", "9007199254740993", "18446744073709551616", "1e308", "1e309", "-1e309"] {
        let payload = put(&base, "number", Some(&Json::Number(number.to_owned())));
        found.push(of_json("unknown", format!("the number {number}"), &payload));
    }
    let mut last = ObjectText::of(&base);
    last.0.reverse();
    found.push(core("unknown", "the tag last", last.to_bytes()));
    found.push(core("unknown", "white space around it", ObjectText::of(&base).spaced(" \n")));
    found.extend(untagged(union, &base));
    found.extend(text::candidates(&base, union.tag));
    found
}

/// Payloads that name no event.
fn untagged(union: &Union, base: &Json) -> Vec<Candidate> {
    let tags = [
        ("no tag", None),
        ("the tag is null", Some(Json::Null)),
        ("the tag is a boolean", Some(Json::Bool(true))),
        ("the tag is a number", Some(Json::integer(1))),
        ("the tag is an array", Some(Json::Array(Vec::new()))),
        ("the tag is an object", Some(Json::Object(Vec::new()))),
    ];
    let tags =
        tags.map(|(what, tag)| of_json("no-event", what.to_owned(), &put(base, union.tag, tag.as_ref())));
    let values = [
        ("an empty object", Json::Object(Vec::new())),
        ("the tag is deeper", Json::object([("event", base.clone())])),
        (
            "the tag is in other letters",
            Json::object([(swap_case(union.tag).as_str(), Json::string("unknownEvent"))]),
        ),
        ("null", Json::Null),
        ("a boolean", Json::Bool(false)),
        ("a number", Json::integer(0)),
        ("a string", Json::string("unknownEvent")),
        ("an array", Json::Array(vec![base.clone()])),
    ];
    let values = values.map(|(what, value)| of_json("no-event", what.to_owned(), &value));
    tags.into_iter().chain(values).collect()
}
