//! `indexOf`, `lastIndexOf`, `includes`.
//!
//! Node's documentation, "Class: Buffer". The argument `end` is that of
//! Node 26.1; a third argument that is no number is an encoding, as before it.
//! Where Node ends the process (a lone surrogate in the text to look for) the
//! text is searched for as it would be written.
//!
//! - `units`: UTF-16 code units, which match at even places only.

mod units;

use super::{encoding, receiver};
use crate::codec::{self, Encoding, kernels};
use crate::engine::native::Definition;
use crate::engine::text;
use crate::engine::view::ByteView;
use crate::engine::{coerce, error};
use boa_engine::{Context, JsArgs, JsResult, JsValue};
use std::ops::Range;

/// The methods, in the order in which Node defines them.
pub const METHODS: &[Definition] = &[
    ("indexOf", 4, index_of),
    ("lastIndexOf", 4, last_index_of),
    ("includes", 4, includes),
];

/// Which way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

/// What to look for.
enum Needle {
    Byte(u8),
    Bytes(Vec<u8>),
    /// Bytes that match at whole code units only.
    Units {
        bytes: Vec<u8>,
        are_text: bool,
    },
}

/// `buf.indexOf(value[, byteOffset[, end]][, encoding])`
fn index_of(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let found = search(this, arguments, Direction::Forward, context)?;
    Ok(position(found))
}

/// `buf.lastIndexOf(value[, byteOffset[, end]][, encoding])`
fn last_index_of(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let found = search(this, arguments, Direction::Backward, context)?;
    Ok(position(found))
}

/// `buf.includes(value[, byteOffset[, end]][, encoding])`
fn includes(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let found = search(this, arguments, Direction::Forward, context)?;
    Ok(JsValue::from(found.is_some()))
}

fn position(found: Option<usize>) -> JsValue {
    found.map_or_else(|| JsValue::from(-1), JsValue::from)
}

fn search(
    this: &JsValue,
    arguments: &[JsValue],
    direction: Direction,
    context: &mut Context,
) -> JsResult<Option<usize>> {
    if view_of(this, context).is_none() {
        receiver::object(this, "length", context)?;
        let expected = ["Buffer", "TypedArray", "DataView"];
        return Err(error::invalid_arg_type("buffer", &expected, this, context));
    }
    let arguments = Arguments::of(arguments);
    let offset = offset(arguments.offset, context)?;
    let needle = needle(&arguments, context)?;
    let Some(view) = view_of(this, context) else {
        return Ok(None);
    };
    let end = arguments
        .end
        .map_or(view.len(), |end| end_within(end, view.len()));
    Ok(view.read(|bytes| find(bytes, &needle, offset, end, direction)))
}

fn view_of(value: &JsValue, context: &mut Context) -> Option<ByteView> {
    ByteView::of_view(&value.as_object()?, context)
}

/// The arguments, each in its place.
struct Arguments<'a> {
    value: &'a JsValue,
    /// `None` when it is not given, or an encoding stands there.
    offset: Option<&'a JsValue>,
    end: Option<f64>,
    encoding: &'a JsValue,
}

impl<'a> Arguments<'a> {
    fn of(arguments: &'a [JsValue]) -> Self {
        let third = arguments.get_or_undefined(2);
        let offset = arguments.get_or_undefined(1);
        let encoding = if offset.is_string() {
            offset
        } else if third.is_number() || third.is_undefined() {
            arguments.get_or_undefined(3)
        } else {
            third
        };
        Self {
            value: arguments.get_or_undefined(0),
            offset: (!offset.is_string()).then_some(offset),
            end: third.as_number(),
            encoding,
        }
    }
}

/// The offset as a number, clamped to 32 bits; NaN when there is none.
fn offset(value: Option<&JsValue>, context: &mut Context) -> JsResult<f64> {
    let Some(value) = value else {
        return Ok(f64::NAN);
    };
    if coerce::above(value, f64::from(i32::MAX), context)? {
        return Ok(f64::from(i32::MAX));
    }
    if coerce::below(value, f64::from(i32::MIN), context)? {
        return Ok(f64::from(i32::MIN));
    }
    coerce::to_number(value, context)
}

/// The `end` argument cut to the bytes there are. What does not fit 64 bits is
/// none, as in Node.
fn end_within(end: f64, length: usize) -> usize {
    const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;
    if end < TOO_LARGE {
        (end as usize).min(length)
    } else {
        0
    }
}

fn needle(arguments: &Arguments<'_>, context: &mut Context) -> JsResult<Needle> {
    let value = arguments.value;
    if let Some(number) = value.as_number() {
        return Ok(Needle::Byte(coerce::uint32_of(number) as u8));
    }
    let encoding = match arguments.encoding {
        name if name.is_undefined() => Some(Encoding::Utf8),
        name => encoding::lookup(name, context)?,
    };
    if let Some(text) = value.as_string() {
        let Some(encoding) = encoding else {
            return Err(encoding::unknown(arguments.encoding, context));
        };
        let bytes = codec::encode(text::units(&text), encoding);
        return Ok(Needle::new(bytes, encoding, true));
    }
    match receiver::uint8_array(value, context) {
        Some(view) => {
            let encoding = encoding.unwrap_or(Encoding::Utf8);
            Ok(Needle::new(view.to_vec(), encoding, false))
        }
        None => {
            let expected = ["number", "string", "Buffer", "Uint8Array"];
            Err(error::invalid_arg_type("value", &expected, value, context))
        }
    }
}

impl Needle {
    fn new(bytes: Vec<u8>, encoding: Encoding, are_text: bool) -> Self {
        if encoding == Encoding::Utf16Le {
            return Self::Units { bytes, are_text };
        }
        Self::Bytes(bytes)
    }

