//! Client and server over real sockets, and what may happen to them.
//!
//! Nothing here asserts how long something takes: every test waits for what is to happen.

mod client;
mod pair;
mod tls;
mod told;
