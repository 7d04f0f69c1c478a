//! Where the REPL's history is kept.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The variable that names the file; empty, it turns the history off.
const VARIABLE: &str = "SLABJS_REPL_HISTORY";

/// Entries kept.
pub const ENTRIES: usize = 1000;

/// The file of the history, in a folder that exists; `None` when there is none.
#[must_use]
pub fn file() -> Option<PathBuf> {
    let path = path(|name| env::var_os(name).map(PathBuf::from))?;
    fs::create_dir_all(path.parent()?).ok()?;
    Some(path)
}

/// By the variable, else `slabjs/repl_history` in the user's folder for state.
fn path(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(path) = variable(VARIABLE) {
        return Some(path).filter(|path| !path.as_os_str().is_empty());
    }
    let state = variable("XDG_STATE_HOME").filter(|path| path.is_absolute());
    let state = state.or_else(|| {
        let home = variable("HOME").filter(|path| path.is_absolute())?;
        Some(home.join(".local/state"))
    })?;
    Some(state.join(Path::new("slabjs/repl_history")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Option<PathBuf> {
        path(|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| PathBuf::from(value))
        })
    }

    #[test]
    fn the_variable_goes_before_the_folder_for_state() {
        let home = ("HOME", "/home/me");
        assert_eq!(with(&[home, (VARIABLE, "/h")]), Some("/h".into()));
        assert_eq!(with(&[home, (VARIABLE, "")]), None);
        let state = ("XDG_STATE_HOME", "/state");
        assert_eq!(
            with(&[home, state]),
            Some("/state/slabjs/repl_history".into())
        );
        let default = "/home/me/.local/state/slabjs/repl_history";
        assert_eq!(with(&[home]), Some(default.into()));
        assert_eq!(
            with(&[home, ("XDG_STATE_HOME", "not/absolute")]),
            Some(default.into())
        );
        assert_eq!(with(&[]), None);
    }
}
