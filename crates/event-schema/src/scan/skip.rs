use super::{Fault, MAX_DEPTH, Step, colon, name, next, number, open, string, word};

/// Takes any value that begins at `at` inside `depth` open containers; returns its end.
///
/// Iterative, with one bit for each open container: input decides about the depth, not the stack.
pub(crate) fn skip_value(bytes: &[u8], mut at: usize, depth: usize) -> Result<usize, Fault> {
    let mut objects: u128 = 0;
    let mut level = depth;
    loop {
        let mut step = if let Some(bracket @ (b'{' | b'[')) = bytes.get(at) {
            if level == MAX_DEPTH {
                return Err(Fault::depth(at));
            }
            objects = objects << 1 | u128::from(*bracket == b'{');
            level += 1;
            open(bytes, at, closing(objects))
        } else {
            at = scalar(bytes, at)?;
            if level == depth {
                return Ok(at);
            }
            next(bytes, at, closing(objects))?
        };
        loop {
            match step {
                Step::Member(member) => {
                    at = if objects & 1 == 1 { colon(bytes, name(bytes, member)?.end)? } else { member };
                    break;
                }
                Step::End(end) => {
                    objects >>= 1;
                    level -= 1;
                    if level == depth {
                        return Ok(end);
                    }
                    step = next(bytes, end, closing(objects))?;
                }
            }
        }
    }
}

/// Takes a value that is no container; returns its end.
#[inline]
fn scalar(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    match bytes.get(at) {
        Some(b'"') => string(bytes, at).map(|string| string.end),
        Some(b'-' | b'0'..=b'9') => number(bytes, at).map(|(_, end)| end),
        Some(b'n') => word(bytes, at, "null"),
        Some(b't') => word(bytes, at, "true"),
        Some(b'f') => word(bytes, at, "false"),
        _ => Err(Fault::syntax(at, "expected a value")),
    }
}

const fn closing(objects: u128) -> u8 {
    if objects & 1 == 1 { b'}' } else { b']' }
}
