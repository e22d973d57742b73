//! Plots of the results, as SVG.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::prelude::*;
use serde_json::Value;

/// Ours, and everybody else.
const OURS: RGBColor = RGBColor(0x1f, 0x77, 0xb4);
const PEERS: [RGBColor; 3] =
    [RGBColor(0xd6, 0x5f, 0x0e), RGBColor(0x2e, 0x8b, 0x57), RGBColor(0x8e, 0x5a, 0xb5)];

/// Those who do not say whether a payload is valid.
const PARSERS: RGBColor = RGBColor(0x9a, 0x9a, 0x9a);

/// Draws each plot into a file of the folder.
pub(crate) fn draw(results: &Value, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for corpus in list(&results["corpora"]).filter(|corpus| corpus["corpus"] == "mixed") {
        throughput(corpus, &folder.join("throughput.svg")).map_err(|error| anyhow!("{error}"))?;
    }
    for growth in list(&results["growth"]) {
        let name = growth["name"].as_str().unwrap_or_default();
        curves(growth, &folder.join(format!("{name}.svg"))).map_err(|error| anyhow!("{error}"))?;
    }
    Ok(())
}

type Drawn = Result<(), Box<dyn std::error::Error>>;

/// A bar for each route, the fastest on top.
fn throughput(corpus: &Value, path: &Path) -> Drawn {
    let mut rows: Vec<(&str, &str, f64)> = list(&corpus["rows"])
        .filter(|row| row["kind"] != "reads")
        .map(|row| (text(&row["route"]), text(&row["kind"]), number(&row["quiet_mb_per_s"])))
        .collect();
    rows.sort_by(|one, other| other.2.total_cmp(&one.2));
    let most = rows.first().map_or(1.0, |row| row.2);
    let (line, left, width) = (26, 370, 900);
    let height = line * rows.len() as i32 + 50;
    let area = SVGBackend::new(path, (width as u32, height as u32)).into_drawing_area();
    area.fill(&WHITE)?;
    let label = ("sans-serif", 15).into_font().color(&BLACK);
    let heading = ("sans-serif", 17).into_font().color(&BLACK);
    area.draw(&Text::new("Bytes to verdict, MB/s: mixed hangup events, one thread", (16, 14), heading))?;
    for ((name, kind, rate), at) in rows.iter().zip(0..) {
        let top = 44 + at * line;
        #[expect(clippy::cast_possible_truncation, reason = "pixels")]
        let length = (rate / most * f64::from(width - left - 90)) as i32;
        let colour = match *kind {
            _ if name.starts_with("event-schema") => OURS,
            "validates" => PEERS[0],
            "decodes" => PEERS[1],
            _ => PARSERS,
        };
        area.draw(&Text::new(format!("{name} ({kind})"), (16, top + 2), label.clone()))?;
        area.draw(&Rectangle::new([(left, top), (left + length.max(1), top + line - 8)], colour.filled()))?;
        area.draw(&Text::new(format!("{rate:.0}"), (left + length + 8, top + 2), label.clone()))?;
    }
    area.present()?;
    Ok(())
}

/// A line for each route: how the cost of an event grows. Both axes are logarithmic.
fn curves(growth: &Value, path: &Path) -> Drawn {
    let points: Vec<(&str, f64, f64)> = list(&growth["points"])
        .map(|point| (text(&point["route"]), number(&point["size"]), number(&point["quiet_ns_per_event"])))
        .collect();
    let span = |of: fn(&(&str, f64, f64)) -> f64| {
        let values = points.iter().map(of);
        values.fold((f64::MAX, f64::MIN), |(least, most), value| (least.min(value), most.max(value)))
    };
    let (sizes, costs) = (span(|point| point.1), span(|point| point.2));
    let area = SVGBackend::new(path, (900, 440)).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart =
        ChartBuilder::on(&area).margin(16).x_label_area_size(48).y_label_area_size(72).build_cartesian_2d(
            (sizes.0 * 0.9..sizes.1 * 1.1).log_scale(),
            (costs.0 / 2.0..costs.1 * 3.0).log_scale(),
        )?;
    chart
        .configure_mesh()
        .x_desc(text(&growth["about"]))
        .y_desc("ns an event")
        .label_style(("sans-serif", 14))
        .light_line_style(TRANSPARENT)
        .x_label_formatter(&|size| format!("{size:.0}"))
        .y_label_formatter(&|cost| format!("{cost:.0}"))
        .draw()?;
    let mut routes: Vec<&str> = points.iter().map(|point| point.0).collect();
    routes.dedup();
    let mut seen = Vec::new();
    for route in routes {
        if seen.contains(&route) {
            continue;
        }
        let colour = if seen.is_empty() { OURS } else { PEERS[(seen.len() - 1) % PEERS.len()] };
        seen.push(route);
        let line: Vec<(f64, f64)> =
            points.iter().filter(|point| point.0 == route).map(|point| (point.1, point.2)).collect();
        chart.draw_series(line.iter().map(|point| Circle::new(*point, 3, colour.filled())))?;
        chart
            .draw_series(LineSeries::new(line, colour.stroke_width(2)))?
            .label(route)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], colour.stroke_width(2)));
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .label_font(("sans-serif", 14))
        .background_style(WHITE)
        .draw()?;
    area.present()?;
    Ok(())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}
