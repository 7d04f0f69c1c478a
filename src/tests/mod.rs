//! Tests of private parts working together: a bare context with the event loop,
//! timers and `process` ([`host`]), and what scripts see of them.
//!
//! - `event_loop`: the order of everything: each script of `tests/event_loop` prints what
//!   Node prints.
//! - `journal`: what listeners do to the journal of movements.
//! - `process`: `process`, where `event_loop` can't compare it with Node's.

mod event_loop;
mod host;
mod journal;
mod process;
