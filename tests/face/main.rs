//! The public face: what it promises the compiler, and that its parts agree.

#![forbid(unsafe_code)]

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

mod errors;
mod integers;
mod isolate_settings;
mod public_api;
mod reader;
mod threads;
