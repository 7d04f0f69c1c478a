//! What a Rust host holds: [`Runtime`], its builder, errors and observers.
//!
//! - `builder`: configuring a [`Runtime`].
//! - `error`: what a script threw, or why it was ended, as a host sees it.
//! - `extension`: Buffer for hosts that own an engine context already.
//! - `files`: which files scripts see.
//! - `histogram`: histograms with percentiles, and an observer that keeps some.
//! - `json_text`: JSON as text, a member at a time.
//! - `memory`: what a host does about memory.
//! - `native`: Rust functions and classes that scripts call.
//! - `program`: a program run to its end, as `slabjs FILE` and `slabjs -e` do.
//! - `run`: running code: on a large stack, under the limits, interruptible from outside.
//! - `trace_file`: `--trace-events`: a trace that Perfetto and chrome://tracing open.
//! - `trace_gc`: `--trace-gc`, `--trace-gc-verbose` and `--trace-gc-nvp`.
//! - `trace_summary`: what was there when the program ended, as the member `slabjs` of a
//!   trace.
//! - `tracing_forwarder`: forwards events to the `tracing` crate (feature `tracing`).
//! - `drive`: the event loop as a future.
//! - `fuel`: a bound in instructions.
//! - `instance`: [`Runtime`] itself: its parts, its limits, bytes that go in and out.
//! - `host`: what hosts give to scripts: typed functions, classes, modules, state.
//! - `persistent`: values that a host keeps beside their runtime.
//! - `serde`: values of scripts to and from what serde knows.
//! - `values`: values that a host and its scripts give each other.

mod builder;
mod drive;
mod error;
mod extension;
mod files;
#[cfg(feature = "fuel")]
mod fuel;
pub mod histogram;
mod host;
mod instance;
pub mod json_text;
mod memory;
mod native;
mod persistent;
pub mod program;
mod run;
#[cfg(feature = "serde")]
mod serde;
pub mod trace_file;
pub mod trace_gc;
mod trace_summary;
#[cfg(feature = "tracing")]
pub mod tracing_forwarder;
mod values;

pub use builder::{BuildError, RuntimeBuilder};
pub use drive::{Drive, Settled};
pub use error::{Error, ErrorKind, Report};
pub use extension::Extension;
pub use files::FileAccess;
pub use host::{
    Bytes, Call, ClassBuilder, Constructed, ErrorClass, FromCall, FromJs, HostError, HostFunction,
    HostModule, Instance, IntoJs, Method, New, Rest, State, This,
};
pub use instance::Runtime;
pub use memory::{NativeMemory, OutOfMemory};
pub use persistent::{Persistent, RestoreError};

#[cfg(feature = "serde")]
pub use serde::Serde;
