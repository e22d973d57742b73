//! URIs and references to them: the grammar in appendix A of RFC 3986.

use core::net::Ipv6Addr;

/// A URI: a scheme, and what may follow one.
pub(super) fn is_uri(text: &str) -> bool {
    behind_scheme(text).is_some_and(is_behind_scheme)
}

/// A URI, or a reference that a base completes.
pub(super) fn is_uri_reference(text: &str) -> bool {
    if let Some(rest) = behind_scheme(text) {
        return is_behind_scheme(rest);
    }
    // A colon in the first segment would make a scheme of what stands before it.
    let segment = text.find(['/', '?', '#']).map_or(text, |end| &text[..end]);
    !segment.contains(':') && is_behind_scheme(text)
}

fn behind_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let is_scheme = bytes.next()?.is_ascii_alphabetic()
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(rest)
}

/// `hier-part` or `relative-part`, with query and fragment.
fn is_behind_scheme(text: &str) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let (authority, path) = match text.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", text),
    };
    is_authority(authority)
        && consists_of(path, |byte| is_path(byte) || byte == b'/')
        && [query, fragment]
            .iter()
            .all(|part| consists_of(part, |byte| is_path(byte) || matches!(byte, b'/' | b'?')))
}

/// `[ userinfo "@" ] host [ ":" port ]`.
fn is_authority(text: &str) -> bool {
    let (user, host) = text.split_once('@').unwrap_or(("", text));
    let (host, port) = match host.strip_prefix('[') {
        Some(literal) => {
            let Some((address, rest)) = literal.split_once(']') else { return false };
            if !is_ip_literal(address) {
                return false;
            }
            match rest.strip_prefix(':') {
                None if !rest.is_empty() => return false,
                port => ("", port.unwrap_or_default()),
            }
        }
        None => host.split_once(':').unwrap_or((host, "")),
    };
    consists_of(user, |byte| is_name(byte) || byte == b':')
        && consists_of(host, is_name)
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_ip_literal(text: &str) -> bool {
    let Some(future) = text.strip_prefix(['v', 'V']) else { return text.parse::<Ipv6Addr>().is_ok() };
    let Some((version, address)) = future.split_once('.') else { return false };
    let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_version && !address.is_empty() && address.bytes().all(|byte| is_name(byte) || byte == b':')
}

/// Whether `text` holds allowed characters and percent-encodings, and nothing else.
fn consists_of(text: &str, allows: impl Fn(u8) -> bool) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let is_allowed = match byte {
            b'%' => (0..2).all(|_| bytes.next().is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => allows(byte),
        };
        if !is_allowed {
            return false;
        }
    }
    true
}

/// `pchar`, without percent-encodings.
fn is_path(byte: u8) -> bool {
    is_name(byte) || matches!(byte, b':' | b'@')
}

/// `unreserved` and `sub-delims`: what a registered name consists of, without percent-encodings.
fn is_name(byte: u8) -> bool {
    const OTHERS: &[u8] = b"-._~!$&'()*+,;=";
    byte.is_ascii_alphanumeric() || OTHERS.contains(&byte)
}
