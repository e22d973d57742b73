use alloc::borrow::Cow;

use event_schema::{Event, UnknownEvent};

use crate::{
    AgentLogin, AgentLogout, ConfRoomCallLeave, Envelope, Hangup, LinkEnd, UserLogin, UserLogout, UserStatus,
};

/// Any event of an iSymphony server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[non_exhaustive]
pub enum IsymphonyEvent<'a> {
    /// A call leg ended.
    Hangup(Hangup<'a>),
    /// Two call legs were parted.
    LinkEnd(LinkEnd<'a>),
    /// A call leg left a conference room.
    ConfRoomCallLeave(ConfRoomCallLeave<'a>),
    /// An agent entered a queue.
    AgentLogin(AgentLogin<'a>),
    /// An agent left a queue.
    AgentLogout(AgentLogout<'a>),
    /// A user logged in to the client.
    UserLogin(UserLogin<'a>),
    /// A user logged out of the client.
    UserLogout(UserLogout<'a>),
    /// A user took another status.
    UserStatus(UserStatus<'a>),
    /// An event that this catalogue does not know. Nothing is promised of it but its tag.
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

impl<'a> IsymphonyEvent<'a> {
    /// When the server made the event, in milliseconds since the epoch; an unknown event may not say.
    pub fn time(&self) -> Option<i64> {
        match self.envelope() {
            Ok(envelope) => Some(envelope.time),
            Err(unknown) => unknown.get("time"),
        }
    }

    /// When the server made the event; an unknown event may not say.
    ///
    /// # Errors
    ///
    /// The time is out of jiff's range, which ends with the year 9999.
    #[cfg(feature = "jiff")]
    pub fn timestamp(&self) -> Result<Option<jiff::Timestamp>, jiff::Error> {
        self.time().map(jiff::Timestamp::from_millisecond).transpose()
    }

    /// The server that sent the event; an unknown event may not say.
    pub fn core_server_id(&self) -> Option<Cow<'_, str>> {
        match self.envelope() {
            Ok(envelope) => Some(Cow::Borrowed(&envelope.core_server_id)),
            Err(unknown) => unknown.get("coreServerId"),
        }
    }

    fn envelope(&self) -> Result<&Envelope<'a>, &UnknownEvent<'a>> {
        Ok(match self {
            Self::Hangup(event) => &event.envelope,
            Self::LinkEnd(event) => &event.envelope,
            Self::ConfRoomCallLeave(event) => &event.envelope,
            Self::AgentLogin(event) => &event.envelope,
            Self::AgentLogout(event) => &event.envelope,
            Self::UserLogin(event) => &event.envelope,
            Self::UserLogout(event) => &event.envelope,
            Self::UserStatus(event) => &event.envelope,
            Self::Unknown(event) => return Err(event),
        })
    }
}
