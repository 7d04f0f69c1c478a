//! `node:test`.
