//! `node:util`.

pub mod format;
pub mod inspect;
