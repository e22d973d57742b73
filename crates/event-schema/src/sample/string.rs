use alloc::string::String;
use core::fmt::Write as _;

use super::fault::FaultKind;
use super::text;
use super::writer::Writer;
use crate::error::Code;
use crate::model::{Constraints, SampleHint};

/// A string longer than this is not written only to be too long.
const LONG: u64 = 4096;

/// Writes a string within its length limits.
pub(super) fn write(writer: &mut Writer<'_>, constraints: &Constraints, hint: Option<SampleHint>) {
    let least = constraints.min_length.unwrap_or(0);
    let most = constraints.max_length.unwrap_or(u64::MAX);
    if least > 0 && writer.strikes(FaultKind::TooShort) {
        writer.plant(FaultKind::TooShort, Code::MinLength);
        return of_length(writer, least - 1);
    }
    if most < LONG && writer.strikes(FaultKind::TooLong) {
        writer.plant(FaultKind::TooLong, Code::MaxLength);
        return of_length(writer, most + 1);
    }

    writer.raw("\"");
    let inside = writer.out.len();
    let is_text = matches!(hint, Some(SampleHint::PersonName | SampleHint::Words) | None);
    let fancy = is_text && writer.fancy && writer.random.chance(900);
    text::push(writer, hint, fancy);
    if least > 0 || most < u64::MAX {
        fit(writer, inside, least, most);
    }
    if fancy {
        escape(writer, inside);
    }
    if spoil(writer) {
        return;
    }
    writer.raw("\"");
}

/// Writes a given string, escaped where it must be.
pub(super) fn quoted(writer: &mut Writer<'_>, text: &str) {
    if text.bytes().any(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) {
        let mut quoted = String::new();
        crate::scan::quote(text, &mut quoted);
        return writer.raw(&quoted);
    }
    writer.raw("\"");
    writer.raw(text);
    writer.raw("\"");
}

fn of_length(writer: &mut Writer<'_>, length: u64) {
    writer.raw("\"");
    for _ in 0..length {
        writer.raw(if writer.fancy { "ü" } else { "x" });
    }
    writer.raw("\"");
}

/// Brings the text that was written last to a length in code points.
fn fit(writer: &mut Writer<'_>, inside: usize, least: u64, most: u64) {
    let text = core::str::from_utf8(&writer.out[inside..]).unwrap_or_default();
    let length = text.chars().count() as u64;
    if length > most {
        let end = text.char_indices().nth(most as usize).map_or(text.len(), |(at, _)| at);
        writer.out.truncate(inside + end);
    }
    for _ in length..least {
        writer.raw("x");
    }
}

/// Writes the text that was written last once more, with escapes.
fn escape(writer: &mut Writer<'_>, inside: usize) {
    let mut text = core::mem::take(&mut writer.scratch);
    text.clear();
    text.push_str(core::str::from_utf8(&writer.out[inside..]).unwrap_or_default());
    writer.out.truncate(inside);
    let ascii_only = writer.random.chance(400);
    for character in text.chars() {
        let short = match character {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '/' if ascii_only => "\\/",
            _ => "",
        };
        if !short.is_empty() {
            writer.raw(short);
        } else if character < ' ' || (!character.is_ascii() && ascii_only) {
            units(writer, character);
        } else {
            writer.raw(character.encode_utf8(&mut [0; 4]));
        }
    }
    writer.scratch = text;
}

/// Writes a character as one or two `\u` escapes.
fn units(writer: &mut Writer<'_>, character: char) {
    let mut hex = String::new();
    for unit in character.encode_utf16(&mut [0; 2]) {
        let _ = if *unit & 1 == 0 { write!(hex, "\\u{unit:04x}") } else { write!(hex, "\\u{unit:04X}") };
    }
    writer.raw(&hex);
}

/// Plants something into the open string that must not be there, if that is to happen here.
fn spoil(writer: &mut Writer<'_>) -> bool {
    if writer.strikes(FaultKind::Truncated) {
        writer.cut_here();
    } else if writer.strikes(FaultKind::BadEscape) {
        writer.plant_at(FaultKind::BadEscape, Code::Syntax, writer.out.len() + 1);
        let escape = *writer.random.pick(&["\\x41", "\\'", "\\a", "\\U0041", "\\ "]);
        writer.raw(escape);
    } else if writer.strikes(FaultKind::ControlCharacter) {
        writer.plant(FaultKind::ControlCharacter, Code::Syntax);
        // No line ends: a payload is one line.
        let character = *writer.random.pick(&["\t", "\0", "\u{1b}", "\u{1f}"]);
        writer.raw(character);
    } else if writer.strikes(FaultKind::LoneSurrogate) {
        writer.plant(FaultKind::LoneSurrogate, Code::Surrogate);
        let escape = *writer.random.pick(&["\\ud83d", "\\uDC00", "\\uDBFF\\u0041", "\\udfff\\ud800"]);
        writer.raw(escape);
    } else if writer.strikes(FaultKind::InvalidUtf8) {
        writer.plant(FaultKind::InvalidUtf8, Code::Utf8);
        let bytes: &[u8] = match writer.random.below(6) {
            0 => b"\xff",
            1 => b"\xc3(",
            2 => b"\xc0\xaf",
            3 => b"\xed\xa0\x80",
            4 => b"\xf4\x90\x80\x80",
            _ => b"\xe2\x82",
        };
        writer.out.extend_from_slice(bytes);
    } else {
        return false;
    }
    writer.raw(" ...\"");
    true
}
