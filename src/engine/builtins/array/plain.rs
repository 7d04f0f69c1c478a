//! Plain arrays: those that no script can tell apart from a list of values.
//!
//! A plain array is one of this realm's, with no own property but its elements and a
//! writable `length`, extensible, without holes. Reading its elements runs nothing of a
//! script's; and where the prototypes have no elements either, writing them does not.

use super::elements::{self, Elements};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsSymbol, JsValue, js_string};
use boa_gc::{Finalize, Trace};

/// What plain arrays of a realm look like.
#[derive(Debug, Clone, Trace, Finalize)]
pub(crate) struct Plain {
    /// An empty one, which no script ever sees: its shape is that of all.
    sample: JsObject,
    prototype: JsObject,
    object_prototype: JsObject,
    constructor: JsObject,
    /// `get Array[Symbol.species]`, as the engine made it.
    species: Option<JsObject>,
    /// `next` of array iterators, as the engine made it.
    next: Option<JsObject>,
}

impl Plain {
    /// That of the running realm, whose `Array` nobody has touched so far.
    pub(crate) fn of_realm(context: &mut Context) -> Self {
        let sample = JsArray::from_iter([], context).into();
        let iterators = context.intrinsics().objects().iterator_prototypes().array();
        let constructors = context.intrinsics().constructors();
        let constructor = constructors.array().constructor();
        Self {
            sample,
            prototype: constructors.array().prototype(),
            object_prototype: constructors.object().prototype(),
            species: species_getter(&constructor),
            next: value_of(&iterators, js_string!("next")),
            constructor,
        }
    }

    /// Whether the array has the shape of plain ones: the prototype, and no own property
    /// but elements and a writable `length`.
    fn has_shape(&self, array: &JsObject) -> bool {
        let sample = self.sample.borrow().shape().to_addr_usize();
        array.is_array() && array.borrow().shape().to_addr_usize() == sample
    }

    /// Lends the elements to `read`, where the array is plain, whether or not it may grow.
    pub(crate) fn read<R>(
        &self,
        array: &JsObject,
        read: impl FnOnce(Elements<'_>) -> R,
    ) -> Option<R> {
        if !self.has_shape(array) {
            return None;
        }
        elements::lend(array, |elements| {
            (elements.len() == length(array)).then(|| read(elements))
        })?
    }

    /// All elements, where the array is plain.
    pub(crate) fn list(&self, array: &JsObject) -> Option<Vec<JsValue>> {
        self.read(array, |elements| {
            let mut list = Vec::with_capacity(elements.len());
            elements.copy(0..elements.len(), &mut list);
            list
        })
    }

    /// [`Plain::read`] of what a script handed over.
    pub(crate) fn read_value<R>(
        &self,
        value: &JsValue,
        read: impl FnOnce(Elements<'_>) -> R,
    ) -> Option<R> {
        self.read(&value.as_object()?, read)
    }

    /// Whether elements may be put into the array, and it may be made longer, without
    /// anything of a script's being run or asked.
    pub(crate) fn may_write(&self, array: &JsObject, context: &mut Context) -> bool {
        self.has_shape(array)
            && self.prototypes_are_bare()
            && array.is_extensible(context).unwrap_or(false)
    }

    /// Whether neither prototype has elements, and there is no third.
    fn prototypes_are_bare(&self) -> bool {
        let bare =
            |object: &JsObject| object.borrow().properties().index_property_keys().len() == 0;
        self.chain_is_own() && bare(&self.prototype) && bare(&self.object_prototype)
    }

    /// Whether plain arrays inherit from the two prototypes that they began with.
    fn chain_is_own(&self) -> bool {
        let next = self.prototype.prototype();
        is(next.as_ref(), Some(&self.object_prototype))
            && self.object_prototype.prototype().is_none()
    }

    /// Whether `ArraySpeciesCreate` makes an array of this realm for the plain array, and
    /// asks nothing of a script's.
    pub(crate) fn makes_own_kind(&self, array: &JsObject) -> bool {
        self.has_shape(array) && self.constructor_is_own() && self.species_is_own()
    }

    fn constructor_is_own(&self) -> bool {
        let constructor = value_of(&self.prototype, js_string!("constructor"));
        is(constructor.as_ref(), Some(&self.constructor))
    }

    fn species_is_own(&self) -> bool {
        is(
            species_getter(&self.constructor).as_ref(),
            self.species.as_ref(),
        )
    }

    /// Whether a script has said what `concat` spreads, for arrays or all objects.
    pub(crate) fn changes_spreading(&self) -> bool {
        let key = PropertyKey::from(JsSymbol::is_concat_spreadable());
        let has = |object: &JsObject| object.borrow().properties().contains_key(&key);
        !self.chain_is_own() || has(&self.prototype) || has(&self.object_prototype)
    }

    /// Whether walking over a plain array gives its elements, and runs nothing of a script's.
    pub(crate) fn iterates_plainly(&self, context: &Context) -> bool {
        let values = context.intrinsics().objects().array_prototype_values();
        let own = value_of(&self.prototype, JsSymbol::iterator());
        let iterators = context.intrinsics().objects().iterator_prototypes().array();
        is(own.as_ref(), Some(&values))
            && is(
                value_of(&iterators, js_string!("next")).as_ref(),
                self.next.as_ref(),
            )
    }

    /// `Array` of the realm.
    pub(crate) fn constructor(&self) -> &JsObject {
        &self.constructor
    }
}

/// The object that is the value of an own property.
pub(crate) fn value_of(object: &JsObject, key: impl Into<PropertyKey>) -> Option<JsObject> {
    let property = object.borrow().properties().get(&key.into())?;
    property.value()?.as_object()
}

fn is(object: Option<&JsObject>, other: Option<&JsObject>) -> bool {
    matches!((object, other), (Some(object), Some(other)) if JsObject::equals(object, other))
}

fn species_getter(constructor: &JsObject) -> Option<JsObject> {
    let key = PropertyKey::from(JsSymbol::species());
    let species = constructor.borrow().properties().get(&key)?;
    species.get().and_then(JsValue::as_object)
}

/// The `length` of an array that is no proxy.
pub(crate) fn length(array: &JsObject) -> usize {
    let key = PropertyKey::from(js_string!("length"));
    let length = array.borrow().properties().get(&key);
    let length = length.and_then(|length| length.value()?.as_number());
    // Below 2^32, so the cast is exact.
    length.unwrap_or(0.0) as usize
}
