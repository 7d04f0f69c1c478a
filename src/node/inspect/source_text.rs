//! Telling the kind of a function from the beginning of its source.

/// What a function is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Async,
    Generator,
    AsyncGenerator,
    Class,
}

impl Kind {
    /// The class that such functions are instances of.
    pub(super) fn class_name(self) -> &'static str {
        match self {
            Self::Plain | Self::Class => "Function",
            Self::Async => "AsyncFunction",
            Self::Generator => "GeneratorFunction",
            Self::AsyncGenerator => "AsyncGeneratorFunction",
        }
    }
}

/// The kind of the function whose source this is; `None` where its beginning
/// leaves that open.
pub(super) fn kind(source: &str) -> Option<Kind> {
    let rest = skip_blanks(source);
    if rest.starts_with('*') {
        return Some(Kind::Generator);
    }
    let (word, rest) = take_word(rest);
    let next = skip_blanks(rest);
    match word {
        // A method may be called `class`.
        "class" if !next.starts_with('(') => Some(Kind::Class),
        "function" if next.starts_with('*') => Some(Kind::Generator),
        // Source that was not kept reads like a native function's.
        "function" if next.ends_with("{ [native code] }") => None,
        "async" => async_kind(next),
        _ => Some(Kind::Plain),
    }
}

/// What follows the word `async`.
fn async_kind(next: &str) -> Option<Kind> {
    if next.starts_with('*') {
        return Some(Kind::AsyncGenerator);
    }
    // A parameter called `async`, or a method: `async => 1`, `async() {}`. The
    // latter may also be `async () => 1`.
    if next.starts_with('=') {
        return Some(Kind::Plain);
    }
    if next.starts_with('(') {
        return None;
    }
    let (word, rest) = take_word(next);
    if word == "function" && skip_blanks(rest).starts_with('*') {
        return Some(Kind::AsyncGenerator);
    }
    Some(Kind::Async)
}

fn take_word(text: &str) -> (&str, &str) {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    text.split_at(end)
}

/// `text` without the white space and comments it starts with.
fn skip_blanks(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = match rest.get(..2) {
            Some("//") => rest.split_once('\n').map(|(_, after)| after),
            Some("/*") => rest.split_once("*/").map(|(_, after)| after),
            _ => return rest,
        };
        rest = after.unwrap_or("").trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_tell_their_kind() {
        let cases = [
            ("function f() {}", Some(Kind::Plain)),
            ("function* f() {}", Some(Kind::Generator)),
            ("*f() {}", Some(Kind::Generator)),
            ("async function f() {}", Some(Kind::Async)),
            (
                "async function /* x */ * f() {}",
                Some(Kind::AsyncGenerator),
            ),
            ("async *f() {}", Some(Kind::AsyncGenerator)),
            ("async f() {}", Some(Kind::Async)),
            ("async x => 1", Some(Kind::Async)),
            ("async => 1", Some(Kind::Plain)),
            ("async () => 1", None),
            ("class A {}", Some(Kind::Class)),
            ("class{}", Some(Kind::Class)),
            ("class /* ( */ A {}", Some(Kind::Class)),
            ("class() {}", Some(Kind::Plain)),
            ("classify() {}", Some(Kind::Plain)),
            ("x => x", Some(Kind::Plain)),
            ("function f() { [native code] }", None),
        ];
        for (source, expected) in cases {
            assert_eq!(kind(source), expected, "{source}");
        }
    }
}
