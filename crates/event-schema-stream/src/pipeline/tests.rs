use std::io::{self, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use event_schema::{Accepted, Errors, Event, Validator};

use super::Pipeline;
use crate::framing::Messages;
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
fn messages_are_judged_and_written_as_they_come() {
    let (valid, rejects) = (Shared::default(), Shared::default());
    let mut pipeline = Pipeline::new(validate)
        .max_record(40)
        .max_refused(1)
        .valid(Sink::new("valid", valid.clone()))
        .rejects(Sink::new("rejects", rejects.clone()));
    let mut messages = Messages::default();
    messages.push(b"{\"type\":\"tick\",\r\n\"count\":1}");
    messages.push(b" ");
    messages.push_too_long(99);
    pipeline.take("socket", &mut messages).unwrap();
    assert_eq!(valid.text(), b"{\"type\":\"tick\",  \"count\":1}\n");
    assert_eq!(letters(&rejects.text()).len(), 1);
    assert!(!pipeline.is_exceeded());

    messages.push(&[b'x'; 41]);
    messages.push(b"{\"type\":\"tick\",\"count\":2}");
    pipeline.take("socket", &mut messages).unwrap();
    assert!(pipeline.is_exceeded());
    let told: Vec<_> = letters(&rejects.text())
        .iter()
        .map(|letter| (letter.line, letter.offset, letter.errors[0].message.clone()))
        .collect();
    let told: Vec<_> =
        told.iter().map(|(line, offset, message)| (*line, *offset, message.as_str())).collect();
    let limit = |len| format!("expected a payload of at most 40 bytes, found {len}");
    assert_eq!(told, [(3, 30, limit(99).as_str()), (4, 130, &limit(41))]);
    let summary = pipeline.finish().unwrap();
    assert_eq!((summary.valid(), summary.refused(), summary.blank()), (1, 2, 1));
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

#[test]
fn many_threads_write_what_one_writes() {
    let mut text = String::new();
    for at in 0u32..40_000 {
        let end = if at % 7 == 0 { "\r\n" } else { "\n" };
        text += &format!("{{\"type\":\"tick\",\"count\":{}}}{end}", at % 300);
        if at % 50 == 0 {
            text += "\n";
        }
    }
    let run = |threads: usize, max: Option<u64>| {
        let (valid, rejects) = (Shared::default(), Shared::default());
        let mut pipeline = Pipeline::new(validate)
            .threads(threads.try_into().unwrap())
            .valid(Sink::new("valid", valid.clone()))
            .rejects(Sink::new("rejects", rejects.clone()));
        if let Some(max) = max {
            pipeline = pipeline.max_refused(max);
        }
        pipeline.run("ticks", text.as_bytes()).unwrap();
        let summary = pipeline.finish().unwrap();
        let places: Vec<_> =
            letters(&rejects.text()).into_iter().map(|letter| (letter.line, letter.offset)).collect();
        let counts = (summary.valid(), summary.refused(), summary.blank(), summary.total());
        (valid.text(), places, counts)
    };
    let alone = run(1, None);
    assert!(alone.0.len() > 2 * crate::framing::BLOCK && alone.2.1 > 5_000);
    assert!(alone.0.split(|byte| *byte == b'\n').all(|line| line.is_empty() || line.ends_with(b"}")));
    assert_eq!(run(2, None), alone);
    assert_eq!(run(7, None), alone);

    // However they are spread, the same payload is the last.
    for max in [0, 1, 4_000] {
        let limited = run(1, Some(max));
        assert_eq!(limited.2.1, max + 1);
        assert_eq!(limited.1, alone.1[..=max as usize]);
        assert_eq!(run(3, Some(max)), limited);
    }
}

#[test]
fn what_came_is_written_while_a_thread_waits_for_more() {
    /// Asks its next question once the last one is answered.
    struct Patient(Shared, usize);
    impl Read for Patient {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let deadline = Instant::now() + Duration::from_mins(1);
            while self.0.lines() < self.1 {
                assert!(Instant::now() < deadline, "question {} is not answered", self.1);
                thread::yield_now();
            }
            if self.1 == 40 {
                return Ok(0);
            }
            self.1 += 1;
            let question = b"{\"type\":\"tick\",\"count\":1}\n";
            buffer[..question.len()].copy_from_slice(question);
            Ok(question.len())
        }
    }
    let valid = Shared::default();
    let sink = Sink::new("valid", valid.clone());
    let mut pipeline = Pipeline::new(validate).threads(4.try_into().unwrap()).valid(sink);
    pipeline.run("host", Patient(valid.clone(), 0)).unwrap();
    assert_eq!(pipeline.finish().unwrap().valid(), 40);
}

/// What goes wrong on one of many threads.
#[test]
fn no_thread_waits_for_one_that_failed() {
    let ticks = b"{\"type\":\"tick\",\"count\":1}\n".repeat(200_000);
    let threads = 3.try_into().unwrap();

    let broken = ticks.as_slice().chain(Failing);
    let mut pipeline = Pipeline::new(validate).threads(threads);
    assert!(matches!(pipeline.run("broken", broken), Err(StreamError::Read { .. })));
    assert_eq!(pipeline.finish().unwrap().valid(), 200_000);

    let full = Sink::new("full", Full(1 << 20));
    let mut pipeline = Pipeline::new(validate).threads(threads).valid(full);
    assert!(matches!(pipeline.run("ticks", &ticks[..]), Err(StreamError::Write { .. })));

    let judged = AtomicUsize::new(0);
    let panics = |payload: &[u8]| {
        assert!(judged.fetch_add(1, Ordering::Relaxed) < 150_000, "on purpose");
        validate(payload)
    };
    let mut pipeline = Pipeline::new(panics).threads(threads);
    let run = AssertUnwindSafe(|| pipeline.run("ticks", &ticks[..]));
    assert!(panic::catch_unwind(run).is_err());
}

/// Takes so many bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_is_cut_off_by_a_stop_is_no_record() {
    struct Stopping(crate::Stop, bool);
    impl Read for Stopping {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.1 {
                self.0.stop();
                return Ok(0);
            }
            self.1 = true;
            let text = b"{\"type\":\"tick\",\"count\":1}\n{\"type\":\"ti";
            buffer[..text.len()].copy_from_slice(text);
            Ok(text.len())
        }
    }
    let stop = crate::Stop::default();
    let mut pipeline = Pipeline::new(validate).stop(stop.clone());
    pipeline.run("host", Stopping(stop, false)).unwrap();
    let summary = pipeline.finish().unwrap();
    assert_eq!((summary.valid(), summary.refused()), (1, 0));
}

