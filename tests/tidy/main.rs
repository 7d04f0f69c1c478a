//! Rules that the tree keeps, checked on its text.
//!
//! | file | what |
//! | --- | --- |
//! | `sources` | the files, and which other files each names |
//! | `circles` | how large the circles of files that name each other may be |
//! | `crates` | which crates may not depend on which |
//! | `floors` | which folders may not name which |
//! | `promises` | where promises to the garbage collector may stand |

mod circles;
mod crates;
mod floors;
mod promises;
mod sources;
