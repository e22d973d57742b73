use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use event_schema_publish::Language;

use super::Check;
use super::catalogues::{Catalogue, checks};
use super::judge::{Score, judge};
use super::steps::{Misuse, Steps, example, fill_in, misuses};
use crate::test::tools;
use crate::workspace;

/// What the packages' manifest promises; the newest is the one that is here.
const OLDEST: &str = "go1.19.13";

/// A program that compiles, with a place for a line that does not.
const MISUSE: &str = r#"package main

import events "MODULE"

type own struct{}

func (own) Tag() string                  { return "own" }
func (own) MarshalJSON() ([]byte, error) { return nil, nil }
func (own) UnmarshalJSON([]byte) error   { return nil }

func use(event events.IsymphonyEvent, hangup events.Hangup, status events.UserStatus) {
	_, _, _ = event, hangup, status
LINE
}

func main() {}
"#;

/// What looks for faults in Go; it is made from its source.
const STATICCHECK: &str = "honnef.co/go/tools/cmd/staticcheck@v0.7.0";

#[derive(Default)]
pub(super) struct Go {
    /// Where it is; nothing if this Go is too old to make it.
    staticcheck: Option<PathBuf>,
}

impl Check for Go {
    fn language(&self) -> Language {
        Language::Go
    }

    fn lacks(&self) -> Option<&'static str> {
        go(Path::new("."), &["version"])
            .output()
            .map_or(true, |output| !output.status.success())
            .then_some("go")
    }

    fn prepare(&mut self) -> Result<()> {
        if fetches_toolchains() {
            self.staticcheck = Some(tools::go_program(STATICCHECK)?);
        }
        Ok(())
    }

    fn version(&self) -> String {
        let output = go(Path::new("."), &["version"]).output();
        let newest = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        format!("{OLDEST} and {}", newest.unwrap_or_default().replace("go version ", ""))
    }

    fn check(&self, catalogue: &Catalogue, steps: &mut Steps) -> Result<Score> {
        let folder = catalogue.lay_out(Language::Go)?;
        let (package, consumer) = (folder.join("package"), folder.join("consumer"));
        lay_out_consumer(catalogue, &package, &consumer)?;
        let mut gofmt = workspace::command("gofmt");
        let unformatted =
            gofmt.args(["-l", "-s"]).arg(&package).arg(consumer.join("readme")).output()?.stdout;
        let unformatted = String::from_utf8_lossy(&unformatted).into_owned();
        steps.holds("gofmt would change nothing", (!unformatted.is_empty()).then_some(unformatted));
        steps.run("go vet the package", &mut go(&package, &["vet", "./..."]))?;
        match &self.staticcheck {
            Some(staticcheck) => {
                let mut check = offline(workspace::command(staticcheck), &package);
                steps.run("staticcheck finds no fault", check.args(["-checks", "all", "./..."]))?;
            }
            None => steps.skips("staticcheck", "this go fetches no newer one"),
        }
        steps.must("go vet its users", &mut go(&consumer, &["vet", "./readme", "./runner"]))?;
        if catalogue.is_ours() {
            misuse(catalogue, &consumer, steps)?;
        }
        steps.run("the README's example runs", &mut go(&consumer, &["run", "./readme"]))?;
        let build = ["build", "-o", "answers", "./runner"];
        let mut answers = workspace::command(consumer.join("answers"));
        let mut score = Score::default();
        if catalogue.module().contains('.') {
            steps.run("the oldest go vets the package", &mut oldest(&package, &["vet", "./..."]))?;
            steps.run("the oldest go runs the example", &mut oldest(&consumer, &["run", "./readme"]))?;
            steps.must("the oldest go compiles the runner", &mut oldest(&consumer, &build))?;
            score += judge(catalogue, self.language(), &mut answers, steps)?;
        }
        steps.must("the runner compiles", &mut go(&consumer, &build))?;
        score += judge(catalogue, self.language(), &mut answers, steps)?;
        Ok(score)
    }
}

/// Each line alone must keep the program from compiling, which compiles without it.
fn misuse(catalogue: &Catalogue, consumer: &Path, steps: &mut Steps) -> Result<()> {
    for Misuse { what, line } in misuses(Language::Go)? {
        let program = MISUSE.replace("MODULE", &catalogue.module()).replace("LINE", &line);
        fs::create_dir_all(consumer.join("misuse"))?;
        fs::write(consumer.join("misuse/main.go"), program)?;
        let compiles = go(consumer, &["build", "-o", "misuse.out", "./misuse"]).output()?.status.success();
        let fault = (compiles != line.is_empty()).then(|| String::from("the compiler says otherwise"));
        match line.as_str() {
            "" => steps.holds("what misuse is added to compiles", fault),
            _ => steps.holds(&format!("does not compile, for there {what}"), fault),
        }
    }
    Ok(())
}

fn lay_out_consumer(catalogue: &Catalogue, package: &Path, consumer: &Path) -> Result<()> {
    let module = catalogue.module();
    let (pointer, new) = catalogue
        .alone
        .map(|(event, _)| (format!("*events.{event}"), format!("new(events.{event})")))
        .unzip();
    let mut words = vec![("MODULE", module.as_str())];
    words.extend(pointer.iter().map(|pointer| ("events.UNION", pointer.as_str())));
    words.extend(new.iter().map(|new| ("events.New(*d.Event)", new.as_str())));
    words.push(("UNION", catalogue.union));
    fill_in(&checks(Language::Go).join("runner.go.txt"), &consumer.join("runner/main.go"), &words)?;
    fs::create_dir_all(consumer.join("readme"))?;
    fs::write(consumer.join("readme/main.go"), example(&package.join("README.md"), "go")?)?;
    let manifest = format!(
        "module consumer.example\n\ngo 1.19\n\nrequire {module} v0.0.0\n\nreplace {module} => ../package\n"
    );
    Ok(fs::write(consumer.join("go.mod"), manifest)?)
}

/// The oldest Go, which a newer one fetches; one that cannot is old itself. As it is fetched, it takes modules without a
/// host in their names for its own.
fn oldest(folder: &Path, arguments: &[&str]) -> Command {
    let mut oldest = go(folder, arguments);
    oldest.env_remove("GOPROXY").env("GOTOOLCHAIN", OLDEST);
    oldest
}

/// Whether this Go fetches another one where one is asked for: those before 1.21 do not.
fn fetches_toolchains() -> bool {
    let output = go(Path::new("."), &["env", "GOTOOLCHAIN"]).output();
    output.is_ok_and(|output| !output.stdout.trim_ascii().is_empty())
}

fn go(folder: &Path, arguments: &[&str]) -> Command {
    let mut go = offline(workspace::command("go"), folder);
    go.args(arguments);
    go
}

/// Nothing is fetched: the packages need the standard library only.
fn offline(mut command: Command, folder: &Path) -> Command {
    command.current_dir(folder);
    command.envs([("GOPROXY", "off"), ("GOFLAGS", "-mod=mod"), ("GOTOOLCHAIN", "local"), ("GOWORK", "off")]);
    command
}
