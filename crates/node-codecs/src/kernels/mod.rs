//! Loops over bytes that the conversions, and callers who move bytes about, need fast.
//!
//! | file | what |
//! | --- | --- |
//! | `copy` | copying and repeating bytes |
//! | `find` | the first and the last place of a byte or a sequence |
//! | `reverse` | reversing the bytes of each element |

mod copy;
mod find;
mod reverse;

pub use copy::{copy, copy_within, repeat};
pub use find::{find, find_byte, rfind, rfind_byte};
pub use reverse::reverse_elements;
