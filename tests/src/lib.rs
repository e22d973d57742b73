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

/// The snippets of the documents for people and tools.
#[cfg(doctest)]
#[doc = include_str!("../../docs/documents.md")]
pub struct Documents;

/// The snippets about CloudEvents.
#[cfg(doctest)]
#[doc = include_str!("../../docs/cloud-events.md")]
pub struct CloudEvents;

/// The snippets about types of others.
#[cfg(doctest)]
#[doc = include_str!("../../docs/types.md")]
pub struct Types;
