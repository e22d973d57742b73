use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64;
use tokio::net::{TcpListener, ToSocketAddrs};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};
use tokio_rustls::TlsAcceptor;

pub use self::certificate::Certificate;
use self::connection::{Frame, Shared, serve};
pub use self::faults::{Faults, FaultsError};
use self::tally::Tally;
pub use self::tally::{Notice, Played};
use crate::{Address, AddressError, Credentials, Frames, Protocol};

mod certificate;
mod connection;
mod faults;
mod tally;

/// A server that plays: a real one, with made-up events.
///
/// All clients hear the same play. It waits while nobody is connected, and for the slowest client.
///
/// ```
/// use std::sync::Arc;
///
/// use event_schema_live::{Client, Incoming, Play, Protocol, Server};
///
/// struct Plain;
/// impl Protocol for Plain {}
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// let server = Server::bind("127.0.0.1:0", Arc::new(Plain)).await?;
/// let mut client = Client::new(server.address()?);
/// let events = Box::new(std::iter::repeat(b"{}".to_vec()));
/// let playing = server.run(Play::new(events).count(2), std::future::pending());
/// let hearing = async {
///     let mut heard = 0;
///     while !matches!(client.next().await, Ok(Incoming::Lost { .. })) {
///         heard += 1;
///     }
///     heard
/// };
/// let (played, heard) = tokio::join!(playing, hearing);
/// assert_eq!((played.sent, heard), (2, 1 + 2));
/// # Ok(())
/// # })
/// # }
/// ```
pub struct Server {
    listener: TcpListener,
    shared: Shared,
}

/// What a server plays, and how fast.
pub struct Play {
    frames: Frames,
    broken: Frames,
    count: Option<u64>,
    rate: Option<f64>,
    seed: u64,
}

impl Play {
    /// These payloads, as fast as clients read.
    pub fn new(frames: Frames) -> Self {
        Self { frames, broken: Box::new(std::iter::empty()), count: None, rate: None, seed: 0 }
    }

    /// What bad frames hold. Without them a bad frame is a payload that was cut off.
    #[must_use]
    pub fn broken(mut self, frames: Frames) -> Self {
        self.broken = frames;
        self
    }

    /// How many payloads are played until the server says goodbye.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    /// How many payloads are played in a second.
    #[must_use]
    pub fn rate(mut self, per_second: f64) -> Self {
        self.rate = Some(per_second);
        self
    }

    /// Equal seeds have equal faults.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }
}

impl Server {
    /// Takes an address to listen at; with port 0 the system chooses one.
    ///
    /// # Errors
    ///
    /// The address cannot be had.
    pub async fn bind(at: impl ToSocketAddrs, protocol: Arc<dyn Protocol>) -> io::Result<Self> {
        let listener = TcpListener::bind(at).await?;
        let shared = Shared {
            path: protocol.path().to_owned(),
            protocol,
            credentials: None,
            tls: None,
            faults: Faults::default(),
            tally: Tally::default(),
        };
        Ok(Self { listener, shared })
    }

    /// Whom it lets in; anybody unless told otherwise.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.shared.credentials = Some(credentials);
        self
    }

    /// Speaks TLS, with this certificate.
    #[must_use]
    pub fn certificate(mut self, certificate: &Certificate) -> Self {
        self.shared.tls = Some(TlsAcceptor::from(certificate.server()));
        self
    }

    /// What goes wrong.
    #[must_use]
    pub fn faults(mut self, faults: Faults) -> Self {
        self.shared.faults = faults;
        self
    }

    /// Is told of every connection.
    #[must_use]
    pub fn watch(mut self, watch: impl Fn(&Notice) + Send + Sync + 'static) -> Self {
        self.shared.tally.watch(watch);
        self
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// The system does not say.
    pub fn address(&self) -> io::Result<Address> {
        let scheme = if self.shared.tls.is_some() { "wss" } else { "ws" };
        let address = format!("{scheme}://{}{}", self.listener.local_addr()?, self.shared.path);
        address.parse().map_err(|error: AddressError| io::Error::other(error))
    }

    /// Plays until `stop` is there or everything was played, and says goodbye to all clients. If the future is dropped
    /// all connections break.
    pub async fn run(self, mut play: Play, stop: impl Future<Output = ()>) -> Played {
        let Self { listener, shared } = self;
        let shared = Arc::new(shared);
        let mut connections = JoinSet::new();
        let (joining, mut joined) = mpsc::channel(16);
        let mut listeners: Vec<mpsc::Sender<Frame>> = Vec::new();
        let mut dice = Pcg64::seed_from_u64(play.seed);
        let mut clock = clock(play.rate);
        let mut stop = std::pin::pin!(stop);
        while play.count != Some(0) {
            let is_heard = !listeners.is_empty();
            tokio::select! {
                () = &mut stop => break,
                accepted = listener.accept() => {
                    let Ok((stream, peer)) = accepted else { continue };
                    let seed = dice.random();
                    connections.spawn(serve(Arc::clone(&shared), stream, peer, seed, joining.clone()));
                }
                Some(listener) = joined.recv() => {
                    if let (false, Some(clock)) = (is_heard, &mut clock) {
                        clock.reset_immediately();
                    }
                    listeners.push(listener);
                }
                () = tick(&mut clock), if is_heard => {
                    let Some(payload) = play.frames.next() else { break };
                    let is_followed = shared.faults.bad_frame(&mut dice);
                    let broken = is_followed.then(|| play.broken.next().unwrap_or_else(|| cut_off(&payload)));
                    tell(&mut listeners, Frame::good(payload)).await;
                    if let Some(broken) = broken {
                        tell(&mut listeners, Frame::broken(broken)).await;
                    }
                    play.count = play.count.map(|count| count - 1);
                }
                Some(_) = connections.join_next(), if !connections.is_empty() => {}
            }
        }
        drop((listener, listeners, joined));
        let _ = timeout(GOODBYE, async { while connections.join_next().await.is_some() {} }).await;
        shared.tally.played()
    }
}

/// How long clients have to read what was sent and say goodbye.
const GOODBYE: Duration = Duration::from_secs(30);

/// How long a client may keep all others waiting.
const STALLED: Duration = Duration::from_secs(30);

/// Hands a frame to all; who does not take it is no longer told.
async fn tell(listeners: &mut Vec<mpsc::Sender<Frame>>, frame: Frame) {
    for listener in std::mem::take(listeners) {
        if listener.send_timeout(frame.clone(), STALLED).await.is_ok() {
            listeners.push(listener);
        }
    }
}

/// Half of a payload is never valid.
fn cut_off(payload: &[u8]) -> Vec<u8> {
    payload[..payload.len() / 2].to_vec()
}

fn clock(rate: Option<f64>) -> Option<Interval> {
    let period = Duration::try_from_secs_f64(1.0 / rate?).ok().filter(|period| !period.is_zero())?;
    let mut clock = interval(period);
    // The timer is coarser than high rates: what is late is made up for.
    clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
    Some(clock)
}

async fn tick(clock: &mut Option<Interval>) {
    match clock {
        Some(clock) => drop(clock.tick().await),
        None => tokio::task::yield_now().await,
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let at: Option<SocketAddr> = self.listener.local_addr().ok();
        f.debug_struct("Server").field("at", &at).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Play {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Play").field("count", &self.count).field("rate", &self.rate).finish_non_exhaustive()
    }
}
