use std::collections::BTreeMap;

use event_schema::{Accepted, Reader};

use crate::{DeadLetter, Mask};

/// What a report for people wants to know beside counts; bounded in size, and without payload values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Insights {
    verdicts: Vec<(u64, u64)>,
    /// How many payloads one entry of the verdicts stands for, at least.
    span: u64,
    reasons: BTreeMap<(String, String), u64>,
    properties: BTreeMap<&'static str, Properties>,
    sizes: BTreeMap<u32, u64>,
    times: BTreeMap<i64, u64>,
    /// The width of a stretch of time, in milliseconds; a power of two times a second.
    width: i64,
}

/// The properties of an event, in the order in which they came first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Properties(Vec<(String, PropertyCount)>);

/// In how many valid payloads of an event a property is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PropertyCount {
    /// In how many it is present, null or not.
    pub present: u64,
    /// In how many it is null.
    pub null: u64,
}

impl Insights {
    /// So many stretches of the input and of time are told apart.
    const STRETCHES: usize = 96;
    /// So many properties of an event, and so many reasons, are told apart.
    const MOST: usize = 500;
    /// What the shortest stretch of the input stands for.
    const SPAN: u64 = 16;
    const SECOND: i64 = 1_000;

    /// Valid and refused payloads in stretches of about equal length, in the order of the input.
    pub fn verdicts(&self) -> &[(u64, u64)] {
        &self.verdicts
    }

    /// How often payloads of an event were refused with a code; no event is no known event.
    pub fn reasons(&self) -> impl Iterator<Item = (&str, &str, u64)> {
        self.reasons.iter().map(|((event, code), count)| (event.as_str(), code.as_str(), *count))
    }

    /// The properties of valid payloads, by event.
    pub fn properties(&self) -> BTreeMap<&'static str, BTreeMap<&str, PropertyCount>> {
        self.properties.iter().map(|(event, properties)| (*event, properties.by_name())).collect()
    }

    /// How many payloads have less than 2 to this power bytes, but no less than half of that.
    pub fn sizes(&self) -> &BTreeMap<u32, u64> {
        &self.sizes
    }

    /// How many events there were from this time on, for one [width](Self::time_width); in milliseconds since 1970.
    pub fn times(&self) -> impl Iterator<Item = (i64, u64)> {
        self.times.iter().map(|(at, count)| (at * self.width, *count))
    }

    /// How many milliseconds one entry of the times stands for.
    pub fn time_width(&self) -> i64 {
        self.width
    }

    pub(crate) fn count_valid(&mut self, accepted: Accepted, payload: &[u8], mask: Option<&Mask>) {
        self.push_verdicts(1, 0);
        self.count_size(payload.len());
        let Accepted::Known(event) = accepted else { return };
        let properties = self.properties.entry(event).or_default();
        let mut time = None;
        let mut next = 0;
        // A valid payload of a known event is an object in UTF-8.
        let payload = str::from_utf8(payload).unwrap_or_default();
        let _ = Reader::new(payload).object(|reader, name| {
            let value = reader.raw()?;
            if name == "time" {
                time = value.parse().ok();
            }
            if let Some(at) =
                properties.place(&name, next, |name| mask.is_none_or(|mask| mask.shows_name(name)))
            {
                let (_, count) = &mut properties.0[at];
                count.present += 1;
                count.null += u64::from(value == "null");
                next = at + 1;
            }
            Ok(())
        });
        if let Some(time) = time {
            self.count_time(time);
        }
    }

    pub(crate) fn count_refused(&mut self, letter: &DeadLetter<'_>) {
        self.push_verdicts(0, 1);
        if let Some(payload) = &letter.payload {
            self.count_size(payload.len());
        }
        for reason in &letter.errors {
            let event = letter.event.as_deref().unwrap_or_default();
            self.count_reason((event.to_owned(), reason.code.as_ref().to_owned()), 1);
        }
    }

    pub(crate) fn merge(&mut self, later: Self) {
        self.span = self.span.max(later.span);
        for (valid, refused) in later.verdicts {
            self.push_verdicts(valid, refused);
        }
        for (key, count) in later.reasons {
            self.count_reason(key, count);
        }
        for (event, Properties(counts)) in later.properties {
            let properties = self.properties.entry(event).or_default();
            for (next, (name, PropertyCount { present, null })) in counts.into_iter().enumerate() {
                if let Some(at) = properties.place(&name, next, |_| true) {
                    let (_, count) = &mut properties.0[at];
                    count.present += present;
                    count.null += null;
                }
            }
        }
        for (size, count) in later.sizes {
            *self.sizes.entry(size).or_default() += count;
        }
        while self.width < later.width {
            self.widen();
        }
        for (at, count) in later.times {
            let at = (at * later.width).div_euclid(self.width);
            *self.times.entry(at).or_default() += count;
        }
        while self.times.len() > Self::STRETCHES {
            self.widen();
        }
    }

    fn push_verdicts(&mut self, valid: u64, refused: u64) {
        let room = |last: &&mut (u64, u64)| last.0 + last.1 < self.span.max(Self::SPAN);
        if let Some(last) = self.verdicts.last_mut().filter(room) {
            *last = (last.0 + valid, last.1 + refused);
            return;
        }
        if self.verdicts.len() >= Self::STRETCHES {
            let sum =
                |pair: &[(u64, u64)]| pair.iter().fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
            self.verdicts = self.verdicts.chunks(2).map(sum).collect();
            self.span = self.span.max(Self::SPAN) * 2;
        }
        self.verdicts.push((valid, refused));
    }

    fn count_reason(&mut self, key: (String, String), count: u64) {
        if self.reasons.len() < Self::MOST || self.reasons.contains_key(&key) {
            *self.reasons.entry(key).or_default() += count;
        }
    }

    fn count_size(&mut self, size: usize) {
        *self.sizes.entry(usize::BITS - size.leading_zeros()).or_default() += 1;
    }

    fn count_time(&mut self, time: i64) {
        if self.width == 0 {
            self.width = Self::SECOND;
        }
        *self.times.entry(time.div_euclid(self.width)).or_default() += 1;
        while self.times.len() > Self::STRETCHES {
            self.widen();
        }
    }

    fn widen(&mut self) {
        if self.width == 0 {
            self.width = Self::SECOND;
            return;
        }
        self.width = self.width.saturating_mul(2);
        let mut wider = BTreeMap::new();
        for (at, count) in std::mem::take(&mut self.times) {
            *wider.entry(at.div_euclid(2)).or_default() += count;
        }
        self.times = wider;
    }
}

