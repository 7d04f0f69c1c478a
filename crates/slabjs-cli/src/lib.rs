//! The command `slabjs`: REPL, script runner, test runner, and the page of reports.
//! `main.rs` is its entry point.
//!
//! - `cli`: the command.
//! - `repl`: the REPL.
//! - `report`: `--report` and `slabjs report`: one page that shows where the bytes are.
//! - `testing`: the runner of test files: finds them, runs each in an isolate of its own,
//!   and sums up.

// The map at the head of a folder names its private files too.
#![allow(rustdoc::private_intra_doc_links)]

pub mod cli;
pub mod repl;
pub mod report;
pub mod testing;
