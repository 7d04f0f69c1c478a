//! `Buffer` itself, `alloc`, `allocUnsafe`, `from`, `concat` and the other statics.
