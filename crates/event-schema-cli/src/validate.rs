use std::fs::{self, File};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use event_schema::{ModelValidator, Profile};
use event_schema_stream::{Pipeline, Sink, StreamError, Summary};
use same_file::Handle;

use crate::args::{Format, ValidateArgs};
use crate::catalogue::Catalogue;
use crate::{Outcome, Usage, report, terminal};

pub(crate) fn validate(catalogue: &Catalogue, args: &ValidateArgs) -> anyhow::Result<Outcome> {
    let inputs = inputs(args)?;
    check_outputs(&inputs, args)?;
    let validator = ModelValidator::new(catalogue.model)
        .profile(args.profile.into())
        .max_errors(args.max_reasons as usize)
        .show_values(args.show_values);
    let mut pipeline = Pipeline::new(|payload| validator.validate(payload))
        .max_record(args.max_record.0)
        .valid(sink(args.valid.as_deref(), Sink::file)?)
        .rejects(sink(args.rejects.as_deref(), Sink::private_file)?);

    let mut unread = 0;
    for input in &inputs {
        let name = name(input);
        let result = if is_standard(input) {
            pipeline.run(&name, io::stdin().lock())
        } else {
            let file = File::open(input).map_err(|error| StreamError::Read { source: name.clone(), error });
            file.and_then(|file| pipeline.run(&name, file))
        };
        match result {
            Ok(()) => {}
            Err(StreamError::Read { source, error }) => {
                terminal::complain(&format!("cannot read {source}: {error}"));
                unread += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
    let summary = pipeline.finish()?;
    tell(catalogue, args, &summary, unread)?;
    Ok(match (unread, summary.refused()) {
        (0, 0) => Outcome::Fine,
        (0, _) => Outcome::Refused,
        _ => Outcome::Unread,
    })
}

fn inputs(args: &ValidateArgs) -> Result<Vec<PathBuf>, Usage> {
    if !args.files.is_empty() {
        return Ok(args.files.clone());
    }
    if io::stdin().is_terminal() {
        let message = "expected files, or payloads on standard input; to type payloads by hand, write `-`";
        return Err(Usage(message.to_owned()));
    }
    Ok(vec![PathBuf::from("-")])
}

/// Refuses outputs that would destroy an input, or each other.
fn check_outputs(inputs: &[PathBuf], args: &ValidateArgs) -> Result<(), Usage> {
    for (option, output) in [("--valid", &args.valid), ("--rejects", &args.rejects)] {
        let Some(output) = output else { continue };
        let Some(there) = regular_file(output, Handle::stdout) else { continue };
        for input in inputs {
            if regular_file(input, Handle::stdin).is_some_and(|handle| handle == there) {
                return Err(Usage(format!("{option} would overwrite the input {}", name(input))));
            }
        }
    }
    if let (Some(valid), Some(rejects)) = (&args.valid, &args.rejects)
        && is_same_output(valid, rejects)
    {
        return Err(Usage(String::from("--valid and --rejects cannot go to the same place")));
    }
    Ok(())
}

fn is_same_output(one: &Path, two: &Path) -> bool {
    if is_standard(one) && is_standard(two) {
        return true;
    }
    match (regular_file(one, Handle::stdout), regular_file(two, Handle::stdout)) {
        (Some(one), Some(two)) => one == two,
        // Devices may well be shared; what is not there yet is told apart by where it will be.
        (None, None) if !one.exists() && !two.exists() => {
            place(one).is_some_and(|one| Some(one) == place(two))
        }
        _ => false,
    }
}

/// The file behind a path, or behind the standard stream that `-` stands for; `None` for devices, pipes and what
/// does not exist.
fn regular_file(path: &Path, standard: fn() -> io::Result<Handle>) -> Option<Handle> {
    // Asked for first: to open a named pipe would wait for its other end.
    if !is_standard(path) && !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let handle = if is_standard(path) { standard() } else { Handle::from_path(path) };
    handle.ok().filter(|handle| handle.as_file().metadata().is_ok_and(|metadata| metadata.is_file()))
}

fn place(path: &Path) -> Option<PathBuf> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(parent.canonicalize().ok()?.join(path.file_name()?))
}

fn sink(path: Option<&Path>, open: fn(&Path) -> Result<Sink, StreamError>) -> Result<Sink, StreamError> {
    match path {
        None => Ok(Sink::none()),
        Some(path) if is_standard(path) => Ok(Sink::new("<stdout>", io::stdout())),
        Some(path) => open(path),
    }
}

fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn name(input: &Path) -> String {
    if is_standard(input) { String::from("<stdin>") } else { input.display().to_string() }
}

/// The summary, where it does not get between payloads.
fn tell(catalogue: &Catalogue, args: &ValidateArgs, summary: &Summary, unread: u64) -> anyhow::Result<()> {
    let carries_payloads = [&args.valid, &args.rejects].into_iter().flatten().any(|path| is_standard(path));
    if args.format == Format::Json {
        let json =
            serde_json::to_string(&Json { profile: Profile::from(args.profile).as_str(), unread, summary })?;
        if carries_payloads {
            writeln!(io::stderr(), "{json}")?;
        } else {
            writeln!(io::stdout(), "{json}")?;
        }
    } else if carries_payloads {
        report::summary(&mut terminal::stderr(), catalogue, summary)?;
    } else {
        report::summary(&mut terminal::stdout(), catalogue, summary)?;
    }
    Ok(())
}

#[derive(serde::Serialize)]
struct Json<'a> {
    profile: &'static str,
    /// How many inputs could not be read to their end.
    unread: u64,
    #[serde(flatten)]
    summary: &'a Summary,
}
