//! The code units of a text, of one byte or of two.

use boa_engine::JsString;
use boa_engine::string::JsStr;

/// A code unit as the engine stores it.
pub(super) trait Unit: Copy + Into<u16> {
    /// These units as a string of a script's.
    fn string(units: &[Self]) -> JsString;
}

impl Unit for u8 {
    fn string(units: &[Self]) -> JsString {
        JsString::from(JsStr::latin1(units))
    }
}

impl Unit for u16 {
    /// One byte a unit where that is enough.
    fn string(units: &[Self]) -> JsString {
        let narrow: Option<Vec<u8>> = units.iter().map(|&unit| u8::try_from(unit).ok()).collect();
        match narrow {
            Some(narrow) => JsString::from(JsStr::latin1(&narrow)),
            None => JsString::from(JsStr::utf16(units)),
        }
    }
}

/// A place in a text. Past its end stands [`Cursor::END`], which is no code unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a, U> {
    pub(super) units: &'a [U],
    pub(super) at: usize,
}

impl<U: Unit> Cursor<'_, U> {
    /// What is read past the end.
    pub(super) const END: u32 = u32::MAX;

    /// The unit at the cursor.
    pub(super) fn peek(&self) -> u32 {
        let unit = self.units.get(self.at);
        unit.map_or(Self::END, |&unit| u32::from(unit.into()))
    }

    /// Goes past what JSON calls whitespace, and tells what stands there.
    pub(super) fn after_space(&mut self) -> u32 {
        loop {
            match self.peek() {
                0x20 | 0x09 | 0x0a | 0x0d => self.at += 1,
                unit => return unit,
            }
        }
    }

    /// Goes past the decimal digits here, and tells whether there were any.
    pub(super) fn digits(&mut self) -> bool {
        let start = self.at;
        while is_digit(self.peek()) {
            self.at += 1;
        }
        self.at > start
    }
}

/// Whether `unit` is a decimal digit.
pub(super) fn is_digit(unit: u32) -> bool {
    (0x30..=0x39).contains(&unit)
}
