//! The command line.
//!
//! clap's derive: the arguments are plain structs, and usage, `--help`, suggestions and completions cannot drift from
//! them. What depends on the catalogue, the names of its events and the examples, is filled in at run time.

use std::ffi::{OsStr, OsString};
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use event_schema::document::Dialect;
use event_schema::{ModelValidator, Profile};
use event_schema_live::Faults;
use event_schema_stream::framing::{Framing, MAX_RECORD};

use crate::catalogue::Catalogue;
use crate::examples;

/// Validates events, and explains what makes them valid.
#[derive(Debug, Parser)]
#[command(version, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) action: Action,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Sorts a stream of payloads, one on a line, into valid and refused ones
    ///
    /// Reads newline-delimited JSON of any size in constant memory. A malformed line is refused like any other
    /// invalid payload, and the rest goes on. The summary goes to standard output, or to standard error if standard
    /// output carries payloads.
    ///
    /// Exits with 0 if every payload is valid, 1 if some were refused (or more than `--max-errors` allows), 2 if the
    /// command line is wrong, 3 if something cannot be read or written, 130 or 143 if it was interrupted or terminated:
    /// then what was read is judged and written, and files are whole.
    Validate(ValidateArgs),
    /// Validates what a server sends over a WebSocket, as it comes
    ///
    /// Stays connected: pings, gives half-open connections up, and connects again with growing pauses. What comes is
    /// judged and written as `validate` does it; files appear whole at the end, or grow with `--append`. Ends at Ctrl-C
    /// and SIGTERM with the summary, or as `--max-events` and `--duration` say.
    ///
    /// Exits with 0 if every payload is valid, 1 if some were refused (or more than `--max-errors` allows), 2 if the
    /// command line is wrong, 3 if something cannot be read or written, 4 if the server refuses user and password, 130
    /// or 143 if it was interrupted or terminated.
    Tap(TapArgs),
    /// Plays events over a WebSocket, for demonstrations and tests
    ///
    /// A real server with the usual path and the usual way to log in, which sends made-up events and answers filters.
    /// Its first line of output says where it listens. It waits while nobody is connected.
    Simulate(SimulateArgs),
    /// Turns dead letters back into payloads
    ///
    /// Writes the payloads of a file of refused ones, byte for byte, one on a line; line ends within a payload become
    /// spaces. Payloads that were too long to be kept are told and left out.
    Replay(ReplayArgs),
    /// Prints the JSON Schema of an event, or of all
    Schema(SchemaArgs),
    /// Lists the events
    List,
    /// Tells all that is known about an event
    Explain(ExplainArgs),
    /// Makes up realistic payloads, with faults on request
    Sample(SampleArgs),
    /// Shows all of it at work: schemas, samples with known faults, validation, proof
    ///
    /// Publishes the schemas, writes payloads of all events with planted faults to a file, validates that file, and
    /// checks that exactly the planted faults were refused. Needs no network and no port, unless `--live` is asked for.
    Demo(DemoArgs),
    /// Prints what makes a shell complete this command
    Completions(CompletionsArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ValidateArgs {
    /// Files, folders and patterns to read; `-` is standard input
    ///
    /// Of a folder all files below it are read, except hidden ones. Gzip and zstd are told by content.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) judging: JudgingArgs,

    /// Writes one verdict for each line to standard output, for hosts that wait for an answer
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) one_to_one: bool,

    /// How payloads are told apart
    #[arg(long, value_enum, default_value_t)]
    pub(crate) framing: FramingArg,

    /// How many threads judge; all cores unless told otherwise
    #[arg(long, value_name = "N", env = "EVENT_SCHEMA_THREADS")]
    pub(crate) threads: Option<NonZeroUsize>,
}

/// How payloads are judged, wherever they come from, and where they go.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "options of a command line")]
pub(crate) struct JudgingArgs {
    /// Where valid payloads go, byte for byte; `-` is standard output
    #[arg(long, value_name = "FILE|-", help_heading = OUTPUT)]
    pub(crate) valid: Option<PathBuf>,

