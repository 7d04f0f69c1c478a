//! Rules that the tree keeps, checked on its text.
//!
//! | file | what |
//! | --- | --- |
//! | `sources` | the files, and which other files each names |
//! | `circles` | how large the circles of files that name each other may be |
//! | `floors` | which folders may not name which |
//! | `promises` | where promises to the garbage collector may stand |

mod circles;
mod floors;
mod promises;
mod sources;
