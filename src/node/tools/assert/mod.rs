//! `node:assert`: the comparison and the difference in Rust, the rest in JavaScript.
//!
//! - `assert.js`: the functions; `assertion_error.js`: the class `AssertionError`.
//! - `call_source`: the text of the call that failed, as it is written in its file.
//! - `deep_equal`: deep comparison: `assert.deepEqual`, `assert.deepStrictEqual`,
//!   `assert.partialDeepStrictEqual`, `util.isDeepStrictEqual`.
//! - `diff`: the difference between two printed values, line by line.

mod call_source;
pub mod deep_equal;
pub mod diff;

use boa_engine::{Context, JsArgs, JsObject, JsResult, JsValue, js_string};

use self::deep_equal::{Mode, deep_equal};
use crate::engine::native::Definition;

/// What both modules in JavaScript are given.
pub(crate) const BINDING: [Definition; 5] = [
    ("callSource", 1, call_source::call_source),
    ("isDeepEqual", 2, is_deep_equal),
    ("isDeepStrictEqual", 2, is_deep_strict_equal),
    ("isPartialDeepStrictEqual", 2, is_partial_deep_strict_equal),
    ("difference", 3, difference),
];

fn compare(mode: Mode, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (actual, expected) = (args.get_or_undefined(0), args.get_or_undefined(1));
    deep_equal(actual, expected, mode, context).map(JsValue::from)
}

fn is_deep_equal(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    compare(Mode::Loose, args, context)
}

/// `util.isDeepStrictEqual(val1, val2)`.
///
/// # Errors
///
/// Whatever a getter or a trap throws; a RangeError when the values nest too deep.
pub fn is_deep_strict_equal(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    compare(Mode::Strict, args, context)
}

fn is_partial_deep_strict_equal(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    compare(Mode::Partial, args, context)
}

/// `difference(actual, expected, ignoreCommas)` of two printed values: `{ message, skipped }`.
fn difference(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut text = |index| -> JsResult<String> {
        let value = args.get_or_undefined(index).to_string(context)?;
        Ok(value.to_std_string_lossy())
    };
    let (actual, expected) = (text(0)?, text(1)?);
    let actual: Vec<&str> = actual.split('\n').collect();
    let expected: Vec<&str> = expected.split('\n').collect();
    let ignore_commas = args.get_or_undefined(2).to_boolean();
    let (message, skipped) = diff::print(&diff::difference(&actual, &expected, ignore_commas));
    let result = JsObject::with_object_proto(context.intrinsics());
    let message = js_string!(message.as_str());
    result.set(js_string!("message"), message, true, context)?;
    result.set(js_string!("skipped"), skipped, true, context)?;
    Ok(result.into())
}
