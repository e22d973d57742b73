//! IP addresses.

use core::net::{Ipv4Addr, Ipv6Addr};

/// Four decimal octets without leading zeros, which some readers take for octal.
pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}
