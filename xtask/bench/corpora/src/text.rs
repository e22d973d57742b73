//! What texts are made of, as JSON writes it between quotes. People are invented.

use event_schema::model::SampleHint;
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;
use rand_pcg::Pcg64;

/// Which characters a payload's texts are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alphabet {
    Ascii,
    Unicode,
    Escaped,
}

/// Appends a text without quotes.
pub(crate) fn push(hint: Option<SampleHint>, alphabet: Alphabet, random: &mut Pcg64, out: &mut Vec<u8>) {
    match hint {
        Some(SampleHint::Uuid) => uuid(random, out),
        Some(SampleHint::PhoneNumber) => digits(b"+4930231", 5, random, out),
        Some(SampleHint::ExtensionNumber) => digits(b"4", 3, random, out),
        Some(SampleHint::IpAddress) => digits(b"192.0.2.1", 2, random, out),
        _ => words(alphabet, random, out),
    }
}

fn uuid(random: &mut Pcg64, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    for length in [8, 4, 4, 4, 12] {
        if length != 8 {
            out.push(b'-');
        }
        out.extend((0..length).map(|_| HEX[random.random_range(0..16)]));
    }
    let start = out.len() - 36;
    // Version 4, variant 1.
    out[start + 14] = b'4';
    out[start + 19] = HEX[8 + random.random_range(0..4)];
}

fn digits(prefix: &[u8], count: usize, random: &mut Pcg64, out: &mut Vec<u8>) {
    out.extend_from_slice(prefix);
    out.extend((0..count).map(|_| random.random_range(b'0'..=b'9')));
}

/// One to three words; the first one may be of another alphabet.
fn words(alphabet: Alphabet, random: &mut Pcg64, out: &mut Vec<u8>) {
    let first = match alphabet {
        Alphabet::Ascii => ASCII,
        Alphabet::Unicode => UNICODE,
        Alphabet::Escaped => ESCAPED,
    };
    out.extend_from_slice(first.choose(random).unwrap_or(&"").as_bytes());
    for _ in 0..random.random_range(0..3) {
        out.push(b' ');
        out.extend_from_slice(ASCII.choose(random).unwrap_or(&"").as_bytes());
    }
}

const ASCII: &[&str] = &[
    "Ada",
    "Bram",
    "Cleo",
    "Dario",
    "Edda",
    "Fenja",
    "Goran",
    "Hilda",
    "Ivo",
    "Juno",
    "Ashgrove",
    "Bellwether",
    "Copperfold",
    "Dunmarrow",
    "Eastwick-Vale",
    "Fennimoor",
    "Glasswright",
    "Harrowgate",
    "O'Thistle",
    "queue",
];

const UNICODE: &[&str] = &[
    "Zoë",
    "Jörg",
    "Świętosława",
    "Þórdís",
    "İpek",
    "Nguyễn",
    "Ελένη",
    "Мила",
    "ნინო",
    "ליאור",
    "ليلى",
    "आर्या",
    "林星雨",
    "星川",
    "한별",
    "Juno 🚀",
    "𝒜𝒹𝒶",
];

const ESCAPED: &[&str] = &[
    r#"\"Ace\""#,
    r"C:\\temp",
    r"and\/or",
    r"line\nline",
    r"tab\there",
    r"Zo\u00eb",
    r"J\u00F6rg",
    r"Juno \ud83d\ude80",
    r"\u661f\u5ddd",
];
