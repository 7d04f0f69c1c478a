//! What Maps and Sets hold, read without running a script.

use boa_engine::JsValue;
use boa_engine::builtins::map::ordered_map::OrderedMap;
use boa_engine::builtins::set::ordered_set::OrderedSet;
use boa_engine::object::JsObject;

/// How many elements a Set has; 0 for what is no Set.
#[must_use]
pub fn set_size(set: &JsObject) -> usize {
    set.downcast_ref::<OrderedSet>().map_or(0, |set| set.len())
}

/// How many entries a Map has; 0 for what is no Map.
#[must_use]
pub fn map_size(map: &JsObject) -> usize {
    map.downcast_ref::<OrderedMap<JsValue>>()
        .map_or(0, |map| map.len())
}

/// The next element at or after `index`, which moves past it. What is done with an
/// element may run scripts that change the set.
#[must_use]
pub fn next_in_set(set: &JsObject, index: &mut usize) -> Option<JsValue> {
    let set = set.downcast_ref::<OrderedSet>()?;
    while *index < set.full_len() {
        let value = set.get_index(*index).cloned();
        *index += 1;
        if value.is_some() {
            return value;
        }
    }
    None
}

/// The next entry at or after `index`, which moves past it.
#[must_use]
pub fn next_in_map(map: &JsObject, index: &mut usize) -> Option<(JsValue, JsValue)> {
    let map = map.downcast_ref::<OrderedMap<JsValue>>()?;
    while *index < map.full_len() {
        let entry = map.get_index(*index);
        let entry = entry.map(|(key, value)| (key.clone(), value.clone()));
        *index += 1;
        if entry.is_some() {
            return entry;
        }
    }
    None
}
