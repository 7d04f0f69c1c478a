//! `Array.prototype.sort` and `toSorted` (ECMAScript 23.1.3.30, 23.1.3.34).
//!
//! The engine's own panics where the order that a script gives contradicts itself.

use super::elements;
use super::merge;
use super::plain::{self, Plain};
use crate::engine::builtins::replace::Patch;
use crate::engine::coerce;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsValue, JsVariant, js_string,
};

/// The longest list that `toSorted` makes: the longest array.
const MOST: u64 = (1 << 32) - 1;

/// `Array.prototype.sort`.
pub(super) fn sort(
    this: &JsValue,
    arguments: &[JsValue],
    patch: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let order = comparator(arguments.get_or_undefined(0))?;
    let object = this.to_object(context)?;
    let length = length_of(&object, context)?;
    let mut list = values(&object, length, Holes::Skipped, &patch.plain, context)?;
    sort_list(&mut list, order.as_ref(), context)?;
    put_back(&object, list, length, &patch.plain, context)?;
    Ok(object.into())
}

/// `Array.prototype.toSorted`.
pub(super) fn to_sorted(
    this: &JsValue,
    arguments: &[JsValue],
    patch: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let order = comparator(arguments.get_or_undefined(0))?;
    let object = this.to_object(context)?;
    let length = length_of(&object, context)?;
    if length > MOST {
        return Err(range("Invalid array length"));
    }
    let mut list = values(&object, length, Holes::Undefined, &patch.plain, context)?;
    sort_list(&mut list, order.as_ref(), context)?;
    Ok(JsArray::from_iter(list, context).into())
}

fn range(message: &'static str) -> JsError {
    JsNativeError::range().with_message(message).into()
}

/// The function that says the order.
///
/// # Errors
///
/// `TypeError` in V8's words when it is neither a function nor undefined.
pub(crate) fn comparator(value: &JsValue) -> JsResult<Option<JsObject>> {
    if value.is_undefined() {
        return Ok(None);
    }
    match value.as_callable() {
        Some(function) => Ok(Some(function)),
        None => {
            let message = format!(
                "The comparison function must be either a function or undefined: {}",
                crate::engine::builtins::words::shown(value)
            );
            Err(JsNativeError::typ().with_message(message).into())
        }
    }
}

/// `LengthOfArrayLike`.
pub(crate) fn length_of(object: &JsObject, context: &mut Context) -> JsResult<u64> {
    if object.is_array() {
        return Ok(plain::length(object) as u64);
    }
    object
        .get(js_string!("length"), context)?
        .to_length(context)
}

/// What becomes of holes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holes {
    Skipped,
    Undefined,
}

/// `SortIndexedProperties` without the sorting.
fn values(
    object: &JsObject,
    length: u64,
    holes: Holes,
    plain: &Plain,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    if let Some(list) = plain.list(object) {
        return Ok(list);
    }
    let mut list = Vec::new();
    for at in 0..length {
        if holes == Holes::Undefined || object.has_property(at, context)? {
            list.push(object.get(at, context)?);
        }
    }
    Ok(list)
}

/// Sorts by the order of a script, or by the texts of the values.
fn sort_list(
    list: &mut [JsValue],
    order: Option<&JsObject>,
    context: &mut Context,
) -> JsResult<()> {
    // Those that are undefined go last without being asked for.
    let defined = partition(list);
    let list = &mut list[..defined];
    match order {
        Some(order) => merge::sort(list, |a, b| Ok(compare(order, a, b, context)? > 0.0)),
        None if list.iter().all(is_still) => sort_still(list, context),
        None => merge::sort(list, |a, b| {
            let a = coerce::to_string(a, context)?;
            let b = coerce::to_string(b, context)?;
            Ok(b.as_str() < a.as_str())
        }),
    }
}

/// Moves what is undefined to the end, the rest staying in order. Returns how many are not.
fn partition(list: &mut [JsValue]) -> usize {
    let mut defined = 0;
    for at in 0..list.len() {
        if !list[at].is_undefined() {
            list.swap(defined, at);
            defined += 1;
        }
    }
    defined
}

/// What a script's order says of two values; 0 for NaN.
pub(crate) fn compare(
    order: &JsObject,
    a: &JsValue,
    b: &JsValue,
    context: &mut Context,
) -> JsResult<f64> {
    let arguments = [a.clone(), b.clone()];
    let answer = order.call(&JsValue::undefined(), &arguments, context)?;
    let answer = match answer.as_number() {
        Some(number) => number,
        None => coerce::to_number(&answer, context)?,
    };
    Ok(if answer.is_nan() { 0.0 } else { answer })
}

/// Whether asking for the value's text runs nothing, and can't fail.
fn is_still(value: &JsValue) -> bool {
    !value.is_object() && !value.is_symbol()
}

/// Sorts values whose texts can be asked for once.
fn sort_still(list: &mut [JsValue], context: &mut Context) -> JsResult<()> {
    let mut keyed = Vec::with_capacity(list.len());
    for value in list.iter() {
        keyed.push((text(value, context)?, value.clone()));
    }
    keyed.sort_by(|(a, _), (b, _)| a.as_str().cmp(&b.as_str()));
    for (place, (_, value)) in list.iter_mut().zip(keyed) {
        *place = value;
    }
    Ok(())
}

fn text(value: &JsValue, context: &mut Context) -> JsResult<JsString> {
    match value.variant() {
        JsVariant::String(text) => Ok(text),
        _ => value.to_string(context),
    }
}

/// Writes the sorted values to the start of the object, and deletes what is left of the
/// places after them.
fn put_back(
    object: &JsObject,
    list: Vec<JsValue>,
    length: u64,
    plain: &Plain,
    context: &mut Context,
) -> JsResult<()> {
    let unchanged = plain.may_write(object, context)
        && plain.read(object, |elements| elements.len()) == Some(list.len());
    if unchanged {
        elements::put(object, list, context);
        return Ok(());
    }
    let count = list.len() as u64;
    for (at, value) in (0..).zip(list) {
        let at: u64 = at;
        object.set(at, value, true, context)?;
    }
    for at in count..length {
        if object.has_property(at, context)? {
            object.delete_property_or_throw(at, context)?;
        }
    }
    Ok(())
}
