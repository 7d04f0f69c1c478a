//! `Array.from` (ECMAScript 23.1.2.1) of lists of the realm, without a function.

use super::array::plain::{Plain, value_of};
use super::typed_array;
use crate::engine::collections;
use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{Context, JsArgs, JsResult, JsSymbol, JsValue, NativeFunction, js_string};
use boa_gc::{Finalize, Trace};

/// A class whose objects give what they hold, with the functions that give it.
#[derive(Debug, Clone, Trace, Finalize)]
struct Walked {
    /// Where `next` of its iterators is.
    iterators: JsObject,
    /// `next`, as the realm began with it.
    next: Option<JsObject>,
    /// The method that makes them.
    method: Option<JsObject>,
}

impl Walked {
    fn new(prototype: &JsObject, iterators: JsObject) -> Self {
        Self {
            next: value_of(&iterators, js_string!("next")),
            method: value_of(prototype, JsSymbol::iterator()),
            iterators,
        }
    }

    /// Whether walking over `object` runs nothing of a script's.
    fn is_own(&self, object: &JsObject) -> bool {
        let (method, next) = (
            method_of(object),
            value_of(&self.iterators, js_string!("next")),
        );
        method.is_some() && next.is_some() && method == self.method && next == self.next
    }
}

/// The method that iterates an object, where it and what it inherits from are no proxies.
fn method_of(object: &JsObject) -> Option<JsObject> {
    let key = boa_engine::property::PropertyKey::from(JsSymbol::iterator());
    let mut next = Some(object.clone());
    while let Some(object) = next {
        if object.borrow().properties().contains_key(&key) {
            return value_of(&object, JsSymbol::iterator());
        }
        next = object.prototype();
    }
    None
}

/// What the function knows.
#[derive(Debug, Clone, Trace, Finalize)]
struct Known {
    original: JsFunction,
    plain: Plain,
    typed_arrays: Walked,
    maps: Walked,
    sets: Walked,
}

impl Known {
    /// What is in `source`, where nobody can tell how it was taken out.
    fn list(&self, source: &JsValue, context: &mut Context) -> Option<Vec<JsValue>> {
        let object = source.as_object()?;
        if self.plain.iterates_plainly(context)
            && let Some(list) = self.plain.list(&object)
        {
            return Some(list);
        }
        if collections::is_map(&object) {
            let entries = self
                .maps
                .is_own(&object)
                .then(|| collections::map_entries(&object))?;
            let pair = |(key, value)| JsArray::from_iter([key, value], context).into();
            return Some(entries.into_iter().map(pair).collect());
        }
        if collections::is_set(&object) {
            return self
                .sets
                .is_own(&object)
                .then(|| collections::set_values(&object));
        }
        let is_own = self.typed_arrays.is_own(&object);
        is_own.then(|| typed_array::elements_of(&object, context))?
    }
}

fn from(
    this: &JsValue,
    arguments: &[JsValue],
    known: &Known,
    context: &mut Context,
) -> JsResult<JsValue> {
    let constructor = known.plain.constructor();
    let is_own = this
        .as_object()
        .is_some_and(|this| JsObject::equals(&this, constructor));
    if is_own
        && arguments.get_or_undefined(1).is_undefined()
        && let Some(list) = known.list(arguments.get_or_undefined(0), context)
    {
        return Ok(JsArray::from_iter(list, context).into());
    }
    known.original.call(this, arguments, context)
}

/// Puts it in place, after what it walks over.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub(super) fn install(plain: &Plain, context: &mut Context) -> JsResult<()> {
    let constructor = plain.constructor().clone();
    let original = constructor.get(js_string!("from"), context)?.as_callable();
    let Some(original) = original.and_then(JsFunction::from_object) else {
        return Ok(());
    };
    let iterators = context.intrinsics().objects().iterator_prototypes();
    let all = context.intrinsics().constructors();
    let known = Known {
        original,
        plain: plain.clone(),
        typed_arrays: Walked::new(&all.typed_array().prototype(), iterators.array()),
        maps: Walked::new(&all.map().prototype(), iterators.map()),
        sets: Walked::new(&all.set().prototype(), iterators.set()),
    };
    let code = NativeFunction::from_copy_closure_with_captures(from, known);
    let function = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!("from"))
        .length(1)
        .build();
    crate::engine::native::set(
        &constructor,
        js_string!("from"),
        function,
        crate::engine::native::HIDDEN,
    );
    Ok(())
}
