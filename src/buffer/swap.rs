//! `swap16`, `swap32`, `swap64`: reversing the bytes of each element in place.

use super::receiver;
use crate::codec::kernels::reverse_elements;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native::Definition;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsValue};

/// The methods, in the order in which Node defines them.
pub const METHODS: &[Definition] = &[
    ("swap16", 0, swap::<2>),
    ("swap32", 0, swap::<4>),
    ("swap64", 0, swap::<8>),
];

/// `swap16()` and its variants; `WIDTH` is the size of an element in bytes.
fn swap<const WIDTH: usize>(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(view) = receiver::uint8_array(this, context) else {
        return swap_anything::<WIDTH>(this, context);
    };
    if !view.len().is_multiple_of(WIDTH) {
        return Err(wrong_size(WIDTH, context));
    }
    view.write(context, reverse_elements::<WIDTH>)?;
    Ok(this.clone())
}

fn wrong_size(width: usize, context: &mut Context) -> boa_engine::JsError {
    let message = format!("Buffer size must be a multiple of {}-bits", width * 8);
    error::coded(
        ErrorClass::Range,
        "ERR_INVALID_BUFFER_SIZE",
        message,
        context,
    )
}

/// Of wider elements Node swaps the elements of a short array, and the bytes of a longer one.
fn swap_anything<const WIDTH: usize>(this: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let short = if WIDTH == 2 { 128.0 } else { 192.0 };
    let length = receiver::elements(this, context)?;
    if length % WIDTH as f64 != 0.0 {
        return Err(wrong_size(WIDTH, context));
    }
    if length < short {
        swap_elements(this, WIDTH, length, context)?;
    } else {
        receiver::bytes(this, context)?.write(context, reverse_elements::<WIDTH>)?;
    }
    Ok(this.clone())
}

fn swap_elements(this: &JsValue, width: usize, length: f64, context: &mut Context) -> JsResult<()> {
    // Below 192.
    let length = length as usize;
    for start in (0..length).step_by(width) {
        for step in 0..width / 2 {
            swap_pair(this, start + step, start + width - 1 - step, context)?;
        }
    }
    Ok(())
}

fn swap_pair(this: &JsValue, low: usize, high: usize, context: &mut Context) -> JsResult<()> {
    let object = receiver::object(this, "length", context)?;
    let (low_key, high_key) = (
        PropertyKey::from(low as u32),
        PropertyKey::from(high as u32),
    );
    let kept = object.get(low_key.clone(), context)?;
    let other = object.get(high_key.clone(), context)?;
    object.set(low_key, other, true, context)?;
    object.set(high_key, kept, true, context)?;
    Ok(())
}
