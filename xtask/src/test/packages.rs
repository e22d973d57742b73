//! The system packages that the tests need: one list, which `.ci/run` installs from.

use std::process::Stdio;

use anyhow::Result;

use crate::workspace;

const LIST: &str = include_str!("../../../.ci/system-packages");

/// Says which packages this machine lacks. The suites that need them say so again, each for itself.
pub(crate) fn print_lacking() -> Result<()> {
    for (package, check) in parse(LIST) {
        let mut sh = workspace::command("sh");
        sh.args(["-c", check]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if !sh.status()?.success() {
            println!("this machine lacks the system package {package} (`{check}` fails)");
        }
    }
    Ok(())
}

/// Each package with the command that tells whether it is there.
fn parse(list: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).map(|(package, check)| (package, check.trim()))
}

#[cfg(test)]
mod tests {
    use super::{LIST, parse};

    #[test]
    fn every_package_is_pinned_and_has_a_check() {
        let packages: Vec<_> = parse(LIST).collect();
        assert!(packages.len() > 1);
        for (package, check) in packages {
            assert!(package.contains('='), "{package} has no version");
            assert!(!check.is_empty(), "{package} has no check");
        }
    }
}
