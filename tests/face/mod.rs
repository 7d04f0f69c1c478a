//! The public face: what it promises the compiler, and that its parts agree.

mod errors;
mod integers;
mod isolate_settings;
mod public_api;
mod reader;
mod threads;
