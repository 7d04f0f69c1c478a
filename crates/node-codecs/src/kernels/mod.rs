//! Loops over bytes that the conversions, and callers who move bytes about, need fast.
//!
//! | file | what |
//! | --- | --- |
//! | `copy` | copying and repeating bytes |
//! | `reverse` | reversing the bytes of each element |

mod copy;
mod reverse;

pub use copy::{copy, copy_within, repeat};
pub use reverse::reverse_elements;
