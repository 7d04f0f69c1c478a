//! A program: a main file or source, run to its end as Node does.
//!
//! [`Runtime::run_main`](crate::Runtime::run_main) and
//! [`Runtime::run_source`](crate::Runtime::run_source) do all of it. The steps,
//! each of which takes the engine's context
//! ([`Runtime::context`](crate::Runtime::context)): [`resolve_main`] and [`run_main`], or
//! [`run_source`], start it; [`finish`] turns its [`EventLoop`] until nothing is
//! left, tells 'beforeExit' and 'exit', and gives the exit code.

pub use crate::engine::defect::{catch_defects, is_catching_defects, is_defect};
pub use crate::engine::event_loop::{
    Closed, EventLoop, LoopHost, Origin, Pending, Remote, Stop, Uncaught,
};
pub use crate::engine::limits::{RECURSION_LIMIT, STACK_VALUES};
pub use crate::engine::phrases::{mended as in_usual_words, remember as remember_source};
pub use crate::node::modules::files::resolve_path;
pub use crate::node::modules::run::working_directory;
pub use crate::node::modules::{
    Evaluation, require_builtin, resolve_main, run_main, run_source_as_commonjs as run_source,
};
pub use crate::node::system::process::{emit_exit, run_to_end, write_stdout};
pub use crate::runtime::program::{
    UNSETTLED, check_main, check_source, finish, frames, loaded_files, prepare_session,
    prepare_source, run,
};