    /// Where refused payloads go, with the reasons, one JSON object on a line; `-` is standard output
    ///
    /// The file holds the payloads, so only its owner may read it (mode 0600). `replay` turns it back into payloads.
    #[arg(long, value_name = "FILE|-", help_heading = OUTPUT)]
    pub(crate) rejects: Option<PathBuf>,

    /// Writes behind what the files hold, at once; without it they appear whole at the end
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) append: bool,

    /// Validates against this JSON Schema instead, for payloads that have no Rust type yet
    ///
    /// References to other documents are never fetched.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["profile", "select"])]
    pub(crate) schema: Option<PathBuf>,

    /// How strictly the contract is read
    #[arg(long, value_enum, default_value_t, env = "EVENT_SCHEMA_PROFILE")]
    pub(crate) profile: ProfileArg,

    /// Looks at these events only, such as `hangup,linkEnd`
    #[arg(long, value_name = "EVENT,…", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// The longest payload that is looked at, in bytes or with K, M or G; longer ones are refused
    #[arg(
        long,
        value_name = "SIZE",
        default_value_t = Size(MAX_RECORD),
        value_parser = Size::parse,
        env = "EVENT_SCHEMA_MAX_RECORD"
    )]
    pub(crate) max_record: Size,

    /// How many payloads, or which share of them, may be refused before that is a failure
    ///
    /// With a number, reading ends behind the payload that is one too many. A share is looked at in the end.
    #[arg(long, value_name = "N|P%", value_parser = Tolerance::parse, help_heading = VERDICT)]
    pub(crate) max_errors: Option<Tolerance>,

    /// Ends behind the first refused payload
    #[arg(long, conflicts_with = "max_errors", help_heading = VERDICT)]
    pub(crate) fail_fast: bool,

    /// How many reasons are given for one refused payload at most
    #[arg(
        long,
        value_name = "N",
        default_value_t = ModelValidator::DEFAULT_MAX_ERRORS as u32,
        value_parser = clap::value_parser!(u32).range(1..),
        help_heading = REPORT
    )]
    pub(crate) max_reasons: u32,

    /// Lets reports and rejects quote payload values, which may be personal data
    #[arg(long, help_heading = REPORT)]
    pub(crate) show_values: bool,

    /// How the summary is written
    #[arg(long, value_enum, default_value_t, env = "EVENT_SCHEMA_FORMAT", help_heading = REPORT)]
    pub(crate) format: Format,

    /// Writes no summary
    #[arg(long, short, help_heading = REPORT)]
    pub(crate) quiet: bool,

    /// Where the numbers go, now and then and in the end: JSON, or Prometheus text if the name ends in `.prom`
    #[arg(long, value_name = "FILE", help_heading = REPORT)]
    pub(crate) stats: Vec<PathBuf>,

    /// Where a page with charts goes, which needs no network
    #[arg(long, value_name = "FILE.html", help_heading = REPORT)]
    pub(crate) report: Option<PathBuf>,
}

const OUTPUT: &str = "Output";
const REPORT: &str = "Report";
const CONNECTION: &str = "Connection";
const VERDICT: &str = "Verdict";

#[derive(Debug, clap::Args)]
pub(crate) struct TapArgs {
    /// Where the server is: ws://HOST:PORT, or wss:// for TLS; a path only if it is not the usual one
    ///
    /// User and password do not belong here, where others can read them. They come from a file (`--credentials`), else
    /// from the environment (`EVENT_SCHEMA_USER` and `EVENT_SCHEMA_PASSWORD`), else they are asked for on a terminal.
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,

    /// A file with the user on its first line and the password on its second
    #[arg(long, value_name = "FILE", help_heading = CONNECTION)]
    pub(crate) credentials: Option<PathBuf>,

    /// A certificate in PEM form to trust instead of the system's: the server's own, or its issuer's
    #[arg(long, value_name = "FILE", help_heading = CONNECTION)]
    pub(crate) ca_certificate: Option<PathBuf>,

    /// Asks the server for these events only; `*` is any value
    ///
    /// Given several times, conditions on one property are alternatives, and those on different properties must all
    /// hold.
    #[arg(long, value_name = "PROPERTY=VALUE", value_parser = Condition::parse, help_heading = CONNECTION)]
    pub(crate) filter: Vec<Condition>,

