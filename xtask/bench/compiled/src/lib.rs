//! The validators that jsonschema's macro writes from the published schemas.

/// Of one hangup.
#[jsonschema::validator(path = "../../../schemas/v1/hangup.schema.json", validate_formats = true)]
pub struct Hangup;

/// Of any iSymphony event.
#[jsonschema::validator(path = "../../../schemas/v1/event.schema.json", validate_formats = true)]
pub struct IsymphonyEvent;

include!(concat!(env!("OUT_DIR"), "/push.rs"));
