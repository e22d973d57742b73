use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use rand::SeedableRng as _;
use rand_pcg::Pcg64;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use tokio_tungstenite::tungstenite::http::{HeaderValue, StatusCode};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{CloseCode, Data, OpCode};
use tokio_tungstenite::tungstenite::protocol::frame::{CloseFrame, Frame as Fragment};
use tokio_tungstenite::tungstenite::{Bytes, Error, Message, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async_with_config};

use super::faults::{Fault, Faults};
use super::tally::{Notice, Tally};
use crate::socket::Socket;
use crate::{Admits, Credentials, Protocol};

/// What all connections of a server share.
pub(super) struct Shared {
    pub(super) path: String,
    pub(super) protocol: Arc<dyn Protocol>,
    pub(super) credentials: Option<Credentials>,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) faults: Faults,
    pub(super) tally: Tally,
}

/// A payload on its way to all clients.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    payload: Bytes,
    is_broken: bool,
}

impl Frame {
    pub(super) fn good(payload: Vec<u8>) -> Self {
        Self { payload: payload.into(), is_broken: false }
    }

    pub(super) fn broken(payload: Vec<u8>) -> Self {
        Self { payload: payload.into(), is_broken: true }
    }
}

/// Serves one client from the handshake to its end.
pub(super) async fn serve(
    shared: Arc<Shared>,
    stream: TcpStream,
    peer: SocketAddr,
    seed: u64,
    joining: mpsc::Sender<mpsc::Sender<Frame>>,
) {
    let socket = match timeout(HANDSHAKE, accept(&shared, stream)).await {
        Ok(Ok(socket)) => socket,
        Ok(Err(why)) => return shared.tally.notice(&Notice::Refused(peer, why)),
        Err(_) => return shared.tally.notice(&Notice::Refused(peer, String::from("it said nothing"))),
    };
    shared.tally.notice(&Notice::Connected(peer));
    // As good as no queue: what was not sent when a connection ends is lost, as little as can be.
    let (sender, frames) = mpsc::channel(1);
    if joining.send(sender).await.is_ok() {
        let mut listener = Listener {
            shared: &shared,
            socket,
            dice: Pcg64::seed_from_u64(seed),
            admits: Box::new(|_| true),
        };
        let ended = listener.play(frames).await;
        listener.end(ended).await;
    }
    shared.tally.notice(&Notice::Gone(peer));
}

/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(15);

/// The longest message that a client may send.
const MAX_MESSAGE: usize = 64 * 1024;

async fn accept(shared: &Shared, stream: TcpStream) -> Result<WebSocketStream<Socket>, String> {
    let told = |error: std::io::Error| error.to_string();
    stream.set_nodelay(true).map_err(told)?;
    let socket: Socket = match &shared.tls {
        Some(tls) => Box::new(tls.accept(stream).await.map_err(told)?),
        None => Box::new(stream),
    };
    let config = WebSocketConfig::default()
        .read_buffer_size(4096)
        .max_message_size(Some(MAX_MESSAGE))
        .max_frame_size(Some(MAX_MESSAGE));
    #[expect(clippy::result_large_err, reason = "the library asks for a closure of this shape")]
    let checked = |request: &Request, response: Response| match refusal(shared, request) {
        None => Ok(response),
        Some(refusal) => Err(refusal),
    };
    accept_hdr_async_with_config(socket, checked, Some(config)).await.map_err(|error| match error {
        Error::Http(response) => response.status().to_string(),
        error => error.to_string(),
    })
}

/// What a client is told that is not let in.
fn refusal(shared: &Shared, request: &Request) -> Option<ErrorResponse> {
    let mut response = ErrorResponse::new(None);
    let shown = request.headers().get(AUTHORIZATION);
    if shared.credentials.as_ref().is_some_and(|credentials| !credentials.are_in(shown)) {
        *response.status_mut() = StatusCode::UNAUTHORIZED;
        let realm = HeaderValue::from_static("Basic realm=\"events\"");
        response.headers_mut().insert(WWW_AUTHENTICATE, realm);
    } else if request.uri().path() != shared.path {
        *response.status_mut() = StatusCode::NOT_FOUND;
    } else {
        return None;
    }
    Some(response)
}

