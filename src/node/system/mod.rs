//! Modules that reach the operating system, and what works on bytes in bulk.
//!
//! | module | what |
//! | --- | --- |
//! | [`constants`] | `node:constants` |
//! | [`crypto`] | hashes and random bytes |
//! | [`fs`] | files |
//! | [`os`] | the machine |
//! | [`process`] | the program |
//! | [`timers`] | timers |
//! | [`tty`] | terminals |
//! | [`zlib`] | compression |
//!
//! In JavaScript alone: `path.js`.

pub mod constants;
pub mod crypto;
pub mod fs;
pub mod os;
pub mod process;
pub mod timers;
pub mod tty;
pub mod zlib;
