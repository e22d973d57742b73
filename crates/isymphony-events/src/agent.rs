use alloc::borrow::Cow;

use event_schema::Schema;

use crate::AgentState;

/// An agent of a queue, with the extension and the user behind it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Schema)]
#[serde(rename_all = "camelCase")]
pub struct Agent<'a> {
    /// Id of the agent.
    #[event(sample = uuid)]
    pub agent_id: Cow<'a, str>,
    /// Name under which the agent is shown.
    #[event(sample = person_name)]
    pub agent: Cow<'a, str>,
    /// State of the agent's device.
    pub state: AgentState<'a>,
    /// Id of the queue.
    #[event(sample = uuid)]
    pub queue_id: Cow<'a, str>,
    /// Name under which the queue is shown.
    #[event(sample = words, example = r#""IncomingQ""#)]
    pub queue: Cow<'a, str>,
    /// Id of the agent's extension.
    #[event(sample = uuid)]
    pub extension_id: Cow<'a, str>,
    /// Number to dial for the agent's extension. Unlike the id it outlasts a restart of the server.
    #[event(sample = extension_number)]
    pub extension_number: Cow<'a, str>,
    /// Id of the agent's user.
    #[event(sample = uuid)]
    pub user_id: Cow<'a, str>,
    /// Login name of the agent's user. Unlike the id it outlasts a restart of the server.
    #[event(sample = extension_number)]
    pub username: Cow<'a, str>,
}
