//! The sample payloads that the vendor publishes: valid under every profile, and the same when they come back.

use std::fmt::Debug;

use isymphony_events::event_schema::{Accepted, Event, FromJson, IntoOwned, Profile, Validator, to_json};
use isymphony_events::{
    AgentLogin, AgentLogout, ConfRoomCallLeave, Hangup, IsymphonyEvent, LinkEnd, UserLogin, UserLogout,
    UserStatus,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

macro_rules! samples {
    ($($test:ident: $event:ident $tag:literal)*) => {$(
        #[test]
        fn $test() {
            let payload = include_bytes!(concat!("fixtures/", $tag, ".json"));
            goes_in_and_comes_back::<$event<'_>>($tag, payload);
            goes_in_and_comes_back::<IsymphonyEvent<'_>>($tag, payload);
            let event: IsymphonyEvent<'_> = serde_json::from_slice(payload).unwrap();
            assert!(matches!(event, IsymphonyEvent::$event(_)));
            assert_eq!(event.time(), value(payload)["time"].as_i64());
            assert_eq!(event.core_server_id().as_deref(), value(payload)["coreServerId"].as_str());
        }
    )*};
}

samples! {
    hangup: Hangup "hangup"
    link_end: LinkEnd "linkEnd"
    conf_room_call_leave: ConfRoomCallLeave "confRoomCallLeave"
    agent_login: AgentLogin "agentLogin"
    agent_logout: AgentLogout "agentLogout"
    user_login: UserLogin "userLogin"
    user_logout: UserLogout "userLogout"
    user_status: UserStatus "userStatus"
}

fn goes_in_and_comes_back<T>(tag: &'static str, payload: &'static [u8])
where
    T: Event
        + FromJson<'static>
        + IntoOwned<Owned = T>
        + Serialize
        + Deserialize<'static>
        + PartialEq
        + Debug,
{
    for profile in Profile::ALL {
        let validator = Validator::<T>::new().profile(profile);
        assert!(validator.is_valid(payload), "{profile}");
        assert_eq!(validator.validate(payload), Ok(Accepted::Known(tag)), "{profile}");

        let event: T = validator.from_json(payload).unwrap();
        assert_eq!(event.tag(), tag);
        let encoded = to_json(&event).unwrap();
        assert!(encoded.starts_with(&format!(r#"{{"type":"{tag}","time":"#)), "{encoded}");
        assert_eq!(value(encoded.as_bytes()), value(payload));
        assert_eq!(serde_json::from_slice::<T>(payload).unwrap(), event);
    }
}

fn value(json: &[u8]) -> Value {
    serde_json::from_slice(json).unwrap()
}
