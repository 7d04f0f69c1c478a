//! The command.

pub mod big_stack;
pub mod options;
pub mod print;
pub mod size;
