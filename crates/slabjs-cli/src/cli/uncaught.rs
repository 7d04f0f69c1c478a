//! What is printed of an error that nobody caught, in Node's form.

use super::big_stack;
use super::color;
use super::options::VERSION;
use super::place::Place;
use super::sources::Sources;
use boa_engine::builtins::error::Error as ErrorData;
use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::{Context, JsError, JsValue, js_string};
use slabjs::inspect::{InspectOptions, inspect_text};
use slabjs::program::frames;

/// Frames shown of a call stack that was exhausted: V8's `Error.stackTraceLimit`.
const FRAMES: usize = 10;

/// The report of `error`, with the version in its last line.
///
/// Getters of the thrown value may run.
pub fn report(error: &JsError, sources: &Sources, context: &mut Context) -> String {
    format!("{}\nslabjs {VERSION}\n", describe(error, sources, context))
}

/// The place of `error` and the thrown value.
fn describe(error: &JsError, sources: &Sources, context: &mut Context) -> String {
    let frames = Frames::of(error);
    let place = frames.place(sources);
    match error.clone().into_opaque(context) {
        Err(_) => of_engine(error, place.as_deref()),
        Ok(value) if is_error(&value) => of_error(&value, place.as_deref(), context),
        Ok(value) => of_value(&value, place.as_deref(), context),
    }
}

fn is_error(value: &JsValue) -> bool {
    value
        .as_object()
        .is_some_and(|object| object.is::<ErrorData>())
}

fn of_error(error: &JsValue, place: Option<&str>, context: &mut Context) -> String {
    let text = show(error, context);
    if names_its_place(error, context) {
        return format!("{}\n", without_brackets(&text));
    }
    match place {
        Some(place) => format!("{place}\n{text}\n"),
        None => format!("{text}\n"),
    }
}

/// A stack that has no frames is inspected in brackets. Node's syntax errors have
/// frames of its loader; ours have none, and are to look the same.
fn without_brackets(text: &str) -> &str {
    let inner = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    inner.unwrap_or(text)
}

/// Whether the stack begins with a place, as that of a syntax error does.
fn names_its_place(error: &JsValue, context: &mut Context) -> bool {
    let Some(object) = error.as_object() else {
        return false;
    };
    let stack = object.get(js_string!("stack"), context).unwrap_or_default();
    let Some(stack) = stack.as_string().map(|stack| stack.to_std_string_lossy()) else {
        return false;
    };
    let first = stack.lines().next().unwrap_or_default();
    stack.contains("\n\nSyntaxError: ")
        && first
            .rsplit_once(':')
            .is_some_and(|(_, line)| line.parse::<u32>().is_ok())
}

fn of_value(value: &JsValue, place: Option<&str>, context: &mut Context) -> String {
    let text = show(value, context);
    match place {
        Some(place) => format!("\n{place}{text}\n"),
        None => format!("Uncaught:\n{text}\n"),
    }
}

fn of_engine(error: &JsError, place: Option<&str>) -> String {
    let place = place.map(|place| format!("{place}\n")).unwrap_or_default();
    format!("{place}{}\n", engine_error(error))
}

/// An error of the engine itself with its frames: an exhausted limit in V8's
/// words, or a defect.
#[must_use]
pub fn engine_error(error: &JsError) -> String {
    let frames = Frames::of(error);
    let mut text = if is_recursion(error) {
        "RangeError: Maximum call stack size exceeded".to_owned()
    } else {
        let (head, place) = (&frames.head, big_stack::last_place());
        format!(
            "slabjs: internal error: {head}{place}\n{}",
            big_stack::PLEASE_REPORT
        )
    };
    for frame in frames.lines.iter().take(FRAMES) {
        text.push_str("\n    at ");
        text.push_str(frame);
    }
    text
}

/// Whether a limit on recursion ended the script, perhaps inside an operation
/// that the engine takes for infallible.
fn is_recursion(error: &JsError) -> bool {
    let recursion = |limit: &RuntimeLimitError| {
        matches!(
            limit,
            RuntimeLimitError::Recursion | RuntimeLimitError::StackSize
        )
    };
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = next {
        let engine = match error.downcast_ref::<JsError>() {
            Some(error) => error.as_engine(),
            None => error.downcast_ref::<EngineError>(),
        };
        if matches!(engine, Some(EngineError::RuntimeLimit(limit)) if recursion(limit)) {
            return true;
        }
        if error
            .downcast_ref::<RuntimeLimitError>()
            .is_some_and(recursion)
        {
            return true;
        }
        next = error.source();
    }
    false
}

/// The frames that the engine recorded when the error was thrown.
struct Frames {
    /// The text before them.
    head: String,
    /// `f (path:line:column)`, innermost first.
    lines: Vec<String>,
}

impl Frames {
    fn of(error: &JsError) -> Self {
        let shown = error.to_string();
        let head = shown.split("\n    at ").next().unwrap_or_default();
        Self {
            head: head.to_owned(),
            lines: frames(error),
        }
    }

    /// The innermost place whose source is at hand, shown.
    fn place(&self, sources: &Sources) -> Option<String> {
        self.lines
            .iter()
            .filter_map(|line| Place::of_frame(&format!("at {line}")))
            .find_map(|place| place.show(sources))
    }
}

/// The thrown value as text: strings as they are, all else inspected.
fn show(value: &JsValue, context: &mut Context) -> String {
    if let Some(text) = value.as_string() {
        return text.to_std_string_lossy();
    }
    let mut options = InspectOptions::default();
    options.colors = color::on_stderr();
    inspect_text(value, &options, context).unwrap_or_else(|_| value.display().to_string())
}
