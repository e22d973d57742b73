//! The `event-schema` command for the events of an iSymphony server.

use std::process::ExitCode;

use isymphony_events::IsymphonyEvent;

fn main() -> ExitCode {
    event_schema_cli::run::<IsymphonyEvent<'_>>()
}
