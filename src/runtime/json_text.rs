//! JSON as text, a member at a time.

use std::fmt::{Display, Write};
use std::time::Duration;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// An object that is being written.
#[derive(Debug)]
pub struct JsonObject(String);

impl Default for JsonObject {
    fn default() -> Self {
        Self::over(String::with_capacity(USUAL))
    }
}

/// Bytes that most objects fit.
const USUAL: usize = 224;

impl JsonObject {
    /// An object in the memory of `text`, whose content is forgotten.
    #[must_use]
    pub fn over(mut text: String) -> Self {
        text.clear();
        text.push('{');
        Self(text)
    }

    /// A member whose value is JSON already: a number, `true`, a nested text.
    #[must_use]
    pub fn raw(mut self, key: &str, value: impl Display) -> Self {
        self.key(key);
        // Writing to a string does not fail.
        let _ = write!(self.0, "{value}");
        self
    }

    /// A member that is a whole number: [`JsonObject::raw`] without the
    /// machinery of formats, which costs ten times as much.
    #[must_use]
    pub fn number(mut self, key: &str, value: impl itoa::Integer) -> Self {
        self.key(key);
        self.0.push_str(itoa::Buffer::new().format(value));
        self
    }

    /// A member that is an address, as a string of hexadecimal digits.
    #[must_use]
    pub fn address(mut self, key: &str, value: usize) -> Self {
        self.key(key);
        self.0.push_str("\"0x");
        let digits = (usize::BITS - value.leading_zeros()).div_ceil(4).max(1);
        for digit in (0..digits).rev() {
            let digit = HEX[value >> (digit * 4) & 15];
            self.0.push(char::from(digit));
        }
        self.0.push('"');
        self
    }

    /// A member that is a time in microseconds, with nanoseconds behind the point.
    #[must_use]
    pub fn micros(mut self, key: &str, time: Duration) -> Self {
        self.key(key);
        // Seconds beyond 2^44 are no time that a program runs.
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.0.push_str(itoa::Buffer::new().format(micros));
        let nanos = time.subsec_nanos() % 1000;
        // Above 1000, so that the three digits after the first are whole.
        let digits = itoa::Buffer::new().format(1000 + nanos).to_owned();
        self.0.push('.');
        self.0.push_str(&digits[1..]);
        self
    }

    /// A member that is a string of the program's own, which needs no escape.
    #[must_use]
    pub fn word(mut self, key: &str, value: &str) -> Self {
        debug_assert!(value.bytes().all(is_plain), "{value}");
        self.key(key);
        self.0.push('"');
        self.0.push_str(value);
        self.0.push('"');
        self
    }

    /// A member that is an object of its own.
    #[must_use]
    pub fn object(mut self, key: &str, members: impl FnOnce(Self) -> Self) -> Self {
        self.key(key);
        self.0.push('{');
        let mut object = members(self);
        object.0.push('}');
        object
    }

    /// Keys are the program's own words: none needs an escape.
    fn key(&mut self, key: &str) {
        debug_assert!(key.bytes().all(is_plain), "{key}");
        if !self.0.ends_with('{') {
            self.0.push(',');
        }
        self.0.push('"');
        self.0.push_str(key);
        self.0.push('"');
        self.0.push(':');
    }

    /// A member that is a number; what JSON has no number for becomes `null`.
    #[must_use]
    pub fn float(self, key: &str, value: f64, decimals: usize) -> Self {
        match value.is_finite() {
            true => self.raw(key, format_args!("{value:.decimals$}")),
            false => self.raw(key, "null"),
        }
    }

    /// A member that is a string.
    #[must_use]
    pub fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        push_string(&mut self.0, value);
        self
    }

    /// The whole text.
    #[must_use]
    pub fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// An array of JSON texts.
pub fn array(items: impl IntoIterator<Item = String>) -> String {
    let mut text = String::from("[");
    for item in items {
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&item);
    }
    text.push(']');
    text
}

/// A JSON string. `<` is escaped too, so that the text may stand in a page.
#[must_use]
pub fn string(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    push_string(&mut text, value);
    text
}

fn push_string(text: &mut String, value: &str) {
    text.push('"');
    match value.bytes().all(is_plain) {
        true => text.push_str(value),
        false => push_escaped(text, value),
    }
    text.push('"');
}

/// Whether a byte of UTF-8 stands for itself, wherever it stands.
fn is_plain(byte: u8) -> bool {
    (b' '..0x80).contains(&byte) && !matches!(byte, b'"' | b'\\' | b'<')
}

fn push_escaped(text: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            c if c < ' ' || matches!(c, '<' | '\u{2028}' | '\u{2029}') => {
                let _ = write!(text, "\\u{:04x}", c as u32);
            }
            c => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_in_their_order() {
        let object = JsonObject::default()
            .raw("a", 1)
            .text("b", "x\n</script>\u{1}")
            .float("c", 0.5, 3)
            .float("d", f64::INFINITY, 3)
            .raw("e", array(["1".to_owned(), string("é")]));
        assert_eq!(
            object.end(),
            r#"{"a":1,"b":"x\n\u003c/script>\u0001","c":0.500,"d":null,"e":[1,"é"]}"#
        );
        assert_eq!(JsonObject::default().end(), "{}");
        let object = JsonObject::default()
            .number("n", -7_i64)
            .number("m", u64::MAX)
            .address("nowhere", 0)
            .address("some", 0x7f00_00ab_c000)
            .micros("at", Duration::from_nanos(1_234_567))
            .micros("later", Duration::from_nanos(1_000_000_007))
            .object("none", |object| object)
            .object("o", |object| object.number("x", 0_usize));
        assert_eq!(
            object.end(),
            concat!(
                r#"{"n":-7,"m":18446744073709551615,"nowhere":"0x0","some":"0x7f0000abc000","#,
                r#""at":1234.567,"later":1000000.007,"none":{},"o":{"x":0}}"#
            )
        );
    }
}
