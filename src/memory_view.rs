//! Where the bytes are: read-only figures of an isolate's memory.
//!
//! [`Runtime::usage`](crate::Runtime::usage) gives a [`Usage`],
//! [`Runtime::ledger`](crate::Runtime::ledger) a [`LedgerView`] for other threads,
//! [`Runtime::slabs`](crate::Runtime::slabs) what the bytes lie in. Sizes are bytes.

pub use crate::engine::collector::Totals as CollectionTotals;
pub use crate::engine::isolate::Usage;
pub use crate::engine::ledger_view::LedgerView;
pub use crate::engine::pool_book::{Cut as TrackedCut, PinnedStore, Pins, PoolBlock};
pub use crate::memory::{Purpose, SlabInfo};