/// A client that was let in.
struct Listener<'a> {
    shared: &'a Shared,
    socket: WebSocketStream<Socket>,
    dice: Pcg64,
    admits: Admits,
}

/// How a connection ends.
enum End {
    /// There is no more to play.
    Goodbye,
    /// The client is gone, or said goodbye.
    Gone,
    /// By a fault.
    Broken,
}

impl Listener<'_> {
    async fn play(&mut self, mut frames: mpsc::Receiver<Frame>) -> End {
        loop {
            let went_well = tokio::select! {
                frame = frames.recv() => {
                    let Some(frame) = frame else { return End::Goodbye };
                    if !frame.is_broken && !(self.admits)(&frame.payload) {
                        continue;
                    }
                    match self.shared.faults.roll(&mut self.dice) {
                        Fault::None => self.send(&frame).await,
                        Fault::Slow => self.send_slowly(&frame).await,
                        Fault::Drop => {
                            let _ = self.send(&frame).await;
                            return End::Broken;
                        }
                        Fault::Silence => {
                            while frames.recv().await.is_some() {}
                            return End::Broken;
                        }
                    }
                }
                message = self.socket.next() => match message {
                    Some(Ok(Message::Text(text))) => self.answer(text.as_bytes()).await,
                    Some(Ok(Message::Binary(bytes))) => self.answer(&bytes).await,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return End::Gone,
                    Some(Ok(_)) => Ok(()),
                },
            };
            if went_well.is_err() {
                return End::Gone;
            }
        }
    }

    async fn answer(&mut self, message: &[u8]) -> Result<(), Error> {
        let answer = self.shared.protocol.answer(message);
        if let Some(admits) = answer.admits {
            self.admits = admits;
        }
        match answer.reply {
            Some(reply) => self.socket.send(Message::text(reply)).await,
            None => Ok(()),
        }
    }

    async fn send(&mut self, frame: &Frame) -> Result<(), Error> {
        // What is no text cannot be sent as text.
        let message = match Utf8Bytes::try_from(frame.payload.clone()) {
            Ok(text) => Message::Text(text),
            Err(_) => Message::Binary(frame.payload.clone()),
        };
        self.socket.send(message).await?;
        self.shared.tally.sent(frame.is_broken);
        Ok(())
    }

    async fn send_slowly(&mut self, frame: &Frame) -> Result<(), Error> {
        const PIECES: usize = 3;
        const PAUSE: Duration = Duration::from_millis(100);

        let kind = if str::from_utf8(&frame.payload).is_ok() { Data::Text } else { Data::Binary };
        let len = frame.payload.len();
        for piece in 0..PIECES {
            let range = piece * len / PIECES..(piece + 1) * len / PIECES;
            let kind = if piece == 0 { kind } else { Data::Continue };
            let fragment =
                Fragment::message(frame.payload.slice(range), OpCode::Data(kind), piece + 1 == PIECES);
            self.socket.send(Message::Frame(fragment)).await?;
            if piece + 1 < PIECES {
                sleep(PAUSE).await;
            }
        }
        self.shared.tally.sent(frame.is_broken);
        Ok(())
    }

    async fn end(mut self, end: End) {
        match end {
            End::Goodbye => {
                let frame =
                    CloseFrame { code: CloseCode::Away, reason: Utf8Bytes::from_static("the play is over") };
                if self.socket.close(Some(frame)).await.is_ok() {
                    while let Some(Ok(_)) = self.socket.next().await {}
                }
            }
            End::Gone => {
                let _ = self.socket.flush().await;
            }
            End::Broken => {
                // To drop a socket that was not read to its end could take back what was sent.
                let mut socket = self.socket.into_inner();
                if socket.shutdown().await.is_ok() {
                    let mut rest = [0; 256];
                    while socket.read(&mut rest).await.is_ok_and(|read| read > 0) {}
                }
            }
        }
    }
}
