//! `parseInt` (ECMAScript 19.2.5), exact where the standard wants it: in decimals, and
//! in radices that are powers of two.

use crate::engine::builtins::string::text_of;
use crate::engine::{coerce, native};
use boa_engine::property::PropertyDescriptor;
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

/// Puts it in place, as a global and as `Number.parseInt`.
///
/// # Errors
///
/// When the global object refuses it.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let function = native::function("parseInt", 2, parse_int, context);
    let number = context.intrinsics().constructors().number().constructor();
    native::set(
        &number,
        js_string!("parseInt"),
        function.clone(),
        native::HIDDEN,
    );
    // The global object may be a proxy.
    let property = PropertyDescriptor::builder()
        .value(function)
        .writable(true)
        .enumerable(false)
        .configurable(true);
    let global = context.global_object();
    global.define_property_or_throw(js_string!("parseInt"), property, context)?;
    Ok(())
}

fn parse_int(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = text_of(arguments.get_or_undefined(0), context)?;
    let radix = arguments.get_or_undefined(1);
    let radix = match radix.as_i32() {
        Some(radix) => radix,
        None if radix.is_undefined() => 0,
        // The same bits.
        None => coerce::to_uint32(radix, context)? as i32,
    };
    Ok(parsed(text.as_str(), radix).into())
}

fn is_space(unit: u16) -> bool {
    matches!(
        unit,
        0x09..=0x0d
            | 0x20
            | 0xa0
            | 0x1680
            | 0x2000..=0x200a
            | 0x2028
            | 0x2029
            | 0x202f
            | 0x205f
            | 0x3000
            | 0xfeff
    )
}

fn parsed(text: JsStr<'_>, radix: i32) -> f64 {
    match text.variant() {
        JsStrVariant::Latin1(bytes) => of_units(bytes.iter().map(|&byte| byte.into()), radix),
        JsStrVariant::Utf16(units) => of_units(units.iter().copied(), radix),
    }
}

fn of_units(units: impl Iterator<Item = u16> + Clone, radix: i32) -> f64 {
    let mut units = units.skip_while(|&unit| is_space(unit)).peekable();
    let sign = units.next_if(|&unit| unit == u16::from(b'-') || unit == u16::from(b'+'));
    let sign = if sign == Some(u16::from(b'-')) {
        -1.0
    } else {
        1.0
    };
    let radix = match radix {
        0 | 16 if takes_prefix(&mut units) => 16,
        0 => 10,
        2..=36 => radix.unsigned_abs(),
        _ => return f64::NAN,
    };
    let digits = units.map_while(|unit| char::from_u32(unit.into())?.to_digit(radix));
    magnitude(digits, radix).map_or(f64::NAN, |number| sign * number)
}

/// Whether `0x` stands here; it is taken.
fn takes_prefix(units: &mut std::iter::Peekable<impl Iterator<Item = u16> + Clone>) -> bool {
    let mut ahead = units.clone();
    let is_prefix = ahead.next() == Some(u16::from(b'0'))
        && ahead
            .next()
            .is_some_and(|unit| unit | 0x20 == u16::from(b'x'));
    if is_prefix {
        units.next();
        units.next();
    }
    is_prefix
}

/// The number that the digits are; `None` when there is none.
fn magnitude(mut digits: impl Iterator<Item = u32> + Clone, radix: u32) -> Option<f64> {
    let all = digits.clone();
    let mut small = u64::from(digits.next()?);
    for digit in digits {
        small = small * u64::from(radix) + u64::from(digit);
        if small >= 1 << 53 {
            return Some(match radix {
                10 => decimal(all),
                _ if radix.is_power_of_two() => of_bits(all, radix),
                _ => near(all, radix),
            });
        }
    }
    Some(small as f64)
}

fn decimal(digits: impl Iterator<Item = u32>) -> f64 {
    let text: String = digits
        .filter_map(|digit| char::from_digit(digit, 10))
        .collect();
    text.parse().unwrap_or(f64::NAN)
}

/// Rounded once: the highest 64 bits, of which the last is set where any below is.
fn of_bits(digits: impl Iterator<Item = u32>, radix: u32) -> f64 {
    let width = radix.trailing_zeros();
    let (mut bits, mut dropped) = (0_u64, 0_i32);
    for digit in digits {
        for place in (0..width).rev() {
            let bit = u64::from(digit >> place & 1);
            if bits >> 63 == 0 {
                bits = bits << 1 | bit;
            } else {
                bits |= bit;
                dropped = dropped.saturating_add(1);
            }
        }
    }
    bits as f64 * 2_f64.powi(dropped)
}

/// In steps of as many digits as a word holds, as V8 reckons; the standard leaves what is
/// past the twentieth digit open.
fn near(mut digits: impl Iterator<Item = u32>, radix: u32) -> f64 {
    const MOST: u32 = u32::MAX / 36;
    let mut number = 0.0;
    loop {
        let (mut part, mut factor) = (0, 1);
        let mut is_over = true;
        while factor <= MOST / radix {
            let Some(digit) = digits.next() else {
                return number * f64::from(factor) + f64::from(part);
            };
            part = part * radix + digit;
            factor *= radix;
            is_over = false;
        }
        if is_over {
            return number;
        }
        number = number * f64::from(factor) + f64::from(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_rounded_once() {
        let cases = [
            ("9007199254740993", 10, 9_007_199_254_740_992.0),
            (
                "123456789012345678901234567890",
                10,
                123_456_789_012_345_678_901_234_567_890.0,
            ),
            ("0x20000000000001", 16, 9_007_199_254_740_992.0),
            ("  -12px", 10, -12.0),
            ("10", 36, 36.0),
        ];
        for (text, radix, expected) in cases {
            assert_eq!(
                parsed(JsStr::latin1(text.as_bytes()), radix),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn what_has_no_digits_is_no_number() {
        for text in ["", "-", "x", "0x", "  +"] {
            assert!(
                parsed(JsStr::latin1(text.as_bytes()), 16).is_nan(),
                "{text}"
            );
        }
    }
}
