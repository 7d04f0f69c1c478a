//! External memory: the bytes behind every `ArrayBuffer`, outside the collected heap.
//!
//! No word of JavaScript or of the engine stands here. From the ground up:
//!
//! - [`pages`]: whole pages from the operating system and back.
//! - [`region`] and [`region_map`]: 64 MiB stretches of address space cut into
//!   64 KiB granules, and the way from an address to its region.
//! - [`size_class`] and [`slab`]: small pieces of equal size cut from one granule.
//! - [`arena`]: all slabs and extents of one isolate.
//! - [`ledger`]: the exact count of live bytes of one isolate.
//! - [`isolate`]: an arena and its ledger together, and which of them the
//!   running thread uses.
//! - [`journal`]: what happened, written down for those who listen.
//! - [`process`]: all isolates together.
//! - [`foreign`]: memory a host lends, with the way to give it back.
//! - [`allocator`]: the `GlobalAlloc` face through which an engine's backing
//!   stores arrive.
//! - [`pressure`]: a pure decision, figures in, verdict out.
//!
//! The allocator is the only bookkeeper: the ledger moves because bytes were
//! taken from or returned to an arena, and for no other reason (a host's
//! [`ledger::Ledger::adjust`] is the one other entry).

pub mod allocator;
pub mod arena;
pub mod clock;
pub mod foreign;
pub mod isolate;
pub mod journal;
pub mod ledger;
pub mod movement_pages;
pub mod pages;
pub mod pauses;
mod poison;
pub mod pressure;
pub mod process;
pub mod region;
pub mod region_map;
pub mod size_class;
pub mod slab;
pub mod system;

pub use allocator::Allocator;
pub use arena::{Fill, Purpose, SlabInfo};
pub use isolate::IsolateMemory;
pub use ledger::Ledger;

/// The alignment, in bytes, of every backing store, by which the allocator knows one.
pub const STORE_ALIGN: usize = 64;
