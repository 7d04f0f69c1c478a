//! Values as text, as `util.inspect` and `console.log` show them.

pub use crate::node::util::format::format_with_options;
pub use crate::node::util::inspect::{InspectOptions, inspect_text};
