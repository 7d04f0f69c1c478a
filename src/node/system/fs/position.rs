//! Which bytes of a view, and which of a file, a piece is read into or written from.

use super::failure::Outcome;
use crate::engine::error;
use crate::engine::limits::MAX_SAFE_INTEGER;
use crate::engine::view::ByteView;
use crate::node::base::validate;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsBigInt, JsResult, JsValue, js_string};
use std::ops::Range;

/// Where in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// Where the last piece ended, which moves on.
    Current,
    /// An offset in bytes from the beginning.
    At(u64),
}

impl Position {
    /// What a number says; anything else means the current position.
    pub(super) fn of_number(value: &JsValue) -> Self {
        match value.as_number() {
            // The cast cuts fractions, as the conversion to an integer does.
            Some(number) if number >= 0.0 => Self::At(number as u64),
            _ => Self::Current,
        }
    }

    /// Node's `validatePosition`, for `length` bytes.
    fn checked(value: &JsValue, length: usize, context: &mut Context) -> JsResult<Self> {
        if value.is_null_or_undefined() {
            return Ok(Self::Current);
        }
        if let Some(big) = value.as_bigint() {
            return Self::of_bigint(&big, value, length, context);
        }
        if !value.is_number() {
            let expected = ["bigint", "integer"];
            return Err(error::invalid_arg_type(
                "position", &expected, value, context,
            ));
        }
        error::validate_integer(value, "position", -1.0, MAX_SAFE_INTEGER, context)?;
        Ok(Self::of_number(value))
    }

    fn of_bigint(
        big: &JsBigInt,
        value: &JsValue,
        length: usize,
        context: &mut Context,
    ) -> JsResult<Self> {
        let most = i64::MAX.saturating_sub(i64::try_from(length).unwrap_or(i64::MAX));
        let number = big.to_string().parse::<i64>();
        match number {
            Ok(-1) => Ok(Self::Current),
            Ok(number) if (0..=most).contains(&number) => Ok(Self::At(number.unsigned_abs())),
            _ => {
                let range = format!(">= -1 && <= {most}");
                Err(error::out_of_range("position", &range, value, context))
            }
        }
    }

    /// The position `count` bytes on.
    pub(super) fn after(self, count: usize) -> Self {
        match self {
            Self::Current => Self::Current,
            Self::At(offset) => Self::At(offset.saturating_add(count as u64)),
        }
    }
}

/// Part of a view, and where in a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    offset: f64,
    length: i64,
    /// Where in the file.
    pub position: Position,
}

impl Window {
    /// What follows the buffer in the arguments of `read`: three numbers, or an
    /// object of them. `None` when there is nothing to read.
    pub(super) fn for_reading(
        size: usize,
        rest: &[JsValue],
        context: &mut Context,
    ) -> JsResult<Option<Self>> {
        let (offset, length, position) = parts(rest, rest.len() <= 1, context)?;
        let offset = match &offset {
            offset if offset.is_undefined() => 0.0,
            offset => error::validate_integer(offset, "offset", 0.0, MAX_SAFE_INTEGER, context)?,
        };
        let length = match length {
            length if length.is_undefined() => clamp_int32(size as f64 - offset),
            length => i64::from(length.to_i32(context)?),
        };
        if length == 0 {
            return Ok(None);
        }
        if size > 0 {
            check_room(length, size as f64 - offset, context)?;
        }
        let count = usize::try_from(length).unwrap_or(0);
        Ok(Some(Self {
            offset,
            length,
            position: Position::checked(&position, count, context)?,
        }))
    }

    /// What follows the buffer in the arguments of `write`.
    pub(super) fn for_writing(
        size: usize,
        rest: &[JsValue],
        context: &mut Context,
    ) -> JsResult<Self> {
        let (offset, length, position) = parts(rest, false, context)?;
        let offset = if offset.is_null_or_undefined() {
            0.0
        } else {
            error::validate_integer(&offset, "offset", 0.0, MAX_SAFE_INTEGER, context)?
        };
        let room = size as f64 - offset;
        if room < 0.0 {
            let range = format!("<= {size}");
            return Err(error::out_of_range(
                "offset",
                &range,
                &offset.into(),
                context,
            ));
        }
        let length = match length.as_number() {
            Some(length) => write_length(length, room, context)?,
            None => room,
        };
        Ok(Self {
            offset,
            // Integral and not beyond the view, so the cast is exact.
            length: length as i64,
            position: Position::of_number(&position),
        })
    }

