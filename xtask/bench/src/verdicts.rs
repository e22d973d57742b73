use anyhow::{Result, bail};

use crate::corpus::Corpus;
use crate::routes::Route;

/// What a route made of a corpus.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verdicts {
    pub(crate) accepted: usize,
    pub(crate) refused: usize,
    /// Faults that it let pass, all of them of kinds that it is known not to see.
    pub(crate) missed: usize,
}

/// Lets every route judge every payload.
///
/// # Errors
///
/// A route refuses a valid payload, or lets a fault pass that it should see.
pub(crate) fn compare(corpus: &Corpus, routes: &[Route]) -> Result<Vec<Verdicts>> {
    routes.iter().map(|route| judge(corpus, route)).collect()
}

fn judge(corpus: &Corpus, route: &Route) -> Result<Verdicts> {
    let mut verdicts = Verdicts { accepted: 0, refused: 0, missed: 0 };
    for (line, (payload, fault)) in corpus.payloads().zip(corpus.faults()).enumerate() {
        match ((route.accepts)(payload), fault) {
            (true, None) => verdicts.accepted += 1,
            (false, Some(_)) => verdicts.refused += 1,
            (true, Some(kind)) if route.blind.contains(&kind) => {
                verdicts.accepted += 1;
                verdicts.missed += 1;
            }
            (accepted, fault) => bail!(
                "{} {} line {} of {}, which has {}",
                route.name,
                if accepted { "accepts" } else { "refuses" },
                line + 1,
                corpus.name,
                fault.map_or("no fault", |kind| kind.as_str())
            ),
        }
    }
    Ok(verdicts)
}
