//! A validator, which goes on behind what it refuses, finds what the free function finds, which reads without a plan.

use event_schema::{Event, Validator, validate};

#[derive(Event)]
#[event(name = "call")]
#[allow(dead_code, reason = "only validated")]
struct Call {
    caller: String,
    #[event(required)]
    queue: Option<String>,
    the_number_that_was_dialled_by_the_caller: String,
    seconds: u32,
    is_recorded: bool,
    note: Option<String>,
    #[event(format = "uuid")]
    id: String,
}

/// Members, each with what it may be: as it should be, of another type, or worse.
const MEMBERS: [(&str, &[&str]); 8] = [
    ("type", &[r#""call""#, "17", r#""other""#]),
    ("caller", &[r#""Ada""#, "17", r#""\u00e4\"""#, "[{}]", r#" "spaced""#]),
    ("queue", &[r#""support""#, "null", "true", r#""ä""#]),
    ("the_number_that_was_dialled_by_the_caller", &[r#""+4930""#, "null"]),
    ("seconds", &["12", r#""12""#, "1.5"]),
    ("is_recorded", &["true", "tru"]),
    ("note", &[r#""n""#, "null", "1"]),
    ("id", &[r#""f81d4fae-7dec-11d0-a765-00a0c91e6bf6""#, r#""f81d4fae""#, "{}"]),
];

/// An object with these members; each chooses what it is, or to be absent.
fn payload(order: &[usize], choices: &[usize; MEMBERS.len()]) -> String {
    let members = order.iter().filter_map(|member| {
        let (name, values) = MEMBERS[*member];
        values.get(choices[*member]).map(|value| format!("\"{name}\":{value}"))
    });
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

fn compare(validator: &Validator<Call>, payload: &[u8]) {
    let found = validator.validate(payload);
    assert_eq!(found, validate::<Call>(payload), "{}", String::from_utf8_lossy(payload));
    assert_eq!(found.is_ok(), validator.is_valid(payload), "{}", String::from_utf8_lossy(payload));
}

/// Validators that expect these orders, with vector instructions and without.
fn validators() -> Vec<(Vec<usize>, Validator<Call>)> {
    let declared: Vec<usize> = (0..MEMBERS.len()).collect();
    let orders = [declared.clone(), declared.into_iter().rev().collect()];
    let validators = orders.into_iter().flat_map(|order| {
        [false, true].map(|portable| {
            let validator = Validator::new().portable(portable);
            let valid = payload(&order, &[0; MEMBERS.len()]);
            (0..100).for_each(|_| assert!(validator.is_valid(valid.as_bytes())));
            (order.clone(), validator)
        })
    });
    validators.collect()
}

#[test]
fn whatever_is_missing_or_wrong() {
    let ways = MEMBERS.map(|(_, values)| values.len() + 1);
    for (order, validator) in validators() {
        let mut choices = [0; MEMBERS.len()];
        loop {
            compare(&validator, payload(&order, &choices).as_bytes());
            let Some(next) = (0..choices.len()).find(|member| choices[*member] + 1 < ways[*member]) else {
                break;
            };
            choices[..next].fill(0);
            choices[next] += 1;
        }
    }
}

#[test]
fn wherever_it_is_cut() {
    let ways = MEMBERS.map(|(_, values)| values.len() + 1);
    for (order, validator) in validators() {
        for member in 0..MEMBERS.len() {
            for way in 0..ways[member] {
                let mut choices = [0; MEMBERS.len()];
                choices[member] = way;
                let whole = payload(&order, &choices);
                for end in 0..whole.len() {
                    compare(&validator, &whole.as_bytes()[..end]);
                    // What is left may end as an object does.
                    compare(&validator, &[&whole.as_bytes()[..end], b"}"].concat());
                    compare(&validator, &[&whole.as_bytes()[..end], b" "].concat());
                }
            }
        }
    }
}
