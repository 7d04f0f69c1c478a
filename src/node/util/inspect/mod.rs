//! `util.inspect` and `util.format`.
