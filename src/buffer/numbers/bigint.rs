//! BigInts of eight bytes.

use super::place::{Place, offset};
use crate::engine::{coerce, error};
use boa_engine::value::{Numeric, PreferredType};
use boa_engine::{Context, JsArgs, JsBigInt, JsResult, JsValue};

const WIDTH: usize = 8;

/// `readBigUInt64LE(offset = 0)` and its like.
pub fn read<const IS_SIGNED: bool, const IS_BIG: bool>(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let offset = offset(arguments.first(), context)?;
    let mut bytes = [0; WIDTH];
    Place::of(this, offset, WIDTH, context)?.load(&mut bytes, context)?;
    let raw = if IS_BIG {
        u64::from_be_bytes(bytes)
    } else {
        u64::from_le_bytes(bytes)
    };
    Ok(if IS_SIGNED {
        JsBigInt::from(raw as i64).into()
    } else {
        JsBigInt::from(raw).into()
    })
}

/// `writeBigUInt64LE(value, offset = 0)` and its like.
pub fn write<const IS_SIGNED: bool, const IS_BIG: bool>(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = arguments.get_or_undefined(0);
    check::<IS_SIGNED>(value, context)?;
    let offset = offset(arguments.get(1), context)?;
    let place = Place::of(this, offset, WIDTH, context)?;
    let bits = bits_of(value, context)?;
    let bytes = if IS_BIG {
        bits.to_be_bytes()
    } else {
        bits.to_le_bytes()
    };
    // Converting an object may have run a script: find the bytes once more.
    let place = if value.is_object() {
        Place::of(this, offset, WIDTH, context)?
    } else {
        place
    };
    place.store(&bytes, context)
}

/// Checks the range as comparison operators do, so for numbers too.
fn check<const IS_SIGNED: bool>(value: &JsValue, context: &mut Context) -> JsResult<()> {
    let (min, max) = if IS_SIGNED {
        (JsBigInt::from(i64::MIN), JsBigInt::from(i64::MAX))
    } else {
        (JsBigInt::zero(), JsBigInt::from(u64::MAX))
    };
    coerce::refuse_symbol(value)?;
    if value.gt(&max.into(), context)? || value.lt(&min.into(), context)? {
        let range = if IS_SIGNED {
            ">= -(2n ** 63n) and < 2n ** 63n"
        } else {
            ">= 0n and < 2n ** 64n"
        };
        return Err(error::out_of_range("value", range, value, context));
    }
    Ok(())
}

/// The low 64 bits, in two's complement.
fn bits_of(value: &JsValue, context: &mut Context) -> JsResult<u64> {
    let value = value.to_primitive(context, PreferredType::Number)?;
    let Numeric::BigInt(value) = value.to_numeric(context)? else {
        return Err(coerce::mixed_types());
    };
    let modulus = JsBigInt::from(1_u128 << 64);
    Ok(JsBigInt::mod_floor(&value, &modulus).to_i128() as u64)
}
