/// Removes bytes from a payload as long as it still fails.
pub(super) fn shrink(payload: &[u8], fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut small = payload.to_vec();
    let mut chunk = small.len() / 2;
    while chunk > 0 {
        let before = small.len();
        let mut at = 0;
        while at < small.len() {
            let end = (at + chunk).min(small.len());
            let without = [&small[..at], &small[end..]].concat();
            if fails(&without) {
                small = without;
            } else {
                at = end;
            }
        }
        // What was removed may let more go.
        if chunk > 1 || small.len() == before {
            chunk /= 2;
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::shrink;

    #[test]
    fn keeps_what_fails() {
        let small = shrink(b"many bytes, [ and some more ] and a tail", |payload| {
            payload.contains(&b'[') && payload.contains(&b']')
        });
        assert_eq!(small, b"[]");
    }
}
