use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The CPU time of finished child processes where Linux tells it, for the machine may have other work; else the time
/// that passes.
pub(super) struct Clock {
    started: Instant,
    children: Option<Duration>,
}

impl Clock {
    pub(super) fn start() -> Result<Self> {
        Ok(Self { started: Instant::now(), children: children()? })
    }

    pub(super) fn stop(self) -> Result<Duration> {
        let children = self.children.zip(children()?);
        Ok(children.map_or_else(|| self.started.elapsed(), |(before, after)| after.saturating_sub(before)))
    }
}

/// The ticks in `/proc/self/stat` are hundredths of a second wherever Linux runs.
const TICK: Duration = Duration::from_millis(10);

/// User and system time of children that were waited for: fields 16 and 17, two of which stand before the name's
/// closing parenthesis.
fn children() -> Result<Option<Duration>> {
    let Ok(stat) = fs::read_to_string("/proc/self/stat") else { return Ok(None) };
    let (_, fields) = stat.rsplit_once(')').context("/proc/self/stat has no name")?;
    let ticks: Vec<u32> =
        fields.split_whitespace().skip(13).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(Some(TICK * ticks.iter().sum::<u32>()))
}