#[test]
fn each_line_has_one_verdict() {
    let verdicts = Shared::default();
    let mut pipeline = Pipeline::new(validate)
        .verdicts(Sink::new("verdicts", verdicts.clone()))
        .select(["tick"])
        .max_record(60);
    let text =
        format!("{{\"type\":\"tick\",\"count\":1}}\n\nnull\n{}\n{{\"type\":\"tick\"}}", "x".repeat(99));
    pipeline.run("host", text.as_bytes()).unwrap();
    let told = verdicts.text();
    let lines: Vec<&str> = std::str::from_utf8(&told).unwrap().lines().collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[..2], ["{\"valid\":true,\"event\":\"tick\"}", "{\"blank\":true}"]);
    assert!(lines[2..].iter().all(|line| line.starts_with("{\"valid\":false,")), "{lines:?}");
}

#[test]
fn an_array_is_written_one_element_on_a_line() {
    let valid = Shared::default();
    let mut pipeline = Pipeline::new(validate).valid(Sink::new("valid", valid.clone()));
    pipeline
        .run("array", &b"[{\"type\": \"tick\",\r\n \"count\": 1}, {\"type\":\"tick\",\"count\":2},\n 3]"[..])
        .unwrap();
    assert_eq!(
        String::from_utf8(valid.text()).unwrap(),
        "{\"type\": \"tick\",   \"count\": 1}\n{\"type\":\"tick\",\"count\":2}\n"
    );
    assert_eq!(pipeline.finish().unwrap().refused(), 1);
}
