//! `toString`, `write` and the methods named after an encoding.
