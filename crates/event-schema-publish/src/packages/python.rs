use super::Job;
use crate::error::Error;
use crate::files::File;

pub(super) fn files(_job: &Job<'_>) -> Result<Vec<File>, Error> {
    Ok(Vec::new())
}
