//! A command of one's own: the events of a warehouse, compiled into `event-schema`.
//!
//! ```text
//! cargo run -p event-schema-cli --example warehouse -- list
//! cargo run -p event-schema-cli --example warehouse -- sample | cargo run -p event-schema-cli --example warehouse -- validate
//! ```

use std::process::ExitCode;

use event_schema::{Event, Schema, UnknownEvent};
use serde::{Deserialize, Serialize};

fn main() -> ExitCode {
    event_schema_cli::run::<WarehouseEvent<'_>>()
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
