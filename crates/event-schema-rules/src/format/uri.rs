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
    let (scheme, rest) = text.split_at(run(text, is_scheme));
    let [b':', rest @ ..] = rest else { return None };
    scheme.first()?.is_ascii_alphabetic().then_some(rest)
}

/// `hier-part` or `relative-part`, with query and fragment.
fn is_behind_scheme(text: &[u8]) -> bool {
    let [b'/', b'/', text @ ..] = text else { return is_behind_authority(text) };
    let name = run(text, is_name);
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
    behind(user, |text| run(text, |byte| byte == b':' || is_name(byte))).is_empty()
        && behind(host, |text| run(text, is_name)).is_empty()
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
        && address.iter().all(|byte| *byte == b':' || is_name(*byte))
}

/// A path, and maybe a query and a fragment. The three hold the same characters, but for those that part them: a path
/// ends at the first question mark, and a hash stands nowhere but before the fragment.
fn is_behind_authority(text: &[u8]) -> bool {
    match behind(text, path_run) {
        [] => true,
        [b'#', fragment @ ..] => behind(fragment, path_run).is_empty(),
        _ => false,
    }
}

/// What follows on allowed characters and percent-encodings. `run` says how many bytes a text begins with that are allowed
/// as they are.
fn behind(mut text: &[u8], run: impl Fn(&[u8]) -> usize) -> &[u8] {
    loop {
        text = match &text[run(text)..] {
            [b'%', high, low, rest @ ..] if is_percent_encoded(*high, *low) => rest,
            rest => return rest,
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
    whole + run(&text[whole..], is_path_or_query)
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

/// What a scheme consists of behind its first letter.
const fn is_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

/// `unreserved` and `sub-delims`: what a registered name consists of, without percent-encodings.
const fn is_name(byte: u8) -> bool {
    is_path_or_query(byte) && !matches!(byte, b':' | b'@' | b'/' | b'?')
}

/// How many bytes at the beginning of `text` are allowed.
fn run(text: &[u8], allows: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|byte| allows(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::is_uri;

    /// `pchar`, slash and question mark as RFC 3986 lists them, and the hash that begins a fragment.
    const ALLOWED: &[u8] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?#";

    #[test]
    fn a_byte_is_allowed_or_not_wherever_it_stands() {
        for at in 0..40 {
            for byte in 0..=u8::MAX {
                let mut uri = *b"x:________________________________________";
                uri[2 + at] = byte;
                assert_eq!(is_uri(&uri), ALLOWED.contains(&byte), "{byte:#04x} at {at}");
            }
        }
    }
}
