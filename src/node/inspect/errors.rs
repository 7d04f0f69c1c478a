//! Errors: the stack, what it does not tell, and the cause.

use super::class_name::prefix;
use super::frames;
use super::printer::{Level, Printer, caught};
use super::raw::{Body, Items, Sketch, Subject};
use super::scalars::based;
use super::style::Flavour;
use super::text::{lossy, spaces};
use crate::engine::brand::{Brand, is_array};
use crate::engine::reflect::{self, Filter, key_text};
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{JsResult, JsString, JsValue, js_string};

/// The beginning of the first frame of a stack.
const FRAME: &str = "\n    at";

impl Printer<'_> {
    pub(super) fn sketch_error(
        &mut self,
        subject: &Subject,
        mut keys: Vec<PropertyKey>,
    ) -> JsResult<Sketch> {
        let base = self.error_text(subject, &mut keys)?;
        if !self.options.show_hidden || subject.brand != Brand::Error {
            return Ok(based(subject, base, keys));
        }
        // In V8 every error has an accessor of its own for its stack.
        leave_out(&mut keys, "stack", "", None);
        Ok(Sketch::Entries(Body {
            base,
            ..Body::of(Items::Stack, "{".to_owned(), keys)
        }))
    }

    /// The stack as it is shown; properties that it tells leave `keys`.
    fn error_text(&mut self, subject: &Subject, keys: &mut Vec<PropertyKey>) -> JsResult<String> {
        let error = &subject.object;
        let Some(stack) = caught(self.stack_of(error))? else {
            return Ok("[object Error]".to_owned());
        };
        let name = caught(error.get(js_string!("name"), self.context))?;
        let message = caught(error.get(js_string!("message"), self.context))?;
        if !self.options.show_hidden {
            leave_out(keys, "stack", &stack, None);
            leave_out_told(keys, "message", &stack, message.as_ref());
            leave_out_told(keys, "name", &stack, name.as_ref());
        }
        self.add_hidden(error, keys)?;
        let name = self.name_text(name)?;
        let stack = improve(stack, subject, &name);
        let message = message.and_then(|message| message.as_string());
        let text = self.with_frames(error, stack, message.as_ref().map(lossy))?;
        Ok(self.indented(text))
    }

    fn name_text(&mut self, name: Option<JsValue>) -> JsResult<ErrorName> {
        let name = name.filter(|name| !name.is_null_or_undefined());
        let Some(name) = name else {
            return Ok(ErrorName::string("Error".to_owned()));
        };
        if let Some(text) = name.as_string() {
            return Ok(ErrorName::string(lossy(&text)));
        }
        let text = lossy(&name.to_string(self.context)?);
        let is_string = false;
        Ok(ErrorName { text, is_string })
    }

    /// Adds `cause` and `errors`, which are shown though they are not enumerable.
    fn add_hidden(&mut self, error: &JsObject, keys: &mut Vec<PropertyKey>) -> JsResult<()> {
        if self.has_own(error, "cause")? {
            add(keys, "cause");
        }
        let errors = caught(error.get(js_string!("errors"), self.context))?;
        let is_array = errors
            .and_then(|errors| errors.as_object())
            .is_some_and(|errors| is_array(&errors));
        if is_array && self.has_own(error, "errors")? {
            add(keys, "errors");
        }
        Ok(())
    }

    fn has_own(&mut self, object: &JsObject, key: &str) -> JsResult<bool> {
        let key = js_string!(key).into();
        reflect::has_own(object, &key, Filter::All, self.context)
    }

    /// `error.stack` with its header; the header alone where there is no stack.
    fn stack_of(&mut self, error: &JsObject) -> JsResult<String> {
        let stack = caught(error.get(js_string!("stack"), self.context))?.unwrap_or_default();
        if !stack.to_boolean() {
            return self.header(error);
        }
        match stack.variant() {
            JsVariant::String(stack) => self.with_header(error, &stack),
            _ => self.odd_stack(error, &stack),
        }
    }

    /// The engine's own stacks hold frames only.
    fn with_header(&mut self, error: &JsObject, stack: &JsString) -> JsResult<String> {
        let stack = lossy(stack);
        if !stack.starts_with("    at ") {
            return Ok(stack);
        }
        Ok(format!("{}\n{}", self.header(error)?, stack.trim_end()))
    }

    /// A script put something else than text there.
    fn odd_stack(&mut self, error: &JsObject, stack: &JsValue) -> JsResult<String> {
        self.seen.push(error.clone());
        let text = self.value_within(stack, Level::NAN, 4);
        self.seen.pop();
        Ok(format!("{}\n    {}", self.header(error)?, text?))
    }

    /// `Name: message`, as `Error.prototype.toString` gives it.
    fn header(&mut self, error: &JsObject) -> JsResult<String> {
        let mut part = |key: &str, absent: &str| -> JsResult<String> {
            let part = error.get(js_string!(key), self.context)?;
            if part.is_undefined() {
                return Ok(absent.to_owned());
            }
            part.to_string(self.context).map(|part| lossy(&part))
        };
        let name = part("name", "Error")?;
        let message = part("message", "")?;
        Ok(match (name.is_empty(), message.is_empty()) {
            (true, _) => message,
            (_, true) => name,
            _ => format!("{name}: {message}"),
        })
    }

    /// `stack` with its frames as they are shown, or in brackets without any.
    fn with_frames(
        &mut self,
        error: &JsObject,
        stack: String,
        message: Option<String>,
    ) -> JsResult<String> {
        let from = end_of_message(&stack, message.as_deref());
        let frames = stack
            .get(from..)
            .and_then(|rest| rest.find(FRAME))
            .map(|at| from + at);
        let Some(at) = frames else {
            return Ok(format!("[{stack}]"));
        };
        let (head, frames) = stack.split_at(at);
        let lines = frames.get(1..).unwrap_or("").split('\n');
        let lines = self.shown_frames(error, lines.map(str::to_owned).collect())?;
        let mut text = head.to_owned();
        for line in lines {
            text.push('\n');
            text.push_str(&self.styled_frame(line)?);
        }
        Ok(text)
    }

    /// The frames without those that the cause shows as well, and without
    /// repetitions.
    fn shown_frames(&mut self, error: &JsObject, mut lines: Vec<String>) -> JsResult<Vec<String>> {
        if let Some(cause) = self.frames_of_cause(error)?
            && let Some((at, length)) = frames::common(&lines, &cause)
        {
            let skipped = length - 2;
            let note = format!("    ... {skipped} lines matching cause stack trace ...");
            let note = self.stylize(note, Flavour::Undefined)?;
            lines.splice(at + 1..at + 1 + skipped, [note]);
        }
        for repetition in frames::repetitions(&lines).into_iter().rev() {
            let note = self.stylize(repetition.note(), Flavour::Undefined)?;
            lines.splice(repetition.range(), [note]);
        }
        Ok(lines)
    }

    fn frames_of_cause(&mut self, error: &JsObject) -> JsResult<Option<Vec<String>>> {
        let cause = caught(error.get(js_string!("cause"), self.context))?;
        let Some(cause) = cause.and_then(|cause| cause.as_object()) else {
            return Ok(None);
        };
        if Brand::of(&cause) != Brand::Error && !self.inherits_from_error(&cause)? {
            return Ok(None);
        }
        let stack = self.stack_of(&cause)?;
        let Some(at) = stack.find(FRAME) else {
            return Ok(None);
        };
        let frames = stack.get(at + 1..).unwrap_or("");
        Ok(Some(frames.split('\n').map(str::to_owned).collect()))
    }

    fn indented(&self, text: String) -> String {
        if self.indentation == 0 {
            return text;
        }
        text.replace('\n', &format!("\n{}", spaces(self.indentation)))
    }
}

