//! The documents for tools, in the tools: AsyncAPI's own parser, and a linter of OpenAPI documents.

use std::fs;

use anyhow::Result;
use event_schema_publish::write;

use super::count::Counter;
use super::languages::foreign_publications;
use super::report::Outcome;
use super::{stream, tools};
use crate::workspace;

const PINS: &str = "tests/apis";

/// What is published here, and what the same code makes of foreign catalogues.
pub(crate) fn run() -> Result<Outcome> {
    for program in ["node", "npm"] {
        if tools::version(program).is_none() {
            return Ok(Outcome::Skipped(format!("this machine lacks {program}")));
        }
    }
    let modules = tools::node_modules(PINS)?;
    let mut node = workspace::command("node");
    node.args(["tests/apis/check.mjs", "schemas/v1"]).env("NODE_PATH", modules);
    for (name, publication) in foreign_publications()? {
        let folder = workspace::target().join("apis").join(name);
        fs::create_dir_all(&folder)?;
        write(&publication.files()?, &folder)?;
        node.arg(folder.join("v1"));
    }
    stream::run(&mut node, Counter::Summary)
}
