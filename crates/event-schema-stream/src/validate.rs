use std::ops::Range;

use event_schema::{Accepted, Errors, ModelValidator, Schema, Validator, Verdicts};

use crate::Refusal;

/// Tells valid payloads from others: a validator, or any function that does.
///
/// ```
/// use event_schema::Accepted;
/// use event_schema_stream::{Pipeline, Refusal};
///
/// let no_longer_than = |payload: &[u8]| match payload.len() {
///     0..=8 => Ok(Accepted::Untagged),
///     _ => Err(Refusal { event: None, errors: Vec::new(), truncated: false }),
/// };
/// let mut pipeline = Pipeline::new(no_longer_than);
/// pipeline.run("numbers", &b"1\n22\n333333333\n"[..])?;
/// assert_eq!(pipeline.finish()?.valid(), 2);
/// # Ok::<(), event_schema_stream::StreamError>(())
/// ```
pub trait Validate {
    /// Why a payload is refused.
    type Refused: Into<Refusal>;

    /// What a payload is.
    ///
    /// # Errors
    ///
    /// It is not valid.
    fn validate(&self, payload: &[u8]) -> Result<Accepted, Self::Refused>;

    /// Judges payloads that lie in a buffer, if that is faster than one by one; says whether it did.
    fn validate_places(&self, buffer: &[u8], places: &[Range<usize>], verdicts: &mut Verdicts) -> bool {
        let _ = (buffer, places, verdicts);
        false
    }
}

impl<V: Fn(&[u8]) -> Result<Accepted, E>, E: Into<Refusal>> Validate for V {
    type Refused = E;

    fn validate(&self, payload: &[u8]) -> Result<Accepted, E> {
        self(payload)
    }
}

impl Validate for ModelValidator {
    type Refused = Errors;

    fn validate(&self, payload: &[u8]) -> Result<Accepted, Errors> {
        self.validate(payload)
    }

    fn validate_places(&self, buffer: &[u8], places: &[Range<usize>], verdicts: &mut Verdicts) -> bool {
        self.validate_places(buffer, places, verdicts);
        true
    }
}

impl<T: Schema> Validate for Validator<T> {
    type Refused = Errors;

    fn validate(&self, payload: &[u8]) -> Result<Accepted, Errors> {
        self.validate(payload)
    }

    fn validate_places(&self, buffer: &[u8], places: &[Range<usize>], verdicts: &mut Verdicts) -> bool {
        self.validate_places(buffer, places, verdicts);
        true
    }
}
