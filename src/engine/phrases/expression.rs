//! Parts of a source as V8 shows them in messages.
//!
//! The engine gives a place: of a call its parenthesis, of a property that is read its name,
//! of one that is written the beginning of the assignment. From there the text is read in
//! both directions, by the few forms that callees are made of; what has another form is
//! not shown.

/// Words that an expression may follow, so that what comes after is no call of theirs.
const KEYWORDS: [&str; 14] = [
    "return",
    "typeof",
    "await",
    "yield",
    "new",
    "delete",
    "void",
    "in",
    "of",
    "case",
    "throw",
    "else",
    "do",
    "instanceof",
];

/// The offset of a line and column of `text`, both from 1, columns in code units.
pub(super) fn offset(text: &str, line: u32, column: u32) -> Option<usize> {
    let mut start = 0;
    for _ in 1..line {
        start += text.get(start..)?.find('\n')? + 1;
    }
    let mut units = 1;
    for (at, character) in text.get(start..)?.char_indices() {
        if units >= column {
            return Some(start + at);
        }
        units += u32::try_from(character.len_utf16()).ok()?;
    }
    (units >= column).then_some(text.len())
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte == b'#' || byte >= 0x80
}

/// Words that begin a statement and are no names.
const STATEMENTS: [&str; 15] = [
    "let", "const", "var", "function", "class", "if", "for", "while", "switch", "try", "break",
    "continue", "async", "import", "export",
];

/// The identifier that begins at `at`.
pub(super) fn identifier(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let end = rest.bytes().position(|byte| !is_part(byte));
    let name = rest.get(..end.unwrap_or(rest.len()))?;
    let is_name = name
        .bytes()
        .next()
        .is_some_and(|byte| !byte.is_ascii_digit());
    let is_word = KEYWORDS.contains(&name) || STATEMENTS.contains(&name);
    (is_name && !is_word).then_some(name)
}

/// The callee of the call whose parenthesis stands at `at`.
pub(super) fn before(text: &str, at: usize) -> Option<String> {
    if !is_call(text, at) {
        return None;
    }
    let end = text.get(..at)?.trim_end().len();
    let end = without_optional(text, end);
    let start = start_of(text, end)?;
    shown(text.get(start..end)?)
}

/// Whether the parenthesis of a call stands at `at`, and not that of a function's parameters:
/// where the engine knows no place it gives the beginning of the function.
pub(super) fn is_call(text: &str, at: usize) -> bool {
    if text.as_bytes().get(at) != Some(&b'(') {
        return false;
    }
    let after = closing(text, at).and_then(|end| text.get(end + 1..));
    after.is_some_and(|after| {
        let after = after.trim_start();
        !after.starts_with('{') && !after.starts_with("=>")
    })
}

/// Without the `?.` of an optional call.
fn without_optional(text: &str, end: usize) -> usize {
    let rest = text.get(..end).unwrap_or_default();
    rest.strip_suffix("?.")
        .map_or(end, |rest| rest.trim_end().len())
}

/// The class of the `new` that stands at `at`.
pub(super) fn after_new(text: &str, at: usize) -> Option<String> {
    let rest = text.get(at..)?.strip_prefix("new")?;
    let rest = rest.trim_start();
    let bytes = rest.as_bytes();
    let mut end = 0;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'.' => end += 1,
            b'[' => end = closing(rest, end)? + 1,
            byte if is_part(byte) => end += 1,
            _ => break,
        }
    }
    shown(rest.get(..end)?)
}

/// Where the chain of names, members and calls that ends at `end` begins.
fn start_of(text: &str, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut start = end;
    loop {
        let last = *bytes.get(start.checked_sub(1)?)?;
        start = match last {
            b')' | b']' => {
                let open = opening(text, start - 1)?;
                let before = text.get(..open)?.trim_end();
                if follows_expression(before) {
                    start = before.len();
                    continue;
                }
                open
            }
            byte if is_part(byte) => {
                let names = bytes.get(..start)?.iter().rev();
                start - names.take_while(|&&byte| is_part(byte)).count()
            }
            _ => return None,
        };
        let before = text.get(..start)?.trim_end();
        let Some(holder) = before
            .strip_suffix("?.")
            .or_else(|| before.strip_suffix('.'))
        else {
            return Some(start);
        };
        if holder.ends_with('.') {
            return None;
        }
        start = holder.trim_end().len();
    }
}

