//! Schemas of types that are not ours.

mod boxed;
mod containers;
mod crates;
mod durations;
mod maps;
#[cfg(feature = "derive")]
mod names;
mod net;
mod numbers;
#[cfg(feature = "std")]
mod paths;
mod pointers;
mod scalars;
mod sets;
mod texts;
mod tuples;
mod values;
mod wrappers;
