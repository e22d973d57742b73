//! What can be said of a payload without parsing it.

/// The numbers of a payload that is JSON; those in strings are none.
pub(crate) fn numbers(payload: &[u8]) -> Vec<&[u8]> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(byte) = payload.get(at) {
        match byte {
            b'"' => at = behind_string(payload, at),
            b'-' | b'0'..=b'9' => {
                let rest = &payload[at..];
                let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
                let length = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
                numbers.push(&rest[..length]);
                at += length;
            }
            _ => at += 1,
        }
    }
    numbers
}

/// Behind the string whose first quote is at `quote`, or all of the input if it does not end.
pub(crate) fn behind_string(input: &[u8], quote: usize) -> usize {
    let mut at = quote + 1;
    while let Some(byte) = input.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    input.len()
}

/// At most how deep brackets are nested: those in strings count too, which is deeper than it is.
pub(crate) fn depth(payload: &[u8]) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for byte in payload {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        most = most.max(depth);
    }
    most
}
