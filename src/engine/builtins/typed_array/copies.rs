//! `set` and `from` of arrays of numbers, `join` of whole numbers, `filter` of BigInts
//! (ECMAScript 23.2.2, 23.2.3).

use super::bytes::{self, Typed};
use crate::engine::builtins::array::elements::Elements;
use crate::engine::builtins::array::plain::Plain;
use crate::engine::builtins::array::positions::whole;
use crate::engine::builtins::replace::Patch;
use crate::engine::limits::MAX_STRING_LENGTH;
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, NativeFunction};
use boa_gc::{Finalize, Trace};
use std::cell::Cell;
use std::rc::Rc;

type Answer = JsResult<Option<JsValue>>;

/// The elements as numbers, if all are.
fn numbers(elements: Elements<'_>) -> Option<Vec<f64>> {
    match elements {
        Elements::Whole(list) => Some(list.iter().map(|&number| number.into()).collect()),
        Elements::Numbers(list) => Some(list.to_vec()),
        Elements::Values(list) => list.iter().map(JsValue::as_number).collect(),
    }
}

/// Writes what is in a plain array to the elements from `first` on; `None` where it does not
/// fit, or is not all numbers.
fn write_array(
    target: &Typed,
    source: &JsValue,
    first: usize,
    plain: &Plain,
    context: &mut Context,
) -> Option<()> {
    let numbers = plain.read_value(source, numbers)??;
    write_numbers(target, first, numbers, context)
}

fn write_numbers(
    target: &Typed,
    first: usize,
    numbers: Vec<f64>,
    context: &mut Context,
) -> Option<()> {
    if bytes::is_big(target.kind) || target.kind == TypedArrayKind::Float16 {
        return None;
    }
    let end = first
        .checked_add(numbers.len())
        .filter(|&end| end <= target.len())?;
    let part = target
        .view
        .part(first * target.width()..end * target.width());
    let written = part.write(context, |out| {
        bytes::write(target.kind, numbers.into_iter(), out)
    });
    written.ok()?.then_some(())
}

/// `%TypedArray%.prototype.set` of a plain array, or of a typed array of another kind.
pub(super) fn set(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    let first = whole(arguments.get(1), 0.0).filter(|first| (0.0..1e15).contains(first));
    let (Some(target), Some(first)) = (Typed::of(this, context), first) else {
        return Ok(None);
    };
    // Below 10^15, so the cast is exact.
    let first = first as usize;
    let source = arguments.get_or_undefined(0);
    if let Some(typed) = Typed::of(source, context) {
        let done = write_typed(&target, &typed, first, context);
        return Ok(done.map(|()| JsValue::undefined()));
    }
    let done = write_array(&target, source, first, plain, context);
    Ok(done.map(|()| JsValue::undefined()))
}

fn write_typed(target: &Typed, source: &Typed, first: usize, context: &mut Context) -> Option<()> {
    // Of the same kind the engine copies bytes; within one store the order counts.
    if target.kind == source.kind || target.view.shares_store(&source.view) {
        return None;
    }
    let numbers = source
        .view
        .read(|bytes| bytes::numbers(source.kind, bytes))?;
    write_numbers(target, first, numbers, context)
}

/// `%TypedArray%.from` of a plain array, without a function.
pub(super) fn from(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    let source = arguments.get_or_undefined(0);
    if !arguments.get_or_undefined(1).is_undefined() || !plain.iterates_plainly(context) {
        return Ok(None);
    }
    let Some(constructor) = own_constructor(this, context) else {
        return Ok(None);
    };
    let numbers = plain.read_value(source, numbers).flatten();
    let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) else {
        return Ok(None);
    };
    let made = constructor
        .construct(&[numbers.len().into()], None, context)?
        .into();
    if let Some(target) = Typed::of(&made, context)
        && write_numbers(&target, 0, numbers, context).is_some()
    {
        return Ok(Some(made));
    }
    Ok(None)
}

