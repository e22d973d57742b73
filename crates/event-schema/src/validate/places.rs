//! Many payloads, wherever they lie in a buffer.
//!
//! Payloads of one event are alike, so each event has a queue of its own: four of a kind go in lock step, in whatever
//! order they come.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cell::OnceCell;
use core::mem;
use core::ops::Range;

use super::run::Payload;
use super::run::lines::{LANES, LockStep};
use super::together::Together;
use super::verdicts::Verdicts;
use super::{Accepted, ModelValidator};
use crate::plan::{Kind, ObjectId, Plan};
use crate::profile::Profile;
use crate::wide::{self, Isa, Task, Text};

impl ModelValidator {
    /// Validates payloads that lie in a buffer. Several of a kind are looked at together, so this is faster than
    /// [`is_valid`](Self::is_valid) on each.
    ///
    /// What lies around the payloads may be looked at, and means nothing.
    ///
    /// # Panics
    ///
    /// A place is not within the buffer.
    pub fn validate_places(&self, buffer: &[u8], places: &[Range<usize>], verdicts: &mut Verdicts) {
        self.judge_places(buffer, places, verdicts);
        verdicts.refuse(buffer, places);
    }

    /// Validates payloads that lie wherever they do, as [`validate_places`](Self::validate_places) does those of a
    /// buffer. They are copied side by side into `verdicts`, so as much memory is kept as all of them take.
    pub fn validate_all(&self, payloads: &[&[u8]], verdicts: &mut Verdicts) {
        let (mut copies, mut places) = (mem::take(&mut verdicts.copies), mem::take(&mut verdicts.places));
        copies.clear();
        places.clear();
        for payload in payloads {
            let start = copies.len();
            copies.extend_from_slice(payload);
            places.push(start..copies.len());
        }
        self.judge_places(&copies, &places, verdicts);
        (verdicts.copies, verdicts.places) = (copies, places);
    }

    pub(super) fn judge_places(&self, buffer: &[u8], places: &[Range<usize>], verdicts: &mut Verdicts) {
        let every_event = self.every_event();
        verdicts.clear(every_event);
        verdicts.all.of(places.len());
        if every_event.is_none() && verdicts.events.len() < places.len() {
            verdicts.events.resize(places.len(), Accepted::Unknown);
        }
        verdicts.queues.are_for(&self.plan, self.settings.profile);
        let mut text = Text::empty();
        let text = text.of(buffer);
        wide::best(self.portable, Payloads { validator: self, text, places, verdicts });
    }
}

/// What waits for others of its kind, by the variants of a union. Kept from one buffer to the next, with what was
/// learned.
#[derive(Debug, Clone, Default)]
pub(super) struct Queues {
    made_for: Option<(Arc<Plan>, Profile)>,
    /// One for each variant that is looked at in lock step.
    of: Vec<Option<Queue>>,
    /// Lines, which need not wait.
    pub(super) lines: Together,
}

#[derive(Debug, Clone)]
struct Queue {
    object: ObjectId,
    event: Accepted,
    together: Together,
    /// Which payloads wait: the first `len` of these.
    waiting: [usize; LANES],
    len: usize,
}

impl Queues {
    pub(super) fn are_for(&mut self, plan: &Arc<Plan>, profile: Profile) {
        if !self.made_for.as_ref().is_some_and(|(known, of)| Arc::ptr_eq(known, plan) && *of == profile) {
            let made_for = Some((Arc::clone(plan), profile));
            *self = Self { made_for, of: Self::of(plan), lines: Together::default() };
        }
    }

    fn of(plan: &Plan) -> Vec<Option<Queue>> {
        let queue = |node, event| {
            plan.as_object(node).map(|object| Queue {
                object,
                event,
                together: Together::default(),
                waiting: [0; LANES],
                len: 0,
            })
        };
        let root = &plan[plan.root];
        match root.kind {
            Kind::Union(union) if !root.nullable && root.rules.is_empty() => {
                plan[union].variants.iter().map(|(tag, node)| queue(*node, Accepted::Known(tag))).collect()
            }
            _ => [queue(plan.root, Accepted::Untagged)].into(),
        }
    }
}

/// Payloads to be validated.
struct Payloads<'r, 'p> {
    validator: &'r ModelValidator,
    text: &'r Text<'p>,
    places: &'r [Range<usize>],
    verdicts: &'r mut Verdicts,
}

impl Task for Payloads<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { validator, text, places, verdicts } = self;
        let all = 0..text.bytes().len();
        let walker = OnceCell::new();
        let lock_step = LockStep(validator.run(isa, text, all, &walker));
        let mut queues = mem::take(&mut verdicts.queues);
        let mut judge = Judge { validator, text, places, verdicts };
        for (payload, place) in places.iter().enumerate() {
            let variant = lock_step.0.variant_at(place.start);
            let Some(Some(queue)) = variant.and_then(|variant| queues.of.get_mut(variant)) else {
                judge.alone(isa, payload, true);
                continue;
            };
            queue.waiting[queue.len] = payload;
            queue.len += 1;
            if queue.len == LANES {
                judge.together(isa, &lock_step, queue);
            }
        }
        for queue in queues.of.iter_mut().flatten().filter(|queue| queue.len > 0) {
            judge.together(isa, &lock_step, queue);
        }
        verdicts.queues = queues;
    }
}

struct Judge<'r, 'p> {
    validator: &'r ModelValidator,
    text: &'r Text<'p>,
    places: &'r [Range<usize>],
    verdicts: &'r mut Verdicts,
}

impl<'p> Judge<'_, 'p> {
    /// Judges all that wait in a queue.
    #[inline(always)]
    fn together<I: Isa>(&mut self, isa: I, lock_step: &LockStep<'_, 'p, I>, queue: &mut Queue) {
        let Queue { object, event, together, waiting, len } = queue;
        let ModelValidator { plan, learned, settings, .. } = self.validator;
        let script =
            together.script(|script| script.rewrite(plan, learned, &plan[*object], settings.profile, ""));
        // Lanes that nobody waits for go with the first one.
        let first = waiting[0];
        waiting[*len..].fill(first);
        let starts = waiting.map(|payload| self.places[payload].start);
        let lanes = match script {
            Some(script) => lock_step.lines(script, starts),
            None => None,
        };
        let mut fine = 0;
        if let Some(lanes) = lanes {
            for (lane, payload) in waiting[..*len].iter().enumerate() {
                let is_fine = lanes.fine >> lane & 1 == 1 && lanes.at[lane] == self.places[*payload].end;
                if is_fine {
                    self.verdicts.accept(*payload, *event);
                }
                fine |= usize::from(is_fine) << lane;
            }
        }
        for (lane, payload) in waiting[..*len].iter().enumerate() {
            if fine >> lane & 1 == 0 {
                // One that is an exception teaches nothing of those to come.
                self.alone(isa, *payload, fine == 0);
            }
        }
        together.note(fine);
        *len = 0;
    }

    #[inline(never)]
    fn alone<I: Isa>(&mut self, isa: I, payload: usize, teaches: bool) {
        let Self { validator, text, places, .. } = *self;
        let place = places[payload].clone();
        if let Some(accepted) = isa.run(Payload { validator, text, place, teaches, record: &mut () }) {
            self.verdicts.accept(payload, accepted);
        }
    }
}
