//! Whether output is coloured, by Node's environment variables.
//!
//! Node's documentation, "Command-line API", `FORCE_COLOR`, `NO_COLOR`,
//! `NODE_DISABLE_COLORS`.

use std::env;
use std::io::{self, IsTerminal};

/// Whether standard output is coloured.
#[must_use]
pub fn on_stdout() -> bool {
    enabled(io::stdout().is_terminal(), |name| env::var(name).ok())
}

/// Whether standard error is coloured.
#[must_use]
pub fn on_stderr() -> bool {
    enabled(io::stderr().is_terminal(), |name| env::var(name).ok())
}

/// `FORCE_COLOR` decides alone where it is set; else a terminal that can, unless
/// colours are refused.
fn enabled(is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    if let Some(force) = variable("FORCE_COLOR") {
        return matches!(force.as_str(), "" | "1" | "true" | "2" | "3");
    }
    let refused = ["NO_COLOR", "NODE_DISABLE_COLORS"]
        .iter()
        .any(|name| variable(name).is_some_and(|value| !value.is_empty()));
    let is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
    is_terminal && !refused && !is_dumb
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_terminal(variables: &[(&str, &str)]) -> bool {
        enabled(true, |name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_terminal_is_coloured_unless_refused() {
        assert!(on_terminal(&[("TERM", "xterm")]));
        assert!(on_terminal(&[("NO_COLOR", "")]));
        assert!(!on_terminal(&[("NO_COLOR", "1")]));
        assert!(!on_terminal(&[("NODE_DISABLE_COLORS", "1")]));
        assert!(!on_terminal(&[("TERM", "dumb")]));
        assert!(!enabled(false, |_| None));
    }

    #[test]
    fn force_goes_before_all() {
        assert!(on_terminal(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")]));
        assert!(!on_terminal(&[("FORCE_COLOR", "0")]));
        let forced = |name: &str| (name == "FORCE_COLOR").then(String::new);
        assert!(enabled(false, forced));
    }
}
