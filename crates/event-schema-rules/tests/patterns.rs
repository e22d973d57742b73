//! Patterns against the official suite, and against other engines.

mod common;
mod written;

use event_schema_rules::{Compiled, Format, Pattern};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use regex::Regex;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[test]
fn the_official_suite_agrees() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in common::cases().into_iter().filter(|case| !case.file.contains("format/")) {
        let Some(verdict) = verdict(&case.schema, &case.data) else { continue };
        *counts.entry(case.file.clone()).or_default() += 1;
        if verdict != case.valid {
            wrong.push(format!("{}: {}", case.file, case.about));
        }
    }
    for (file, count) in &counts {
        println!("{file:40} {count:3} cases");
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(counts.len(), 6);
}

/// The verdict of a schema of nothing but patterns.
fn verdict(schema: &Value, data: &Value) -> Option<bool> {
    let keywords = ["$schema", "type", "pattern", "patternProperties", "additionalProperties"];
    if !schema.as_object()?.keys().all(|keyword| keywords.contains(&&**keyword)) {
        return None;
    }
    let compiled = |source: &str| {
        Compiled::new(source).unwrap_or_else(|refused| panic!("/{source}/ is refused {refused}"))
    };
    let mut verdict = true;
    if let (Some(source), Some(text)) = (schema["pattern"].as_str(), data.as_str()) {
        verdict &= compiled(source).pattern().is_match(text);
    }
    for (source, of) in schema["patternProperties"].as_object().into_iter().flatten() {
        let compiled = compiled(source);
        for (name, value) in data.as_object().into_iter().flatten() {
            let is_of = *of == json!(true) || *of == json!({ "type": "integer" }) && value.is_i64();
            let is_additional = schema["additionalProperties"] != json!(false);
            verdict &= if compiled.pattern().is_match(name) { is_of } else { is_additional };
        }
    }
    Some(verdict)
}

/// Patterns out of a generator that writes each in two dialects.
#[test]
fn another_engine_agrees() {
    const PATTERNS: usize = 6_000;
    const STRINGS: usize = 60;
    let mut random = Pcg64Mcg::seed_from_u64(11);
    let (mut compared, mut matched, mut refused) = (0, 0, 0);
    for _ in 0..PATTERNS {
        let written = written::Written::random(&mut random);
        let compiled = match Compiled::new(&written.ecma) {
            Ok(compiled) => compiled,
            Err(error) => {
                assert_eq!(error.problem(), "the pattern needs too large a table", "/{}/", written.ecma);
                refused += 1;
                continue;
            }
        };
        let pattern = Pattern::new(compiled.source(), compiled.program());
        let peer = Regex::new(&written.rust).unwrap_or_else(|error| panic!("{}: {error}", written.ecma));
        for _ in 0..STRINGS {
            let text = written.string(&mut random);
            let verdict = pattern.is_match(&text);
            assert_eq!(verdict, peer.is_match(&text), "/{}/ on {text:?}", written.ecma);
            matched += usize::from(verdict);
            compared += 1;
        }
        let lengths = {
            let least = random.random_range(0..6);
            least..=least + random.random_range(0..6)
        };
        let sample = pattern.sample(lengths.clone(), &mut |below| random.random_range(0..below));
        let no_sample = pattern.sample_refused(lengths.clone(), &mut |below| random.random_range(0..below));
        for (sample, is_wanted) in [(sample, true), (no_sample, false)] {
            match sample {
                Some(text) => {
                    assert_eq!(peer.is_match(&text), is_wanted, "/{}/ on {text:?}", written.ecma);
                    assert!(lengths.contains(&text.chars().count()), "/{}/: {text:?}", written.ecma);
                }
                None => {
                    for _ in 0..STRINGS {
                        let text = written.string(&mut random);
                        let is_long = lengths.contains(&text.chars().count());
                        assert!(
                            !is_long || peer.is_match(&text) != is_wanted,
                            "/{}/: {text:?}",
                            written.ecma
                        );
                    }
                }
            }
        }
    }
    println!("{PATTERNS} patterns, {refused} too large; {compared} strings, {matched} matched");
    assert!(refused < PATTERNS / 50 && matched > compared / 10 && matched < compared * 9 / 10);
}

