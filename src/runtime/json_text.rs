//! JSON as text, a member at a time.

use std::fmt::{Display, Write};

/// An object that is being written.
#[derive(Debug)]
pub struct JsonObject(String);

impl Default for JsonObject {
    fn default() -> Self {
        Self("{".to_owned())
    }
}

impl JsonObject {
    /// A member whose value is JSON already: a number, `true`, a nested text.
    #[must_use]
    pub fn raw(mut self, key: &str, value: impl Display) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_string(&mut self.0, key);
        // Writing to a string does not fail.
        let _ = write!(self.0, ":{value}");
        self
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
    pub fn text(self, key: &str, value: &str) -> Self {
        let mut quoted = String::with_capacity(value.len() + 2);
        push_string(&mut quoted, value);
        self.raw(key, quoted)
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
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_in_their_order() {
        let object = JsonObject::default()
            .raw("a", 1)
            .text("b\"", "x\n</script>\u{1}")
            .float("c", 0.5, 3)
            .float("d", f64::INFINITY, 3)
            .raw("e", array(["1".to_owned(), string("é")]));
        assert_eq!(
            object.end(),
            r#"{"a":1,"b\"":"x\n\u003c/script>\u0001","c":0.500,"d":null,"e":[1,"é"]}"#
        );
        assert_eq!(JsonObject::default().end(), "{}");
    }
}
