//! Schemas of types that are not ours.

mod boxed;
mod containers;
mod numbers;
mod scalars;
mod tuples;
