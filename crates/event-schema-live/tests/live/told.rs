//! What the tests share.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use event_schema_live::{Address, Answer, Client, Credentials, Frames, Incoming, Play, Protocol, Server};
use tokio::task::JoinHandle;

/// Events are numbers; a client may ask for those that end with a digit.
pub(crate) struct Numbers;

impl Protocol for Numbers {
    fn path(&self) -> &'static str {
        "/numbers"
    }

    fn filter_message(&self, conditions: &[(String, String)]) -> Option<String> {
        conditions.first().map(|(_, digit)| format!("?{digit}"))
    }

    fn is_reply(&self, message: &[u8]) -> bool {
        message.starts_with(b"!")
    }

    fn answer(&self, message: &[u8]) -> Answer {
        let Some(digit) = message.strip_prefix(b"?").map(<[u8]>::to_vec) else { return Answer::default() };
        Answer {
            reply: Some(String::from("!")),
            admits: Some(Box::new(move |payload| payload.ends_with(&digit))),
        }
    }

    fn play(&self, _: u64) -> Option<Frames> {
        Some(Box::new((0u64..).map(|number| number.to_string().into_bytes())))
    }
}

pub(crate) fn numbers() -> Play {
    Play::new(Numbers.play(0).unwrap())
}

pub(crate) fn eva() -> Credentials {
    Credentials::new("eva", "sesame")
}

pub(crate) async fn server() -> Server {
    Server::bind("127.0.0.1:0", Arc::new(Numbers)).await.unwrap().credentials(eva())
}

/// A client that is quick to come back.
pub(crate) fn client(address: Address) -> Client {
    Client::new(address).credentials(eva()).pauses(Duration::from_millis(5), Duration::from_millis(50))
}

/// A server at the place of another one that is gone.
pub(crate) async fn server_at(address: &Address) -> Server {
    let text = address.to_string();
    let place = text.trim_start_matches("ws://").split('/').next().unwrap();
    Server::bind(place, Arc::new(Numbers)).await.unwrap().credentials(eva())
}

pub(crate) fn play(server: Server, play: Play) -> JoinHandle<event_schema_live::Played> {
    tokio::spawn(server.run(play, pending()))
}

/// The next message, however often the connection is lost until then.
pub(crate) async fn message(client: &mut Client) -> String {
    loop {
        if let Incoming::Message(bytes) = client.next().await.unwrap() {
            return String::from_utf8(bytes).unwrap();
        }
    }
}

/// All messages up to the server's goodbye, and how often the connection was lost until then.
pub(crate) async fn all(
    client: &mut Client,
    playing: &JoinHandle<event_schema_live::Played>,
) -> (Vec<String>, u32) {
    let (mut messages, mut lost) = (Vec::new(), 0);
    loop {
        match client.next().await.unwrap() {
            Incoming::Message(bytes) => messages.push(String::from_utf8(bytes).unwrap()),
            Incoming::Lost { .. } if playing.is_finished() => return (messages, lost),
            Incoming::Lost { .. } => lost += 1,
            _ => {}
        }
    }
}
