//! Commands that begin with a dot.

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dot {
    /// Forget what was typed so far.
    Break,
    /// Type several lines, run them together.
    Editor,
    /// Leave.
    Exit,
    /// Collect now.
    Gc,
    /// List the commands.
    Help,
    /// Run a file.
    Load(String),
    /// Show where the memory is; `.mem help` explains the lines.
    Mem(String),
    /// Write what was typed to a file.
    Save(String),
    /// Draw the slabs.
    Slabs,
    /// Time an expression.
    Time(String),
    /// Walk through the founding document.
    Tour,
    /// Say what a value is.
    Type(String),
    /// Show what an expression does to memory.
    Watch(String),
    /// Show where a value's bytes lie.
    Where(String),
    /// There is no such command.
    Unknown,
}

/// The commands with what they do, in the order of the alphabet.
pub const COMMANDS: [(&str, &str); 15] = [
    (".break", "Sometimes you get stuck, this gets you out"),
    (".clear", "Alias for .break"),
    (".editor", "Enter editor mode"),
    (".exit", "Exit the REPL"),
    (".gc", "Collect garbage and print what that freed"),
    (".help", "Print this help message"),
    (".load", "Load JS from a file into the REPL session"),
    (".mem", "Print memory by kind; .mem help explains it"),
    (
        ".save",
        "Save all evaluated commands in this REPL session to a file",
    ),
    (
        ".slabs",
        "Draw the pool's slabs with their cursor, and all other blocks",
    ),
    (
        ".time",
        "Evaluate an expression and print how long that took",
    ),
    (
        ".tour",
        "Walk through how Buffers work, everything measured here and now",
    ),
    (".type", "Evaluate an expression and print what it is"),
    (
        ".watch",
        "Evaluate an expression and print what that did to memory",
    ),
    (".where", "Draw where the bytes of a Buffer lie"),
];

/// Reads a command; `None` when `line` is JavaScript, as `.5` and `...a` are.
#[must_use]
pub fn parse(line: &str) -> Option<Dot> {
    let line = line.trim();
    let name = line.strip_prefix('.')?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || line.contains('\n') {
        return None;
    }
    let (name, rest) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
    let rest = rest.trim().to_owned();
    Some(match name {
        "break" | "clear" => Dot::Break,
        "editor" => Dot::Editor,
        "exit" => Dot::Exit,
        "gc" => Dot::Gc,
        "help" => Dot::Help,
        "load" => Dot::Load(rest),
        "mem" => Dot::Mem(rest),
        "save" => Dot::Save(rest),
        "slabs" => Dot::Slabs,
        "time" => Dot::Time(rest),
        "tour" => Dot::Tour,
        "type" => Dot::Type(rest),
        "watch" => Dot::Watch(rest),
        "where" => Dot::Where(rest),
        _ => Dot::Unknown,
    })
}

/// The text of `.help`.
#[must_use]
pub fn help() -> String {
    let mut text = String::new();
    for (name, what) in COMMANDS {
        text.push_str(&format!("{name:<10}{what}\n"));
    }
    text.push_str("\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_arguments() {
        assert_eq!(parse(" .exit "), Some(Dot::Exit));
        assert_eq!(
            parse(".load  a b.js "),
            Some(Dot::Load("a b.js".to_owned()))
        );
        assert_eq!(parse(".save"), Some(Dot::Save(String::new())));
        assert_eq!(parse(".foo"), Some(Dot::Unknown));
        assert_eq!(parse(".clear"), Some(Dot::Break));
    }

    #[test]
    fn javascript_is_no_command() {
        for line in [
            ".5",
            "...[1]",
            ".5.toFixed()",
            "a.exit",
            "",
            ".",
            ".load\nx",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn help_names_every_command() {
        let help = help();
        for (name, _) in COMMANDS {
            assert!(
                help.contains(name) && parse(name) != Some(Dot::Unknown),
                "{name}"
            );
        }
    }
}
