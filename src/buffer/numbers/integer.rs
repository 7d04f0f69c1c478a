//! Integers of one to six bytes, which a double holds exactly.
//!
//! `readUInt16LE` and its variants fix the number of bytes in their names;
//! `readUIntLE` and its variants take it as an argument. Both come down to
//! [`Integer`].

use super::place::{Place, offset, required_offset};
use crate::engine::{coerce, error};
use boa_engine::{Context, JsArgs, JsResult, JsValue};

/// Most significant byte first.
pub const BIG: bool = true;
/// Least significant byte first.
pub const LITTLE: bool = false;
/// Two's complement.
pub const SIGNED: bool = true;
/// From zero up.
pub const UNSIGNED: bool = false;

/// Greatest width in bytes.
const WIDEST: usize = 6;

/// How an integer lies in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Integer {
    width: usize,
    signed: bool,
    big: bool,
}

impl Integer {
    /// How many values the width holds.
    fn span(self) -> f64 {
        (1_u64 << (self.width * 8)) as f64
    }

    fn min(self) -> f64 {
        if self.signed { -self.span() / 2.0 } else { 0.0 }
    }

    fn max(self) -> f64 {
        self.min() + self.span() - 1.0
    }

    /// The range in the words of Node's error: decimal up to four bytes, powers of two above.
    fn range(self) -> String {
        let bits = self.width * 8;
        match (self.width, self.signed) {
            (..=4, _) => format!(">= {} and <= {}", self.min(), self.max()),
            (_, false) => format!(">= 0 and < 2 ** {bits}"),
            (_, true) => format!(">= -(2 ** {0}) and < 2 ** {0}", bits - 1),
        }
    }

    fn load(self, place: &Place, context: &mut Context) -> JsResult<JsValue> {
        let mut bytes = [0; 8];
        let raw = if self.big {
            place.load(&mut bytes[8 - self.width..], context)?;
            u64::from_be_bytes(bytes)
        } else {
            place.load(&mut bytes[..self.width], context)?;
            u64::from_le_bytes(bytes)
        };
        let spare = 64 - self.width * 8;
        let value = if self.signed {
            ((raw << spare) as i64) >> spare
        } else {
            raw as i64
        };
        Ok(JsValue::from(value))
    }

    fn store(self, value: f64, place: &Place, context: &mut Context) -> JsResult<JsValue> {
        let bits = bits_of(value);
        if self.big {
            return place.store(&bits.to_be_bytes()[8 - self.width..], context);
        }
        place.store(&bits.to_le_bytes()[..self.width], context)
    }

    fn check(self, value: f64, context: &mut Context) -> JsResult<()> {
        if value > self.max() || value < self.min() {
            return Err(error::out_of_range(
                "value",
                &self.range(),
                &value.into(),
                context,
            ));
        }
        Ok(())
    }

    fn read(self, this: &JsValue, offset: f64, context: &mut Context) -> JsResult<JsValue> {
        let place = Place::of(this, offset, self.width, context)?;
        self.load(&place, context)
    }

    /// `offset` is given as long as nothing has looked at it.
    fn write(
        self,
        this: &JsValue,
        value: &JsValue,
        offset: impl FnOnce(&mut Context) -> JsResult<f64>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let value = coerce::to_number(value, context)?;
        let place = if self.width == 1 {
            // One byte alone has its offset's type checked before its value.
            let offset = offset(context)?;
            self.check(value, context)?;
            Place::of(this, offset, self.width, context)?
        } else {
            self.check(value, context)?;
            let offset = offset(context)?;
            Place::of(this, offset, self.width, context)?
        };
        self.store(value, &place, context)
    }
}

/// The integer part of `value` as Node takes it apart: the low word cut
/// towards zero, the words above it rounded down. (So the two disagree on a
/// negative fraction below a multiple of 2**32, in Node as here.)
fn bits_of(value: f64) -> u64 {
    let high = (value / 4_294_967_296.0).floor() as i64 as u64;
    (high << 32) | u64::from(coerce::uint32_of(value))
}

