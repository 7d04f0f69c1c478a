//! Node's `Buffer` for the Boa JavaScript engine.
//!
//! The bytes of every `ArrayBuffer` lie in Rust slabs outside the
//! garbage-collected heap; an exact ledger counts them, pressure on that ledger
//! triggers collections, and limits throw instead of kill.
//!
//! # A tour for hosts
//!
//! Two lines put the program's memory into hands that can tell a backing store
//! from the rest; a [`Runtime`] is then one call away.
//!
//! ```
//! #[global_allocator]
//! static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
//!
//! let mut runtime = slabjs::Runtime::builder().build()?;
//! let value = runtime.evaluate("Buffer.from('hi').toString('hex')", "hello.js")?;
//! assert_eq!(value.as_string().unwrap().to_std_string_lossy(), "6869");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Bytes go in without a copy.** A `Vec<u8>`, a `Box<[u8]>`, a memory map, a
//! unique `bytes::Bytes`: whatever owns bytes becomes the memory of a Buffer, and
//! is dropped, once, when the script no longer uses it. A callback can take the bytes
//! back instead ([`Runtime::adopt_with`]), and one `unsafe` function lends memory
//! that the host continues to use ([`Runtime::share`]).
//!
//! ```
//! # use test_allocator as _;
//! # let mut runtime = slabjs::Runtime::builder().build()?;
//! let photo = vec![7_u8; 1 << 20];
//! let address = photo.as_ptr();
//! let buffer = runtime.buffer(photo)?;
//! assert_eq!(runtime.bytes(&buffer, |bytes| bytes.as_ptr()), Some(address));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **And out without a copy.** Borrowed in a closure that can't run a script
//! meanwhile ([`Runtime::bytes`], [`Runtime::bytes_mut`]), or taken for good: the
//! script then sees length 0, and the [`OwnedBytes`] can cross threads, become
//! `bytes::Bytes`, be written to a socket, and come back, to this isolate or to
//! another. What is only a part of a store, above all a small Buffer cut from
//! the pool, is copied; the whole slab is never handed out.
//!
//! ```
//! # use test_allocator as _;
//! # let mut runtime = slabjs::Runtime::builder().build()?;
//! let answer = runtime.evaluate("globalThis.answer = Buffer.alloc(1e5, 'ab'); answer", "a.js")?;
//! let taken = runtime.take_bytes(&answer)?.expect("a Buffer has bytes");
//! let sum = std::thread::spawn(move || taken.iter().map(|&b| u64::from(b)).sum::<u64>());
//! assert_eq!(sum.join().unwrap(), 50_000 * (97 + 98));
//! assert_eq!(runtime.evaluate("answer.length", "b.js")?.as_number(), Some(0.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Functions** in Rust have typed arguments, which are checked and converted
//! ([`FromJs`], [`Runtime::define`]); futures are promises ([`Runtime::define_async`]);
//! classes hold values of Rust's ([`Runtime::define_class`]); what the host keeps for
//! its functions is [`State`]. Their errors have class and code ([`HostError`]).
//!
//! ```
//! # use test_allocator as _;
//! # let mut runtime = slabjs::Runtime::builder().build()?;
//! use slabjs::{Bytes, HostError};
//!
//! runtime.define("at", |bytes: Bytes, index: usize| -> Result<u8, HostError> {
//!     let byte = bytes.read(|bytes| bytes.get(index).copied());
//!     byte.ok_or_else(|| HostError::range_error("no such byte").with_code("ERR_NO_BYTE"))
//! })?;
//! let byte = runtime.evaluate("at(Buffer.from([1, 2, 3]), 2)", "at.js")?;
//! assert_eq!(runtime.from_js::<u32>(&byte)?, 3);
//! let error = runtime.evaluate("at(Buffer.alloc(3), -1)", "at.js").unwrap_err();
//! assert_eq!(error.code(), Some("ERR_OUT_OF_RANGE"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Functions in JavaScript are called ([`Runtime::call`]), kept for later
//! ([`Persistent`]), and their values read ([`Runtime::from_js`], and through serde with
//! the feature `serde`). Jobs and timers run ([`Runtime::run`]), promises are waited for
//! ([`Runtime::settle`]): both block the thread, and both are futures too, which run
//! under any executor ([`Runtime::drive`], [`Runtime::promise`], [`Runtime::call_async`]).
//!
//! **Limits throw.** External memory has a soft limit, which makes the collector
//! run, and a hard one; the heap has one; a [`MemoryLimiter`] may decide instead.
//! Native memory of the host's own counts with [`Runtime::native_memory`].
//!
//! ```
//! # use test_allocator as _;
//! use slabjs::{ErrorKind, Runtime};
//! use std::time::Duration;
//!
//! let mut plugin = Runtime::builder()
//!     .max_external_memory(32 << 20)
//!     .heap_limit(32 << 20)
//!     .time_limit(Duration::from_millis(100))
//!     .build()?;
//! let error = plugin.evaluate("Buffer.alloc(1 << 30)", "greedy.js").unwrap_err();
//! assert_eq!((error.kind(), error.class()), (ErrorKind::Thrown, "RangeError"));
//! let error = plugin.evaluate("[2, 1].sort(() => { for (;;); })", "endless.js").unwrap_err();
//! assert_eq!(error.kind(), ErrorKind::TimedOut);
//! assert!(plugin.evaluate("'and it goes on'", "after.js").is_ok());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Runs end** at a time limit or when an [`Interrupter`] on another thread says
//! so; its page tells exactly how far that reaches. **Figures**: each
//! isolate's in [`Runtime::usage`], everybody's in [`process_usage`], events in
//! [`instruments`]. What isolates leave with the C library goes back to the system
//! when most of many have ended, or by [`process_trim`].
//!
//! A host that already owns an engine context registers an [`Extension`] instead.
//! `examples/` has whole hosts: plugins with a budget, hashing a mapped file, a
//! pipeline of two isolates, a server on tokio, a body for hyper, images that
//! count, hostile scripts, two hundred isolates.
//!
//! # Modules
//!
//! The types that most hosts use are at the root, the others in modules:
//! [`memory_view`] (figures, slabs), [`instruments`] (observers, traces, histograms),
//! [`host`] (what a host puts in place of files, outputs, loaders), [`program`] (a main
//! file or source, run to its end), [`inspect`](mod@inspect) (values as text),
//! [`testing`] (what `node:test` found). The engine itself is [`boa_engine`], in the one version that slabjs works with.
//!
//! No combination of safe functions breaks memory; what could is `unsafe` and says
//! what it asks for ([`Runtime::share`]).
//!
//! # What it does to the process
//!
//! The library installs no signal handler, touches no terminal's mode, and changes no
//! setting of the C library's. What is not confined to a runtime:
//!
//! - The **global allocator** is the program's choice: two lines, above.
//! - The first run with a time limit, or the first future of [`Runtime::drive`]'s kind
//!   that waits for a timer, starts **one thread**, `slabjs-deadlines`, which sleeps
//!   until a limit has passed or a timer is due. Waits of scripts for other threads
//!   (`Atomics.waitAsync`, reading of standard input) have threads of their own.
//! - A runtime reserves **address space** for a stack that scripts run on, and
//!   slabs; pages that were never touched cost nothing.
//! - When one isolate of many is left, and in [`process_trim`], the C library is asked
//!   to give back what it keeps of freed blocks (`malloc_trim`).
//! - **Scripts** reach what a process has where the host lets them: files
//!   ([`FileAccess`]), `process.env`, `process.chdir`, `process.umask`, standard streams.
//!
//! The command does more, and is its own crate: it catches Ctrl-C, sets the terminal
//! for line editing and puts it back, runs scripts on a thread with a stack of a GiB,
//! replaces the hook of panics, and calls [`process_share_first_heap`].
//!
//! # The floors
//!
//! Lowest first, all private: `memory` (external memory, no JavaScript), `codec` (bytes
//! to text and back), `engine` (where Boa is met), `buffer` and `node` (what scripts
//! see), `runtime` (what a host holds).

