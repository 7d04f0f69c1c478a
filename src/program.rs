//! A program: a main file or source, run to its end as Node does.
//!
//! The steps, each of which takes the engine's context
//! ([`Runtime::context`](crate::Runtime::context)): [`resolve_main`] and [`run_main`], or
//! [`run_source`], start it; [`run_to_end`] turns its [`EventLoop`] until nothing is
//! left, tells `beforeExit` and `exit`, and gives the exit code.

pub use crate::engine::event_loop::{EventLoop, LoopHost, Origin, Stop, Uncaught};
pub use crate::node::modules::Evaluation;
pub use crate::node::modules::files::resolve_path;
pub use crate::node::modules::require_builtin;
pub use crate::node::modules::run::{check_file, working_directory};
pub use crate::node::modules::syntax::{Fault, check_script, error as syntax_error};
pub use crate::node::modules::{resolve_main, run_main, run_source_as_commonjs as run_source};
pub use crate::node::process::{emit_before_exit, emit_exit, run_to_end, write_stdout};
