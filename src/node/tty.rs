//! `node:tty`: which file descriptors are terminals.
//!
//! Absent: `ReadStream` and `WriteStream`.

use crate::engine::native::{self, Definition};
use crate::engine::system;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue};

const FUNCTIONS: [Definition; 1] = [("isatty", 1, is_a_tty)];

/// The module's exports.
///
/// # Errors
///
/// None.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    native::define(&exports, &FUNCTIONS, native::ENUMERABLE, context);
    Ok(exports.into())
}

/// `isatty(fd)`: false for what is no file descriptor.
fn is_a_tty(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let number = args.get_or_undefined(0).as_number().unwrap_or(-1.0);
    let is_descriptor = number.fract() == 0.0 && (0.0..=f64::from(i32::MAX)).contains(&number);
    // Integral and in the range of an `i32`, so the cast is exact.
    Ok((is_descriptor && system::is_terminal(number as i32)).into())
}
