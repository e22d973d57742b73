use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use event_schema::ModelValidator;
use event_schema::sample::Sampler;
use event_schema_live::Protocol;
use event_schema_publish::Publication;
use event_schema_stream::{Pipeline, Sink, Summary};

use self::check::Proof;
use self::report::Report;
use crate::Outcome;
use crate::args::DemoArgs;
use crate::catalogue::Catalogue;
use crate::sample;

mod check;
mod live;
mod report;

/// Which share of the payloads is broken on purpose.
const INVALID: f64 = 0.02;

/// How many payloads there are, unless told otherwise.
const COUNT: u64 = 100_000;

pub(crate) fn demo(
    catalogue: &Catalogue,
    protocol: &Arc<dyn Protocol>,
    args: &DemoArgs,
    invoked: &str,
) -> anyhow::Result<Outcome> {
    let files = Files::new(&args.dir);
    fs::create_dir_all(&files.schemas).with_context(|| format!("cannot make {}", files.schemas.display()))?;
    let mut report = Report::new(&files);
    report.opening(catalogue)?;

    let (schemas, bytes) = publish(catalogue, &files.schemas)?;
    report.published(schemas, bytes)?;
    if args.live {
        return live::live(catalogue, protocol, args, &files, &mut report);
    }
    let count = args.count.unwrap_or(COUNT);
    let planted = sample_payloads(catalogue, args.seed, count, &files)?;
    report.sampled(count, planted, size(&files.events)?, size(&files.faults)?)?;
    let (summary, elapsed) = validate(catalogue, &files)?;
    report.validated(&summary, elapsed, size(&files.valid)?, size(&files.rejects)?)?;
    let proof = Proof::from_disk(&files)?;
    report.proved(&proof)?;

    report.details(catalogue, &summary, &proof)?;
    report.next_steps(catalogue, invoked)?;
    Ok(if proof.holds() { Outcome::Fine } else { Outcome::Refused })
}

/// What the demo leaves behind.
struct Files {
    schemas: PathBuf,
    events: PathBuf,
    faults: PathBuf,
    valid: PathBuf,
    rejects: PathBuf,
    /// Only of `--live`.
    page: PathBuf,
}

impl Files {
    fn new(folder: &Path) -> Self {
        Self {
            schemas: folder.join("schemas"),
            events: folder.join("events.ndjson"),
            faults: folder.join("faults.ndjson"),
            valid: folder.join("valid.ndjson"),
            rejects: folder.join("rejects.ndjson"),
            page: folder.join("report.html"),
        }
    }
}

/// Returns how many files were published, and their size.
fn publish(catalogue: &Catalogue, folder: &Path) -> anyhow::Result<(usize, u64)> {
    let files = Publication::of_model(catalogue.model)?.command("event-schema demo").files()?;
    event_schema_publish::write(&files, folder)?;
    Ok((files.len(), files.iter().map(|file| file.contents.len() as u64).sum()))
}

/// Returns how many faults were planted.
fn sample_payloads(catalogue: &Catalogue, seed: u64, count: u64, files: &Files) -> anyhow::Result<u64> {
    let mut sampler = Sampler::new(catalogue.model, seed).invalid(INVALID);
    let (mut events, mut faults) = (Sink::file(&files.events)?, Sink::file(&files.faults)?);
    let planted = sample::write(&mut sampler, count, &mut events, &mut faults)?;
    events.finish()?;
    faults.finish()?;
    Ok(planted)
}

/// What `validate --valid … --rejects …` does.
fn validate(catalogue: &Catalogue, files: &Files) -> anyhow::Result<(Summary, Duration)> {
    let start = Instant::now();
    let validator = ModelValidator::new(catalogue.model);
    let mut pipeline = Pipeline::new(validator)
        .valid(Sink::file(&files.valid)?)
        .rejects(Sink::private_file(&files.rejects)?);
    pipeline.run(&files.events.display().to_string(), open(&files.events)?)?;
    Ok((pipeline.finish()?, start.elapsed()))
}

fn open(path: &Path) -> anyhow::Result<File> {
    File::open(path).with_context(|| format!("cannot read {}", path.display()))
}

fn size(path: &Path) -> anyhow::Result<u64> {
    Ok(fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.len())
}
