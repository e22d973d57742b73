//! What the documents show is what happens. Their Rust snippets are compiled as this package's doc tests.

use std::path::{Path, PathBuf};
use std::{fs, io};

use event_schema_tests::command::{event_schema, root};
use event_schema_tests::console::{matches, run, sessions};

/// How the documents start the command where nothing is installed yet.
const BY_CARGO: &str = "cargo run --release -p event-schema-cli --";

#[test]
fn console_sessions_print_what_they_show() -> io::Result<()> {
    let programs = event_schema().parent().unwrap_or(root());
    let mut checked = 0;
    for path in documents()? {
        // The sessions of one document share a folder: what one writes the next may read.
        let folder = tempfile::tempdir()?;
        for mut session in sessions(&fs::read_to_string(&path)?) {
            for step in &mut session.steps {
                step.command = step.command.replace(BY_CARGO, "event-schema");
            }
            let printed = run(&session, folder.path(), programs)?;
            assert_eq!(printed.len(), session.steps.len());
            for (step, printed) in session.steps.iter().zip(printed) {
                assert!(
                    matches(&step.expected, &printed),
                    "{}:{}: `{}` prints\n{printed}\nnot\n{}",
                    path.display(),
                    session.line,
                    step.command,
                    step.expected
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 0, "no document shows a session");
    Ok(())
}

#[test]
fn rust_snippets_are_doc_tests() -> io::Result<()> {
    let doc_tests = fs::read_to_string(root().join("tests/src/lib.rs"))?;
    for path in documents()? {
        if fs::read_to_string(&path)?.contains("```rust") {
            let name = path.strip_prefix(root()).unwrap_or(&path).display();
            assert!(doc_tests.contains(&format!("include_str!(\"../../{name}\")")), "{name} is not compiled");
        }
    }
    Ok(())
}

#[test]
fn links_lead_somewhere() -> io::Result<()> {
    for path in documents()? {
        let text = fs::read_to_string(&path)?;
        for link in links(&text) {
            let target = path.parent().unwrap_or(root()).join(link);
            assert!(target.exists(), "{} links to {link:?}, which is not there", path.display());
        }
    }
    Ok(())
}

#[test]
fn the_readme_names_every_system_package() -> io::Result<()> {
    let readme = fs::read_to_string(root().join("README.md"))?;
    let list = fs::read_to_string(root().join(".ci/system-packages"))?;
    let packages =
        list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('=').next());
    for package in packages {
        assert!(readme.contains(package), "README.md does not name {package}");
    }
    Ok(())
}

/// README and what it leads to.
fn documents() -> io::Result<Vec<PathBuf>> {
    let mut documents = vec![root().join("README.md"), root().join("CHANGELOG.md")];
    for entry in fs::read_dir(root().join("docs"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            documents.push(path);
        }
    }
    documents.sort();
    Ok(documents)
}

/// The places of links to files, without fragments; code is left out.
fn links(text: &str) -> Vec<&Path> {
    let prose = text.split("```").step_by(2).flat_map(|text| text.split('`').step_by(2));
    let targets = prose.flat_map(|text| text.split("](").skip(1)).filter_map(|rest| rest.split(')').next());
    let files = targets.filter(|target| !target.contains(':') && !target.starts_with('#'));
    files.filter_map(|target| target.split('#').next()).map(Path::new).collect()
}

#[test]
fn links_are_found() {
    let text = "[a](b.md#c) `[x](y)` [d](https://example.com) [e](#f)\n```\n[x](y)\n```\n[g](../h)";
    assert_eq!(links(text), ["b.md", "../h"].map(Path::new));
}
