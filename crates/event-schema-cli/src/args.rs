//! The command line.
//!
//! clap's derive: the arguments are plain structs, and usage, `--help`, suggestions and completions cannot drift from
//! them. What depends on the catalogue, the names of its events and the examples, is filled in at run time.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use event_schema::document::Dialect;
use event_schema::{ModelValidator, Profile};
use event_schema_stream::framing::MAX_RECORD;

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
    /// Exits with 0 if every payload is valid, 1 if some were refused, 2 if the command line is wrong, 3 if something
    /// cannot be read or written.
    Validate(ValidateArgs),
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
    /// checks that exactly the planted faults were refused. Needs no network and no port.
    Demo(DemoArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ValidateArgs {
    /// Files to read; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Where valid payloads go, byte for byte; `-` is standard output
    #[arg(long, value_name = "FILE|-")]
    pub(crate) valid: Option<PathBuf>,

    /// Where refused payloads go, with the reasons, one JSON object on a line; `-` is standard output
    ///
    /// The file holds the payloads, so only its owner may read it (mode 0600).
    #[arg(long, value_name = "FILE|-")]
    pub(crate) rejects: Option<PathBuf>,

    /// How strictly the contract is read
    #[arg(long, value_enum, default_value_t)]
    pub(crate) profile: ProfileArg,

    /// How many reasons are given for one refused payload at most
    #[arg(
        long,
        value_name = "N",
        default_value_t = ModelValidator::DEFAULT_MAX_ERRORS as u32,
        value_parser = clap::value_parser!(u32).range(1..)
    )]
    pub(crate) max_reasons: u32,

    /// The longest payload that is looked at, in bytes or with K, M or G; longer ones are refused
    #[arg(long, value_name = "SIZE", default_value_t = Size(MAX_RECORD), value_parser = Size::parse)]
    pub(crate) max_record: Size,

    /// Lets the reasons in the rejects quote payload values, which may be personal data
    #[arg(long)]
    pub(crate) show_values: bool,

    /// How the summary is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
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

    /// How many payloads
    #[arg(long, value_name = "N", default_value_t = 100_000, hide = true)]
    pub(crate) count: u64,

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
            Self::Schema(_) => "schema",
            Self::List => "list",
            Self::Explain(_) => "explain",
            Self::Sample(_) => "sample",
            Self::Demo(_) => "demo",
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
    for subcommand in ["validate", "schema", "list", "explain", "sample", "demo"] {
        let text = examples::text(subcommand, name, event);
        command = command.mut_subcommand(subcommand, |command| command.after_help(text));
    }
    command.after_help(examples::text("", name, event))
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
    use super::{Size, parse_share};

    #[test]
    fn sizes_and_shares_read_as_people_write_them() {
        for (text, size) in [("0", 0), ("12", 12), ("64K", 65_536), ("64k", 65_536), ("16M", 16_777_216)] {
            assert_eq!(Size::parse(text), Ok(Size(size)));
        }
        for text in ["", "K", "1.5M", "-1", "1T", "99999999999999999999", "99999999999999G"] {
            assert!(Size::parse(text).is_err(), "{text}");
        }
        assert_eq!([Size(16 << 20), Size(1_000), Size(0)].map(|size| size.to_string()), ["16M", "1000", "0"]);
        assert_eq!(parse_share("2%"), Ok(0.02));
        assert_eq!(parse_share("0.5 %"), Ok(0.005));
        assert_eq!(parse_share("100"), Ok(1.0));
        for text in ["", "%", "-1%", "101%", "many", "NaN"] {
            assert!(parse_share(text).is_err(), "{text}");
        }
    }
}
