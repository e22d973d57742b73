use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use event_schema_live::{Address, AddressError, Client, ClientError, Incoming, Protocol, Trust};
use event_schema_stream::framing::Messages;
use event_schema_stream::{Pipeline, StreamError, Validate};
use futures_util::FutureExt as _;
use tokio::time::{Instant, sleep};

use crate::args::{Condition, TapArgs};
use crate::catalogue::Catalogue;
use crate::judging::{self, Ended, outputs};
use crate::progress::Progress;
use crate::report::stats::Connections;
use crate::signals::Signals;
use crate::{Outcome, Usage, credentials, terminal};

pub(crate) fn tap(
    catalogue: &Catalogue,
    protocol: &Arc<dyn Protocol>,
    args: &TapArgs,
) -> anyhow::Result<Outcome> {
    outputs::check(&[], &args.judging)?;
    let signals = Signals::listen()?;
    let Some(client) = client(protocol, args, &signals)? else { return Ok(Outcome::Interrupted(INTERRUPT)) };
    let address = client.address().clone();
    let carries_payloads = outputs::to_stdout(&args.judging).is_some() && io::stdout().is_terminal();
    let progress = Progress::lasting(args.judging.quiet || carries_payloads);
    let pipeline = judging::pipeline(catalogue, &args.judging, &signals, &progress)?;
    let mut tap = Tap::new(client, pipeline, args.max_events);
    let told = Told { progress: &progress, quiet: args.judging.quiet };

    let runtime = runtime()?;
    let (listened, pipeline, connections) = runtime.block_on(async {
        let stopped = signals.stopped()?;
        let over = async {
            match args.duration {
                Some(duration) => tokio::select! { () = stopped => {}, () = sleep(duration) => {} },
                None => stopped.await,
            }
        };
        let listened = tap.listen(over, &told).await;
        let (pipeline, connections) = tap.close().await;
        anyhow::Ok((listened, pipeline, connections))
    })?;
    let finished = pipeline.finish();
    progress.finish();
    // What could not be written is told before what could not be read.
    let lost = listened?;
    let unread = u64::from(matches!(lost, Some(ClientError::Untrusted(_) | ClientError::Lost(_))));
    let ended = Ended { unread, connections: Some(connections) };
    let outcome = judging::conclude(catalogue, &args.judging, &signals, &finished?, &ended, true)?;
    let Some(error) = lost else { return Ok(outcome) };
    terminal::complain(&format!("{address}: {error}{}", hint(&error)));
    Ok(if unread > 0 { Outcome::Unread } else { Outcome::Unauthorized })
}

/// The runtime in which sockets live: the thread that calls.
pub(crate) fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot use sockets")
}

/// The number of the signal that Ctrl-C sends.
const INTERRUPT: u8 = 2;

/// The client that the options ask for; `None` if somebody was asked for a password and interrupted.
fn client(protocol: &Arc<dyn Protocol>, args: &TapArgs, signals: &Signals) -> anyhow::Result<Option<Client>> {
    let mut opening = args.send.clone();
    opening.extend(filter(protocol, &args.filter)?);
    // clap would quote what is wrong with it, and it may hold a password.
    let address: Address = args.address.parse().map_err(|error: AddressError| Usage(error.to_string()))?;
    let address = address.or_path(protocol.path());
    let credentials = match credentials::given(args.credentials.as_deref()) {
        Ok(Some(credentials)) => Ok(Some(credentials)),
        Ok(None) => credentials::asked(&address, signals),
        Err(error) => Err(error),
    };
    let credentials = match credentials {
        Err(error) if credentials::is_interruption(&error) => return Ok(None),
        credentials => credentials?,
    };
    let protocol = Arc::clone(protocol);
    let mut client = Client::new(address)
        .opening(opening, move |message| protocol.is_reply(message))
        .max_message(args.judging.max_record.0)
        .idle(args.idle);
    if let Some(credentials) = credentials {
        client = client.credentials(credentials);
    }
    if let Some(path) = &args.ca_certificate {
        client = client.trust(trust(path)?);
    }
    if let Some(retries) = args.max_retries {
        client = client.max_retries(retries);
    }
    Ok(Some(client))
}

fn filter(protocol: &Arc<dyn Protocol>, conditions: &[Condition]) -> Result<Option<String>, Usage> {
    if conditions.is_empty() {
        return Ok(None);
    }
    let conditions: Vec<_> =
        conditions.iter().map(|Condition { property, value }| (property.clone(), value.clone())).collect();
    match protocol.filter_message(&conditions) {
        Some(message) => Ok(Some(message)),
        None => Err(Usage(String::from(
            "servers of these events know no such filter; `--send` sends a message as it is",
        ))),
    }
}

fn trust(path: &Path) -> anyhow::Result<Trust> {
    Trust::pem_file(path).with_context(|| format!("cannot use the certificate {}", path.display()))
}

