//! Values as text, as `util.inspect` and `console.log` show them.

pub use crate::node::inspect::format::format_with_options;
pub use crate::node::inspect::{
    Compact, Getters, InspectOptions, Sorted, inspect_text, strip_control_sequences,
};
