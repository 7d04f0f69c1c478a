//! Modules that reach the operating system, and what works on bytes in bulk.
//!
//! | module | what |
//! | --- | --- |
//! | [`constants`] | `node:constants` |
//! | [`crypto`] | hashes and random bytes |
//! | [`fs`] | files |
//! | [`os`] | the machine |
//! | [`path`] | paths, for POSIX; the rest is in `path.js` and `glob.js` |
//! | [`process`] | the program |
//! | [`timers`] | timers |
//! | [`tty`] | terminals |
//! | [`zlib`] | compression |
//!
//! - `child_process.js`: processes, of which none may be started.

pub mod constants;
pub mod crypto;
pub mod fs;
pub mod os;
pub mod path;
pub mod process;
pub mod timers;
pub mod tty;
pub mod zlib;
