//! Strings that a pattern accepts, and strings that it refuses.

use super::{Pattern, start_of};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::RangeInclusive;

/// How much longer than the shortest a string may get.
const VARIETY: usize = 24;

impl Pattern<'_> {
    /// A string that matches and has so many characters. `None` if there is none: so this tells too whether a pattern
    /// and the bounds of a length contradict each other.
    ///
    /// `draw` is the source of randomness: a number below its argument, which is not 0. Time and memory grow with the
    /// table and with the least length.
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// let compiled = event_schema_rules::Compiled::new("^[a-c]+-[0-9]{2}$").unwrap();
    /// let pattern = compiled.pattern();
    /// let sample = pattern.sample(0..=9, &mut |below| below - 1).unwrap();
    /// assert!(pattern.is_match(&sample) && sample.len() <= 9);
    /// assert_eq!(pattern.sample(0..=3, &mut |_| 0), None, "four characters are the least");
    /// # }
    /// ```
    #[must_use]
    pub fn sample(
        &self,
        lengths: RangeInclusive<usize>,
        draw: &mut dyn FnMut(usize) -> usize,
    ) -> Option<String> {
        self.walk(true, lengths, draw)
    }

    /// A string that does not match and has so many characters. `None` if there is none.
    ///
    /// `draw` is as in [`sample`](Self::sample).
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// let compiled = event_schema_rules::Compiled::new("^[a-z]*$").unwrap();
    /// let pattern = compiled.pattern();
    /// let refused = pattern.sample_refused(0..=9, &mut |_| 0).unwrap();
    /// assert!(!pattern.is_match(&refused));
    /// assert_eq!(pattern.sample_refused(0..=0, &mut |_| 0), None, "the empty string matches");
    /// # }
    /// ```
    #[must_use]
    pub fn sample_refused(
        &self,
        lengths: RangeInclusive<usize>,
        draw: &mut dyn FnMut(usize) -> usize,
    ) -> Option<String> {
        self.walk(false, lengths, draw)
    }

    fn walk(
        &self,
        is_wanted: bool,
        lengths: RangeInclusive<usize>,
        draw: &mut dyn FnMut(usize) -> usize,
    ) -> Option<String> {
        let (levels, found) = self.levels(is_wanted, &lengths);
        let shortest = *found.first()?;
        let length = if draw(2) == 0 { shortest } else { found[draw(found.len())] };
        let members: Vec<_> = (0..self.width).map(|class| self.members(class as u8)).collect();
        let mut text = String::new();
        let mut state = self.start;
        for level in levels[..length].iter().rev() {
            let leads_on = |class: &u16| level[self.row(self.next(state, *class as u8))];
            let classes: Vec<u16> = (0..self.width).filter(leads_on).collect();
            let class = *classes.get(draw(classes.len().max(1)))?;
            text.push(members[usize::from(class)].draw(draw)?);
            state = self.next(state, class as u8);
        }
        Some(text)
    }

    /// From which states the wanted verdict is so many characters away, for each number of them; and the lengths that
    /// strings may have.
    fn levels(&self, is_wanted: bool, lengths: &RangeInclusive<usize>) -> (Vec<Vec<bool>>, Vec<usize>) {
        let rows = self.table.len() / 2 / usize::from(self.width);
        let offset = |row: usize| (row * usize::from(self.width)) as u16;
        let mut levels: Vec<Vec<bool>> =
            Vec::from([(0..rows).map(|row| self.is_accepted(offset(row)) == is_wanted).collect()]);
        let mut found = Vec::new();
        // A string that is longer than the least length by more than there are states has a shorter one beside it.
        let mut most = lengths.start().saturating_add(rows).min(*lengths.end());
        for length in 0..=*lengths.end() {
            if length > most {
                break;
            }
            let level = &levels[length];
            if length >= *lengths.start() && level[self.row(self.start)] {
                if found.is_empty() {
                    most = length.saturating_add(VARIETY).min(*lengths.end());
                }
                found.push(length);
            }
            let next = (0..rows)
                .map(|row| (0..self.width).any(|class| level[self.row(self.next(offset(row), class as u8))]));
            let next: Vec<bool> = next.collect();
            if !next.contains(&true) {
                break;
            }
            levels.push(next);
        }
        (levels, found)
    }

    fn row(&self, state: u16) -> usize {
        usize::from(state / self.width)
    }

    fn members(&self, class: u8) -> Members {
        let mut members = Members::default();
        for char in (0..=0x7F_u8).filter(|char| self.ascii[usize::from(*char)] == class) {
            let char = char::from(char);
            match char {
                _ if char.is_ascii_alphanumeric() => members.plain.push(char),
                ' '..='~' => members.printed.push(char),
                _ => members.control.push(char),
            }
        }
        let (others, _) = self.others.as_chunks::<4>();
        let ends = others.iter().skip(1).map(|other| start_of(*other)).chain([u32::from(char::MAX) + 1]);
        for (other, end) in others.iter().zip(ends) {
            if other[3] == class {
                members.others.push((start_of(*other), end));
            }
        }
        members
    }
}

/// The characters of a class, the more readable ones first.
#[derive(Default)]
struct Members {
    plain: Vec<char>,
    printed: Vec<char>,
    control: Vec<char>,
    /// Ranges without their ends.
    others: Vec<(u32, u32)>,
}

impl Members {
    fn draw(&self, draw: &mut dyn FnMut(usize) -> usize) -> Option<char> {
        let mut lists = vec![&self.plain, &self.printed, &self.control];
        lists.retain(|list| !list.is_empty());
        // Mostly from the first of the lists, at times from each other.
        let at = if draw(4) == 0 { draw(lists.len() + usize::from(!self.others.is_empty())) } else { 0 };
        match lists.get(at) {
            Some(list) => list.get(draw(list.len())).copied(),
            None => self.draw_other(draw),
        }
    }

    fn draw_other(&self, draw: &mut dyn FnMut(usize) -> usize) -> Option<char> {
        let (start, end) = *self.others.get(draw(self.others.len().max(1)))?;
        // A range may run over the surrogates, which are no characters.
        char::from_u32(start + draw((end - start) as usize) as u32).or(char::from_u32(start))
    }
}
