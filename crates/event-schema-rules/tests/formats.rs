//! Formats against the official suite, and against another validator where the suite is silent.

mod common;

use event_schema_rules::{ContentEncoding, Format};
use jsonschema::Validator;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[test]
fn the_official_suite_agrees() {
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in common::cases() {
        let draft = case.file.split('/').next().unwrap().to_owned();
        let mut keywords = case.schema.as_object().unwrap().keys().filter(|keyword| *keyword != "$schema");
        let (Some(keyword), None) = (keywords.next(), keywords.next()) else { continue };
        let name = case.schema[keyword].as_str();
        let verdict = match (keyword.as_str(), name, case.data.as_str()) {
            ("format" | "contentEncoding", Some(_), None) => {
                *counts.entry((draft, "(not a string)")).or_default() += 1;
                assert!(case.valid, "{}: {}", case.file, case.about);
                continue;
            }
            ("format", Some(name), Some(text)) => {
                let format = Format::parse(name).unwrap_or_else(|| panic!("{}: {name}", case.file));
                *counts.entry((draft, format.name())).or_default() += 1;
                format.is_valid(text)
            }
            ("contentEncoding", Some(name), Some(text)) => {
                *counts.entry((draft, "base64")).or_default() += 1;
                ContentEncoding::parse(name).unwrap().is_valid(text)
            }
            _ => continue,
        };
        if verdict != case.valid {
            wrong.push(format!("{}: {}", case.file, case.about));
        }
    }
    for ((draft, name), count) in &counts {
        println!("{draft:13} {name:15} {count:3} cases");
    }
    assert_eq!(wrong, [""; 0]);
    for format in Format::ALL {
        let is_run = counts.contains_key(&("draft2020-12".to_owned(), format.name()));
        assert!(is_run, "{}", format.name());
    }
    println!("not run: contentMediaType, which says what the content is; that is no rule of the string");
}

/// Strings made out of the suite's and of others, by edits that keep close to them.
#[test]
fn another_validator_agrees_where_the_suite_is_silent() {
    const EACH: usize = 60_000;
    let mut random = Pcg64Mcg::seed_from_u64(7);
    let mut wrong = Vec::new();
    for format in Format::ALL {
        let peer = peer(&json!({ "format": format.name() }));
        let seeds = seeds(format);
        let mut accepted = 0;
        for _ in 0..EACH {
            let text = edited(&seeds, &mut random);
            let verdict = format.is_valid(&text);
            accepted += usize::from(verdict);
            if verdict != peer.is_valid(&Value::from(&*text)) && !differs(format, &text) {
                wrong.push(format!("{} of {text:?}: {verdict}", format.name()));
            }
        }
        println!("{:15} {EACH} strings, {accepted} accepted", format.name());
    }
    wrong.sort_unstable_by_key(String::len);
    wrong.truncate(60);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn another_validator_agrees_about_base64() {
    let peer = jsonschema::draft7::options().build(&json!({ "contentEncoding": "base64" })).unwrap();
    let mut random = Pcg64Mcg::seed_from_u64(7);
    let seeds = ["", "Zg==", "Zm8=", "Zm9v", "eyJmb28iOiAiYmFyIn0K", "+/+/", "Zh==", "Zm9=", "===="]
        .map(str::to_owned);
    for _ in 0..60_000 {
        let text = edited(&seeds, &mut random);
        // It takes padded texts one behind the other, which RFC 4648 does not know.
        if text.trim_end_matches('=').contains('=') {
            assert!(!ContentEncoding::Base64.is_valid(&text), "{text:?}");
            continue;
        }
        let verdict = ContentEncoding::Base64.is_valid(&text);
        assert_eq!(verdict, peer.is_valid(&Value::from(&*text)), "{text:?}");
    }
}

/// Where the other validator is known to judge otherwise, and why it is not followed.
fn differs(format: Format, text: &str) -> bool {
    match format {
        // It refuses capitals before an encoded label, and takes the unassigned places and the punctuation between kana for letters.
        Format::Hostname => {
            ["xn--j8j6z45g", "xn--r8jzhijklmnopqrstuvwxyzabcdefghijk.com"].contains(&text)
                || text.to_ascii_lowercase().contains("xn--") && text.contains(['X', 'N'])
        }
        // It takes a name before an address in angles, and a tab in quotes: neither is in a mailbox of RFC 5321,
        // where a space may be escaped.
        Format::Email => text.contains(['<', '\t']) || text.contains("\\ "),
        _ => false,
    }
}

fn peer(schema: &Value) -> Validator {
    jsonschema::draft202012::options().should_validate_formats(true).build(schema).unwrap()
}

fn seeds(format: Format) -> Vec<String> {
    let of_suite = common::cases().into_iter().filter(|case| case.schema["format"] == format.name());
    let mut seeds: Vec<String> = of_suite.filter_map(|case| case.data.as_str().map(str::to_owned)).collect();
    let path = format!("{}/tests/seeds/{}.txt", env!("CARGO_MANIFEST_DIR"), format.name());
    let more = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    seeds.extend(more.lines().map(str::to_owned));
    seeds
}

/// One of the seeds, or two of them crossed, with up to three places changed.
fn edited(seeds: &[String], random: &mut Pcg64Mcg) -> String {
    let mut text: Vec<char> = seeds[random.random_range(0..seeds.len())].chars().collect();
    let other: Vec<char> = seeds[random.random_range(0..seeds.len())].chars().collect();
    if random.random_ratio(1, 4) {
        text.truncate(random.random_range(0..=text.len()));
        text.extend(&other[random.random_range(0..=other.len())..]);
    }
    for _ in 0..random.random_range(0..4) {
        const COMMON: &[char] =
            &['0', '1', '9', 'a', 'F', 'z', '-', '.', ':', '/', '@', '\\', '"', 'T', 'Z', ' ', '%', '\u{e9}'];
        let any = [COMMON[random.random_range(0..COMMON.len())], char::from(random.random_range(0..127))];
        let char = match random.random_range(0..4) {
            0 if !other.is_empty() => other[random.random_range(0..other.len())],
            1 if !text.is_empty() => text[random.random_range(0..text.len())],
            _ => any[random.random_range(0..2)],
        };
        let at = random.random_range(0..=text.len());
        match random.random_range(0..3) {
            0 => text.insert(at, char),
            1 if at < text.len() => text[at] = char,
            _ if at < text.len() => drop(text.remove(at)),
            _ => {}
        }
    }
    text.into_iter().collect()
}
