//! The global allocator of the documentation's examples.
//!
//! An example that declares the allocator itself is compiled and linked by itself. Those
//! that name this crate in a hidden line are linked together, as one program.
//!
//! ```text
//! # use test_allocator as _;
//! ```

#[global_allocator]
static ALLOC: slab_arena::Allocator = slab_arena::Allocator::system();
