//! `agentLogin`: an agent entered a queue, to take its calls.
//!
//! Sent only for agents of enabled queues whose extension belongs to a licensed (full) user; so the
//! agent always has both, and neither is ever null.
//!
//! Read by whatever shows or plans how queues are staffed.
//!
//! Everything here is documented, on a page that its vendor calls unfinished. No list of values of `state` is
//! published.

use event_schema::Event;

use crate::{Agent, Envelope};

/// An agent entered a queue.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[serde(rename_all = "camelCase")]
#[event(
    name = "agentLogin",
    since = "3.2",
    emitted = "Sent only for agents of enabled queues whose extension belongs to a licensed user."
)]
pub struct AgentLogin<'a> {
    /// What every event carries.
    #[serde(flatten)]
    pub envelope: Envelope<'a>,
    /// The agent that entered, and the queue.
    #[serde(flatten)]
    pub agent: Agent<'a>,
}
