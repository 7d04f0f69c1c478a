//! Iterators of Maps and Sets, shown with what they have yet to give.
//!
//! The engine has no way to look into such an iterator without moving it. So
//! it is run to its end, and what it gave is given again by a `next` of its
//! own: scripts see it at the same position as before.

use super::printer::{Level, Printer};
use super::raw::{Body, Items, Sketch, Subject};
use super::state::State;
use super::text::more;
use crate::engine::native;
use crate::engine::untraced::Untraced;
use boa_engine::object::builtins::{JsArray, JsWeakMap};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, Finalize, JsData, JsResult, JsValue, NativeFunction, Trace, js_string};
use std::cell::Cell;
use std::rc::Rc;

/// What an iterator iterates over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Map,
    Set,
}

/// What an iterator has yet to give.
#[derive(Debug, Clone)]
pub(crate) struct Preview {
    /// Keys and values in turn for entries, else the items.
    pub(crate) items: Vec<JsValue>,
    /// Whether the items are entries.
    pub(crate) entries: bool,
    /// Whether they come from a Map rather than a Set.
    pub(crate) of_map: bool,
}

/// What looking into iterators needs.
pub(crate) struct Previews {
    /// `next` of a realm that no script ever sees: the entries it makes have
    /// that realm's `Array.prototype`, and so can be told from a script's arrays.
    next: [JsObject; 2],
    array_prototype: JsObject,
    /// Iterators that were looked into, each with its [`Replay`].
    replays: JsWeakMap,
}

impl Previews {
    fn of(context: &mut Context) -> JsResult<Rc<Self>> {
        let state = State::of(context)?;
        if let Some(previews) = state.previews() {
            return Ok(previews);
        }
        let previews = Rc::new(Self::new(context)?);
        state.set_previews(Rc::clone(&previews));
        Ok(previews)
    }

    fn new(context: &mut Context) -> JsResult<Self> {
        let realm = context.create_realm()?;
        let intrinsics = realm.intrinsics();
        let prototypes = intrinsics.objects().iterator_prototypes();
        let array_prototype = intrinsics.constructors().array().prototype();
        let mut next = |prototype: JsObject| -> JsResult<JsObject> {
            let next = prototype.get(js_string!("next"), context)?;
            Ok(next.as_object().unwrap_or(prototype))
        };
        Ok(Self {
            next: [next(prototypes.map())?, next(prototypes.set())?],
            array_prototype,
            replays: JsWeakMap::new(context),
        })
    }
}

/// What an iterator gave when it was looked into, and how much of that it has
/// given again.
#[derive(Debug, Trace, Finalize, JsData)]
struct Replay {
    items: Vec<JsValue>,
    entries: bool,
    of_map: bool,
    at: Untraced<Cell<usize>>,
}

impl Replay {
    fn rest(&self) -> Preview {
        Preview {
            items: self.items.get(self.at.get()..).unwrap_or(&[]).to_vec(),
            entries: self.entries,
            of_map: self.of_map,
        }
    }

    fn take(&self) -> Option<Vec<JsValue>> {
        let count = if self.entries { 2 } else { 1 };
        let end = self.at.get() + count;
        let taken = self.items.get(self.at.get()..end)?.to_vec();
        self.at.set(end);
        Some(taken)
    }
}

/// What `object` has yet to give if it is an iterator of a Map or Set; `None`
/// for anything else, and for an iterator that can't be put back.
///
/// # Errors
///
/// Limits of the engine.
pub(crate) fn preview(object: &JsObject, context: &mut Context) -> JsResult<Option<Preview>> {
    let Some(source) = source_of(object, context) else {
        return Ok(None);
    };
    let previews = Previews::of(context)?;
    if let Some(rest) = replayed(object, &previews, context)? {
        return Ok(Some(rest));
    }
    if !object.is_extensible(context)? {
        return Ok(None);
    }
    let Some(preview) = drain(object, source, &previews, context)? else {
        return Ok(None);
    };
    put_back(object, &preview, &previews, context)?;
    Ok(Some(preview))
}

/// By its prototypes, what `object` may iterate over.
fn source_of(object: &JsObject, context: &Context) -> Option<Source> {
    if object.is_ordinary() {
        return None;
    }
    let prototypes = context.intrinsics().objects().iterator_prototypes();
    let known = [
        (prototypes.map(), Source::Map),
        (prototypes.set(), Source::Set),
    ];
    let mut holder = object.prototype();
    while let Some(current) = holder {
        if let Some((_, source)) = known.iter().find(|(prototype, _)| *prototype == current) {
            return Some(*source);
        }
        holder = current.prototype();
    }
    None
}

fn replayed(
    object: &JsObject,
    previews: &Previews,
    context: &mut Context,
) -> JsResult<Option<Preview>> {
    let known = previews.replays.get(object, context)?;
    let Some(known) = known.as_object() else {
        return Ok(None);
    };
    let rest = known.downcast_ref::<Replay>().map(|replay| replay.rest());
    Ok(rest)
}

