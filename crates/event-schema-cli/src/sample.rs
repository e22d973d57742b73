use std::io;

use event_schema::sample::Sampler;
use event_schema_stream::Sink;

use crate::Outcome;
use crate::args::SampleArgs;
use crate::catalogue::Catalogue;
use crate::ledger::PlantedFault;

pub(crate) fn sample(catalogue: &Catalogue, args: &SampleArgs) -> anyhow::Result<Outcome> {
    let model = catalogue.model_of(args.event.as_deref());
    let mut sampler = Sampler::new(model, args.seed).profile(args.profile.into()).invalid(args.invalid);
    let mut payloads = Sink::new("<stdout>", io::stdout());
    let mut faults = match &args.faults {
        Some(path) => Sink::file(path)?,
        None => Sink::none(),
    };
    write(&mut sampler, args.count, &mut payloads, &mut faults)?;
    faults.finish()?;
    Ok(Outcome::Fine)
}

/// Writes so many payloads, and writes down the faults among them; returns how many those are.
pub(crate) fn write(
    sampler: &mut Sampler,
    count: u64,
    payloads: &mut Sink,
    faults: &mut Sink,
) -> anyhow::Result<u64> {
    let mut planted = 0;
    let mut payload = Vec::new();
    for line in 1..=count {
        payload.clear();
        let made = sampler.next_payload(&mut payload);
        payloads.write_line(&payload)?;
        if let Some(fault) = PlantedFault::of(&made, line) {
            planted += 1;
            faults.write_json(&fault)?;
        }
    }
    payloads.flush()?;
    faults.flush()?;
    Ok(planted)
}
