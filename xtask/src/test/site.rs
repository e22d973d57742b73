//! The catalogue's site in a browser: nothing to complain of, no link that leads nowhere, nothing that sticks out.

mod links;
mod probe;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use event_schema_publish::write;

use super::count::Tally;
use super::languages::{Steps, foreign_publications};
use super::report::Outcome;
use super::tools;
use crate::workspace;

/// What Chromium is called, where it is installed.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome-headless-shell"];

/// The windows that a page is looked at in: a name, width, height, and further arguments.
const WINDOWS: [(&str, u32, u32, &[&str]); 3] =
    [("desktop", 1280, 1600, &[]), ("dark", 1280, 1600, DARK), ("phone", 500, 1400, &[])];

const DARK: &[&str] = &["--blink-settings=preferredColorScheme=0"];

/// Opens every page of what is published here, and of a foreign catalogue's site.
pub(crate) fn run() -> Result<Outcome> {
    let Some(program) = BROWSERS.into_iter().find(|name| tools::version(name).is_some()) else {
        return Ok(Outcome::Skipped(String::from("this machine lacks chromium")));
    };
    let home = workspace::target().join("site");
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    fs::create_dir_all(home.join("pictures"))?;
    let mut sites = vec![(String::from("ours"), workspace::root().join("schemas/v1/site"))];
    for (name, publication) in foreign_publications()? {
        let folder = home.join(name);
        write(&publication.files()?, &folder)?;
        sites.push((name.to_owned(), folder.join("v1/site")));
    }
    let browser = Browser { program, home: home.clone() };
    let mut steps = Steps::default();
    for (name, site) in sites {
        println!("-- {name}");
        browser.check(&name, &site, &mut steps)?;
    }
    println!("the pictures are in {}", home.join("pictures").display());
    let tally: Tally = steps.tally;
    if tally.failed > 0 {
        return Ok(Outcome::failed(tally, String::from("the site is not as it should be")));
    }
    Ok(Outcome::Ran(tally))
}

struct Browser {
    program: &'static str,
    home: PathBuf,
}

impl Browser {
    fn check(&self, name: &str, site: &Path, steps: &mut Steps) -> Result<()> {
        let pages = links::pages(site)?;
        ensure!(pages.len() > 1, "{} holds no pages", site.display());
        steps.holds("every link leads somewhere, and none out of the site", links::broken(site, &pages)?);
        let folder = probe::lay_out(site, &self.home.join(name).join("probed"))?;
        for page in &pages {
            let shown = self.open("probed", &folder.join(page), 500, 900, &["--dump-dom"])?;
            steps.holds(&format!("{page} opens in a narrow window"), probe::fault(&shown));
        }
        for page in pages.iter().take(2) {
            let picture = |window| self.home.join("pictures").join(format!("{name}-{page}-{window}.png"));
            for (window, width, height, more) in WINDOWS {
                let picture = picture(window);
                let argument = format!("--screenshot={}", picture.display());
                let arguments = [more, &[argument.as_str()]].concat();
                let shown = self.open("seen", &site.join(page), width, height, &arguments)?;
                let fault = shown.complaint.or_else(|| small(&picture));
                steps.holds(&format!("a picture of {page}, {window}"), fault);
            }
            let is_same = fs::read(picture("dark"))? == fs::read(picture("desktop"))?;
            let fault = is_same.then(|| String::from("it looks as it does by day"));
            steps.holds(&format!("{page} is dark where the system is"), fault);
            let print = self.home.join("pictures").join(format!("{name}-{page}.pdf"));
            let argument = format!("--print-to-pdf={}", print.display());
            let shown =
                self.open("seen", &site.join(page), 1280, 1600, &["--no-pdf-header-footer", &argument])?;
            steps.holds(&format!("{page} prints"), shown.complaint.or_else(|| small(&print)));
        }
        Ok(())
    }

    /// Opens a page with what a profile remembers: whoever probes pages sets their theme.
    fn open(&self, profile: &str, page: &Path, width: u32, height: u32, arguments: &[&str]) -> Result<Shown> {
        let output = Command::new(self.program)
            // In a container it runs as root, where its own sandbox cannot.
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--enable-logging=stderr",
            ])
            .arg(format!("--user-data-dir={}", self.home.join(profile).display()))
            .arg(format!("--window-size={width},{height}"))
            .args(arguments)
            .arg(format!("file://{}", page.display()))
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot run {}", self.program))?;
        let log = String::from_utf8_lossy(&output.stderr);
        let complaint = log.lines().find(|line| line.contains(":CONSOLE")).map(str::to_owned);
        let dom = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(Shown { dom, complaint })
    }
}

/// What became of a page.
struct Shown {
    /// The page as the browser has it at last, if that was asked for.
    dom: String,
    /// The first line that it wrote to the console.
    complaint: Option<String>,
}

/// A picture of nothing is small.
fn small(file: &Path) -> Option<String> {
    let len = fs::metadata(file).map_or(0, |metadata| metadata.len());
    (len < 10_000).then(|| format!("{} holds {len} bytes only", file.display()))
}
