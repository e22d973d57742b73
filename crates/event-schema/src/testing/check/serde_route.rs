use super::{Checker, Disagreement, SERDE_DEPTH, Subject, differ};
use crate::model::Contract;
use crate::profile::Profile;
use crate::testing::codec::{Codec, RoundTrip};
use crate::testing::decimal::is_plain_integer;
use crate::testing::report::{Exception, Report};
use crate::testing::same::{Comparison, Floats};
use crate::testing::tree::Node;
use crate::testing::{reference, tree, typed};

impl Checker {
    /// `serde_json` reads all that is valid as documented, except for what is listed, and reads it as the same.
    pub(super) fn serde_route(
        &self,
        codec: Codec,
        subject: &Subject<'_>,
        report: &mut Report,
    ) -> Result<(), Disagreement> {
        let decoded = (codec.by_serde)(subject.payload);
        let root = match &subject.tree {
            Ok(root)
                if reference::findings(Contract::Deserialize, self.model, Profile::Documented, root)
                    .is_empty() =>
            {
                root
            }
            _ => {
                if decoded.is_ok() {
                    report.except(Exception::SerdeAcceptsMore);
                }
                return Ok(());
            }
        };
        match decoded {
            Ok(trip) => {
                let comparison =
                    Comparison { profile: Profile::Documented, floats: Floats::Near, is_strict: false };
                let checked = self.round_trip(codec, subject.payload, root, &trip, &comparison);
                match checked.and_then(|()| self.as_ours(codec, subject.payload, &trip)) {
                    Err(_) if typed::has_choice(self.model, root) => {
                        report.except(Exception::SerdeChoice);
                        Ok(())
                    }
                    checked => checked,
                }
            }
            Err(error) => match self.excuse(subject, root) {
                Some(exception) => {
                    report.except(exception);
                    Ok(())
                }
                None => differ("serde refuses what is accepted", error),
            },
        }
    }

    /// What serde reads is what [`from_json`](crate::from_json) reads.
    fn as_ours(&self, codec: Codec, payload: &[u8], serde: &RoundTrip) -> Result<(), Disagreement> {
        let read = |json: &Result<String, String>| {
            json.as_ref().ok().and_then(|json| tree::read(json.as_bytes()).ok())
        };
        let ours = (codec.documented)(payload).ok().and_then(|trip| read(&trip.json));
        let (Some(ours), Some(serde)) = (ours, read(&serde.json)) else { return Ok(()) };
        let comparison = Comparison { profile: Profile::Documented, floats: Floats::Near, is_strict: true };
        if self.oracle.written.is_some() || comparison.same(self.model, &ours, &serde).is_ok() {
            return Ok(());
        }
        differ("serde reads something else", format!("{ours:?}\n{serde:?}"))
    }

    fn excuse(&self, subject: &Subject<'_>, root: &Node) -> Option<Exception> {
        let integers = typed::integers(self.model, root);
        if root.depth() > SERDE_DEPTH {
            Some(Exception::Depth)
        } else if integers.iter().any(|text| text.contains(['.', 'e', 'E']) || *text == "-0") {
            Some(Exception::SerdeIntegers)
        } else if integers.iter().any(|text| !is_plain_integer(text)) {
            Some(Exception::SerdeWide)
        } else if typed::has_escaped_key(self.model, root, subject.payload) {
            Some(Exception::SerdeKeys)
        } else {
            None
        }
    }
}