    fn len(&self) -> usize {
        match self {
            Self::Byte(_) => 1,
            Self::Bytes(bytes) | Self::Units { bytes, .. } => bytes.len(),
        }
    }

    /// How many bytes negative offsets count from the end of.
    fn whole(&self, length: usize) -> usize {
        match self {
            Self::Units { are_text: true, .. } => length & !1,
            _ => length,
        }
    }

    /// How far a match may reach.
    fn reach(&self, end: usize) -> usize {
        match self {
            Self::Units { .. } => end & !1,
            _ => end,
        }
    }
}

/// Where in the first `end` of `bytes` the needle lies: the first place from
/// `offset` on, or the last one up to it.
fn find(
    bytes: &[u8],
    needle: &Needle,
    offset: f64,
    end: usize,
    direction: Direction,
) -> Option<usize> {
    let end = needle.reach(end);
    let length = needle.whole(bytes.len());
    let start = start_of(length, needle.len(), offset, direction)?;
    if needle.len() == 0 {
        return Some(start.min(end));
    }
    let bytes = bytes.get(..end)?;
    match direction {
        Direction::Forward => find_forward(bytes, needle, start),
        Direction::Backward => find_backward(bytes, needle, start),
    }
}

/// Where a search in `length` bytes begins; `None` when nothing can be found.
/// NaN selects the whole, negative offsets count from the end.
fn start_of(length: usize, needle: usize, offset: f64, direction: Direction) -> Option<usize> {
    let is_forward = direction == Direction::Forward;
    if offset.is_nan() {
        return Some(if is_forward { 0 } else { length });
    }
    let offset = offset as i64;
    let length = length as i64;
    let start = match offset {
        ..0 if length + offset >= 0 => length + offset,
        ..0 if is_forward || needle == 0 => 0,
        ..0 => return None,
        _ => offset.min(length),
    };
    usize::try_from(start).ok()
}

fn find_forward(bytes: &[u8], needle: &Needle, start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    if needle.len() > rest.len() {
        return None;
    }
    match needle {
        Needle::Byte(byte) => kernels::find_byte(*byte, rest).map(|at| start + at),
        Needle::Bytes(needle) => kernels::find(rest, needle).map(|at| start + at),
        Needle::Units {
            bytes: needle,
            are_text,
        } => {
            // Text is looked for from the next whole code unit on, bytes from this one.
            let start = (start + usize::from(*are_text)) & !1;
            units::find(bytes.get(start..)?, needle).map(|at| start + at)
        }
    }
}

fn find_backward(bytes: &[u8], needle: &Needle, start: usize) -> Option<usize> {
    let reach = |range: Range<usize>| bytes.get(range);
    let last = start.saturating_add(needle.len()).min(bytes.len());
    match needle {
        Needle::Byte(byte) => kernels::rfind_byte(*byte, reach(0..last)?),
        Needle::Bytes(needle) => kernels::rfind(reach(0..last)?, needle),
        Needle::Units { bytes: needle, .. } => {
            let last = (start & !1).saturating_add(needle.len() & !1);
            units::find_last(reach(0..last.min(bytes.len()))?, needle)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every place where `needle` lies in `bytes`, looked at one by one.
    fn places(bytes: &[u8], needle: &[u8], step: usize) -> Vec<usize> {
        (0..=bytes.len().saturating_sub(needle.len()))
            .step_by(step)
            .filter(|&at| bytes[at..].starts_with(needle))
            .collect()
    }

    fn few() -> impl Strategy<Value = Vec<u8>> {
        proptest::collection::vec(0u8..3, 0..40)
    }

    proptest! {
        #[test]
        fn first_and_last_are_those_a_plain_search_finds(
            bytes in few(),
            needle in proptest::collection::vec(0u8..3, 1..5),
            offset in 0usize..40,
        ) {
            let all = places(&bytes, &needle, 1);
            let offset = offset.min(bytes.len());
            let needle = Needle::Bytes(needle);
            let at = offset as f64;
            let first = find(&bytes, &needle, at, bytes.len(), Direction::Forward);
            prop_assert_eq!(first, all.iter().copied().find(|&place| place >= offset));
            let last = find(&bytes, &needle, at, bytes.len(), Direction::Backward);
            prop_assert_eq!(last, all.iter().copied().rfind(|&place| place <= offset));
        }

        #[test]
        fn units_match_at_even_places(
            bytes in few(),
            // Text has whole units.
            needle in proptest::collection::vec([0u8..3, 0u8..3], 1..4),
            offset in 0usize..40,
        ) {
            let needle = needle.concat();
            let whole = &bytes[..bytes.len() & !1];
            let all = places(whole, &needle, 2);
            let offset = offset.min(whole.len()) & !1;
            let needle = Needle::Units { bytes: needle, are_text: true };
            let at = offset as f64;
            let first = find(&bytes, &needle, at, bytes.len(), Direction::Forward);
            prop_assert_eq!(first, all.iter().copied().find(|&place| place >= offset));
            let last = find(&bytes, &needle, at, bytes.len(), Direction::Backward);
            prop_assert_eq!(last, all.iter().copied().rfind(|&place| place <= offset));
        }
    }

    #[test]
    fn negative_offsets_count_from_the_end() {
        let forward = Direction::Forward;
        let backward = Direction::Backward;
        assert_eq!(start_of(9, 1, -4.0, forward), Some(5));
        assert_eq!(start_of(9, 1, -10.0, forward), Some(0));
        assert_eq!(start_of(9, 1, -10.0, backward), None);
        assert_eq!(start_of(9, 0, -10.0, backward), Some(0));
        assert_eq!(start_of(9, 1, f64::NAN, backward), Some(9));
        assert_eq!(start_of(9, 1, 2_147_483_647.0, forward), Some(9));
    }
}