/// `readUInt16LE(offset = 0)` and its variants.
pub fn read<const WIDTH: usize, const IS_SIGNED: bool, const IS_BIG: bool>(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let integer = Integer {
        width: WIDTH,
        signed: IS_SIGNED,
        big: IS_BIG,
    };
    let offset = offset(arguments.first(), context)?;
    integer.read(this, offset, context)
}

/// `writeUInt16LE(value, offset = 0)` and its variants.
pub fn write<const WIDTH: usize, const IS_SIGNED: bool, const IS_BIG: bool>(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let integer = Integer {
        width: WIDTH,
        signed: IS_SIGNED,
        big: IS_BIG,
    };
    let at = |context: &mut Context| offset(arguments.get(1), context);
    integer.write(this, arguments.get_or_undefined(0), at, context)
}

/// `readUIntLE(offset, byteLength)` and its variants.
pub fn read_sized<const IS_SIGNED: bool, const IS_BIG: bool>(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let offset = arguments.get_or_undefined(0);
    if offset.is_undefined() {
        return Err(error::invalid_arg_type(
            "offset",
            &["number"],
            offset,
            context,
        ));
    }
    let integer = Integer {
        width: width(arguments.get_or_undefined(1), context)?,
        signed: IS_SIGNED,
        big: IS_BIG,
    };
    let offset = required_offset(offset, context)?;
    integer.read(this, offset, context)
}

/// `writeUIntLE(value, offset, byteLength)` and its variants.
pub fn write_sized<const IS_SIGNED: bool, const IS_BIG: bool>(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let integer = Integer {
        width: width(arguments.get_or_undefined(2), context)?,
        signed: IS_SIGNED,
        big: IS_BIG,
    };
    let at = |context: &mut Context| required_offset(arguments.get_or_undefined(1), context);
    integer.write(this, arguments.get_or_undefined(0), at, context)
}

/// The `byteLength` argument.
fn width(value: &JsValue, context: &mut Context) -> JsResult<usize> {
    let Some(number) = value.as_number() else {
        // Node rounds it before it looks at its type, which can throw first.
        coerce::to_number(value, context)?;
        return Err(error::invalid_arg_type(
            "byteLength",
            &["number"],
            value,
            context,
        ));
    };
    if number.floor() != number {
        return Err(error::out_of_range(
            "byteLength",
            "an integer",
            value,
            context,
        ));
    }
    if (1.0..=WIDEST as f64).contains(&number) {
        return Ok(number as usize);
    }
    let range = format!(">= 1 and <= {WIDEST}");
    Err(error::out_of_range("byteLength", &range, value, context))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn integer(width: usize, signed: bool) -> Integer {
        Integer {
            width,
            signed,
            big: LITTLE,
        }
    }

    #[test]
    fn ranges_read_as_node_writes_them() {
        let cases = [
            (1, UNSIGNED, ">= 0 and <= 255"),
            (2, SIGNED, ">= -32768 and <= 32767"),
            (3, SIGNED, ">= -8388608 and <= 8388607"),
            (4, UNSIGNED, ">= 0 and <= 4294967295"),
            (5, UNSIGNED, ">= 0 and < 2 ** 40"),
            (6, SIGNED, ">= -(2 ** 47) and < 2 ** 47"),
        ];
        for (width, signed, text) in cases {
            assert_eq!(integer(width, signed).range(), text);
        }
    }

    #[test]
    fn words_are_taken_as_node_takes_them() {
        assert_eq!(bits_of(258.9), 258);
        assert_eq!(bits_of(-1.0), u64::MAX);
        assert_eq!(bits_of(f64::NAN), 0);
        assert_eq!(bits_of(-4_294_967_296.5), (-2_i64 as u64) << 32);
    }
}
