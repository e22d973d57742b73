//! Patterns and formats beside those of the `jsonschema` crate.

use std::sync::LazyLock;

use event_schema_rules::{Compiled, Format};
use jsonschema::Validator;
use serde_json::json;

/// Reads an input as a text of a format, if its first byte is one of the digits for formats, else as a pattern and a text
/// on the next line.
///
/// # Panics
///
/// The verdicts differ, or a pattern that is taken is no regular expression.
pub fn compare(input: &[u8]) {
    let Some((&kind, rest)) = input.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    match ORACLES.get(usize::from(kind.wrapping_sub(b'0'))) {
        Some((format, oracle)) => {
            let expected = oracle.is_valid(&json!(text));
            assert_eq!(format.is_valid(text), expected, "{} of {text:?}", format.name());
        }
        None => {
            if let Some((pattern, text)) = text.split_once('\n') {
                of_pattern(pattern, text);
            }
        }
    }
}

/// The formats about which the oracle judges as the standards do.
const FORMATS: [Format; 7] = [
    Format::DateTime,
    Format::Date,
    Format::Time,
    Format::Uuid,
    Format::Ipv4,
    Format::Ipv6,
    Format::JsonPointer,
];

static ORACLES: LazyLock<[(Format, Validator); 7]> =
    LazyLock::new(|| FORMATS.map(|format| (format, oracle(format))));

static REGEX: LazyLock<Validator> = LazyLock::new(|| oracle(Format::Regex));

fn oracle(format: Format) -> Validator {
    let schema = json!({ "format": format.name() });
    let oracle = jsonschema::draft202012::options().should_validate_formats(true).build(&schema);
    oracle.expect("a format is a schema")
}

fn of_pattern(source: &str, text: &str) {
    let expected = REGEX.is_valid(&json!(source));
    assert_eq!(Format::Regex.is_valid(source), expected, "whether /{source}/ is a regular expression");
    // The oracle's engine takes `\x7f` in a class for several characters, and hyphens that follow for what they are not.
    if source.len() > 100 || source.contains("--") && source.contains('\\') {
        return;
    }
    let Ok(compiled) = Compiled::new(source) else { return };
    assert!(expected, "/{source}/ is compiled, but no regular expression");
    // Nor does it take what is large, or `\b` for a backspace.
    let Ok(oracle) = jsonschema::validator_for(&json!({ "pattern": source })) else { return };
    let matches = compiled.pattern().is_match(text);
    assert_eq!(matches, oracle.is_valid(&json!(text)), "/{source}/ on {text:?}");
}
