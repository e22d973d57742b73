//! Which payloads are tried: systematic ones first, then random ones.

use super::edits::{self, Values};
use super::{mutate, tree};
use crate::model::Model;
use crate::profile::Profile;
use crate::sample::{Fault, FaultKind, Random, Sampler};

/// A payload to try.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) payload: Vec<u8>,
    pub(super) kind: &'static str,
    pub(super) promise: Promise,
}

/// What whoever made the payload says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Promise {
    Nothing,
    /// It is valid under this profile.
    Valid(Profile),
    /// It has this fault, and no other, under this profile.
    Fault(Profile, Fault),
}

impl Case {
    pub(super) fn bare(payload: Vec<u8>) -> Self {
        Self { payload, kind: "", promise: Promise::Nothing }
    }
}

pub(super) struct Cases {
    model: &'static Model,
    seed: u64,
    at_random: usize,
    /// How many of a thousand systematic payloads are tried.
    per_mille: u32,
    next: usize,
}

/// At most so many places are tried for one kind of fault in one payload.
const PLACES: u32 = 150;

impl Cases {
    pub(super) fn new(model: &'static Model, seed: u64, at_random: usize, per_mille: u32) -> Self {
        Self { model, seed, at_random, per_mille, next: 0 }
    }

    /// Calls `visit` for every case, with its number.
    pub(super) fn run(mut self, mut visit: impl FnMut(usize, &Case)) {
        self.systematic(&mut visit);
        self.random(&mut visit);
    }

    fn give(
        &mut self,
        visit: &mut impl FnMut(usize, &Case),
        kind: &'static str,
        payload: Vec<u8>,
        promise: Promise,
    ) {
        visit(self.next, &Case { payload, kind, promise });
        self.next += 1;
    }

    fn systematic(&mut self, visit: &mut impl FnMut(usize, &Case)) {
        for payload in
            [&b""[..], b" ", b"\n", b"null", b"{}", b"[]", b"\"\"", b"0", b"{", b"\xef\xbb\xbf{}", b"{}{}"]
        {
            self.give(visit, "no event", payload.to_vec(), Promise::Nothing);
        }
        for open in [&b"["[..], b"{\"a\":"] {
            self.give(visit, "deep nesting", open.repeat(20_000), Promise::Nothing);
        }
        let values = Values::of(self.model);
        let variants = self
            .model
            .as_union()
            .map_or(1, |union| union.variants.len() + usize::from(union.unknown.is_some()));
        for variant in 0..variants {
            for profile in Profile::ALL {
                let is_unknown = self.model.as_union().is_some_and(|union| variant == union.variants.len());
                if is_unknown && profile == Profile::Strict {
                    continue;
                }
                let mut sampler =
                    Sampler::new(self.model, self.seed).full().variant(variant).profile(profile).exotic(true);
                self.faults(visit, &sampler, profile);
                let mut payload = Vec::new();
                sampler.next_payload(&mut payload);
                self.give(visit, "everything present", payload.clone(), Promise::Valid(profile));
                if profile == Profile::Documented {
                    self.variations(visit, &payload, &values);
                }
            }
        }
    }

    /// One payload for each place and each kind of fault.
    fn faults(&mut self, visit: &mut impl FnMut(usize, &Case), sampler: &Sampler, profile: Profile) {
        let places = sampler.places(&mut Vec::new());
        let mut random = Random::new(self.seed);
        for kind in FaultKind::ALL {
            for place in 0..places.of(*kind).min(PLACES) {
                // The first place of a kind is always tried.
                if place > 0 && !random.chance(self.per_mille) {
                    continue;
                }
                let mut payload = Vec::new();
                let fault = sampler.clone().plant(*kind, place, &mut payload).fault;
                let fault = fault.expect("a fault was asked for");
                self.give(visit, "one fault", payload, Promise::Fault(profile, fault));
            }
        }
    }

    /// Everything that is done to one payload.
    fn variations(&mut self, visit: &mut impl FnMut(usize, &Case), payload: &[u8], values: &Values) {
        let Ok(root) = tree::read(payload) else { return };
        // They are few, and nothing else would break every limit of a long payload.
        edits::counts(payload, &root, values, |payload| {
            self.give(visit, "items counted", payload, Promise::Nothing);
        });
        // Long payloads take longer and hold little more.
        let mut random = Random::new(self.seed);
        let keep = (400_000 / payload.len().max(400)) as u32 * self.per_mille / 1000;
        let mut give = |kind, payload| {
            if random.chance(keep) {
                self.give(visit, kind, payload, Promise::Nothing);
            }
        };
        edits::values(payload, &root, values, |payload| give("value replaced", payload));
        edits::members(payload, &root, values.names(), |payload| give("members and items", payload));
        edits::spellings(payload, &root, |payload| give("spelling", payload));
        edits::depths(payload, &root, |payload| give("deep nesting", payload));
        mutate::everywhere(payload, |payload| give("one byte", payload));
    }

    fn random(&mut self, visit: &mut impl FnMut(usize, &Case)) {
        let mut random = Random::new(self.seed);
        let values = Values::of(self.model);
        let mut samplers = Profile::ALL.map(|profile| {
            Sampler::new(self.model, random.next()).profile(profile).invalid(0.3).exotic(true)
        });
        let mut last = Vec::new();
        for _ in 0..self.at_random {
            let at = random.below(samplers.len());
            let mut payload = Vec::new();
            let sampled = samplers[at].next_payload(&mut payload);
            let (kind, payload, promise) = match random.below(10) {
                0..3 => {
                    let promise = match sampled.fault {
                        Some(fault) => Promise::Fault(Profile::ALL[at], fault),
                        None => Promise::Valid(Profile::ALL[at]),
                    };
                    ("random sample", payload.clone(), promise)
                }
                3 => ("random spelling", edits::respell(&payload, &mut random), Promise::Nothing),
                4 | 5 => ("random edit", edits::random(&payload, &values, &mut random), Promise::Nothing),
                6 => ("spliced", mutate::splice(&payload, &last, &mut random), Promise::Nothing),
                _ => ("random bytes", mutate::some(&payload, &mut random), Promise::Nothing),
            };
            last.clone_from(&payload);
            self.give(visit, kind, payload, promise);
        }
    }
}
