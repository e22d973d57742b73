use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use event_schema_publish::Language;

use super::Check;
use super::catalogues::{Catalogue, checks};
use super::judge::{Score, judge_translated};
use super::steps::{Steps, example, fill_in};
use crate::test::tools;
use crate::workspace;

const PINS: &str = "tests/packages/python";

/// The oldest version that the packages promise to run on.
const OLDEST: &str = "3.10";

/// The versions that they run on here, each with the packages that it gets.
const VERSIONS: [(&str, &str); 2] = [(OLDEST, "oldest.txt"), ("3.14", "newest.txt")];

/// What pydantic says, whose words the package's users know, and what Rust says.
const WORDS: [(&str, &str); 19] = [
    ("Field required", "the property"),
    ("Extra inputs are not permitted", "no property"),
    ("Property should be there", "the property"),
    ("should be '", "should be the string '"),
    ("should be None", "should be null"),
    ("a valid list", "an array"),
    ("a list of", "an array of"),
    ("a valid dictionary", "an object"),
    ("a dictionary", "an object"),
    ("a valid ", "a "),
    ("greater than or equal to", "at least"),
    ("less than or equal to", "at most"),
    ("greater than", "more than"),
    ("should begin with", "begins with"),
    ("should end with", "ends with"),
    ("should contain", "contains"),
    ("should match", "matches"),
    ("List should have", "an array, "),
    ("Dictionary should have", "an object, "),
];

#[derive(Default)]
pub(super) struct Python {
    /// What checks the packages.
    interpreter: PathBuf,
    modules: PathBuf,
    /// What runs them.
    runtimes: Vec<Runtime>,
}

/// An interpreter, and where it finds the packages that it needs.
struct Runtime {
    interpreter: PathBuf,
    packages: PathBuf,
}

impl Check for Python {
    fn language(&self) -> Language {
        Language::Python
    }

    fn lacks(&self) -> Option<&'static str> {
        if !tools::has_venv() {
            return Some("python3 with its venv module");
        }
        ["node", "npm", "mvn"].into_iter().find(|program| tools::version(program).is_none())
    }

    fn prepare(&mut self) -> Result<()> {
        self.interpreter = tools::python(PINS)?;
        self.modules = tools::node_modules(PINS)?;
        let unpacked = tools::unpacked(&checks(Language::Python).join("cpython/pom.xml"))?;
        for (version, requirements) in VERSIONS {
            let home = unpacked.join(version).join("org/bytedeco/cpython/linux-x86_64");
            let interpreter = home.join(format!("python{version}"));
            fs::set_permissions(&interpreter, Permissions::from_mode(0o755))?;
            let packages = tools::python_packages(&format!("{PINS}/{requirements}"), version)?;
            self.runtimes.push(Runtime { interpreter, packages });
        }
        Ok(())
    }

    fn version(&self) -> String {
        let said = |command: &mut Command| {
            let said =
                command.output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
            said.unwrap_or_default()
        };
        let python = |runtime: &Runtime| said(workspace::command(&runtime.interpreter).arg("--version"));
        let mypy = said(workspace::command(&self.interpreter).args(["-m", "mypy", "--version"]));
        let pythons = self.runtimes.iter().map(python).collect::<Vec<_>>().join(" and ");
        format!("{pythons}, {mypy}, pyright")
    }

    fn check(&self, catalogue: &Catalogue, steps: &mut Steps) -> Result<Score> {
        let folder = catalogue.lay_out(Language::Python)?;
        let (package, consumer) = (folder.join("package"), folder.join("consumer"));
        lay_out_consumer(catalogue, &package, &consumer)?;
        steps.run(
            "ruff would change nothing",
            self.tool(&package, "ruff").args(["format", "--check", "--quiet"]),
        )?;
        steps.run(
            "ruff finds no fault",
            self.tool(&package, "ruff").args(["check", "--quiet", "--no-cache"]),
        )?;
        let mut vermin = workspace::command(self.interpreter.with_file_name("vermin"));
        vermin.current_dir(&package).args([
            "--target=3.10-",
            "--violations",
            "--no-tips",
            "--eval-annotations",
            "--quiet",
        ]);
        vermin.args(["--backport", "typing_extensions", "src"]);
        steps.run("vermin finds nothing newer than the oldest Python", &mut vermin)?;
        let mut mypy = self.tool(&consumer, "mypy");
        mypy.args(["--strict", "--python-version", OLDEST, "--cache-dir", "../mypy", "../package/src", "."]);
        steps.run("mypy --strict", mypy.env("MYPYPATH", package.join("src")))?;
        steps.run("pyright, strict", &mut self.pyright(&folder)?)?;
        let installed = self.install(catalogue, &folder, steps)?;
        let mut python = workspace::command(&self.interpreter);
        python.current_dir(&consumer).env("PYTHONPATH", &installed).args(["-W", "error"]);
        steps.run("jsonschema agrees", python.arg("agrees.py"))?;
        let mut score = Score::default();
        for runtime in &self.runtimes {
            let python = || runtime.python(&installed, &consumer);
            steps.run("the README's example runs", python()?.arg("readme.py"))?;
            let mut runner = python()?;
            let runner = runner.arg("runner.py");
            score += judge_translated(catalogue, self.language(), runner, in_our_words, steps)?;
        }
        Ok(score)
    }
}