/// Whether `text` ends in an expression that what follows is a member or a call of.
fn follows_expression(text: &str) -> bool {
    let word = text.bytes().rev().take_while(|&byte| is_part(byte)).count();
    match text.get(text.len() - word..) {
        Some("") | None => text.ends_with([')', ']']),
        Some(word) => !KEYWORDS.contains(&word),
    }
}

/// The bracket that the one at `at` closes, where no quotes stand between.
fn opening(text: &str, at: usize) -> Option<usize> {
    let mut open = 0_usize;
    for (index, byte) in text
        .bytes()
        .enumerate()
        .take(at + 1)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        match byte {
            b')' | b']' | b'}' => open += 1,
            b'(' | b'[' | b'{' => {
                open = open.checked_sub(1)?;
                if open == 0 {
                    return Some(index);
                }
            }
            b'\n' if at - index > 400 => return None,
            _ => {}
        }
    }
    None
}

/// The bracket that closes the one at `at`.
fn closing(text: &str, at: usize) -> Option<usize> {
    let mut open = 0_usize;
    for (index, byte) in text.bytes().enumerate().skip(at) {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => {
                open = open.checked_sub(1)?;
                if open == 0 {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}

/// A chain as V8 shows it: arguments as dots, names in brackets as members.
fn shown(chain: &str) -> Option<String> {
    let mut text = String::new();
    let mut at = 0;
    while let Some(&byte) = chain.as_bytes().get(at) {
        match byte {
            b'(' if text.is_empty() => {
                let end = closing(chain, at)?;
                text.push_str(&inner(chain.get(at + 1..end)?)?);
                at = end + 1;
            }
            b'(' => {
                at = closing(chain, at)? + 1;
                text.push_str("(...)");
            }
            b'[' => {
                let end = closing(chain, at)?;
                text.push_str(&member(chain.get(at + 1..end)?, text.is_empty())?);
                at = end + 1;
            }
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => {
                let end = chain
                    .bytes()
                    .skip(at)
                    .position(|byte| matches!(byte, b'(' | b'[') || byte.is_ascii_whitespace());
                let end = end.map_or(chain.len(), |end| at + end);
                text.push_str(chain.get(at..end)?);
                at = end;
            }
        }
    }
    (!text.is_empty()).then_some(text)
}

/// What stands in parentheses at the beginning of a chain.
fn inner(text: &str) -> Option<String> {
    let text = text.trim();
    let is_plain = text.bytes().all(|byte| is_part(byte) || byte == b'.');
    Some(match text {
        "{}" | "[]" => text.to_owned(),
        _ if is_plain && !text.is_empty() => text.to_owned(),
        _ => "(intermediate value)".to_owned(),
    })
}

fn member(key: &str, is_array: bool) -> Option<String> {
    let key = key.trim();
    if is_array {
        return key.is_empty().then(|| "[]".to_owned());
    }
    Some(match literal(key) {
        Some(name) => format!(".{name}"),
        None => format!("[{key}]"),
    })
}

/// What a plain string literal says.
fn literal(text: &str) -> Option<&str> {
    let quote = text
        .bytes()
        .next()
        .filter(|byte| matches!(byte, b'"' | b'\''))?;
    let inner = text.get(1..text.len().checked_sub(1)?)?;
    let ends = text.len() > 1 && text.as_bytes().last() == Some(&quote);
    (ends && !inner.contains(['\\', '"', '\''])).then_some(inner)
}

/// An access to a property.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Access<'a> {
    /// `None` where it is reckoned.
    pub(super) name: Option<&'a str>,
    pub(super) is_write: bool,
    /// Whether what has no properties stands there as `null`.
    pub(super) is_of_null: bool,
}

/// The access at `at`: a name that is read, or the beginning of an assignment.
pub(super) fn access(text: &str, at: usize) -> Option<Access<'_>> {
    let before = text.get(..at)?.trim_end();
    if let Some(holder) = before.strip_suffix('.') {
        return Some(Access {
            name: Some(identifier(text, at)?),
            is_write: false,
            is_of_null: ends_in_null(holder),
        });
    }
    if let Some(holder) = before.strip_suffix('[') {
        let end = closing(text, before.len() - 1)?;
        return Some(Access {
            name: key(text.get(at..end)?),
            is_write: false,
            is_of_null: ends_in_null(holder),
        });
    }
    assignment(text, at)
}

fn ends_in_null(holder: &str) -> bool {
    let holder = holder.trim_end();
    let rest = holder.strip_suffix("null");
    rest.is_some_and(|rest| {
        !rest
            .bytes()
            .last()
            .is_some_and(|byte| is_part(byte) || byte == b'.')
    })
}

/// A key in brackets that is known from the source.
fn key(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    literal(text).or(is_number.then_some(text))
}

/// The last member of the chain that begins at `at`, which is assigned to.
fn assignment(text: &str, at: usize) -> Option<Access<'_>> {
    let rest = text.get(at..)?;
    let bytes = rest.as_bytes();
    let (mut end, mut last, mut holder) = (0, None, "");
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'.' => {
                holder = rest.get(..end)?;
                last = Some(identifier(rest, end + 1));
                end += 1;
            }
            b'[' => {
                let close = closing(rest, end)?;
                holder = rest.get(..end)?;
                last = Some(key(rest.get(end + 1..close)?));
                end = close + 1;
            }
            b'(' => end = closing(rest, end)? + 1,
            byte if is_part(byte) => end += 1,
            _ => break,
        }
    }
    let operator = rest.get(end..)?.trim_start();
    let is_plain = operator.starts_with('=') && !operator.starts_with("==");
    let is_compound = operator.find('=').is_some_and(|at| at <= 3)
        || operator.starts_with("++")
        || operator.starts_with("--");
    (is_plain || is_compound).then_some(Access {
        name: last?,
        is_write: is_plain,
        is_of_null: ends_in_null(holder),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callees() {
        for (text, expected) in [
            ("o.foo|(1)", Some("o.foo")),
            ("return a.b.c|()", Some("a.b.c")),
            ("x = f(1, [2]).g|()", Some("f(...).g")),
            ("a[0]|()", Some("a[0]")),
            ("o['x']|()", Some("o.x")),
            ("o[key]|()", Some("o[key]")),
            ("this.q |()", Some("this.q")),
            ("a()|()", Some("a(...)")),
            ("u\n  .foo\n  .bar|()", Some("u.foo.bar")),
            ("({}).a|()", Some("{}.a")),
            ("(x => 1).a|()", Some("(intermediate value).a")),
            ("o?.f?.|()", Some("o?.f")),
            ("`a`|()", None),
            ("function f|(a) {}", None),
            ("f|(a) => 1", None),
            ("|()", None),
        ] {
            let at = text.find('|').expect("a mark");
            let text = text.replace('|', "");
            assert_eq!(before(&text, at).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn accesses() {
        let of = |name, is_write, is_of_null| Access {
            name,
            is_write,
            is_of_null,
        };
        for (text, expected) in [
            ("a.|b.c", Some(of(Some("b"), false, false))),
            ("null.|x", Some(of(Some("x"), false, true))),
            ("a[|0]", Some(of(Some("0"), false, false))),
            ("a[|'x y']", Some(of(Some("x y"), false, false))),
            ("a[|i + 1]", Some(of(None, false, false))),
            ("|a.b = 1", Some(of(Some("b"), true, false))),
            ("|a.b[0].c = 1", Some(of(Some("c"), true, false))),
            ("|a.b += 1", Some(of(Some("b"), false, false))),
            ("|a.b++", Some(of(Some("b"), false, false))),
            ("|a == 1", None),
        ] {
            let at = text.find('|').expect("a mark");
            let text = text.replacen('|', "", 1);
            assert_eq!(access(&text, at), expected, "{text}");
        }
    }

    #[test]
    fn classes_and_places() {
        assert_eq!(after_new("new o.K(2)", 0).as_deref(), Some("o.K"));
        assert_eq!(after_new("new 1", 0).as_deref(), Some("1"));
        assert_eq!(offset("a\nb\u{1F600}c", 2, 4), Some(7));
        assert_eq!(offset("a", 3, 1), None);
    }
}
