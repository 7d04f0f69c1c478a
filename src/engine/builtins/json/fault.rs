//! V8's words for a text that is no JSON.

use crate::engine::error::{ErrorClass, plain_object};
use boa_engine::string::JsStr;
use boa_engine::{Context, JsError, JsNativeError, JsString};

/// Units shown before and after what was not expected.
const AROUND: usize = 10;

/// Texts that are shown whole: what values that are no text turn into.
const TELLING: [&str; 4] = ["undefined", "NaN", "Infinity", "[object Object]"];

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something that may not stand here.
    Token,
    /// A digit after a leading zero, or within a word.
    Number,
    /// A quote within a word.
    String,
    NameOrBrace,
    Name,
    Colon,
    CommaOrBrace,
    CommaOrBracket,
    Unterminated,
    Control,
    Escape,
    Unicode,
    NoDigitAfterMinus,
    Fraction,
    Exponent,
    /// More than one value.
    More,
    /// What `JSON.rawJSON` does not take.
    Raw,
}

/// What is wrong, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    kind: Kind,
    at: usize,
}

impl Fault {
    pub(super) fn at(kind: Kind, at: usize) -> Self {
        Self { kind, at }
    }

    /// The error for it, in `text`.
    pub(super) fn error(self, text: &JsString, context: &mut Context) -> JsError {
        let message = match self.kind {
            Kind::Raw => JsString::from("Invalid value for JSON.rawJSON"),
            Kind::Token => self.unexpected(text),
            _ => self.placed(text),
        };
        syntax_error(message, context)
    }

    fn placed(self, text: &JsString) -> JsString {
        let what = match self.kind {
            Kind::Token | Kind::Raw => "",
            Kind::Number => "Unexpected number in",
            Kind::String => "Unexpected string in",
            Kind::NameOrBrace => "Expected property name or '}' in",
            Kind::Name => "Expected double-quoted property name in",
            Kind::Colon => "Expected ':' after property name in",
            Kind::CommaOrBrace => "Expected ',' or '}' after property value in",
            Kind::CommaOrBracket => "Expected ',' or ']' after array element in",
            Kind::Unterminated => "Unterminated string in",
            Kind::Control => "Bad control character in string literal in",
            Kind::Escape => "Bad escaped character in",
            Kind::Unicode => "Bad Unicode escape in",
            Kind::NoDigitAfterMinus => "No number after minus sign in",
            Kind::Fraction => "Unterminated fractional number in",
            Kind::Exponent => "Exponent part is missing a number in",
            Kind::More => "Unexpected non-whitespace character after",
        };
        let (line, column) = place(text.as_str(), self.at);
        let at = self.at;
        format!("{what} JSON at position {at} (line {line} column {column})").into()
    }

    fn unexpected(self, text: &JsString) -> JsString {
        let Some(unit) = text.get(self.at..=self.at) else {
            return "Unexpected end of JSON input".into();
        };
        match text.as_str().get(self.at) {
            Some(0x22) => return Self::at(Kind::String, self.at).placed(text),
            Some(0x2d | 0x30..=0x39) => return Self::at(Kind::Number, self.at).placed(text),
            _ => {}
        }
        if TELLING.iter().any(|telling| text == telling) {
            return text_of(&["\"".into(), text.clone(), "\" is not valid JSON".into()]);
        }
        text_of(&[
            "Unexpected token '".into(),
            unit,
            "', ".into(),
            self.surroundings(text),
            " is not valid JSON".into(),
        ])
    }

    /// The text around the place, between quotes, and with dots where there may be more.
    fn surroundings(self, text: &JsString) -> JsString {
        let (at, length) = (self.at, text.len());
        let is_short = length <= 2 * AROUND;
        let is_late = !is_short && at >= AROUND;
        let is_early = !is_short && (at < AROUND || at + AROUND < length);
        let start = if is_late { at - AROUND } else { 0 };
        let end = if is_early { at + AROUND } else { length };
        let dots = |are: bool| JsString::from(if are { "..." } else { "" });
        text_of(&[
            dots(is_late),
            "\"".into(),
            text.get(start..end).unwrap_or_default(),
            "\"".into(),
            dots(is_early),
        ])
    }
}

fn syntax_error(message: JsString, context: &mut Context) -> JsError {
    if let Ok(message) = message.to_std_string() {
        return JsNativeError::syntax().with_message(message).into();
    }
    // Half of a surrogate pair, which the engine's own errors can't say.
    let object = plain_object(ErrorClass::Syntax, message, context);
    object.map_or_else(|error| error, |object| JsError::from_opaque(object.into()))
}

fn text_of(parts: &[JsString]) -> JsString {
    let parts: Vec<JsStr<'_>> = parts.iter().map(JsString::as_str).collect();
    JsString::concat_array(&parts)
}

/// The line and column of `at`, both from 1.
fn place(text: JsStr<'_>, at: usize) -> (usize, usize) {
    let (mut line, mut column) = (1, 1);
    let mut units = text.iter().take(at).peekable();
    while let Some(unit) = units.next() {
        let ends = unit == 0x0a || (unit == 0x0d && units.peek() != Some(&0x0a));
        (line, column) = if ends {
            (line + 1, 1)
        } else {
            (line, column + 1)
        };
    }
    (line, column)
}
