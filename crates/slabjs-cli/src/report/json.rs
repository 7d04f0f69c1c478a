//! The page's data as JSON, a member at a time.

use std::fmt::{Display, Write};

/// An object that is being written.
#[derive(Debug, Default)]
pub(super) struct Object(String);

impl Object {
    /// A member whose value is JSON already: a number, an array, a nested text.
    pub(super) fn raw(mut self, key: &str, value: impl Display) -> Self {
        let separator = if self.0.is_empty() { '{' } else { ',' };
        // Writing to a string does not fail.
        let _ = write!(self.0, "{separator}{}:{value}", string(key));
        self
    }

    /// A member that is a string.
    pub(super) fn text(self, key: &str, value: &str) -> Self {
        self.raw(key, string(value))
    }

    /// The whole text.
    pub(super) fn end(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }
}

/// An array of JSON texts.
pub(super) fn array(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(","))
}

/// A JSON string. `<` is escaped too, so that the text may stand in a page.
pub(super) fn string(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            '\n' => text.push_str("\\n"),
            // Writing to a string does not fail.
            '<' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(text, "\\u{:04x}", u32::from(character));
            }
            _ => text.push(character),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_may_stand_in_a_page() {
        let escaped = r#""a\"\\\u003c\n\u0001é""#;
        assert_eq!(string("a\"\\<\n\u{1}é"), escaped);
        let object = Object::default().raw("n", 1).text("t", "x").end();
        assert_eq!(object, r#"{"n":1,"t":"x"}"#);
        assert_eq!(Object::default().end(), "{}");
        assert_eq!(array([]), "[]");
    }
}