/// Patterns as the published schema holds them, in the hands of a JSON Schema validator.
#[test]
fn another_validator_agrees() {
    let mut random = Pcg64Mcg::seed_from_u64(13);
    for _ in 0..2_000 {
        let written = written::Written::random(&mut random);
        let Ok(compiled) = Compiled::new(&written.ecma) else { continue };
        assert!(Format::Regex.is_valid(&written.ecma), "/{}/", written.ecma);
        let peer = jsonschema::validator_for(&json!({ "pattern": written.ecma }));
        let peer = peer.unwrap_or_else(|error| panic!("/{}/: {error}", written.ecma));
        for _ in 0..40 {
            let text = written.string(&mut random);
            let verdict = compiled.pattern().is_match(&text);
            assert_eq!(verdict, peer.is_valid(&json!(text)), "/{}/ on {text:?}", written.ecma);
        }
    }
}

/// Whatever is put in, there is an answer, and what is taken is a regular expression for others too.
#[test]
fn no_text_is_too_strange() {
    const PIECES: &[&str] = &[
        "a",
        "b",
        "\u{e9}",
        "\u{1F600}",
        "0",
        "-",
        "^",
        "$",
        ".",
        "*",
        "+",
        "?",
        "{",
        "}",
        "{2}",
        "{1,3}",
        "{,2}",
        "(",
        ")",
        "(?:",
        "(?=",
        "(?<n>",
        "[",
        "]",
        "[^",
        "|",
        "\\",
        "\\d",
        "\\W",
        "\\s",
        "\\b",
        "\\1",
        "\\u",
        "\\u{",
        "\\ud83d",
        "\\x4",
        "\\c",
        "\\p{L}",
        ",",
        "&&",
        "--",
        "/",
        "\\/",
        "\\-",
    ];
    const CHARS: &[char] = &['a', 'b', '\u{e9}', '\u{1F600}', '0', '-', ' ', '\n', '/', '^', '&', ','];
    let mut random = Pcg64Mcg::seed_from_u64(17);
    let mut taken = 0;
    for _ in 0..200_000 {
        let count = random.random_range(0..8);
        let source: String = (0..count).map(|_| PIECES[random.random_range(0..PIECES.len())]).collect();
        match Compiled::new(&source) {
            Ok(compiled) => {
                assert!(Format::Regex.is_valid(&source), "/{source}/");
                taken += 1;
                if taken % 20 > 0 {
                    continue;
                }
                let peer = jsonschema::validator_for(&json!({ "pattern": source }));
                let peer = peer.unwrap_or_else(|error| panic!("/{source}/: {error}"));
                for _ in 0..20 {
                    let count = random.random_range(0..6);
                    let text: String =
                        (0..count).map(|_| CHARS[random.random_range(0..CHARS.len())]).collect();
                    let verdict = compiled.pattern().is_match(&text);
                    assert_eq!(verdict, peer.is_valid(&json!(text)), "/{source}/ on {text:?}");
                }
            }
            Err(refused) => assert!(source.is_char_boundary(refused.position()), "/{source}/ {refused}"),
        }
    }
    println!("{taken} of 200000 taken");
    assert!(taken > 20_000);
}

