//! `userLogout`: a user's session in the client ended.
//!
//! No licence condition is documented.
//!
//! Read by whatever tells who is at work, or audits access. `userLoginId` joins the logout to its `userLogin`.
//!
//! Everything here is documented, on a page that its vendor calls unfinished. In the sample `ip` is empty.

use event_schema::Event;

use crate::{ClientSession, Envelope};

/// A user logged out of the client.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[serde(rename_all = "camelCase")]
#[event(
    name = "userLogout",
    since = "3.2",
    emitted = "Sent when a user logs out of the client; no licence condition is documented."
)]
pub struct UserLogout<'a> {
    /// What every event carries.
    #[serde(flatten)]
    pub envelope: Envelope<'a>,
    /// The session that ended.
    #[serde(flatten)]
    pub session: ClientSession<'a>,
}
