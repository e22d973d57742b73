//! The examples at the end of every help page.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::terminal::FAINT;

/// An example: what it does, and how it is written. `$` stands for the command, `EVENT` for one of its events.
struct Example(&'static str, &'static str);

/// The examples of a subcommand, or of the whole command for an empty name.
pub(crate) fn text(subcommand: &str, command: &str, event: &str) -> String {
    // As clap's own headings.
    const HEADING: Style = AnsiColor::Green.on_default().bold().underline();
    let mut text = format!("{HEADING}Examples:{HEADING:#}");
    for Example(does, line) in of(subcommand) {
        let _ = write!(text, "\n  {FAINT}# {does}{FAINT:#}\n  {}", fill_in(line, command, event));
    }
    text
}

fn of(subcommand: &str) -> &'static [Example] {
    match subcommand {
        "validate" => &[
            Example("Count what is valid, and say why the rest is not", "$ validate in.ndjson"),
            Example("Sort a file into two", "$ validate in.ndjson --valid ok.ndjson --rejects bad.ndjson"),
            Example("Stand in a pipe: valid payloads pass", "$ validate - --valid - --rejects bad.ndjson"),
            Example(
                "A night's files, with numbers for Prometheus; up to one in a thousand may be broken",
                "$ validate --max-errors 0.1% --stats night.prom logs/*.gz",
            ),
            Example("Payloads that have no Rust type yet", "$ validate --schema order.json orders.ndjson"),
            Example("A page to look at", "$ validate --report night.html logs/"),
            Example("Answer a host line by line", "$ validate --one-to-one -"),
            Example(
                "Watch a producer's tests: everything declared is there, and nothing else",
                "$ validate --profile strict --format json in.ndjson",
            ),
        ],
        "tap" => &[
            Example("See what a server sends for a minute", "$ tap ws://pbx.example:58080 --duration 1m"),
            Example(
                "Keep it, for weeks",
                "$ tap ws://pbx.example:58080 --append --valid ok.ndjson --rejects bad.ndjson --stats tap.prom",
            ),
            Example("Only some events", "$ tap ws://pbx.example:58080 --filter type=EVENT --valid -"),
            Example(
                "Over TLS, with a self-signed certificate",
                "$ tap wss://pbx.example:55050 --ca-certificate pbx.pem --credentials pbx.login",
            ),
        ],
        "simulate" => &[
            Example("A server to try things with", "$ simulate"),
            Example(
                "A bad day",
                "$ simulate --rate 100 --fault drop=0.1% --fault bad-frame=1% --fault silence=0.01%",
            ),
            Example("A thousand events over TLS", "$ simulate --tls server.pem --rate 0 --count 1000"),
        ],
        "replay" => &[
            Example("Try again what was refused", "$ replay bad.ndjson --out again.ndjson"),
            Example("Only what lacked something", "$ replay --code required bad.ndjson"),
        ],
        "completions" => &[Example("For this bash", "$ completions bash")],
        "schema" => &[
            Example("One event, on its own", "$ schema EVENT"),
            Example("All events, for tools that know draft-07 only", "$ schema --draft 07"),
        ],
        "list" => &[Example("The catalogue at a glance", "$ list")],
        "explain" => &[Example("What a property holds, and when it is null", "$ explain EVENT")],
        "sample" => &[
            Example("One payload of one event", "$ sample EVENT -n 1"),
            Example(
                "A load test with known faults",
                "$ sample -n 100000 --seed 7 --invalid 2% --faults faults.ndjson",
            ),
        ],
        "demo" => &[
            Example("Into a folder of your own", "$ demo --dir demo"),
            Example("Over a real socket", "$ demo --live"),
        ],
        _ => &[
            Example("See it at work", "$ demo"),
            Example("Sort a file into two", "$ validate in.ndjson --valid ok.ndjson --rejects bad.ndjson"),
            Example("Listen to a server", "$ tap ws://pbx.example:58080 --rejects bad.ndjson"),
            Example("Read up on an event", "$ explain EVENT"),
        ],
    }
}

fn fill_in(line: &str, command: &str, event: &str) -> String {
    line.replace('$', command).replace("EVENT", event)
}

#[cfg(test)]
mod tests {
    use event_schema::{Event, Schema as _};

    use super::{fill_in, of};
    use crate::{args, catalogue::Catalogue};

    #[derive(Event)]
    #[event(name = "tick")]
    #[allow(dead_code, reason = "only its model is used")]
    struct Tick {
        count: u8,
    }

    #[test]
    fn every_example_is_a_command_line() {
        let catalogue = Catalogue::of(Tick::MODEL);
        let command = args::command(&catalogue, "ticks");
        let mut subcommands: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        subcommands.push("");
        for subcommand in subcommands {
            assert!(!of(subcommand).is_empty());
            for example in of(subcommand) {
                let line = fill_in(example.1, "ticks", "tick");
                command.clone().try_get_matches_from(line.split(' ')).expect(&line);
                assert!(line.starts_with(&format!("ticks {subcommand}")), "{line}");
            }
        }
        command.debug_assert();
    }
}
