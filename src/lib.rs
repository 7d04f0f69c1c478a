//! Node's `Buffer` for the Boa JavaScript engine.
//!
//! The bytes of every `ArrayBuffer` lie in Rust slabs outside the
//! garbage-collected heap; an exact ledger counts them, pressure on that ledger
//! triggers collections, and limits throw instead of kill.
//!
//! The floors, lowest first: [`memory`] (external memory, no JavaScript),
//! [`codec`] (bytes to text and back), [`engine`] (where Boa is met),
//! [`buffer`] and [`node`] (what scripts see), [`runtime`] (what a host holds),
//! and, behind the feature `cli`, the command.

#![warn(missing_docs)]
// The map at the head of a folder names its private files too.
#![allow(rustdoc::private_intra_doc_links)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod buffer;
pub mod codec;
pub mod engine;
pub mod memory;
pub mod node;
pub mod runtime;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod repl;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(feature = "cli")]
pub mod testing;

pub use engine::limiter::{
    Decision, Growth, MemoryLimiter, PatientLimiter, PressureLevel, Resource,
};
pub use engine::ownership::{Adoption, OwnedBytes, SharedBytes};
pub use engine::watch::Interrupter;
pub use memory::Allocator;
pub use memory::process::{ProcessUsage, usage as process_usage};
pub use runtime::{
    BuildError, Call, Error, ErrorKind, Extension, FileAccess, IntoJs, NativeMemory, Report,
    Runtime, RuntimeBuilder,
};
