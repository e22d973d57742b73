//! Patterns and formats beside those of the `jsonschema` crate.

use event_schema_rules::{Compiled, Format};
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
    match FORMATS.get(usize::from(kind.wrapping_sub(b'0'))) {
        Some(format) => of_format(*format, text),
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

fn of_format(format: Format, text: &str) {
    let oracle = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&json!({ "format": format.name() }))
        .expect("a format is a schema");
    assert_eq!(format.is_valid(text), oracle.is_valid(&json!(text)), "{} of {text:?}", format.name());
}

fn of_pattern(source: &str, text: &str) {
    // The oracle's engine gives up on what is large.
    if source.len() > 100 {
        return;
    }
    let Ok(compiled) = Compiled::new(source) else { return };
    assert!(Format::Regex.is_valid(source), "/{source}/ is compiled, but no regular expression");
    let Ok(oracle) = jsonschema::validator_for(&json!({ "pattern": source })) else {
        // The oracle does not know that `\b` in a class is a backspace.
        assert!(source.contains(r"\b"), "/{source}/ is compiled, but no other validator takes it");
        return;
    };
    let matches = compiled.pattern().is_match(text);
    assert_eq!(matches, oracle.is_valid(&json!(text)), "/{source}/ on {text:?}");
}
