//! What was measured, as Markdown that also reads well on a terminal.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

/// Where the results of a published run are kept, with their plots.
pub(crate) const FOLDER: &str = "docs/bench";

const PAGE: &str = "docs/bench.md";
const BEGIN: &str = "<!-- Written by `cargo xtask bench --publish` from here -->\n";
const END: &str = "<!-- to here. -->\n";

/// Copies the results and plots to the documentation, and writes the tables into its page.
pub(crate) fn publish(root: &Path, results: &Path) -> Result<()> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder)?;
    for file in fs::read_dir(results)? {
        let path = file?.path();
        fs::copy(&path, folder.join(path.file_name().context("results are files")?))?;
    }
    let results: Value = serde_json::from_slice(&fs::read(folder.join("results.json"))?)?;
    let page = root.join(PAGE);
    let (before, _, after) = parts(&fs::read_to_string(&page)?)?;
    Ok(fs::write(page, format!("{before}{BEGIN}\n{}\n{END}{after}", render(&results)))?)
}

/// What stands before the tables, the tables, and what stands behind them.
fn parts(page: &str) -> Result<(String, String, String)> {
    let (before, rest) = page.split_once(BEGIN).with_context(|| format!("{PAGE} has no place for tables"))?;
    let (tables, after) = rest.split_once(END).with_context(|| format!("{PAGE} has no end of tables"))?;
    Ok((before.to_owned(), tables.trim().to_owned() + "\n", after.to_owned()))
}

/// All tables, the bars first.
pub(crate) fn render(results: &Value) -> String {
    let bars: Vec<[String; 4]> = bars(results).collect();
    let mut page = String::from("### Bars\n\n");
    page += &table(["ratio of times", "reached", "at least", ""], &bars);
    for corpus in list(&results["corpora"]) {
        page += &corpus_section(corpus);
    }
    for growth in list(&results["growth"]) {
        page += &growth_section(growth);
    }
    page
}

/// Whether every bar was reached.
pub(crate) fn passes(results: &Value) -> bool {
    bars(results).all(|bar| bar[3] == "pass")
}

fn bars(results: &Value) -> impl Iterator<Item = [String; 4]> {
    let verdict = |passes: bool| if passes { "pass" } else { "short" }.to_owned();
    let ratios = list(&results["corpora"]).flat_map(move |corpus| {
        let name = text(&corpus["corpus"]);
        list(&corpus["bars"]).map(move |bar| {
            let what = format!("{name}: {} ÷ {}", text(&bar["peer"]), text(&bar["route"]));
            let reached = format!("{:.2}", number(&bar["ratio"]));
            [what, reached, bar["least"].to_string(), verdict(bar["pass"] == true)]
        })
    });
    let growths = list(&results["growth"]).filter(|growth| growth["kept"].is_number()).map(move |growth| {
        let sizes: Vec<u64> = list(&growth["points"]).filter_map(|point| point["size"].as_u64()).collect();
        let [first, last] = [sizes.first(), sizes.last()].map(|size| size.copied().unwrap_or_default());
        let what = format!("{}: {first} ÷ {last}", text(&growth["name"]));
        let reached = format!("{:.2}", number(&growth["kept"]));
        [what, reached, growth["least"].to_string(), verdict(growth["pass"] == true)]
    });
    // What must be nothing is no ratio, but a bar all the same.
    let says_yes_or_no = |row: &&Value| matches!(text(&row["route"]), "lines" | "is_valid");
    let allocations = list(&results["allocations"]).filter(says_yes_or_no).map(move |row| {
        let what = format!("{}: allocations of {}, all payloads", text(&row["corpus"]), text(&row["route"]));
        [what, row["count"].to_string(), "0".to_owned(), verdict(row["count"] == 0)]
    });
    ratios.chain(growths).chain(allocations)
}

