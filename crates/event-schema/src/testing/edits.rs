//! Changes that keep a payload JSON, more or less.

mod values;

use std::collections::BTreeSet;

pub(super) use self::values::Values;
use super::tree::{self, Kind, Member, Node};
use crate::sample::Random;

/// Every value at every level, replaced by every other one.
pub(super) fn values(payload: &[u8], root: &Node, values: &Values, mut give: impl FnMut(Vec<u8>)) {
    root.walk(&mut |node| {
        for value in values.texts() {
            give(replace(payload, node, value.as_bytes()));
        }
    });
}

/// Every array with as many items as a rule counts, and one more or less.
pub(super) fn counts(payload: &[u8], root: &Node, values: &Values, mut give: impl FnMut(Vec<u8>)) {
    root.walk(&mut |node| {
        if let Kind::Array(items) = &node.kind {
            let item = items.first().map_or(&b"null"[..], |item| &payload[item.start..item.end]);
            for count in values.counts() {
                let items = vec![item; *count].join(&b","[..]);
                give(replace(payload, node, &[b"[", &items[..], b"]"].concat()));
            }
        }
    });
}

/// Members and items left out, repeated, added, renamed and moved, in every object and array.
///
/// Members also get each of `names`, the names of properties that have several.
pub(super) fn members(
    payload: &[u8],
    root: &Node,
    names: &BTreeSet<&'static str>,
    mut give: impl FnMut(Vec<u8>),
) {
    root.walk(&mut |node| {
        let (open, parts, close) = match &node.kind {
            Kind::Array(items) => {
                ("[", items.iter().map(|item| &payload[item.start..item.end]).collect(), "]")
            }
            Kind::Object(members) => ("{", members.iter().map(|member| text(payload, member)).collect(), "}"),
            _ => return,
        };
        let parts: Vec<&[u8]> = parts;
        let mut with = |parts: &[&[u8]]| {
            let text = [open.as_bytes(), &parts.join(&b","[..]), close.as_bytes()].concat();
            give(replace(payload, node, &text));
        };
        for at in 0..parts.len() {
            let (before, after) = parts.split_at(at);
            with(&[before, &after[1..]].concat());
            with(&[before, &[after[0]], after].concat());
            with(&[&parts[..], &[after[0]]].concat());
            with(&[after, before].concat());
            with(&[&[after[0]], before, &after[1..]].concat());
        }
        with(&parts.iter().rev().copied().collect::<Vec<_>>());
        let Kind::Object(members) = &node.kind else { return };
        for extra in [
            &br#""x-not-declared":null"#[..],
            br#""":{"a":[1,{"b":"c"}],"a":2}"#,
            br#""\ud83d\ude00":"\u0000""#,
            br#""x-not-declared":1,"x-not-declared":"two""#,
        ] {
            with(&[&[extra], &parts[..]].concat());
            with(&[&parts[..], &[extra]].concat());
        }
        for (at, member) in members.iter().enumerate() {
            let (before, after) = parts.split_at(at);
            let value = &payload[member.value.start..member.value.end];
            let escaped = [escape_all(&member.name).as_bytes(), b":", value].concat();
            let longer = [quote(&(member.name.clone() + "x")).as_bytes(), b":", value].concat();
            let shouted = [quote(&member.name.to_uppercase()).as_bytes(), b":", value].concat();
            let null = [quote(&member.name).as_bytes(), b":null"].concat();
            // Written without its escapes a name is another one, or no JSON.
            let careless = [b"\"", member.name.as_bytes(), b"\":", value].concat();
            let doubly = [b"\"", member.name.as_bytes(), b"\"\":", value].concat();
            let renamed = names.iter().map(|name| [quote(name).as_bytes(), b":", value].concat());
            let changed = [escaped, longer, shouted, null, careless, doubly].into_iter().chain(renamed);
            for changed in changed {
                with(&[before, &[&changed[..]], &after[1..]].concat());
                with(&[&[&changed[..]], &parts[..]].concat());
                with(&[&parts[..], &[&changed[..]]].concat());
            }
        }
    });
}

/// The same said in other ways, and white space that is none.
pub(super) fn spellings(payload: &[u8], root: &Node, mut give: impl FnMut(Vec<u8>)) {
    let mut places = BTreeSet::from([0, payload.len()]);
    root.walk(&mut |node| {
        places.extend([node.start, node.end]);
        places
            .extend(node.members().into_iter().flatten().flat_map(|member| [member.start, member.name_end]));
        match &node.kind {
            Kind::String(string) => {
                give(replace(payload, node, escape_all(string).as_bytes()));
                give(replace(payload, node, quote(string).as_bytes()));
            }
            Kind::Number(number) => {
                for tail in [
                    ".0", "e0", "E+00", ".000e-0", "0e-1", "00e-2", ".5", "e1", "e-1", "e400", "e-400", ".",
                    "e", "0",
                ] {
                    give(replace(payload, node, format!("{number}{tail}").as_bytes()));
                }
                for head in ["-", "+", "0", "-0", "00", "."] {
                    give(replace(payload, node, format!("{head}{number}").as_bytes()));
                }
            }
            _ => {}
        }
    });
    for space in [
        &b" "[..],
        b"\n",
        b"\r\n",
        b"\t\t",
        b" \n\t\r ",
        b"\x0b",
        b"\xc2\xa0",
        b"\xef\xbb\xbf",
        b"/**/",
        b"//\n",
        b",",
    ] {
        let mut everywhere = Vec::new();
        let mut last = 0;
        for place in &places {
            give([&payload[..*place], space, &payload[*place..]].concat());
            everywhere.extend_from_slice(&payload[last..*place]);
            everywhere.extend_from_slice(space);
            last = *place;
        }
        everywhere.extend_from_slice(&payload[last..]);
        give(everywhere);
    }
}

