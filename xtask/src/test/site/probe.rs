//! Pages with a script beside their own, which does what people do and says what came of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Shown;

/// It says `fine`, or what is wrong, in an attribute of the page.
const SCRIPT: &str = r#"{
const faults = [];
const page = document.documentElement;
if (page.scrollWidth > innerWidth) {
  const wide = [...document.querySelectorAll("main *")].find((it) => it.getBoundingClientRect().right > innerWidth + 1);
  faults.push(`the page is ${page.scrollWidth} wide in a window of ${innerWidth}: ${wide?.outerHTML.slice(0, 80)}`);
}
const [name, , place] = ENTRIES[ENTRIES.length - 1];
input.value = name;
input.dispatchEvent(new Event("input"));
const found = [...list.querySelectorAll("a")].map((link) => link.getAttribute("href"));
if (list.hidden || found.length === 0) faults.push(`searching ${name} finds nothing`);
if (!ENTRIES.some((entry) => entry[0] === name && entry[2] === found[0])) faults.push(`${name} leads to ${found[0]}`);
input.value = "nothing is called so";
input.dispatchEvent(new Event("input"));
if (list.querySelector("a") !== null) faults.push("searching for what is not there finds something");
input.value = "";
input.dispatchEvent(new Event("input"));
if (!list.hidden) faults.push("the list stays open");
const before = getComputedStyle(document.body).backgroundColor;
theme.click();
if (getComputedStyle(document.body).backgroundColor === before) faults.push("the theme does not change");
theme.click();
if (document.querySelectorAll(".code").length !== document.querySelectorAll(".copy").length) {
  faults.push("there is code that cannot be copied");
}
if (document.querySelector("h1")?.textContent.trim() === "") faults.push("there is no heading");
page.dataset.probe = faults.join("; ") || "fine";
}"#;

/// Copies a site, each page with the script.
pub(super) fn lay_out(site: &Path, folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(site)? {
        let entry = entry?;
        let name = entry.file_name();
        let text = fs::read_to_string(entry.path())?;
        let probed = text.replace("</head>", "<script src=\"probe.js\" defer></script>\n</head>");
        fs::write(folder.join(name), probed)?;
    }
    fs::write(folder.join("probe.js"), SCRIPT)?;
    Ok(folder.to_owned())
}

/// What is wrong with a page, as the script and the console say it.
pub(super) fn fault(shown: &Shown) -> Option<String> {
    if let Some(complaint) = &shown.complaint {
        return Some(complaint.clone());
    }
    let told = shown.dom.split_once("data-probe=\"").and_then(|(_, rest)| rest.split('"').next());
    match told {
        Some("fine") => None,
        Some(fault) => Some(fault.to_owned()),
        None => Some(String::from("the page's scripts did not run")),
    }
}
