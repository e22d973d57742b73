//! Finds equal names at compile time. The compiler gives up on constants that take long, so that lists are sorted
//! and not compared each with each.

/// The hash of a name, and the place that it belongs to.
pub(crate) type Entry = (u64, usize);

/// FNV-1a.
pub(crate) const fn hash(name: &str) -> u64 {
    let name = name.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < name.len() {
        hash = (hash ^ name[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}

/// The entries in order of their hashes: a heap sort.
pub(crate) const fn sorted<const LEN: usize>(mut entries: [Entry; LEN]) -> [Entry; LEN] {
    let mut root = LEN / 2;
    while root > 0 {
        root -= 1;
        sift(&mut entries, root, LEN);
    }
    let mut end = LEN;
    while end > 1 {
        end -= 1;
        let last = entries[end];
        entries[end] = entries[0];
        entries[0] = last;
        sift(&mut entries, 0, end);
    }
    entries
}

/// Moves an entry down until none below it is greater.
const fn sift<const LEN: usize>(entries: &mut [Entry; LEN], mut root: usize, end: usize) {
    let entry = entries[root];
    loop {
        let mut child = 2 * root + 1;
        if child >= end {
            break;
        }
        if child + 1 < end && entries[child].0 < entries[child + 1].0 {
            child += 1;
        }
        if entries[child].0 <= entry.0 {
            break;
        }
        entries[root] = entries[child];
        root = child;
    }
    entries[root] = entry;
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::{Entry, hash, sorted};

    fn of<const LEN: usize>() -> [Entry; LEN] {
        core::array::from_fn(|at| (hash(&format!("name{}", at % 7)), at))
    }

    fn holds<const LEN: usize>() {
        let entries = of::<LEN>();
        let sorted = sorted(entries);
        assert!(sorted.is_sorted_by_key(|entry| entry.0), "{sorted:?}");
        let mut expected = entries;
        let mut found = sorted;
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected);
    }

    #[test]
    fn sorts_entries_of_any_number() {
        holds::<0>();
        holds::<1>();
        holds::<2>();
        holds::<3>();
        holds::<8>();
        holds::<33>();
        holds::<100>();
    }
}
