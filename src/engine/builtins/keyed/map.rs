//! `Map` (ECMAScript 24.1).

use super::iterator::{self, Kind, Source};
use super::steps::Steps;
use super::table::{Table, canonical};
use crate::engine::builtins::words;
use crate::engine::native::{self, Definition};
use boa_engine::builtins::map::ordered_map::OrderedMap;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsArgs, JsData, JsError, JsNativeError, JsResult, JsValue, js_string};
use boa_gc::{Finalize, Trace};

/// `[[MapData]]`.
#[derive(Debug, Default, Trace, Finalize, JsData)]
pub(crate) struct MapData(pub(crate) Table);

/// Methods of the prototype that keep the place of the engine's own.
pub(super) const METHODS: [Definition; 11] = [
    ("get", 1, get),
    ("set", 2, set),
    ("has", 1, has),
    ("delete", 1, delete),
    ("clear", 0, clear),
    ("entries", 0, entries),
    ("forEach", 1, for_each),
    ("keys", 0, keys),
    ("values", 0, values),
    ("getOrInsert", 2, get_or_insert),
    ("getOrInsertComputed", 2, get_or_insert_computed),
];

/// Lends the table of the Map that a method is called on.
fn with<R>(this: &JsValue, method: &str, act: impl FnOnce(&mut Table) -> R) -> JsResult<R> {
    if let Some(object) = this.as_object()
        && let Some(mut map) = object.downcast_mut::<MapData>()
    {
        return Ok(act(&mut map.0));
    }
    Err(words::incompatible(
        &format!("Map.prototype.{method}"),
        this,
    ))
}

fn receiver(this: &JsValue, method: &str) -> JsResult<JsObject> {
    let map = this.as_object().filter(|object| object.is::<MapData>());
    map.ok_or_else(|| words::incompatible(&format!("Map.prototype.{method}"), this))
}

/// An empty Map of the running realm.
pub(crate) fn create(context: &Context) -> JsObject {
    let prototype = context.intrinsics().constructors().map().prototype();
    JsObject::new(context.root_shape(), prototype, MapData::default()).upcast()
}

/// `new Map(iterable)`; `this` is `new.target`.
pub(super) fn construct(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if this.is_undefined() {
        return Err(requires_new("Map"));
    }
    let intrinsic = context.intrinsics().constructors().map().prototype();
    let prototype = iterator::prototype_for(this, intrinsic, context)?;
    let map = JsObject::new(context.root_shape(), prototype, MapData::default()).upcast();
    let iterable = arguments.get_or_undefined(0);
    if !iterable.is_null_or_undefined() {
        add_entries(&map, iterable, "set", context)?;
    }
    Ok(map.into())
}

pub(crate) fn requires_new(name: &str) -> JsError {
    JsNativeError::typ()
        .with_message(format!("Constructor {name} requires 'new'"))
        .into()
}

/// `AddEntriesFromIterable` with what `object[name]` adds.
pub(crate) fn add_entries(
    object: &JsObject,
    iterable: &JsValue,
    name: &str,
    context: &mut Context,
) -> JsResult<()> {
    let adder = adder(object, name, context)?;
    let steps = Steps::over(iterable, context)?;
    while let Some(entry) = steps.next(context)? {
        if let Err(thrown) = add_entry(object, &entry, &adder, context) {
            return Err(steps.close_after(thrown, context));
        }
    }
    Ok(())
}

/// The method that a constructor adds with.
pub(crate) fn adder(object: &JsObject, name: &str, context: &mut Context) -> JsResult<JsObject> {
    let adder = object.get(js_string!(name), context)?;
    adder.as_callable().ok_or_else(|| {
        let message = format!(
            "'{}' returned for property '{name}' of object '#<{}>' is not a function",
            words::shown(&adder),
            class_name(name)
        );
        JsNativeError::typ().with_message(message).into()
    })
}

fn class_name(adder: &str) -> &'static str {
    if adder == "add" { "Set" } else { "Map" }
}

