//! A number in decimals, to so many digits.
//!
//! A double is a whole number of some power of two, so its decimals end: after as many
//! places as it has binary ones, the last a 5. A tie between two neighbours is a number
//! that ends one place after the last that is wanted.

use std::fmt;

/// Digits, of which the first is before the point, and a power of ten.
#[derive(Debug)]
pub(super) struct Written {
    digits: String,
    pub(super) exponent: i32,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if self.exponent < 0 { '-' } else { '+' };
        write!(f, "{first}{point}{rest}e{sign}{}", self.exponent.abs())
    }
}

impl Written {
    /// Without a power of ten, where the point is within the digits or behind them.
    pub(super) fn plain(&self) -> String {
        let before = usize::try_from(self.exponent).unwrap_or(0) + 1;
        match self.digits.split_at_checked(before) {
            Some((whole, "")) => whole.to_owned(),
            Some((whole, rest)) => format!("{whole}.{rest}"),
            None => self.digits.clone(),
        }
    }

    /// Without a power of ten, where the point is before the digits.
    pub(super) fn below_one(&self) -> String {
        let zeros = "0".repeat(usize::try_from(-self.exponent - 1).unwrap_or(0));
        format!("0.{zeros}{}", self.digits)
    }
}

/// Binary places after the point.
fn binary_places(number: f64) -> i32 {
    const FRACTION: u64 = (1 << 52) - 1;
    let bits = number.to_bits();
    let biased = ((bits >> 52) & 0x7ff) as i32;
    let mantissa = match biased {
        0 => bits & FRACTION,
        _ => bits & FRACTION | 1 << 52,
    };
    if mantissa == 0 {
        return 0;
    }
    1075 - biased.max(1) - mantissa.trailing_zeros() as i32
}

/// Whether the number ends exactly `places` decimals after the point (before it where
/// `places` is not above 0), if its digit there is a 5.
fn ends_at(number: f64, places: i32) -> bool {
    if places > 0 {
        return binary_places(number) == places;
    }
    if binary_places(number) > 0 {
        return false;
    }
    let whole = format!("{number:.0}");
    let zeros = usize::try_from(-places).unwrap_or(0);
    whole.bytes().rev().take(zeros).all(|digit| digit == b'0')
}

/// The next number with as many digits; `true` when it needs one more.
fn increment(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        match *digit {
            b'9' => *digit = b'0',
            b'0'..=b'8' => {
                *digit += 1;
                return false;
            }
            // The point.
            _ => {}
        }
    }
    true
}

fn incremented(text: &str) -> (String, bool) {
    let mut digits = text.as_bytes().to_vec();
    let carried = increment(&mut digits);
    (String::from_utf8_lossy(&digits).into_owned(), carried)
}

/// `number`, which is not below 0, with `places` decimals.
pub(super) fn fixed(number: f64, places: usize) -> String {
    let is_tie = binary_places(number) == places as i32 + 1;
    if !is_tie {
        return format!("{number:.places$}");
    }
    // Exact, and its last digit a 5.
    let exact = format!("{number:.*}", places + 1);
    let kept = exact.get(..exact.len() - 1).unwrap_or_default();
    let kept = kept.strip_suffix('.').unwrap_or(kept);
    match incremented(kept) {
        (text, true) => format!("1{text}"),
        (text, false) => text,
    }
}

/// `number`, which is not below 0, with `places` digits after the first.
pub(super) fn exponential(number: f64, places: usize) -> Written {
    let more = read(&format!("{number:.*e}", places + 1));
    let end = places as i32 + 1 - more.exponent;
    if !more.digits.ends_with('5') || !ends_at(number, end) {
        return read(&format!("{number:.places$e}"));
    }
    let kept = more.digits.get(..places + 1).unwrap_or_default();
    match incremented(kept) {
        (text, true) => Written {
            digits: format!("1{}", text.get(..places).unwrap_or_default()),
            exponent: more.exponent + 1,
        },
        (digits, false) => Written {
            digits,
            exponent: more.exponent,
        },
    }
}

/// With as many digits as tell it from all others: `text` is what `String` gives for it.
pub(super) fn shortest(text: &str) -> Written {
    let (number, power) = text.split_once('e').unwrap_or((text, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let all = format!("{whole}{rest}");
    let digits = all.trim_start_matches('0');
    let zeros = (all.len() - digits.len()) as i32;
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return read("0e0");
    }
    Written {
        digits: digits.to_owned(),
        exponent: power + whole.len() as i32 - 1 - zeros,
    }
}

/// What the standard library writes: `1.25e-7`.
fn read(text: &str) -> Written {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    Written {
        digits: digits.replace('.', ""),
        exponent: exponent.parse().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_away_from_zero() {
        let cases = [
            (0.5, 0, "1"),
            (2.5, 0, "3"),
            (999_999.5, 0, "1000000"),
            (1.25, 1, "1.3"),
            (1.005, 2, "1.00"),
            (8.345, 2, "8.35"),
            (0.000_000_5, 6, "0.000000"),
        ];
        for (number, places, expected) in cases {
            assert_eq!(fixed(number, places), expected, "{number} {places}");
        }
    }

    #[test]
    fn powers_of_ten_move_with_the_carry() {
        let cases = [
            (1.25, 1, "1.3e+0"),
            (9.5, 0, "1e+1"),
            (25.0, 0, "3e+1"),
            (95.0, 0, "1e+2"),
            (35_000.0, 0, "4e+4"),
            (35_001.0, 0, "4e+4"),
            (0.000_000_1, 2, "1.00e-7"),
            (1e23, 3, "1.000e+23"),
            (5e-324, 2, "4.94e-324"),
        ];
        for (number, places, expected) in cases {
            assert_eq!(
                exponential(number, places).to_string(),
                expected,
                "{number}"
            );
        }
    }
}
