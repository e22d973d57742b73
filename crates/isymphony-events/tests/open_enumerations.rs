//! Values that are not listed are valid, and kept.

use isymphony_events::event_schema::{from_json, to_json};
use isymphony_events::{AgentLogin, AgentState, StatusType, UserStatus};
use serde_json::{Value, json};

#[test]
fn status_types() {
    let cases = [
        ("available", StatusType::Available),
        ("xa", StatusType::Xa),
        ("altpurple", StatusType::AltPurple),
        ("altPurple", StatusType::Other("altPurple".into())),
        ("on \"holiday\"", StatusType::Other("on \"holiday\"".into())),
        ("", StatusType::Other("".into())),
    ];
    for (name, status_type) in cases {
        let payload = with(include_str!("fixtures/userStatus.json"), "statusType", name);
        let event: UserStatus<'_> = from_json(payload.as_bytes()).unwrap();
        assert_eq!(event.status_type, status_type);
        assert_same(&to_json(&event).unwrap(), &payload);
        assert_eq!(serde_json::from_str::<UserStatus<'_>>(&payload).unwrap(), event);
    }
}

#[test]
fn agent_states() {
    let cases = [("NOT_INUSE", AgentState::NotInuse), ("RINGING", AgentState::Other("RINGING".into()))];
    for (name, state) in cases {
        let payload = with(include_str!("fixtures/agentLogin.json"), "state", name);
        let event: AgentLogin<'_> = from_json(payload.as_bytes()).unwrap();
        assert_eq!(event.agent.state, state);
        assert_same(&to_json(&event).unwrap(), &payload);
        assert_eq!(serde_json::from_str::<AgentLogin<'_>>(&payload).unwrap(), event);
    }
}

fn with(sample: &str, property: &str, name: &str) -> String {
    let mut payload: Value = serde_json::from_str(sample).unwrap();
    payload[property] = json!(name);
    payload.to_string()
}

fn assert_same(one: &str, other: &str) {
    let [one, other] = [one, other].map(|json| serde_json::from_str::<Value>(json).unwrap());
    assert_eq!(one, other);
}
