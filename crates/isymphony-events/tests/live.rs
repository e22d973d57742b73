//! The other half of the conversation, and the calls that are played.

use std::collections::{BTreeMap, BTreeSet};

use event_schema::{Accepted, Validator};
use event_schema_live::Protocol as _;
use isymphony_events::live::{Calls, Filter, Isymphony};
use isymphony_events::{CallParty, IsymphonyEvent, event_schema};

const PLAYED: usize = 20_000;

#[test]
fn every_played_frame_is_valid_and_every_event_is_played() {
    let validator = Validator::<IsymphonyEvent<'_>>::new();
    let mut met: BTreeMap<&str, u32> = BTreeMap::new();
    for payload in Isymphony.play(1).unwrap().take(PLAYED) {
        match validator.validate(&payload) {
            Ok(Accepted::Known(tag)) => *met.entry(tag).or_default() += 1,
            Ok(Accepted::Unknown | Accepted::Untagged) => *met.entry("").or_default() += 1,
            Err(errors) => panic!("{errors:?}: {}", String::from_utf8_lossy(&payload)),
        }
    }
    assert_eq!(met.len(), 9, "{met:?}");
    assert!(met.values().all(|count| *count >= 20), "{met:?}");
    assert!(met["hangup"] > met["linkEnd"] && met["linkEnd"] > met["confRoomCallLeave"], "{met:?}");
}

#[test]
fn seeds_decide() {
    let events = |seed| Calls::new(seed).take(500).collect::<Vec<_>>();
    assert_eq!(events(3), events(3));
    assert_ne!(events(3), events(4));
}

#[test]
fn what_belongs_together_fits_together() {
    let mut people: BTreeMap<String, CallParty<'static>> = BTreeMap::new();
    let mut linked: BTreeMap<String, CallParty<'static>> = BTreeMap::new();
    let mut sessions: BTreeMap<String, String> = BTreeMap::new();
    let mut queues: BTreeSet<(String, String)> = BTreeSet::new();
    let mut legs = BTreeSet::new();
    let mut time = 0;
    for event in Calls::new(2).take(PLAYED) {
        assert!(event.time().unwrap() >= time);
        time = event.time().unwrap();
        match event {
            IsymphonyEvent::LinkEnd(end) => {
                for party in [end.first, end.second] {
                    linked.insert(party.call_segment_id.to_string(), party);
                }
            }
            IsymphonyEvent::ConfRoomCallLeave(leave) => {
                linked.insert(leave.party.call_segment_id.to_string(), leave.party);
            }
            IsymphonyEvent::Hangup(hangup) => {
                // A leg ends once, as what it was in its link.
                assert!(legs.insert(hangup.party.call_segment_id.to_string()));
                assert_eq!(linked.remove(&*hangup.party.call_segment_id), Some(hangup.party.clone()));
                if let Some(username) = &hangup.party.username {
                    assert!(sessions.contains_key(&**username), "{username} talks without a login");
                    let known = people.entry(username.to_string()).or_insert_with(|| hangup.party.clone());
                    let same = |party: &CallParty<'static>| {
                        (party.user_id.clone(), party.extension_id.clone(), party.caller_id_name.clone())
                    };
                    assert_eq!(same(known), same(&hangup.party));
                }
            }
            IsymphonyEvent::UserLogin(login) => {
                let session = login.session;
                let before = sessions.insert(session.username.into(), session.user_login_id.into());
                assert_eq!(before, None);
            }
            IsymphonyEvent::UserLogout(logout) => {
                let session = logout.session;
                assert_eq!(sessions.remove(&*session.username), Some(session.user_login_id.into()));
                assert!(queues.iter().all(|(user, _)| *user != session.username));
            }
            IsymphonyEvent::AgentLogin(login) => {
                assert!(sessions.contains_key(&*login.agent.username));
                assert!(queues.insert((login.agent.username.into(), login.agent.queue.into())));
            }
            IsymphonyEvent::AgentLogout(logout) => {
                assert!(queues.remove(&(logout.agent.username.into(), logout.agent.queue.into())));
            }
            IsymphonyEvent::UserStatus(status) => assert!(sessions.contains_key(&*status.username)),
            IsymphonyEvent::Unknown(unknown) => assert_eq!(unknown.tag(), "dial"),
            other => panic!("{other:?}"),
        }
    }
    assert!(people.len() > 20 && legs.len() > 1_000);
}

#[test]
fn filters_are_what_the_vendor_says() {
    let filter = |conditions: &[(&str, &str)]| Filter::new(conditions.iter().copied());
    let hangup = br#"{"type":"hangup","time":5,"username":"4201","did":null}"#;
    for (conditions, admits) in [
        (&[][..], true),
        (&[("type", "hangup")], true),
        (&[("type", "linkEnd"), ("type", "hangup")], true),
        (&[("type", "hangup"), ("username", "4202")], false),
        (&[("type", "hangup"), ("username", "4202"), ("username", "4201")], true),
        (&[("did", "*")], true),
        (&[("note", "*")], false),
        (&[("time", "5")], true),
    ] {
        assert_eq!(filter(conditions).admits(hangup), admits, "{conditions:?}");
    }
    let asked = filter(&[("type", "hangup"), ("did", "*")]);
    assert_eq!(Filter::from_message(asked.message().as_bytes()), Some(asked));
    for other in ["", "{}", r#"{"type":"ping","filters":[]}"#, r#"{"type":"filter"}"#] {
        assert_eq!(Filter::from_message(other.as_bytes()), None, "{other}");
    }
}

#[test]
fn replies_are_told_from_events() {
    for reply in [r#"{"success":true}"#, "[]", "true", r#"{"type":"filter","filters":[]}"#, r#"{"type":1}"#] {
        assert!(Isymphony.is_reply(reply.as_bytes()), "{reply}");
    }
    for event in [r#"{"type":"hangup"}"#, r#"{"type":"dial","time":1}"#, "", "{", r#"{"type":"filter""#] {
        assert!(!Isymphony.is_reply(event.as_bytes()), "{event}");
    }
    let message = Isymphony.filter_message(&[(String::from("type"), String::from("hangup"))]).unwrap();
    let answer = Isymphony.answer(message.as_bytes());
    assert!(Isymphony.is_reply(answer.reply.unwrap().as_bytes()));
    assert!((answer.admits.unwrap())(br#"{"type":"hangup"}"#));
    assert!(Isymphony.answer(b"{}").reply.is_none());
}
