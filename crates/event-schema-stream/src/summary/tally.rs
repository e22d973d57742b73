/// How often each tag came.
///
/// An address stands for a tag, so no text is compared: a tag that has several addresses is counted by each of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// A hash table with open addressing, at most half full; a power of two.
    slots: Vec<Option<Count>>,
    taken: usize,
}

type Count = (&'static str, u64);

impl Tally {
    const FIRST: usize = 32;

    #[inline]
    pub(super) fn count(&mut self, tag: &'static str, times: u64) {
        if self.slots.len() <= 2 * self.taken {
            self.grow();
        }
        let last = self.slots.len() - 1;
        let mut at = hash(tag) & last;
        loop {
            match &mut self.slots[at] {
                Some((known, count)) if is_same(known, tag) => {
                    *count += times;
                    return;
                }
                Some(_) => at = (at + 1) & last,
                free @ None => {
                    *free = Some((tag, times));
                    self.taken += 1;
                    return;
                }
            }
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Count> {
        self.slots.iter().flatten().copied()
    }

    #[cold]
    fn grow(&mut self) {
        let more = vec![None; (2 * self.slots.len()).max(Self::FIRST)];
        self.taken = 0;
        for (tag, count) in std::mem::replace(&mut self.slots, more).into_iter().flatten() {
            self.count(tag, count);
        }
    }
}

fn is_same(tag: &'static str, other: &'static str) -> bool {
    tag.as_ptr() == other.as_ptr() && tag.len() == other.len()
}

/// Tags lie near to each other: by the golden ratio's digits, neighbours end up far from each other.
fn hash(tag: &'static str) -> usize {
    let mixed = (tag.as_ptr().addr() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn tags_whose_hashes_clash_are_told_apart() {
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
        let (mut counts, mut expected): (Vec<_>, Vec<_>) = (tally.iter().collect(), expected.collect());
        counts.sort_unstable();
        expected.sort_unstable();
        assert_eq!(counts, expected);
    }
}
