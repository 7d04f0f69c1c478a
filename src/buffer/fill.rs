//! `fill`: one byte or a pattern, over and over.

use super::{encoding, receiver};
use crate::codec::{self, Encoding};
use crate::engine::native::Definition;
use crate::engine::text;
use crate::engine::view::ByteView;
use crate::engine::watch;
use crate::engine::{coerce, error};
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue, js_string};

/// The method.
pub const METHODS: &[Definition] = &[("fill", 4, fill)];

/// What the bytes are made from.
enum Source {
    /// Bytes of a string.
    Text(Vec<u8>),
    /// A view, whose bytes are repeated.
    View(ByteView),
    /// A number, or what is to become one; its low eight bits.
    Number,
}

/// The arguments, each in its place.
struct Arguments<'a> {
    value: &'a JsValue,
    offset: Option<&'a JsValue>,
    end: Option<&'a JsValue>,
    encoding: Option<&'a JsValue>,
}

impl<'a> Arguments<'a> {
    fn of(arguments: &'a [JsValue]) -> Self {
        let given = |index: usize| arguments.get(index).filter(|value| !value.is_undefined());
        let (value, offset, end) = (arguments.get_or_undefined(0), given(1), given(2));
        let with = |offset, end, encoding| Self {
            value,
            offset,
            end,
            encoding,
        };
        if !value.is_string() {
            return with(offset, end, None);
        }
        match (offset, end) {
            (None, _) => with(None, None, None),
            (Some(name), _) if name.is_string() => with(None, None, Some(name)),
            (_, Some(name)) if name.is_string() => with(offset, None, Some(name)),
            _ => with(offset, end, given(3)),
        }
    }
}

/// `buf.fill(value[, offset[, end]][, encoding])`
pub(super) fn fill(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let arguments = Arguments::of(arguments);
    let source = source(&arguments, context)?;
    let length = receiver::length(this, context)?;
    let (start, end) = range(&arguments, length, context)?;
    let is_checked = arguments.value.is_string() || arguments.offset.is_some();
    if is_checked && end.is_some_and(|end| start >= end) {
        return Ok(this.clone());
    }
    let value = arguments.value;
    if value.is_number() && receiver::uint8_array(this, context).is_none() {
        return fill_elements(
            this,
            [
                value.clone(),
                start.into(),
                end.map_or_else(JsValue::undefined, JsValue::from),
            ],
            context,
        );
    }
    let byte = match source {
        Source::Number => number(this, value, context)?,
        Source::Text(_) | Source::View(_) => 0,
    };
    let view = receiver::bytes(this, context)?;
    let end = end.map_or(view.len(), |end| end as usize);
    let target = view.part(start as usize..end);
    match source {
        Source::Number => target.write(context, |out| fill_blocks(out, byte))??,
        Source::Text(pattern) => repeat(&pattern, &target, value, context)?,
        Source::View(pattern) => repeat_view(&pattern, &target, value, context)?,
    }
    Ok(this.clone())
}

/// Whether the bytes of a view were taken away, or it lies outside of what is left of them.
fn is_gone(this: &JsValue, context: &mut Context) -> bool {
    let array = this.as_object().map(JsTypedArray::from_object);
    matches!(array, Some(Ok(array)) if array.at(0i64, context).is_err())
}