fn drain(
    object: &JsObject,
    source: Source,
    previews: &Previews,
    context: &mut Context,
) -> JsResult<Option<Preview>> {
    let [map, set] = &previews.next;
    let next = if source == Source::Map { map } else { set };
    let mut preview = Preview {
        items: Vec::new(),
        entries: false,
        of_map: source == Source::Map,
    };
    loop {
        // Only something else than an iterator of this source makes it throw.
        let Ok(step) = next.call(&object.clone().into(), &[], context) else {
            return Ok(None);
        };
        let Some(item) = item_of(&step, context)? else {
            return Ok(Some(preview));
        };
        match fresh_entry(&item, &previews.array_prototype) {
            Some(entry) => {
                preview.entries = true;
                preview.items.push(entry.get(0, context)?);
                preview.items.push(entry.get(1, context)?);
            }
            None => preview.items.push(item),
        }
    }
}

/// The value of an iterator's step; `None` at the end.
fn item_of(step: &JsValue, context: &mut Context) -> JsResult<Option<JsValue>> {
    let Some(step) = step.as_object() else {
        return Ok(None);
    };
    if step.get(js_string!("done"), context)?.to_boolean() {
        return Ok(None);
    }
    step.get(js_string!("value"), context).map(Some)
}

fn fresh_entry(item: &JsValue, array_prototype: &JsObject) -> Option<JsObject> {
    let array = item.as_object()?;
    (array.prototype().as_ref() == Some(array_prototype)).then_some(array)
}

/// Gives `object` a `next` that gives what it gave.
fn put_back(
    object: &JsObject,
    preview: &Preview,
    previews: &Previews,
    context: &mut Context,
) -> JsResult<()> {
    let replay = Replay {
        items: preview.items.clone(),
        entries: preview.entries,
        of_map: preview.of_map,
        at: Untraced(Cell::new(0)),
    };
    let replay = JsObject::from_proto_and_data(None, replay);
    previews
        .replays
        .set(object, replay.clone().into(), context)?;
    let next = NativeFunction::from_copy_closure_with_captures(next_again, replay);
    let next = FunctionObjectBuilder::new(context.realm(), next)
        .name(js_string!("next"))
        .build();
    native::set(object, js_string!("next"), next, native::HIDDEN);
    Ok(())
}

fn next_again(
    _: &JsValue,
    _: &[JsValue],
    replay: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let taken = replay
        .downcast_ref::<Replay>()
        .and_then(|replay| replay.take());
    let done = taken.is_none();
    let mut taken = taken.unwrap_or_default();
    let value = match taken.len() {
        2 => JsArray::from_iter(taken, context).into(),
        _ => taken.pop().unwrap_or_default(),
    };
    let result = JsObject::with_object_proto(context.intrinsics());
    native::set(&result, js_string!("value"), value, native::ENUMERABLE);
    native::set(&result, js_string!("done"), done, native::ENUMERABLE);
    Ok(result.into())
}

impl Printer<'_> {
    pub(super) fn sketch_iterator(&mut self, subject: &Subject) -> JsResult<Option<Sketch>> {
        let Some(preview) = preview(&subject.object, self.context)? else {
            return Ok(None);
        };
        let mut keys = self.keys(&subject.object)?;
        keys.retain(|key| *key != PropertyKey::from(js_string!("next")));
        let open = opening(&preview, &subject.tag);
        Ok(Some(Sketch::Entries(Body::of(
            Items::Iterator(preview),
            open,
            keys,
        ))))
    }

    pub(super) fn iterator_items(
        &mut self,
        preview: &Preview,
        recurse: Level,
    ) -> JsResult<Vec<String>> {
        let size = if preview.entries { 2 } else { 1 };
        let (shown, left_out) = self.options.shown(preview.items.len() / size);
        let mut output = Vec::new();
        self.indentation += 2;
        for item in preview.items.chunks(size).take(shown) {
            output.push(self.iterator_item(item, recurse)?);
        }
        self.indentation -= 2;
        if left_out > 0 {
            output.push(more(left_out, "item"));
        }
        Ok(output)
    }

    fn iterator_item(&mut self, item: &[JsValue], recurse: Level) -> JsResult<String> {
        let mut parts = Vec::with_capacity(item.len());
        for part in item {
            parts.push(self.value(part, recurse)?);
        }
        match item {
            [_] => Ok(parts.pop().unwrap_or_default()),
            _ => self.join_elements(parts, ["[", "]"], recurse),
        }
    }
}

/// `[Map Iterator] {`, `[tag] [Set Entries] {`
fn opening(preview: &Preview, tag: &str) -> String {
    let source = if preview.of_map { "Map" } else { "Set" };
    let kind = if preview.entries {
        "Entries"
    } else {
        "Iterator"
    };
    let name = format!("{source} Iterator");
    if tag.is_empty() || tag == name {
        return format!("[{source} {kind}] {{");
    }
    format!("[{tag}] [{source} {kind}] {{")
}
