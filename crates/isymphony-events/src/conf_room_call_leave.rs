//! `confRoomCallLeave`: a call leg left a conference room.
//!
//! Sent only by servers on which conference rooms are enabled, from version 3.3 on; no licence condition is
//! documented.
//!
//! Read by whatever shows who is in a room, or how long somebody stayed.
//!
//! `did` and `username` are inferred from `hangup` and from the sample; all else is documented, on a page that its
//! vendor calls unfinished.

use alloc::borrow::Cow;

use event_schema::Event;

use crate::{CallParty, Envelope};

/// A call leg left a conference room.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[serde(rename_all = "camelCase")]
#[event(
    name = "confRoomCallLeave",
    since = "3.3",
    emitted = "Sent only by servers on which conference rooms are enabled; no licence condition is documented."
)]
pub struct ConfRoomCallLeave<'a> {
    /// What every event carries.
    #[serde(flatten)]
    pub envelope: Envelope<'a>,
    /// The leg that left.
    #[serde(flatten)]
    #[event(inferred("did", "username"))]
    pub party: CallParty<'a>,
    /// Id of the conference room.
    #[event(sample = uuid)]
    pub conference_room_id: Cow<'a, str>,
    /// Name under which the conference room is shown.
    #[event(sample = words)]
    pub conference_room_name: Cow<'a, str>,
}
