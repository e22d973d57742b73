//! `userLogin`: a user opened a session in the client.
//!
//! No licence condition is documented.
//!
//! Read by whatever tells who is at work, or audits access. `userLoginId` joins the login to its `userLogout`.
//!
//! `ip` and `port` are inferred from `userLogout` and from the sample; all else is documented, on a page that its
//! vendor calls unfinished.

use event_schema::Event;

use crate::{ClientSession, Envelope};

/// A user logged in to the client.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[serde(rename_all = "camelCase")]
#[event(
    name = "userLogin",
    since = "3.2",
    emitted = "Sent when a user logs in to the client; no licence condition is documented."
)]
pub struct UserLogin<'a> {
    /// What every event carries.
    #[serde(flatten)]
    pub envelope: Envelope<'a>,
    /// The session that begins.
    #[serde(flatten)]
    #[event(inferred("ip", "port"))]
    pub session: ClientSession<'a>,
}
