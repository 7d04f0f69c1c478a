//! The `Buffer` class, a file per family as Node's documentation groups them.

pub mod compare;
pub mod construct;
pub mod copy;
pub mod encoding;
pub mod fill;
pub mod inspect;
pub mod numbers;
pub mod pool;
pub mod search;
pub mod slice;
pub mod swap;
pub mod transcribe;
