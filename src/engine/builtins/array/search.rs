//! `indexOf`, `lastIndexOf`, `includes` of arrays.

use super::elements::Elements;
use super::plain::Plain;
use super::positions::{From, end_after, find, given, index, place, whole};
use boa_engine::{Context, JsArgs, JsResult, JsValue};
use std::ops::Range;

type Answer = JsResult<Option<JsValue>>;

/// The first place in `range` whose element is strictly equal to `value`.
fn equal(
    elements: Elements<'_>,
    value: &JsValue,
    range: Range<usize>,
    from: From,
) -> Option<usize> {
    match (elements, value.as_number()) {
        (Elements::Whole(list), Some(number)) => {
            // Exact for all that an element can be equal to.
            let whole = number as i32;
            let is_whole = f64::from(whole) == number;
            is_whole.then(|| find(list, range, from, |&element| element == whole))?
        }
        (Elements::Numbers(list), Some(number)) => {
            find(list, range, from, |&element| element == number)
        }
        (Elements::Values(list), Some(number)) => find(list, range, from, |element| {
            element.as_number() == Some(number)
        }),
        (Elements::Values(list), None) => {
            find(list, range, from, |element| element.strict_equals(value))
        }
        (Elements::Whole(_) | Elements::Numbers(_), None) => None,
    }
}

/// Whether there is a NaN in `range`.
fn has_nan(elements: Elements<'_>, range: Range<usize>) -> bool {
    let nan = |number: f64| number.is_nan();
    match elements {
        Elements::Whole(_) => false,
        Elements::Numbers(list) => {
            find(list, range, From::Start, |&element| nan(element)).is_some()
        }
        Elements::Values(list) => find(list, range, From::Start, |element| {
            element.as_number().is_some_and(nan)
        })
        .is_some(),
    }
}

/// `Array.prototype.indexOf` (ECMAScript 23.1.3.17).
pub(super) fn index_of(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    _: &mut Context,
) -> Answer {
    let value = arguments.get_or_undefined(0);
    let at = plain.read_value(this, |elements| {
        let start = place(whole(arguments.get(1), 0.0)?, elements.len());
        Some(equal(elements, value, start..elements.len(), From::Start))
    });
    Ok(at.flatten().map(index))
}

/// `Array.prototype.lastIndexOf` (ECMAScript 23.1.3.20).
pub(super) fn last_index_of(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    _: &mut Context,
) -> Answer {
    let value = arguments.get_or_undefined(0);
    let at = plain.read_value(this, |elements| {
        let end = match arguments.get(1) {
            None => elements.len(),
            Some(last) => end_after(given(last)?, elements.len()),
        };
        Some(equal(elements, value, 0..end, From::End))
    });
    Ok(at.flatten().map(index))
}

/// `Array.prototype.includes` (ECMAScript 23.1.3.16).
pub(super) fn includes(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    _: &mut Context,
) -> Answer {
    let value = arguments.get_or_undefined(0);
    let found = plain.read_value(this, |elements| {
        let range = place(whole(arguments.get(1), 0.0)?, elements.len())..elements.len();
        Some(match value.as_number() {
            Some(number) if number.is_nan() => has_nan(elements, range),
            _ => equal(elements, value, range, From::Start).is_some(),
        })
    });
    Ok(found.flatten().map(JsValue::from))
}
