//! Map Iterators and Set Iterators (ECMAScript 24.1.5, 24.2.6).

use super::table::{Table, Walk};
use super::{MapData, SetData};
use crate::engine::builtins::words;
use crate::engine::native;
use crate::engine::untraced::Untraced;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsData, JsResult, JsValue, js_string};
use boa_gc::{Finalize, Trace};

/// What an iterator gives of each entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Keys,
    Values,
    Entries,
}

/// What an iterator goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Map,
    Set,
}

/// The state of an iterator.
#[derive(Debug, Trace, Finalize, JsData)]
pub(crate) struct Iteration {
    /// The Map or Set; `None` once the end was reached.
    source: Option<JsObject>,
    walk: Untraced<Walk>,
    kind: Untraced<(Source, Kind)>,
}

/// Lends the table of a Map or Set to `act`.
fn with_table<R>(object: &JsObject, source: Source, act: impl FnOnce(&Table) -> R) -> Option<R> {
    match source {
        Source::Map => object.downcast_ref::<MapData>().map(|map| act(&map.0)),
        Source::Set => object.downcast_ref::<SetData>().map(|set| act(&set.0)),
    }
}

/// An iterator over `object`.
pub(super) fn create(object: &JsObject, source: Source, kind: Kind, context: &Context) -> JsValue {
    let prototypes = context.intrinsics().objects().iterator_prototypes();
    let prototype = match source {
        Source::Map => prototypes.map(),
        Source::Set => prototypes.set(),
    };
    let iteration = Iteration {
        source: Some(object.clone()),
        walk: Untraced(Walk::default()),
        kind: Untraced((source, kind)),
    };
    JsObject::new(context.root_shape(), prototype, iteration)
        .upcast()
        .into()
}

type Entry = (JsValue, JsValue);

/// The next entry; the inner `None` is the end.
fn step(this: &JsValue, expected: Source) -> Option<(Kind, Option<Entry>)> {
    let object = this.as_object()?;
    let mut iteration = object.downcast_mut::<Iteration>()?;
    let (source, kind) = iteration.kind.0;
    if source != expected {
        return None;
    }
    let Some(over) = iteration.source.clone() else {
        return Some((kind, None));
    };
    let entry = with_table(&over, source, |table| {
        let entry = table.step(&mut iteration.walk.0);
        entry.map(|(key, value)| (key.clone(), value.clone()))
    });
    let entry = entry.flatten();
    if entry.is_none() {
        iteration.source = None;
    }
    Some((kind, entry))
}

fn next(this: &JsValue, source: Source, name: &str, context: &mut Context) -> JsResult<JsValue> {
    let Some((kind, entry)) = step(this, source) else {
        return Err(words::incompatible(name, this));
    };
    let done = entry.is_none();
    let value = entry.map(|entry| item(entry, source, kind, context));
    Ok(result(value.unwrap_or_default(), done, context))
}

fn item((key, value): Entry, source: Source, kind: Kind, context: &mut Context) -> JsValue {
    let value = if source == Source::Set {
        key.clone()
    } else {
        value
    };
    match kind {
        Kind::Keys => key,
        Kind::Values => value,
        Kind::Entries => JsArray::from_iter([key, value], context).into(),
    }
}

/// `CreateIteratorResultObject`.
fn result(value: JsValue, done: bool, context: &mut Context) -> JsValue {
    boa_engine::builtins::iterable::create_iter_result_object(value, done, context)
}

fn map_next(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    next(this, Source::Map, "Map Iterator.prototype.next", context)
}

fn set_next(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    next(this, Source::Set, "Set Iterator.prototype.next", context)
}

/// Puts `next` in place.
pub(super) fn install(context: &Context) {
    let prototypes = context.intrinsics().objects().iterator_prototypes();
    let (map, set) = (prototypes.map(), prototypes.set());
    native::define(&map, &[("next", 0, map_next)], native::HIDDEN, context);
    native::define(&set, &[("next", 0, set_next)], native::HIDDEN, context);
}

/// What an iterator has yet to give, and of which source and kind it is; `None` for what is
/// no iterator of a Map or Set. The iterator stays where it is.
pub(crate) fn rest(object: &JsObject) -> Option<(Source, Kind, Vec<Entry>)> {
    let iteration = object.downcast_ref::<Iteration>()?;
    let (source, kind) = iteration.kind.0;
    let mut entries = Vec::new();
    if let Some(over) = &iteration.source {
        let mut walk = iteration.walk.0;
        with_table(over, source, |table| {
            while let Some((key, value)) = table.step(&mut walk) {
                entries.push((key.clone(), value.clone()));
            }
        });
    }
    Some((source, kind, entries))
}

/// Whether the object is an iterator of such a source.
pub(crate) fn is_over(object: &JsObject, source: Source) -> bool {
    let iteration = object.downcast_ref::<Iteration>();
    iteration.is_some_and(|iteration| iteration.kind.0.0 == source)
}

/// Walks over what a Map or Set holds, as `forEach` does: what is added meanwhile too.
pub(super) fn each(
    object: &JsObject,
    source: Source,
    mut act: impl FnMut(JsValue, JsValue) -> JsResult<()>,
) -> JsResult<()> {
    let mut walk = Walk::default();
    let mut next = || {
        with_table(object, source, |table| {
            table
                .step(&mut walk)
                .map(|(key, value)| (key.clone(), value.clone()))
        })?
    };
    while let Some((key, value)) = next() {
        act(key, value)?;
    }
    Ok(())
}

/// The prototype of what `new_target` constructs, which is `intrinsic` where its own
/// `prototype` is no object.
pub(crate) fn prototype_for(
    new_target: &JsValue,
    intrinsic: JsObject,
    context: &mut Context,
) -> JsResult<JsObject> {
    let prototype = match new_target.as_object() {
        Some(target) => target.get(js_string!("prototype"), context)?.as_object(),
        None => None,
    };
    Ok(prototype.unwrap_or(intrinsic))
}