#[test]
fn what_is_outside_is_refused_where_it_stands() {
    let cases: &[(&str, usize, &str)] = &[
        ("a(?=b)", 1, "look-ahead"),
        ("a(?!b)", 1, "look-ahead"),
        ("(?<=a)b", 0, "look-behind"),
        ("(?<!a)b", 0, "look-behind"),
        ("(?<year>a)", 0, "groups have no names"),
        ("(?i:a)", 0, "groups have no flags"),
        ("(a)\\1", 3, "back-reference"),
        ("\\k<a>", 0, "back-reference"),
        ("\u{e9}\\b", 2, "word boundaries"),
        ("\\p{Script=Greek}", 0, "only general categories"),
        ("[\\P{Alphabetic}]", 1, "only general categories"),
        ("\\pL", 0, "no property is meant"),
        ("\\Aa", 0, "`\\A` is not known"),
        ("a\\z", 1, "`\\z` and `\\Z` are not known"),
        ("\\a", 0, "gives this letter no meaning"),
        ("a\\-b", 1, "no backslash may stand"),
        ("a\\0", 1, "means different things"),
        ("\\c1", 0, "control"),
        ("\\x4", 0, "two hexadecimal digits"),
        ("\\u12", 0, "no character is meant"),
        ("\\u{110000}", 0, "no character is meant"),
        ("\\u{}", 0, "no character is meant"),
        ("[\\ud83d]", 1, "surrogates"),
        ("a\\ud83d\\udc09", 1, "surrogates"),
        ("[]", 0, "the class is empty"),
        ("[^]", 0, "the class is empty"),
        ("a[bc", 1, "the class is not closed"),
        ("[z-a]", 1, "the range ends"),
        ("[\\d-z]", 1, "bounds no range"),
        ("a]", 1, "no class is open"),
        ("a}", 1, "no count is open"),
        ("{2}", 0, "nothing stands here to repeat"),
        ("a{,2}", 1, "no count stands here"),
        ("a{2", 1, "the count is not closed"),
        ("a{3,2}", 1, "contradict"),
        ("a{1001}", 2, "above 1000"),
        ("a{99999999999}", 2, "above 1000"),
        ("*a", 0, "nothing stands here to repeat"),
        ("a|+", 2, "nothing stands here to repeat"),
        ("a**", 2, "nothing stands here to repeat"),
        ("a(?)", 1, "groups have no flags"),
        ("a(?:|())*", 8, "the group before it is empty"),
        ("^*", 1, "do not repeat"),
        ("a(b", 1, "the group is not closed"),
        ("a)b", 1, "no group is open"),
        ("a\\", 1, "nothing follows the backslash"),
    ];
    for (source, position, problem) in cases {
        let refused = Compiled::new(source).expect_err(source);
        assert_eq!(refused.position(), *position, "/{source}/ {refused}");
        assert!(refused.problem().contains(problem), "/{source}/ {refused}");
        assert!(!refused.instead().is_empty());
    }
}

/// What grows without bounds is refused, and what is written in earnest is not.
#[test]
fn large_tables_are_refused() {
    let deep = "(".repeat(10_000);
    let nested = format!("{}a{}", "(?:".repeat(64), "){2}".repeat(64));
    for source in [
        "a.{20}b",
        "(?:a|b)*a(?:a|b){15}$",
        "(?:[a-z]{1000}){1000}",
        "^(?:(?:a{0,30}){0,30}){0,30}$",
        &deep,
        &nested,
    ] {
        assert!(Compiled::new(source).is_err(), "/{}/", &source[..20.min(source.len())]);
    }
    for source in [
        "^.{0,1000}$",
        "^[a-z]{1,63}(?:\\.[a-z]{1,63}){0,10}$",
        "^(?:a|b)*a(?:a|b){8}$",
        "^[A-Za-z0-9_-]{43}$",
    ] {
        let compiled = Compiled::new(source).unwrap();
        println!("/{source}/: {} bytes", compiled.program().len());
    }
}

