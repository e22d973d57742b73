//! What the tests of derived types share.

/// Whether tests that scale are to run at their full size.
#[must_use]
pub fn is_long() -> bool {
    std::env::var_os("EVENT_SCHEMA_LONG_TESTS").is_some()
}

/// How many of a thousand systematic payloads are tried: all only where there is time. A payload holds its value in
/// several places, so that a part of the changes meets each kind often enough.
#[must_use]
pub fn share(part: u32) -> u32 {
    if is_long() { 1_000 } else { part }
}
