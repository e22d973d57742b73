//! The accept path allocates nothing, for types whose objects declare no more than 63 properties.

use event_schema::sample::Sampler;
use event_schema::{Event, Schema, Validator};
use isymphony_events::{Hangup, IsymphonyEvent};

/// So many payloads of an event, accepted and refused ones apart.
fn payloads<T: Event>(count: usize) -> Vec<Vec<u8>> {
    let mut sampler = Sampler::of::<T>(7);
    let payload = |_| {
        let mut payload = Vec::new();
        sampler.next_payload(&mut payload);
        payload
    };
    (0..count).map(payload).collect()
}

fn allocations<T: Schema + Event>(count: usize) -> u64 {
    let payloads = payloads::<T>(count);
    let validator = Validator::<T>::new();
    // What is learned once is learned here.
    assert!(payloads.iter().all(|payload| validator.is_valid(payload)));
    let counted = allocation_counter::measure(|| {
        for payload in &payloads {
            assert!(validator.is_valid(payload));
            assert!(validator.validate(payload).is_ok());
        }
    });
    counted.count_total
}

#[test]
fn the_counter_counts() {
    let counted = allocation_counter::measure(|| drop(std::hint::black_box(vec![1_u8])));
    assert_eq!(counted.count_total, 1);
}

#[test]
fn accepted_events_allocate_nothing() {
    assert_eq!(allocations::<Hangup<'_>>(2000), 0);
    assert_eq!(allocations::<IsymphonyEvent<'_>>(2000), 0);
}

/// A refused payload is looked at again for its errors; the verdict alone costs no memory either.
#[test]
fn a_verdict_on_a_broken_event_allocates_nothing() {
    let validator = Validator::<IsymphonyEvent<'_>>::new();
    let mut sampler = Sampler::of::<IsymphonyEvent<'_>>(8).invalid(1.0);
    for _ in 0..2000 {
        let mut payload = Vec::new();
        let fault = sampler.next_payload(&mut payload).fault;
        let counted = allocation_counter::measure(|| assert!(!validator.is_valid(&payload), "{fault:?}"));
        assert_eq!(counted.count_total, 0, "{fault:?}");
    }
}
