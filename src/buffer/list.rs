//! A list of Buffers that a script hands over: an array, or a proxy of one.

use boa_engine::object::{IndexPropertyValues, JsObject};
use boa_engine::{Context, JsResult, JsValue, js_string};

/// Lends the elements of an ordinary array to the callback `look`, which runs no script,
/// so that they can't change meanwhile. Measured, reading each through the engine's `get`
/// takes ten times as long. `None`, without a call, for any other list: an array with a
/// hole or an accessor, one of numbers (which no list of Buffers is), a proxy.
pub(super) fn lend<R>(list: &JsObject, look: impl FnOnce(&[JsValue]) -> R) -> Option<R> {
    if !list.is_array() {
        return None;
    }
    let array = list.borrow();
    let IndexPropertyValues::DenseElement(elements) = array.properties().index_property_values()
    else {
        return None;
    };
    let elements = elements.as_slice();
    let length = array.properties().get(&js_string!("length").into())?;
    let are_all = length.value()?.as_number() == Some(elements.len() as f64);
    are_all.then(|| look(elements))
}

/// How many elements there are now.
///
/// # Errors
///
/// What reading the length of a proxy throws.
pub(super) fn length(list: &JsObject, context: &mut Context) -> JsResult<u64> {
    list.get(js_string!("length"), context)?.to_length(context)
}
