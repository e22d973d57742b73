use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use tokio::time::{Instant, sleep_until};

use self::connect::connect;
use self::connection::Connection;
pub use self::error::{ClientError, Lost};
pub use self::trust::{Trust, TrustError};
use crate::{Address, Credentials};

mod connect;
mod connection;
mod error;
mod trust;

/// A client that stays connected.
///
/// It connects when it is first asked what comes, and again whenever the connection is lost, after a pause that grows
/// with every failure in a row and is never the same. It pings a server that says nothing, and gives a connection up on
/// which not even the answer to a ping comes. Memory is bounded by the longest message that it accepts.
///
/// ```no_run
/// use event_schema_live::{Client, Credentials, Incoming};
///
/// # async fn follow() -> Result<(), Box<dyn std::error::Error>> {
/// let mut client = Client::new("ws://pbx.example:58080/events".parse()?)
///     .credentials(Credentials::new("eva", &std::fs::read_to_string("password")?));
/// loop {
///     match client.next().await? {
///         Incoming::Message(payload) => println!("{} bytes", payload.len()),
///         Incoming::Lost { why, pause } => println!("{why}; again in {} s", pause.as_secs()),
///         _ => {}
///     }
/// }
/// # }
/// ```
pub struct Client {
    pub(crate) settings: Settings,
    backoff: ExponentialBuilder,
    max_retries: Option<u32>,
    pauses: ExponentialBackoff,
    failures: u32,
    state: State,
}

/// How a client connects, and what it does then.
pub(crate) struct Settings {
    pub(crate) address: Address,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) trust: Trust,
    pub(crate) opening: Vec<String>,
    pub(crate) is_reply: IsReply,
    pub(crate) max_message: usize,
    pub(crate) idle: Duration,
    pub(crate) connect_timeout: Duration,
}

type IsReply = Box<dyn Fn(&[u8]) -> bool + Send>;

/// What came.
#[derive(Debug)]
#[non_exhaustive]
pub enum Incoming {
    /// A connection: messages may come.
    Connected,
    /// A message of any kind, whole.
    Message(Vec<u8>),
    /// An answer to a message that was sent on [opening](Client::opening).
    Reply(Vec<u8>),
    /// A message of at least this many bytes, more than the limit. It was not read, and the connection ends with it.
    TooLong(u64),
    /// There is no connection, or no more. The next one is made after a pause.
    Lost {
        /// Why.
        why: Lost,
        /// How long the pause is.
        pause: Duration,
    },
}

enum State {
    Absent,
    Open(Box<Connection>),
    Broken(Lost),
    Waiting(Instant),
}

impl Client {
    /// The longest message that is accepted, unless told otherwise.
    pub const MAX_MESSAGE: usize = 1024 * 1024;

    /// A client for a server that asks for no credentials.
    pub fn new(address: Address) -> Self {
        let backoff = backoff(Duration::from_millis(500), Duration::from_mins(1));
        Self {
            settings: Settings {
                address,
                credentials: None,
                trust: Trust::default(),
                opening: Vec::new(),
                is_reply: Box::new(|_| false),
                max_message: Self::MAX_MESSAGE,
                idle: Duration::from_mins(1),
                connect_timeout: Duration::from_secs(15),
            },
            pauses: backoff.build(),
            backoff,
            max_retries: None,
            failures: 0,
            state: State::Absent,
        }
    }

    /// Who it says it is.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.settings.credentials = Some(credentials);
        self
    }

    /// Which certificates it trusts; those of the system unless told otherwise.
    #[must_use]
    pub fn trust(mut self, trust: Trust) -> Self {
        self.settings.trust = trust;
        self
    }

    /// Messages that it sends whenever it has connected. To each an answer is due: the first messages for which
    /// `is_reply` holds are [replies](Incoming::Reply).
    #[must_use]
    pub fn opening(
        mut self,
        messages: Vec<String>,
        is_reply: impl Fn(&[u8]) -> bool + Send + 'static,
    ) -> Self {
        self.settings.opening = messages;
        self.settings.is_reply = Box::new(is_reply);
        self
    }

    /// The longest message that is accepted, in bytes; so many are held at most.
    #[must_use]
    pub fn max_message(mut self, bytes: usize) -> Self {
        self.settings.max_message = bytes;
        self
    }

    /// How long a connection lives on which nothing comes. After a third of it the server is pinged, so that only a
    /// dead one says nothing.
    #[must_use]
    pub fn idle(mut self, idle: Duration) -> Self {
        self.settings.idle = idle;
        self
    }

    /// How long it takes to connect at most.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// The first pause before it connects again, and the longest one. Each is up to twice as long, by chance, so that
    /// many clients do not come back at once.
    #[must_use]
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.backoff = backoff(first, longest);
        self.pauses = self.backoff.build();
        self
    }

    /// How many failures in a row are borne before it gives up; any number unless told otherwise.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = Some(retries);
        self
    }

    /// Where the server is.
    pub fn address(&self) -> &Address {
        &self.settings.address
    }

    /// What comes next. To stop waiting for it loses nothing.
    ///
    /// # Errors
    ///
    /// What no second attempt mends: the server refuses the credentials, or its certificate is not trusted; or there
    /// were too many attempts.
    pub async fn next(&mut self) -> Result<Incoming, ClientError> {
        loop {
            match &mut self.state {
                State::Absent => match connect(&self.settings).await {
                    Ok(connection) => {
                        self.state = State::Open(Box::new(connection));
                        return Ok(Incoming::Connected);
                    }
                    Err(ClientError::Lost(why)) => return self.lose(why),
                    Err(error) => return Err(error),
                },
                State::Waiting(until) => {
                    sleep_until(*until).await;
                    self.state = State::Absent;
                }
                State::Open(connection) => match connection.next(&self.settings).await {
                    Ok(Incoming::TooLong(len)) => {
                        self.state = State::Broken(Lost::Message);
                        return Ok(Incoming::TooLong(len));
                    }
                    Ok(incoming) => {
                        // A server that takes a connection and drops it at once is as good as none.
                        self.failures = 0;
                        self.pauses = self.backoff.build();
                        return Ok(incoming);
                    }
                    Err(why) => return self.lose(why),
                },
                State::Broken(why) => {
                    let why = why.clone();
                    return self.lose(why);
                }
            }
        }
    }

    /// Says goodbye to the server, if it is there.
    pub async fn close(self) {
        if let State::Open(connection) = self.state {
            connection.close().await;
        }
    }

    fn lose(&mut self, why: Lost) -> Result<Incoming, ClientError> {
        self.failures = self.failures.saturating_add(1);
        if self.max_retries.is_some_and(|most| self.failures > most) {
            self.state = State::Absent;
            return Err(ClientError::Lost(why));
        }
        let pause = self.pauses.next().unwrap_or_default();
        self.state = State::Waiting(Instant::now() + pause);
        Ok(Incoming::Lost { why, pause })
    }
}

fn backoff(first: Duration, longest: Duration) -> ExponentialBuilder {
    ExponentialBuilder::new().with_min_delay(first).with_max_delay(longest).with_jitter().without_max_times()
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("address", &self.settings.address).finish_non_exhaustive()
    }
}
