//! Strings of a text.

use super::fault::{Fault, Kind};
use super::units::{Cursor, Unit};
use boa_engine::JsString;

const QUOTE: u16 = b'"' as u16;
const BACKSLASH: u16 = b'\\' as u16;

/// A string of a text, without its quotes.
pub(super) enum Quoted<'a, U> {
    /// As it stands there.
    Verbatim(&'a [U]),
    /// With its escapes resolved.
    Resolved(Vec<u16>),
}

impl<U: Unit> Quoted<'_, U> {
    pub(super) fn into_string(self) -> JsString {
        match self {
            Self::Verbatim(units) => U::string(units),
            Self::Resolved(units) => u16::string(&units),
        }
    }
}

/// The string at the cursor, which stands at its first quote.
pub(super) fn read<'a, U: Unit>(cursor: &mut Cursor<'a, U>) -> Result<Quoted<'a, U>, Fault> {
    cursor.at += 1;
    let start = cursor.at;
    plain(cursor);
    if cursor.peek() == u32::from(QUOTE) {
        cursor.at += 1;
        return Ok(Quoted::Verbatim(&cursor.units[start..cursor.at - 1]));
    }
    resolved(cursor, start).map(Quoted::Resolved)
}

/// Goes past what stands for itself.
fn plain<U: Unit>(cursor: &mut Cursor<'_, U>) {
    let rest = &cursor.units[cursor.at..];
    let is_special = |&unit: &U| matches!(unit.into(), QUOTE | BACKSLASH | ..0x20);
    cursor.at += rest.iter().position(is_special).unwrap_or(rest.len());
}

/// The rest of a string that began at `start` and is plain up to the cursor.
fn resolved<U: Unit>(cursor: &mut Cursor<'_, U>, start: usize) -> Result<Vec<u16>, Fault> {
    let mut units = Vec::new();
    let mut from = start;
    loop {
        units.extend(
            cursor.units[from..cursor.at]
                .iter()
                .map(|&unit| unit.into()),
        );
        match cursor.peek() {
            0x22 => break,
            0x5c => units.push(escape(cursor)?),
            unit if unit < 0x20 => return Err(Fault::at(Kind::Control, cursor.at)),
            _ => return Err(Fault::at(Kind::Unterminated, cursor.at)),
        }
        from = cursor.at;
        plain(cursor);
    }
    cursor.at += 1;
    Ok(units)
}

/// The unit that the escape at the cursor stands for.
fn escape<U: Unit>(cursor: &mut Cursor<'_, U>) -> Result<u16, Fault> {
    cursor.at += 1;
    let unit = match u8::try_from(cursor.peek()) {
        Ok(b'b') => 0x08,
        Ok(b't') => 0x09,
        Ok(b'n') => 0x0a,
        Ok(b'f') => 0x0c,
        Ok(b'r') => 0x0d,
        Ok(unit @ (b'"' | b'\\' | b'/')) => unit.into(),
        Ok(b'u') => return by_number(cursor),
        _ if cursor.peek() == Cursor::<U>::END => return Err(Fault::at(Kind::Token, cursor.at)),
        _ => return Err(Fault::at(Kind::Escape, cursor.at)),
    };
    cursor.at += 1;
    Ok(unit)
}

/// The unit that `u` and four hexadecimal digits at the cursor stand for.
fn by_number<U: Unit>(cursor: &mut Cursor<'_, U>) -> Result<u16, Fault> {
    let mut unit = 0;
    for _ in 0..4 {
        cursor.at += 1;
        let digit = char::from_u32(cursor.peek()).and_then(|digit| digit.to_digit(16));
        let digit = digit.ok_or(Fault::at(Kind::Unicode, cursor.at))?;
        unit = unit << 4 | digit as u16;
    }
    cursor.at += 1;
    Ok(unit)
}
