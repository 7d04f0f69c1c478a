//! `union`, `intersection` and the like (ECMAScript 24.2.4), with anything that is like a Set.

use super::iterator::{self, Source};
use super::set::{SetData, of_table, receiver, with};
use super::steps::Steps;
use super::table::{Table, canonical};
use crate::engine::builtins::words;
use crate::engine::coerce;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsValue, js_string};

/// A Set Record.
#[derive(Debug)]
struct Other {
    object: JsObject,
    size: f64,
    has: JsObject,
    keys: JsObject,
}

impl Other {
    /// `GetSetRecord`.
    fn of(value: &JsValue, method: &str, context: &mut Context) -> JsResult<Self> {
        let Some(object) = value.as_object() else {
            return Err(type_error(format!(
                "Set.prototype.{method} argument must be an object"
            )));
        };
        let size = object.get(js_string!("size"), context)?;
        let size = coerce::to_number(&size, context)?;
        if size.is_nan() {
            return Err(type_error("The .size property is NaN".into()));
        }
        let size = size.trunc();
        if size < 0.0 {
            let message = format!("'{size}' is an invalid size");
            return Err(JsNativeError::range().with_message(message).into());
        }
        let has = callable(&object, "has", context)?;
        let keys = callable(&object, "keys", context)?;
        Ok(Self {
            object,
            size,
            has,
            keys,
        })
    }

    fn has(&self, value: &JsValue, context: &mut Context) -> JsResult<bool> {
        let receiver = self.object.clone().into();
        let answer = self
            .has
            .call(&receiver, std::slice::from_ref(value), context)?;
        Ok(answer.to_boolean())
    }

    fn keys(&self, context: &mut Context) -> JsResult<Steps> {
        let receiver = self.object.clone().into();
        let keys = self.keys.call(&receiver, &[], context)?;
        let Some(keys) = keys.as_object() else {
            return Err(type_error(
                "Result of the keys method is not an object".into(),
            ));
        };
        Steps::direct(keys, context)
    }
}

fn type_error(message: String) -> JsError {
    JsNativeError::typ().with_message(message).into()
}

fn callable(object: &JsObject, name: &str, context: &mut Context) -> JsResult<JsObject> {
    let method = object.get(js_string!(name), context)?;
    method
        .as_callable()
        .ok_or_else(|| words::not_a_function(&js_string!(name).into()))
}

/// What a method is called with: the Set, and the other.
fn operands(
    this: &JsValue,
    arguments: &[JsValue],
    method: &str,
    context: &mut Context,
) -> JsResult<(JsObject, Other)> {
    let set = receiver(this, method)?;
    let other = Other::of(arguments.get_or_undefined(0), method, context)?;
    Ok((set, other))
}

fn copy(set: &JsObject) -> Table {
    let data = set.downcast_ref::<SetData>();
    data.map(|data| data.0.clone()).unwrap_or_default()
}

fn is_not_larger(set: &JsObject, other: &Other) -> bool {
    let data = set.downcast_ref::<SetData>();
    data.map_or(0, |data| data.0.len()) as f64 <= other.size
}

pub(super) fn union(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (set, other) = operands(this, arguments, "union", context)?;
    let keys = other.keys(context)?;
    let mut result = copy(&set);
    while let Some(key) = keys.next(context)? {
        let key = canonical(&key);
        if !result.has(&key) {
            result.set(key, JsValue::undefined());
        }
    }
    Ok(of_table(result, context).into())
}

pub(super) fn intersection(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (set, other) = operands(this, arguments, "intersection", context)?;
    let mut result = Table::default();
    if is_not_larger(&set, &other) {
        iterator::each(&set, Source::Set, |key, _| {
            if other.has(&key, context)? {
                result.set(key, JsValue::undefined());
            }
            Ok(())
        })?;
        return Ok(of_table(result, context).into());
    }
    let keys = other.keys(context)?;
    while let Some(key) = keys.next(context)? {
        let key = canonical(&key);
        if with(this, "intersection", |set| set.has(&key))? {
            result.set(key, JsValue::undefined());
        }
    }
    Ok(of_table(result, context).into())
}

pub(super) fn difference(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (set, other) = operands(this, arguments, "difference", context)?;
    let mut result = copy(&set);
    if is_not_larger(&set, &other) {
        iterator::each(&set, Source::Set, |key, _| {
            if other.has(&key, context)? {
                result.remove(&key);
            }
            Ok(())
        })?;
        return Ok(of_table(result, context).into());
    }
    let keys = other.keys(context)?;
    while let Some(key) = keys.next(context)? {
        result.remove(&canonical(&key));
    }
    Ok(of_table(result, context).into())
}

pub(super) fn symmetric_difference(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (set, other) = operands(this, arguments, "symmetricDifference", context)?;
    let keys = other.keys(context)?;
    let mut result = copy(&set);
    while let Some(key) = keys.next(context)? {
        let key = canonical(&key);
        if with(this, "symmetricDifference", |set| set.has(&key))? {
            result.remove(&key);
        } else {
            result.set(key, JsValue::undefined());
        }
    }
    Ok(of_table(result, context).into())
}

/// Whether the other has the elements of the set: all of them, or any.
fn asked(set: &JsObject, other: &Other, wanted: bool, context: &mut Context) -> JsResult<bool> {
    let mut walk = super::table::Walk::default();
    loop {
        let key = set
            .downcast_ref::<SetData>()
            .and_then(|set| set.0.step(&mut walk).map(|(key, _)| key.clone()));
        match key {
            None => return Ok(true),
            Some(key) if other.has(&key, context)? != wanted => return Ok(false),
            Some(_) => {}
        }
    }
}

/// Whether the set has the keys of the other: all of them, or none.
fn told(this: &JsValue, other: &Other, wanted: bool, context: &mut Context) -> JsResult<bool> {
    let keys = other.keys(context)?;
    while let Some(key) = keys.next(context)? {
        let key = canonical(&key);
        if with(this, "has", |set| set.has(&key))? != wanted {
            keys.close(context)?;
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn is_subset_of(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (set, other) = operands(this, arguments, "isSubsetOf", context)?;
    if !is_not_larger(&set, &other) {
        return Ok(false.into());
    }
    asked(&set, &other, true, context).map(JsValue::from)
}

pub(super) fn is_superset_of(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (_, other) = operands(this, arguments, "isSupersetOf", context)?;
    let size = with(this, "isSupersetOf", |set| set.len())?;
    if (size as f64) < other.size {
        return Ok(false.into());
    }
    told(this, &other, true, context).map(JsValue::from)
}

pub(super) fn is_disjoint_from(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (set, other) = operands(this, arguments, "isDisjointFrom", context)?;
    if is_not_larger(&set, &other) {
        return asked(&set, &other, false, context).map(JsValue::from);
    }
    told(this, &other, false, context).map(JsValue::from)
}