    /// The bytes of the view.
    pub(super) fn range(self) -> Range<usize> {
        // Checked against a view in memory; integral.
        let start = self.offset as usize;
        let length = usize::try_from(self.length).unwrap_or(0);
        start..start.saturating_add(length)
    }
}

fn write_length(length: f64, room: f64, context: &mut Context) -> JsResult<f64> {
    let received = JsValue::from(length);
    if length > room {
        let range = format!("<= {room}");
        return Err(error::out_of_range("length", &range, &received, context));
    }
    if length < 0.0 {
        return Err(error::out_of_range("length", ">= 0", &received, context));
    }
    validate::int32(&received, "length", (0, i32::MAX), context)?;
    Ok(length)
}

/// Checks that `length` bytes fit the `room` left in a view.
fn check_room(length: i64, room: f64, context: &mut Context) -> JsResult<()> {
    let received = JsValue::from(length as f64);
    if length < 0 {
        return Err(error::out_of_range("length", ">= 0", &received, context));
    }
    if length as f64 > room {
        let range = format!("<= {room}");
        return Err(error::out_of_range("length", &range, &received, context));
    }
    Ok(())
}

/// `length | 0` of a difference that is within a view or negative.
fn clamp_int32(length: f64) -> i64 {
    (length as i64).min(i64::from(i32::MAX))
}

/// Offset, length and position: three arguments, or an object of them.
fn parts(
    rest: &[JsValue],
    is_object: bool,
    context: &mut Context,
) -> JsResult<(JsValue, JsValue, JsValue)> {
    let first = rest.get_or_undefined(0);
    if !is_object && !first.is_null() && !first.is_object() {
        let [second, third] = [1, 2].map(|at| rest.get_or_undefined(at).clone());
        return Ok((first.clone(), second, third));
    }
    if first.is_null_or_undefined() {
        return Ok(Default::default());
    }
    let options = validate::object(first, "options", context)?;
    let mut field = |key: &str| options.get(js_string!(key), context);
    Ok((field("offset")?, field("length")?, field("position")?))
}

/// Whether `value` is a number that fits 32 bits: such a one names an open file.
pub(super) fn is_int32(value: &JsValue) -> bool {
    value
        .as_number()
        .is_some_and(|number| f64::from(number as i32) == number)
}

/// The bytes of a view that the argument `name` gives.
pub(super) fn view(value: &JsValue, name: &str, context: &mut Context) -> JsResult<ByteView> {
    let view = value
        .as_object()
        .and_then(|object| ByteView::of_view(&object, context));
    view.ok_or_else(|| {
        let expected = ["Buffer", "TypedArray", "DataView"];
        error::invalid_arg_type(name, &expected, value, context)
    })
}

/// The bytes of all views in the array that the argument `buffers` gives.
pub(super) fn views(value: &JsValue, context: &mut Context) -> Outcome<Vec<ByteView>> {
    let wrong = |context: &mut Context| {
        error::invalid_arg_type("buffers", &["ArrayBufferView[]"], value, context).into()
    };
    let Some(array) = value.as_object().filter(JsObject::is_array) else {
        return Err(wrong(context));
    };
    let array = JsArray::from_object(array)?;
    let mut views = Vec::new();
    for at in 0..array.length(context)? {
        let item = array.at(i64::try_from(at).unwrap_or(i64::MAX), context)?;
        let view = item
            .as_object()
            .and_then(|item| ByteView::of_view(&item, context));
        match view {
            Some(view) => views.push(view),
            None => return Err(wrong(context)),
        }
    }
    Ok(views)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_move_on() {
        assert_eq!(
            Position::of_number(&JsValue::from(7)).after(3),
            Position::At(10)
        );
        assert_eq!(
            Position::of_number(&JsValue::from(-1)).after(3),
            Position::Current
        );
        assert_eq!(
            Position::of_number(&JsValue::undefined()),
            Position::Current
        );
    }

    #[test]
    fn windows_lie_within_their_view() {
        let context = &mut Context::default();
        let rest = [JsValue::from(2), JsValue::from(3), JsValue::null()];
        let window = Window::for_writing(8, &rest, context).expect("a window");
        assert_eq!(window.range(), 2..5);
        assert!(Window::for_writing(8, &[JsValue::from(9)], context).is_err());
        let rest = [JsValue::from(9), JsValue::from(-1)];
        assert!(Window::for_writing(10, &rest, context).is_err());
    }
}
