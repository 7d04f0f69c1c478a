//! How many colours an output can show, by what the environment says.
//!
//! Node's documentation, "TTY", section `writeStream.getColorDepth`.

use std::env;

/// Reads a variable of an environment.
type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

const TWO: u8 = 1;
const SIXTEEN: u8 = 4;
const MANY: u8 = 8;
const ALL: u8 = 24;

/// Terminals known by the whole name.
const TERMINALS: [(&str, u8); 17] = [
    ("eterm", SIXTEEN),
    ("cons25", SIXTEEN),
    ("console", SIXTEEN),
    ("cygwin", SIXTEEN),
    ("dtterm", SIXTEEN),
    ("gnome", SIXTEEN),
    ("hurd", SIXTEEN),
    ("jfbterm", SIXTEEN),
    ("konsole", SIXTEEN),
    ("kterm", SIXTEEN),
    ("mlterm", SIXTEEN),
    ("mosh", ALL),
    ("putty", SIXTEEN),
    ("st", SIXTEEN),
    ("rxvt-unicode-24bit", ALL),
    ("terminator", ALL),
    ("xterm-kitty", ALL),
];

/// Services that run tests and show colours.
const SERVICES: [(&str, u8); 8] = [
    ("APPVEYOR", MANY),
    ("BUILDKITE", MANY),
    ("CIRCLECI", ALL),
    ("DRONE", MANY),
    ("GITEA_ACTIONS", ALL),
    ("GITHUB_ACTIONS", ALL),
    ("GITLAB_CI", MANY),
    ("TRAVIS", MANY),
];

/// Whether output to a terminal, or to something else, is coloured.
#[must_use]
pub fn wanted(is_terminal: bool) -> bool {
    let variable = |name: &str| env::var(name).ok();
    forced().unwrap_or_else(|| is_terminal && depth(&variable) > 2)
}

/// What `FORCE_COLOR` says, if it is set.
#[must_use]
pub fn forced() -> Option<bool> {
    let forced = env::var("FORCE_COLOR").ok()?;
    Some(forced_depth(&forced) > 2)
}

fn forced_depth(forced: &str) -> u8 {
    match forced {
        "" | "1" | "true" => SIXTEEN,
        "2" => MANY,
        "3" => ALL,
        _ => TWO,
    }
}

/// Bits of colour that an output with these variables shows: 1, 4, 8 or 24.
#[must_use]
pub fn depth(variable: Variables<'_>) -> u8 {
    if let Some(forced) = variable("FORCE_COLOR") {
        return forced_depth(&forced);
    }
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let terminal = variable("TERM").unwrap_or_default();
    if is_set("NODE_DISABLE_COLORS") || is_set("NO_COLOR") || terminal == "dumb" {
        return TWO;
    }
    if is_set("TMUX") {
        return ALL;
    }
    service_depth(variable)
        .or_else(|| program_depth(variable))
        .or_else(|| terminal_depth(&terminal))
        .unwrap_or(if is_set("COLORTERM") { SIXTEEN } else { TWO })
}

/// The depth of a service that runs tests.
fn service_depth(variable: Variables<'_>) -> Option<u8> {
    if variable("TF_BUILD").is_some() && variable("AGENT_NAME").is_some() {
        return Some(SIXTEEN);
    }
    if variable("CI").is_some() {
        let known = SERVICES.iter().find(|(name, _)| variable(name).is_some());
        let codeship = variable("CI_NAME").is_some_and(|name| name == "codeship");
        return Some(match known {
            Some((_, depth)) => *depth,
            None if codeship => MANY,
            None => TWO,
        });
    }
    let version = variable("TEAMCITY_VERSION")?;
    Some(if is_recent_teamcity(&version) {
        SIXTEEN
    } else {
        TWO
    })
}

/// Colours came with 9.1.
fn is_recent_teamcity(version: &str) -> bool {
    let mut numbers = version.split('.');
    let major = numbers.next().unwrap_or("");
    let (Some(minor), true) = (numbers.next(), is_number(major)) else {
        return false;
    };
    major.len() > 1 || (major == "9" && is_number(minor) && minor.bytes().any(|c| c != b'0'))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}

/// The depth that the terminal's program tells.
fn program_depth(variable: Variables<'_>) -> Option<u8> {
    match variable("TERM_PROGRAM").as_deref() {
        Some("iTerm.app") => {
            let version = variable("TERM_PROGRAM_VERSION").unwrap_or_default();
            let is_old =
                version.is_empty() || ["0.", "1.", "2."].iter().any(|v| version.starts_with(v));
            Some(if is_old { MANY } else { ALL })
        }
        Some("HyperTerm" | "MacTerm") => Some(ALL),
        Some("Apple_Terminal") => Some(MANY),
        _ => {
            let told = variable("COLORTERM");
            matches!(told.as_deref(), Some("truecolor" | "24bit")).then_some(ALL)
        }
    }
}

/// The depth that the terminal's name tells.
fn terminal_depth(name: &str) -> Option<u8> {
    if name.contains("truecolor") {
        return Some(ALL);
    }
    if name.starts_with("xterm-256") {
        return Some(MANY);
    }
    let name = name.to_lowercase();
    if let Some((_, depth)) = TERMINALS.iter().find(|(known, _)| *known == name) {
        return Some(*depth);
    }
    let parts = ["ansi", "color", "linux", "direct"];
    let families = ["rxvt", "screen", "xterm", "vt100", "vt220"];
    let is_colorful = parts.iter().any(|part| name.contains(part))
        || families.iter().any(|family| name.starts_with(family))
        || is_console_by_size(&name);
    is_colorful.then_some(SIXTEEN)
}

/// `con80x25`
fn is_console_by_size(name: &str) -> bool {
    let Some(size) = name.strip_prefix("con") else {
        return false;
    };
    let rows = size.trim_start_matches(|c: char| c.is_ascii_digit());
    rows.strip_prefix('x')
        .is_some_and(|rows| rows.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::depth;

    fn with(pairs: &[(&str, &str)]) -> u8 {
        depth(&|name| {
            let found = pairs.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_tells_what_a_terminal_can() {
        let cases: [(&[(&str, &str)], u8); 14] = [
            (&[], 1),
            (&[("TERM", "xterm-256color")], 8),
            (&[("TERM", "xterm")], 4),
            (&[("TERM", "con80x25")], 4),
            (&[("TERM", "mosh")], 24),
            (&[("TERM", "dumb"), ("COLORTERM", "truecolor")], 1),
            (&[("TERM", "xterm"), ("NO_COLOR", "1")], 1),
            (
                &[("TERM", "xterm"), ("NO_COLOR", "1"), ("FORCE_COLOR", "2")],
                8,
            ),
            (&[("FORCE_COLOR", "0")], 1),
            (&[("CI", "1"), ("TERM", "xterm")], 1),
            (&[("CI", "1"), ("GITHUB_ACTIONS", "1")], 24),
            (&[("TEAMCITY_VERSION", "9.1.0")], 4),
            (&[("TERM_PROGRAM", "iTerm.app")], 8),
            (&[("COLORTERM", "yes")], 4),
        ];
        for (pairs, expected) in cases {
            assert_eq!(with(pairs), expected, "{pairs:?}");
        }
    }
}
