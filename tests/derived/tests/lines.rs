//! Many payloads at once get the verdicts that each of them gets alone.

use event_schema::model::{Model, Object, Presence, Property, Shape, Tag, TypeRef};
use event_schema::{Accepted, Event, ModelValidator, Profile, Schema, Validator, Verdicts};

#[derive(Event)]
#[event(name = "row")]
#[allow(dead_code, reason = "only validated")]
struct Row {
    name: String,
    cells: Vec<u8>,
    note: Option<String>,
    last: u32,
}

#[derive(Event)]
#[event(name = "leaf")]
#[allow(dead_code, reason = "only validated")]
struct Leaf {
    place: String,
    weight: u16,
}

#[derive(Event)]
#[allow(dead_code, reason = "only validated")]
enum Any {
    Row(Row),
    Leaf(Leaf),
    #[event(unknown)]
    Unknown(event_schema::UnknownEvent<'static>),
}

const ROW: &str = r#"{"type":"row","name":"n","cells":[1,22,3],"note":null,"last":4}"#;
const LEAF: &str = r#"{"type":"leaf","place":"behind a wall","weight":12}"#;

#[test]
fn a_line_ends_wherever_a_line_end_stands() {
    for at in 0..ROW.len() {
        let (start, rest) = ROW.split_at(at);
        let broken = format!("{start}\n{rest}");
        compare::<Row>(&[ROW, &broken, ROW, ROW, ROW].repeat(8));
        compare::<Any>(&[ROW, LEAF, &broken, ROW, LEAF, LEAF].repeat(8));
    }
}

#[test]
fn events_come_in_any_order_and_style() {
    let spaced = ROW.replace(',', ", ").replace(':', ": ");
    let others = [
        r#"{"type":"leaf","place":"\u00e4","weight":1}"#,
        r#"{"type":"leaf","place":"ä","weight":70000}"#,
        r#"{"type":"other","place":1}"#,
        r#"{"weight":3,"type":"leaf","place":""}"#,
        r#"{"type":"leaf","place":"","weight":3} "#,
        r#"{"type":"leaf","place":"","weight":3}}"#,
        r#" {"type":"leaf","place":"","weight":3}"#,
        r#"{"type":"row"}"#,
        "",
        "  ",
        spaced.as_str(),
        "17",
    ];
    let lines: Vec<&str> = (0..300)
        .map(|at| match at % 7 {
            0 | 3 => ROW,
            2 if at < 150 => &spaced,
            5 => others[at / 7 % others.len()],
            _ => LEAF,
        })
        .collect();
    compare::<Any>(&lines);
    compare::<Leaf>(&lines);
}

/// Rows whose members stand in every order, with values that are plain, others that are valid, and some that are not.
#[test]
fn members_come_in_any_order() {
    let members = [
        vec![r#""type":"row""#],
        vec![r#""name":"n""#, r#""name":"\u00e4""#, r#""name":"ä""#, r#""name":null"#, r#""n\u0061me":"n""#],
        vec![r#""cells":[1,22,3]"#, r#""cells":[]"#, r#""cells":[1.5]"#],
        vec![r#""note":null"#, r#""note":"n""#, r#""note":1"#, r#""name":"twice""#, r#""note": null"#],
        vec![
            r#""last":4"#,
            r#""last":4.0"#,
            r#""last":-1"#,
            r#""last":04"#,
            r#""last":4e0"#,
            r#""last":99999999999"#,
        ],
        vec![r#""more":[{"last":"4"}]"#, r#""mor\u0065":1"#],
    ];
    let rows: Vec<String> = (0..600)
        .map(|at| {
            let mut number = at * 2_654_435_761_usize;
            let mut draw = |most: usize| {
                number = number.rotate_left(17).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                (number >> 32) % most
            };
            let mut row: Vec<&str> =
                members.iter().map(|ways| ways[draw(2 * ways.len()) % ways.len()]).collect();
            (1..row.len()).for_each(|last| row.swap(last, draw(last + 1)));
            format!("{{{}}}", row.join(","))
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    compare::<Row>(&rows);
    compare::<Any>(&rows);
}

/// What is kept from one buffer to the next is its memory alone.
#[test]
fn verdicts_are_used_again_for_another_type() {
    let (any, row) = (Validator::<Any>::new(), Validator::<Row>::new());
    let mut verdicts = Verdicts::default();
    for rows in [70, 3, 130] {
        any.validate_lines([LEAF, ROW].repeat(rows).join("\n").as_bytes(), &mut verdicts);
        assert_eq!(verdicts.accepted(2 * rows - 2), Some(Accepted::Known("leaf")));
        assert_eq!(verdicts.accepted(2 * rows - 1), Some(Accepted::Known("row")));
        assert_eq!((verdicts.valid(), verdicts.accepted(2 * rows)), (2 * rows, None));
        row.validate_lines([ROW, LEAF].repeat(rows).join("\n").as_bytes(), &mut verdicts);
        assert_eq!(verdicts.accepted(0), Some(Accepted::Known("row")));
        assert_eq!((verdicts.accepted(1), verdicts.valid()), (None, rows));
    }
}

/// Every way in which the bytes of a string may be no UTF-8, at every place of a block.
#[test]
fn strings_are_utf8() {
    let edges = [
        0x61, 0x7F, 0x80, 0x8F, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5,
    ];
    let validator = Validator::<Leaf>::new();
    for before in [0, 1, 29, 30, 31, 32, 61, 62, 63, 64] {
        for count in 0..edges.len().pow(4) {
            let bytes = [0, 1, 2, 3].map(|at| edges[count / edges.len().pow(at) % edges.len()]);
            for behind in ["", "behind"].iter().take(if before < 2 { 2 } else { 1 }) {
                let text = [&vec![b'a'; before], &bytes[..], behind.as_bytes()].concat();
                let payload = [br#"{"type":"leaf","place":""#, &text[..], br#"","weight":1}"#].concat();
                assert_eq!(validator.is_valid(&payload), std::str::from_utf8(&text).is_ok(), "{text:x?}");
            }
        }
    }
}

/// Puts payloads to a validator as lines, as places of a buffer, and each by itself.
fn compare<T: Schema>(payloads: &[&str]) {
    let buffer = payloads.join("\n");
    let validator = Validator::<T>::new();
    let mut verdicts = Verdicts::default();
    let lines: Vec<_> = buffer.split('\n').collect();
    let alone = |payloads: &[&str]| -> Vec<Option<Accepted>> {
        let verdict = |payload: &&str| {
            let verdict = Validator::<T>::new().validate(payload.as_bytes()).ok();
            // Without a plan, and without anything learned.
            assert_eq!(verdict.is_some(), event_schema::is_valid::<T>(payload.as_bytes()), "{payload}");
            verdict
        };
        payloads.iter().map(verdict).collect()
    };
    let (alone, alone_on_lines) = (alone(payloads), alone(&lines));
    let together = |verdicts: &Verdicts| -> Vec<Option<Accepted>> {
        (0..verdicts.lines()).map(|payload| verdicts.accepted(payload)).collect()
    };
    let slices: Vec<_> = payloads.iter().map(|payload| payload.as_bytes()).collect();
    // More than once: what was learned must not change a verdict.
    for _ in 0..3 {
        validator.validate_lines(buffer.as_bytes(), &mut verdicts);
        assert_eq!(together(&verdicts), alone_on_lines);
        let refused: Vec<_> = verdicts.refused().iter().map(|place| &buffer[place.clone()]).collect();
        let verdicts_on_lines = lines.iter().zip(&alone_on_lines);
        let expected =
            verdicts_on_lines.filter(|(line, verdict)| verdict.is_none() && !line.trim().is_empty());
        assert_eq!(refused, expected.map(|(line, _)| *line).collect::<Vec<_>>());
        for first in [0, slices.len() - 3] {
            validator.validate_all(&slices[first..], &mut verdicts);
            assert_eq!(together(&verdicts), alone[first..]);
            assert!(verdicts.refused().is_empty());
        }
    }
}

/// What stands before the first name of an object is known to be its bracket, however members are written.
#[test]
fn nothing_stands_between_a_bracket_and_a_name() {
    #[derive(Schema)]
    #[allow(dead_code, reason = "only validated")]
    struct Point {
        x: i32,
        y: Option<i32>,
        z: Option<String>,
    }
    let validator = Validator::<Option<Point>>::new();
    for (payload, is_valid) in [
        (r#"{"x": 1, "y": 2}"#, true),
        (r#"{"x": 1, "z": "3"}"#, true),
        (r#"{ "x": 1, "y": 2}"#, true),
        (r#"{,"x": 1, "y": 2}"#, false),
        (r#"{x"x": 1, "y": 2}"#, false),
        (r#"{"x": 1, "z": "3", "y": 2}"#, true),
        (r#"{"x": 1, "z": "3", "x": 1}"#, false),
        (r#"{"y": 2, "z": "3"}"#, false),
    ] {
        // What was learned decides about no verdict.
        for _ in 0..3 {
            assert_eq!(validator.is_valid(payload.as_bytes()), is_valid, "{payload}");
            assert_eq!(event_schema::is_valid::<Option<Point>>(payload.as_bytes()), is_valid, "{payload}");
            assert!(validator.is_valid(br#"{"x": 1, "y": 2, "z": "3"}"#));
        }
    }
}

/// Once texts have been as long often enough, that is expected; others are read as if it was not.
#[test]
fn texts_may_be_of_another_length_than_expected() {
    #[derive(Debug, PartialEq, Event)]
    #[event(name = "text")]
    struct Text {
        id: String,
        #[event(required)]
        owner: Option<String>,
        last: u8,
    }
    let write = |id: &str, owner: &str, space: &str| {
        let members = [r#""type":"text""#.into(), format!(r#""id":"{id}""#), format!(r#""owner":{owner}"#)];
        let [tag, id, owner] = members.map(|member: String| member.replacen(':', &format!(":{space}"), 1));
        format!(r#"{{{tag},{space}{id},{space}{owner},{space}"last":{space}7}}"#)
    };
    let usual = "0123456789abcdef0123456789abcdef0123";
    for space in ["", " "] {
        let validator = Validator::<Text>::new();
        let learn = || {
            for _ in 0..20 {
                assert!(validator.is_valid(write(usual, &format!("\"{usual}\""), space).as_bytes()));
            }
        };
        let mut texts: Vec<String> = (0..80).map(|len| "x".repeat(len)).collect();
        for at in 0..usual.len() {
            for odd in ["\\n", "\\\"", "é", "€", "\"", "\\", "\n", "\\x"] {
                texts.push(format!("{}{odd}{}", &usual[..at], &usual[at..]));
                texts.push(format!("{}{odd}{}", &usual[..at], &usual[(at + odd.len()).min(usual.len())..]));
            }
        }
        for text in &texts {
            for owner in
                [format!("\"{text}\""), format!("\"{usual}\""), "null".into(), "nul".into(), "7".into()]
            {
                learn();
                let payload = write(text, &owner, space);
                let decoded = event_schema::from_json::<Text>(payload.as_bytes());
                assert_eq!(validator.is_valid(payload.as_bytes()), decoded.is_ok(), "{payload}");
                assert_eq!(validator.from_json::<Text>(payload.as_bytes()), decoded, "{payload}");
            }
        }
    }
}

/// An object of so many properties, of which most may be absent, or none.
fn wide(properties: usize, may_be_absent: bool) -> &'static Model {
    let property = |at: usize| {
        let value: TypeRef = match at % 3 {
            0 => || u8::MODEL,
            1 => || String::MODEL,
            _ if may_be_absent => || <Vec<bool>>::MODEL,
            _ => || bool::MODEL,
        };
        let is_required = !may_be_absent || at.is_multiple_of(7);
        let presence = if is_required { Presence::Required } else { Presence::Optional };
        Property { presence, ..Property::new(format!("member{at}").leak(), "", value) }
    };
    let properties: Vec<_> = (0..properties).map(property).collect();
    let object =
        Object { tag: Some(Tag::new("type", "wide")), properties: properties.leak(), ..Object::EMPTY };
    Box::leak(Box::new(Model::anonymous("wide", Shape::Object(object))))
}

#[test]
fn members_may_be_others_than_those_before() {
    let write = |members: &[String], space: &str| {
        let members: Vec<_> = members.iter().map(|it| it.replacen(':', &format!(":{space}"), 1)).collect();
        format!("{{{}}}", members.join(&format!(",{space}")))
    };
    let sizes = [(9, 0), (9, 1), (63, 0), (63, 2), (64, 0), (200, 1), (200, 0)];
    let cases = sizes.map(|(properties, first)| (properties, first, true));
    for (properties, first, may_be_absent) in cases.into_iter().chain([(9, 0, false), (9, 2, false)]) {
        let model = wide(properties, may_be_absent);
        let mut usual = vec![r#""type":"wide""#.to_owned()];
        let is_there = |at: &usize| !may_be_absent || at.is_multiple_of(7) || at % 5 == 1;
        usual.extend((0..properties).filter(is_there).map(|at| {
            let last = if may_be_absent { "[true, false]" } else { "true" };
            format!(r#""member{at}":{}"#, ["7", r#""text""#, last][at % 3])
        }));
        usual.rotate_left(first);
        let mut others = vec![usual.clone()];
        for at in 0..usual.len() {
            let other = |change: &dyn Fn(&mut Vec<String>)| {
                let mut members = usual.clone();
                change(&mut members);
                members
            };
            others.push(other(&|members| drop(members.remove(at))));
            others.push(other(&|members| members.insert(at, members[at].clone())));
            others.push(other(&|members| members.push(members[at].clone())));
            others.push(other(&|members| members.swap(0, at)));
            others.push(other(&|members| members.insert(at, r#""more":{}"#.into())));
            others.push(other(&|members| members.insert(at, r#""member2":[]"#.into())));
            others.push(other(&|members| members[at] = members[at].replacen(':', ":-", 1)));
            others.push(other(&|members| members[at].push(' ')));
            others.push(other(&|members| drop(members.split_off(at))));
        }
        for space in ["", " "] {
            let usual_line = write(&usual, space);
            let mut validator = ModelValidator::new(model);
            for profile in Profile::ALL {
                validator = validator.profile(profile);
                let mut verdicts = Verdicts::default();
                for other in &others {
                    for _ in 0..20 {
                        let _ = validator.is_valid(usual_line.as_bytes());
                    }
                    let payload = write(other, space);
                    let anew = ModelValidator::new(model).profile(profile).validate(payload.as_bytes());
                    assert_eq!(validator.is_valid(payload.as_bytes()), anew.is_ok(), "{payload}");
                    assert_eq!(validator.validate(payload.as_bytes()), anew, "{payload}");
                    // Amid others with which it goes in step.
                    let lines = [vec![&*usual_line; 23], vec![&*payload], vec![&*usual_line; 8]].concat();
                    validator.validate_lines(lines.join("\n").as_bytes(), &mut verdicts);
                    assert_eq!(verdicts.is_valid(23), anew.is_ok(), "{payload}");
                }
            }
        }
    }
}
