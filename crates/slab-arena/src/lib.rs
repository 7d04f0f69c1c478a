#![doc = include_str!("../README.md")]
//!
//! # How memory is cut
//!
//! ```text
//! address space
//! ├─ region, 64 MiB, aligned to its size ──────────────────────────────────────┤
//! │ granule 0 │ granule 1 │ granule 2 │ granule 3 │ granule 4 │ ... │ 1023      │
//! │  64 KiB   │           │           │           │           │     │           │
//! ├───────────┼───────────┼───────────┴───────────┴───────────┼─────┼───────────┤
//! │   slab    │   slab    │              extent               │     free        │
//! │  64 x 1K  │ 1024 x 64 │   one block of 128 to 192 KiB     │  (warm or not)  │
//! ├─┬─┬─┬─┬─┬─┼───────────┴───────────────────────────────────┴─────────────────┘
//! │█│█│ │█│ │ │   pieces of one size; a bit each says which are free
//! └─┴─┴─┴─┴─┴─┘
//!
//! address / 64 MiB ──► table of two levels, no lock ──► owner of the region
//! ```
//!
//! A block above 16 KiB is an extent; one larger than a region gets a region of its
//! own, as many times 64 MiB long as it needs.
//!
//! # Files
//!
//! From the ground up; none names one that comes later.
//!
//! | file | what |
//! | --- | --- |
//! | [`clock`], [`system`] | the monotonic clock; memory the system has and the process uses |
//! | [`pages`], `poison` | whole pages from the system; marks for the address sanitizer |
//! | `size_class`, `slab` | the sizes of pieces; one granule cut into pieces |
//! | `region`, `region_map` | 64 MiB cut into granules; from an address to a region's owner |
//! | [`movement`], [`movement_pages`], `journal` | what happened to the bytes, recorded for listeners |
//! | `arena` | all slabs and extents of one isolate |
//! | `ledger` | the exact count of one isolate's bytes |
//! | `process` | all isolates together |
//! | `thread_state`, [`heap`] | what is known of the running thread; its ordinary memory |
//! | `memory`, `block`, `binding` | one isolate's memory, a block of it, the thread that uses it |
//! | [`loans`] | memory that a host lends |
//! | `allocator` | the global allocator |
//! | [`pauses`], [`pressure`] | when a collection is due: figures in, verdict out |
//!
//! `memory`, `block` and `binding` name each other: a block and a thread's binding hold
//! the memory that makes them.
//!
//! # What does not compile
//!
//! Programs that broke memory while these things were public and safe:
//!
//! ```compile_fail,E0603
//! #![forbid(unsafe_code)]
//! // A region was claimed for an owner that is none: the next free read it.
//! slab_arena::region_map::set(0x7000_0000_0000, 0x10 as *const _);
//! ```
//!
//! ```compile_fail,E0599
//! #![forbid(unsafe_code)]
//! // A live block was given back by its address, to be handed out a second time.
//! let memory = slab_arena::IsolateMemory::new();
//! for slab in memory.slabs() {
//!     memory.give_back(slab.address, slab.bytes);
//! }
//! ```
//!
//! ```compile_fail,E0599
//! #![forbid(unsafe_code)]
//! // A thread was bound to memory, which then went.
//! let memory = slab_arena::IsolateMemory::new();
//! memory.bind(|_| true);
//! drop(memory);
//! ```
//!
//! ```compile_fail,E0603
//! #![forbid(unsafe_code)]
//! // An owner was dropped under the store that lies over its bytes.
//! slab_arena::loans::end(0x7000_0000_0000);
//! ```
//!
//! ```compile_fail,E0133
//! #![forbid(unsafe_code)]
//! // Bytes were lent that somebody else goes on using.
//! let memory = slab_arena::IsolateMemory::new();
//! let mut bytes = vec![0_u8; 100];
//! let address = bytes.as_mut_ptr() as usize;
//! let _ = slab_arena::loans::lend(address, 100, &memory, None, Box::new(|| ()));
//! ```
//!
//! ```compile_fail,E0133
//! #![forbid(unsafe_code)]
//! // The allocator called back into code that allocates, without end, or unwinds.
//! slab_arena::heap::watch(|| drop(vec![1]));
//! ```
//!
//! ```compile_fail,E0603
//! #![forbid(unsafe_code)]
//! // The books of an arena were changed from outside.
//! let arena = slab_arena::arena::Arena::default();
//! ```
//!
//! ```compile_fail,E0624
//! #![forbid(unsafe_code)]
//! // Figures were changed that should follow the blocks.
//! slab_arena::IsolateMemory::new().ledger().restart_low();
//! ```

#![warn(missing_docs)]
// The table of files names the private ones too.
#![allow(rustdoc::private_intra_doc_links)]

mod allocator;
mod arena;
mod binding;
mod block;
pub mod clock;
pub mod heap;
mod journal;
mod ledger;
pub mod loans;
mod memory;
pub mod movement;
pub mod movement_pages;
pub mod pages;
pub mod pauses;
mod poison;
pub mod pressure;
pub mod process;
mod region;
mod region_map;
mod size_class;
mod slab;
pub mod system;
mod thread_state;

pub use allocator::{Allocator, is_installed};
pub use arena::{Fill, SlabInfo};
pub use binding::Binding;
pub use block::Block;
pub use ledger::Ledger;
pub use memory::IsolateMemory;
pub use slab::Purpose;
pub use thread_state::{SafePoint, expect_store, set_site};

/// The alignment, in bytes, of every backing store, by which the allocator knows one.
pub const STORE_ALIGN: usize = 64;