/// The `name` of an error.
struct ErrorName {
    text: String,
    is_string: bool,
}

impl ErrorName {
    fn string(text: String) -> Self {
        let is_string = true;
        Self { text, is_string }
    }
}

fn add(keys: &mut Vec<PropertyKey>, key: &str) {
    let key = js_string!(key).into();
    if !keys.contains(&key) {
        keys.push(key);
    }
}

/// Removes `key` where the stack tells `told`, or whatever it is for `None`.
fn leave_out(keys: &mut Vec<PropertyKey>, key: &str, stack: &str, told: Option<&str>) {
    if told.is_some_and(|told| !stack.contains(told)) {
        return;
    }
    if let Some(at) = keys
        .iter()
        .position(|known| key_text(known).as_deref() == Some(key))
    {
        keys.remove(at);
    }
}

/// Removes `key` unless its value is a string that the stack does not show.
/// A getter that threw has no value, and stays.
fn leave_out_told(keys: &mut Vec<PropertyKey>, key: &str, stack: &str, value: Option<&JsValue>) {
    let Some(value) = value else {
        return;
    };
    let told = value.as_string().as_ref().map(lossy);
    leave_out(keys, key, stack, told.as_deref());
}

/// Where the message ends within the stack.
fn end_of_message(stack: &str, message: Option<&str>) -> usize {
    let Some(message) = message.filter(|message| !message.is_empty()) else {
        return 0;
    };
    match stack.find(message) {
        Some(at) if at > 0 => at + message.len(),
        _ => 0,
    }
}

