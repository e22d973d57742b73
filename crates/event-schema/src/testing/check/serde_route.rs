use super::{Checker, Disagreement, SERDE_DEPTH, Subject, differ};
use crate::model::Contract;
use crate::profile::Profile;
use crate::testing::codec::Codec;
use crate::testing::decimal::is_plain_integer;
use crate::testing::report::{Exception, Report};
use crate::testing::same::{Comparison, Floats};
use crate::testing::tree::Node;
use crate::testing::{reference, typed};

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
                let comparison = Comparison { profile: Profile::Documented, floats: Floats::Near };
                match self.round_trip(codec, subject.payload, root, &trip, &comparison) {
                    Err(_) if typed::has_choice(self.model, root) => {
                        report.except(Exception::SerdeChoice);
                        Ok(())
                    }
                    checked => checked,
                }
            }
            Err(error) => match self.excuse(root) {
                Some(exception) => {
                    report.except(exception);
                    Ok(())
                }
                None => differ("serde refuses what is accepted", error),
            },
        }
    }

    fn excuse(&self, root: &Node) -> Option<Exception> {
        let integers = typed::integers(self.model, root);
        if root.depth() > SERDE_DEPTH {
            Some(Exception::Depth)
        } else if integers.iter().any(|text| text.contains(['.', 'e', 'E']) || *text == "-0") {
            Some(Exception::SerdeIntegers)
        } else if integers.iter().any(|text| !is_plain_integer(text)) {
            Some(Exception::SerdeWide)
        } else {
            None
        }
    }
}
