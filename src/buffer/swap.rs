//! `swap16`, `swap32`, `swap64`: reversing the bytes of each element in place.

use super::receiver;
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

/// `swap16()` and its like; `WIDTH` is the size of an element in bytes.
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
    view.write(context, reverse_each::<WIDTH>)?;
    Ok(this.clone())
}

/// Reverses each element; a last part of one is left alone.
fn reverse_each<const WIDTH: usize>(bytes: &mut [u8]) {
    let (elements, _) = bytes.as_chunks_mut::<WIDTH>();
    for element in elements {
        element.reverse();
    }
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

/// Node swaps the elements of anything short that has some, and the bytes of longer views.
fn swap_anything<const WIDTH: usize>(this: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let short = if WIDTH == 2 { 128.0 } else { 192.0 };
    match receiver::length(this, context)? {
        Some(length) if length % WIDTH as f64 == 0.0 => {
            if length < short {
                swap_elements(this, WIDTH, length, context)?;
            } else {
                receiver::bytes(this, context)?.write(context, reverse_each::<WIDTH>)?;
            }
            Ok(this.clone())
        }
        _ => Err(wrong_size(WIDTH, context)),
    }
}

fn swap_elements(this: &JsValue, width: usize, length: f64, context: &mut Context) -> JsResult<()> {
    // Below 192, or negative.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn swapped<const WIDTH: usize>(bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        reverse_each::<WIDTH>(&mut bytes);
        bytes
    }

    proptest! {
        #[test]
        fn swapping_twice_changes_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(swapped::<2>(&swapped::<2>(&bytes)), bytes.clone());
            prop_assert_eq!(swapped::<4>(&swapped::<4>(&bytes)), bytes.clone());
            prop_assert_eq!(swapped::<8>(&swapped::<8>(&bytes)), bytes);
        }
    }

    #[test]
    fn bytes_change_places_within_their_element() {
        let bytes = [1, 2, 3, 4, 5, 6, 7, 8];
        assert_eq!(swapped::<2>(&bytes), [2, 1, 4, 3, 6, 5, 8, 7]);
        assert_eq!(swapped::<4>(&bytes), [4, 3, 2, 1, 8, 7, 6, 5]);
        assert_eq!(swapped::<8>(&bytes), [8, 7, 6, 5, 4, 3, 2, 1]);
    }
}
