//! Whether a package says of a payload what Rust says: where it is not as declared, and what was expected there.

use std::collections::BTreeSet;

use event_schema::{Code, Error};

/// What a parser finds, which need not know in which property it is.
const PARSER: [Code; 5] = [Code::Syntax, Code::Utf8, Code::Depth, Code::Surrogate, Code::NumberRange];

/// What a message lacks of a finding, if it lacks anything.
///
/// It must stand at the finding's place, and hold each of the finding's words: the type, the bound, the names that are
/// allowed; `aliases` need not be told. It may tell more of what is expected, for some languages check a value's rules
/// at once. Quotation marks are a language's own.
pub(super) fn lacking(error: Error<'_>, aliases: &BTreeSet<&str>, message: &str) -> Option<String> {
    if PARSER.contains(&error.code) {
        return None;
    }
    let Some(said) = said_at(&place(error), error.code, message) else {
        return Some(format!("was refused rightly, but not at `{}`: {message}", place(error)));
    };
    let said = unquoted(said);
    let is_said =
        |word: &String| holds(&said, &unquoted(word)) || otherwise(word).is_some_and(|it| holds(&said, &it));
    let lacking = words(error, aliases).into_iter().find(|word| !is_said(word))?;
    Some(format!("was refused rightly, but the message does not say `{lacking}`: {message}"))
}

/// A property that is missing is missed where it would be.
fn place(error: Error<'_>) -> String {
    let missing =
        error.message.strip_prefix("expected the property `").and_then(|rest| rest.split('`').next());
    match missing {
        Some(name) => format!("{}/{}", error.instance, name.replace('~', "~0").replace('/', "~1")),
        None => error.instance.to_owned(),
    }
}

/// What is said of a place, as `place: what was expected`; nothing stands before what is said of the whole.
fn said_at<'m>(place: &str, code: Code, message: &'m str) -> Option<&'m str> {
    // What is not declared may be said to stand too much at its own place.
    let is_deeper = |rest: &str| code == Code::AdditionalProperties && rest.starts_with('/');
    if place.is_empty() {
        return (!message.starts_with('/') || is_deeper(message)).then_some(message);
    }
    let found =
        message.match_indices(place).filter(|(at, _)| !message[..*at].ends_with(|it: char| it != ' '));
    let mut found = found.map(|(at, _)| &message[at + place.len()..]);
    found.find(|rest| rest.starts_with(": ") || is_deeper(rest))
}

/// Whether the text holds the words, and not as a part of longer ones: ten is not the bound where it is a hundred.
fn holds(text: &str, words: &str) -> bool {
    let ends = |text: &str| !text.starts_with(char::is_alphanumeric) && !has_fraction(text);
    text.match_indices(words)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric) && ends(&text[at + words.len()..]))
}

fn has_fraction(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('.') else { return false };
    let fraction = digits.split(|one: char| !one.is_ascii_digit()).next().unwrap_or_default();
    fraction.contains(|digit| digit != '0')
}

/// The words of a finding that no language may leave out.
fn words(error: Error<'_>, aliases: &BTreeSet<&str>) -> Vec<String> {
    let said = error.message.strip_prefix("expected ").unwrap_or(error.message);
    let end = ["; found ", ", found ", "; did you mean "].iter().filter_map(|word| said.find(word)).min();
    let said = &said[..end.unwrap_or(said.len())];
    let names: Vec<String> =
        said.split('`').skip(1).step_by(2).filter(|name| !aliases.contains(name)).map(String::from).collect();
    let after = |prefixes: &[&str]| {
        let rest = prefixes.iter().find_map(|prefix| said.strip_prefix(prefix)).unwrap_or(said);
        vec![rest.replace(".0", "")]
    };
    if said.ends_with(REQUIRED_BY_VALUES) {
        return vec![REQUIRED_BY_VALUES.to_owned()];
    }
    if said.starts_with("the property") {
        // The first name is the place's.
        return std::iter::once(String::from("the property")).chain(names.into_iter().skip(1)).collect();
    }
    match error.code {
        Code::Type | Code::Const | Code::Enum | Code::OneOf if !names.is_empty() => names,
        // A string or null, say.
        Code::Type | Code::OneOf => said
            .split(" or ")
            .map(|kind| kind.trim_start_matches("an ").trim_start_matches("a ").to_owned())
            .collect(),
        Code::Pattern | Code::Format | Code::ContentEncoding => {
            after(&["a string that ", "a string ", "a text "])
        }
        Code::Not => after(&["a value "]),
        Code::AdditionalProperties => vec![String::from("no property")],
        _ => after(&[]),
    }
}

