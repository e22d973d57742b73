//! The `event-schema` command for the events of an iSymphony server.

use std::process::ExitCode;

use isymphony_events::IsymphonyEvent;
use isymphony_events::live::Isymphony;

fn main() -> ExitCode {
    event_schema_cli::run_with::<IsymphonyEvent<'_>>(Isymphony)
}
