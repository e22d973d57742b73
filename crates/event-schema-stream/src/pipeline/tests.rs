use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex};

use event_schema::{Accepted, Errors, Event, Validator};

use super::Pipeline;
use crate::{DeadLetter, Record, Records, Sink, StreamError};

#[derive(Event)]
#[event(name = "tick")]
#[allow(dead_code, reason = "only validated")]
struct Tick {
    count: u8,
}

const INPUT: &[u8] = b"{\"type\":\"tick\", \"count\":1}\r\n\n{\"type\":\"tick\",\"count\":-1}\n\
    \xFF\n{\"count\":2,\"type\":\"tick\",\"more\":\"\xC3\xA9\"}\nlong.......................................\n{";

#[test]
fn valid_payloads_keep_their_bytes_and_the_others_their_reasons() {
    let (valid, rejects) = (Shared::default(), Shared::default());
    let mut pipeline = Pipeline::new(validate)
        .max_record(40)
        .valid(Sink::new("valid", valid.clone()))
        .rejects(Sink::new("rejects", rejects.clone()));
    pipeline.run("in", INPUT).unwrap();
    let summary = pipeline.finish().unwrap();

    assert_eq!(
        valid.text(),
        b"{\"type\":\"tick\", \"count\":1}\n{\"count\":2,\"type\":\"tick\",\"more\":\"\xC3\xA9\"}\n"
    );
    let letters: Vec<DeadLetter<'static>> = letters(&rejects.text());
    let told: Vec<_> =
        letters.iter().map(|letter| (letter.line, letter.offset, letter.errors[0].code.as_ref())).collect();
    assert_eq!(told, [(3, 29, "minimum"), (4, 56, "utf8"), (6, 96, "maxRecord"), (7, 140, "syntax")]);
    assert_eq!(letters[0].payload.as_deref(), Some(&b"{\"type\":\"tick\",\"count\":-1}"[..]));
    assert_eq!(letters[1].payload.as_deref(), Some(&b"\xFF"[..]));
    assert_eq!(letters[2].payload, None);
    assert_eq!((summary.valid(), summary.refused(), summary.blank()), (2, 4, 1));
    assert_eq!(summary.bytes(), INPUT.len() as u64);
}

#[test]
fn the_iterator_tells_the_same() {
    let (mut valid, mut refused) = (Vec::new(), Vec::new());
    for verdict in Records::with_max_record("in", INPUT, validate, 40) {
        match verdict.unwrap() {
            Ok(Record { line, offset, accepted, payload }) => {
                assert_eq!(accepted, Accepted::Known("tick"));
                assert!(INPUT[offset as usize..].starts_with(&payload));
                valid.push(line);
            }
            Err(letter) => refused.push(letter.line),
        }
    }
    assert_eq!((valid, refused), (vec![1, 5], vec![3, 4, 6, 7]));
}

#[test]
fn several_sources_add_up_and_one_that_breaks_does_not_stop_the_others() {
    let mut pipeline = Pipeline::new(validate);
    let broken = (&b"{\"type\":\"tick\",\"count\":1}\n{"[..]).chain(Failing);
    let error = pipeline.run("broken", broken).unwrap_err();
    assert!(matches!(&error, StreamError::Read { source, .. } if source == "broken"), "{error:?}");
    pipeline.run("whole", &b"{\"type\":\"tick\",\"count\":2}"[..]).unwrap();
    let summary = pipeline.finish().unwrap();
    assert_eq!((summary.valid(), summary.refused()), (2, 0));
}

#[test]
fn what_came_is_written_before_more_is_waited_for() {
    let valid = Shared::default();
    let mut pipeline = Pipeline::new(validate).valid(Sink::new("valid", valid.clone()));
    let host = Host { valid: valid.clone(), questions: 0 };
    pipeline.run("host", host).unwrap();
    pipeline.finish().unwrap();
    assert_eq!(valid.lines(), 3);
}

fn validate(payload: &[u8]) -> Result<Accepted, Errors> {
    Validator::<Tick>::new().validate(payload)
}

fn letters(text: &[u8]) -> Vec<DeadLetter<'static>> {
    text.split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

/// Asks its next question when the last one was answered; a blank line and half a line are no questions.
struct Host {
    valid: Shared,
    questions: usize,
}

impl Read for Host {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let answers = self.valid.lines();
        assert_eq!(answers, self.questions);
        let question: &[u8] = match self.questions {
            0 => b"{\"type\":\"tick\",\"count\":1}\n",
            1 => b"{\"type\":\"tick\",\"count\":1}\n\n",
            2 => b"{\"type\":\"tick\",\"count\":1}\n{\"type\":",
            _ => return Ok(0),
        };
        self.questions += 1;
        buffer[..question.len()].copy_from_slice(question);
        Ok(question.len())
    }
}

struct Failing;

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::Other.into())
    }
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn text(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }

    fn lines(&self) -> usize {
        String::from_utf8_lossy(&self.text()).lines().count()
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
