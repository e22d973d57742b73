//! The vectors of a known event.

use event_schema::Profile;
use event_schema::document::Json;

use super::escape::{escaped, escaped_first};
use super::number::is_interoperable;
use super::object_text::{ObjectText, quoted};
use super::refused::must_be_valid;
use super::variations::{declares, distinct, of_object, put, relations, swap_case};
use super::verdict::judge;
use super::{Candidate, Group, Sample, payload, text};
use crate::catalogue::Event;
use crate::error::Error;

pub(super) fn candidates(event: &Event) -> Result<Vec<Candidate>, Error> {
    let base = everything(event)?;
    let mut found = vec![of_json("valid", String::from("everything"), &base)];
    for (at, example) in examples(event)?.iter().enumerate() {
        found.push(of_json("valid", format!("example {}", at + 1), example));
    }
    found.extend(presence(event, &base));
    for variation in of_object(event.object, &base, 0) {
        let object = variation.value.unwrap_or(Json::Null);
        found.push(of_json(variation.kind, format!("{}: {}", variation.place, variation.what), &object));
    }
    for variation in relations::of_object(event.object, &base) {
        let object = variation.value.unwrap_or(Json::Null);
        found.push(of_json(variation.kind, variation.what, &object));
    }
    found.extend(tags(event, &base));
    found.extend(unknown_properties(event, &base));
    found.extend(no_objects(&base));
    found.extend(layouts(event, &base));
    found.extend(text::candidates(&base, event.tag.property));
    Ok(found)
}

pub(super) fn samples(event: &Event) -> Result<Vec<Sample>, Error> {
    let base = everything(event)?;
    let least = without(event, &base, Profile::Documented);
    let mut samples: Vec<Sample> = Vec::new();
    let mut push = |summary: &str, payload: Json| {
        let text = payload.to_compact();
        let is_new = samples.iter().all(|sample| sample.payload != payload);
        if is_new && judge(event.model, Profile::Documented, text.as_bytes()).is_ok() {
            samples.push(Sample { summary: summary.to_owned(), payload });
        }
    };
    for example in examples(event)? {
        push("An example.", example);
    }
    push("Every property.", base.clone());
    push("Null wherever it may be.", with_nulls(event, &base));
    push("Nothing that may be absent.", least);
    Ok(samples)
}

fn everything(event: &Event) -> Result<Json, Error> {
    let base = payload::object(event.object, 0);
    must_be_valid(event.model, event.tag.value, Profile::Strict, &base)?;
    Ok(base)
}

fn examples(event: &Event) -> Result<Vec<Json>, Error> {
    let examples = event.model.docs.examples.iter().map(|text| {
        let example: Json = text.parse().unwrap_or(Json::Null);
        must_be_valid(event.model, event.tag.value, Profile::Documented, &example)?;
        Ok(example)
    });
    examples.collect()
}

fn with_nulls(event: &Event, base: &Json) -> Json {
    let nullable = event.object.properties.iter().filter(|property| property.nullable);
    nullable.fold(base.clone(), |object, property| put(&object, property.name, Some(&Json::Null)))
}

fn without(event: &Event, base: &Json, profile: Profile) -> Json {
    let absent = event.object.properties.iter().filter(|property| property.may_be_absent(profile));
    absent.fold(base.clone(), |object, property| put(&object, property.name, None))
}

pub(super) fn of_json(kind: &'static str, name: String, payload: &Json) -> Candidate {
    let group = if is_interoperable(payload) { Group::Core } else { Group::Numeric };
    Candidate { group, kind, name, payload: payload.to_compact().into_bytes() }
}

pub(super) fn core(kind: &'static str, name: &str, payload: impl Into<Vec<u8>>) -> Candidate {
    Candidate { group: Group::Core, kind, name: name.to_owned(), payload: payload.into() }
}

/// Many properties at once: all that may be null, all that may be absent.
fn presence(event: &Event, base: &Json) -> Vec<Candidate> {
    let nulls = with_nulls(event, base);
    let mut found = vec![of_json("null", String::from("everything that may be null is"), &nulls)];
    for profile in Profile::ALL {
        let least = without(event, base, profile);
        let name = format!("everything that may be absent is, in the {profile} profile");
        found.push(of_json("missing", name, &least));
    }
    let tag_only = Json::object([(event.tag.property, Json::string(event.tag.value))]);
    found.push(of_json("missing", String::from("everything but the tag"), &tag_only));
    found.push(of_json("missing", String::from("everything"), &Json::Object(Vec::new())));
    found
}

