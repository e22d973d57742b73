//! URIs and references to them: the grammar in appendix A of RFC 3986.

use super::net::is_ipv6;

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
    let (scheme, rest) = text.split_at(run(text, SCHEME));
    let [b':', rest @ ..] = rest else { return None };
    scheme.first()?.is_ascii_alphabetic().then_some(rest)
}

/// `hier-part` or `relative-part`, with query and fragment.
fn is_behind_scheme(text: &[u8]) -> bool {
    match text {
        [b'/', b'/', text @ ..] => behind_authority(text).is_some_and(is_behind_authority),
        _ => is_behind_authority(text),
    }
}

/// What follows on `[ userinfo "@" ] host [ ":" port ]`: nothing, or what begins with a slash, a question mark or a hash.
fn behind_authority(text: &[u8]) -> Option<&[u8]> {
    // No user has brackets.
    let rest = match text {
        [b'[', literal @ ..] => behind_port(behind_ip_literal(literal)?),
        _ => &text[run(text, NAME)..],
    };
    match rest {
        [] | [b'/' | b'?' | b'#', ..] => Some(rest),
        // Most authorities are a name or an address alone.
        _ => behind_user(text),
    }
}

/// The same where the host is not all that there is.
fn behind_user(text: &[u8]) -> Option<&[u8]> {
    let end = text.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(text.len());
    let (authority, rest) = text.split_at(end);
    let (user, host) = split_once(authority, b'@').unwrap_or((b"", authority));
    let behind_host = match host {
        [b'[', literal @ ..] => behind_ip_literal(literal)?,
        _ => behind(host, NAME),
    };
    (behind(user, USER).is_empty() && behind_port(behind_host).is_empty()).then_some(rest)
}

/// A colon and digits, both of which may be missing.
fn behind_port(text: &[u8]) -> &[u8] {
    match text {
        [b':', port @ ..] => &port[run(port, DIGIT)..],
        _ => text,
    }
}

/// What follows on the bracket that ends an address; `None` if it is none.
fn behind_ip_literal(text: &[u8]) -> Option<&[u8]> {
    let (address, rest) = split_once(text, b']')?;
    is_ip_literal(address).then_some(rest)
}

fn is_ip_literal(text: &[u8]) -> bool {
    let [b'v' | b'V', future @ ..] = text else { return is_ipv6(text) };
    let Some((version, address)) = split_once(future, b'.') else { return false };
    !version.is_empty()
        && version.iter().all(u8::is_ascii_hexdigit)
        && !address.is_empty()
        && run(address, USER) == address.len()
}

/// A path, and maybe a query and a fragment. The three hold the same characters, but for those that part them: a path
/// ends at the first question mark, and a hash stands nowhere but before the fragment.
fn is_behind_authority(text: &[u8]) -> bool {
    // A byte that is not allowed weighs as much as two hashes. No branch hangs on any of them.
    let weight: usize = text.iter().map(|byte| usize::from(WEIGHTS[usize::from(*byte)])).sum();
    weight < 2 || is_encoded_behind_authority(text)
}

/// The same where percent-encodings are allowed.
fn is_encoded_behind_authority(text: &[u8]) -> bool {
    match behind(text, PATH_OR_QUERY) {
        [] => true,
        [b'#', fragment @ ..] => behind(fragment, PATH_OR_QUERY).is_empty(),
        _ => false,
    }
}

/// What follows on bytes of a class and percent-encodings.
fn behind(mut text: &[u8], class: u8) -> &[u8] {
    loop {
        text = match &text[run(text, class)..] {
            [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => rest,
            rest => return rest,
        }
    }
}

fn split_once(text: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = text.iter().position(|byte| *byte == at)?;
    Some((&text[..place], &text[place + 1..]))
}

/// How many bytes of a class `text` begins with.
fn run(text: &[u8], class: u8) -> usize {
    text.iter().take_while(|byte| CLASSES[usize::from(**byte)] & class != 0).count()
}

/// What a scheme consists of behind its first letter.
const SCHEME: u8 = 1;
/// `unreserved` and `sub-delims`: what a registered name consists of, without percent-encodings.
const NAME: u8 = 2;
/// A name or a colon: what stands before a host.
const USER: u8 = 4;
const DIGIT: u8 = 8;
/// `pchar`, a slash or a question mark, without percent-encodings.
const PATH_OR_QUERY: u8 = 16;

/// A bit for each class that a byte is of.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128u8 {
        let is_letter_or_digit = byte.is_ascii_alphanumeric();
        let is_name = is_letter_or_digit
            || matches!(byte, b'-' | b'.' | b'_' | b'~')
            || matches!(byte, b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=');
        let is_user = is_name || byte == b':';
        let is_path_or_query = is_user || matches!(byte, b'@' | b'/' | b'?');
        let is_scheme = is_letter_or_digit || matches!(byte, b'+' | b'-' | b'.');
        classes[byte as usize] = SCHEME * is_scheme as u8
            + NAME * is_name as u8
            + USER * is_user as u8
            + DIGIT * byte.is_ascii_digit() as u8
            + PATH_OR_QUERY * is_path_or_query as u8;
        byte += 1;
    }
    classes
};

/// What a byte weighs behind an authority: nothing where it is allowed, 1 if it is a hash, 2 otherwise.
const WEIGHTS: [u8; 256] = {
    let mut weights = [2; 256];
    let mut byte = 0;
    while byte < weights.len() {
        if CLASSES[byte] & PATH_OR_QUERY != 0 {
            weights[byte] = 0;
        }
        byte += 1;
    }
    weights[b'#' as usize] = 1;
    weights
};

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
