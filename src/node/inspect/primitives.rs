//! Strings with their quotes and escapes, numbers, bigints, symbols.

use super::options::Compact;
use super::printer::{Printer, TOP};
use super::style::Flavour;
use super::text::{lossy, spaces};
use boa_engine::string::JsStrVariant;
use boa_engine::value::JsVariant;
use boa_engine::{JsResult, JsString, JsValue};
use std::fmt::Write;

/// Strings of up to this many UTF-16 units are never broken into lines.
const SHORT: usize = 16;

impl Printer<'_> {
    /// A value that is no object, in its style.
    pub(super) fn primitive(&mut self, value: &JsValue) -> JsResult<String> {
        match value.variant() {
            JsVariant::String(string) => self.string(&string),
            JsVariant::Null => self.styled("null", Flavour::Null),
            JsVariant::Undefined => self.styled("undefined", Flavour::Undefined),
            JsVariant::Boolean(truth) => self.stylize(truth.to_string(), Flavour::Boolean),
            JsVariant::Integer32(number) => self.number(f64::from(number)),
            JsVariant::Float64(number) => self.number(number),
            JsVariant::BigInt(big) => {
                self.stylize(self.bigint_text(&big.to_string()), Flavour::BigInt)
            }
            JsVariant::Symbol(symbol) => {
                self.stylize(lossy(&symbol.descriptive_string()), Flavour::Symbol)
            }
            JsVariant::Object(object) => self.object(&object, TOP, false),
        }
    }

    /// A number in its style.
    pub(super) fn number(&mut self, number: f64) -> JsResult<String> {
        let text = number_text(number, self.options.numeric_separator);
        self.stylize(text, Flavour::Number)
    }

    fn bigint_text(&self, digits: &str) -> String {
        bigint_text(digits, self.options.numeric_separator)
    }

    fn string(&mut self, string: &JsString) -> JsResult<String> {
        let (shown, trailer) = self.cut(string);
        if !self.is_broken(shown.len()) {
            let quoted = self.stylize(quote(&shown), Flavour::String)?;
            return Ok(quoted + &trailer);
        }
        let mut lines = Vec::new();
        for line in lines_of(&shown) {
            lines.push(self.stylize(quote(&line), Flavour::String)?);
        }
        let joint = format!(" +\n{}", spaces(self.indentation + 2));
        Ok(lines.join(&joint) + &trailer)
    }

    /// The part of `string` that is shown, and the words for the rest.
    fn cut(&self, string: &JsString) -> (JsString, String) {
        let limit = self.options.max_string_length;
        let length = string.len();
        if limit.is_nan() || length as f64 <= limit {
            return (string.clone(), String::new());
        }
        let kept = if limit < 0.0 {
            length.saturating_sub(-limit as usize)
        } else {
            limit as usize
        };
        let left_out = length as f64 - limit;
        let plural = if left_out > 1.0 { "s" } else { "" };
        let left_out = number_text(left_out, false);
        let trailer = format!("... {left_out} more character{plural}");
        (string.slice(0, kept), trailer)
    }

    fn is_broken(&self, length: usize) -> bool {
        self.options.compact != Compact::Dense
            && length > SHORT
            && length as f64 > self.options.break_length - self.indentation as f64 - 4.0
    }
}

/// The lines of `string`, each with its line feed.
fn lines_of(string: &JsString) -> Vec<JsString> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, unit) in string.iter().enumerate() {
        if unit == u16::from(b'\n') && at + 1 < string.len() {
            lines.push(string.slice(start, at + 1));
            start = at + 1;
        }
    }
    lines.push(string.slice(start, string.len()));
    lines
}

/// `string` in the quotes that need the fewest escapes.
pub(crate) fn quote(string: &JsString) -> String {
    let quote = quote_for(string);
    let mut out = String::with_capacity(string.len() + 2);
    out.push(quote);
    escape_into(string, quote == '\'', &mut out);
    out.push(quote);
    out
}

/// Escapes control characters, lone surrogates, backslashes and single quotes.
pub(super) fn escape(string: &JsString) -> String {
    let mut out = String::with_capacity(string.len());
    escape_into(string, true, &mut out);
    out
}

fn quote_for(string: &JsString) -> char {
    if !string.contains(b'\'') {
        return '\'';
    }
    if !string.contains(b'"') {
        return '"';
    }
    if !string.contains(b'`') && !has_substitution(string) {
        return '`';
    }
    '\''
}

/// Whether a template literal of this text would hold a `${`.
fn has_substitution(string: &JsString) -> bool {
    let mut before = 0;
    string.iter().any(|unit| {
        let found = before == u16::from(b'$') && unit == u16::from(b'{');
        before = unit;
        found
    })
}

