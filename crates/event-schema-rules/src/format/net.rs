//! IP addresses.

/// Four decimal octets without leading zeros, which some readers take for octal.
pub(super) fn is_ipv4(text: &[u8]) -> bool {
    let mut octets = text.split(|byte| *byte == b'.');
    (0..4).all(|_| octets.next().is_some_and(is_octet)) && octets.next().is_none()
}

fn is_octet(text: &[u8]) -> bool {
    matches!(
        text,
        [b'0'..=b'9']
            | [b'1'..=b'9', b'0'..=b'9']
            | [b'1', b'0'..=b'9', b'0'..=b'9']
            | [b'2', b'0'..=b'4', b'0'..=b'9']
            | [b'2', b'5', b'0'..=b'5']
    )
}

/// Eight groups of hexadecimal digits. The last two may be written as four octets, and `::` stands for one or more.
pub(super) fn is_ipv6(text: &[u8]) -> bool {
    let (mut groups, mut has_gap, mut rest) = (0, false, text);
    if let [b':', b':', behind @ ..] = text {
        (has_gap, rest) = (true, behind);
    }
    while !(rest.is_empty() && has_gap) {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        rest = match rest.get(digits) {
            Some(b'.') if is_ipv4(rest) => {
                groups += 1;
                &[]
            }
            _ if !(1..=4).contains(&digits) => return false,
            _ => &rest[digits..],
        };
        groups += 1;
        rest = match rest {
            [] => break,
            [b':', b':', behind @ ..] if !has_gap => {
                has_gap = true;
                behind
            }
            // A group must follow.
            [b':', behind @ ..] if !behind.is_empty() => behind,
            _ => return false,
        };
    }
    if has_gap { groups < 8 } else { groups == 8 }
}

#[cfg(test)]
mod tests {
    use super::{is_ipv4, is_ipv6};
    use alloc::string::String;
    use core::net::{Ipv4Addr, Ipv6Addr};

    /// All short texts over few characters, behind beginnings that leave little to go.
    #[test]
    fn the_standard_library_agrees() {
        const PARTS: [&str; 12] =
            [":", "::", "0", "00", "255", "256", "1.2.3", ".4", "f", "abcd", "abcde", "g"];
        let mut count = 0;
        for start in ["", "1:2:3:4:5:", "1:2:3:4:5:6:", "1:2:3:4:5:6:7:", "::3:4:5:6:7:", "1.2.", "25"] {
            for number in 0..PARTS.len().pow(4) {
                let mut text = String::from(start);
                let mut left = number;
                while left > 0 {
                    text.push_str(PARTS[left % PARTS.len()]);
                    left /= PARTS.len();
                }
                assert_eq!(is_ipv6(text.as_bytes()), text.parse::<Ipv6Addr>().is_ok(), "{text}");
                assert_eq!(is_ipv4(text.as_bytes()), text.parse::<Ipv4Addr>().is_ok(), "{text}");
                count += usize::from(is_ipv6(text.as_bytes()) || is_ipv4(text.as_bytes()));
            }
        }
        assert!(count > 1000, "{count}");
    }
}
