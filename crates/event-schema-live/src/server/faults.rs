use std::fmt;
use std::str::FromStr;

use rand::{Rng, RngExt as _};

/// What goes wrong, and how often: a share of the payloads for each kind of fault.
///
/// | fault | |
/// |---|---|
/// | `drop` | the connection breaks behind the payload |
/// | `bad-frame` | a bad frame follows: broken JSON, or an event that is not as it should be |
/// | `slow` | the payload comes in pieces, with pauses between them |
/// | `silence` | from then on nothing comes, not even answers to pings, and the connection stays |
///
/// ```
/// let faults: event_schema_live::Faults = "bad-frame=1%,drop=0.1%".parse()?;
/// assert!("fire=1%".parse::<event_schema_live::Faults>().is_err());
/// # Ok::<(), event_schema_live::FaultsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Faults {
    drop: f64,
    bad_frame: f64,
    slow: f64,
    silence: f64,
}

/// Why a text names no [`Faults`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultsError(String);

impl Faults {
    /// These and others together; of faults that both name, the others' shares.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        let either = |one: f64, other: f64| if other > 0.0 { other } else { one };
        Self {
            drop: either(self.drop, others.drop),
            bad_frame: either(self.bad_frame, others.bad_frame),
            slow: either(self.slow, others.slow),
            silence: either(self.silence, others.silence),
        }
    }

    pub(super) fn bad_frame(&self, dice: &mut impl Rng) -> bool {
        dice.random_bool(self.bad_frame)
    }

    /// What happens to a payload on its way to one client.
    pub(super) fn roll(&self, dice: &mut impl Rng) -> Fault {
        // All are rolled, so that one fault's share does not move the others.
        let [silence, drop, slow] = [self.silence, self.drop, self.slow].map(|share| dice.random_bool(share));
        match (silence, drop, slow) {
            (true, ..) => Fault::Silence,
            (_, true, _) => Fault::Drop,
            (_, _, true) => Fault::Slow,
            _ => Fault::None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    None,
    Drop,
    Slow,
    Silence,
}

impl FromStr for Faults {
    type Err = FaultsError;

    fn from_str(text: &str) -> Result<Self, FaultsError> {
        let mut faults = Self::default();
        for one in text.split(',') {
            let (name, share) = one.split_once('=').ok_or_else(|| FaultsError(one.to_owned()))?;
            let place = match name.trim() {
                "drop" => &mut faults.drop,
                "bad-frame" => &mut faults.bad_frame,
                "slow" => &mut faults.slow,
                "silence" => &mut faults.silence,
                _ => return Err(FaultsError(one.to_owned())),
            };
            *place = parse_share(share.trim()).ok_or_else(|| FaultsError(one.to_owned()))?;
        }
        Ok(faults)
    }
}

fn parse_share(text: &str) -> Option<f64> {
    let percent: f64 = text.strip_suffix('%').unwrap_or(text).trim_end().parse().ok()?;
    (0.0..=100.0).contains(&percent).then_some(percent / 100.0)
}

impl fmt::Display for FaultsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected drop, bad-frame, slow or silence with a share, such as drop=0.5%; found `{}`",
            self.0
        )
    }
}

impl std::error::Error for FaultsError {}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand_pcg::Pcg64;

    use super::{Fault, Faults};

    #[test]
    fn faults_are_read_and_happen_as_often_as_asked() {
        let faults: Faults = "slow=25%, drop=0".parse().unwrap();
        let faults = faults.and("silence=100".parse().unwrap());
        let mut dice = Pcg64::seed_from_u64(1);
        assert_eq!(faults.roll(&mut dice), Fault::Silence);
        let slow: Faults = "slow=25%".parse().unwrap();
        let met = (0..10_000).filter(|_| slow.roll(&mut dice) == Fault::Slow).count();
        assert!((2_300..2_700).contains(&met), "{met}");
        for text in ["", "drop", "drop=", "drop=101%", "drop=-1%", "fire=1%", "drop=1%,"] {
            assert!(text.parse::<Faults>().is_err(), "{text}");
        }
    }
}
