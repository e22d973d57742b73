use alloc::borrow::{Cow, ToOwned};

use crate::encode::EncodeError;
use crate::model::{Constraints, Model, Shape};
use crate::scan;
use crate::schema::{IntoOwned, Schema};
use crate::validate::first_broken;

/// A JSON value kept as its text, byte for byte.
///
/// serde's own raw value fails inside a tagged enum and cannot be built without `std`; this one is plain text that
/// is known to be one JSON value. As a property it keeps its value when it is encoded, not its spelling: numbers may
/// be spelled anew, for serde's formats write values.
///
/// ```
/// use event_schema::RawJson;
///
/// let kept = RawJson::new(r#"{ "a": 1e0 }"#)?;
/// assert_eq!(kept.as_str(), r#"{ "a": 1e0 }"#);
/// assert!(RawJson::new("{").is_err());
/// # Ok::<(), event_schema::EncodeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RawJson<'a>(Cow<'a, str>);

impl<'a> RawJson<'a> {
    /// Checks that the text is one JSON value; white space around it is dropped.
    ///
    /// # Errors
    ///
    /// The text is not JSON, or is nested too deeply.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Result<Self, EncodeError> {
        let text = text.into();
        let span = scan::document(text.as_bytes()).map_err(|fault| EncodeError::not_json(&fault))?;
        Ok(Self(match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[span]),
            Cow::Owned(text) if span == (0..text.len()) => Cow::Owned(text),
            Cow::Owned(text) => Cow::Owned(text[span].to_owned()),
        }))
    }

    /// Text that was scanned already.
    pub(crate) fn trusted(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Schema for RawJson<'_> {
    const MODEL: &'static Model = &Model::anonymous("event_schema::RawJson", Shape::Any);
    const NULLABLE: bool = true;

    fn conforms(&self, constraints: &Constraints) -> Result<(), EncodeError> {
        first_broken(&self.0, constraints, 0)
            .map_or(Ok(()), |(code, message)| Err(EncodeError::new(code, message)))
    }
}

impl IntoOwned for RawJson<'_> {
    type Owned = RawJson<'static>;

    fn into_owned(self) -> RawJson<'static> {
        RawJson(Cow::Owned(self.0.into_owned()))
    }
}
