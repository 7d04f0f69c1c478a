//! Methods that change the array: `splice`, `unshift`, `reverse`, `fill`, `copyWithin`.

use super::copies::own_kind;
use super::elements;
use super::plain::{self, Plain};
use super::positions::{place, range, whole};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsResult, JsValue};
use std::ops::Range;

type Answer = JsResult<Option<JsValue>>;

/// Longest array that `fill` makes of holes at once.
const MOST: usize = 1 << 26;

/// The array that a method may change, and what is in it.
fn writable(
    this: &JsValue,
    plain: &Plain,
    context: &mut Context,
) -> Option<(JsObject, Vec<JsValue>)> {
    let array = this
        .as_object()
        .filter(|array| plain.may_write(array, context))?;
    let list = plain.list(&array)?;
    Some((array, list))
}

/// `Array.prototype.splice` (ECMAScript 23.1.3.31).
pub(super) fn splice(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    let Some(range) = removed(this, arguments, plain) else {
        return Ok(None);
    };
    let items = arguments.get(2..).unwrap_or(&[]);
    if range == (0..1) && items.is_empty() {
        return first(this, plain, context);
    }
    let Some((array, mut list)) = writable(this, plain, context) else {
        return Ok(None);
    };
    let removed: Vec<JsValue> = list.splice(range, items.iter().cloned()).collect();
    elements::put(&array, list, context);
    Ok(Some(JsArray::from_iter(removed, context).into()))
}

/// What `splice` takes out of a plain array, whose kind the result is.
fn removed(this: &JsValue, arguments: &[JsValue], plain: &Plain) -> Option<Range<usize>> {
    let array = own_kind(this, plain)?;
    let length = plain.read(&array, |elements| elements.len())?;
    let start = place(whole(Some(arguments.first()?), 0.0)?, length);
    let rest = (length - start) as f64;
    let count = match arguments.get(1) {
        None => rest,
        Some(count) => super::positions::given(count)?.clamp(0.0, rest),
    };
    // Between 0 and the length, so the cast is exact.
    Some(start..start + count as usize)
}

/// `splice(0, 1)`, which queues do: the engine's `shift` moves the rest at once.
fn first(this: &JsValue, plain: &Plain, context: &mut Context) -> Answer {
    let array = this
        .as_object()
        .filter(|array| plain.may_write(array, context));
    let Some(array) = array.and_then(|array| JsArray::from_object(array).ok()) else {
        return Ok(None);
    };
    let first = array.shift(context)?;
    Ok(Some(JsArray::from_iter([first], context).into()))
}

/// `Array.prototype.unshift` (ECMAScript 23.1.3.37).
pub(super) fn unshift(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    let array = this
        .as_object()
        .filter(|array| plain.may_write(array, context));
    let Some(array) = array.filter(|_| !arguments.is_empty()) else {
        return Ok(None);
    };
    let list = plain.read(&array, |elements| {
        let mut list = Vec::with_capacity(arguments.len() + elements.len());
        list.extend_from_slice(arguments);
        elements.copy(0..elements.len(), &mut list);
        list
    });
    Ok(list.map(|list| {
        let length = list.len();
        elements::put(&array, list, context);
        JsValue::from(length)
    }))
}

/// `Array.prototype.reverse` (ECMAScript 23.1.3.26).
pub(super) fn reverse(
    this: &JsValue,
    _: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    Ok(writable(this, plain, context).map(|(array, mut list)| {
        list.reverse();
        elements::put(&array, list, context);
        this.clone()
    }))
}

/// `Array.prototype.fill` (ECMAScript 23.1.3.7).
pub(super) fn fill(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    let array = this
        .as_object()
        .filter(|array| plain.may_write(array, context));
    let Some(array) = array else {
        return Ok(None);
    };
    let length = plain::length(&array);
    let Some(range) = range(arguments.get(1), arguments.get(2), length) else {
        return Ok(None);
    };
    let value = arguments.get_or_undefined(0);
    let Some(mut list) = before_fill(&array, &range, plain) else {
        return Ok(None);
    };
    list.resize(length, JsValue::undefined());
    list[range].fill(value.clone());
    elements::put(&array, list, context);
    Ok(Some(this.clone()))
}

/// What is in the array before it is filled: nothing need be there where all of it will be.
fn before_fill(array: &JsObject, range: &Range<usize>, plain: &Plain) -> Option<Vec<JsValue>> {
    let length = plain::length(array);
    if *range == (0..length) && length <= MOST {
        let is_list = elements::lend(array, |elements| elements.len() <= length);
        return is_list?.then(|| Vec::with_capacity(length));
    }
    plain.list(array)
}

/// `Array.prototype.copyWithin` (ECMAScript 23.1.3.4).
pub(super) fn copy_within(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    let Some((array, mut list)) = writable(this, plain, context) else {
        return Ok(None);
    };
    let to = whole(arguments.first(), 0.0).map(|to| place(to, list.len()));
    let from = range(arguments.get(1), arguments.get(2), list.len());
    let (Some(to), Some(from)) = (to, from) else {
        return Ok(None);
    };
    let count = from.len().min(list.len() - to);
    let moved = list[from.start..from.start + count].to_vec();
    list.splice(to..to + count, moved);
    elements::put(&array, list, context);
    Ok(Some(this.clone()))
}
