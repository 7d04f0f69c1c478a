//! What Maps and Sets hold, read and written without running a script.

use super::builtins::keyed::iterator::{self, Kind, Source};
use super::builtins::keyed::table::{Table, canonical};
use super::builtins::keyed::{MapData, SetData, map, set};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsValue};

pub use super::builtins::keyed::table::Walk;

/// Whether the object is a Map, whatever it inherits from.
#[must_use]
pub fn is_map(object: &JsObject) -> bool {
    object.is::<MapData>()
}

/// Whether the object is a Set, whatever it inherits from.
#[must_use]
pub fn is_set(object: &JsObject) -> bool {
    object.is::<SetData>()
}

/// An empty Map.
#[must_use]
pub fn new_map(context: &Context) -> JsObject {
    map::create(context)
}

/// An empty Set.
#[must_use]
pub fn new_set(context: &Context) -> JsObject {
    set::of_table(Table::default(), context)
}

/// How many elements a Set has; 0 for what is no Set.
#[must_use]
pub fn set_size(set: &JsObject) -> usize {
    set.downcast_ref::<SetData>().map_or(0, |set| set.0.len())
}

/// How many entries a Map has; 0 for what is no Map.
#[must_use]
pub fn map_size(map: &JsObject) -> usize {
    map.downcast_ref::<MapData>().map_or(0, |map| map.0.len())
}

/// The value of `key`, if the object is a Map that has it.
#[must_use]
pub fn get_in_map(map: &JsObject, key: &JsValue) -> Option<JsValue> {
    let map = map.downcast_ref::<MapData>()?;
    map.0.get(&canonical(key)).cloned()
}

/// Gives `key` its value; nothing for what is no Map.
pub fn put_in_map(map: &JsObject, key: &JsValue, value: JsValue) {
    if let Some(mut map) = map.downcast_mut::<MapData>() {
        map.0.set(canonical(key), value);
    }
}

/// Whether the object is a Set that has `value`.
#[must_use]
pub fn is_in_set(set: &JsObject, value: &JsValue) -> bool {
    let set = set.downcast_ref::<SetData>();
    set.is_some_and(|set| set.0.has(&canonical(value)))
}

/// Adds `value`; nothing for what is no Set.
pub fn add_to_set(set: &JsObject, value: &JsValue) {
    if let Some(mut set) = set.downcast_mut::<SetData>() {
        set.0.set(canonical(value), JsValue::undefined());
    }
}

/// The next element of a walk over the Set, which moves past it. What is done with an
/// element may run scripts that change the Set.
#[must_use]
pub fn next_in_set(set: &JsObject, walk: &mut Walk) -> Option<JsValue> {
    let set = set.downcast_ref::<SetData>()?;
    set.0.step(walk).map(|(value, _)| value.clone())
}

/// The next entry of a walk over the Map, which moves past it.
#[must_use]
pub fn next_in_map(map: &JsObject, walk: &mut Walk) -> Option<(JsValue, JsValue)> {
    let map = map.downcast_ref::<MapData>()?;
    let entry = map.0.step(walk);
    entry.map(|(key, value)| (key.clone(), value.clone()))
}

/// All elements of a Set.
#[must_use]
pub fn set_values(set: &JsObject) -> Vec<JsValue> {
    let set = set.downcast_ref::<SetData>();
    set.map_or_else(Vec::new, |set| {
        set.0.iter().map(|(value, _)| value.clone()).collect()
    })
}

/// All entries of a Map.
#[must_use]
pub fn map_entries(map: &JsObject) -> Vec<(JsValue, JsValue)> {
    let map = map.downcast_ref::<MapData>();
    let cloned = |(key, value): (&JsValue, &JsValue)| (key.clone(), value.clone());
    map.map_or_else(Vec::new, |map| map.0.iter().map(cloned).collect())
}

/// What an iterator of a Map or Set has yet to give.
#[derive(Debug, Clone)]
pub struct Rest {
    /// Whether it goes over a Map rather than a Set.
    pub of_map: bool,
    /// Whether it gives entries.
    pub entries: bool,
    /// Keys and values in turn for entries, else the items.
    pub items: Vec<JsValue>,
}

/// What an iterator has yet to give, which stays where it is; `None` for what is none.
#[must_use]
pub fn rest_of_iterator(object: &JsObject) -> Option<Rest> {
    let (source, kind, left) = iterator::rest(object)?;
    let of_map = source == Source::Map;
    let mut items = Vec::new();
    for (key, value) in left {
        let value = if of_map { value } else { key.clone() };
        match kind {
            Kind::Keys => items.push(key),
            Kind::Values => items.push(value),
            Kind::Entries => items.extend([key, value]),
        }
    }
    let entries = kind == Kind::Entries;
    Some(Rest {
        of_map,
        entries,
        items,
    })
}

/// Whether the object is an iterator of Maps, whatever it inherits from.
#[must_use]
pub fn is_map_iterator(object: &JsObject) -> bool {
    iterator::is_over(object, Source::Map)
}

/// Whether the object is an iterator of Sets, whatever it inherits from.
#[must_use]
pub fn is_set_iterator(object: &JsObject) -> bool {
    iterator::is_over(object, Source::Set)
}
