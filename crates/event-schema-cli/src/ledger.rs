use std::borrow::Cow;

use event_schema::sample::Sampled;

/// A planted fault, as it is written down: one object on a line.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct PlantedFault<'a> {
    /// The payload's line, from 1.
    pub(crate) line: u64,
    /// The event's tag; `null` for what is no known event.
    pub(crate) event: Option<Cow<'a, str>>,
    /// What was done to the payload.
    pub(crate) fault: Cow<'a, str>,
    /// The code of the first error that validation is to report.
    pub(crate) code: Cow<'a, str>,
    /// Where, as a JSON Pointer.
    pub(crate) instance: Cow<'a, str>,
    /// How many bytes of the payload stand before the fault.
    pub(crate) offset: usize,
}

impl<'a> PlantedFault<'a> {
    /// What was planted into the payload on a line, if anything.
    pub(crate) fn of(sampled: &'a Sampled, line: u64) -> Option<Self> {
        let fault = sampled.fault.as_ref()?;
        Some(Self {
            line,
            event: sampled.event.map(Cow::Borrowed),
            fault: Cow::Borrowed(fault.kind.as_str()),
            code: Cow::Borrowed(fault.code.as_str()),
            instance: Cow::Borrowed(&fault.instance),
            offset: fault.offset,
        })
    }
}
