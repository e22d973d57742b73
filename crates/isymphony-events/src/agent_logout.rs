//! `agentLogout`: an agent left a queue.
//!
//! Sent only for agents of enabled queues whose extension belongs to a licensed (full) user; so the
//! agent always has both, and neither is ever null.
//!
//! Read by whatever shows or plans how queues are staffed.
//!
//! Of the agent only `agentId` is documented. The other properties are inferred from `agentLogin` and from the
//! sample; the vendor calls the page unfinished.

use event_schema::Event;

use crate::{Agent, Envelope};

/// An agent left a queue.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[serde(rename_all = "camelCase")]
#[event(
    name = "agentLogout",
    since = "3.2",
    emitted = "Sent only for agents of enabled queues whose extension belongs to a licensed user."
)]
pub struct AgentLogout<'a> {
    /// What every event carries.
    #[serde(flatten)]
    pub envelope: Envelope<'a>,
    /// The agent that left, and the queue.
    #[serde(flatten)]
    #[event(inferred(
        "agent",
        "state",
        "queueId",
        "queue",
        "extensionId",
        "extensionNumber",
        "userId",
        "username"
    ))]
    pub agent: Agent<'a>,
}
