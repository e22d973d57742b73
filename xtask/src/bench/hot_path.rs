//! Instructions and allocations of the hot path. Neither depends on what else the machine does, so a regression shows
//! on any.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::workspace;

/// Instructions an event, as they were when last accepted.
const BUDGETS: &str = "xtask/bench/hot-path/budgets.json";

/// By how much a count may be above its budget: other compilers and standard libraries make other code.
const HEADROOM: f64 = 1.05;

/// Which route reads which corpus.
const ROWS: [(&str, &str); 12] = [
    ("mixed", "lines"),
    ("well-behaved", "lines"),
    ("mixed", "is_valid"),
    ("mixed", "from_json"),
    ("well-behaved", "is_valid"),
    ("shuffled", "is_valid"),
    ("spaced", "is_valid"),
    ("pretty", "is_valid"),
    ("unicode", "is_valid"),
    ("stream", "is_valid"),
    ("stream", "from_json"),
    ("refused", "validate"),
];

/// Counts instructions and holds them against the budgets, or makes them the new ones. Whether all are kept.
pub(crate) fn instructions(accept: bool) -> Result<bool> {
    let program = build()?;
    let path = workspace::root().join(BUDGETS);
    let mut budgets: BTreeMap<String, f64> = BTreeMap::new();
    if !accept {
        let text = fs::read(&path).with_context(|| format!("cannot read {BUDGETS}"))?;
        budgets = serde_json::from_slice(&text)?;
    }
    println!("{:<26}{:>14}{:>10}{:>10}", "instructions an event", "counted", "budget", "change");
    let mut counts = BTreeMap::new();
    let mut failed = 0;
    for (corpus, route) in ROWS {
        let row = format!("{corpus}, {route}");
        let counted = count(&program, corpus, route)?;
        let budget = budgets.get(&row).copied();
        let change =
            budget.map_or(String::new(), |budget| format!("{:+.1} %", (counted / budget - 1.0) * 100.0));
        let kept = accept || budget.is_some_and(|budget| counted <= budget * HEADROOM);
        let verdict = if kept { "" } else { "  above the budget" };
        println!("{row:<26}{counted:>14.1}{:>10.1}{change:>10}{verdict}", budget.unwrap_or(counted));
        failed += usize::from(!kept);
        counts.insert(row, counted);
    }
    if accept {
        fs::write(&path, format!("{:#}\n", json!(counts)))?;
        println!("written to {BUDGETS}");
        return Ok(true);
    }
    println!("{} passed, {failed} failed", ROWS.len() - failed);
    if failed > 0 {
        println!(
            "where more work is right, `cargo xtask bench --instructions --accept` makes these the budgets"
        );
    }
    Ok(failed == 0)
}

/// How often the routes allocate memory, for a whole corpus each.
pub(crate) fn allocations() -> Result<Value> {
    let program = build()?;
    let mut rows = Vec::new();
    for (corpus, route) in ROWS {
        let output = Command::new(&program).args(["allocations", corpus, route]).output()?;
        ensure!(output.status.success(), "{route} on {corpus} fails");
        let count: u64 = String::from_utf8(output.stdout)?.trim().parse()?;
        rows.push(json!({ "corpus": corpus, "route": route, "count": count }));
    }
    Ok(rows.into())
}

fn build() -> Result<PathBuf> {
    let target = workspace::target().join("bench");
    let mut cargo = workspace::cargo();
    cargo.args(["build", "--release", "--package", "bench-hot-path", "--manifest-path", super::MANIFEST]);
    ensure!(cargo.arg("--target-dir").arg(&target).status()?.success(), "the hot path does not build");
    Ok(target.join("release/bench-hot-path"))
}

/// Instructions an event.
fn count(program: &PathBuf, corpus: &str, route: &str) -> Result<f64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args([
        "--tool=callgrind",
        "--toggle-collect=bench_hot_path::measured*",
        "--callgrind-out-file=/dev/null",
    ]);
    let output = valgrind
        .arg(program)
        .args(["instructions", corpus, route])
        .output()
        .context("cannot run valgrind")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "valgrind fails: {said}");
    let events: f64 = String::from_utf8(output.stdout)?.trim().parse()?;
    let collected = said.lines().find_map(|line| line.split_once("Collected :"));
    let collected: f64 = collected.context("valgrind collected nothing")?.1.trim().parse()?;
    ensure!(collected > 0.0, "valgrind does not find the function that is to be measured");
    Ok((collected / events * 10.0).round() / 10.0)
}
