//! What texts are made of. People and places are invented; telephone numbers, addresses and domains are from the
//! ranges that were set aside for fiction and documentation.

use super::writer::Writer;
use crate::model::SampleHint;

/// Appends a text without quotes; only a fancy one may need escapes.
pub(super) fn push(writer: &mut Writer<'_>, hint: Option<SampleHint>, fancy: bool) {
    match hint {
        Some(SampleHint::Uuid) => uuid(writer),
        Some(SampleHint::PersonName) if fancy => {
            let name = *writer.random.pick(WORLD_NAMES);
            writer.raw(name);
        }
        Some(SampleHint::PersonName) => {
            let first = *writer.random.pick(FIRST_NAMES);
            let last = *writer.random.pick(LAST_NAMES);
            writer.raw(first);
            writer.raw(" ");
            writer.raw(last);
        }
        Some(SampleHint::PhoneNumber) => phone_number(writer),
        Some(SampleHint::ExtensionNumber) => {
            let number = writer.random.between(100, 4999);
            writer.display(number);
        }
        Some(SampleHint::EpochMillis) => writer.display(writer.clock),
        Some(SampleHint::IpAddress) => ip_address(writer),
        Some(SampleHint::Words) | None => words(writer, fancy),
    }
    if fancy && writer.random.chance(400) {
        let special = *writer.random.pick(SPECIALS);
        writer.raw(special);
    }
}

fn words(writer: &mut Writer<'_>, fancy: bool) {
    for at in 0..writer.random.between(1, 3) {
        if at > 0 {
            writer.raw(" ");
        }
        let word = *writer.random.pick(if fancy && at == 0 { WORLD_WORDS } else { WORDS });
        writer.raw(word);
    }
}

/// A random UUID: version 4, variant 1.
fn uuid(writer: &mut Writer<'_>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let bits = u128::from(writer.random.next()) << 64 | u128::from(writer.random.next());
    let bits = bits & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let mut text = [b'-'; 36];
    let mut shift = 128;
    for (at, byte) in text.iter_mut().enumerate() {
        if !matches!(at, 8 | 13 | 18 | 23) {
            shift -= 4;
            *byte = HEX[(bits >> shift) as usize & 0xf];
        }
    }
    writer.out.extend_from_slice(&text);
}

fn phone_number(writer: &mut Writer<'_>) {
    let (prefix, digits) = *writer.random.pick(FICTION);
    writer.raw(prefix);
    for _ in 0..digits {
        let digit = writer.random.below(10);
        writer.out.push(b'0' + digit as u8);
    }
}

/// Number ranges that regulators keep for drama: the beginning, and how many digits are free.
const FICTION: &[(&str, usize)] = &[
    ("+120255501", 2),
    ("+131255501", 2),
    ("+141555501", 2),
    ("+160455501", 2),
    ("+441632960", 3),
    ("+442079460", 3),
    ("+447700900", 3),
    ("+3319900", 4),
    ("+3363998", 4),
    ("+493023125", 3),
    ("+468465004", 2),
    ("+6125550", 4),
    ("555-01", 2),
    ("(020) 7946 0", 3),
];

/// Addresses for documentation: RFC 5737 and RFC 3849.
fn ip_address(writer: &mut Writer<'_>) {
    if writer.random.chance(250) {
        let (one, two) = (writer.random.below(0x1_0000), writer.random.below(0x1_0000));
        return writer.display(format_args!("2001:db8::{one:x}:{two:x}"));
    }
    let net = *writer.random.pick(&["192.0.2.", "198.51.100.", "203.0.113."]);
    let host = writer.random.between(1, 254);
    writer.raw(net);
    writer.display(host);
}

const FIRST_NAMES: &[&str] = &[
    "Ada", "Bram", "Cleo", "Dario", "Edda", "Fenja", "Goran", "Hilda", "Ivo", "Juno", "Kaspar", "Lotte",
    "Milo", "Nadja", "Otis", "Petra", "Quirin", "Runa", "Silas", "Thea", "Ulla", "Vito", "Wanda", "Xaver",
    "Yara", "Zeno",
];

