//! The text that is being made: one byte a unit as long as that is enough.

use crate::engine::isolate::Isolate;
use crate::engine::limits::MAX_STRING_LENGTH;
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{JsError, JsNativeError, JsResult, JsString};

/// Bytes that are taken without asking whether the heap has room for them.
const FREE: usize = 64 * 1024;

#[derive(Debug)]
enum Units {
    Latin1(Vec<u8>),
    Utf16(Vec<u16>),
}

/// A growing text, within V8's longest string and the heap's limit.
#[derive(Debug)]
pub(crate) struct Text {
    units: Units,
    /// Bytes that the heap is known to have room for.
    granted: usize,
}

fn too_long() -> JsError {
    JsNativeError::range()
        .with_message("Invalid string length")
        .into()
}

impl Text {
    pub(crate) fn new() -> Self {
        Self {
            units: Units::Latin1(Vec::new()),
            granted: FREE,
        }
    }

    /// Makes sure that `more` units may be added, each of `width` bytes.
    fn ask(&mut self, more: usize, width: usize) -> JsResult<()> {
        let length = match &self.units {
            Units::Latin1(units) => units.len(),
            Units::Utf16(units) => units.len(),
        };
        let length = length.saturating_add(more);
        if length > MAX_STRING_LENGTH {
            return Err(too_long());
        }
        let bytes = length.saturating_mul(width);
        if bytes <= self.granted {
            return Ok(());
        }
        // What is there, what it grows into, and the string made of it.
        self.granted = bytes.saturating_mul(2);
        let needed = self.granted.saturating_add(bytes);
        match Isolate::current().is_none_or(|isolate| isolate.heap_fits(needed)) {
            true => Ok(()),
            false => Err(too_long()),
        }
    }

    pub(super) fn ascii(&mut self, text: &str) -> JsResult<()> {
        self.latin1(text.as_bytes())
    }

    fn latin1(&mut self, more: &[u8]) -> JsResult<()> {
        match &self.units {
            Units::Latin1(_) => self.ask(more.len(), 1)?,
            Units::Utf16(_) => self.ask(more.len(), 2)?,
        }
        match &mut self.units {
            Units::Latin1(units) => units.extend_from_slice(more),
            Units::Utf16(units) => units.extend(more.iter().map(|&byte| u16::from(byte))),
        }
        Ok(())
    }

    fn utf16(&mut self, more: &[u16]) -> JsResult<()> {
        self.ask(more.len(), 2)?;
        if let Units::Latin1(units) = &self.units {
            self.units = Units::Utf16(units.iter().map(|&byte| u16::from(byte)).collect());
        }
        if let Units::Utf16(units) = &mut self.units {
            units.extend_from_slice(more);
        }
        Ok(())
    }

    /// Adds `more` as it is.
    pub(crate) fn plain(&mut self, more: JsStr<'_>) -> JsResult<()> {
        match more.variant() {
            JsStrVariant::Latin1(bytes) => self.latin1(bytes),
            JsStrVariant::Utf16(units) => self.utf16(units),
        }
    }

    /// Adds `more` as a string of JSON (`QuoteJSONString`).
    pub(super) fn quoted(&mut self, more: JsStr<'_>) -> JsResult<()> {
        self.latin1(b"\"")?;
        match more.variant() {
            JsStrVariant::Latin1(bytes) => self.quoted_latin1(bytes)?,
            JsStrVariant::Utf16(units) => self.quoted_utf16(units)?,
        }
        self.latin1(b"\"")
    }

    fn quoted_latin1(&mut self, bytes: &[u8]) -> JsResult<()> {
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|&byte| needs_escape(byte.into())) {
            let (plain, from) = rest.split_at(at);
            self.latin1(plain)?;
            self.escape(from[0].into())?;
            rest = &from[1..];
        }
        self.latin1(rest)
    }

    fn quoted_utf16(&mut self, units: &[u16]) -> JsResult<()> {
        let mut plain = 0;
        for (at, &unit) in units.iter().enumerate() {
            if needs_escape(unit) || is_lone_surrogate(units, at) {
                self.utf16(&units[plain..at])?;
                self.escape(unit)?;
                plain = at + 1;
            }
        }
        self.utf16(&units[plain..])
    }

    fn escape(&mut self, unit: u16) -> JsResult<()> {
        let short = match unit {
            0x08 => "\\b",
            0x09 => "\\t",
            0x0a => "\\n",
            0x0c => "\\f",
            0x0d => "\\r",
            0x22 => "\\\"",
            0x5c => "\\\\",
            _ => return self.ascii(&format!("\\u{unit:04x}")),
        };
        self.ascii(short)
    }

    pub(crate) fn into_string(self) -> JsString {
        match self.units {
            Units::Latin1(units) => JsString::from(JsStr::latin1(&units)),
            Units::Utf16(units) => JsString::from(JsStr::utf16(&units)),
        }
    }
}

fn needs_escape(unit: u16) -> bool {
    unit < 0x20 || unit == u16::from(b'"') || unit == u16::from(b'\\')
}

fn is_lone_surrogate(units: &[u16], at: usize) -> bool {
    let unit = |at: usize| units.get(at).copied().unwrap_or(0);
    match unit(at) {
        0xd800..0xdc00 => !(0xdc00..0xe000).contains(&unit(at + 1)),
        0xdc00..0xe000 => at == 0 || !(0xd800..0xdc00).contains(&unit(at - 1)),
        _ => false,
    }
}
