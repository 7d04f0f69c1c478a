//! `process`.
