//! `console`.
