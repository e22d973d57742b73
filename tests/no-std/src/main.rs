//! Decodes, validates and encodes an event with `core`, `alloc` and nothing else. The exit status tells the step
//! that went wrong; 0 is none.
//!
//! If any dependency used `std`, this would not link: there would be two panic handlers.

#![no_std]
#![no_main]

extern crate alloc;

mod arena;

use alloc::string::ToString;
use core::ffi::{c_char, c_int};
use core::panic::PanicInfo;

use isymphony_events::event_schema::{Errors, from_json, is_valid, to_json, validate};
use isymphony_events::{Hangup, IsymphonyEvent};

use self::arena::Arena;

const SAMPLE: &str = r#"{"type":"hangup","time":1436899978590,"coreServerId":"e5c01703-3c6d-429a-8712-66c826064e65","callSegmentId":"4fff719a-5186-4691-a64b-b9d22472cb76","callerIdName":"Michael Y","callerIdNumber":"42243","did":"4224","extensionId":"dc5975a9-e438-4634-85f2-6a75c34574c9","extensionNumber":"42243","userId":"580169b8-4341-42d9-9f44-973659fc770d","username":"42243"}"#;

/// As the sample, but its `time` is a string.
const BROKEN: &str = r#"{"type":"hangup","time":"noon","coreServerId":"e5c01703-3c6d-429a-8712-66c826064e65","callSegmentId":"4fff719a-5186-4691-a64b-b9d22472cb76","callerIdName":"Michael Y","callerIdNumber":"42243","did":"4224","extensionId":"dc5975a9-e438-4634-85f2-6a75c34574c9","extensionNumber":"42243","userId":"580169b8-4341-42d9-9f44-973659fc770d","username":"42243"}"#;

#[global_allocator]
static ARENA: Arena = Arena::new();

// The C runtime starts the program and ends it.
#[link(name = "c")]
// SAFETY: this is how the C standard declares it.
unsafe extern "C" {
    fn abort() -> !;
}

// SAFETY: the C runtime looks for this name and calls it with these arguments; there is no other `main`.
#[unsafe(no_mangle)]
extern "C" fn main(_: c_int, _: *const *const c_char) -> c_int {
    match steps() {
        Ok(()) => 0,
        Err(step) => step,
    }
}

fn steps() -> Result<(), c_int> {
    let check = |holds: bool, step: c_int| if holds { Ok(()) } else { Err(step) };

    let hangup: Hangup<'_> = from_json(SAMPLE.as_bytes()).map_err(|_: Errors| 1)?;
    check(hangup.envelope.time == 1_436_899_978_590, 2)?;
    check(hangup.party.caller_id_name == "Michael Y", 3)?;
    check(hangup.party.did.as_deref() == Some("4224"), 4)?;
    check(to_json(&hangup).is_ok_and(|json| json == SAMPLE), 5)?;

    check(is_valid::<IsymphonyEvent<'_>>(SAMPLE.as_bytes()), 6)?;
    check(!is_valid::<IsymphonyEvent<'_>>(BROKEN.as_bytes()), 7)?;
    let Err(errors) = validate::<IsymphonyEvent<'_>>(BROKEN.as_bytes()) else { return Err(8) };
    check(errors.len() == 1 && errors.first().instance == "/time", 9)?;
    check(errors.to_string().starts_with("/time: "), 10)
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: it takes nothing and does not come back.
    unsafe { abort() }
}
