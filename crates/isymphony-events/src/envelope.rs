use alloc::borrow::Cow;

use event_schema::Schema;

/// What every event carries.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Schema)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<'a> {
    /// When the server made the event, in milliseconds since 1970-01-01T00:00:00Z.
    #[event(minimum = 0, maximum = 9_007_199_254_740_991, sample = epoch_millis, example = "1436899978590")]
    pub time: i64,
    /// Id of the core server that sent the event.
    #[event(sample = uuid)]
    pub core_server_id: Cow<'a, str>,
}

#[cfg(feature = "jiff")]
impl Envelope<'_> {
    /// When the server made the event.
    ///
    /// # Errors
    ///
    /// The time is out of jiff's range, which ends with the year 9999.
    pub fn timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
        jiff::Timestamp::from_millisecond(self.time)
    }
}
