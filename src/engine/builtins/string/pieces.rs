//! Parts of strings, and arrays of them.

use boa_engine::object::builtins::JsArray;
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsString, JsValue, js_string};

thread_local! {
    /// The strings of one unit below 0x100, which most programs make again and again.
    static SINGLES: Vec<JsString> =
        (0..=u8::MAX).map(|byte| JsString::from(JsStr::latin1(&[byte]))).collect();
}

/// The string of one unit below 0x100.
pub(crate) fn single(byte: u8) -> JsString {
    let kept = SINGLES.try_with(|singles| singles.get(usize::from(byte)).cloned());
    // At the thread's end there is no table any more.
    kept.ok()
        .flatten()
        .unwrap_or_else(|| JsString::from(JsStr::latin1(&[byte])))
}

/// The string of one unit.
pub(crate) fn of_unit(unit: u16) -> JsString {
    match u8::try_from(unit) {
        Ok(byte) => single(byte),
        Err(_) => JsString::from(JsStr::utf16(&[unit])),
    }
}

/// The units of `text` from `from` to `to`, which are within it and in this order.
pub(crate) fn part(text: &JsString, from: usize, to: usize) -> JsString {
    if from >= to {
        return js_string!();
    }
    if to - from == 1 {
        return text
            .code_unit_at(from)
            .map_or_else(JsString::default, of_unit);
    }
    if from == 0 && to >= text.len() {
        return text.clone();
    }
    text.slice(from, to)
}

/// An array of strings.
pub(crate) fn array(strings: impl IntoIterator<Item = JsString>, context: &mut Context) -> JsValue {
    JsArray::from_iter(strings.into_iter().map(JsValue::from), context).into()
}

/// The first `most` units of `text`, a string each.
pub(crate) fn units(text: &JsString, most: usize, context: &mut Context) -> JsValue {
    match text.as_str().variant() {
        JsStrVariant::Latin1(bytes) => {
            let bytes = bytes.iter().take(most);
            array(bytes.map(|&byte| single(byte)), context)
        }
        JsStrVariant::Utf16(units) => {
            let units = units.iter().take(most);
            array(units.map(|&unit| of_unit(unit)), context)
        }
    }
}
