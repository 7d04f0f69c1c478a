//! Numbers of a text.

use super::fault::{Fault, Kind};
use super::units::{Cursor, Unit, is_digit};
use boa_engine::JsValue;

/// Digits that an `i32` holds whatever they are.
const SMALL: usize = 9;

/// The number at the cursor, which stands at a minus sign or a digit.
pub(super) fn read<U: Unit>(cursor: &mut Cursor<'_, U>) -> Result<JsValue, Fault> {
    let start = cursor.at;
    let is_negative = cursor.peek() == u32::from(b'-');
    cursor.at += usize::from(is_negative);
    let digits = cursor.at;
    whole(cursor)?;
    if matches!(cursor.peek(), 0x2e | 0x45 | 0x65) {
        fraction(cursor)?;
        exponent(cursor)?;
    } else if cursor.at - digits <= SMALL {
        return Ok(small(&cursor.units[digits..cursor.at], is_negative));
    }
    Ok(any(&cursor.units[start..cursor.at]))
}

fn whole<U: Unit>(cursor: &mut Cursor<'_, U>) -> Result<(), Fault> {
    let has_zero = cursor.peek() == u32::from(b'0');
    if !has_zero {
        return match cursor.digits() {
            true => Ok(()),
            false => Err(Fault::at(Kind::NoDigitAfterMinus, cursor.at)),
        };
    }
    cursor.at += 1;
    match is_digit(cursor.peek()) {
        true => Err(Fault::at(Kind::Number, cursor.at)),
        false => Ok(()),
    }
}

fn fraction<U: Unit>(cursor: &mut Cursor<'_, U>) -> Result<(), Fault> {
    if cursor.peek() != u32::from(b'.') {
        return Ok(());
    }
    cursor.at += 1;
    match cursor.digits() {
        true => Ok(()),
        false => Err(Fault::at(Kind::Fraction, cursor.at)),
    }
}

fn exponent<U: Unit>(cursor: &mut Cursor<'_, U>) -> Result<(), Fault> {
    if !matches!(cursor.peek(), 0x45 | 0x65) {
        return Ok(());
    }
    cursor.at += 1;
    if matches!(cursor.peek(), 0x2b | 0x2d) {
        cursor.at += 1;
    }
    match cursor.digits() {
        true => Ok(()),
        false => Err(Fault::at(Kind::Exponent, cursor.at)),
    }
}

/// The number of at most [`SMALL`] digits.
fn small<U: Unit>(digits: &[U], is_negative: bool) -> JsValue {
    let add = |number: i32, &digit: &U| number * 10 + i32::from(digit.into()) - i32::from(b'0');
    let number = digits.iter().fold(0, add);
    match (is_negative, number) {
        (true, 0) => JsValue::from(-0.0),
        (true, number) => JsValue::from(-number),
        (false, number) => JsValue::from(number),
    }
}

/// The number of any length; what is too large is infinite.
fn any<U: Unit>(units: &[U]) -> JsValue {
    let ascii = |&unit: &U| u8::try_from(unit.into()).map_or('0', char::from);
    let text: String = units.iter().map(ascii).collect();
    // The grammar of JSON's numbers is within Rust's.
    JsValue::from(text.parse::<f64>().unwrap_or(f64::NAN))
}
