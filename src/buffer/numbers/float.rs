//! IEEE 754 numbers of four and eight bytes.

use super::place::{Place, offset};
use crate::engine::coerce;
use boa_engine::{Context, JsArgs, JsResult, JsValue};

/// `readFloatLE(offset = 0)` and its variants; `WIDTH` is 4 or 8 bytes.
pub fn read<const WIDTH: usize, const IS_BIG: bool>(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let offset = offset(arguments.first(), context)?;
    let mut bytes = [0; WIDTH];
    Place::of(this, offset, WIDTH, context)?.load(&mut bytes, context)?;
    if IS_BIG {
        bytes.reverse();
    }
    Ok(JsValue::from(from_little_endian(&bytes)))
}

/// `writeFloatLE(value, offset = 0)` and its variants; `WIDTH` is 4 or 8 bytes.
pub fn write<const WIDTH: usize, const IS_BIG: bool>(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = coerce::to_number(arguments.get_or_undefined(0), context)?;
    let offset = offset(arguments.get(1), context)?;
    let place = Place::of(this, offset, WIDTH, context)?;
    let mut bytes: [u8; WIDTH] = to_little_endian(value);
    if IS_BIG {
        bytes.reverse();
    }
    place.store(&bytes, context)
}

fn from_little_endian(bytes: &[u8]) -> f64 {
    let number = match *bytes {
        [a, b, c, d] => f64::from(f32::from_le_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => f64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => f64::NAN,
    };
    canonical(number)
}

fn to_little_endian<const WIDTH: usize>(value: f64) -> [u8; WIDTH] {
    let value = canonical(value);
    let mut bytes = [0; WIDTH];
    if WIDTH == 4 {
        bytes.copy_from_slice(&(value as f32).to_le_bytes());
    } else {
        bytes.copy_from_slice(&value.to_le_bytes());
    }
    bytes
}

/// The one NaN that scripts can tell from no other, whatever bits it came with.
fn canonical(number: f64) -> f64 {
    if number.is_nan() { f64::NAN } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn doubles_come_back(value in any::<f64>()) {
            let bytes: [u8; 8] = to_little_endian(value);
            prop_assert_eq!(from_little_endian(&bytes).to_bits(), value.to_bits());
        }

        #[test]
        fn floats_come_back(value in any::<f32>()) {
            let bytes: [u8; 4] = to_little_endian(f64::from(value));
            prop_assert_eq!(from_little_endian(&bytes), f64::from(value));
        }
    }

    #[test]
    fn a_nan_is_written_as_the_usual_one() {
        assert_eq!(to_little_endian::<4>(-f64::NAN), [0, 0, 0xc0, 0x7f]);
        assert_eq!(
            to_little_endian::<8>(f64::NAN),
            [0, 0, 0, 0, 0, 0, 0xf8, 0x7f]
        );
    }
}
