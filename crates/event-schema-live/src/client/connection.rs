use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::time::{Instant, sleep_until, timeout, timeout_at};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::{CapacityError, Error};
use tokio_tungstenite::tungstenite::{Bytes, Message};

use super::{Incoming, Lost, Settings};
use crate::socket::Socket;

/// A connection that stands.
pub(super) struct Connection {
    socket: WebSocketStream<Socket>,
    /// How many of the opening messages were sent, and how many answers are still due.
    opened: usize,
    due: usize,
    /// When something last came, and when the server is next asked whether it is there.
    heard: Instant,
    ping: Instant,
}

impl Connection {
    pub(super) fn new(socket: WebSocketStream<Socket>, settings: &Settings) -> Self {
        let heard = Instant::now();
        Self { socket, opened: 0, due: 0, heard, ping: heard + settings.idle / 3 }
    }

    /// What comes next; to stop waiting for it loses nothing.
    pub(super) async fn next(&mut self, settings: &Settings) -> Result<Incoming, Lost> {
        while let Some(message) = settings.opening.get(self.opened) {
            // Once begun, it is in the socket's buffer.
            self.opened += 1;
            self.due += 1;
            self.send(Message::text(message.as_str()), settings).await?;
        }
        loop {
            let deadline = self.heard + settings.idle;
            let came = tokio::select! {
                // What has come is taken before the clock is looked at: a busy reader is no silent server.
                biased;
                came = self.socket.next() => came,
                () = sleep_until(deadline) => return Err(Lost::Idle(settings.idle)),
                () = sleep_until(self.ping) => {
                    self.ping = Instant::now() + settings.idle / 3;
                    self.send(Message::Ping(Bytes::new()), settings).await?;
                    continue;
                }
            };
            self.heard = Instant::now();
            self.ping = self.heard + settings.idle / 3;
            match came {
                None => return Err(Lost::Closed(String::new())),
                Some(Ok(Message::Text(text))) => return Ok(self.incoming(text.as_bytes().to_vec(), settings)),
                Some(Ok(Message::Binary(bytes))) => return Ok(self.incoming(bytes.to_vec(), settings)),
                Some(Ok(Message::Close(frame))) => {
                    let reason = frame.map(|frame| frame.reason.to_string()).unwrap_or_default();
                    // The answer to it is on its way already.
                    let _ = timeout(FAREWELL, self.socket.flush()).await;
                    return Err(Lost::Closed(masked(&reason)));
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
                Some(Err(Error::Capacity(CapacityError::MessageTooLong { size, .. }))) => {
                    return Ok(Incoming::TooLong(size as u64));
                }
                Some(Err(error)) => return Err(error.into()),
            }
        }
    }

    pub(super) async fn close(mut self) {
        let _ = timeout(FAREWELL, self.socket.close(None)).await;
    }

    fn incoming(&mut self, message: Vec<u8>, settings: &Settings) -> Incoming {
        if self.due > 0 && (settings.is_reply)(&message) {
            self.due -= 1;
            return Incoming::Reply(message);
        }
        Incoming::Message(message)
    }

    /// A socket whose other end is gone takes messages until its buffer is full.
    async fn send(&mut self, message: Message, settings: &Settings) -> Result<(), Lost> {
        let deadline = Instant::now() + settings.idle;
        match timeout_at(deadline, self.socket.send(message)).await {
            Ok(sent) => sent.map_err(Lost::from),
            Err(_) => Err(Lost::Idle(settings.idle)),
        }
    }
}

/// How long a goodbye may take.
const FAREWELL: Duration = Duration::from_secs(1);

/// A server's words, without what would do something to a terminal.
fn masked(words: &str) -> String {
    words.chars().map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect()
}
