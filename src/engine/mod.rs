//! Where Boa is met: the collector driver, host hooks, byte views, Node-coded errors, the event loop.

pub mod error;
pub mod event_loop;
