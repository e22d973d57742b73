use std::fs::File;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;

use event_schema::{ModelValidator, Profile};
use event_schema_stream::{Mask, Pipeline, Refusal, Sink, StreamError, Summary, source};

use self::any_schema::AnySchema;
use self::outputs::Outputs;
use crate::args::{Format, Tolerance, ValidateArgs};
use crate::catalogue::Catalogue;
use crate::progress::Progress;
use crate::report::stats::{Json, Stats};
use crate::report::{self, github, html};
use crate::signals::Signals;
use crate::{Outcome, Usage, terminal};

mod any_schema;
mod inputs;
mod outputs;

pub(crate) fn validate(catalogue: &Catalogue, args: &ValidateArgs) -> anyhow::Result<Outcome> {
    check_selection(catalogue, args)?;
    let inputs = inputs::inputs(args)?;
    outputs::check(&inputs.paths, args)?;
    let Outputs { valid, rejects, verdicts } = Outputs::open(args)?;
    let signals = Signals::listen()?;
    let progress = Progress::new(inputs.size(), outputs::carries_payloads(args));
    let stats = Stats::new(&args.stats, args.profile.into());

    let validator = ModelValidator::new(catalogue.model)
        .profile(args.profile.into())
        .max_errors(args.max_reasons as usize)
        .show_values(args.show_values);
    let any_schema = args.schema.as_deref().map(|path| AnySchema::load(path, args)).transpose()?;
    let judge = |payload: &[u8]| match &any_schema {
        None => validator.validate(payload).map_err(Refusal::from),
        Some(schema) => schema.validate(payload),
    };
    let mask = match &any_schema {
        _ if args.show_values => Mask::none(),
        Some(schema) => schema.mask(),
        None => mask(catalogue)?,
    };
    let mut pipeline = Pipeline::new(judge)
        .threads(threads(args))
        .framing(args.framing.into())
        .max_record(args.max_record.0)
        .excerpts(mask)
        .insights(args.report.is_some())
        .stop(signals.stop())
        .valid(valid)
        .rejects(rejects)
        .verdicts(verdicts)
        .watch({
            let (progress, mut stats) = (progress.clone(), stats.clone());
            move |summary| {
                progress.tell_refused(summary.refused());
                stats.refresh(summary);
            }
        });
    if let Some(most) = most_refused(args) {
        pipeline = pipeline.max_refused(most);
    }
    if !args.select.is_empty() {
        pipeline = pipeline.select(&args.select);
    }

    let mut unread = inputs.unread;
    for input in &inputs.paths {
        if signals.stop().is_stopped() || pipeline.is_exceeded() {
            break;
        }
        let name = inputs::name(input);
        let opened = open(input, &signals, &progress)
            .map_err(|error| StreamError::Read { source: name.clone(), error });
        match opened.and_then(|reader| pipeline.run(&name, reader)) {
            Ok(()) => {}
            Err(StreamError::Read { source, error }) => {
                progress.aside(|| terminal::complain(&format!("cannot read {source}: {error}")));
                unread += 1;
            }
            Err(error) => {
                progress.finish();
                return Err(error.into());
            }
        }
    }
    let finished = pipeline.finish();
    progress.finish();
    let summary = finished?;
    stats.write(&summary, unread)?;
    if let Some(path) = &args.report {
        let mut page = Sink::file(path)?;
        page.write(html::page(&summary, args.profile.into(), unread)?.as_bytes())?;
        page.finish()?;
    }
    tell(catalogue, args, &summary, unread)?;
    Ok(match signals.caught() {
        Some(signal) => Outcome::Interrupted(signal),
        None if unread > 0 => Outcome::Unread,
        None if is_tolerated(args, &summary) => Outcome::Fine,
        None => Outcome::Refused,
    })
}

/// One core answers a host that waits for each answer sooner than many, which have to hand blocks over.
fn threads(args: &ValidateArgs) -> NonZeroUsize {
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    args.threads.unwrap_or_else(|| if args.one_to_one { NonZeroUsize::MIN } else { cores() })
}

fn check_selection(catalogue: &Catalogue, args: &ValidateArgs) -> Result<(), Usage> {
    match args.select.iter().find(|event| catalogue.find(event).is_none()) {
        Some(event) => Err(Usage(format!("there is no event `{event}`; `list` lists all"))),
        None => Ok(()),
    }
}

fn mask(catalogue: &Catalogue) -> anyhow::Result<Mask> {
    let document =
        event_schema::document::document(catalogue.model, &event_schema::document::Options::default())?;
    Ok(Mask::of_schema(&serde_json::to_value(&document)?))
}

fn most_refused(args: &ValidateArgs) -> Option<u64> {
    match args.max_errors {
        _ if args.fail_fast => Some(0),
        Some(Tolerance::Count(most)) => Some(most),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share of 2^53 payloads is told well enough")]
fn is_tolerated(args: &ValidateArgs, summary: &Summary) -> bool {
    let (refused, total) = (summary.refused(), summary.total());
    match args.max_errors {
        None => refused == 0,
        Some(Tolerance::Count(most)) => refused <= most,
        Some(Tolerance::Share(share)) => refused as f64 <= share * total as f64,
    }
}

fn open<'a>(input: &Path, signals: &Signals, progress: &Progress) -> io::Result<source::Plain<'a>> {
    let reader =
        if inputs::is_standard(input) { signals.stdin()? } else { signals.reader(File::open(input)?)? };
    source::plain(progress.reading(reader))
}

/// The summary, where it does not get between payloads.
fn tell(catalogue: &Catalogue, args: &ValidateArgs, summary: &Summary, unread: u64) -> anyhow::Result<()> {
    // A host that waits for answers takes whatever comes on standard error for one.
    if args.quiet || args.one_to_one {
        return Ok(());
    }
    if outputs::carries_payloads(args) {
        tell_to(&mut terminal::stderr(), catalogue, args, summary, unread)
    } else {
        tell_to(&mut terminal::stdout(), catalogue, args, summary, unread)
    }
}

fn tell_to(
    out: &mut impl Write,
    catalogue: &Catalogue,
    args: &ValidateArgs,
    summary: &Summary,
    unread: u64,
) -> anyhow::Result<()> {
    match args.format {
        Format::Text => report::summary(out, catalogue, summary)?,
        Format::Github => github::annotations(out, summary)?,
        Format::Json => {
            let json = Json { profile: Profile::from(args.profile).as_str(), unread, summary };
            writeln!(out, "{}", serde_json::to_string(&json)?)?;
        }
    }
    Ok(())
}
