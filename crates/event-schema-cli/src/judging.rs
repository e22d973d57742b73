//! What `validate` and `tap` have in common: how payloads are judged, where they go, and what is told in the end.

use std::io::Write;
use std::ops::Range;

use event_schema::{Accepted, ModelValidator, Verdicts};
use event_schema_stream::{Mask, Pipeline, Refusal, Sink, Summary, Validate};

use self::any_schema::AnySchema;
use self::outputs::Outputs;
use crate::args::{Format, JudgingArgs, Tolerance};
use crate::catalogue::Catalogue;
use crate::progress::Progress;
use crate::report::stats::{Connections, Json, Stats};
use crate::report::{self, github, html};
use crate::signals::Signals;
use crate::{Outcome, Usage, terminal};

mod any_schema;
pub(crate) mod outputs;

/// The pipeline that the options ask for. Its outputs are open.
pub(crate) fn pipeline(
    catalogue: &Catalogue,
    args: &JudgingArgs,
    signals: &Signals,
    progress: &Progress,
) -> anyhow::Result<Pipeline<Judge>> {
    check_selection(catalogue, args)?;
    let validator = ModelValidator::new(catalogue.model)
        .profile(args.profile.into())
        .max_errors(args.max_reasons as usize)
        .show_values(args.show_values);
    let any_schema = args.schema.as_deref().map(|path| AnySchema::load(path, args)).transpose()?;
    let mask = match &any_schema {
        _ if args.show_values => Mask::none(),
        Some(schema) => schema.mask(),
        None => mask(catalogue)?,
    };
    let Outputs { valid, rejects } = Outputs::open(args)?;
    let judge = any_schema.map_or(Judge::Catalogue(validator), |schema| Judge::Schema(Box::new(schema)));
    let mut pipeline = Pipeline::new(judge)
        .max_record(args.max_record.0)
        .excerpts(mask)
        .insights(args.report.is_some())
        .stop(signals.stop())
        .valid(valid)
        .rejects(rejects)
        .watch({
            let (progress, mut stats) = (progress.clone(), Stats::new(&args.stats, args.profile.into()));
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
    Ok(pipeline)
}

/// What payloads are judged by.
pub(crate) enum Judge {
    /// The events of the catalogue.
    Catalogue(ModelValidator),
    /// A schema that was read from a file.
    Schema(Box<AnySchema>),
}

impl Validate for Judge {
    type Refused = Refusal;

    fn validate(&self, payload: &[u8]) -> Result<Accepted, Refusal> {
        match self {
            Self::Catalogue(validator) => validator.validate(payload).map_err(Refusal::from),
            Self::Schema(schema) => schema.validate(payload),
        }
    }

    fn validate_places(&self, buffer: &[u8], places: &[Range<usize>], verdicts: &mut Verdicts) -> bool {
        match self {
            Self::Catalogue(validator) => Validate::validate_places(validator, buffer, places, verdicts),
            Self::Schema(_) => false,
        }
    }
}

/// What a run came to, besides payloads.
#[derive(Debug, Default)]
pub(crate) struct Ended {
    /// How many inputs could not be read to their end.
    pub(crate) unread: u64,
    /// What became of the connection, if there was to be one.
    pub(crate) connections: Option<Connections>,
}

/// Writes numbers and report, tells the summary where `tells` allows it, and says how it ended.
pub(crate) fn conclude(
    catalogue: &Catalogue,
    args: &JudgingArgs,
    signals: &Signals,
    summary: &Summary,
    ended: &Ended,
    tells: bool,
) -> anyhow::Result<Outcome> {
    Stats::new(&args.stats, args.profile.into()).write(summary, ended)?;
    if let Some(path) = &args.report {
        let mut page = Sink::file(path)?;
        page.write(html::page(summary, args.profile.into(), ended.unread)?.as_bytes())?;
        page.finish()?;
    }
    if tells && !args.quiet {
        if outputs::to_stdout(args).is_some() {
            tell(&mut terminal::stderr(), catalogue, args, summary, ended)?;
        } else {
            tell(&mut terminal::stdout(), catalogue, args, summary, ended)?;
        }
    }
    Ok(match signals.caught() {
        Some(signal) => Outcome::Interrupted(signal),
        None if ended.unread > 0 => Outcome::Unread,
        None if is_tolerated(args, summary) => Outcome::Fine,
        None => Outcome::Refused,
    })
}

fn check_selection(catalogue: &Catalogue, args: &JudgingArgs) -> Result<(), Usage> {
    match args.select.iter().find(|event| catalogue.find(event).is_none()) {
        Some(event) => Err(Usage(format!("there is no event `{event}`; `list` lists all"))),
        None => Ok(()),
    }
}

/// What of payloads may be shown.
pub(crate) fn mask(catalogue: &Catalogue) -> anyhow::Result<Mask> {
    let document =
        event_schema::document::document(catalogue.model, &event_schema::document::Options::default())?;
    Ok(Mask::of_schema(&serde_json::to_value(&document)?))
}

fn most_refused(args: &JudgingArgs) -> Option<u64> {
    match args.max_errors {
        _ if args.fail_fast => Some(0),
        Some(Tolerance::Count(most)) => Some(most),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share of 2^53 payloads is told well enough")]
fn is_tolerated(args: &JudgingArgs, summary: &Summary) -> bool {
    let (refused, total) = (summary.refused(), summary.total());
    match args.max_errors {
        None => refused == 0,
        Some(Tolerance::Count(most)) => refused <= most,
        Some(Tolerance::Share(share)) => refused as f64 <= share * total as f64,
    }
}

fn tell(
    out: &mut impl Write,
    catalogue: &Catalogue,
    args: &JudgingArgs,
    summary: &Summary,
    ended: &Ended,
) -> anyhow::Result<()> {
    match args.format {
        Format::Text => {
            report::summary(out, catalogue, summary)?;
            if let Some(connections) = &ended.connections {
                report::connections(out, connections)?;
            }
        }
        Format::Github => github::annotations(out, summary)?,
        Format::Json => {
            let json = Json::of(args.profile.into(), summary, ended);
            writeln!(out, "{}", serde_json::to_string(&json)?)?;
        }
    }
    Ok(())
}
