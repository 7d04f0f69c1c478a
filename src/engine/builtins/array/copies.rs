//! Methods that make a new array of a part: `slice`, `concat`, `toReversed`.

use super::elements::Elements;
use super::plain::Plain;
use super::positions::range;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsResult, JsValue};

type Answer = JsResult<Option<JsValue>>;

fn array_of(list: Vec<JsValue>, context: &mut Context) -> JsValue {
    JsArray::from_iter(list, context).into()
}

/// `Array.prototype.slice` (ECMAScript 23.1.3.28).
pub(super) fn slice(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    let part = own_kind(this, plain).and_then(|array| {
        plain.read(&array, |elements| {
            let range = range(arguments.first(), arguments.get(1), elements.len())?;
            Some(part(elements, range))
        })?
    });
    Ok(part.map(|list| array_of(list, context)))
}

fn part(elements: Elements<'_>, range: std::ops::Range<usize>) -> Vec<JsValue> {
    let mut list = Vec::with_capacity(range.len());
    elements.copy(range, &mut list);
    list
}

/// The array that a method is called on, where its results are arrays of the realm.
pub(super) fn own_kind(this: &JsValue, plain: &Plain) -> Option<JsObject> {
    this.as_object().filter(|array| plain.makes_own_kind(array))
}

/// `Array.prototype.concat` (ECMAScript 23.1.3.2).
pub(super) fn concat(
    this: &JsValue,
    arguments: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    if own_kind(this, plain).is_none() || plain.changes_spreading() {
        return Ok(None);
    }
    let mut list = Vec::new();
    let added = std::iter::once(this)
        .chain(arguments)
        .try_for_each(|value| add(value, plain, &mut list));
    Ok(added.map(|()| array_of(list, context)))
}

fn add(value: &JsValue, plain: &Plain, list: &mut Vec<JsValue>) -> Option<()> {
    if value.is_object() {
        return plain.read_value(value, |elements| elements.copy(0..elements.len(), list));
    }
    list.push(value.clone());
    Some(())
}

/// `Array.prototype.toReversed` (ECMAScript 23.1.3.33).
pub(super) fn to_reversed(
    this: &JsValue,
    _: &[JsValue],
    plain: &Plain,
    context: &mut Context,
) -> Answer {
    let list = this.as_object().and_then(|array| plain.list(&array));
    Ok(list.map(|mut list| {
        list.reverse();
        array_of(list, context)
    }))
}
