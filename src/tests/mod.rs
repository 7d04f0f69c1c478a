//! Tests of private parts working together: a bare context with the event loop,
//! timers and `process` ([`host`]), and what scripts see of them.

mod event_loop;
mod host;
mod journal;
mod process;
