//! Both ends of a real socket.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use event_schema::{ModelValidator, Profile};
use event_schema_live::{Client, Credentials, Faults, Play, Played, Protocol, Server};
use event_schema_stream::{Pipeline, Sink, Summary};
use tokio::sync::oneshot;

use super::report::Report;
use super::{Files, size};
use crate::args::DemoArgs;
use crate::catalogue::Catalogue;
use crate::progress::Progress;
use crate::report::html;
use crate::report::stats::Connections;
use crate::tap::{Tap, Told, runtime};
use crate::{Outcome, judging, simulate};

/// How many payloads are played, unless told otherwise.
const COUNT: u64 = 20_000;

/// What goes wrong: enough to see it, and not so much that it takes long.
const FAULTS: &str = "bad-frame=2%,drop=0.05%,slow=0.05%";

/// Plays calls and listens to them, and checks that what was sent came.
pub(super) fn live(
    catalogue: &Catalogue,
    protocol: &Arc<dyn Protocol>,
    args: &DemoArgs,
    files: &Files,
    report: &mut Report<'_>,
) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let Heard { played, connections, summary } = hear(catalogue, protocol, args, files)?;
    report.played(&played)?;
    let page = html::page(&summary, Profile::Documented, 0)?;
    let mut sink = Sink::file(&files.page)?;
    sink.write(page.as_bytes())?;
    sink.finish()?;
    report.heard(
        &summary,
        &connections,
        start.elapsed(),
        [size(&files.valid)?, size(&files.rejects)?, size(&files.page)?],
    )?;
    let holds = (summary.valid(), summary.refused()) == (played.sent, played.broken);
    report.compared(&played, &summary)?;
    report.verdicts(catalogue, &summary)?;
    Ok(if holds { Outcome::Fine } else { Outcome::Refused })
}

struct Heard {
    played: Played,
    connections: Connections,
    summary: Summary,
}

fn hear(
    catalogue: &Catalogue,
    protocol: &Arc<dyn Protocol>,
    args: &DemoArgs,
    files: &Files,
) -> anyhow::Result<Heard> {
    let validator = ModelValidator::new(catalogue.model);
    let pipeline = Pipeline::new(validator)
        .excerpts(judging::mask(catalogue)?)
        .insights(true)
        .valid(Sink::file(&files.valid)?)
        .rejects(Sink::private_file(&files.rejects)?);
    let play = Play::new(simulate::frames(catalogue, protocol, args.seed))
        .broken(simulate::broken_frames(catalogue, args.seed))
        .seed(args.seed)
        .count(args.count.unwrap_or(COUNT));
    let faults: Faults = FAULTS.parse()?;
    // Nobody else is to listen: who may is only known within this process.
    let credentials = Credentials::new("demo", &RandomState::new().hash_one(args.seed).to_string());

    runtime()?.block_on(async {
        let server =
            Server::bind("127.0.0.1:0", Arc::clone(protocol)).await.context("cannot listen at 127.0.0.1")?;
        let server = server.credentials(credentials.clone()).faults(faults);
        let client = Client::new(server.address()?)
            .credentials(credentials)
            .pauses(Duration::from_millis(10), Duration::from_secs(1));
        let mut tap = Tap::new(client, pipeline, None);
        let (over, is_over) = oneshot::channel();
        let playing = tokio::spawn(async move {
            let played = server.run(play, std::future::pending()).await;
            // It is heard, unless listening has failed.
            let _ = over.send(());
            played
        });
        let progress = Progress::lasting(false);
        let told = Told { progress: &progress, quiet: true };
        let gave_up = tap.listen(async { drop(is_over.await) }, &told).await;
        progress.finish();
        if let Some(error) = gave_up? {
            return Err(error.into());
        }
        let played = playing.await.context("the server failed")?;
        let (pipeline, connections) = tap.close().await;
        Ok(Heard { played, connections, summary: pipeline.finish()? })
    })
}
