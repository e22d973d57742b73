//! Mailboxes, as RFC 5321, section 4.1.2 has them.

use super::hostname::is_hostname;
use super::net::{is_ipv4, is_ipv6};

/// The most octets of a local part: RFC 5321, section 4.5.3.1.1.
const MAX_LOCAL: usize = 64;

pub(super) fn is_email(text: &str) -> bool {
    // No domain holds an at sign; a quoted local part may.
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    local.len() <= MAX_LOCAL && (is_dot_string(local) || is_quoted(local)) && is_domain(domain)
}

fn is_domain(text: &str) -> bool {
    let Some(literal) = text.strip_prefix('[') else { return is_hostname(text) };
    let Some(address) = literal.strip_suffix(']') else { return false };
    match address.split_at_checked(5) {
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6:") => is_ipv6(address.as_bytes()),
        _ => is_ipv4(address.as_bytes()),
    }
}

fn is_dot_string(text: &str) -> bool {
    text.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_text))
}

fn is_atom_text(byte: u8) -> bool {
    const OTHERS: &[u8] = b"!#$%&'*+-/=?^_`{|}~";
    byte.is_ascii_alphanumeric() || OTHERS.contains(&byte)
}

fn is_quoted(text: &str) -> bool {
    let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let Some(mut bytes) = quoted.map(str::bytes) else { return false };
    while let Some(byte) = bytes.next() {
        let is_allowed = match byte {
            b'\\' => bytes.next().is_some_and(|escaped| matches!(escaped, b' '..=b'~')),
            b'"' => false,
            _ => matches!(byte, b' '..=b'~'),
        };
        if !is_allowed {
            return false;
        }
    }
    true
}
