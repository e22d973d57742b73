//! Many payloads at once get the verdicts that each of them gets alone.

use event_schema::{Accepted, Event, Schema, Validator, Verdicts};

#[derive(Event)]
#[event(name = "row")]
#[allow(dead_code, reason = "only validated")]
struct Row {
    name: String,
    cells: Vec<u8>,
    note: Option<String>,
    last: u32,
}

#[derive(Event)]
#[event(name = "leaf")]
#[allow(dead_code, reason = "only validated")]
struct Leaf {
    place: String,
    weight: u16,
}

#[derive(Event)]
#[allow(dead_code, reason = "only validated")]
enum Any {
    Row(Row),
    Leaf(Leaf),
    #[event(unknown)]
    Unknown(event_schema::UnknownEvent<'static>),
}

const ROW: &str = r#"{"type":"row","name":"n","cells":[1,22,3],"note":null,"last":4}"#;
const LEAF: &str = r#"{"type":"leaf","place":"behind a wall","weight":12}"#;

#[test]
fn a_line_ends_wherever_a_line_end_stands() {
    for at in 0..ROW.len() {
        let (start, rest) = ROW.split_at(at);
        let broken = format!("{start}\n{rest}");
        compare::<Row>(&[ROW, &broken, ROW, ROW, ROW].repeat(8));
        compare::<Any>(&[ROW, LEAF, &broken, ROW, LEAF, LEAF].repeat(8));
    }
}

#[test]
fn events_come_in_any_order_and_style() {
    let spaced = ROW.replace(',', ", ").replace(':', ": ");
    let others = [
        r#"{"type":"leaf","place":"\u00e4","weight":1}"#,
        r#"{"type":"leaf","place":"ä","weight":70000}"#,
        r#"{"type":"other","place":1}"#,
        r#"{"weight":3,"type":"leaf","place":""}"#,
        r#"{"type":"leaf","place":"","weight":3} "#,
        r#"{"type":"leaf","place":"","weight":3}}"#,
        r#" {"type":"leaf","place":"","weight":3}"#,
        r#"{"type":"row"}"#,
        "",
        "  ",
        spaced.as_str(),
        "17",
    ];
    let lines: Vec<&str> = (0..300)
        .map(|at| match at % 7 {
            0 | 3 => ROW,
            2 if at < 150 => &spaced,
            5 => others[at / 7 % others.len()],
            _ => LEAF,
        })
        .collect();
    compare::<Any>(&lines);
    compare::<Leaf>(&lines);
}

/// Puts payloads to a validator as lines, as places of a buffer, and each by itself.
fn compare<T: Schema>(payloads: &[&str]) {
    let buffer = payloads.join("\n");
    let validator = Validator::<T>::new();
    let mut verdicts = Verdicts::default();
    let lines: Vec<_> = buffer.split('\n').collect();
    let alone = |payloads: &[&str]| -> Vec<Option<Accepted>> {
        payloads.iter().map(|payload| Validator::<T>::new().validate(payload.as_bytes()).ok()).collect()
    };
    let together = |verdicts: &Verdicts| -> Vec<Option<Accepted>> {
        (0..verdicts.lines()).map(|payload| verdicts.accepted(payload)).collect()
    };
    let slices: Vec<_> = payloads.iter().map(|payload| payload.as_bytes()).collect();
    // More than once: what was learned must not change a verdict.
    for _ in 0..3 {
        validator.validate_lines(buffer.as_bytes(), &mut verdicts);
        assert_eq!(together(&verdicts), alone(&lines));
        let refused: Vec<_> = verdicts.refused().iter().map(|place| &buffer[place.clone()]).collect();
        let is_refused = |line: &&&str| !line.trim().is_empty() && alone(&[**line]) == [None];
        assert_eq!(refused, lines.iter().filter(is_refused).copied().collect::<Vec<_>>());
        for first in [0, slices.len() - 3] {
            validator.validate_all(&slices[first..], &mut verdicts);
            assert_eq!(together(&verdicts), alone(&payloads[first..]));
            assert!(verdicts.refused().is_empty());
        }
    }
}