// The map at the head of a folder names its private files too.
#![allow(rustdoc::private_intra_doc_links)]

mod buffer;
mod engine;
mod node;
mod runtime;

// The two crates without a word of the engine, by the names of their floors.
use node_codecs as codec;
use slab_arena as memory;

/// Programs that broke memory while every module was public: none compiles.
///
/// ```compile_fail,E0603
/// #![forbid(unsafe_code)]
/// // Claims memory for an isolate that is none: the next free reads it.
/// slabjs::memory::region_map::set(0x7000_0000_0000, 0x10 as *const _);
/// ```
///
/// ```compile_fail,E0624
/// #![forbid(unsafe_code)]
/// // Gives a live store's memory back, to be handed out a second time.
/// let runtime = slabjs::Runtime::builder().build().unwrap();
/// for slab in runtime.slabs() {
///     runtime.isolate().memory().give_back(slab.address, slab.bytes);
/// }
/// ```
///
/// ```compile_fail,E0603
/// #![forbid(unsafe_code)]
/// // Binds the thread to an isolate's memory, which then goes.
/// let memory = slabjs::memory::IsolateMemory::new();
/// memory.bind(|_| true);
/// drop(memory);
/// ```
///
/// ```compile_fail,E0603
/// #![forbid(unsafe_code)]
/// // Drops an adopted owner under a script's `ArrayBuffer`.
/// slabjs::memory::loans::end(0x7000_0000_0000);
/// ```
///
/// ```compile_fail,E0277
/// // A runtime stays on its thread, and so does what holds values of the engine's.
/// let runtime = slabjs::Runtime::builder().build().unwrap();
/// std::thread::spawn(move || drop(runtime));
/// ```
///
/// ```compile_fail,E0499
/// // Lent bytes can't outlive the loan: no script runs while they are looked at.
/// let mut runtime = slabjs::Runtime::builder().build().unwrap();
/// let buffer = runtime.buffer(vec![1, 2, 3]).unwrap();
/// runtime.bytes(&buffer, |_| runtime.evaluate("0", "a.js").is_ok());
/// ```
#[cfg(doctest)]
mod unsound {}