    /// A message to send whenever a connection is made, for servers that expect one
    #[arg(long, value_name = "MESSAGE", help_heading = CONNECTION)]
    pub(crate) send: Vec<String>,

    /// How long a connection lives on which nothing comes; the server is pinged after a third of that
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = parse_time, help_heading = CONNECTION)]
    pub(crate) idle: Duration,

    /// How often in a row it is tried to connect again; without end unless told otherwise
    #[arg(long, value_name = "N", help_heading = CONNECTION)]
    pub(crate) max_retries: Option<u32>,

    /// Ends behind so many payloads
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_events: Option<u64>,

    /// Ends after this time, such as `90s`, `15m` or `8h`
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(crate) duration: Option<Duration>,

    #[command(flatten)]
    pub(crate) judging: JudgingArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SimulateArgs {
    /// Where to listen; with port 0 the system chooses one
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:58080")]
    pub(crate) listen: SocketAddr,

    /// How many payloads are sent in a second; 0 for as many as clients read
    #[arg(long, value_name = "N", default_value_t = 10.0, value_parser = parse_rate)]
    pub(crate) rate: f64,

    /// Equal seeds play the same
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,

    /// Says goodbye behind so many payloads; plays without end unless told otherwise
    #[arg(long, short = 'n', value_name = "N")]
    pub(crate) count: Option<u64>,

    /// What goes wrong, for which share of the payloads: `drop`, `bad-frame`, `slow` or `silence`, such as `drop=0.1%`
    #[arg(long, value_name = "FAULT=P%")]
    pub(crate) fault: Vec<Faults>,

    /// A file with the user on its first line and the password on its second
    ///
    /// Without it they come from `EVENT_SCHEMA_USER` and `EVENT_SCHEMA_PASSWORD`, and without these everybody is let
    /// in.
    #[arg(long, value_name = "FILE")]
    pub(crate) credentials: Option<PathBuf>,

    /// Speaks TLS with a new self-signed certificate, which is written to this file
    #[arg(long, value_name = "FILE.pem")]
    pub(crate) tls: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReplayArgs {
    /// Files of dead letters; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Where the payloads go; `-` is standard output
    #[arg(long, value_name = "FILE|-", default_value = "-")]
    pub(crate) out: PathBuf,

    /// Only payloads of these events
    #[arg(long, value_name = "EVENT,…", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Only payloads that were refused for one of these reasons, such as `required,type`
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub(crate) code: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// The event; without one the union of all
    pub(crate) event: Option<String>,

    /// How strictly the contract is read
    #[arg(long, value_enum, default_value_t)]
    pub(crate) profile: ProfileArg,

    /// The version of JSON Schema
    #[arg(long, value_enum, default_value_t)]
    pub(crate) draft: Draft,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The event
    pub(crate) event: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SampleArgs {
    /// The event; without one all of them, and some that the catalogue does not know
    pub(crate) event: Option<String>,

    /// How many payloads
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub(crate) count: u64,

    /// Equal seeds make equal payloads
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,

    /// The share of payloads with a fault, such as `2%`
    #[arg(long, value_name = "P%", default_value = "0%", value_parser = parse_share)]
    pub(crate) invalid: f64,

    /// Where the planted faults are written down, one JSON object on a line
    #[arg(long, value_name = "FILE")]
    pub(crate) faults: Option<PathBuf>,

    /// The profile under which payloads without a fault are valid
    #[arg(long, value_enum, default_value_t)]
    pub(crate) profile: ProfileArg,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DemoArgs {
    /// The folder that is written to
    #[arg(long, value_name = "FOLDER", default_value = "target/demo")]
    pub(crate) dir: PathBuf,

    /// Plays calls on a real socket, and validates what comes out of it
    #[arg(long)]
    pub(crate) live: bool,

    /// How many payloads
    #[arg(long, value_name = "N", hide = true)]
    pub(crate) count: Option<u64>,

    /// Equal seeds make equal payloads
    #[arg(long, value_name = "S", default_value_t = 1, hide = true)]
    pub(crate) seed: u64,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum ProfileArg {
    /// The contract as written
    #[default]
    Documented,
    /// An absent nullable property counts as null
    Tolerant,
    /// Every property present, no undeclared ones, known events only: for producers' tests
    Strict,
}

impl From<ProfileArg> for Profile {
    fn from(profile: ProfileArg) -> Self {
        match profile {
            ProfileArg::Documented => Self::Documented,
            ProfileArg::Tolerant => Self::Tolerant,
            ProfileArg::Strict => Self::Strict,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum Draft {
    /// The canonical one
    #[default]
    #[value(name = "2020-12")]
    Draft2020,
    /// For tools that know nothing newer
    #[value(name = "07")]
    Draft07,
}

impl From<Draft> for Dialect {
    fn from(draft: Draft) -> Self {
        match draft {
            Draft::Draft2020 => Self::Draft2020,
            Draft::Draft07 => Self::Draft07,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// Annotations for GitHub's workflows
    Github,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FramingArg {
    /// The elements of an array if the first character is `[`, else lines
    #[default]
    Auto,
    /// One on a line
    Lines,
    /// The elements of an array, or of several
    Array,
}

impl From<FramingArg> for Framing {
    fn from(framing: FramingArg) -> Self {
        match framing {
            FramingArg::Auto => Self::Auto,
            FramingArg::Lines => Self::Lines,
            FramingArg::Array => Self::Array,
        }
    }
}

/// How many payloads may be refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Tolerance {
    Count(u64),
    Share(f64),
}

impl Tolerance {
    fn parse(text: &str) -> Result<Self, String> {
        if text.ends_with('%') {
            return parse_share(text).map(Self::Share);
        }
        text.parse()
            .map(Self::Count)
            .map_err(|_| String::from("expected a number such as 100, or a share such as 0.5%"))
    }
}

/// What a property is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) property: String,
    pub(crate) value: String,
}

impl Condition {
    fn parse(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((property, value)) if !property.is_empty() => {
                Ok(Self { property: property.to_owned(), value: value.to_owned() })
            }
            _ => Err(String::from("expected a property and a value, such as type=hangup")),
        }
    }
}

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size(pub(crate) usize);

impl Size {
    const UNITS: [(char, usize); 3] = [('K', 1 << 10), ('M', 1 << 20), ('G', 1 << 30)];

    fn parse(text: &str) -> Result<Self, String> {
        let unit =
            Self::UNITS.into_iter().find(|(unit, _)| text.ends_with([*unit, unit.to_ascii_lowercase()]));
        let digits = if unit.is_some() { &text[..text.len() - 1] } else { text };
        let size =
            digits.parse::<usize>().ok().and_then(|number| number.checked_mul(unit.map_or(1, |unit| unit.1)));
        size.map(Self).ok_or_else(|| String::from("expected a number of bytes, such as 65536, 64K or 16M"))
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit =
            Self::UNITS.into_iter().rev().find(|(_, unit)| self.0 >= *unit && self.0.is_multiple_of(*unit));
        match unit {
            Some((name, unit)) => write!(f, "{}{name}", self.0 / unit),
            None => write!(f, "{}", self.0),
        }
    }
}

impl Action {
    /// The subcommand's name.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Validate(_) => "validate",
            Self::Tap(_) => "tap",
            Self::Simulate(_) => "simulate",
            Self::Schema(_) => "schema",
            Self::List => "list",
            Self::Explain(_) => "explain",
            Self::Sample(_) => "sample",
            Self::Demo(_) => "demo",
            Self::Replay(_) => "replay",
            Self::Completions(_) => "completions",
        }
    }
}

/// What the command calls itself: the name it was started by.
pub(crate) fn name(arguments: &[OsString]) -> String {
    let started = arguments.first().map(Path::new).and_then(Path::file_stem).and_then(OsStr::to_str);
    started.unwrap_or("event-schema").to_owned()
}

/// How the command was started, as it can be typed again from here.
pub(crate) fn invoked(arguments: &[OsString]) -> String {
    let Some(started) = arguments.first().map(Path::new) else { return name(arguments) };
    let here = std::env::current_dir().unwrap_or_default();
    started.strip_prefix(here).unwrap_or(started).display().to_string()
}

/// The command with the catalogue's events filled in.
pub(crate) fn command(catalogue: &Catalogue, name: &str) -> clap::Command {
    let tags: Vec<&'static str> = catalogue.events.iter().map(|event| event.tag).collect();
    let events = PossibleValuesParser::new(tags);
    let about = format!(
        "Validates events, and explains what makes them valid.\n\nThe events: {}.",
        catalogue.headline()
    );
    let mut command = Args::command().display_name(name).bin_name(name).long_about(about);
    for subcommand in ["schema", "explain", "sample"] {
        let events = events.clone();
        command = command.mut_subcommand(subcommand, |command| {
            command.mut_arg("event", |event| event.value_name("EVENT").value_parser(events))
        });
    }
    let event = catalogue.events.first().map_or("EVENT", |event| event.tag);
    let subcommands: Vec<String> =
        command.get_subcommands().map(|subcommand| subcommand.get_name().to_owned()).collect();
    for subcommand in subcommands {
        let text = examples::text(&subcommand, name, event);
        command = command.mut_subcommand(subcommand, |command| command.after_help(text));
    }
    command.after_help(examples::text("", name, event))
}

/// Reads `90s`, `15m`, `8h` and the like.
fn parse_time(text: &str) -> Result<Duration, String> {
    let expected = || String::from("expected a time such as 500ms, 90s, 15m or 8h");
    let time: jiff::SignedDuration = text.parse().map_err(|_| expected())?;
    Duration::try_from(time).ok().filter(|time| !time.is_zero()).ok_or_else(expected)
}

fn parse_rate(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(rate) if rate.is_finite() && rate >= 0.0 => Ok(rate),
        _ => Err(String::from("expected how many in a second, such as 0.5 or 200")),
    }
}

fn parse_share(text: &str) -> Result<f64, String> {
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    match number.parse::<f64>() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent / 100.0),
        _ => Err(String::from("expected a share from 0% to 100%")),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Condition, Size, Tolerance, parse_rate, parse_share, parse_time};

    #[test]
    fn sizes_and_shares_read_as_people_write_them() {
        for (text, size) in [("0", 0), ("12", 12), ("64K", 65_536), ("64k", 65_536), ("16M", 16_777_216)] {
            assert_eq!(Size::parse(text), Ok(Size(size)));
        }
        for text in ["", "K", "1.5M", "-1", "1T", "99999999999999999999", "99999999999999G"] {
            assert!(Size::parse(text).is_err(), "{text}");
        }
        assert_eq!([Size(16 << 20), Size(1_000), Size(0)].map(|size| size.to_string()), ["16M", "1000", "0"]);
        assert_eq!(Tolerance::parse("12"), Ok(Tolerance::Count(12)));
        assert_eq!(Tolerance::parse("0.5%"), Ok(Tolerance::Share(0.005)));
        assert!(Tolerance::parse("-1").is_err() && Tolerance::parse("101%").is_err());
        assert_eq!(parse_time("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(parse_time("1h 30m"), Ok(Duration::from_mins(90)));
        assert!(["", "90", "0s", "-1s", "soon"].iter().all(|text| parse_time(text).is_err()));
        assert_eq!((parse_rate("0.5"), parse_rate("0")), (Ok(0.5), Ok(0.0)));
        assert!(["", "-1", "inf", "many"].iter().all(|text| parse_rate(text).is_err()));
        let condition = Condition { property: "type".to_owned(), value: "a=b".to_owned() };
        assert_eq!(Condition::parse("type=a=b"), Ok(condition));
        assert!(Condition::parse("type").is_err() && Condition::parse("=x").is_err());
        assert_eq!(parse_share("2%"), Ok(0.02));
        assert_eq!(parse_share("0.5 %"), Ok(0.005));
        assert_eq!(parse_share("100"), Ok(1.0));
        for text in ["", "%", "-1%", "101%", "many", "NaN"] {
            assert!(parse_share(text).is_err(), "{text}");
        }
    }
}
