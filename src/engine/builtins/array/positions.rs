//! Places in a list: arguments that name them, and searches that find them.

use boa_engine::JsValue;
use std::ops::Range;

/// The whole part of a number, or `absent` for undefined; `None` where finding it would run
/// something of a script's, or throw.
pub(crate) fn whole(value: Option<&JsValue>, absent: f64) -> Option<f64> {
    match value {
        None => Some(absent),
        Some(value) if value.is_undefined() => Some(absent),
        Some(value) => given(value),
    }
}

/// The same of a value that counts even where it is undefined, which is 0 then.
pub(crate) fn given(value: &JsValue) -> Option<f64> {
    if value.is_undefined() {
        return Some(0.0);
    }
    let number = value.as_number()?;
    Some(if number.is_nan() { 0.0 } else { number.trunc() })
}

/// A place relative to the start of `length` elements or, when negative, to their end.
pub(crate) fn place(at: f64, length: usize) -> usize {
    let whole = length as f64;
    let at = match at < 0.0 {
        true => (whole + at).max(0.0),
        false => at.min(whole),
    };
    // Between 0 and `length`, so the cast is exact.
    at as usize
}

/// The range from `first` to `last`, as `slice` and `fill` take them.
pub(crate) fn range(
    first: Option<&JsValue>,
    last: Option<&JsValue>,
    length: usize,
) -> Option<Range<usize>> {
    let first = place(whole(first, 0.0)?, length);
    let last = place(whole(last, length as f64)?, length);
    Some(first..last.max(first))
}

/// Which end a search begins at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum From {
    Start,
    End,
}

/// The first place in `range` from that end on whose element is what is looked for.
pub(crate) fn find<T>(
    list: &[T],
    range: Range<usize>,
    from: From,
    is: impl Fn(&T) -> bool,
) -> Option<usize> {
    let start = range.start;
    let part = list.get(range)?;
    let at = match from {
        From::Start => part.iter().position(is),
        From::End => part.iter().rposition(is),
    };
    at.map(|at| at + start)
}

/// Where a search ends that begins at `last`, counted from the end when negative.
pub(crate) fn end_after(last: f64, length: usize) -> usize {
    let last = if last < 0.0 {
        last + length as f64
    } else {
        last
    };
    if last < 0.0 {
        return 0;
    }
    place(last + 1.0, length)
}

/// What a search answers: the place, or -1.
pub(crate) fn index(at: Option<usize>) -> JsValue {
    at.map_or_else(|| JsValue::from(-1), JsValue::from)
}
