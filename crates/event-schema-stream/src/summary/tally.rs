/// How often each tag came.
///
/// An address stands for a tag, so no text is compared: a tag that has several addresses is counted by each of them.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    counts: Vec<(&'static str, u64)>,
    /// For each part of the addresses, where in `counts` the tag may stand that came last.
    last: [u8; Tally::PARTS],
}

impl Tally {
    const PARTS: usize = 64;

    #[inline]
    pub(super) fn count(&mut self, tag: &'static str, times: u64) {
        let last = usize::from(self.last[part(tag)]);
        match self.counts.get_mut(last) {
            Some((known, count)) if is_same(known, tag) => *count += times,
            _ => self.search(tag, times),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.counts.iter().copied()
    }

    fn search(&mut self, tag: &'static str, times: u64) {
        let at = self.counts.iter().position(|(known, _)| is_same(known, tag)).unwrap_or(self.counts.len());
        if at == self.counts.len() {
            self.counts.push((tag, 0));
        }
        self.counts[at].1 += times;
        self.last[part(tag)] = u8::try_from(at).unwrap_or(u8::MAX);
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self { counts: Vec::new(), last: [0; Self::PARTS] }
    }
}

fn is_same(tag: &'static str, other: &'static str) -> bool {
    tag.as_ptr() == other.as_ptr() && tag.len() == other.len()
}

/// Which part of the addresses a tag's address belongs to: tags lie near to each other.
fn part(tag: &'static str) -> usize {
    // The golden ratio's digits: neighbours end up far from each other.
    let mixed = (tag.as_ptr().addr() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as usize % Tally::PARTS
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn tags_that_share_a_part_are_told_apart() {
        let tags: Vec<&'static str> = (0..1_000).map(|at| -> &str { format!("tag{at}").leak() }).collect();
        let mut tally = Tally::default();
        for round in 0..3 {
            for (at, tag) in tags.iter().enumerate().skip(round) {
                tally.count(tag, at as u64);
                tally.count(tag, 1);
            }
        }
        let expected =
            tags.iter().enumerate().map(|(at, tag)| (*tag, (at as u64 + 1) * (at as u64 + 1).min(3)));
        assert!(tally.iter().eq(expected));
    }
}
