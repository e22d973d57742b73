use isymphony_events::event_schema::sample::{FaultKind, Sampler};
use isymphony_events::{Hangup, IsymphonyEvent};

/// Two payloads in a hundred have a fault.
const INVALID: f64 = 0.02;

/// Payloads, and what is wrong with each.
pub(crate) struct Corpus {
    pub(crate) name: &'static str,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    faults: Vec<Option<FaultKind>>,
}

impl Corpus {
    /// All events, and some that the catalogue does not know.
    pub(crate) fn catalogue(lines: usize, seed: u64) -> Self {
        Self::new("catalogue", Sampler::of::<IsymphonyEvent<'_>>(seed), lines)
    }

    /// Hangups only.
    pub(crate) fn hangup(lines: usize, seed: u64) -> Self {
        Self::new("hangup", Sampler::of::<Hangup<'_>>(seed), lines)
    }

    fn new(name: &'static str, sampler: Sampler, lines: usize) -> Self {
        let mut sampler = sampler.invalid(INVALID);
        let mut corpus = Self { name, bytes: Vec::new(), ends: Vec::new(), faults: Vec::new() };
        for _ in 0..lines {
            let fault = sampler.next_payload(&mut corpus.bytes).fault;
            corpus.ends.push(corpus.bytes.len());
            corpus.faults.push(fault.map(|fault| fault.kind));
        }
        corpus
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn payloads(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.bytes[start..end])
    }

    pub(crate) fn faults(&self) -> impl Iterator<Item = Option<FaultKind>> {
        self.faults.iter().copied()
    }
}