/// Nesting around the limit, in the place of every value.
pub(super) fn depths(payload: &[u8], root: &Node, mut give: impl FnMut(Vec<u8>)) {
    deep(payload, root, 0, &mut give);
    if let Some(members) = root.members() {
        let parts: Vec<&[u8]> = members.iter().map(|member| text(payload, member)).collect();
        for levels in 126..130 {
            for value in [nested("[", "]", levels), nested("{\"a\":", "}", levels)] {
                let extra = format!("\"x-not-declared\":{value}");
                let first = [&[extra.as_bytes()], &parts[..]].concat().join(&b","[..]);
                give([b"{", &first[..], b"}"].concat());
                let last = [&parts[..], &[extra.as_bytes()]].concat().join(&b","[..]);
                give([b"{", &last[..], b"}"].concat());
            }
        }
    }
}

fn deep(payload: &[u8], node: &Node, depth: usize, give: &mut impl FnMut(Vec<u8>)) {
    for levels in [127 - depth, 128 - depth, 129 - depth] {
        give(replace(payload, node, nested("[", "]", levels).as_bytes()));
        give(replace(payload, node, nested("{\"a\":", "}", levels).as_bytes()));
    }
    match &node.kind {
        Kind::Array(items) => {
            for item in items {
                deep(payload, item, depth + 1, give);
            }
        }
        Kind::Object(members) => {
            for member in members {
                deep(payload, &member.value, depth + 1, give);
            }
        }
        _ => {}
    }
}

fn nested(open: &str, close: &str, levels: usize) -> String {
    // The innermost container is empty in the one case, and holds null in the other.
    let inner = if open == "[" { "" } else { "null" };
    open.repeat(levels) + inner + &close.repeat(levels)
}

/// Up to three of the changes above, at random.
pub(super) fn random(payload: &[u8], values: &Values, random: &mut Random) -> Vec<u8> {
    let mut payload = payload.to_vec();
    for _ in 0..random.between(1, 3) {
        let Ok(root) = tree::read(&payload) else { return payload };
        let mut nodes = Vec::new();
        root.walk(&mut |node| nodes.push(node));
        let node = *random.pick(&nodes);
        let other = *random.pick(&nodes);
        payload = match (random.below(4), &node.kind) {
            (0 | 1, Kind::Object(members)) if !members.is_empty() => {
                let mut parts: Vec<&[u8]> = members.iter().map(|member| text(&payload, member)).collect();
                let at = random.below(parts.len());
                match random.below(3) {
                    0 => drop(parts.remove(at)),
                    1 => parts.insert(random.below(parts.len() + 1), parts[at]),
                    _ => random.shuffle(&mut parts),
                }
                replace(&payload, node, &[b"{", &parts.join(&b","[..])[..], b"}"].concat())
            }
            (2, _) => replace(&payload, node, &payload[other.start..other.end]),
            _ => replace(&payload, node, random.pick(values.texts()).as_bytes()),
        };
    }
    payload
}

/// The same payload with random white space, key order, escapes and spellings of numbers.
pub(super) fn respell(payload: &[u8], random: &mut Random) -> Vec<u8> {
    let Ok(root) = tree::read(payload) else { return payload.to_vec() };
    let mut out = String::new();
    write(&root, random, &mut out);
    out.into_bytes()
}

fn write(node: &Node, random: &mut Random, out: &mut String) {
    space(random, out);
    match &node.kind {
        Kind::Null => out.push_str("null"),
        Kind::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Kind::Number(number) => {
            out.push_str(number);
            if random.chance(100) && !number.contains(['.', 'e', 'E']) {
                out.push_str(random.pick::<&str>(&[".0", "e0", "E+0", "0e-1", ".00e00"]));
            }
        }
        Kind::String(string) => write_string(string, random, out),
        Kind::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write(item, random, out);
            }
            out.push(']');
        }
        Kind::Object(members) => {
            let mut order: Vec<&Member> = members.iter().collect();
            if random.chance(500) {
                random.shuffle(&mut order);
            }
            out.push('{');
            for (at, member) in order.into_iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                space(random, out);
                write_string(&member.name, random, out);
                space(random, out);
                out.push(':');
                write(&member.value, random, out);
            }
            out.push('}');
        }
    }
    space(random, out);
}

fn space(random: &mut Random, out: &mut String) {
    if random.chance(200) {
        out.push_str(random.pick::<&str>(&[" ", "\n", "\t", "\r\n", "  "]));
    }
}

fn write_string(text: &str, random: &mut Random, out: &mut String) {
    let share = *random.pick(&[0, 0, 100, 1000]);
    out.push('"');
    for character in text.chars() {
        if random.chance(share) {
            push_units(character, out);
        } else {
            push_plain(character, out);
        }
    }
    out.push('"');
}

fn replace(payload: &[u8], node: &Node, text: &[u8]) -> Vec<u8> {
    [&payload[..node.start], text, &payload[node.end..]].concat()
}

fn text<'a>(payload: &'a [u8], member: &Member) -> &'a [u8] {
    &payload[member.start..member.value.end]
}

/// A string with every character written as `\u` escapes.
fn escape_all(text: &str) -> String {
    let mut out = String::from("\"");
    text.chars().for_each(|character| push_units(character, &mut out));
    out + "\""
}

fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    text.chars().for_each(|character| push_plain(character, &mut out));
    out + "\""
}

fn push_plain(character: char, out: &mut String) {
    match character {
        '"' | '\\' => out.extend(['\\', character]),
        '\0'..' ' => push_units(character, out),
        _ => out.push(character),
    }
}

fn push_units(character: char, out: &mut String) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        *out += &format!("\\u{unit:04X}");
    }
}
