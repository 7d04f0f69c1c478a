//! `node:tty`: which file descriptors are terminals, and terminals to write to.
//!
//! - `write_stream.js`: `tty.WriteStream`: a terminal's colours, size and cursor.
//!
//! Absent: `ReadStream`, for which a terminal's mode would have to be changed.

use crate::engine::native::{self, Definition};
use crate::engine::object::literal;
use crate::engine::reflect;
use crate::engine::system;
use crate::node::modules::require_builtin;
use crate::node::tools::console::colors;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use std::collections::HashMap;

pub(crate) const BINDING: [Definition; 3] = [
    ("isatty", 1, is_a_tty),
    ("size", 1, size),
    ("colorDepth", 1, color_depth),
];

/// The module's exports.
///
/// # Errors
///
/// None.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = literal([], context);
    native::define(&exports, &BINDING[..1], native::ENUMERABLE, context);
    // Most programs only ask what is a terminal: the class is made for those that want one.
    let getter = native::function("get", 0, write_stream, context);
    let key = js_string!("WriteStream");
    native::accessor(&exports, key, getter, None, native::ENUMERABLE);
    Ok(exports.into())
}

fn write_stream(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    require_builtin("internal:tty_write_stream", context)
}

/// A file descriptor; `None` for what can't be one.
fn descriptor(value: &JsValue) -> Option<i32> {
    let number = value.as_number()?;
    let is_descriptor = number.fract() == 0.0 && (0.0..=f64::from(i32::MAX)).contains(&number);
    // Integral and in the range of an `i32`, so the cast is exact.
    is_descriptor.then_some(number as i32)
}

/// `isatty(fd)`: false for what is no file descriptor.
fn is_a_tty(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let descriptor = descriptor(args.get_or_undefined(0));
    Ok(descriptor.is_some_and(system::is_terminal).into())
}

/// `size(fd)`: columns and rows.
fn size(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let descriptor = descriptor(args.get_or_undefined(0));
    let (columns, rows) = descriptor.and_then(system::terminal_size).unwrap_or((0, 0));
    let size = [columns, rows].map(JsValue::from);
    Ok(JsArray::from_iter(size, context).into())
}

/// `colorDepth(env)`: how many bits of colour a terminal with this environment shows.
fn color_depth(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let environment = args.get_or_undefined(0).to_object(context)?;
    let mut variables = HashMap::new();
    for key in reflect::enumerable_names(&environment, context)? {
        let value = environment.get(key.clone(), context)?.to_string(context)?;
        variables.insert(key.to_string(), value.to_std_string_lossy());
    }
    Ok(colors::depth(&|name| variables.get(name).cloned()).into())
}
