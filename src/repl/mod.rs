//! The REPL.

pub mod input;

use crate::cli::options::ScriptOptions;
use crate::runtime::BuildError;

/// Runs the REPL.
pub fn run(_: &ScriptOptions) -> Result<i32, BuildError> {
    Ok(0)
}
