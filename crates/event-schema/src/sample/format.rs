//! Strings of the formats that JSON Schema names.

use alloc::format;
use alloc::string::String;

use super::text::WORDS;
use super::writer::Writer;
use crate::model::Format;

pub(super) fn text(writer: &mut Writer<'_>, format: Format) -> String {
    let word = WORDS[writer.random.below(WORDS.len())];
    let mut number = |least: usize, most: usize| writer.random.between(least, most);
    match format {
        Format::Date => date(&mut number),
        Format::Time => time(&mut number),
        Format::DateTime => format!("{}T{}", date(&mut number), time(&mut number)),
        Format::Duration => match number(0, 3) {
            0 => format!("P{}D", number(0, 99)),
            1 => format!("PT{}H{}M", number(0, 23), number(0, 59)),
            2 => format!("P{}Y{}M{}DT{}S", number(0, 9), number(0, 11), number(0, 30), number(0, 59)),
            _ => format!("P{}W", number(1, 52)),
        },
        Format::Uuid => {
            let mut hex = |digits: usize| -> String {
                (0..digits).map(|_| char::from(b"0123456789abcdef"[number(0, 15)])).collect()
            };
            format!("{}-{}-4{}-a{}-{}", hex(8), hex(4), hex(3), hex(3), hex(12))
        }
        Format::Uri => match number(0, 2) {
            0 => format!("https://{word}.example/{}?page={}#top", number(0, 99), number(0, 9)),
            1 => format!("urn:example:{word}:{}", number(0, 999)),
            _ => format!("ws://[2001:db8::{:x}]:{}/{word}", number(0, 65535), number(1, 65535)),
        },
        Format::UriReference => match number(0, 2) {
            0 => format!("/{word}/{}", number(0, 99)),
            1 => format!("#{word}"),
            _ => format!("//{word}.example/?{word}=%C3%BC"),
        },
        Format::Hostname => format!("{word}-{}.example", number(0, 99)),
        Format::Email => format!("{word}.{}@{word}.example", number(0, 99)),
        Format::Ipv4 => format!("192.0.{}.{}", number(0, 255), number(0, 255)),
        Format::Ipv6 => match number(0, 1) {
            0 => format!("2001:db8::{:x}:{:x}", number(0, 65535), number(0, 65535)),
            _ => format!("::ffff:192.0.2.{}", number(0, 255)),
        },
        Format::JsonPointer => match number(0, 2) {
            0 => String::new(),
            1 => format!("/{word}/{}", number(0, 99)),
            _ => format!("/a~1{word}/m~0n"),
        },
        Format::Regex => format!("^{word}[0-9]{{1,{}}}$", number(1, 9)),
        _ => String::from(word),
    }
}

fn date(number: &mut impl FnMut(usize, usize) -> usize) -> String {
    format!("{:04}-{:02}-{:02}", number(1970, 2070), number(1, 12), number(1, 28))
}

fn time(number: &mut impl FnMut(usize, usize) -> usize) -> String {
    let clock = format!("{:02}:{:02}:{:02}", number(0, 23), number(0, 59), number(0, 59));
    match number(0, 3) {
        0 => format!("{clock}Z"),
        1 => format!("{clock}.{:03}Z", number(0, 999)),
        2 => format!("{clock}+{:02}:30", number(0, 13)),
        _ => format!("{clock}.{:06}-{:02}:00", number(0, 999_999), number(1, 12)),
    }
}

/// So many characters as are asked for, in whole groups of four.
pub(super) fn base64(writer: &mut Writer<'_>, least: usize, most: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (fewest, greatest) = (least.div_ceil(4), most / 4);
    let groups = writer.random.between(fewest, greatest.min(fewest + 5).max(fewest));
    let mut text: String =
        (0..groups * 4).map(|_| char::from(LETTERS[writer.random.below(LETTERS.len())])).collect();
    if groups > 0 && writer.random.chance(500) {
        // Bits that are cut off are zero.
        text.replace_range(text.len() - 2.., "A=");
    }
    text
}
