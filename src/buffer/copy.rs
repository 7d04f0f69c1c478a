//! `copy`: bytes from one view to another, which may overlap.

use crate::engine::limits::MAX_SAFE_INTEGER;
use crate::engine::native::Definition;
use crate::engine::view::ByteView;
use crate::engine::{coerce, error};
use boa_engine::{Context, JsArgs, JsResult, JsValue};

/// The method.
pub const METHODS: &[Definition] = &[("copy", 4, copy)];

/// Greatest integer up to which all are exact.
/// `buf.copy(target[, targetStart[, sourceStart[, sourceEnd]]])`
fn copy(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = arguments.get_or_undefined(0);
    let source_length = view(this, "source", context)?.len() as f64;
    view(target, "target", context)?;
    let to = start(arguments.get_or_undefined(1), context)?;
    if to < 0.0 {
        return Err(error::out_of_range(
            "targetStart",
            ">= 0",
            &to.into(),
            context,
        ));
    }
    let from = start(arguments.get_or_undefined(2), context)?;
    if from < 0.0 || from > source_length {
        let range = format!(">= 0 && <= {source_length}");
        return Err(error::out_of_range(
            "sourceStart",
            &range,
            &from.into(),
            context,
        ));
    }
    let end = match arguments.get_or_undefined(3) {
        value if value.is_undefined() => source_length,
        value => to_integer(value, context)?,
    };
    if end < 0.0 {
        return Err(error::out_of_range(
            "sourceEnd",
            ">= 0",
            &end.into(),
            context,
        ));
    }
    // Looked at again: the conversions may have run a script.
    let source = view(this, "source", context)?.part(from as usize..end as usize);
    let target = view(target, "target", context)?;
    let room = target.part(to as usize..target.len());
    let count = room.copy_from(&source, context)?;
    Ok(JsValue::from(count))
}

fn view(value: &JsValue, name: &str, context: &mut Context) -> JsResult<ByteView> {
    let expected = ["Buffer", "Uint8Array"];
    value
        .as_object()
        .and_then(|object| ByteView::of_view(&object, context))
        .ok_or_else(|| error::invalid_arg_type(name, &expected, value, context))
}

fn start(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    if value.is_undefined() {
        return Ok(0.0);
    }
    to_integer(value, context)
}

/// The integer at or below `value`; 0 when it is out of the exact range.
fn to_integer(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    let number = coerce::to_number(value, context)?;
    let is_integer = number.is_finite() && number.fract() == 0.0;
    if is_integer && value.is_number() {
        return Ok(number);
    }
    Ok(if number.abs() <= MAX_SAFE_INTEGER {
        number.floor()
    } else {
        0.0
    })
}
