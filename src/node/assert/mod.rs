//! `node:assert`.
