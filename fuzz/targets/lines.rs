#![no_main]

use event_schema_fuzz::lines::{LAYOUT, compare};

libfuzzer_sys::fuzz_target!(|input: &[u8]| compare(input));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    event_schema_fuzz::mutate::mutate(data, size, max_size, seed, &LAYOUT)
});