fn add_entry(
    object: &JsObject,
    entry: &JsValue,
    adder: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    let Some(pair) = entry.as_object() else {
        let message = format!(
            "Iterator value {} is not an entry object",
            words::shown(entry)
        );
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let pair = [pair.get(0, context)?, pair.get(1, context)?];
    adder.call(&object.clone().into(), &pair, context)?;
    Ok(())
}

fn get(this: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let key = canonical(arguments.get_or_undefined(0));
    with(this, "get", |map| {
        map.get(&key).cloned().unwrap_or_default()
    })
}

fn set(this: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let key = canonical(arguments.get_or_undefined(0));
    let value = arguments.get_or_undefined(1).clone();
    with(this, "set", |map| map.set(key, value))?;
    Ok(this.clone())
}

fn has(this: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let key = canonical(arguments.get_or_undefined(0));
    with(this, "has", |map| map.has(&key).into())
}

fn delete(this: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let key = canonical(arguments.get_or_undefined(0));
    with(this, "delete", |map| map.remove(&key).into())
}

fn clear(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    with(this, "clear", Table::clear)?;
    Ok(JsValue::undefined())
}

fn keys(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let map = receiver(this, "keys")?;
    Ok(iterator::create(&map, Source::Map, Kind::Keys, context))
}

fn values(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let map = receiver(this, "values")?;
    Ok(iterator::create(&map, Source::Map, Kind::Values, context))
}

fn entries(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let map = receiver(this, "entries")?;
    Ok(iterator::create(&map, Source::Map, Kind::Entries, context))
}

fn for_each(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let map = receiver(this, "forEach")?;
    let callback = arguments.get_or_undefined(0);
    let Some(callback) = callback.as_callable() else {
        return Err(words::not_a_function(callback));
    };
    let receiver = arguments.get_or_undefined(1);
    iterator::each(&map, Source::Map, |key, value| {
        callback.call(receiver, &[value, key, this.clone()], context)?;
        Ok(())
    })?;
    Ok(JsValue::undefined())
}

fn get_or_insert(this: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let key = canonical(arguments.get_or_undefined(0));
    let value = arguments.get_or_undefined(1);
    with(this, "getOrInsert", |map| {
        if let Some(value) = map.get(&key) {
            return value.clone();
        }
        map.set(key, value.clone());
        value.clone()
    })
}

fn get_or_insert_computed(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    receiver(this, "getOrInsertComputed")?;
    let callback = arguments.get_or_undefined(1);
    let Some(callback) = callback.as_callable() else {
        return Err(words::not_a_function(callback));
    };
    let key = canonical(arguments.get_or_undefined(0));
    let there = with(this, "getOrInsertComputed", |map| map.get(&key).cloned())?;
    if let Some(value) = there {
        return Ok(value);
    }
    let value = callback.call(&JsValue::undefined(), std::slice::from_ref(&key), context)?;
    with(this, "getOrInsertComputed", |map| {
        map.set(key, value.clone());
    })?;
    Ok(value)
}

/// `get Map.prototype.size`.
pub(super) fn size(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    if let Some(map) = this.as_object()
        && let Some(map) = map.downcast_ref::<MapData>()
    {
        return Ok(map.0.len().into());
    }
    Err(words::incompatible("get Map.prototype.size", this))
}

/// `Map.groupBy`: the engine's own, whose Map is made one of these.
pub(super) fn group_by(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (items, callback) = (arguments.get_or_undefined(0), arguments.get_or_undefined(1));
    if items.is_null_or_undefined() {
        return Err(JsNativeError::typ()
            .with_message("Map.groupBy called on null or undefined")
            .into());
    }
    if !callback.is_callable() {
        let message = format!("{} is not a function", words::shown(callback));
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let groups = original.call(this, arguments, context)?;
    let Some(groups) = groups.as_object() else {
        return Ok(groups);
    };
    let map = create(context);
    if let (Some(mut map), Some(groups)) = (
        map.downcast_mut::<MapData>(),
        groups.downcast_ref::<OrderedMap<JsValue>>(),
    ) {
        for (key, value) in groups.iter() {
            map.0.set(key.clone(), value.clone());
        }
    }
    Ok(map.into())
}

/// Puts the constructor and the methods in place.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let engines = context.intrinsics().constructors().map();
    let (prototype, old) = (engines.prototype(), engines.constructor());
    native::define(&prototype, &METHODS, native::HIDDEN, context);
    let constructor = super::replace_constructor("Map", construct, &prototype, &old, context)?;
    super::put_size(&prototype, size, context);
    super::alias(
        &prototype,
        "entries",
        boa_engine::JsSymbol::iterator().into(),
        context,
    )?;
    super::wrap(&constructor, &old, "groupBy", 2, group_by, context)
}
