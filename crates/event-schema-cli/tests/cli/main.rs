//! The built command, from its arguments to its exit code.

mod command;
mod demo;
mod inputs;
mod outputs;
mod pages;
mod reports;
mod sample;
mod validate;
