use std::io::Write as _;

use event_schema::document::{Options, document};

use crate::Outcome;
use crate::args::SchemaArgs;
use crate::catalogue::Catalogue;

pub(crate) fn schema(catalogue: &Catalogue, args: &SchemaArgs) -> anyhow::Result<Outcome> {
    let model = catalogue.model_of(args.event.as_deref());
    let options = Options { profile: args.profile.into(), dialect: args.draft.into(), ..Options::default() };
    let text = document(model, &options)?.to_pretty();
    std::io::stdout().write_all(text.as_bytes())?;
    std::io::stdout().flush()?;
    Ok(Outcome::Fine)
}
