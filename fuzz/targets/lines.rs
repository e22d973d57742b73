#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| event_schema_fuzz::lines::compare(input));
