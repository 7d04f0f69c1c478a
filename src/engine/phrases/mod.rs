//! The engine's errors in V8's words.
//!
//! The engine says `not a callable function` where V8 says `o.foo is not a function`. What
//! it threw is put into V8's words where it comes by: when nobody caught it, when a promise
//! is rejected with it, when a host or the prompt shows it, when it leaves `Reflect.apply`.
//! A `catch` of a script's comes before: there the message is the engine's.
//!
//! Where a message names part of the source, that is found by the place of the error.
//!
//! - `expression`: parts of a source as V8 shows them.
//! - `sources`: the texts of sources, by what stacks call them.
//! - `table`: messages that need no source.

mod expression;
mod sources;
mod table;

pub use sources::remember;

use crate::engine::stack;
use boa_engine::builtins::error::Error;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsString, JsValue, js_string};

/// Puts the message of `error`, if it is one that the engine threw, into V8's words.
pub fn mend(error: &JsValue, context: &mut Context) {
    let Some(object) = error.as_object() else {
        return;
    };
    if !object.is::<Error>() || has_own(&object, "stack") {
        return;
    }
    let Some(message) = own_message(&object) else {
        return;
    };
    if let Some(words) = words(&message, error, context) {
        set_message(&object, JsString::from(words));
    }
}

/// `error` with its message in V8's words, if it is one that the engine threw.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::program::in_usual_words;
///
/// let source = boa_engine::Source::from_bytes("const a = 1; a = 2");
/// let error = runtime.context().eval(source).unwrap_err();
/// let error = in_usual_words(error, runtime.context());
/// assert!(error.to_string().contains("Assignment to constant variable."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn mended(error: JsError, context: &mut Context) -> JsError {
    if error.as_engine().is_some() {
        return error;
    }
    let Ok(value) = error.clone().into_opaque(context) else {
        return error;
    };
    mend(&value, context);
    match error.as_native() {
        // The object is made anew each time; this one has the words.
        Some(_) => JsError::from_opaque(value),
        None => error,
    }
}

fn has_own(object: &JsObject, name: &str) -> bool {
    let key = PropertyKey::from(js_string!(name));
    object.borrow().properties().contains_key(&key)
}

fn own_message(object: &JsObject) -> Option<String> {
    let key = PropertyKey::from(js_string!("message"));
    let descriptor = object.borrow().properties().get(&key)?;
    descriptor.value()?.as_string()?.to_std_string().ok()
}

fn set_message(object: &JsObject, message: JsString) {
    use crate::engine::native;
    native::set(object, js_string!("message"), message, native::HIDDEN);
}

/// V8's words for the engine's `message`; `None` where they are the same or not known.
fn words(message: &str, error: &JsValue, context: &mut Context) -> Option<String> {
    if let Some(words) = table::words(message) {
        return Some(words);
    }
    if !table::needs_source(message) {
        return None;
    }
    let frames = stack::frames_of(error, context).ok()?;
    let Some(place) = frames.first()?.place.clone() else {
        return table::of_native(message);
    };
    let at = |text: &str| {
        let at = expression::offset(text, place.line?, place.column?)?;
        of_source(message, text, at)
    };
    let found = sources::with(&place.path, at).flatten();
    found.or_else(|| table::of_native(message))
}

/// The words for `message`, thrown at `at` of `text`.
fn of_source(message: &str, text: &str, at: usize) -> Option<String> {
    match message {
        "not a callable function" => {
            let callee = expression::before(text, at)?;
            Some(format!("{callee} is not a function"))
        }
        "not a constructor" => {
            let callee = expression::after_new(text, at)?;
            Some(format!("{callee} is not a constructor"))
        }
        "class constructor cannot be invoked without 'new'" => {
            let class = expression::before(text, at)?;
            Some(format!(
                "Class constructor {class} cannot be invoked without 'new'"
            ))
        }
        "access of uninitialized binding" => {
            let name = expression::identifier(text, at)?;
            Some(format!("Cannot access '{name}' before initialization"))
        }
        // A native function that was called here threw it.
        _ if expression::is_call(text, at) => None,
        _ => property(text, at),
    }
}

/// The words for a property of null or undefined.
fn property(text: &str, at: usize) -> Option<String> {
    let access = expression::access(text, at)?;
    let holder = if access.is_of_null {
        "null"
    } else {
        "undefined"
    };
    let (verb, doing) = match access.is_write {
        true => ("set", "setting"),
        false => ("read", "reading"),
    };
    Some(match access.name {
        Some(name) => format!("Cannot {verb} properties of {holder} ({doing} '{name}')"),
        None => format!("Cannot {verb} properties of {holder}"),
    })
}
