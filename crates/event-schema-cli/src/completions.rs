use std::io::{self, Write as _};
use std::path::Path;

use crate::Outcome;
use crate::args::{self, CompletionsArgs};
use crate::catalogue::Catalogue;

pub(crate) fn completions(
    catalogue: &Catalogue,
    args: &CompletionsArgs,
    invoked: &str,
) -> anyhow::Result<Outcome> {
    let name = Path::new(invoked).file_stem().and_then(|name| name.to_str()).unwrap_or("event-schema");
    let mut command = args::command(catalogue, name);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    io::stdout().write_all(&script)?;
    Ok(Outcome::Fine)
}