fn escape_into(string: &JsString, single_quoted: bool, out: &mut String) {
    match string.as_str().variant() {
        JsStrVariant::Latin1(bytes) => {
            for &byte in bytes {
                escape_char(char::from(byte), single_quoted, out);
            }
        }
        JsStrVariant::Utf16(units) => {
            for decoded in char::decode_utf16(units.iter().copied()) {
                match decoded {
                    Ok(char) => escape_char(char, single_quoted, out),
                    Err(lone) => escape_surrogate(lone.unpaired_surrogate(), out),
                }
            }
        }
    }
}

fn escape_char(char: char, single_quoted: bool, out: &mut String) {
    match char {
        '\u{8}' => out.push_str("\\b"),
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\u{c}' => out.push_str("\\f"),
        '\r' => out.push_str("\\r"),
        '\\' => out.push_str("\\\\"),
        '\'' if single_quoted => out.push_str("\\'"),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
            // Writing to a String can't fail.
            let _ = write!(out, "\\x{:02X}", u32::from(char));
        }
        _ => out.push(char),
    }
}

fn escape_surrogate(unit: u16, out: &mut String) {
    let _ = write!(out, "\\u{unit:x}");
}

/// Whether a property of this name is printed without quotes.
pub(super) fn is_identifier(name: &str) -> bool {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// `number` as scripts write it, `-0` told from `0`.
pub(crate) fn number_text(number: f64, separated: bool) -> String {
    if !separated && number == 0.0 && number.is_sign_negative() {
        return "-0".to_owned();
    }
    let text = JsValue::from(number).display().to_string();
    let text = if number == 0.0 { "0".to_owned() } else { text };
    let is_whole = number.fract() == 0.0;
    if !separated || !number.is_finite() || (is_whole && text.contains('e')) {
        return text;
    }
    match text.split_once('.') {
        None if is_whole => separate(&text),
        // An exponent without a point is taken apart as if its last digit were one.
        None => separate_at(&text, text.len() - 1, &text),
        Some((whole, fraction)) => separate_at(&text, whole.len(), fraction),
    }
}

/// `digits` with the `n` of a bigint.
pub(crate) fn bigint_text(digits: &str, separated: bool) -> String {
    if separated {
        return separate(digits) + "n";
    }
    format!("{digits}n")
}

/// `1234567` as `1_234_567`.
fn separate(integer: &str) -> String {
    let (sign, digits) = match integer.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", integer),
    };
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

fn separate_at(text: &str, point: usize, fraction: &str) -> String {
    let whole = text.get(..point).unwrap_or(text);
    format!("{}.{}", separate(whole), separate_fraction(fraction))
}

/// `1234567` as `123_456_7`: groups are counted from the point.
fn separate_fraction(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at.is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::js_string;

    #[test]
    fn quotes_are_chosen_to_need_no_escapes() {
        let quoted = |text: &str| quote(&js_string!(text));
        assert_eq!(quoted("a"), "'a'");
        assert_eq!(quoted("it's"), "\"it's\"");
        assert_eq!(quoted("it's \"x\""), "`it's \"x\"`");
        assert_eq!(quoted("it's \"x\" `y`"), "'it\\'s \"x\" `y`'");
        assert_eq!(quoted("' \" ${a}"), "'\\' \" ${a}'");
    }

    #[test]
    fn control_characters_and_lone_surrogates_are_escaped() {
        assert_eq!(quote(&js_string!("\u{1b}\n\u{7f}")), "'\\x1B\\n\\x7F'");
        let lone = JsString::from(&[0xd83d_u16, 0x61][..]);
        assert_eq!(quote(&lone), "'\\ud83da'");
        assert_eq!(quote(&js_string!("😀")), "'😀'");
    }

    #[test]
    fn numbers_read_as_scripts_write_them() {
        assert_eq!(number_text(-0.0, false), "-0");
        assert_eq!(number_text(-0.0, true), "0");
        assert_eq!(number_text(1e21, false), "1e+21");
        assert_eq!(number_text(1_234_567.891_23, true), "1_234_567.891_23");
        assert_eq!(number_text(-1000.0, true), "-1_000");
        assert_eq!(bigint_text("-123456", true), "-123_456n");
    }

    #[test]
    fn only_plain_words_go_unquoted() {
        assert!(is_identifier("a_1"));
        assert!(!is_identifier("1a"));
        assert!(!is_identifier("$"));
        assert!(!is_identifier(""));
    }
}
