//! Where in the receiver a number lies.

use crate::buffer::receiver;
use crate::engine::coerce;
use crate::engine::error;
use crate::engine::view::ByteView;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsValue, js_string};
use std::ops::Range;

/// A checked range of the receiver.
pub enum Place {
    /// Bytes of a `Uint8Array`.
    Bytes(ByteView, Range<usize>),
    /// Elements of anything else with an index: arrays, other typed arrays,
    /// and views of shared memory, which the engine reads element by element.
    Elements(JsObject, f64),
}

/// The `offset` argument, 0 when it is not given.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE when it is not a number.
pub fn offset(value: Option<&JsValue>, context: &mut Context) -> JsResult<f64> {
    match value {
        Some(value) if !value.is_undefined() => required_offset(value, context),
        _ => Ok(0.0),
    }
}

/// The `offset` argument where there is no default.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE when it is not a number.
pub fn required_offset(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    value
        .as_number()
        .ok_or_else(|| error::invalid_arg_type("offset", &["number"], value, context))
}

impl Place {
    /// The `size` bytes of `this` from `offset`.
    ///
    /// # Errors
    ///
    /// ERR_OUT_OF_RANGE when the offset is not an integer or too large,
    /// ERR_BUFFER_OUT_OF_BOUNDS when no offset would do.
    pub fn of(this: &JsValue, offset: f64, size: usize, context: &mut Context) -> JsResult<Self> {
        match receiver::uint8_array(this, context) {
            Some(view) if !view.store().is_shared() => Self::of_view(view, offset, size, context),
            _ => Self::of_elements(this, offset, size, context),
        }
    }

    fn of_view(view: ByteView, offset: f64, size: usize, context: &mut Context) -> JsResult<Self> {
        let start = offset as usize;
        let end = start.saturating_add(size);
        // The cast is exact for an integer in range, and changes all else.
        if start as f64 != offset || end > view.len() {
            let last = view.len() as f64 - size as f64;
            return Err(bounds_error(offset, Some(last), context));
        }
        Ok(Self::Bytes(view, start..end))
    }

    fn of_elements(
        this: &JsValue,
        offset: f64,
        size: usize,
        context: &mut Context,
    ) -> JsResult<Self> {
        let object = receiver::object(this, &JsValue::from(offset).display().to_string(), context)?;
        let last = offset + (size as f64 - 1.0);
        let first = object.get(index(offset, context)?, context)?;
        let last = object.get(index(last, context)?, context)?;
        if first.is_undefined() || last.is_undefined() {
            let length = receiver::property(this, js_string!("length"), context)?;
            let last = length.as_number().map(|length| length - size as f64);
            return Err(bounds_error(offset, last, context));
        }
        Ok(Self::Elements(object, offset))
    }

    /// Copies the bytes to `out`, which has the length asked for.
    ///
    /// # Errors
    ///
    /// Whatever reading an element throws.
    pub fn load(&self, out: &mut [u8], context: &mut Context) -> JsResult<()> {
        match self {
            Self::Bytes(view, range) => view.read(|bytes| {
                if let Some(bytes) = bytes.get(range.clone()) {
                    out.copy_from_slice(bytes);
                }
            }),
            Self::Elements(object, offset) => {
                for (step, byte) in out.iter_mut().enumerate() {
                    let key = index(offset + step as f64, context)?;
                    let element = object.get(key, context)?;
                    *byte = coerce::to_uint32(&element, context)? as u8;
                }
            }
        }
        Ok(())
    }

    /// Replaces the bytes by `bytes`, and returns the offset behind them.
    ///
    /// # Errors
    ///
    /// Whatever writing an element throws.
    pub fn store(&self, bytes: &[u8], context: &mut Context) -> JsResult<JsValue> {
        match self {
            Self::Bytes(view, range) => {
                view.write(context, |all| {
                    if let Some(out) = all.get_mut(range.clone()) {
                        out.copy_from_slice(bytes);
                    }
                })?;
                Ok(JsValue::from(range.end))
            }
            Self::Elements(object, offset) => {
                for (step, &byte) in bytes.iter().enumerate() {
                    let key = index(offset + step as f64, context)?;
                    object.set(key, byte, true, context)?;
                }
                Ok(JsValue::from(offset + bytes.len() as f64))
            }
        }
    }
}

fn index(offset: f64, context: &mut Context) -> JsResult<PropertyKey> {
    JsValue::from(offset).to_property_key(context)
}

/// Why `offset` does not do, where `last` is the greatest that would.
fn bounds_error(offset: f64, last: Option<f64>, context: &mut Context) -> boa_engine::JsError {
    let received = JsValue::from(offset);
    if offset.floor() != offset {
        return error::out_of_range("offset", "an integer", &received, context);
    }
    if last.is_some_and(|last| last < 0.0) {
        return error::buffer_out_of_bounds(None, context);
    }
    let last = JsValue::from(last.unwrap_or(f64::NAN));
    let range = format!(">= 0 and <= {}", last.display());
    error::out_of_range("offset", &range, &received, context)
}
