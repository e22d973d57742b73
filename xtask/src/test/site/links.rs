//! The links of a site's pages, read from their text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The names of the pages, the index first.
pub(super) fn pages(site: &Path) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(site).with_context(|| format!("cannot read {}", site.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_page = Path::new(&name).extension().is_some_and(|extension| extension == "html");
        pages.extend(is_page.then_some(name));
    }
    pages.sort_by_key(|name| (name != "index.html", name.clone()));
    Ok(pages)
}

/// The first link that leads nowhere or out of the site, those of the search among them.
pub(super) fn broken(site: &Path, pages: &[String]) -> Result<Option<String>> {
    let mut anchors = BTreeMap::new();
    let mut links = Vec::new();
    for page in pages {
        let text = fs::read_to_string(site.join(page))?;
        anchors.insert(page.as_str(), values(&text, " id=\"").collect::<BTreeSet<_>>());
        let targets = values(&text, " href=\"").chain(values(&text, " src=\""));
        links.extend(targets.filter(|target| target != "data:,").map(|target| (page.as_str(), target)));
    }
    for entry in entries(site)? {
        links.push(("entries.js", entry));
    }
    let leads = |page: &str, link: &str| {
        let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
        let file = if file.is_empty() { page } else { file };
        let is_here = !file.contains([':', '/']) && site.join(file).is_file();
        is_here && (anchor.is_empty() || anchors.get(file).is_some_and(|known| known.contains(anchor)))
    };
    let broken = links.iter().find(|(page, link)| !leads(page, link));
    let few = links.len() < pages.len();
    Ok(broken
        .map(|(page, link)| format!("{page} links to {link}"))
        .or_else(|| few.then(|| String::from("there are hardly any links"))))
}

/// The attributes' values.
fn values<'a>(text: &'a str, attribute: &'a str) -> impl Iterator<Item = String> + 'a {
    let values = text.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
    values.map(|value| {
        let value = value.replace("&quot;", "\"").replace("&#x27;", "'").replace("&#x2f;", "/");
        value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    })
}

/// The places that the search leads to.
fn entries(site: &Path) -> Result<Vec<String>> {
    let script = fs::read_to_string(site.join("entries.js"))?;
    let list = script.split_once("const ENTRIES = ").and_then(|(_, rest)| rest.trim_end().strip_suffix(';'));
    let entries: Vec<[String; 4]> = serde_json::from_str(list.context("entries.js holds no entries")?)?;
    Ok(entries.into_iter().map(|[_, _, place, _]| place).collect())
}

#[cfg(test)]
mod tests {
    use std::{env, fs, process};

    use super::{broken, pages};

    #[test]
    fn a_link_that_leads_nowhere_or_out_is_found() {
        let site = env::temp_dir().join(format!("event-schema-links-{}", process::id()));
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join("entries.js"), "const ENTRIES = [[\"a\",\"event\",\"a.html#b\",\"\"]];\n")
            .unwrap();
        fs::write(
            site.join("index.html"),
            "<a href=\"a.html\">a</a> <a href=\"#top\">top</a> <p id=\"top\">",
        )
        .unwrap();
        let told = |page: &str| {
            fs::write(site.join("a.html"), page).unwrap();
            broken(&site, &pages(&site).unwrap()).unwrap()
        };
        assert_eq!(told("<p id=\"b\">"), None);
        assert_eq!(told("<p id=\"c\">").as_deref(), Some("entries.js links to a.html#b"));
        for link in ["b.html", "#d", "https://example.com/", "../a.html"] {
            let page = format!("<p id=\"b\"><a href=\"{link}\">");
            assert_eq!(told(&page), Some(format!("a.html links to {link}")));
        }
        fs::remove_dir_all(site).unwrap();
    }
}
