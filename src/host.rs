//! What a host puts in the place of what scripts would find: files, outputs, rules.

pub use crate::buffer::pool::Rule as PoolRule;
pub use crate::engine::error::coded;
pub use crate::node::modules::files::{FileKind, Files, SystemFiles};
pub use crate::node::system::fs::access::{
    Access as FsAccess, Everything as AllowEverything, Intent as FsIntent, Nothing as AllowNothing,
};
pub use crate::node::system::fs::restrict as restrict_fs;
pub use crate::node::system::process::Output;
pub use crate::node::tools::console::{ConsoleSinks, Sink};
