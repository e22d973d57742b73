//! A command of one's own: the events of a warehouse, compiled into `event-schema`.
//!
//! ```text
//! cargo run -p event-schema-cli --example warehouse -- list
//! cargo run -p event-schema-cli --example warehouse -- sample | cargo run -p event-schema-cli --example warehouse -- validate
//! cargo run -p event-schema-cli --example warehouse -- simulate --rate 100 &
//! cargo run -p event-schema-cli --example warehouse -- tap ws://127.0.0.1:58080 --filter type=doorOpened --duration 5s
//! ```

use std::process::ExitCode;

use event_schema::{Event, Schema, UnknownEvent};
use event_schema_cli::{Answer, Protocol};
use serde::{Deserialize, Serialize};

fn main() -> ExitCode {
    event_schema_cli::run_with::<WarehouseEvent<'_>>(Gate)
}

/// What the warehouse's server and its clients say besides events: `only doorOpened`, and `ok`. A server that says
/// nothing else needs no protocol: `run` does for its events.
struct Gate;

impl Protocol for Gate {
    fn path(&self) -> &'static str {
        "/warehouse/events"
    }

    fn filter_message(&self, conditions: &[(String, String)]) -> Option<String> {
        match conditions {
            [(property, tag)] if property == "type" => Some(format!("only {tag}")),
            _ => None,
        }
    }

    fn is_reply(&self, message: &[u8]) -> bool {
        message == b"ok"
    }

    fn answer(&self, message: &[u8]) -> Answer {
        let Some(tag) = message.strip_prefix(b"only ") else { return Answer::default() };
        let tag = String::from_utf8_lossy(tag).into_owned();
        Answer {
            reply: Some(String::from("ok")),
            admits: Some(Box::new(move |payload| {
                event_schema::from_json::<WarehouseEvent<'_>>(payload).is_ok_and(|event| event.tag() == tag)
            })),
        }
    }
}

/// Everything that happens in a warehouse.
#[derive(Debug, Event)]
pub enum WarehouseEvent<'a> {
    /// A door was opened.
    DoorOpened(DoorOpened),
    /// Goods came in.
    GoodsReceived(GoodsReceived),
    /// What the warehouse's other machines tell.
    #[event(unknown)]
    Other(UnknownEvent<'a>),
}

/// A door was opened.
#[derive(Debug, Event)]
#[event(
    name = "doorOpened",
    since = "1.0",
    emitted = "Sent when the door leaves its lock, once per opening."
)]
pub struct DoorOpened {
    /// Which door.
    #[event(min_length = 1, max_length = 20, example = r#""north""#)]
    pub door: String,
    /// How the door was opened.
    pub by: Opener,
    /// The badge that was shown.
    #[event(required, null_when = "the door was opened from inside")]
    pub badge: Option<String>,
}

/// Who or what opens a door.
#[derive(Debug, Schema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opener {
    /// Somebody with a badge.
    Badge,
    /// The button inside.
    Button,
    /// The fire alarm.
    FireAlarm,
}

/// Goods came in.
#[derive(Debug, Event)]
#[serde(rename_all = "camelCase")]
#[event(
    name = "goodsReceived",
    since = "1.2",
    emitted = "Sent when the last pallet of a delivery was scanned."
)]
pub struct GoodsReceived {
    /// The delivery's number.
    #[event(min_length = 6, max_length = 12)]
    pub delivery: String,
    /// What was scanned.
    #[event(min_items = 1)]
    pub pallets: Vec<Pallet>,
    /// Degrees Celsius in the lorry.
    #[event(minimum = -40, maximum = 60)]
    pub temperature: Option<f64>,
}

/// A pallet with goods of one kind.
#[derive(Debug, Schema, Serialize, Deserialize)]
pub struct Pallet {
    /// The number of the goods.
    #[event(minimum = 1)]
    pub article: u32,
    /// How many of them.
    pub pieces: u16,
}
