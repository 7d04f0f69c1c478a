//! The command `slabjs`: REPL, script runner, test runner, and the page of reports.

#![warn(missing_docs)]
// The map at the head of a folder names its private files too.
#![allow(rustdoc::private_intra_doc_links)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod cli;
pub mod repl;
pub mod report;
pub mod testing;
