use std::fs::File;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;

use event_schema_stream::{Sink, StreamError, source};

use crate::args::ValidateArgs;
use crate::catalogue::Catalogue;
use crate::judging::{self, Ended, outputs};
use crate::progress::Progress;
use crate::signals::Signals;
use crate::{Outcome, Usage, terminal};

pub(crate) mod inputs;

pub(crate) fn validate(catalogue: &Catalogue, args: &ValidateArgs) -> anyhow::Result<Outcome> {
    let inputs = inputs::inputs(args)?;
    check_outputs(&inputs, args)?;
    let signals = Signals::listen()?;
    let carries_payloads = args.one_to_one || outputs::to_stdout(&args.judging).is_some();
    let progress = Progress::new(inputs.size(), carries_payloads);
    let verdicts = if args.one_to_one { Sink::new("<stdout>", io::stdout()) } else { Sink::none() };
    let mut pipeline = judging::pipeline(catalogue, &args.judging, &signals, &progress)?
        .threads(threads(args))
        .framing(args.framing.into())
        .verdicts(verdicts);

    let mut ended = Ended { unread: inputs.unread, connections: None };
    for input in &inputs.paths {
        if signals.stop().is_stopped() || pipeline.is_exceeded() {
            break;
        }
        let name = inputs::name(input);
        let opened = open(input, &signals, &progress)
            .map_err(|error| StreamError::Read { source: name.clone(), error });
        match opened.and_then(|reader| pipeline.run(&name, reader)) {
            Ok(()) => {}
            Err(StreamError::Read { source, error }) => {
                progress.aside(|| terminal::complain(&format!("cannot read {source}: {error}")));
                ended.unread += 1;
            }
            Err(error) => {
                progress.finish();
                return Err(error.into());
            }
        }
    }
    let finished = pipeline.finish();
    progress.finish();
    // A host that waits for answers takes whatever comes on standard error for one.
    judging::conclude(catalogue, &args.judging, &signals, &finished?, &ended, !args.one_to_one)
}

fn check_outputs(inputs: &inputs::Inputs, args: &ValidateArgs) -> Result<(), Usage> {
    if let (true, Some(option)) = (args.one_to_one, outputs::to_stdout(&args.judging)) {
        return Err(Usage(format!("{option} and --one-to-one cannot go to the same place")));
    }
    outputs::check(&inputs.paths, &args.judging)
}

/// One core answers a host that waits for each answer sooner than many, which have to hand blocks over.
fn threads(args: &ValidateArgs) -> NonZeroUsize {
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    args.threads.unwrap_or_else(|| if args.one_to_one { NonZeroUsize::MIN } else { cores() })
}

fn open<'a>(input: &Path, signals: &Signals, progress: &Progress) -> io::Result<source::Plain<'a>> {
    let reader =
        if inputs::is_standard(input) { signals.stdin()? } else { signals.reader(File::open(input)?)? };
    source::plain(progress.reading(reader))
}
