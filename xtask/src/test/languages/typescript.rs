use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use event_schema_publish::Language;

use super::Check;
use super::catalogues::{Catalogue, checks, home};
use super::judge::{Score, judge};
use super::steps::{Steps, example, fill_in};
use crate::test::tools;
use crate::workspace;

const PINS: &str = "tests/packages/typescript";

const COMPILERS: [&str; 2] = ["typescript-oldest", "typescript-newest"];

#[derive(Default)]
pub(super) struct TypeScript {
    modules: PathBuf,
}

impl Check for TypeScript {
    fn language(&self) -> Language {
        Language::TypeScript
    }

    fn lacks(&self) -> Option<&'static str> {
        ["node", "npm"].into_iter().find(|program| tools::version(program).is_none())
    }

    fn prepare(&mut self) -> Result<()> {
        self.modules = tools::node_modules(PINS)?;
        let home = home(Language::TypeScript);
        fs::create_dir_all(&home)?;
        link(&self.modules, &home.join("node_modules"))
    }

    fn version(&self) -> String {
        let versions = COMPILERS.map(|name| {
            let manifest =
                fs::read_to_string(self.modules.join(name).join("package.json")).unwrap_or_default();
            let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap_or_default();
            manifest["version"].as_str().unwrap_or("?").to_owned()
        });
        format!("tsc {}, node {}", versions.join(" and "), tools::version("node").unwrap_or_default())
    }

    fn check(&self, catalogue: &Catalogue, steps: &mut Steps) -> Result<Score> {
        let folder = catalogue.lay_out(Language::TypeScript)?;
        let (package, consumer) = (folder.join("package"), folder.join("consumer"));
        lay_out_consumer(catalogue, &package, &consumer)?;
        for name in COMPILERS {
            steps.must(&format!("{name} compiles the package"), self.tsc(name).arg("-p").arg(&package))?;
        }
        install(catalogue, &folder, steps)?;
        for name in COMPILERS {
            steps.must(&format!("{name} compiles its users"), self.tsc(name).arg("-p").arg(&consumer))?;
        }
        let mut prettier = self.tool("prettier/bin/prettier.cjs");
        prettier.args(["--check", "src", "package.json", "tsconfig.json"]).current_dir(&package);
        steps.run("prettier would change nothing", &mut prettier)?;
        let rules = package.join("eslint.config.js");
        fs::copy(checks(Language::TypeScript).join("eslint.config.js"), &rules)?;
        let mut eslint = self.tool("eslint/bin/eslint.js");
        steps.run("typescript-eslint, strict", eslint.arg("src").current_dir(&package))?;
        steps.run("the README's example runs", node(&consumer).arg("dist/readme.js"))?;
        steps.run("Ajv agrees", node(&consumer).arg("dist/ajv.js"))?;
        judge(catalogue, self.language(), node(&consumer).arg("dist/runner.js"), steps)
    }
}

impl TypeScript {
    fn tsc(&self, name: &str) -> Command {
        self.tool(&format!("{name}/bin/tsc"))
    }

    fn tool(&self, path: &str) -> Command {
        let mut node = workspace::command("node");
        node.arg(self.modules.join(path));
        node
    }
}

/// As users do, where the package is ours; the other two are made alike.
fn install(catalogue: &Catalogue, folder: &Path, steps: &mut Steps) -> Result<()> {
    let (package, installed) = (folder.join("package"), folder.join("node_modules").join(catalogue.name));
    if !catalogue.is_ours() {
        return link(&package, &installed);
    }
    let mut npm = workspace::command("npm");
    npm.args(["pack", "--silent", "--pack-destination"]).arg(folder).current_dir(&package);
    steps.must("npm packs the package", &mut npm)?;
    fs::create_dir_all(&installed)?;
    let archive = folder.join(format!("{}-{}.tgz", catalogue.name, env!("CARGO_PKG_VERSION")));
    let mut tar = workspace::command("tar");
    tar.arg("-xzf").arg(archive).args(["--strip-components=1", "-C"]).arg(installed);
    steps.must("the archive unpacks", &mut tar)
}

fn lay_out_consumer(catalogue: &Catalogue, package: &Path, consumer: &Path) -> Result<()> {
    let union = catalogue.alone.map_or(catalogue.union, |(event, _)| event);
    let mut words = Vec::new();
    let tags = catalogue.alone.map(|(_, tag)| [format!("[\"{tag}\"]"), format!("[[\"{tag}\", UNION]]")]);
    if let Some([tags, entries]) = &tags {
        words.extend([("import { events } from \"PACKAGE\";\n", ""), ("events, UNION", "UNION")]);
        words.extend([("Object.keys(events)", tags.as_str()), ("Object.entries(events)", entries.as_str())]);
    }
    words.extend([("PACKAGE", catalogue.name), ("UNION", union), ("TAG", catalogue.tag)]);
    let checks = checks(Language::TypeScript);
    for name in ["runner.ts", "ajv.ts", "tsconfig.json"] {
        fill_in(&checks.join(name), &consumer.join(name), &words)?;
    }
    if catalogue.is_ours() {
        fill_in(&checks.join("misuse.ts"), &consumer.join("misuse.ts"), &[])?;
    }
    fs::write(consumer.join("readme.ts"), example(&package.join("README.md"), "ts")?)?;
    fs::write(consumer.join("package.json"), "{ \"type\": \"module\" }\n")?;
    Ok(())
}

fn node(folder: &Path) -> Command {
    let mut node = workspace::command("node");
    node.current_dir(folder);
    node
}

/// A symbolic link that is made anew.
fn link(to: &Path, from: &Path) -> Result<()> {
    if let Some(folder) = from.parent() {
        fs::create_dir_all(folder)?;
    }
    let _ = fs::remove_file(from);
    Ok(symlink(to, from)?)
}
