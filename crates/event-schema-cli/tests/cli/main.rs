//! The built command, from its arguments to its exit code.

mod command;
mod demo;
mod inputs;
mod live;
mod long;
mod outputs;
mod pages;
mod pipelines;
mod reports;
mod sample;
mod validate;
