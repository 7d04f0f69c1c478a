//! The elements of an array as the engine keeps them: whole numbers, numbers or values, one
//! after the other.

use boa_engine::object::builtins::JsArray;
use boa_engine::object::{IndexPropertyValues, JsObject, PropertyMap};
use boa_engine::{Context, JsValue};
use std::ops::Range;
use std::ptr;

/// Elements without a hole between them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Elements<'a> {
    /// All are whole numbers of 32 bits.
    Whole(&'a [i32]),
    /// All are numbers.
    Numbers(&'a [f64]),
    /// Anything.
    Values(&'a [JsValue]),
}

impl Elements<'_> {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Whole(elements) => elements.len(),
            Self::Numbers(elements) => elements.len(),
            Self::Values(elements) => elements.len(),
        }
    }

    /// The element at `index`.
    pub(crate) fn get(&self, index: usize) -> Option<JsValue> {
        match self {
            Self::Whole(elements) => elements.get(index).map(|&number| number.into()),
            Self::Numbers(elements) => elements.get(index).map(|&number| number.into()),
            Self::Values(elements) => elements.get(index).cloned(),
        }
    }

    /// Adds those of `range`, cut to what there is, to `list`.
    pub(crate) fn copy(&self, range: Range<usize>, list: &mut Vec<JsValue>) {
        let end = range.end.min(self.len());
        let range = range.start.min(end)..end;
        match self {
            Self::Whole(elements) => list.extend(elements[range].iter().map(|&n| JsValue::from(n))),
            Self::Numbers(elements) => {
                list.extend(elements[range].iter().map(|&n| JsValue::from(n)));
            }
            Self::Values(elements) => list.extend_from_slice(&elements[range]),
        }
    }
}

/// Lends the elements of an ordinary object or array to `read`; `None` where there are holes
/// between them, or properties that are more than values.
pub(crate) fn lend<R>(object: &JsObject, read: impl FnOnce(Elements<'_>) -> R) -> Option<R> {
    let object = object.borrow();
    Some(read(match object.properties().index_property_values() {
        IndexPropertyValues::DenseI32(elements) => Elements::Whole(elements.as_slice()),
        IndexPropertyValues::DenseF64(elements) => Elements::Numbers(elements.as_slice()),
        IndexPropertyValues::DenseElement(elements) => Elements::Values(elements.as_slice()),
        IndexPropertyValues::SparseProperty(_) | IndexPropertyValues::SparseElement(_) => {
            return None;
        }
    }))
}

/// The element at `index` of an array that is no proxy, where it is there as a value:
/// nothing of a script's is run by reading it.
pub(crate) fn own(array: &JsObject, index: usize) -> Option<JsValue> {
    if !array.is_array() {
        return None;
    }
    lend(array, |elements| elements.get(index))?
}

/// Gives a plain array of the running realm the elements `list`, and their number as its
/// `length`.
pub(crate) fn put(array: &JsObject, list: Vec<JsValue>, context: &mut Context) {
    let fresh = JsObject::from(JsArray::from_iter(list, context));
    if JsObject::equals(array, &fresh) {
        return;
    }
    let (mut array, mut fresh) = (array.borrow_mut(), fresh.borrow_mut());
    let own = properties_of(&mut array);
    let new = properties_of(&mut fresh);
    // SAFETY: both point at the properties of an object that is borrowed exclusively here, and
    // the objects are not the same.
    unsafe { ptr::swap(own, new) };
}

/// Where the object's properties lie, which the engine lends for reading only.
fn properties_of<T>(object: &mut boa_engine::object::Object<T>) -> *mut PropertyMap {
    let start = ptr::from_ref(&*object).addr();
    let offset = ptr::from_ref(object.properties()).addr() - start;
    let object = ptr::from_mut(object);
    // What `properties` lends is a field of the object, so it lies within.
    object.wrapping_byte_add(offset).cast()
}
