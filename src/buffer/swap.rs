//! `swap16`, `swap32`, `swap64`.
