//! What no input may break, one module for each target. Every comparison panics where the two sides differ.

mod kinds;
mod tokens;

pub mod decode;
pub mod lines;
pub mod mutate;
pub mod rules;
pub mod verdicts;
