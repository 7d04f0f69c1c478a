//! What several modules need, and what needs no module.
//!
//! | module | what |
//! | --- | --- |
//! | [`arrival`] | results that arrive by way of the event loop |
//! | [`environment`] | the environment as scripts see it |
//! | [`event_feed`] | the isolate's events, on their way to a script |
//! | [`iterable`] | the values that an iterable gives |
//! | [`lazy_global`] | globals that are made when they are first read |
//! | [`system_error`] | errors of the operating system |
//! | [`text`] | strings and bytes, by encodings |
//! | [`validate`] | checks of arguments |

pub mod arrival;
pub mod environment;
pub mod event_feed;
pub mod iterable;
pub mod lazy_global;
pub mod system_error;
pub mod text;
pub mod validate;
