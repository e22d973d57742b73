use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use event_schema::document::Json;
use event_schema::model::Model;
use event_schema::{Code, Errors, ModelValidator, Profile};

/// A payload and what each profile says of it.
pub(super) fn vector(model: &'static Model, name: &str, payload: &[u8]) -> Json {
    let payload_entry = match std::str::from_utf8(payload) {
        Ok(text) => ("payload", Json::string(text)),
        Err(_) => ("payloadBase64", Json::String(STANDARD.encode(payload))),
    };
    let verdicts = Profile::ALL.map(|profile| (profile.as_str(), judge(model, profile, payload).err()));
    let accepted = verdicts.iter().map(|(profile, errors)| (*profile, Json::Bool(errors.is_none())));
    let mut vector = vec![("name", Json::string(name)), payload_entry, ("verdicts", Json::object(accepted))];
    let refused: Vec<_> = verdicts
        .iter()
        .filter_map(|(profile, errors)| Some((*profile, findings(errors.as_ref()?))))
        .collect();
    if !refused.is_empty() {
        vector.push(("errors", Json::object(refused)));
    }
    Json::object(vector)
}

pub(super) fn judge(model: &'static Model, profile: Profile, payload: &[u8]) -> Result<(), Errors> {
    ModelValidator::new(model).profile(profile).max_errors(usize::MAX).validate(payload).map(drop)
}

/// The verdict with the names that a payload has beside the declared ones, for there is nobody in a vector.
pub(super) fn told(model: &'static Model, payload: &[u8]) -> Result<(), Errors> {
    ModelValidator::new(model).max_errors(usize::MAX).show_values(true).validate(payload).map(drop)
}

/// Whether schemas can tell: what only checks of one's own refuse is no vector, for other languages do not have them.
pub(super) fn is_told_by_schema(model: &'static Model, payload: &[u8]) -> bool {
    let checked = |errors: Errors| errors.iter().all(|error| matches!(error.code, Code::Check(_)));
    !Profile::ALL.iter().any(|profile| judge(model, *profile, payload).is_err_and(checked))
}

fn findings(errors: &Errors) -> Json {
    let finding = |error: event_schema::Error<'_>| {
        Json::object([
            ("code", Json::string(error.code.as_str())),
            ("instance", Json::string(error.instance)),
            ("message", Json::string(error.message)),
        ])
    };
    Json::Array(errors.iter().map(finding).collect())
}
