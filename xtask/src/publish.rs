//! Writes what others read of the iSymphony events.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use event_schema_publish::{Error, check, write};

use crate::{packages, workspace};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Change nothing; show what is out of date.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let publication = packages::publication()?;
    let packages = packages::packages(&publication)?;
    let mut files = publication.files_with(&packages)?;
    files.extend(packages.files()?);
    let folder = workspace::root().join("schemas");
    if !arguments.check {
        let done = write(&files, &folder)?;
        println!(
            "{} written, {} removed, {} unchanged",
            done.written.len(),
            done.removed.len(),
            done.unchanged
        );
        return Ok(ExitCode::SUCCESS);
    }
    match check(&files, &folder) {
        Ok(()) => {
            println!("all {} files in schemas/ are up to date", files.len());
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Stale(stale)) => {
            println!("{stale}\n\nrun `cargo xtask publish`");
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}
