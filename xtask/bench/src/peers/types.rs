//! The catalogue as somebody would write it for serde alone: flat, borrowed, required what is required.

use std::borrow::Cow;
use std::hint::black_box;

use serde::{Deserialize, Deserializer};

/// `null` is a value; absent is an error, which an `Option` alone would not see. It borrows where serde's own does not.
fn nullable<'de: 'a, 'a, D: Deserializer<'de>>(from: D) -> Result<Option<Cow<'a, str>>, D::Error> {
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
    Ok(Option::<Text<'a>>::deserialize(from)?.map(|text| text.0))
}

macro_rules! events {
    ($($(#[$attribute:meta])* $name:ident = $tag:literal {
        $($text:ident,)*
        ? $($nullable:ident,)*
        # $($number:ident: $type:ty,)*
    })+) => {
        $(
            #[derive(Deserialize)]
            #[serde(rename_all = "camelCase")]
            #[expect(dead_code, reason = "decoding is what is measured")]
            pub(crate) struct $name<'a> {
                time: i64,
                #[serde(borrow)]
                core_server_id: Cow<'a, str>,
                $(#[serde(borrow)] $text: Cow<'a, str>,)*
                $(#[serde(borrow, deserialize_with = "nullable")] $nullable: Option<Cow<'a, str>>,)*
                $($number: $type,)*
            }
        )+

        /// serde's own way with a tag: the event is buffered until the tag is seen.
        #[derive(Deserialize)]
        #[serde(tag = "type")]
        #[expect(dead_code, reason = "decoding is what is measured")]
        pub(crate) enum Tagged<'a> {
            $(#[serde(rename = $tag, borrow)] $name($name<'a>),)+
        }

        /// Decodes the event with a tag, which comes with its quotes.
        pub(crate) fn decode(tag: &str, payload: &[u8]) -> bool {
            match tag {
                $(concat!("\"", $tag, "\"") => black_box(sonic_rs::from_slice::<$name<'_>>(payload)).is_ok(),)+
                _ => false,
            }
        }
    };
}

events! {
    Hangup = "hangup" {
        call_segment_id, caller_id_name, caller_id_number,
        ? did, extension_id, extension_number, user_id, username,
        #
    }
    LinkEnd = "linkEnd" {
        call_segment_id1, caller_id_name1, caller_id_number1,
        call_segment_id2, caller_id_name2, caller_id_number2,
        ? did1, extension_id1, extension_number1, user_id1, username1,
        did2, extension_id2, extension_number2, user_id2, username2,
        #
    }
    ConfRoomCallLeave = "confRoomCallLeave" {
        call_segment_id, caller_id_name, caller_id_number, conference_room_id, conference_room_name,
        ? did, extension_id, extension_number, user_id, username,
        #
    }
    AgentLogin = "agentLogin" {
        agent_id, agent, state, queue_id, queue, extension_id, extension_number, user_id, username,
        ?
        #
    }
    AgentLogout = "agentLogout" {
        agent_id, agent, state, queue_id, queue, extension_id, extension_number, user_id, username,
        ?
        #
    }
    UserLogin = "userLogin" {
        user_id, username, user_login_id, ip,
        ?
        # port: u16,
    }
    UserLogout = "userLogout" {
        user_id, username, user_login_id, ip,
        ?
        # port: u16,
    }
    UserStatus = "userStatus" {
        user_id, username, name, status_type, note,
        ?
        # return_time: i64, user_created: bool,
    }
}

/// A hangup that stands alone, its tag looked at.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "decoding is what is measured")]
pub(crate) struct HangupAlone<'a> {
    r#type: HangupTag,
    time: i64,
    #[serde(borrow)]
    core_server_id: Cow<'a, str>,
    #[serde(borrow)]
    call_segment_id: Cow<'a, str>,
    #[serde(borrow)]
    caller_id_name: Cow<'a, str>,
    #[serde(borrow)]
    caller_id_number: Cow<'a, str>,
    #[serde(borrow, deserialize_with = "nullable")]
    did: Option<Cow<'a, str>>,
    #[serde(borrow, deserialize_with = "nullable")]
    extension_id: Option<Cow<'a, str>>,
    #[serde(borrow, deserialize_with = "nullable")]
    extension_number: Option<Cow<'a, str>>,
    #[serde(borrow, deserialize_with = "nullable")]
    user_id: Option<Cow<'a, str>>,
    #[serde(borrow, deserialize_with = "nullable")]
    username: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum HangupTag {
    Hangup,
}
