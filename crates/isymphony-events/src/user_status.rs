//! `userStatus`: a user took another status, such as being out of the office.
//!
//! Sent only by servers that have a licence installed, and only for extensions that belong to a licensed (full)
//! user.
//!
//! Read by whatever shows presence or mirrors it into other systems.
//!
//! Everything here is documented, on a page that its vendor calls unfinished. The list of `statusType`s is open.

use alloc::borrow::Cow;

use event_schema::Event;

use crate::{Envelope, StatusType};

/// A user took another status.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[serde(rename_all = "camelCase")]
#[event(
    name = "userStatus",
    since = "3.2",
    emitted = "Sent only by servers that have a licence installed, for extensions that belong to a licensed user."
)]
pub struct UserStatus<'a> {
    /// What every event carries.
    #[serde(flatten)]
    pub envelope: Envelope<'a>,
    /// Id of the user.
    #[event(sample = uuid)]
    pub user_id: Cow<'a, str>,
    /// Login name of the user. Unlike the id it outlasts a restart of the server.
    #[event(sample = extension_number)]
    pub username: Cow<'a, str>,
    /// Label of the status, as free text.
    #[event(sample = words, example = r#""Out of Office""#)]
    pub name: Cow<'a, str>,
    /// Category of the status.
    #[event(example = r#""xa""#)]
    pub status_type: StatusType<'a>,
    /// The user's own note on the status; empty where there is none.
    #[event(sample = words, example = r#""""#)]
    pub note: Cow<'a, str>,
    /// When the user means to be back, in milliseconds since 1970-01-01T00:00:00Z; -1 where the user did not say.
    #[event(minimum = -1, maximum = 9_007_199_254_740_991, sample = epoch_millis, example = "-1")]
    pub return_time: i64,
    /// Whether the user defined the status; false for one that came with the configuration.
    pub user_created: bool,
}

impl UserStatus<'_> {
    /// When the user means to be back, in milliseconds since the epoch, if the user said so.
    pub fn announced_return(&self) -> Option<i64> {
        (self.return_time >= 0).then_some(self.return_time)
    }

    /// When the user means to be back, if the user said so.
    ///
    /// # Errors
    ///
    /// The time is out of jiff's range, which ends with the year 9999.
    #[cfg(feature = "jiff")]
    pub fn announced_return_timestamp(&self) -> Result<Option<jiff::Timestamp>, jiff::Error> {
        self.announced_return().map(jiff::Timestamp::from_millisecond).transpose()
    }
}