impl Properties {
    fn by_name(&self) -> BTreeMap<&str, PropertyCount> {
        self.0.iter().map(|(name, count)| (name.as_str(), *count)).collect()
    }

    /// Where a property is counted; most often that is where it is looked for first. `None` if it is not to be counted.
    fn place(&mut self, name: &str, first: usize, is_shown: impl FnOnce(&str) -> bool) -> Option<usize> {
        let is_it = |(known, _): &(String, PropertyCount)| known == name;
        if self.0.get(first).is_some_and(is_it) {
            return Some(first);
        }
        if let Some(at) = self.0.iter().position(is_it) {
            return Some(at);
        }
        if self.0.len() >= Insights::MOST || !is_shown(name) {
            return None;
        }
        self.0.push((name.to_owned(), PropertyCount::default()));
        Some(self.0.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use event_schema::Accepted;

    use super::Insights;
    use crate::Mask;

    #[test]
    fn what_is_counted_is_the_same_however_it_is_cut() {
        let mask = Mask::of_schema(&serde_json::json!({"properties": {"time": {}, "x": {}}}));
        let payload = |at: i64| {
            let x = if at % 2 == 0 { "null" } else { "[{\"x\":null}]" };
            format!("{{\"time\":{},\"x\":{x},\"secret\":1}}", at * 7_919)
        };
        let count = |from: i64, to: i64| {
            let mut insights = Insights::default();
            for at in from..to {
                insights.count_valid(Accepted::Known("tick"), payload(at).as_bytes(), Some(&mask));
            }
            insights
        };
        let whole = count(0, 3_000);
        let mut parts = count(0, 10);
        for from in (10..3_000).step_by(10) {
            parts.merge(count(from, from + 10));
        }
        assert_eq!(parts.times().collect::<Vec<_>>(), whole.times().collect::<Vec<_>>());
        assert_eq!((parts.properties(), parts.sizes()), (whole.properties(), whole.sizes()));
        let properties = whole.properties().remove("tick").unwrap();
        assert_eq!(properties.keys().copied().collect::<Vec<_>>(), ["time", "x"]);
        assert_eq!((properties["x"].present, properties["x"].null), (3_000, 1_500));
        assert!(parts.verdicts().len() <= Insights::STRETCHES && parts.verdicts().len() > 40);
        assert_eq!(parts.verdicts().iter().map(|stretch| stretch.0).sum::<u64>(), 3_000);
        assert!(whole.times().count() <= Insights::STRETCHES && whole.times().count() > 40);
    }
}
