//! Every attribute that serde's derives know, in each place where they know it: read here too, or refused with what to
//! write instead.

use std::collections::BTreeSet;

use syn::DeriveInput;

use crate::{Derive, expand};

/// What becomes of an attribute.
enum Verdict {
    /// It means here what it means to serde.
    Ours,
    /// It is refused; the message says this.
    Refused(&'static str),
}

use Verdict::{Ours, Refused};

/// An attribute's name, an item that uses it, and what becomes of it.
type Use = (&'static str, &'static str, Verdict);

/// What the derives of `serde_derive` 1.0.229 know on a type, each in an item that serde accepts.
const ON_TYPES: &[Use] = &[
    ("rename", r#"#[serde(rename = "Other")] struct T { a: u8 }"#, Ours),
    ("rename", r#"#[serde(rename(serialize = "A", deserialize = "A"))] struct T { a: u8 }"#, Ours),
    (
        "rename",
        r#"#[serde(rename(serialize = "A", deserialize = "B"))] struct T { a: u8 }"#,
        Refused(
            "a type has one definition, which has one name in both directions: write `rename = \\\"…\\\"`",
        ),
    ),
    ("rename_all", r#"#[serde(rename_all = "camelCase")] struct T { a_b: u8 }"#, Ours),
    ("rename_all", r#"#[serde(rename_all(serialize = "camelCase"))] enum T { AB, C }"#, Ours),
    ("rename_all_fields", r#"#[serde(rename_all_fields = "camelCase")] enum T { A { a_b: u8 } }"#, Ours),
    ("transparent", "#[serde(transparent)] struct T(u8);", Ours),
    ("transparent", "#[serde(transparent)] struct T { a: u8, #[serde(skip)] b: u8 }", Ours),
    ("deny_unknown_fields", "#[serde(deny_unknown_fields)] struct T { a: u8 }", Ours),
    (
        "deny_unknown_fields",
        "#[serde(deny_unknown_fields)] struct T { #[serde(flatten)] a: A }",
        Refused("write the group's fields here, or remove `deny_unknown_fields`"),
    ),
    ("default", "#[serde(default)] struct T { a: u8 }", Ours),
    ("default", r#"#[serde(default = "make")] struct T { a: u8 }"#, Ours),
    ("bound", r#"#[serde(bound = "T: Clone")] struct T<T> { a: T }"#, Ours),
    ("untagged", "#[serde(untagged)] enum T { A(u8), B(bool) }", Ours),
    ("tag", r#"#[serde(tag = "t")] enum T { A { a: u8 }, B }"#, Ours),
    ("tag", r#"#[serde(tag = "t")] struct T { a: u8 }"#, Refused("it tells the variants of an enum apart")),
    ("content", r#"#[serde(tag = "t", content = "c")] enum T { A(u8), B }"#, Ours),
    ("from", r#"#[serde(from = "u8", into = "u8")] struct T { a: u8 }"#, Ours),
    ("from", r#"#[serde(from = "u8")] struct T { a: u8 }"#, Refused("add `into = \\\"u8\\\"`")),
    ("try_from", r#"#[serde(try_from = "u8", into = "u8")] enum T { A, B(u8) }"#, Ours),
    (
        "into",
        r#"#[serde(into = "u8")] struct T { a: u8 }"#,
        Refused("add `from = \\\"u8\\\"` or `try_from = \\\"u8\\\"`"),
    ),
    ("remote", r#"#[serde(remote = "Other")] struct T { a: u8 }"#, Ours),
    (
        "field_identifier",
        "#[serde(field_identifier)] enum T { A, B }",
        Refused("the names of an enum's variants are its values already"),
    ),
    (
        "variant_identifier",
        "#[serde(variant_identifier)] enum T { A, B }",
        Refused("the names of an enum's variants are its values already"),
    ),
    ("crate", r#"#[serde(crate = "elsewhere::serde")] struct T { a: u8 }"#, Ours),
    ("expecting", r#"#[serde(expecting = "a thing")] struct T { a: u8 }"#, Ours),
];

/// What they know on a variant.
const ON_VARIANTS: &[Use] = &[
    ("rename", r#"enum T { #[serde(rename = "b")] A, C(u8) }"#, Ours),
    ("rename", r#"enum T { #[serde(rename(serialize = "b"))] A }"#, Ours),
    ("alias", r#"enum T { #[serde(alias = "b")] A }"#, Ours),
    ("alias", r#"enum T { #[serde(alias = "b")] A(u8) }"#, Ours),
    ("rename_all", r#"enum T { #[serde(rename_all = "camelCase")] A { a_b: u8 } }"#, Ours),
    ("skip", "enum T { A, #[serde(skip)] B }", Ours),
    ("skip", "enum T { A(u8), #[serde(skip)] B(Foreign) }", Ours),
    ("skip_serializing", "enum T { A, #[serde(skip_serializing)] B }", Ours),
    ("skip_serializing", r#"#[serde(tag = "t")] enum T { A { a: u8 }, #[serde(skip_serializing)] B }"#, Ours),
    (
        "skip_serializing",
        "enum T { #[serde(skip_serializing)] A }",
        Refused("no variant is left that is written"),
    ),
    ("skip_deserializing", "enum T { A(u8), #[serde(skip_deserializing)] B { b: u8 } }", Ours),
    ("skip_deserializing", "#[serde(untagged)] enum T { A(u8), #[serde(skip_deserializing)] B(bool) }", Ours),
    ("other", r#"#[serde(tag = "t")] enum T { A { a: u8 }, #[serde(other)] B }"#, Ours),
    ("other", r#"#[serde(tag = "t", content = "c")] enum T { A { a: u8 }, #[serde(other)] B }"#, Ours),
    (
        "other",
        r#"#[serde(tag = "t", content = "c", deny_unknown_fields)] enum T { A { a: u8 }, #[serde(other)] B }"#,
        Ours,
    ),
    ("other", "enum T { A { a: u8 }, #[serde(other)] B }", Ours),
    ("other", "enum T { A, #[serde(other)] B }", Ours),
    ("bound", r#"enum T<U> { #[serde(bound = "U: Clone")] A(U) }"#, Ours),
    ("with", r#"enum T { #[serde(with = "hex")] A(u8) }"#, Refused("on the field of a newtype that says")),
    (
        "serialize_with",
        r#"enum T { #[serde(serialize_with = "hex")] A(u8) }"#,
        Refused("on the field of a newtype that says"),
    ),
    (
        "deserialize_with",
        r#"enum T { #[serde(deserialize_with = "hex")] A(u8) }"#,
        Refused("on the field of a newtype that says"),
    ),
    ("borrow", "enum T<'a> { #[serde(borrow)] A(Cow<'a, str>) }", Ours),
    ("untagged", "enum T { A, #[serde(untagged)] B(u8) }", Ours),
];

/// What they know on a field.
const ON_FIELDS: &[Use] = &[
    ("rename", r#"struct T { #[serde(rename = "b")] a: u8 }"#, Ours),
    ("rename", r#"struct T { #[serde(rename(serialize = "b", deserialize = "c"))] a: u8 }"#, Ours),
    ("alias", r#"struct T { #[serde(alias = "b")] a: u8 }"#, Ours),
    ("default", "struct T { #[serde(default)] a: u8 }", Ours),
    ("default", r#"struct T { #[serde(default = "make")] a: u8 }"#, Ours),
    ("skip", "struct T { #[serde(skip)] a: u8 }", Ours),
    ("skip_serializing", "struct T { #[serde(skip_serializing)] a: u8 }", Ours),
    ("skip_deserializing", "struct T { #[serde(skip_deserializing)] a: u8 }", Ours),
    ("skip_serializing_if", r#"struct T { #[serde(default, skip_serializing_if = "none")] a: u8 }"#, Ours),
    ("with", r#"struct T { #[serde(with = "hex")] #[event(schema = "String")] a: u8 }"#, Ours),
    (
        "with",
        r#"#[serde(transparent)] #[event(schema = "String")] struct T(#[serde(with = "hex")] u8);"#,
        Ours,
    ),
    (
        "with",
        r#"#[serde(tag = "t")] enum T { A { #[serde(with = "hex")] #[event(schema = "String")] a: u8 } }"#,
        Ours,
    ),
    ("with", r#"struct T { #[serde(with = "hex")] a: u8 }"#, Refused("add `#[event(schema = \\\"…\\\")]`")),
    (
        "serialize_with",
        r#"struct T { #[serde(serialize_with = "hex")] a: u8 }"#,
        Refused("add `#[event(schema = \\\"…\\\")]`"),
    ),
    (
        "deserialize_with",
        r#"struct T { #[serde(deserialize_with = "hex")] a: u8 }"#,
        Refused("add `#[event(schema = \\\"…\\\")]`"),
    ),
    ("bound", r#"struct T<U> { #[serde(bound = "U: Clone")] a: U }"#, Ours),
    ("borrow", "struct T<'a> { #[serde(borrow)] a: Cow<'a, str> }", Ours),
    ("borrow", r#"struct T<'a> { #[serde(borrow = "'a")] a: Cow<'a, str> }"#, Ours),
    ("getter", r#"#[serde(remote = "Other")] struct T { #[serde(getter = "Other::a")] a: u8 }"#, Ours),
    ("flatten", "struct T { #[serde(flatten)] a: Group }", Ours),
    ("flatten", "struct T { #[serde(flatten)] a: Option<Group> }", Ours),
    ("flatten", "struct T { #[serde(flatten)] a: BTreeMap<String, u8> }", Ours),
    ("flatten", "struct T { #[serde(flatten)] #[event(variants)] a: Option<Enum> }", Ours),
];

/// The names in `serde_derive`'s list of symbols; what is left out there is no attribute of serde's.
const NAMES: [&str; 30] = [
    "alias",
    "borrow",
    "bound",
    "content",
    "crate",
    "default",
    "deny_unknown_fields",
    "deserialize_with",
    "expecting",
    "field_identifier",
    "flatten",
    "from",
    "getter",
    "into",
    "other",
    "remote",
    "rename",
    "rename_all",
    "rename_all_fields",
    "serialize_with",
    "skip",
    "skip_deserializing",
    "skip_serializing",
    "skip_serializing_if",
    "tag",
    "transparent",
    "try_from",
    "untagged",
    "variant_identifier",
    "with",
];

#[test]
fn every_attribute_of_serde_is_ours_or_refused_with_a_mend() {
    let mut ours = 0;
    let mut refused = 0;
    for (_, item, verdict) in ON_TYPES.iter().chain(ON_VARIANTS).chain(ON_FIELDS) {
        let written = derived(item);
        match verdict {
            Ours => {
                assert!(!written.contains("compile_error"), "{item} is refused: {written}");
                ours += 1;
            }
            Refused(mend) => {
                assert!(written.contains("compile_error"), "{item} is accepted");
                assert!(written.contains(mend), "{item}: the message does not say `{mend}`: {written}");
                refused += 1;
            }
        }
    }
    println!("{ours} uses of serde's attributes are read, {refused} are refused with a mend");
}

#[test]
fn no_attribute_of_serde_is_missing() {
    let listed: BTreeSet<&str> =
        ON_TYPES.iter().chain(ON_VARIANTS).chain(ON_FIELDS).map(|(name, ..)| *name).collect();
    let missing: Vec<_> = NAMES.into_iter().filter(|name| !listed.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What belongs elsewhere is refused as serde refuses it, and what serde does not know at all, too.
#[test]
fn an_attribute_that_serde_does_not_know_in_a_place_is_refused_there() {
    let places = [
        (ON_TYPES, "#[serde(HERE)] struct T { a: u8 }"),
        (ON_VARIANTS, "enum T { #[serde(HERE)] A(u8) }"),
        (ON_FIELDS, "struct T { #[serde(HERE)] a: u8 }"),
    ];
    for (known, item) in places {
        for name in NAMES.into_iter().chain(["skip_if", "nonsense"]) {
            if known.iter().any(|(known, ..)| *known == name) {
                continue;
            }
            for written in [name.to_owned(), format!("{name} = \"x\"")] {
                let item = item.replace("HERE", &written);
                assert!(derived(&item).contains("compile_error"), "{item} is accepted");
            }
        }
    }
}

fn derived(item: &str) -> String {
    let input: DeriveInput = syn::parse_str(item).unwrap_or_else(|error| panic!("{item}: {error}"));
    expand(Derive::Schema, &input).to_string()
}