fn corpus_section(corpus: &Value) -> String {
    let rows: Vec<[String; 7]> = list(&corpus["rows"])
        .map(|row| {
            [
                text(&row["route"]).to_owned(),
                text(&row["kind"]).to_owned(),
                row["accepted"].to_string(),
                row["refused"].to_string(),
                format!("{:.0}", number(&row["quiet_mb_per_s"])),
                format!("{:.1}", number(&row["quiet_ns_per_event"])),
                format!("{:.1}", number(&row["median_ns_per_event"])),
            ]
        })
        .collect();
    let mut section = format!(
        "\n### {}\n\n{}; {} payloads, {:.1} MB.\n\n",
        text(&corpus["corpus"]),
        text(&corpus["about"]),
        corpus["payloads"],
        number(&corpus["bytes"]) / 1e6,
    );
    section += &table(["route", "", "accepted", "refused", "MB/s", "ns/event", "median"], &rows);
    section += &limits(corpus);
    let missed = list(&corpus["rows"]).filter(|row| row["kind"] == "decodes" || row["kind"] == "parses");
    let missed: Vec<String> = missed.filter_map(missed_by).collect();
    if !missed.is_empty() {
        section += &format!("\nLet pass: {}.\n", missed.join("; "));
    }
    section
}

/// How far the first route is from what it takes to touch the bytes at all.
fn limits(corpus: &Value) -> String {
    let cost = |row: &Value| number(&row["quiet_ns_per_event"]);
    let Some(first) = list(&corpus["rows"]).next() else { return String::new() };
    let limits = list(&corpus["rows"]).filter(|row| row["kind"] == "reads");
    let limits: Vec<String> = limits
        .map(|row| format!("{:.1} times as long as `{}`", cost(first) / cost(row), text(&row["route"])))
        .collect();
    if limits.is_empty() {
        return String::new();
    }
    format!("\nFrom the limit: `{}` takes {}.\n", text(&first["route"]), limits.join(" and "))
}

/// What a route let pass that is not valid.
fn missed_by(row: &Value) -> Option<String> {
    let faults = row["missed"].as_object().filter(|faults| !faults.is_empty())?;
    let faults: Vec<String> = faults.iter().map(|(fault, count)| format!("{count} × {fault}")).collect();
    Some(format!("{} {}", text(&row["route"]), faults.join(", ")))
}

fn growth_section(growth: &Value) -> String {
    let rows: Vec<[String; 3]> = list(&growth["points"])
        .map(|point| {
            let cost = format!("{:.1}", number(&point["quiet_ns_per_event"]));
            [text(&point["route"]).to_owned(), point["size"].to_string(), cost]
        })
        .collect();
    let name = text(&growth["name"]);
    let mut section = format!(
        "\n### {name}, ever more\n\n![What an event costs as the {name} grow]({}/{name}.svg)\n\n{}.\n\n",
        FOLDER.trim_start_matches("docs/"),
        text(&growth["about"]),
    );
    section += &table(["route", name, "ns/event"], &rows);
    section
}

/// A table whose columns are aligned, so that it needs no renderer; a column is of text if it is the first or has no
/// head.
fn table<const N: usize>(heads: [&str; N], rows: &[[String; N]]) -> String {
    let widths: [usize; N] = std::array::from_fn(|column| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([heads[column].chars().count(), 3]).max().unwrap_or_default()
    });
    let is_text = |column: usize| column == 0 || heads[column].is_empty();
    let cell = |column: usize, text: &str| {
        let width = widths[column];
        if is_text(column) { format!("{text:<width$}") } else { format!("{text:>width$}") }
    };
    let rule = |column: usize| {
        let dashes = "-".repeat(widths[column] - 1);
        if is_text(column) { format!("{dashes}-") } else { format!("{dashes}:") }
    };
    let line = |cells: [String; N]| format!("| {} |\n", cells.join(" | "));
    let mut table = line(std::array::from_fn(|column| cell(column, heads[column])));
    table += &line(std::array::from_fn(rule));
    for row in rows {
        table += &line(std::array::from_fn(|column| cell(column, &row[column])));
    }
    table
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::Value;

    use super::{FOLDER, PAGE, parts, render};
    use crate::workspace;

    #[test]
    fn the_page_says_what_was_measured() {
        let root = workspace::root();
        let results = fs::read(root.join(FOLDER).join("results.json")).unwrap();
        let results: Value = serde_json::from_slice(&results).unwrap();
        let page = fs::read_to_string(root.join(PAGE)).unwrap();
        assert_eq!(parts(&page).unwrap().1, render(&results));
    }
}
