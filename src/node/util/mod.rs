//! `node:util`.

pub mod inspect;
