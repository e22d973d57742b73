//! What the tests that cross crates share.

pub mod apis;
pub mod command;
pub mod console;
pub mod parcels;
pub mod published;
pub mod webhooks;

/// README's snippets, as doc tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The snippets about CloudEvents.
#[cfg(doctest)]
#[doc = include_str!("../../docs/cloud-events.md")]
pub struct CloudEvents;
