//! What only a reader of the text itself can see.

use event_schema::MAX_DEPTH;
use event_schema::document::Json;

use super::escape::escaped;
use super::object_text::{ObjectText, quoted};
use super::variations::distinct;
use super::{Candidate, Group};

/// The vectors about text of a valid payload that carries its tag in the property `tag`.
pub(super) fn candidates(base: &Json, tag: &str) -> Vec<Candidate> {
    let text = ObjectText::of(base);
    let names: Vec<&str> = match base {
        Json::Object(members) => members.iter().map(|(name, _)| name.as_str()).collect(),
        _ => Vec::new(),
    };
    let unknown = quoted(&distinct("anotherProperty", |name| names.contains(&name)));
    let with_unknown = |value: &str| text.clone().and(&unknown, value).to_bytes();
    let mut found = Vec::new();
    let mut push = |kind, name: &str, payload: Vec<u8>| {
        found.push(Candidate { group: Group::Text, kind, name: name.to_owned(), payload });
    };
    for (name, value) in &text.0 {
        push("repeated", &format!("{name}, with the same value"), text.clone().and(name, value).to_bytes());
    }
    for (name, (_, value)) in names.iter().zip(&text.0) {
        let what = format!("\"{name}\", the second time with escapes");
        push("repeated", &what, text.clone().and(escaped(name), value).to_bytes());
    }
    push("repeated", "the tag, with another value", text.clone().and(quoted(tag), "\"another\"").to_bytes());
    push("repeated", "the tag, with no string", text.clone().and(quoted(tag), "null").to_bytes());
    push(
        "repeated",
        "a property that is not declared",
        text.clone().and(&unknown, "1").and(&unknown, "2").to_bytes(),
    );

    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    push("depth", "as deep as is allowed", with_unknown(&nested(MAX_DEPTH - 1)));
    push("depth", "one level too deep", with_unknown(&nested(MAX_DEPTH)));
    let objects = format!("{}1{}", "{\"a\":".repeat(MAX_DEPTH), "}".repeat(MAX_DEPTH));
    push("depth", "one level too deep, in objects", with_unknown(&objects));
    push("depth", "very deep", with_unknown(&nested(8 * MAX_DEPTH)));

    for (name, value) in SURROGATES {
        push("surrogates", name, with_unknown(value));
    }
    let lone_name = text.clone().and(r#""\udc00""#, "1").to_bytes();
    push("surrogates", "the second half alone, in a name", lone_name);

    let whole = text.to_bytes();
    for (name, bytes) in NOT_UTF8 {
        let mut payload = with_unknown("\"?\"");
        let at = payload.len() - 3;
        payload.splice(at..=at, bytes.iter().copied());
        push("utf8", name, payload);
    }
    push(
        "utf8",
        "UTF-16",
        String::from_utf8_lossy(&whole).encode_utf16().flat_map(u16::to_le_bytes).collect(),
    );

    for (name, value) in NOT_JSON {
        push("syntax", name, with_unknown(value));
    }
    for (name, payload) in broken(&whole) {
        push("syntax", name, payload);
    }
    found
}

const SURROGATES: &[(&str, &str)] = &[
    ("the first half alone", r#""\ud83d""#),
    ("the second half alone", r#""\ude00""#),
    ("the halves exchanged", r#""\ude00\ud83d""#),
    ("the first half twice", r#""\ud83d\ud83d""#),
    ("the first half and a letter", r#""\ud83dx""#),
    ("the first half and another escape", r#""\ud83d\n""#),
    ("deep inside", r#"[{"a":["\ud83d"]}]"#),
];

const NOT_UTF8: &[(&str, &[u8])] = &[
    ("a byte that never occurs", &[0xFF]),
    ("a continuation alone", &[0x80]),
    ("a character cut short", &[0xF0, 0x9F, 0x98]),
    ("a letter in two bytes", &[0xC1, 0xA1]),
    ("a surrogate", &[0xED, 0xA0, 0xBD]),
    ("beyond the last character", &[0xF4, 0x90, 0x80, 0x80]),
    ("Latin-1", &[0xE9]),
];

const NOT_JSON: &[(&str, &str)] = &[
    ("no value", ""),
    ("a word that is none", "nul"),
    ("a word in capitals", "True"),
    ("not a number", "NaN"),
    ("an infinite number", "-Infinity"),
    ("a number with a plus", "+1"),
    ("a number with a leading zero", "01"),
    ("a number without digits", "-"),
    ("a number that begins with its point", ".5"),
    ("a number that ends with its point", "1."),
    ("a number without an exponent", "1e"),
    ("a hexadecimal number", "0x1"),
    ("a string in single quotes", "'a'"),
    ("a string with a line break", "\"a\nb\""),
    ("a string with a control character", "\"a\u{1}b\""),
    ("an escape that is none", r#""\x41""#),
    ("an escape with too few digits", r#""\u041""#),
    ("an escape with a sign", r#""\u+041""#),
    ("an array with a comma at its end", "[1,]"),
    ("an array with a comma too many", "[1,,2]"),
    ("an array without a comma", "[1 2]"),
    ("an array that is closed as an object", "[1}"),
    ("an object with a comma at its end", r#"{"a":1,}"#),
    ("an object with a name without quotes", "{a:1}"),
    ("an object with a number for a name", "{1:1}"),
    ("an object without a colon", r#"{"a" 1}"#),
    ("an object without a value", r#"{"a":}"#),
    ("an object with a name only", r#"{"a"}"#),
    ("a comment", "1/*one*/"),
    ("white space that is none", "\u{a0}1"),
];

fn broken(whole: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let open = &whole[..whole.len() - 1];
    vec![
        ("nothing", Vec::new()),
        ("nothing but white space", b" \n".to_vec()),
        ("cut short by one byte", open.to_vec()),
        ("cut in half", whole[..whole.len() / 2].to_vec()),
        ("a comma at the end", [open, b",}"].concat()),
        ("a byte order mark", [b"\xEF\xBB\xBF", whole].concat()),
        ("two values", [whole, b" ", whole].concat()),
        ("a bracket too many", [whole, b"}"].concat()),
        ("a comment behind", [whole, b" // comment"].concat()),
        ("a zero byte behind", [whole, b"\0"].concat()),
    ]
}
