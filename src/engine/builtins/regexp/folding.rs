//! Letters that patterns of units with the flag `i` tell from all others.
//!
//! Such a pattern takes letters for the same whose capitals are (Canonicalize, ECMAScript
//! 22.2.2.7.3), but no letter of ASCII for one that is not. The matcher takes `ſ` for an `s`
//! and `ı` for an `i`, and in classes whatever Unicode folds. These letters are the same as
//! no other, so in the pattern and in the text something stands for them that has no case.
//!
//! Ranges are left as they are: one that such a letter lies in takes in what it folds to.

use boa_engine::JsString;
use boa_engine::string::JsStrVariant;

/// The letters: their places in the list are those of what stands for them.
const ALONE: [u16; 10] = [
    0x0131, 0x017f, 0x03f4, 0x1e9e, 0x1fd3, 0x1fe3, 0x2126, 0x212a, 0x212b, 0xfb05,
];

/// Noncharacters: no text has a use for them.
const STAND_INS: u16 = 0xfdd0;

fn stand_in(unit: u16) -> Option<u16> {
    let place = ALONE.iter().position(|&letter| letter == unit)?;
    Some(STAND_INS + place as u16)
}

/// The text with the stand-ins; `None` where there are none.
pub(super) fn of_text(text: &JsString) -> Option<Vec<u16>> {
    let JsStrVariant::Utf16(units) = text.as_str().variant() else {
        return None;
    };
    if !units.iter().any(|&unit| stand_in(unit).is_some()) {
        return None;
    }
    let stand_in = |&unit: &u16| stand_in(unit).unwrap_or(unit);
    Some(units.iter().map(stand_in).collect())
}

/// The pattern with the stand-ins.
pub(super) fn of_pattern(pattern: &[u16]) -> Vec<u16> {
    const BACKSLASH: u16 = b'\\' as u16;
    let mut out = Vec::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((&unit, after)) = rest.split_first() {
        let (letter, length) = match unit {
            BACKSLASH => match escaped(after) {
                Some(letter) => (letter, 6),
                None => (unit, 2),
            },
            _ => (unit, 1),
        };
        let (item, next) = rest.split_at(length.min(rest.len()));
        match stand_in(letter).filter(|_| !is_end_of_range(&out, next)) {
            Some(stand_in) => out.push(stand_in),
            None => out.extend(item),
        }
        rest = next;
    }
    out
}

/// The letter of `uXXXX` after a backslash.
fn escaped(after: &[u16]) -> Option<u16> {
    let (&first, digits) = after.split_first()?;
    let digits = digits.get(..4).filter(|_| first == u16::from(b'u'))?;
    digits.iter().try_fold(0, |letter, &digit| {
        let digit = char::from_u32(digit.into())?.to_digit(16)?;
        Some(letter << 4 | digit as u16)
    })
}

/// Whether a minus stands before or after, as in a range.
fn is_end_of_range(before: &[u16], after: &[u16]) -> bool {
    const MINUS: u16 = b'-' as u16;
    before.last() == Some(&MINUS) || after.first() == Some(&MINUS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pattern: &str) -> Vec<u16> {
        of_pattern(&pattern.encode_utf16().collect::<Vec<_>>())
    }

    #[test]
    fn letters_are_replaced_however_they_are_written() {
        let expected = [u16::from(b'a'), STAND_INS + 1];
        assert_eq!(of("a\u{17f}"), expected);
        assert_eq!(of("a\\u017F"), expected);
        assert_eq!(of("\\\\u017f").len(), 7);
        assert_eq!(of("[\u{17f}-\u{180}]").len(), 5);
        assert_eq!(of("a\\"), [u16::from(b'a'), u16::from(b'\\')]);
    }
}
