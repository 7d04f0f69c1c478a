//! `equals` and `compare`.

use super::receiver;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native::Definition;
use crate::engine::view::ByteView;
use boa_engine::{Context, JsArgs, JsResult, JsValue};
use std::cmp::Ordering;

/// The methods, in the order in which Node defines them.
pub const METHODS: &[Definition] = &[("equals", 1, equals), ("compare", 5, compare)];

/// How the bytes of two views stand to each other, as `Buffer.compare` tells.
#[must_use]
pub fn order(left: &ByteView, right: &ByteView) -> Ordering {
    left.read(|left| right.read(|right| left.cmp(right)))
}

/// `-1`, `0` or `1`, as comparison functions of scripts return.
#[must_use]
pub fn verdict(order: Ordering) -> JsValue {
    JsValue::from(order as i8)
}

/// `buf.equals(otherBuffer)`
fn equals(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let other = arguments.get_or_undefined(0);
    let Some(right) = receiver::uint8_array(other, context) else {
        let expected = ["Buffer", "Uint8Array"];
        return Err(error::invalid_arg_type(
            "otherBuffer",
            &expected,
            other,
            context,
        ));
    };
    let left = this
        .as_object()
        .and_then(|object| ByteView::of_typed_array(&object, context));
    let Some(left) = left else {
        return Err(receiver::incompatible("byteLength", this, context));
    };
    let same = left.len() == right.len() && order(&left, &right).is_eq();
    Ok(JsValue::from(same))
}

/// `buf.compare(target[, targetStart[, targetEnd[, sourceStart[, sourceEnd]]]])`
fn compare(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = arguments.get_or_undefined(0);
    let Some(right) = receiver::uint8_array(target, context) else {
        let expected = ["Buffer", "Uint8Array"];
        return Err(error::invalid_arg_type(
            "target", &expected, target, context,
        ));
    };
    if arguments.len() == 1 {
        let left = receiver::bytes(this, context)?;
        return Ok(verdict(order(&left, &right)));
    }
    let target_length = Some(right.len() as f64);
    let right_start = start(arguments.get_or_undefined(1), "targetStart", context)?;
    let right_end = end(
        arguments.get_or_undefined(2),
        "targetEnd",
        target_length,
        context,
    )?;
    let left_start = start(arguments.get_or_undefined(3), "sourceStart", context)?;
    let left_length = receiver::length(this, context)?;
    let left_end = end(
        arguments.get_or_undefined(4),
        "sourceEnd",
        left_length,
        context,
    )?;
    // Node answers for empty ranges before it looks at the receiver.
    if left_end.is_some_and(|end| left_start >= end) {
        let is_empty = right_end.is_some_and(|end| right_start >= end);
        return Ok(JsValue::from(if is_empty { 0 } else { -1 }));
    }
    if right_end.is_some_and(|end| right_start >= end) {
        return Ok(JsValue::from(1));
    }
    let left = receiver::bytes(this, context)?;
    let left = part(&left, left_start, left_end, "sourceStart", context)?;
    let right = part(&right, right_start, right_end, "targetStart", context)?;
    Ok(verdict(order(&left, &right)))
}

fn start(value: &JsValue, name: &str, context: &mut Context) -> JsResult<f64> {
    if value.is_undefined() {
        return Ok(0.0);
    }
    receiver::validate_offset(value, name, None, context)
}

fn end(
    value: &JsValue,
    name: &str,
    length: Option<f64>,
    context: &mut Context,
) -> JsResult<Option<f64>> {
    if value.is_undefined() {
        return Ok(length);
    }
    receiver::validate_offset(value, name, length.or(Some(f64::INFINITY)), context).map(Some)
}

fn part(
    view: &ByteView,
    start: f64,
    end: Option<f64>,
    name: &str,
    context: &mut Context,
) -> JsResult<ByteView> {
    if start > view.len() as f64 {
        let message = format!("The value of \"{name}\" is out of range.");
        return Err(error::coded(
            ErrorClass::Range,
            "ERR_OUT_OF_RANGE",
            message,
            context,
        ));
    }
    let end = end.map_or(view.len(), |end| end as usize);
    Ok(view.part(start as usize..end))
}
