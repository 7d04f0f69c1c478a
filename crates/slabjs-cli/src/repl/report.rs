//! Values and errors as the REPL prints them.

use crate::cli::{color, uncaught};
use boa_engine::builtins::error::Error as ErrorData;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsResult, JsValue, js_string};
use slabjs::inspect::{InspectOptions, inspect_text};

/// A value as `util.inspect` shows it.
///
/// # Errors
///
/// What inspecting it throws.
pub fn value(value: &JsValue, context: &mut Context) -> JsResult<String> {
    let mut options = InspectOptions::current(context)?;
    options.colors = color::on_stdout();
    options.show_proxy = true;
    inspect_text(value, &options, context)
}

/// A value as a preview shows it: on one line, without colours.
///
/// # Errors
///
/// What inspecting it throws.
pub fn plain(value: &JsValue, context: &mut Context) -> JsResult<String> {
    let options = InspectOptions::default();
    inspect_text(value, &options, context).map(|text| text.replace('\n', " "))
}

/// What is printed of an error that nobody caught: `Uncaught` and the value,
/// without the frames of the REPL itself.
pub fn error(error: &JsError, context: &mut Context) -> String {
    let Ok(thrown) = error.clone().into_opaque(context) else {
        return format!("Uncaught {}", uncaught::engine_error(error));
    };
    if let Some(object) = thrown.as_object().filter(|object| object.is::<ErrorData>()) {
        // An error that can't be changed is shown as it is.
        let _ = trim_stack(&object, context);
    }
    let text = match value(&thrown, context) {
        Ok(text) => text,
        Err(error) => error.to_string(),
    };
    with_uncaught(without_brackets(&text))
}

/// Takes the frames from the input's own code on off the error's stack.
fn trim_stack(error: &JsObject, context: &mut Context) -> JsResult<()> {
    let key = js_string!("stack");
    let stack = error.get(key.clone(), context)?;
    let Some(stack) = stack.as_string() else {
        return Ok(());
    };
    let stack = stack.to_std_string_lossy();
    let trimmed = trimmed(&stack);
    if trimmed != stack {
        error.set(key, js_string!(trimmed.as_str()), true, context)?;
    }
    Ok(())
}

/// A stack without the frame of an input's top level and those below it; of a
/// syntax error, which has no frames, without the name of the input.
fn trimmed(stack: &str) -> String {
    let mut lines: Vec<&str> = stack.split('\n').collect();
    if let Some(end) = lines.iter().position(|line| is_top_level(line)) {
        lines.truncate(end);
    }
    let is_syntax_error = lines.iter().any(|line| line.starts_with("SyntaxError: "));
    if is_syntax_error && lines.first().is_some_and(|line| is_input(line, 1)) {
        lines.remove(0);
    }
    lines.join("\n")
}

/// `    at REPL2:1:21`, without a function's name, or the engine's own frame
/// around an input.
fn is_top_level(line: &str) -> bool {
    line.strip_prefix("    at ")
        .is_some_and(|place| place == "Object (<anonymous>)" || is_input(place, 2))
}

/// `REPL2` followed by `numbers` numbers.
fn is_input(place: &str, numbers: usize) -> bool {
    // The engine does not know the place of every frame.
    let is_number =
        |text: &str| text == "?" || !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let mut parts = place.split(':');
    let name = parts.next().and_then(|name| name.strip_prefix("REPL"));
    let parts: Vec<&str> = parts.collect();
    name.is_some_and(is_number)
        && parts.len() == numbers
        && parts.iter().all(|part| is_number(part))
}

/// `[Error: a]` becomes `Error: a`.
fn without_brackets(text: &str) -> &str {
    let inner = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    inner.unwrap_or(text)
}

/// A longer line that names an error has `Uncaught:` on a line before it.
const BREAK_LENGTH: usize = 80;

/// Puts `Uncaught` before the line that names the error, else before all.
fn with_uncaught(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    let mut placed = false;
    for line in text.split_inclusive('\n') {
        if !placed && names_an_error(line) {
            let is_long = line.encode_utf16().count() > BREAK_LENGTH;
            shown.push_str(if is_long { "Uncaught:\n" } else { "Uncaught " });
            placed = true;
        }
        shown.push_str(line);
    }
    match (placed, text.contains('\n')) {
        (true, _) => shown,
        (false, false) => format!("Uncaught {text}"),
        (false, true) => format!("Uncaught:\n{text}"),
    }
}

/// Whether a line begins like `TypeError`, perhaps in brackets.
fn names_an_error(line: &str) -> bool {
    let line = line.strip_prefix('[').unwrap_or(line);
    let end = line
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(line.len());
    let (name, _) = line.split_at(end);
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains("Error")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_the_input_are_taken_off() {
        let stack = "Error: x\n    at f (REPL1:1:2)\n    at REPL2:1:1\n    at g (REPL0:1:1)";
        assert_eq!(trimmed(stack), "Error: x\n    at f (REPL1:1:2)");
        assert_eq!(trimmed("Error: x\n    at REPL10:?:?"), "Error: x");
        assert_eq!(
            trimmed("Error: x\n    at /REPL/a.js:1:1"),
            "Error: x\n    at /REPL/a.js:1:1"
        );
        let syntax = "REPL3:1\na b\n  ^\n\nSyntaxError: Unexpected identifier 'b'";
        assert_eq!(
            trimmed(syntax),
            "a b\n  ^\n\nSyntaxError: Unexpected identifier 'b'"
        );
        assert_eq!(trimmed("REPL3:1\nx"), "REPL3:1\nx");
    }

    #[test]
    fn uncaught_stands_before_the_name() {
        let long = format!("Error: {}", "x".repeat(80));
        assert_eq!(with_uncaught(&long), format!("Uncaught:\n{long}"));
        let texts = [
            ("[Error: a]", "Uncaught Error: a"),
            (
                "[Error: a] { code: 'E' }",
                "Uncaught [Error: a] { code: 'E' }",
            ),
            ("5", "Uncaught 5"),
            ("{\n  a: 1\n}", "Uncaught:\n{\n  a: 1\n}"),
            (
                "TypeError: q\n    at f (x:1:1)",
                "Uncaught TypeError: q\n    at f (x:1:1)",
            ),
            (
                "a b\n  ^\n\nSyntaxError: u",
                "a b\n  ^\n\nUncaught SyntaxError: u",
            ),
            ("'Error'", "Uncaught 'Error'"),
        ];
        for (text, shown) in texts {
            assert_eq!(with_uncaught(without_brackets(text)), shown);
        }
    }
}
