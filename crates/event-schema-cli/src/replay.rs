use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context as _;
use event_schema_stream::framing::{Content, Lines};
use event_schema_stream::{DeadLetter, Sink, source};

use crate::args::ReplayArgs;
use crate::{Outcome, terminal};

/// The longest dead letter: a payload as long as can be, every character of it escaped.
const MAX_LETTER: usize = 1 << 30;

pub(crate) fn replay(args: &ReplayArgs) -> anyhow::Result<Outcome> {
    let mut out = if args.out.as_os_str() == "-" {
        Sink::new("<stdout>", io::stdout())
    } else {
        Sink::private_file(&args.out)?
    };
    let stdin = [Path::new("-").to_owned()];
    let files = if args.files.is_empty() { &stdin } else { args.files.as_slice() };
    let mut lost = 0;
    for path in files {
        let is_stdin = path.as_os_str() == "-";
        let name = if is_stdin { String::from("<stdin>") } else { path.display().to_string() };
        let read = || format!("cannot read {name}");
        let reader: Box<dyn Read + Send> =
            if is_stdin { Box::new(io::stdin()) } else { Box::new(File::open(path).with_context(read)?) };
        let mut lines = Lines::with_max_record(source::plain(reader).with_context(read)?, MAX_LETTER);
        while let Some(line) = lines.next_line().with_context(read)? {
            let number = line.number;
            let given_back = match line.content {
                Content::Blank => Ok(()),
                Content::TooLong(_) => Err(String::from("is too long")),
                Content::Record(bytes) => match serde_json::from_slice::<DeadLetter<'_>>(bytes) {
                    Err(_) => Err(String::from("is no dead letter")),
                    Ok(letter) if !is_wanted(args, &letter) => Ok(()),
                    Ok(letter) => match letter.payload {
                        None => Err(format!("holds no payload: {}", letter.errors[0].message)),
                        Some(payload) => {
                            out.write_line(&on_one_line(&payload))?;
                            Ok(())
                        }
                    },
                },
            };
            if let Err(why) = given_back {
                terminal::complain(&format!("{name}:{number} {why}"));
                lost += 1;
            }
        }
    }
    out.finish()?;
    Ok(if lost == 0 { Outcome::Fine } else { Outcome::Refused })
}

fn is_wanted(args: &ReplayArgs, letter: &DeadLetter<'_>) -> bool {
    let is_among = |list: &[String], text: &str| list.iter().any(|wanted| wanted == text);
    let of_event =
        args.select.is_empty() || letter.event.as_deref().is_some_and(|event| is_among(&args.select, event));
    let of_code =
        args.code.is_empty() || letter.errors.iter().any(|reason| is_among(&args.code, &reason.code));
    of_event && of_code
}

/// A line's end within a payload would make two of it.
fn on_one_line(payload: &[u8]) -> Vec<u8> {
    payload.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }).collect()
}
