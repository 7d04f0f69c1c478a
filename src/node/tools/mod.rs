//! Modules that a programmer works with.
//!
//! | module | what |
//! | --- | --- |
//! | [`assert`] | assertions |
//! | [`async_hooks`] | what follows asynchronous work around |
//! | [`console`] | printing for people |
//! | [`gc`] | the global function `gc` |
//! | [`perf_hooks`] | the timeline |
//! | [`readline`] | lines of streams |
//! | [`slabjs_memory`] | where the bytes are |
//! | [`test`] | tests |
//! | [`util`] | `node:util` |
//! | [`v8`] | figures under V8's names |
//! | [`vm`] | scripts in realms of their own |
//!
//! - `diagnostics_channel.js`: named channels of libraries.

pub mod assert;
pub mod async_hooks;
pub mod console;
pub mod gc;
pub mod perf_hooks;
pub mod readline;
pub mod slabjs_memory;
pub mod test;
pub mod util;
pub mod v8;
pub mod vm;
