//! Who somebody says they are: from a file, the environment or a terminal, and never from the command line.

use std::env;
use std::fs;
use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use event_schema_live::Credentials;

use crate::signals::Signals;
use crate::terminal;

const USER: &str = "EVENT_SCHEMA_USER";
const PASSWORD: &str = "EVENT_SCHEMA_PASSWORD";

/// User and password from a file if one is given, else from the environment; `None` if they are in neither.
pub(crate) fn given(file: Option<&Path>) -> anyhow::Result<Option<Credentials>> {
    if let Some(path) = file {
        return from_file(path).map(Some);
    }
    match (variable(USER)?, variable(PASSWORD)?) {
        (None, None) => Ok(None),
        (Some(user), Some(password)) => Ok(Some(credentials(&user, &password)?)),
        (Some(user), None) if can_ask() => Ok(Some(credentials(&user, &ask_password()?)?)),
        (Some(_), None) => bail!("{USER} is set, but {PASSWORD} is not"),
        (None, Some(_)) => bail!("{PASSWORD} is set, but {USER} is not"),
    }
}

/// Asks for them if there is a terminal; `None` if nobody answers with a name.
pub(crate) fn asked(
    place: &impl std::fmt::Display,
    signals: &Signals,
) -> anyhow::Result<Option<Credentials>> {
    if !can_ask() {
        return Ok(None);
    }
    let mut err = terminal::stderr();
    write!(err, "User for {place} (none if empty): ")?;
    err.flush()?;
    drop(err);
    let mut user = String::new();
    // To wait for a line ends with the first signal, and then with no line.
    if BufReader::new(signals.stdin()?).read_line(&mut user)? == 0 {
        return Err(io::Error::from(io::ErrorKind::Interrupted).into());
    }
    match user.trim() {
        "" => Ok(None),
        user => Ok(Some(credentials(user, &ask_password()?)?)),
    }
}

/// Whether somebody was asked, and pressed Ctrl-C.
pub(crate) fn is_interruption(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::Interrupted)
}

fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn ask_password() -> anyhow::Result<String> {
    rpassword::prompt_password("Password: ").context("cannot ask for the password")
}

fn from_file(path: &Path) -> anyhow::Result<Credentials> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut lines = text.lines();
    let (Some(user), Some(password)) = (lines.next(), lines.next()) else {
        bail!(
            "cannot read {}: expected the user on its first line and the password on its second",
            path.display()
        );
    };
    if is_open_to_others(path) {
        terminal::warn(&format!("{} holds a password, and others can read it", path.display()));
    }
    credentials(user, password)
}

fn credentials(user: &str, password: &str) -> anyhow::Result<Credentials> {
    if user.contains(':') {
        bail!("a user's name cannot hold a colon");
    }
    Ok(Credentials::new(user, password))
}

fn variable(name: &str) -> anyhow::Result<Option<String>> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(env::VarError::NotPresent) => Ok(None),
        // The error would quote it.
        Err(env::VarError::NotUnicode(_)) => bail!("{name} is no text"),
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;

    path.metadata().is_ok_and(|there| there.is_file() && there.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}
