//! Schemas of types that are not ours.

mod containers;
mod numbers;
mod scalars;
mod tuples;
