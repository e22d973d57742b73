use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use event_schema_publish::Language;

use super::Check;
use super::catalogues::{Catalogue, checks};
use super::java::{QUICK, made, newest};
use super::judge::{Score, judge};
use super::steps::{Misuse, Steps, example, faulty_lines, fill_in, misuses};
use crate::test::tools;
use crate::workspace;

/// A function that compiles, with a place for a line that does not.
const MISUSE: &str =
    "fun misuseNUMBER(event: IsymphonyEvent, hangup: Hangup) {\nLINE\n    consume(event, hangup)\n}\n";

#[derive(Default)]
pub(super) struct Kotlin {
    /// The jars of the compiler, and of what the packages need.
    classpath: String,
    ktlint: String,
    detekt: String,
    version: String,
    /// What runs what is compiled for the oldest Java.
    newest: PathBuf,
}

impl Check for Kotlin {
    fn language(&self) -> Language {
        Language::Kotlin
    }

    fn lacks(&self) -> Option<&'static str> {
        let lacking = ["java", "mvn"].into_iter().find(|program| tools::version(program).is_none());
        lacking.or_else(|| (!tools::has_venv()).then_some("python3 with its venv module"))
    }

    fn prepare(&mut self) -> Result<()> {
        let checks = checks(Language::Kotlin);
        self.classpath = tools::classpath(&checks.join("pom.xml"))?;
        self.ktlint = tools::classpath(&checks.join("ktlint/pom.xml"))?;
        self.detekt = tools::classpath(&checks.join("detekt/pom.xml"))?;
        let output = self.compiler("").arg("-version").output()?;
        self.newest = newest()?;
        let kotlinc = String::from_utf8_lossy(&output.stderr).trim().replace("info: ", "");
        let kotlinc = kotlinc.split(" (").next().unwrap_or_default();
        self.version = format!("{kotlinc}, run by Java 17 and {}", tools::java_version(&self.newest));
        Ok(())
    }

    fn version(&self) -> String {
        self.version.clone()
    }

    fn check(&self, catalogue: &Catalogue, steps: &mut Steps) -> Result<Score> {
        let folder = catalogue.lay_out(Language::Kotlin)?;
        let (package, consumer) = (folder.join("package"), folder.join("consumer"));
        let name = catalogue.java_package();
        let words = [("PACKAGE", name.as_str()), ("UNION", catalogue.union)];
        fill_in(&checks(Language::Kotlin).join("Runner.kt"), &consumer.join("Runner.kt"), &words)?;
        fs::write(consumer.join("Readme.kt"), example(&package.join("README.md"), "kotlin")?)?;
        let (jar, resources) = if catalogue.is_ours() {
            let what = "Maven, explicit API and no warning, makes the package";
            (made(what, &package, steps)?, None)
        } else {
            let jar = folder.join("package.jar");
            let mut kotlinc = self.compiler(&self.library());
            kotlinc.args(["-Xexplicit-api=strict", "-module-name", "package"]);
            kotlinc.arg("-d").arg(&jar).arg(package.join("src/main/kotlin"));
            steps.must("kotlinc, explicit API and no warning, compiles the package", &mut kotlinc)?;
            (jar, Some(package.join("src/main/resources")))
        };
        let library = format!("{}:{}", jar.display(), self.library());
        let mut kotlinc = self.compiler(&library);
        kotlinc.args(["-module-name", "consumer", "-d"]).arg(folder.join("consumer.jar"));
        kotlinc.args([consumer.join("Runner.kt"), consumer.join("Readme.kt")]);
        steps.must("kotlinc compiles its users", &mut kotlinc)?;
        let mut ktlint = java(&self.ktlint);
        ktlint.args(["com.pinterest.ktlint.Main", "--relative", "src/**/*.kt"]).current_dir(&package);
        steps.run("ktlint has nothing to say", &mut ktlint)?;
        let mut detekt = java(&self.detekt);
        detekt.args(["io.gitlab.arturbosch.detekt.cli.Main", "--build-upon-default-config", "--config"]);
        detekt
            .arg(checks(Language::Kotlin).join("detekt/detekt.yml"))
            .arg("--input")
            .arg(package.join("src"));
        steps.run("detekt finds no fault", &mut detekt)?;
        if catalogue.is_ours() {
            self.misuse(&name, &library, &folder, steps)?;
        }
        let own = std::iter::once(folder.join("consumer.jar")).chain(resources);
        let own: Vec<String> = own.map(|path| path.display().to_string()).collect();
        let path = format!("{}:{library}", own.join(":"));
        let mut score = Score::default();
        for program in [Path::new("java"), &self.newest] {
            let java = || run(program, &path);
            steps.run("the README's example runs", java().arg("ReadmeKt"))?;
            score += judge(catalogue, self.language(), java().arg("RunnerKt"), steps)?;
        }
        Ok(score)
    }
}

impl Kotlin {
    fn compiler(&self, library: &str) -> Command {
        let mut kotlinc = java(&self.classpath);
        kotlinc.arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
        kotlinc.args(["-no-stdlib", "-no-reflect", "-jvm-target", "17", "-Werror", "-progressive"]);
        let plugin = self.classpath.split(':').find(|jar| jar.contains("serialization-compiler-plugin"));
        kotlinc.arg(format!("-Xplugin={}", plugin.unwrap_or_default())).args(["-classpath", library]);
        kotlinc
    }

    /// The jars that the packages need: the compiler's own are none of theirs.
    fn library(&self) -> String {
        let needed = ["kotlin-stdlib", "kotlinx-serialization-core", "kotlinx-serialization-json"];
        let is_needed = |jar: &&str| needed.iter().any(|name| jar.contains(&format!("{name}-")));
        self.classpath.split(':').filter(is_needed).collect::<Vec<_>>().join(":")
    }

    /// Every function but the first must be found fault with.
    fn misuse(&self, name: &str, library: &str, folder: &Path, steps: &mut Steps) -> Result<()> {
        let misuses = misuses(Language::Kotlin)?;
        let mut program = format!(
            "import {name}.*\n\nfun consume(event: IsymphonyEvent, hangup: Hangup) = println(event == hangup)\n"
        );
        for (number, Misuse { line, .. }) in misuses.iter().enumerate() {
            program += &MISUSE.replace("NUMBER", &number.to_string()).replace("LINE", line);
        }
        let file = folder.join("consumer/Misuse.kt");
        fs::write(&file, &program)?;
        let mut kotlinc = self.compiler(library);
        let output = kotlinc.arg("-d").arg(folder.join("misuse.jar")).arg(&file).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        steps.faults(&misuses, &program, &faulty_lines(&said, "Misuse.kt:"));
        Ok(())
    }
}

fn java(classpath: &str) -> Command {
    run(Path::new("java"), classpath)
}

fn run(java: &Path, classpath: &str) -> Command {
    let mut java = workspace::command(java);
    java.args(QUICK).args(["-classpath", classpath]);
    java
}
