//! Rules that the tree keeps, checked on its text.
//!
//! | file | what |
//! | --- | --- |
//! | `sources` | the files, and which other files each names |
//! | `circles` | how large the circles of files that name each other may be |
//! | `crates` | which crates may not depend on which |
//! | `floors` | which folders may not name which |
//! | `promises` | where promises to the garbage collector may stand |
//! | `unsafe_code` | where `unsafe` may stand |
//! | `files` | files and folders of the tree |
//! | `heads` | heads of folders list their files, `ARCHITECTURE.md` every folder |
//! | `text` | what no file may contain, and how each ends |

#![allow(clippy::expect_used, clippy::print_stdout)]

mod circles;
mod crates;
mod files;
mod floors;
mod heads;
mod promises;
mod sources;
mod text;
mod unsafe_code;