#[test]
fn assertions_hold_wherever_they_stand() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("", &["", "a"], &[]),
        ("^$", &[""], &["a", "\n"]),
        ("$^", &[""], &["a"]),
        ("(?:^a|b$)", &["ax", "xb", "a"], &["xa", "bx", ""]),
        ("a$|^b", &["ca", "bc"], &["ac", "cb"]),
        ("(?:^)*a", &["a", "ba"], &[""]),
        ("(?:a$)*b", &["b", "ab"], &["a"]),
        ("(^a)+$", &["a"], &["aa", "ba"]),
        ("a^", &[], &["a", ""]),
        ("$a", &[], &["a", ""]),
        ("(?:a|$)$", &["", "a", "b"], &[]),
        ("^abc$", &["abc"], &["abc\n", "\nabc"]),
        ("[^\\s\\S]", &[], &["", "a"]),
    ];
    for (source, matching, others) in cases {
        let compiled = Compiled::new(source).unwrap();
        let pattern = compiled.pattern();
        assert!(matching.iter().all(|text| pattern.is_match(text)), "/{source}/");
        assert!(!others.iter().any(|text| pattern.is_match(text)), "/{source}/");
        assert!(!pattern.matches_none() || matching.is_empty(), "/{source}/");
    }
}

/// States that accept the same are one, however they are written.
#[test]
fn tables_are_smallest() {
    for (one, other) in [
        ("a|b", "[ab]"),
        ("^(?:ab|cb)$", "^[ac]b$"),
        ("^a+$", "^aa*$"),
        ("x*", ""),
        ("(?:a|ab|abc)", "a"),
        ("^(?:[a-c]|[b-f])$", "^[a-f]$"),
    ] {
        let [one, other] = [one, other].map(|source| Compiled::new(source).unwrap());
        assert_eq!(one.program(), other.program(), "/{}/ and /{}/", one.source(), other.source());
    }
    assert!(Compiled::new("x*").unwrap().pattern().matches_all());
}

#[test]
fn samples_have_the_length_that_is_asked_for() {
    let compiled = Compiled::new("^(?:ab)+$").unwrap();
    let pattern = compiled.pattern();
    let mut random = Pcg64Mcg::seed_from_u64(1);
    let mut draw = |below: usize| random.random_range(0..below);
    assert_eq!(pattern.sample(5..=5, &mut draw), None);
    assert_eq!(pattern.sample(5..=6, &mut draw).as_deref(), Some("ababab"));
    assert_eq!(pattern.sample(300..=usize::MAX, &mut draw).map(|text| text.len() >= 300), Some(true));
    assert_eq!(pattern.sample_refused(0..=0, &mut draw).as_deref(), Some(""));

    let compiled = Compiled::new("[^\\d]{3}").unwrap();
    for _ in 0..1_000 {
        let text = compiled.pattern().sample(3..=5, &mut draw).unwrap();
        assert!(compiled.pattern().is_match(&text), "{text:?}");
    }
}

/// Generated code holds the table as one literal.
#[test]
fn a_program_stands_in_a_constant() {
    const HEAD: [u8; 8] = [2, 0, 4, 0, 6, 0, 1, 0];
    const PROGRAM: [u8; 8 + 128 + 4 + 16] = {
        let mut program = [0; 8 + 128 + 4 + 16];
        program.split_at_mut(8).0.copy_from_slice(&HEAD);
        program[8 + b'a' as usize] = 1;
        // The other characters, and the rows: refused, matched, before the letter, behind it.
        let rest = [0x80, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0, 0, 0, 6, 0, 0, 0, 0, 0];
        program.split_at_mut(8 + 128).1.copy_from_slice(&rest);
        program
    };
    const PATTERN: Pattern<'static> = Pattern::new("^a$", &PROGRAM);
    assert_eq!(Compiled::new("^a$").unwrap().program(), PROGRAM);
    assert!(PATTERN.is_match("a") && !PATTERN.is_match("aa") && !PATTERN.is_match("\u{e4}"));
    assert!(PATTERN.is_match_in("a".chars()));
    assert_eq!(format!("{PATTERN:?}"), "/^a$/");
}
