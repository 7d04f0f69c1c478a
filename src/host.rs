//! What a host puts in the place of what scripts would find: files, outputs, rules.

pub use crate::buffer::pool::Rule;
pub use crate::engine::error::{ErrorClass, coded};
pub use crate::node::console::{ConsoleSinks, Sink};
pub use crate::node::fs::access::{Access, Everything, Intent, Nothing};
pub use crate::node::fs::restrict;
pub use crate::node::modules::files::{FileKind, Files, SystemFiles};
pub use crate::node::process::Output;
