use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use event_schema::sample::Sampler;
use event_schema_live::{Certificate, Faults, Frames, Notice, Play, Played, Protocol, Server};

use crate::args::SimulateArgs;
use crate::catalogue::Catalogue;
use crate::numbers::{count, counted};
use crate::signals::Signals;
use crate::tap::runtime;
use crate::{Outcome, credentials, terminal};

pub(crate) fn simulate(
    catalogue: &Catalogue,
    protocol: &Arc<dyn Protocol>,
    args: &SimulateArgs,
) -> anyhow::Result<Outcome> {
    let credentials = credentials::given(args.credentials.as_deref())?;
    let signals = Signals::listen()?;
    let played = runtime()?.block_on(async {
        let mut server = Server::bind(args.listen, Arc::clone(protocol))
            .await
            .with_context(|| format!("cannot listen at {}", args.listen))?
            .faults(args.fault.iter().copied().fold(Faults::default(), Faults::and))
            .watch(tell);
        if let Some(credentials) = credentials {
            server = server.credentials(credentials);
        }
        if let Some(path) = &args.tls {
            server = server.certificate(&certificate(args, path)?);
        }
        let mut out = terminal::stdout();
        writeln!(out, "listening at {}", server.address()?)?;
        out.flush()?;
        drop(out);
        anyhow::Ok(server.run(play(catalogue, protocol, args), signals.stopped()?).await)
    })?;
    let Played { connections, sent, broken, .. } = played;
    let payloads = counted(sent, "payload", "payloads");
    let to = counted(connections, "connection", "connections");
    writeln!(terminal::stdout(), "{payloads} and {} bad frames sent over {to}", count(broken))?;
    Ok(signals.caught().map_or(Outcome::Fine, Outcome::Interrupted))
}

/// What is played: what belongs to these events, or samples of them.
pub(crate) fn frames(catalogue: &Catalogue, protocol: &Arc<dyn Protocol>, seed: u64) -> Frames {
    protocol.play(seed).unwrap_or_else(|| samples(Sampler::new(catalogue.model, seed)))
}

/// Payloads of the catalogue's events with a fault each.
pub(crate) fn broken_frames(catalogue: &Catalogue, seed: u64) -> Frames {
    samples(Sampler::new(catalogue.model, seed).invalid(1.0))
}

fn samples(mut sampler: Sampler) -> Frames {
    Box::new(std::iter::repeat_with(move || {
        let mut payload = Vec::new();
        sampler.next_payload(&mut payload);
        payload
    }))
}

fn play(catalogue: &Catalogue, protocol: &Arc<dyn Protocol>, args: &SimulateArgs) -> Play {
    let mut play = Play::new(frames(catalogue, protocol, args.seed))
        .broken(broken_frames(catalogue, args.seed))
        .seed(args.seed);
    if args.rate > 0.0 {
        play = play.rate(args.rate);
    }
    if let Some(count) = args.count {
        play = play.count(count);
    }
    play
}

fn certificate(args: &SimulateArgs, path: &Path) -> anyhow::Result<Certificate> {
    let ip = args.listen.ip().to_string();
    let certificate = Certificate::self_signed(&["localhost", &ip]).context("cannot make a certificate")?;
    fs::write(path, certificate.pem()).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(certificate)
}

fn tell(notice: &Notice) {
    terminal::note(&match notice {
        Notice::Connected(peer) => format!("{peer} connected"),
        Notice::Refused(peer, why) => format!("{peer} not let in: {why}"),
        Notice::Gone(peer) => format!("{peer} gone"),
        _ => return,
    });
}
