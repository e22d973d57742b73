use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use event_schema_publish::Language;

use super::Check;
use super::catalogues::{Catalogue, checks};
use super::judge::{Score, judge};
use super::steps::{Misuse, Steps, example, faulty_lines, fill_in, misuses};
use crate::test::tools;
use crate::workspace;

const WARNINGS: &str = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror";

/// A function that compiles, with a place for a line that does not.
const MISUSE: &str = "void misuseNUMBER(events::IsymphonyEvent& event, const events::Hangup& hangup) {\nLINE\n  consume(event, hangup);\n}\n";

pub(super) struct Cpp {
    /// What compiles the packages.
    compilers: &'static [&'static str],
    clang_tidy: PathBuf,
}

impl Cpp {
    /// Clang, whose front end clang-tidy has, compiles in long tests only.
    pub(super) const fn new(long: bool) -> Self {
        let compilers: &[&str] = if long { &["g++", "clang++"] } else { &["g++"] };
        Self { compilers, clang_tidy: PathBuf::new() }
    }
}

impl Check for Cpp {
    fn language(&self) -> Language {
        Language::Cpp
    }

    fn lacks(&self) -> Option<&'static str> {
        let lacking =
            ["g++", "cmake", "clang-format"].into_iter().find(|program| tools::version(program).is_none());
        let lacking = lacking.or_else(|| (!tools::has_venv()).then_some("python3 with its venv module"));
        lacking.or_else(|| (!has_json()).then_some("nlohmann/json.hpp"))
    }

    fn prepare(&mut self) -> Result<()> {
        self.clang_tidy = tools::python("tests/packages/cpp")?.with_file_name("clang-tidy");
        Ok(())
    }

    fn version(&self) -> String {
        let versions = self.compilers.iter().filter_map(tools::version);
        let versions: Vec<_> =
            versions.map(|version| version.lines().next().unwrap_or_default().to_owned()).collect();
        versions.join(" and ")
    }

    fn check(&self, catalogue: &Catalogue, steps: &mut Steps) -> Result<Score> {
        let folder = catalogue.lay_out(Language::Cpp)?;
        let (package, consumer) = (folder.join("package"), folder.join("consumer"));
        let namespace = catalogue.name.replace('-', "_");
        let words =
            [("NAMESPACE", namespace.as_str()), ("UNION", catalogue.union), ("PACKAGE", catalogue.name)];
        for name in ["runner.cpp", "CMakeLists.txt"] {
            fill_in(&checks(Language::Cpp).join(name), &consumer.join(name), &words)?;
        }
        fs::write(consumer.join("readme.cpp"), example(&package.join("README.md"), "cpp")?)?;
        let mut format = workspace::command("clang-format");
        format.args(["--dry-run", "-Werror"]).current_dir(&package);
        for source in sources(&package)? {
            format.arg(source);
        }
        steps.run("clang-format would change nothing", &mut format)?;
        steps.run("clang-tidy finds no fault", &mut self.tidy(&package)?)?;
        let mut score = Score::default();
        for compiler in self.compilers {
            if tools::version(compiler).is_none() {
                steps.skips(compiler, "this machine lacks it");
                continue;
            }
            let [built, installed, users] =
                ["built", "installed", "users"].map(|name| folder.join(compiler).join(name));
            let mut configured = configure(compiler, &package, &built, &installed);
            steps.must("cmake finds what the package needs", &mut configured)?;
            let what = format!("{compiler}, every warning an error, compiles the package");
            steps.must(&what, &mut build(&built))?;
            steps.must("cmake installs it", workspace::command("cmake").arg("--install").arg(&built))?;
            let mut configured = configure(compiler, &consumer, &users, &installed);
            steps.must("its users find it", &mut configured)?;
            steps.must(&format!("{compiler} compiles them"), &mut build(&users))?;
            // Clang does not miss what a designated initialiser leaves out.
            if catalogue.is_ours() && *compiler == "g++" {
                misuse(&installed, &consumer, steps)?;
            }
            steps.run("the README's example runs", &mut workspace::command(users.join("readme")))?;
            score += judge(catalogue, self.language(), &mut workspace::command(users.join("runner")), steps)?;
        }
        Ok(score)
    }
}

impl Cpp {
    fn tidy(&self, package: &Path) -> Result<Command> {
        let mut tidy = workspace::command(&self.clang_tidy);
        tidy.arg("--quiet").arg("--config-file").arg(checks(Language::Cpp).join("clang-tidy.yml"));
        let files = sources(package)?;
        tidy.args(files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "cpp")))
            .args(["--", "-std=c++20"]);
        let include = package.join("include");
        tidy.arg("-I").arg(&include);
        for entry in fs::read_dir(include)? {
            tidy.arg("-I").arg(entry?.path());
        }
        Ok(tidy)
    }
}

fn has_json() -> bool {
    let mut compiler = workspace::command("sh");
    compiler.args(["-c", "echo '#include <nlohmann/json.hpp>' | g++ -E -x c++ - > /dev/null 2>&1"]);
    compiler.status().is_ok_and(|status| status.success())
}

fn configure(compiler: &str, source: &Path, build: &Path, installed: &Path) -> Command {
    let mut cmake = workspace::command("cmake");
    cmake.arg("-S").arg(source).arg("-B").arg(build);
    cmake.arg(format!("-DCMAKE_CXX_COMPILER={compiler}")).arg(format!("-DCMAKE_CXX_FLAGS={WARNINGS}"));
    cmake.arg(format!("-DCMAKE_INSTALL_PREFIX={0}", installed.display()));
    cmake.arg(format!("-DCMAKE_PREFIX_PATH={0}", installed.display()));
    cmake
}

fn build(folder: &Path) -> Command {
    let mut cmake = workspace::command("cmake");
    cmake.arg("--build").arg(folder).args(["--parallel", "2"]);
    cmake
}

/// Every function but the first must be found fault with.
fn misuse(installed: &Path, consumer: &Path, steps: &mut Steps) -> Result<()> {
    let misuses = misuses(Language::Cpp)?;
    let mut program = String::from(
        "#include \"isymphony_events/events.hpp\"\n\nnamespace events = isymphony_events;\n\nvoid \
         consume(const events::IsymphonyEvent& event, const events::Hangup& hangup);\n",
    );
    for (number, Misuse { line, .. }) in misuses.iter().enumerate() {
        program += &MISUSE.replace("NUMBER", &number.to_string()).replace("LINE", line);
    }
    let file = consumer.join("misuse.cpp");
    fs::write(&file, &program)?;
    let mut compiler = workspace::command("g++");
    compiler.args(["-std=c++20", "-fsyntax-only"]).args(WARNINGS.split(' '));
    let output = compiler.arg("-I").arg(installed.join("include")).arg(&file).output()?;
    // Within a template the line is where the library is; where it was called from is told before.
    steps.faults(&misuses, &program, &faulty_lines(&String::from_utf8_lossy(&output.stderr), "misuse.cpp:"));
    Ok(())
}

fn sources(package: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![package.join("src"), package.join("include")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}
