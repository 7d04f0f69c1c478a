//! What hosts give to scripts: typed functions, classes, modules, state.
//!
//! - [`from_js`], [`into_js`]: values of scripts as Rust's, and back; [`bytes`]: those
//!   that are bytes.
//! - [`function`]: functions of Rust with typed arguments, and what an argument may be.
//! - [`host_error`]: what such a function throws.
//! - [`call`]: a call, with what a function needs; [`define`]: function objects.
//! - [`class`]: classes, and [`instance`]: their objects.
//! - [`module`]: built-in modules.
//! - [`state`]: what a runtime keeps for its host.

mod bytes;
mod call;
pub(super) mod class;
pub(super) mod define;
pub(super) mod from_js;
mod function;
mod host_error;
mod instance;
pub(super) mod into_js;
pub(super) mod module;
pub(super) mod state;

pub use bytes::Bytes;
pub use call::Call;
pub use class::{ClassBuilder, Constructed, Method};
pub use from_js::FromJs;
pub use function::{FromCall, HostFunction, Rest, This};
pub use host_error::{ErrorClass, HostError};
pub use instance::{Instance, New};
pub use into_js::IntoJs;
pub use module::HostModule;
pub use state::State;