fn tags(event: &Event, base: &Json) -> Vec<Candidate> {
    let tag = event.tag.value;
    let tags = [
        ("missing", None),
        ("null", Some(Json::Null)),
        ("a boolean", Some(Json::Bool(true))),
        ("a number", Some(Json::integer(1))),
        ("an array", Some(Json::strings([tag]))),
        ("an object", Some(Json::object([(tag, Json::Null)]))),
        ("the empty string", Some(Json::string(""))),
        ("in other letters", Some(Json::String(swap_case(tag)))),
        ("and a space", Some(Json::String(format!("{tag} ")))),
        ("and more", Some(Json::String(format!("{tag}More")))),
    ];
    let tags = tags.into_iter().filter(|(_, value)| value.as_ref().and_then(Json::as_str) != Some(tag));
    tags.map(|(what, value)| {
        let payload = put(base, event.tag.property, value.as_ref());
        of_json("tag", format!("/{}: {what}", event.tag.property), &payload)
    })
    .collect()
}

fn unknown_properties(event: &Event, base: &Json) -> Vec<Candidate> {
    let undeclared = |name: &str| distinct(name, |name| declares(event.object, name));
    let with = |what: &str, name: &str, value: &Json| {
        of_json("unknown-property", what.to_owned(), &put(base, &undeclared(name), Some(value)))
    };
    let tree = Json::object([("a", Json::Array(vec![Json::object([("b", Json::Null)]), Json::string("}")]))]);
    let first =
        Json::Object([(undeclared("first"), tree.clone())].into_iter().chain(members(base)).collect());
    let mut found = vec![
        with("a property that is not declared", "anotherProperty", &Json::Null),
        with("a property without a name", "", &Json::Bool(true)),
        with("one with a tree in it", "tree", &tree),
        of_json("unknown-property", String::from("one before all others"), &first),
    ];
    if let Some(property) = event.object.properties.first() {
        found.push(with("a name in other letters", &swap_case(property.name), &Json::integer(1)));
        found.push(with("a name and a letter", &format!("{}s", property.name), &Json::integer(1)));
    }
    found
}

fn no_objects(base: &Json) -> Vec<Candidate> {
    let values = [
        ("null", Json::Null),
        ("a boolean", Json::Bool(true)),
        ("a number", Json::integer(1)),
        ("a string", Json::String(base.to_compact())),
        ("an array", Json::Array(vec![base.clone()])),
        ("an empty array", Json::Array(Vec::new())),
    ];
    values.into_iter().map(|(what, value)| of_json("no-object", what.to_owned(), &value)).collect()
}

/// The same values, written otherwise: none of this changes the verdict.
fn layouts(event: &Event, base: &Json) -> Vec<Candidate> {
    let text = ObjectText::of(base);
    let reordered = |reorder: fn(&mut [(String, String)])| {
        let mut text = text.clone();
        reorder(&mut text.0);
        text.to_bytes()
    };
    let mut found = vec![
        core("order", "reversed", reordered(<[_]>::reverse)),
        core("order", "the tag last", reordered(|members| members.rotate_left(1))),
        core("order", "sorted by name", reordered(<[_]>::sort)),
        core("order", "halves exchanged", reordered(|members| members.rotate_left(members.len() / 2))),
        core("white-space", "spaces", text.spaced(" ")),
        core("white-space", "every kind of white space", text.spaced(" \t\r\n")),
        core("white-space", "lines for people", base.to_pretty()),
    ];
    found.extend(escapes(event, base, &text));
    if !is_interoperable(base) {
        for candidate in &mut found {
            candidate.group = Group::Numeric;
        }
    }
    found
}

/// Names and strings written with escapes.
fn escapes(event: &Event, base: &Json, text: &ObjectText) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut push = |name: &str, text: ObjectText| found.push(core("escapes", name, text.to_bytes()));
    let tag = event.tag;
    push("the tag", text.clone().with(0, |member| member.1 = escaped(tag.value)));
    push("the tag's first character", text.clone().with(0, |member| member.1 = escaped_first(tag.value)));
    push("the tag's name", text.clone().with(0, |member| member.0 = escaped(tag.property)));
    for (at, property) in event.object.properties.iter().enumerate() {
        let name = format!("the name `{}`", property.name);
        push(&name, text.clone().with(at + 1, |member| member.0 = escaped(property.name)));
    }
    let undeclared = distinct("another", |name| declares(event.object, name));
    push("the name of a property that is not declared", text.clone().and(escaped(&undeclared), "null"));
    let first_string = members(base)
        .enumerate()
        .skip(1)
        .find_map(|(at, (name, value))| Some((at, name, value.as_str()?.to_owned())));
    if let Some((at, name, value)) = first_string {
        let mut write = |what: &str, written: String| {
            push(&format!("{what} in `{name}`"), text.clone().with(at, |member| member.1 = written));
        };
        write("every character", escaped(&value));
        write("all short escapes", String::from(r#""\"\\\/\b\f\n\r\t""#));
        write("a pair for one character", String::from(r#""\ud83d\uDE00""#));
        write("a pair and the character itself", format!("\"\\ud83d\\ude00{}", &quoted("😀")[1..]));
    }
    found
}

fn members(object: &Json) -> impl Iterator<Item = (String, Json)> {
    let members = if let Json::Object(members) = object { members.clone() } else { Vec::new() };
    members.into_iter()
}
