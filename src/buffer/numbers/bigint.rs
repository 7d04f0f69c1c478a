//! BigInts of eight bytes.

use super::place::{Place, offset};
use crate::engine::{coerce, error};
use boa_engine::value::{Numeric, PreferredType};
use boa_engine::{Context, JsArgs, JsBigInt, JsResult, JsValue};
use std::ops::RangeInclusive;

const WIDTH: usize = 8;

/// `readBigUInt64LE(offset = 0)` and its variants.
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

/// `writeBigUInt64LE(value, offset = 0)` and its variants.
pub fn write<const IS_SIGNED: bool, const IS_BIG: bool>(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = arguments.get_or_undefined(0);
    let exact = value.as_bigint().map(|value| value.to_i128());
    if !is_in_range(value, exact, range(IS_SIGNED), context)? {
        let range = if IS_SIGNED {
            ">= -(2n ** 63n) and < 2n ** 63n"
        } else {
            ">= 0n and < 2n ** 64n"
        };
        return Err(error::out_of_range("value", range, value, context));
    }
    let offset = offset(arguments.get(1), context)?;
    let place = Place::of(this, offset, WIDTH, context)?;
    let Some(exact) = exact else {
        let bits = converted(value, context)?;
        // Converting may have run a script: find the bytes once more.
        let place = Place::of(this, offset, WIDTH, context)?;
        return store::<IS_BIG>(bits, &place, context);
    };
    store::<IS_BIG>(exact as u64, &place, context)
}

fn store<const IS_BIG: bool>(bits: u64, place: &Place, context: &mut Context) -> JsResult<JsValue> {
    let bytes = if IS_BIG {
        bits.to_be_bytes()
    } else {
        bits.to_le_bytes()
    };
    place.store(&bytes, context)
}

fn range(is_signed: bool) -> RangeInclusive<i128> {
    if is_signed {
        i64::MIN.into()..=i64::MAX.into()
    } else {
        0..=u64::MAX.into()
    }
}

/// Whether `value` is in `range`. What is no BigInt is compared as scripts do,
/// so that numbers are refused by their size before they are by their type.
fn is_in_range(
    value: &JsValue,
    exact: Option<i128>,
    range: RangeInclusive<i128>,
    context: &mut Context,
) -> JsResult<bool> {
    if let Some(exact) = exact {
        return Ok(range.contains(&exact));
    }
    coerce::refuse_symbol(value)?;
    let (min, max) = range.into_inner();
    let is_above = value.gt(&JsBigInt::from(max).into(), context)?;
    Ok(!is_above && !value.lt(&JsBigInt::from(min).into(), context)?)
}

/// The low 64 bits of what `value` becomes; Node converts it once for each half.
fn converted(value: &JsValue, context: &mut Context) -> JsResult<u64> {
    let low = low_word(value, 0, context)?;
    let high = low_word(value, 32, context)?;
    Ok((u64::from(high) << 32) | u64::from(low))
}

/// `value >> shift & 0xffffffffn`
fn low_word(value: &JsValue, shift: u8, context: &mut Context) -> JsResult<u32> {
    let value = value.to_primitive(context, PreferredType::Number)?;
    let Numeric::BigInt(value) = value.to_numeric(context)? else {
        return Err(coerce::mixed_types());
    };
    let shifted = JsBigInt::shift_right(&value, &JsBigInt::from(shift))?;
    let modulus = JsBigInt::from(1_u64 << 32);
    Ok(JsBigInt::mod_floor(&shifted, &modulus).to_i128() as u32)
}
