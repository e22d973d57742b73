//! The built command, from its arguments to its exit code.

mod command;
mod demo;
mod pages;
mod sample;
mod validate;
