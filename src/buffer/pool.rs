//! The pool that small Buffers are cut from.
