//! The REPL.

pub mod input;