fn hint(error: &ClientError) -> &'static str {
    match error {
        ClientError::Credentials { shown: false, .. } => {
            "; they come from `--credentials FILE`, or EVENT_SCHEMA_USER and EVENT_SCHEMA_PASSWORD"
        }
        ClientError::Untrusted(_) => "; `--ca-certificate FILE` names one to trust",
        _ => "",
    }
}

/// A client, and what judges what it hears.
pub(crate) struct Tap<V> {
    client: Client,
    pub(crate) pipeline: Pipeline<V>,
    messages: Messages,
    max_events: Option<u64>,
    pub(crate) connections: Connections,
}

impl<V: Validate + Sync> Tap<V> {
    pub(crate) fn new(client: Client, pipeline: Pipeline<V>, max_events: Option<u64>) -> Self {
        Self {
            client,
            pipeline,
            messages: Messages::default(),
            max_events,
            connections: Connections::default(),
        }
    }

    /// Judges what comes until it is over, or until enough came, and returns why the client gave up if it did. What has
    /// come by then is judged too.
    pub(crate) async fn listen(
        &mut self,
        over: impl Future<Output = ()>,
        told: &Told<'_>,
    ) -> Result<Option<ClientError>, StreamError> {
        let mut over = std::pin::pin!(over);
        let source = self.client.address().to_string();
        told.state(&source, "connecting to");
        while !self.is_enough() {
            let incoming = tokio::select! {
                biased;
                () = &mut over => {
                    self.drain(told)?;
                    break;
                }
                incoming = self.client.next() => incoming,
            };
            let gave_up = match incoming {
                Ok(incoming) => self.take(incoming, told)?,
                Err(error) => Some(error),
            };
            if gave_up.is_some() {
                return Ok(gave_up);
            }
        }
        Ok(None)
    }

    /// Takes what came, and what came right behind it; returns why the client gave up if it did.
    fn take(&mut self, incoming: Incoming, told: &Told<'_>) -> Result<Option<ClientError>, StreamError> {
        /// So many bytes are judged together at most, so that memory is bounded.
        const TOGETHER: usize = 256 * 1024;

        let mut next = Some(Ok(incoming));
        let mut gave_up = None;
        while let Some(came) = next.take() {
            let is_message = match came {
                Ok(incoming) => self.note(incoming, told),
                Err(error) => {
                    gave_up = Some(error);
                    break;
                }
            };
            // The connection is only asked for more while there is one: to connect takes longer than one question.
            if is_message && !self.is_enough() && self.messages.waiting() < TOGETHER {
                next = self.client.next().now_or_never();
            }
        }
        told.progress.count(self.messages.count());
        self.pipeline.take(&self.client.address().to_string(), &mut self.messages)?;
        Ok(gave_up)
    }

    /// Takes what waits in the socket, for a moment: a busy server never stops.
    fn drain(&mut self, told: &Told<'_>) -> Result<(), StreamError> {
        const MOMENT: Duration = Duration::from_secs(1);

        let begun = Instant::now();
        while begun.elapsed() < MOMENT && !self.is_enough() {
            match self.client.next().now_or_never() {
                Some(Ok(incoming @ (Incoming::Message(_) | Incoming::Reply(_)))) => {
                    self.take(incoming, told)?;
                }
                _ => break,
            }
        }
        Ok(())
    }

    /// Counts what came; says whether it was a message.
    fn note(&mut self, incoming: Incoming, told: &Told<'_>) -> bool {
        let source = self.client.address();
        match incoming {
            Incoming::Message(message) => self.messages.push(&message),
            Incoming::TooLong(len) => self.messages.push_too_long(len),
            Incoming::Reply(_) => self.connections.replies += 1,
            Incoming::Connected => {
                self.connections.made += 1;
                told.state(source, "connected to");
                told.line(&format!("connected to {source}"));
                return false;
            }
            Incoming::Lost { why, pause } => {
                self.connections.lost += 1;
                told.state(source, "waiting for");
                told.line(&format!("lost {source}: {why}; again in {:.1} s", pause.as_secs_f32()));
                return false;
            }
            _ => return false,
        }
        true
    }

    fn is_enough(&self) -> bool {
        self.pipeline.is_exceeded() || self.max_events.is_some_and(|most| self.messages.count() >= most)
    }

    /// Says goodbye to the server.
    pub(crate) async fn close(self) -> (Pipeline<V>, Connections) {
        self.client.close().await;
        (self.pipeline, self.connections)
    }
}

/// Who is told how the connection is.
pub(crate) struct Told<'a> {
    pub(crate) progress: &'a Progress,
    pub(crate) quiet: bool,
}

impl Told<'_> {
    fn state(&self, source: &impl std::fmt::Display, state: &str) {
        self.progress.tell_state(format!("{state} {source}"));
    }

    fn line(&self, text: &str) {
        if !self.quiet {
            self.progress.aside(|| terminal::note(text));
        }
    }
}