/// The low eight bits of `value`.
fn number(this: &JsValue, value: &JsValue, context: &mut Context) -> JsResult<u8> {
    let view = receiver::bytes(this, context)?;
    if value.is_number() && view.is_empty() && is_gone(this, context) {
        let message =
            "Cannot perform %TypedArray%.prototype.fill on a detached or out-of-bounds ArrayBuffer";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    coerce::to_uint32(value, context).map(|word| word as u8)
}

/// Leaves a typed array of other elements to `%TypedArray%.prototype.fill`, as Node does.
fn fill_elements(
    this: &JsValue,
    arguments: [JsValue; 3],
    context: &mut Context,
) -> JsResult<JsValue> {
    let view = this
        .as_object()
        .and_then(|object| ByteView::of_typed_array(&object, context));
    if view.is_none() {
        return Err(receiver::incompatible("byteLength", this, context));
    }
    let typed_array = context.intrinsics().constructors().typed_array();
    let method = typed_array.prototype().get(js_string!("fill"), context)?;
    match method.as_callable() {
        Some(method) => method.call(this, &arguments, context),
        None => Ok(this.clone()),
    }
}

fn source(arguments: &Arguments<'_>, context: &mut Context) -> JsResult<Source> {
    if let Some(string) = arguments.value.as_string() {
        let encoding = normalized(arguments.encoding, context)?;
        // Node takes the empty string for a zero byte.
        let bytes = match codec::encode(text::units(&string), encoding) {
            _ if string.is_empty() => vec![0],
            bytes => bytes,
        };
        return Ok(Source::Text(bytes));
    }
    let view = arguments
        .value
        .as_object()
        .and_then(|object| ByteView::of_view(&object, context));
    Ok(view.map_or(Source::Number, Source::View))
}

/// The encoding called `name`; UTF-8 when there is none.
fn normalized(name: Option<&JsValue>, context: &mut Context) -> JsResult<Encoding> {
    let Some(name) = name.filter(|name| !name.is_null()) else {
        return Ok(Encoding::Utf8);
    };
    // An object may pass Node's check; its C++ layer takes it for UTF-8.
    if name.is_object() && encoding::normalize(name, context)?.is_some() {
        return Ok(Encoding::Utf8);
    }
    let name = error::validate_string(name, "encoding", context)?;
    if name.is_empty() {
        return Ok(Encoding::Utf8);
    }
    encoding::of_name(&name).ok_or_else(|| error::unknown_encoding(&name, context))
}

/// Start and end; `None` for the end of a receiver without a length.
fn range(
    arguments: &Arguments<'_>,
    length: Option<f64>,
    context: &mut Context,
) -> JsResult<(f64, Option<f64>)> {
    // Without an offset Node does not look at the end.
    let Some(offset) = arguments.offset else {
        return Ok((0.0, length));
    };
    let start = receiver::validate_offset(offset, "offset", None, context)?;
    let Some(end) = arguments.end else {
        return Ok((start, length));
    };
    let limit = length.unwrap_or(f64::INFINITY);
    let end = receiver::validate_offset(end, "end", Some(limit), context)?;
    Ok((start, Some(end)))
}

/// Nothing fills a target that has bytes with a pattern that has none.
fn refuse_empty(
    pattern: usize,
    target: &ByteView,
    value: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    if pattern > 0 || target.is_empty() {
        return Ok(());
    }
    Err(error::invalid_arg_value(
        "value",
        value,
        "is invalid",
        context,
    ))
}

/// Fills `target` with `pattern`, the last time perhaps cut.
fn repeat(
    pattern: &[u8],
    target: &ByteView,
    value: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    refuse_empty(pattern.len(), target, value, context)?;
    target.write(context, |out| {
        let count = pattern.len().min(out.len());
        codec::kernels::copy(&pattern[..count], &mut out[..count]);
        repeat_blocks(out, count)
    })?
}

/// As [`repeat`] for a pattern that may overlap the target.
fn repeat_view(
    pattern: &ByteView,
    target: &ByteView,
    value: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    refuse_empty(pattern.len(), target, value, context)?;
    let count = target.copy_from(pattern, context)?;
    target.write(context, |out| repeat_blocks(out, count))?
}

/// Fills `out` with `byte`, unless the run is ended meanwhile.
fn fill_blocks(out: &mut [u8], byte: u8) -> JsResult<()> {
    for block in out.chunks_mut(watch::BLOCK) {
        block.fill(byte);
        if block.len() == watch::BLOCK {
            watch::refuse_after_end()?;
        }
    }
    Ok(())
}

/// Repeats the first `count` bytes of `out` to its end, unless the run is ended meanwhile.
fn repeat_blocks(out: &mut [u8], count: usize) -> JsResult<()> {
    let whole = count.saturating_mul((watch::BLOCK / count.max(1)).max(1));
    let (first, rest) = out.split_at_mut(whole.min(out.len()));
    codec::kernels::repeat(first, count);
    for block in rest.chunks_mut(whole.max(1)) {
        watch::refuse_after_end()?;
        codec::kernels::copy(&first[..block.len()], block);
    }
    Ok(())
}
