//! What hosts give to scripts and get from them: one binary, a module a matter.

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

mod classes;
mod drive;
mod functions;
mod modules;
mod persistent;
mod serde;