/// The stack with the class named in its header: `Class [name]: message`.
fn improve(mut stack: String, subject: &Subject, name: &ErrorName) -> String {
    let constructor = subject.constructor.as_deref();
    let named = |fallback: &str| {
        let prefix = prefix(constructor, &subject.tag, fallback, "");
        prefix.strip_suffix(' ').unwrap_or(&prefix).to_owned()
    };
    if !name.is_string {
        let better = format!("{} [{}]", name.text, named("Error"));
        stack = stack.replacen(&name.text, &better, 1);
    }
    if constructor.is_some() && !(name.is_string && starts_with_name(&stack, &name.text)) {
        return stack;
    }
    let (fallback, length) = match constructor {
        Some(_) => ("Error".to_owned(), name.text.len()),
        None => told_class(&stack),
    };
    let better = named(&fallback);
    if name.text == better {
        return stack;
    }
    let rest = stack.get(length..).unwrap_or("");
    if !better.contains(&name.text) {
        return format!("{better} [{}]{rest}", name.text);
    }
    match length {
        0 => format!("{better}: {stack}"),
        _ => format!("{better}{rest}"),
    }
}

/// Whether `stack` begins with `name`, which says that it is an error.
fn starts_with_name(stack: &str, name: &str) -> bool {
    if !name.ends_with("Error") {
        return false;
    }
    match stack.strip_prefix(name) {
        Some(rest) => rest.is_empty() || rest.starts_with([':', '\n']),
        None => false,
    }
}

/// The class that the header of a stack names, and its length there; `Error`
/// and 0 where it names none.
fn told_class(stack: &str) -> (String, usize) {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_ []()-".contains(c);
    let end = stack.find(|c| !is_word(c)).unwrap_or(stack.len());
    let (head, rest) = stack.split_at(end);
    let is_class = head.len() > 1 && head.starts_with(|c: char| c.is_ascii_uppercase());
    if is_class && (rest.starts_with(':') || rest.starts_with(FRAME)) {
        return (head.to_owned(), head.len());
    }
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if stack.ends_with("Error") && stack.chars().all(is_bare) {
        return (stack.to_owned(), stack.len());
    }
    ("Error".to_owned(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_their_class() {
        let cases = [
            ("TypeError: x", ("TypeError", 9)),
            ("Foo [bar]\n    at x", ("Foo [bar]", 9)),
            ("myError", ("myError", 7)),
            ("what", ("Error", 0)),
            ("no class: here", ("Error", 0)),
        ];
        for (stack, (class, length)) in cases {
            assert_eq!(told_class(stack), (class.to_owned(), length), "{stack}");
        }
    }

    #[test]
    fn frames_are_looked_for_behind_the_message() {
        assert_eq!(end_of_message("Error: a\n    at b", Some("a")), 8);
        assert_eq!(end_of_message("a", Some("a")), 0);
        assert_eq!(end_of_message("Error", None), 0);
    }
}
