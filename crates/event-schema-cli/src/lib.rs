//! The `event-schema` command, for any catalogue of events.
//!
//! ```no_run
//! use event_schema::Event;
//!
//! /// A door was opened.
//! #[derive(Event)]
//! #[event(name = "doorOpened")]
//! struct DoorOpened {
//!     /// Which door.
//!     door: String,
//! }
//!
//! /// Everything that happens to doors.
//! #[derive(Event)]
//! enum DoorEvent {
//!     Opened(DoorOpened),
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     event_schema_cli::run::<DoorEvent>()
//! }
//! ```
//!
//! That is a whole program: it validates streams of payloads, from files or off a WebSocket, prints schemas, lists and
//! explains the events, makes samples, plays a server, and shows all of it in its `demo`. Ask it with `--help`. Events
//! whose servers say more than events have a [`Protocol`]: see [`run_with`].
//!
//! | exit code | |
//! |---|---|
//! | 0 | done; of `validate` and `tap`: every payload is valid, or no more are refused than `--max-errors` allows |
//! | 1 | `validate` or `tap` refused some payloads; `replay` could not give some back; `demo` found that something does not hold |
//! | 2 | the command line is wrong |
//! | 3 | something cannot be read or written |
//! | 4 | `tap`: the server refuses user and password |
//! | 130, 143 | interrupted or terminated (128 and the signal's number); what was read is judged, and files are whole |
//! | 141 | whoever read the output went away, as of any command that `SIGPIPE` ends |

#![forbid(unsafe_code)]

mod args;
mod catalogue;
mod completions;
mod credentials;
mod demo;
mod examples;
mod excerpt;
mod explain;
mod judging;
mod ledger;
mod list;
mod numbers;
mod progress;
mod replay;
mod report;
mod sample;
mod schema;
mod signals;
mod simulate;
mod tap;
mod terminal;
mod validate;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use event_schema::Event;
use event_schema::model::Model;

use self::args::{Action, Args};
use self::catalogue::Catalogue;

pub use event_schema_live::{Admits, Answer, Frames, Protocol};

/// Runs the command with the arguments of the process, for the events of `E`: a union, or a single event. Their servers
/// are taken to send events and nothing else.
pub fn run<E: Event>() -> ExitCode {
    struct EventsOnly;

    impl Protocol for EventsOnly {}

    run_with::<E>(EventsOnly)
}

/// As [`run`], for events whose servers and clients say more to each other: where the events are, how a client asks for
/// some of them only, what a made-up server plays.
pub fn run_with<E: Event>(protocol: impl Protocol + 'static) -> ExitCode {
    run_model(E::MODEL, &(Arc::new(protocol) as Arc<dyn Protocol>), std::env::args_os().collect())
}

/// How a command ended that could do what it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Fine,
    /// Payloads were refused, or a check failed.
    Refused,
    /// Some input could not be read; it was told already.
    Unread,
    /// A server refused user and password; it was told already.
    Unauthorized,
    /// A signal with this number ended it early; what was read is written.
    Interrupted(u8),
}

/// A command line that only turned out to be wrong when it was looked at closely.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

fn run_model(model: &'static Model, protocol: &Arc<dyn Protocol>, arguments: Vec<OsString>) -> ExitCode {
    let catalogue = Catalogue::of(model);
    let mut command = args::command(&catalogue, &args::name(&arguments));
    let invoked = args::invoked(&arguments);
    let parsed =
        command.try_get_matches_from_mut(arguments).and_then(|matches| Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => return print_clap(&error),
    };
    let error = match act(&catalogue, protocol, &args.action, &invoked) {
        Ok(Outcome::Fine) => return ExitCode::SUCCESS,
        Ok(Outcome::Refused) => return ExitCode::from(1),
        Ok(Outcome::Unread) => return ExitCode::from(3),
        Ok(Outcome::Unauthorized) => return ExitCode::from(4),
        Ok(Outcome::Interrupted(signal)) => return ExitCode::from(128 + signal),
        Err(error) => error,
    };
    if error.chain().any(is_broken_pipe) {
        return ExitCode::from(141);
    }
    if let Some(Usage(message)) = error.downcast_ref() {
        let subcommand = command.find_subcommand_mut(args.action.name());
        let error = subcommand.map(|subcommand| subcommand.error(ErrorKind::ValueValidation, message));
        return error.map_or(ExitCode::from(2), |error| print_clap(&error));
    }
    terminal::complain(&format!("{error:#}"));
    ExitCode::from(3)
}

fn act(
    catalogue: &Catalogue,
    protocol: &Arc<dyn Protocol>,
    action: &Action,
    invoked: &str,
) -> anyhow::Result<Outcome> {
    match action {
        Action::Validate(args) => validate::validate(catalogue, args),
        Action::Tap(args) => tap::tap(catalogue, protocol, args),
        Action::Simulate(args) => simulate::simulate(catalogue, protocol, args),
        Action::Replay(args) => replay::replay(args),
        Action::Completions(args) => completions::completions(catalogue, args, invoked),
        Action::Schema(args) => schema::schema(catalogue, args),
        Action::List => list::list(catalogue),
        Action::Explain(args) => explain::explain(catalogue, args),
        Action::Sample(args) => sample::sample(catalogue, args),
        Action::Demo(args) => demo::demo(catalogue, protocol, args, invoked),
    }
}

/// Help and version are errors to clap, too; they go to standard output.
fn print_clap(error: &clap::Error) -> ExitCode {
    // Whoever closed the stream does not want to hear of it.
    let _ = error.print();
    let _ = io::stdout().flush();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
