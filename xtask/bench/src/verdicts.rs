use anyhow::{Result, bail};
use bench_corpora::{Corpus, Fault};

use crate::route::{Kind, Route};

/// What a route made of a corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdicts {
    pub(crate) accepted: usize,
    /// Broken payloads that it let pass, by what was wrong.
    pub(crate) missed: [usize; Fault::ALL.len()],
}

/// Lets every route judge every payload.
///
/// # Errors
///
/// A route refuses a valid payload, or a validator lets a broken one pass: then there is nothing to compare.
pub(crate) fn compare(corpus: &Corpus, routes: &mut [Route]) -> Result<Vec<Verdicts>> {
    routes.iter_mut().map(|route| judge(corpus, route)).collect()
}

fn judge(corpus: &Corpus, route: &mut Route) -> Result<Verdicts> {
    let mut given = Vec::with_capacity(corpus.len());
    let accepted = (route.read)(corpus.whole(), Some(&mut given));
    let Route { name, kind, .. } = route;
    if given.len() != corpus.len() {
        bail!("{name} gives {} verdicts on the {} payloads of {}", given.len(), corpus.len(), corpus.name);
    }
    let mut verdicts = Verdicts { accepted, missed: [0; Fault::ALL.len()] };
    for (payload, (accepts, fault)) in given.iter().zip(corpus.faults()).enumerate() {
        match (accepts, fault) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(fault)) if *kind != Kind::Validates => verdicts.missed[*fault as usize] += 1,
            (accepts, fault) => bail!(
                "{name} {} payload {} of {}, which has {}",
                if *accepts { "accepts" } else { "refuses" },
                payload + 1,
                corpus.name,
                fault.map_or("no fault", Fault::as_str)
            ),
        }
    }
    // The batch must count what it says.
    if given.iter().filter(|accepts| **accepts).count() != accepted {
        bail!("{name} accepts {accepted} payloads of {} and says otherwise of each", corpus.name);
    }
    Ok(verdicts)
}
