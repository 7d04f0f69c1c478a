//! Behaviour of the library: one binary, a module a topic.

#![allow(clippy::expect_used)]

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

#[forbid(unsafe_code)]
mod face;
mod host;
mod host_modules;
mod inspect;