const LAST_NAMES: &[&str] = &[
    "Ashgrove",
    "Bellwether",
    "Copperfold",
    "Dunmarrow",
    "Eastwick-Vale",
    "Fennimoor",
    "Glasswright",
    "Harrowgate",
    "Inkwell",
    "Juniperson",
    "Kettleburn",
    "Larkspurr",
    "Mossbank",
    "Nightjar",
    "O'Thistle",
    "Pennywhistle",
    "Quillfeather",
    "Ravenscar",
    "Starling-Holt",
    "Tumblewood",
    "Underbough",
    "Vintermane",
    "Willowby",
    "Yarrow",
];

const WORLD_NAMES: &[&str] = &[
    "Zoë Brontëfeld",
    "Jörg Mückenstürm",
    "Świętosława Gżegżółka",
    "Þórdís Æsudóttir",
    "İpek Yıldızoğlu",
    "Nguyễn Thị Sao Mai",
    "Noe\u{301}mie Étoilefond",
    "Ελένη Αστροπούλου",
    "Мила Звонарёва",
    "Ґанна Їжаківна",
    "Անի Աստղունի",
    "ნინო ვარსკვლავაძე",
    "ליאור כוכבן",
    "ليلى النجمية",
    "مهتاب ستاره‌نیا",
    "आर्या चन्द्रपथी",
    "তারা মেঘবতী",
    "மலர் விண்மீன்",
    "మేఘ నక్షత్రం",
    "มะลิ ดาวเรืองไกล",
    "ສຸກ ດາວທອງ",
    "မိုး ကြယ်စင်",
    "ផ្កា តារាវិថី",
    "ሰላም ኮከብነሽ",
    "ᏓᎵᎳ ᏃᏈᏏ",
    "林星雨",
    "𠮷野 桜星",
    "星川 ひかり",
    "ホシノ・ソラ",
    "한별 구름산",
    "𝒜𝒹𝒶 𝒬𝓊𝒾𝓁𝓁",
    "Juno 🚀 Ravenscar",
    "Familie 👩\u{200d}👩\u{200d}👧 Willowby",
];

/// Words, and names of properties that nothing is known about.
pub(super) const WORDS: &[&str] = &[
    "alder", "basin", "cobalt", "delta", "ember", "fathom", "garnet", "harbour", "island", "juniper",
    "kestrel", "lantern", "meadow", "nectar", "orchard", "pebble", "quartz", "ripple", "saffron", "thicket",
    "umber", "valley", "willow", "yonder", "zephyr",
];

const WORLD_WORDS: &[&str] = &[
    "Grüße",
    "naïveté",
    "smörgås",
    "čtvrtek",
    "złoto",
    "θάλασσα",
    "ветер",
    "հովիտ",
    "მთვარე",
    "שלום",
    "سلام",
    "नमस्ते",
    "மழை",
    "ทะเล",
    "海岸",
    "さくら",
    "바람",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "☕",
    "🌧️",
    "½ price",
    "a\u{a0}b",
    "\u{feff}mark",
    "end\u{2028}line",
];

/// What follows a fancy text at times; half of it cannot be written without an escape.
const SPECIALS: &[&str] = &[
    " \"Ace\"",
    "\\",
    "C:\\temp\\",
    " and/or",
    "\n",
    "line\r\nline",
    "\t",
    "\u{8}",
    "\u{c}",
    "\u{1}",
    "\u{1f}",
    "\u{7f}",
    " 😀",
    "🏳\u{fe0f}\u{200d}🌈",
    "\u{10ffff}",
    "\u{fffd}",
];

/// Tags that a catalogue may not know.
pub(super) const EVENTS: &[&str] = &[
    "dial",
    "ringing",
    "linkStart",
    "queueEnter",
    "queueLeave",
    "voicemailLeft",
    "recordingReady",
    "doorOpened",
    "gespräch",
    "unknown",
];

/// Names of properties that a type may not declare.
pub(super) const EXTRAS: &[&str] =
    &["traceContext", "debug", "x-region", "_meta", "größe", "a/b~c", "undeclared property"];