impl Runtime {
    fn python(&self, installed: &Path, folder: &Path) -> Result<Command> {
        let mut python = workspace::command(&self.interpreter);
        python.current_dir(folder).env("PYTHONPATH", env::join_paths([installed, &self.packages])?);
        python.args(["-X", "utf8", "-W", "error"]);
        Ok(python)
    }
}

impl Python {
    /// As users do, where the package is ours; the other two are made alike.
    fn install(&self, catalogue: &Catalogue, folder: &Path, steps: &mut Steps) -> Result<PathBuf> {
        let (package, installed) = (folder.join("package"), folder.join("installed"));
        if !catalogue.is_ours() {
            return Ok(package.join("src"));
        }
        let mut pip = self.tool(folder, "pip");
        pip.args(["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", "."]);
        steps.must("pip makes a wheel of the package", pip.arg(&package))?;
        let module = catalogue.name.replace('-', "_");
        let wheel = format!("{module}-{}-py3-none-any.whl", env!("CARGO_PKG_VERSION"));
        let mut unpack = self.tool(folder, "zipfile");
        steps.must("the wheel unpacks", unpack.args(["-e", &wheel]).arg(&installed))?;
        Ok(installed)
    }

    fn tool(&self, folder: &Path, module: &str) -> Command {
        let mut tool = workspace::command(&self.interpreter);
        tool.current_dir(folder).args(["-m", module]);
        tool
    }

    fn pyright(&self, folder: &Path) -> Result<Command> {
        let settings = serde_json::json!({
            "include": ["package/src", "consumer"],
            "executionEnvironments": [{ "root": ".", "extraPaths": ["package/src"] }],
            "pythonVersion": OLDEST,
            "typeCheckingMode": "strict",
            "reportUnnecessaryTypeIgnoreComment": "error",
            // Decoding begins with values of which nothing is known.
            "reportUnknownArgumentType": "none",
            "reportUnknownMemberType": "none",
            "reportUnknownVariableType": "none",
            "reportPrivateUsage": "none",
            "reportUnnecessaryComparison": "none",
            "reportMissingModuleSource": "none",
        });
        fs::write(folder.join("pyrightconfig.json"), settings.to_string())?;
        let mut node = workspace::command("node");
        node.current_dir(folder).arg(self.modules.join("pyright/index.js"));
        node.arg("--pythonpath").arg(&self.interpreter);
        Ok(node)
    }
}

/// That null would do as well, pydantic does not say.
fn in_our_words(message: &str) -> String {
    let translated = |message: String, (theirs, ours): &(&str, &str)| message.replace(theirs, ours);
    WORDS.iter().fold(message.to_owned(), translated) + ", or null"
}

fn lay_out_consumer(catalogue: &Catalogue, package: &Path, consumer: &Path) -> Result<()> {
    let module = catalogue.name.replace('-', "_");
    let words = [("PACKAGE", module.as_str()), ("TAG", catalogue.tag)];
    let checks = checks(Language::Python);
    for name in ["runner.py", "agrees.py"] {
        fill_in(&checks.join(name), &consumer.join(name), &words)?;
    }
    if catalogue.is_ours() {
        fill_in(&checks.join("misuse.py"), &consumer.join("misuse.py"), &[])?;
    }
    Ok(fs::write(consumer.join("readme.py"), example(&package.join("README.md"), "python")?)?)
}
