//! URIs and references to them: the grammar in appendix A of RFC 3986.

use core::net::Ipv6Addr;

/// A URI: a scheme, and what may follow one.
pub(super) fn is_uri(text: &[u8]) -> bool {
    behind_scheme(text).is_some_and(is_behind_scheme)
}

/// A URI, or a reference that a base completes.
pub(super) fn is_uri_reference(text: &[u8]) -> bool {
    if let Some(rest) = behind_scheme(text) {
        return is_behind_scheme(rest);
    }
    // A colon in the first segment would make a scheme of what stands before it.
    let end = text.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#' | b':'));
    end.is_none_or(|end| text[end] != b':') && is_behind_scheme(text)
}

fn behind_scheme(text: &[u8]) -> Option<&[u8]> {
    let (scheme, rest) = text.split_at(run(text, Class::Scheme));
    let [b':', rest @ ..] = rest else { return None };
    scheme.first()?.is_ascii_alphabetic().then_some(rest)
}

/// `hier-part` or `relative-part`, with query and fragment.
fn is_behind_scheme(text: &[u8]) -> bool {
    let [b'/', b'/', text @ ..] = text else { return is_behind_authority(text) };
    let name = run(text, Class::Name);
    // Most authorities are a name alone.
    if matches!(text.get(name), None | Some(b'/' | b'?' | b'#')) {
        return is_behind_authority(&text[name..]);
    }
    let end = text.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(text.len());
    is_authority(&text[..end]) && is_behind_authority(&text[end..])
}

/// `[ userinfo "@" ] host [ ":" port ]`.
fn is_authority(text: &[u8]) -> bool {
    let (user, host) = split_once(text, b'@').unwrap_or((b"", text));
    let (host, port) = match host {
        [b'[', literal @ ..] => {
            let Some((address, rest)) = split_once(literal, b']') else { return false };
            if !is_ip_literal(address) {
                return false;
            }
            match rest {
                [] => (&b""[..], rest),
                [b':', port @ ..] => (&b""[..], port),
                _ => return false,
            }
        }
        _ => split_once(host, b':').unwrap_or((host, b"")),
    };
    consists_of(user, |byte| byte == b':' || Class::Name.holds(byte))
        && consists_of(host, |byte| Class::Name.holds(byte))
        && port.iter().all(u8::is_ascii_digit)
}

fn is_ip_literal(text: &[u8]) -> bool {
    let [b'v' | b'V', future @ ..] = text else {
        return core::str::from_utf8(text).is_ok_and(|text| text.parse::<Ipv6Addr>().is_ok());
    };
    let Some((version, address)) = split_once(future, b'.') else { return false };
    !version.is_empty()
        && version.iter().all(u8::is_ascii_hexdigit)
        && !address.is_empty()
        && address.iter().all(|byte| *byte == b':' || Class::Name.holds(*byte))
}

/// A path, and maybe a query and a fragment. The three hold the same characters, but for those that part them: a path
/// ends at the first question mark, and a hash stands nowhere but before the fragment.
fn is_behind_authority(text: &[u8]) -> bool {
    let (before, fragment) = split_once(text, b'#').unwrap_or((text, b""));
    [before, fragment].into_iter().all(|mut text| {
        loop {
            text = match text.split_at(path_run(text)).1 {
                [] => return true,
                [b'%', high, low, rest @ ..] if is_percent_encoded(*high, *low) => rest,
                _ => return false,
            }
        }
    })
}

/// Whether `text` holds allowed characters and percent-encodings, and nothing else.
fn consists_of(mut text: &[u8], allows: impl Fn(u8) -> bool) -> bool {
    loop {
        text = match text {
            [] => return true,
            [b'%', high, low, rest @ ..] if is_percent_encoded(*high, *low) => rest,
            [byte, rest @ ..] if allows(*byte) => rest,
            _ => return false,
        }
    }
}

fn is_percent_encoded(high: u8, low: u8) -> bool {
    high.is_ascii_hexdigit() && low.is_ascii_hexdigit()
}

fn split_once(text: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = text.iter().position(|byte| *byte == at)?;
    Some((&text[..place], &text[place + 1..]))
}

/// How many bytes at the beginning of `text` a path or a query may hold as they are.
fn path_run(text: &[u8]) -> usize {
    let (blocks, _) = text.as_chunks::<16>();
    // Without a branch on any byte, a block is a few vector instructions.
    let holds_all = |block: &&[u8; 16]| block.iter().fold(true, |all, byte| all & is_path_or_query(*byte));
    let whole = blocks.iter().take_while(holds_all).count() * 16;
    whole + run(&text[whole..], Class::Path)
}

/// `pchar` without percent-encodings, a slash or a question mark: what is visible, but for these.
#[expect(clippy::needless_bitwise_bool, reason = "a vector of bytes knows no branches")]
const fn is_path_or_query(byte: u8) -> bool {
    let is_visible = (byte > b' ') & (byte < 0x7F);
    let is_outside = (byte == b'"')
        | (byte == b'#')
        | (byte == b'%')
        | (byte == b'<')
        | (byte == b'>')
        | ((byte >= b'[') & (byte <= b'^'))
        | (byte == b'`')
        | ((byte >= b'{') & (byte <= b'}'));
    is_visible & !is_outside
}

/// How many bytes at the beginning of `text` are of a class.
fn run(text: &[u8], class: Class) -> usize {
    text.iter().take_while(|byte| class.holds(**byte)).count()
}

/// Characters that stand for themselves.
#[derive(Clone, Copy)]
enum Class {
    /// `unreserved` and `sub-delims`: what a registered name consists of.
    Name = 1,
    /// What a scheme consists of behind its first letter.
    Scheme = 2,
    /// What paths and queries consist of.
    Path = 4,
}

impl Class {
    /// For each byte the classes that it is of.
    const OF: [u8; 256] = {
        let mut classes = [0; 256];
        let mut byte = 0_u8;
        while byte < 0x80 {
            let is_scheme = byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
            let is_name = is_path_or_query(byte) && !matches!(byte, b':' | b'@' | b'/' | b'?');
            classes[byte as usize] = Self::Name.bit_if(is_name)
                | Self::Scheme.bit_if(is_scheme)
                | Self::Path.bit_if(is_path_or_query(byte));
            byte += 1;
        }
        classes
    };

    const fn bit_if(self, is_of: bool) -> u8 {
        if is_of { self as u8 } else { 0 }
    }

    fn holds(self, byte: u8) -> bool {
        Self::OF[usize::from(byte)] & self as u8 != 0
    }
}
