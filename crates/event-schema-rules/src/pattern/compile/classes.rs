//! The characters that no set of the pattern tells apart are one class.

use super::Refused;
use super::set::Set;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

pub(super) struct Classes {
    /// Where runs of characters of one class begin, in order, from the first character on.
    pub(super) runs: Vec<(u32, u8)>,
    /// For each class, whether each of the sets holds it.
    pub(super) in_sets: Vec<Vec<bool>>,
}

/// The first character behind the surrogates.
const BEHIND_SURROGATES: u32 = 0xE000;

pub(super) fn partition(sets: &[Set]) -> Result<Classes, Refused> {
    let mut bounds = BTreeSet::from([0, BEHIND_SURROGATES]);
    for (first, last) in sets.iter().flat_map(Set::ranges) {
        bounds.insert(*first);
        bounds.insert(last + 1);
    }
    bounds.retain(|bound| char::from_u32(*bound).is_some());
    let mut numbers = BTreeMap::new();
    let mut classes = Classes { runs: Vec::new(), in_sets: Vec::new() };
    for bound in bounds {
        let in_sets: Vec<bool> = sets.iter().map(|set| set.contains(bound)).collect();
        let number = *numbers.entry(in_sets.clone()).or_insert(classes.in_sets.len());
        if number == classes.in_sets.len() {
            classes.in_sets.push(in_sets);
        }
        let Ok(class) = u8::try_from(number) else { return Err(Refused::too_large()) };
        if classes.runs.last().is_none_or(|run| run.1 != class) {
            classes.runs.push((bound, class));
        }
    }
    Ok(classes)
}
