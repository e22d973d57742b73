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

/// A class that compiles, with a place for a line that does not.
const MISUSE: &str = "import PACKAGE.*;\n\nclass Misuse {\n  void use(IsymphonyEvent event, Hangup hangup) {\n\
    LINE\n  }\n}\n";

#[derive(Default)]
pub(super) struct Java {
    /// The jars of Jackson.
    classpath: String,
    /// The jars of google-java-format.
    formatter: String,
}

impl Check for Java {
    fn language(&self) -> Language {
        Language::Java
    }

    fn lacks(&self) -> Option<&'static str> {
        ["javac", "java", "mvn"].into_iter().find(|program| tools::version(program).is_none())
    }

    fn prepare(&mut self) -> Result<()> {
        let checks = checks(Language::Java);
        self.classpath = tools::classpath(&checks.join("pom.xml"))?;
        self.formatter = tools::classpath(&checks.join("format/pom.xml"))?;
        Ok(())
    }

    fn version(&self) -> String {
        tools::version("javac").unwrap_or_default()
    }

    fn check(&self, catalogue: &Catalogue, steps: &mut Steps) -> Result<Score> {
        let folder = catalogue.lay_out(Language::Java)?;
        let (package, consumer) = (folder.join("package"), folder.join("consumer"));
        let name = catalogue.java_package();
        fs::create_dir_all(folder.join("classes"))?;
        let words = [("PACKAGE", name.as_str()), ("UNION", catalogue.union)];
        fill_in(&checks(Language::Java).join("Runner.java"), &consumer.join("Runner.java"), &words)?;
        fs::write(consumer.join("Readme.java"), example(&package.join("README.md"), "java")?)?;
        let sources = sources(&package.join("src/main/java"))?;
        steps.must("javac -Xlint:all -Werror the package", self.javac(&folder).args(&sources))?;
        let mut format = self.format();
        steps.run("google-java-format would change nothing", format.args(&sources))?;
        if catalogue.is_ours() {
            let mut maven = workspace::command("mvn");
            maven.args(["--quiet", "--batch-mode", "package"]).current_dir(&package);
            steps.run("Maven makes the package", &mut maven)?;
        }
        let mut docs = workspace::command("javadoc");
        docs.args(["-quiet", "-Xdoclint:all,-missing", "-Werror", "-classpath", &self.classpath, "-d"]);
        steps.run("javadoc has nothing to say", docs.arg(folder.join("docs")).args(&sources))?;
        let users = [consumer.join("Runner.java"), consumer.join("Readme.java")];
        steps.must("javac -Xlint:all -Werror its users", self.javac(&folder).args(&users))?;
        if catalogue.is_ours() {
            self.misuse(&name, &folder, &consumer, steps)?;
        }
        steps.run("the README's example runs", self.java(&folder).arg("Readme"))?;
        judge(catalogue, self.java(&folder).arg("Runner"))
    }
}

impl Java {
    fn javac(&self, folder: &Path) -> Command {
        let mut javac = workspace::command("javac");
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
        javac.arg("-classpath").arg(self.path(folder)).arg("-d").arg(folder.join("classes"));
        javac
    }

    /// It looks into the compiler, which has to let it.
    fn format(&self) -> Command {
        let mut java = workspace::command("java");
        for package in ["api", "code", "file", "parser", "tree", "util"] {
            java.arg(format!("--add-exports=jdk.compiler/com.sun.tools.javac.{package}=ALL-UNNAMED"));
        }
        java.arg("-classpath").arg(self.formatter.trim()).arg("com.google.googlejavaformat.java.Main");
        java.args(["--dry-run", "--set-exit-if-changed"]);
        java
    }

    fn java(&self, folder: &Path) -> Command {
        let mut java = workspace::command("java");
        java.arg("-classpath").arg(self.path(folder));
        java
    }

    fn path(&self, folder: &Path) -> String {
        format!("{}:{}", folder.join("classes").display(), self.classpath.trim())
    }

    /// Each line alone must keep the class from compiling, which compiles without it.
    fn misuse(&self, name: &str, folder: &Path, consumer: &Path, steps: &mut Steps) -> Result<()> {
        for Misuse { what, line } in misuses(Language::Java)? {
            let file = consumer.join("Misuse.java");
            fs::write(&file, MISUSE.replace("PACKAGE", name).replace("LINE", &line))?;
            let compiles = self.javac(folder).arg(&file).output()?.status.success();
            let fault = (compiles != line.is_empty()).then(|| String::from("the compiler says otherwise"));
            match line.as_str() {
                "" => steps.holds("what misuse is added to compiles", fault),
                _ => steps.holds(&format!("does not compile, for there {what}"), fault),
            }
        }
        Ok(())
    }
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
