//! `fill`.