/// The constructor that a static method is called on, if it is one of the realm's of numbers.
fn own_constructor(this: &JsValue, context: &Context) -> Option<JsObject> {
    let this = this.as_object()?;
    let all = context.intrinsics().constructors();
    let known = [
        all.typed_uint8_array(),
        all.typed_int8_array(),
        all.typed_uint8clamped_array(),
        all.typed_int16_array(),
        all.typed_uint16_array(),
        all.typed_int32_array(),
        all.typed_uint32_array(),
        all.typed_float32_array(),
        all.typed_float64_array(),
    ];
    let is_known = known
        .iter()
        .any(|known| JsObject::equals(&known.constructor(), &this));
    is_known.then_some(this)
}

/// `%TypedArray%.prototype.join` of whole numbers.
pub(super) fn join(
    this: &JsValue,
    arguments: &[JsValue],
    _: &Plain,
    context: &mut Context,
) -> Answer {
    let separator = match arguments.get_or_undefined(0) {
        value if value.is_undefined() => JsString::from(","),
        value => match value.as_string() {
            Some(separator) => separator,
            None => return Ok(None),
        },
    };
    let Some(typed) = Typed::of(this, context) else {
        return Ok(None);
    };
    let JsStrVariant::Latin1(separator) = separator.variant() else {
        return Ok(None);
    };
    let text = typed.view.read(|bytes| match typed.kind {
        TypedArrayKind::Float16 | TypedArrayKind::Float32 | TypedArrayKind::Float64 => None,
        kind => joined(kind, bytes, separator),
    });
    Ok(text.map(|text| JsString::from(JsStr::latin1(&text)).into()))
}

fn joined(kind: TypedArrayKind, bytes: &[u8], separator: &[u8]) -> Option<Vec<u8>> {
    let numbers = bytes::numbers(kind, bytes)?;
    let mut text = Vec::with_capacity(numbers.len() * (2 + separator.len()));
    let mut digits = itoa::Buffer::new();
    for (at, number) in numbers.into_iter().enumerate() {
        if at > 0 {
            text.extend_from_slice(separator);
        }
        // A whole number of at most 32 bits, so the cast is exact.
        text.extend_from_slice(digits.format(number as i64).as_bytes());
        if text.len() > MAX_STRING_LENGTH {
            return None;
        }
    }
    Some(text)
}

/// What a callback of `filter` is wrapped with.
#[derive(Debug, Clone, Trace, Finalize)]
struct Chosen {
    callback: JsFunction,
    /// Whether an element was chosen that is none any more.
    #[unsafe_ignore_trace]
    gone: Rc<Cell<bool>>,
}

/// `%TypedArray%.prototype.filter`. Where the callback takes the store away, the elements of
/// an array of BigInts are undefined, which is no BigInt: the engine's own takes that for a
/// defect of itself.
pub(super) fn filter(
    this: &JsValue,
    arguments: &[JsValue],
    patch: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let callback = arguments.first().and_then(JsValue::as_function);
    let is_big = this.as_object().is_some_and(|array| {
        array
            .downcast_ref::<TypedArray>()
            .is_some_and(|array| bytes::is_big(array.kind()))
    });
    let Some(callback) = callback.filter(|_| is_big) else {
        return patch.original.call(this, arguments, context);
    };
    let gone = Rc::new(Cell::new(false));
    let chosen = Chosen {
        callback,
        gone: Rc::clone(&gone),
    };
    let code = NativeFunction::from_copy_closure_with_captures(choose, chosen);
    let wrapped = FunctionObjectBuilder::new(context.realm(), code).build();
    let receiver = arguments.get_or_undefined(1).clone();
    let result = patch
        .original
        .call(this, &[wrapped.into(), receiver], context)?;
    if gone.get() {
        return Err(JsNativeError::typ()
            .with_message("Cannot convert undefined to a BigInt")
            .into());
    }
    Ok(result)
}

fn choose(
    this: &JsValue,
    arguments: &[JsValue],
    chosen: &Chosen,
    context: &mut Context,
) -> JsResult<JsValue> {
    let keep = chosen.callback.call(this, arguments, context)?.to_boolean();
    if keep && arguments.get_or_undefined(0).is_undefined() {
        chosen.gone.set(true);
        return Ok(false.into());
    }
    Ok(keep.into())
}
