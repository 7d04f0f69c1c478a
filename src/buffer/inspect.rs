//! The printed form, `<Buffer 68 69>`.