/// What says the same: the plural of a type, or of a bound the exact number of items, or the type that has these limits.
fn otherwise(word: &str) -> Option<String> {
    if word == "string" {
        return Some(String::from("strings"));
    }
    let (_, bound) = word.split_once("at least ").or_else(|| word.split_once("at most "))?;
    Some(match bound {
        "0" if word.starts_with("at least") => String::from("unsigned integer of 64 bits"),
        "-9223372036854775808" | "9223372036854775807" | "18446744073709551615" => {
            String::from("integer of 64 bits")
        }
        _ => format!("array of {bound}"),
    })
}

const REQUIRED_BY_VALUES: &str = "for the values of others require it";

fn unquoted(text: &str) -> String {
    text.chars().filter(|char| !['"', '\'', '`', '\\'].contains(char)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use event_schema::{Code, Error};

    use super::lacking;

    #[test]
    fn the_place_and_every_word_of_the_expectation_must_be_told() {
        // What Rust says, what says the same, and what says something else.
        let cases = [
            (
                Code::Type,
                "/by",
                "expected a string or null, found a boolean",
                "/by: expected a string, or null",
            ),
            (
                Code::Type,
                "/by",
                "expected a string, found a number",
                "/by: expected one of the strings \"a\"",
            ),
            (Code::Required, "", "expected the property `by`", "/by: expected the property"),
            (
                Code::Minimum,
                "/door",
                "expected at least 1",
                "/door: expected an integer, at least 1, at most 12",
            ),
            (Code::ExclusiveMinimum, "/w", "expected more than 0.0", "/w: expected a number, more than 0"),
            (Code::MaxItems, "/at", "expected at most 2 items, found 3", "/at: expected an array of 2 items"),
            (
                Code::Maximum,
                "/n",
                "expected at most 9223372036854775807",
                "/n: expected an integer of 64 bits",
            ),
            (Code::Enum, "/way", "expected one of `in`, `inside`, `out`", "/way: expected 'in' or 'out'"),
            (Code::Const, "/type", "expected the event `opened`", "/type: expected the string \"opened\""),
            (
                Code::Pattern,
                "/by",
                "expected a string that matches `^a$`",
                "/by: expected a string, that matches ^a$",
            ),
            (
                Code::AdditionalProperties,
                "",
                "expected no property beside the declared ones",
                "/x: expected no property",
            ),
        ];
        let others = [
            "/by: expected a string",
            "/by: expected an integer, or null",
            "/way: expected the property",
            "/door: expected an integer, at least 10, at most 12",
            "/w: expected a number, more than 0.5",
            "/at: expected an array of 20 items",
            "/n: expected an integer",
            "/way: expected 'in'",
            "/type: expected the string \"closed\"",
            "/by: expected a string",
            "expected an object",
        ];
        let aliases = BTreeSet::from(["inside"]);
        for ((code, instance, message, same), other) in cases.into_iter().zip(others) {
            let error = Error::new(code, instance, "", 0, message);
            assert_eq!(lacking(error, &aliases, same), None);
            assert!(lacking(error, &aliases, other).is_some(), "{other}");
            let elsewhere = same.replacen('/', "/elsewhere/", 1);
            assert!(lacking(error, &aliases, &elsewhere).is_some() || code == Code::AdditionalProperties);
        }
    }
}
