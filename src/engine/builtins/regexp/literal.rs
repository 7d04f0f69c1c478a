//! Patterns that stand for one text: searched for by `memchr`, without a matcher.

use boa_engine::JsString;
use boa_engine::string::JsStr;

/// Characters of which a pattern is made; they stand for themselves when escaped.
const SYNTAX: &[u8] = b"\\^$.*+?()[]{}|/";

/// The text that a pattern stands for; `None` for a pattern that is more than a text.
/// The pattern is one that can be compiled, and does not ignore case.
pub(super) fn text_of(pattern: &[u16]) -> Option<JsString> {
    let mut text = Vec::with_capacity(pattern.len());
    let mut units = pattern.iter().copied();
    while let Some(unit) = units.next() {
        let unit = match u8::try_from(unit) {
            Ok(b'\\') => escaped(units.next()?)?,
            Ok(byte) if SYNTAX.contains(&byte) && byte != b'/' => return None,
            // Half a pair is not found within a pair by patterns of code points.
            Err(_) if (0xd800..0xe000).contains(&unit) => return None,
            _ => unit,
        };
        text.push(unit);
    }
    if text.is_empty() {
        return None;
    }
    let bytes: Result<Vec<u8>, _> = text.iter().map(|&unit| u8::try_from(unit)).collect();
    Some(match bytes {
        Ok(bytes) => JsStr::latin1(&bytes).into(),
        Err(_) => JsStr::utf16(&text).into(),
    })
}

fn escaped(unit: u16) -> Option<u16> {
    let byte = u8::try_from(unit).ok()?;
    match byte {
        b'n' => Some(0x0a),
        b'r' => Some(0x0d),
        b't' => Some(0x09),
        b'v' => Some(0x0b),
        b'f' => Some(0x0c),
        _ => SYNTAX.contains(&byte).then_some(unit),
    }
}