pub use boa_engine;

pub use engine::isolate::Isolate;
pub use engine::limiter::{
    Decision, Growth, MemoryLimiter, PatientLimiter, PressureLevel, Resource,
};
pub use engine::ownership::{Adoption, OwnedBytes, SharedBytes};
pub use engine::view::ByteView;
pub use engine::watch::Interrupter;
pub use memory::Allocator;
pub use memory::process::{ProcessUsage, trim as process_trim, usage as process_usage};
pub use memory::system::{
    resident as process_resident, share_first_heap as process_share_first_heap,
};
pub use runtime::{
    BuildError, Call, Error, ErrorKind, Extension, FileAccess, IntoJs, NativeMemory, OutOfMemory,
    Report, Runtime, RuntimeBuilder,
};

// What hosts and scripts give each other.
pub use boa_engine::JsValue;
#[cfg(feature = "serde")]
pub use runtime::Serde;
pub use runtime::{
    Bytes, ClassBuilder, Constructed, Drive, ErrorClass, FromCall, FromJs, HostError, HostFunction,
    HostModule, Instance, Method, New, Persistent, Rest, RestoreError, Settled, State, This,
};

pub mod host;
pub mod inspect;
pub mod instruments;
pub mod memory_view;
pub mod program;
pub mod testing;

#[cfg(test)]
mod tests;

/// The tests of private parts build runtimes too.
#[cfg(test)]
#[global_allocator]
static ALLOC: Allocator = Allocator::system();
