//! `Set` (ECMAScript 24.2).

use super::iterator::{self, Kind, Source};
use super::map::{adder, requires_new};
use super::operations;
use super::steps::Steps;
use super::table::{Table, canonical};
use crate::engine::builtins::words;
use crate::engine::native::{self, Definition};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsData, JsResult, JsSymbol, JsValue, js_string};
use boa_gc::{Finalize, Trace};

/// `[[SetData]]`.
#[derive(Debug, Default, Trace, Finalize, JsData)]
pub(crate) struct SetData(pub(crate) Table);

const METHODS: [Definition; 14] = [
    ("has", 1, has),
    ("add", 1, add),
    ("delete", 1, delete),
    ("difference", 1, operations::difference),
    ("clear", 0, clear),
    ("entries", 0, entries),
    ("forEach", 1, for_each),
    ("intersection", 1, operations::intersection),
    ("isSubsetOf", 1, operations::is_subset_of),
    ("isSupersetOf", 1, operations::is_superset_of),
    ("isDisjointFrom", 1, operations::is_disjoint_from),
    ("symmetricDifference", 1, operations::symmetric_difference),
    ("union", 1, operations::union),
    ("values", 0, values),
];

/// Lends the table of the Set that a method is called on.
pub(super) fn with<R>(
    this: &JsValue,
    method: &str,
    act: impl FnOnce(&mut Table) -> R,
) -> JsResult<R> {
    if let Some(object) = this.as_object()
        && let Some(mut set) = object.downcast_mut::<SetData>()
    {
        return Ok(act(&mut set.0));
    }
    Err(words::incompatible(
        &format!("Set.prototype.{method}"),
        this,
    ))
}

/// The Set that a method is called on.
pub(super) fn receiver(this: &JsValue, method: &str) -> JsResult<JsObject> {
    let set = this.as_object().filter(|object| object.is::<SetData>());
    set.ok_or_else(|| words::incompatible(&format!("Set.prototype.{method}"), this))
}

/// A Set of the running realm that has the entries of `table`.
pub(crate) fn of_table(table: Table, context: &Context) -> JsObject {
    let prototype = context.intrinsics().constructors().set().prototype();
    JsObject::new(context.root_shape(), prototype, SetData(table)).upcast()
}

/// `new Set(iterable)`; `this` is `new.target`.
fn construct(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if this.is_undefined() {
        return Err(requires_new("Set"));
    }
    let intrinsic = context.intrinsics().constructors().set().prototype();
    let prototype = iterator::prototype_for(this, intrinsic, context)?;
    let set = JsObject::new(context.root_shape(), prototype, SetData::default()).upcast();
    let iterable = arguments.get_or_undefined(0);
    if !iterable.is_null_or_undefined() {
        add_all(&set, iterable, context)?;
    }
    Ok(set.into())
}

/// Adds what is iterated with the `add` of the Set or WeakSet.
pub(crate) fn add_all(set: &JsObject, iterable: &JsValue, context: &mut Context) -> JsResult<()> {
    let adder = adder(set, "add", context)?;
    let steps = Steps::over(iterable, context)?;
    let receiver = set.clone().into();
    while let Some(value) = steps.next(context)? {
        if let Err(thrown) = adder.call(&receiver, &[value], context) {
            return Err(steps.close_after(thrown, context));
        }
    }
    Ok(())
}

fn has(this: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let value = canonical(arguments.get_or_undefined(0));
    with(this, "has", |set| set.has(&value).into())
}

fn add(this: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let value = canonical(arguments.get_or_undefined(0));
    with(this, "add", |set| set.set(value, JsValue::undefined()))?;
    Ok(this.clone())
}

fn delete(this: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let value = canonical(arguments.get_or_undefined(0));
    with(this, "delete", |set| set.remove(&value).into())
}

fn clear(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    with(this, "clear", Table::clear)?;
    Ok(JsValue::undefined())
}

fn values(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let set = receiver(this, "values")?;
    Ok(iterator::create(&set, Source::Set, Kind::Values, context))
}

fn entries(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let set = receiver(this, "entries")?;
    Ok(iterator::create(&set, Source::Set, Kind::Entries, context))
}

fn for_each(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let set = receiver(this, "forEach")?;
    let callback = arguments.get_or_undefined(0);
    let Some(callback) = callback.as_callable() else {
        return Err(words::not_a_function(callback));
    };
    let receiver = arguments.get_or_undefined(1);
    iterator::each(&set, Source::Set, |value, _| {
        callback.call(receiver, &[value.clone(), value, this.clone()], context)?;
        Ok(())
    })?;
    Ok(JsValue::undefined())
}

/// `get Set.prototype.size`.
fn size(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    if let Some(set) = this.as_object()
        && let Some(set) = set.downcast_ref::<SetData>()
    {
        return Ok(set.0.len().into());
    }
    Err(words::incompatible("get Set.prototype.size", this))
}

/// Puts the constructor and the methods in place.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let engines = context.intrinsics().constructors().set();
    let (prototype, old) = (engines.prototype(), engines.constructor());
    native::define(&prototype, &METHODS, native::HIDDEN, context);
    super::replace_constructor("Set", construct, &prototype, &old, context)?;
    super::put_size(&prototype, size, context);
    super::alias(&prototype, "values", js_string!("keys").into(), context)?;
    super::alias(&prototype, "values", JsSymbol::iterator().into(), context)
}
