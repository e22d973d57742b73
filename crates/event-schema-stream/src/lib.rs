//! What every pipeline needs around a validator of events, whatever carries the bytes: [records](framing) out of a
//! stream, [dead letters](DeadLetter) for what is refused, and a [`Summary`] of it all.
//!
//! [`Pipeline`] puts them together for a program that sorts payloads into valid and refused ones; [`Records`] is the
//! iterator, and [`RecordStream`]
//! the asynchronous stream, for a program that goes on with the valid ones itself.

#![forbid(unsafe_code)]

mod dead_letter;
mod error;
mod excerpt;
pub mod framing;
mod insights;
mod pipeline;
mod record_stream;
mod records;
mod sink;
pub mod source;
mod summary;
mod time;
mod validate;

pub use self::dead_letter::{DeadLetter, Reason, Refusal};
pub use self::error::StreamError;
pub use self::excerpt::{Excerpt, Mask};
pub use self::insights::{Insights, PropertyCount};
pub use self::pipeline::{Pipeline, Stop};
pub use self::record_stream::RecordStream;
pub use self::records::{Record, Records};
pub use self::sink::Sink;
pub use self::summary::{EventCount, Place, ReasonCount, Summary};
pub use self::validate::Validate;
