//! The text of the call that failed, as it is written in its file.

use crate::node::modules::{Modules, files};
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use std::path::{Path, PathBuf};

/// `callSource(stack)`: the call that the first frame outside built-in modules made;
/// `undefined` when its text can't be found.
pub(super) fn call_source(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let stack = args.get_or_undefined(0).to_string(context)?;
    let found = find(&stack.to_std_string_lossy(), context);
    Ok(found.map_or_else(JsValue::undefined, |text| js_string!(text).into()))
}

fn find(stack: &str, context: &mut Context) -> Option<String> {
    let place = stack.lines().skip(1).find_map(place)?;
    let modules = Modules::of(context);
    let text = files::read_text(modules.resolver().files(), &place.path).ok()?;
    call_at(&text, place.line, place.column).map(str::to_owned)
}

/// The position of a frame; line and column from 1.
#[derive(Debug, PartialEq, Eq)]
struct CallPlace {
    path: PathBuf,
    line: usize,
    column: usize,
}

/// The place of a frame that is in a file.
fn place(frame: &str) -> Option<CallPlace> {
    let frame = frame.trim_start().strip_prefix("at ")?;
    let frame = frame
        .rsplit_once(" (")
        .map_or(frame, |(_, place)| place.trim_end_matches(')'));
    let frame = frame.strip_prefix("file://").unwrap_or(frame);
    let mut parts = frame.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let path = Path::new(parts.next()?);
    path.is_absolute().then(|| CallPlace {
        path: path.to_owned(),
        line,
        column,
    })
}

/// The call whose opening bracket is at `column` of `line`, or next after it.
fn call_at(text: &str, line: usize, column: usize) -> Option<&str> {
    let mut start = 0;
    for _ in 1..line {
        start += text.get(start..)?.find('\n')? + 1;
    }
    let row = text.get(start..)?.lines().next()?;
    let at = row.char_indices().nth(column.checked_sub(1)?)?.0;
    let open = start + at + row.get(at..)?.find('(')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
    let head = text.get(..open)?.trim_end_matches(is_name).len();
    let end = open + bracket_length(text.get(open..)?)?;
    text.get(head..end)
}

/// How long the bracket is that `text` begins with; nothing inside quotes or comments counts.
fn bracket_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            '"' | '\'' | '`' => skip_quoted(&mut rest, c),
            '/' => skip_comment(text, at, &mut rest),
            _ => {}
        }
    }
    None
}

fn skip_quoted(rest: &mut std::str::CharIndices<'_>, quote: char) {
    while let Some((_, c)) = rest.next() {
        match c {
            '\\' => drop(rest.next()),
            c if c == quote => return,
            _ => {}
        }
    }
}

fn skip_comment(text: &str, at: usize, rest: &mut std::str::CharIndices<'_>) {
    let tail = text.get(at..).unwrap_or_default();
    let end = match tail.get(..2) {
        Some("//") => tail.find('\n'),
        Some("/*") => tail.find("*/").map(|end| end + 1),
        _ => None,
    };
    let Some(end) = end else {
        return;
    };
    while rest.offset() <= at + end {
        if rest.next().is_none() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_in_files_have_a_place() {
        let expected = CallPlace {
            path: "/a/b.js".into(),
            line: 3,
            column: 7,
        };
        assert_eq!(place("    at f (/a/b.js:3:7)"), Some(expected));
        assert_eq!(place("    at node:assert:5:1"), None);
        assert_eq!(place("    at call (<anonymous>)"), None);
        assert!(place("    at file:///a/b.mjs:1:2").is_some());
    }

    #[test]
    fn a_call_is_cut_out_with_all_its_arguments() {
        let text = "x;\n  assert.ok(f(')', /* ) */ [1]) && `)`, // )\n  'm');\n";
        let call = "assert.ok(f(')', /* ) */ [1]) && `)`, // )\n  'm')";
        assert_eq!(call_at(text, 2, 12), Some(call));
        assert_eq!(call_at("assert(0)", 1, 7), Some("assert(0)"));
        assert_eq!(call_at("assert(0)", 1, 1), Some("assert(0)"));
        assert_eq!(call_at("assert(0", 1, 7), None);
        assert_eq!(call_at("x", 9, 1), None);
        assert_eq!(call_at("é; t.assert.ok(ü)", 1, 15), Some("t.assert.ok(ü)"));
    }
}
