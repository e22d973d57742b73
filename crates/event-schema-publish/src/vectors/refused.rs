use event_schema::Profile;
use event_schema::document::Json;
use event_schema::model::Model;

use super::verdict::judge;
use crate::error::Error;

/// Payloads that must be valid are; a catalogue whose examples break its own rules is not published.
pub(super) fn must_be_valid(
    model: &'static Model,
    tag: &'static str,
    profile: Profile,
    payload: &Json,
) -> Result<(), Error> {
    let payload = payload.to_compact();
    judge(model, profile, payload.as_bytes()).map_err(|errors| Error::Refused { tag, payload, errors })
}
