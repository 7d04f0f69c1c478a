//! The command.

pub mod big_stack;
pub mod options;
pub mod place;
pub mod print;
pub mod size;
pub mod sources;
pub mod uncaught;
