//! A small JSON reader that keeps the order of members.
//!
//! Condition objects in `package.json` are tried in the order they are written,
//! and resolution must not need a JavaScript context.

/// How deep values may nest: package files are data of strangers.
const MAX_DEPTH: usize = 128;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as its text.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object: its members in the order of the text.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The member `key` of an object; the last one wins, as in `JSON.parse`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        let Json::Object(members) = self else {
            return None;
        };
        members
            .iter()
            .rev()
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }
}

/// The text is not JSON; the byte at which that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotJson(pub usize);

/// Reads `text` as one JSON value.
///
/// # Errors
///
/// [`NotJson`] when the text is not JSON or nests deeper than 128 values.
pub fn parse(text: &str) -> Result<Json, NotJson> {
    let mut reader = Reader { text, at: 0 };
    reader.space();
    let value = reader.value(0)?;
    reader.space();
    match reader.peek() {
        None => Ok(value),
        Some(_) => reader.fail(),
    }
}

struct Reader<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Reader<'text> {
    fn fail<T>(&self) -> Result<T, NotJson> {
        Err(NotJson(self.at))
    }

    fn rest(&self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Result<(), NotJson> {
        if self.peek() != Some(byte) {
            return self.fail();
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, NotJson> {
        if !self.rest().starts_with(word) {
            return self.fail();
        }
        self.at += word.len();
        Ok(value)
    }

    fn value(&mut self, depth: usize) -> Result<Json, NotJson> {
        if depth > MAX_DEPTH {
            return self.fail();
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Json::String),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.fail(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, NotJson> {
        let mut members = Vec::new();
        self.items(b'{', b'}', |reader| {
            let key = reader.string()?;
            reader.space();
            reader.take(b':')?;
            reader.space();
            members.push((key, reader.value(depth + 1)?));
            Ok(())
        })?;
        Ok(Json::Object(members))
    }

    fn array(&mut self, depth: usize) -> Result<Json, NotJson> {
        let mut values = Vec::new();
        self.items(b'[', b']', |reader| {
            values.push(reader.value(depth + 1)?);
            Ok(())
        })?;
        Ok(Json::Array(values))
    }

    /// `open item , item ... close`.
    fn items(
        &mut self,
        open: u8,
        close: u8,
        mut item: impl FnMut(&mut Self) -> Result<(), NotJson>,
    ) -> Result<(), NotJson> {
        self.take(open)?;
        self.space();
        if self.peek() == Some(close) {
            return self.take(close);
        }
        loop {
            self.space();
            item(self)?;
            self.space();
            if self.peek() == Some(close) {
                return self.take(close);
            }
            self.take(b',')?;
        }
    }

    fn number(&mut self) -> Result<Json, NotJson> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or_default();
        if text.parse::<f64>().is_err() {
            return self.fail();
        }
        self.at += length;
        Ok(Json::Number(text.to_owned()))
    }

    fn string(&mut self) -> Result<String, NotJson> {
        self.take(b'"')?;
        let mut out = String::new();
        loop {
            let Some(c) = self.rest().chars().next() else {
                return self.fail();
            };
            self.at += c.len_utf8();
            match c {
                '"' => return Ok(out),
                '\\' => out.push(self.escape()?),
                c if u32::from(c) < 0x20 => return self.fail(),
                c => out.push(c),
            }
        }
    }

    fn escape(&mut self) -> Result<char, NotJson> {
        let Some(kind) = self.peek() else {
            return self.fail();
        };
        self.at += 1;
        Ok(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return self.fail(),
        })
    }

    /// `XXXX`, or two of them for a character outside the basic plane; half a pair reads as U+FFFD.
    fn unicode_escape(&mut self) -> Result<char, NotJson> {
        let first = self.hex_unit()?;
        if !(0xD800..0xDC00).contains(&first) || !self.rest().starts_with("\\u") {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let after_first = self.at;
        self.at += 2;
        let second = self.hex_unit()?;
        if !(0xDC00..0xE000).contains(&second) {
            self.at = after_first;
            return Ok(char::REPLACEMENT_CHARACTER);
        }
        let point = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        Ok(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex_unit(&mut self) -> Result<u32, NotJson> {
        let digits = self.rest().get(..4).unwrap_or_default();
        let all_hex = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        match u32::from_str_radix(digits, 16) {
            Ok(unit) if all_hex => {
                self.at += 4;
                Ok(unit)
            }
            _ => self.fail(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(value: &str) -> Json {
        Json::String(value.to_owned())
    }

    #[test]
    fn members_keep_their_order() {
        let value = parse(r#" { "z": 1, "a": [true, null, "x"], "m": {} } "#);
        let expected = Json::Object(vec![
            ("z".into(), Json::Number("1".into())),
            (
                "a".into(),
                Json::Array(vec![Json::Bool(true), Json::Null, text("x")]),
            ),
            ("m".into(), Json::Object(vec![])),
        ]);
        assert_eq!(value, Ok(expected));
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(
            parse(r#""a\n\"\/\u0041\ud83d\ude00\ud83dx""#),
            Ok(text("a\n\"/A\u{1F600}\u{FFFD}x"))
        );
    }

    #[test]
    fn the_last_of_equal_keys_wins() {
        let value = parse(r#"{"a":"1","a":"2"}"#).expect("JSON");
        assert_eq!(value.get("a").and_then(Json::as_str), Some("2"));
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for bad in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "nul",
            "\"\\x\"",
            "\"\n\"",
            "1 2",
            "-",
            "\"\\u12\"",
            "{,}",
            "[,1]",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(input in "\\PC*") {
            let _ = parse(&input);
        }

        #[test]
        fn a_quoted_string_reads_as_itself(input in "[^\"\\\\\u{0}-\u{1f}]*") {
            prop_assert_eq!(parse(&format!("\"{input}\"")), Ok(Json::String(input)));
        }
    }
}
