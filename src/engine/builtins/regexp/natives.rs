//! What the built-in objects of a realm were, and whether they are it still.
//!
//! A method of `RegExp.prototype` reads properties that a script may have replaced, of the
//! object and of its prototype. It takes the short way only where all of them are what
//! they were when the realm began: the steps that it leaves out then run no script.

use crate::engine::native;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::gc::{Finalize, Gc, GcRefCell, Trace};
use boa_engine::native_function::NativeFunction;
use boa_engine::object::builtins::{JsFunction, JsRegExp};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};

/// The getters that `flags` reads, and `flags` itself.
fn getters() -> [JsString; 9] {
    [
        js_string!("flags"),
        js_string!("hasIndices"),
        js_string!("global"),
        js_string!("ignoreCase"),
        js_string!("multiline"),
        js_string!("dotAll"),
        js_string!("unicode"),
        js_string!("unicodeSets"),
        js_string!("sticky"),
    ]
}

/// What the built-in objects of one realm were.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Natives {
    /// The engine's own.
    pub(super) constructor: JsObject,
    pub(super) prototype: JsObject,
    /// The engine's own getters.
    source: JsObject,
    unicode_sets: JsObject,
    sealed: GcRefCell<Option<Sealed>>,
}

/// What must not have changed.
#[derive(Debug, Trace, Finalize)]
struct Sealed {
    constructor: JsObject,
    exec: JsObject,
    getters: Vec<JsObject>,
    species: JsObject,
    /// An object that nobody has touched, whose shape others are compared with.
    fresh: JsObject,
}

/// A method: its receiver, its arguments, what its realm's objects were.
pub(super) type Method = fn(&JsValue, &[JsValue], &Gc<Natives>, &mut Context) -> JsResult<JsValue>;

impl Natives {
    /// Looks at the running realm; `None` when a script has been here before.
    ///
    /// # Errors
    ///
    /// What scripts throw that have been here before.
    pub(super) fn of_realm(context: &mut Context) -> JsResult<Option<Gc<Self>>> {
        let regexp = context.intrinsics().constructors().regexp();
        let (constructor, prototype) = (regexp.constructor(), regexp.prototype());
        let source = getter(&prototype, js_string!("source"), context)?;
        let sets = getter(&prototype, js_string!("unicodeSets"), context)?;
        let (Some(source), Some(unicode_sets)) = (source, sets) else {
            return Ok(None);
        };
        Ok(Some(Gc::new(Self {
            constructor,
            prototype,
            source,
            unicode_sets,
            sealed: GcRefCell::new(None),
        })))
    }

    /// Remembers what the objects are now, as those that scripts begin with.
    pub(super) fn seal(&self, constructor: JsObject, context: &mut Context) -> JsResult<()> {
        let exec = self.prototype.get(js_string!("exec"), context)?;
        let species = getter(&constructor, JsSymbol::species(), context)?;
        let mut found = Vec::new();
        for name in getters() {
            found.extend(getter(&self.prototype, name, context)?);
        }
        let fresh = JsRegExp::new(js_string!(""), js_string!(""), context)?;
        if let (Some(exec), Some(species)) = (exec.as_object(), species) {
            *self.sealed.borrow_mut() = Some(Sealed {
                constructor,
                exec,
                getters: found,
                species,
                fresh: fresh.into(),
            });
        }
        Ok(())
    }

    /// Puts `method` on the prototype.
    pub(super) fn define(
        this: &Gc<Self>,
        key: impl Into<PropertyKey>,
        name: JsString,
        length: usize,
        method: Method,
        context: &Context,
    ) {
        let code = NativeFunction::from_copy_closure_with_captures(method, this.clone());
        let function = FunctionObjectBuilder::new(context.realm(), code)
            .name(name)
            .length(length)
            .constructor(false)
            .build();
        native::set(&this.prototype, key, function, native::HIDDEN);
    }

    /// The engine's own method of the prototype, before it is replaced.
    pub(super) fn original(
        &self,
        key: impl Into<PropertyKey>,
        context: &mut Context,
    ) -> JsResult<Option<JsFunction>> {
        let method = self.prototype.get(key, context)?;
        Ok(method.as_callable().and_then(JsFunction::from_object))
    }

    /// The object's source, as the engine prints it.
    pub(super) fn source(&self, regexp: &JsObject, context: &mut Context) -> JsResult<JsString> {
        let source = self.source.call(&regexp.clone().into(), &[], context)?;
        source.to_string(context)
    }

    /// Whether the object has the flag `v`.
    pub(super) fn unicode_sets(&self, regexp: &JsValue, context: &mut Context) -> JsResult<bool> {
        let sets = self.unicode_sets.call(regexp, &[], context)?;
        Ok(sets.to_boolean())
    }

    /// The constructor that the realm's scripts began with.
    pub(super) fn own_constructor(&self) -> JsObject {
        let sealed = self.sealed.borrow();
        let own = sealed.as_ref().map(|sealed| &sealed.constructor);
        own.unwrap_or(&self.constructor).clone()
    }

    /// Whether `method` is the `exec` of this realm.
    pub(super) fn is_exec(&self, method: &JsObject) -> bool {
        let sealed = self.sealed.borrow();
        let exec = sealed.as_ref().map(|sealed| &sealed.exec);
        exec.is_some_and(|exec| JsObject::equals(exec, method))
    }

    /// Whether the object has no properties but its own `lastIndex`, which may be written,
    /// and inherits what it did when the realm began: `exec`, and all flags.
    pub(super) fn is_pristine(&self, regexp: &JsObject) -> bool {
        let sealed = self.sealed.borrow();
        let Some(sealed) = sealed.as_ref() else {
            return false;
        };
        has_shape_of(regexp, &sealed.fresh) && self.is_untouched(sealed)
    }

    fn is_untouched(&self, sealed: &Sealed) -> bool {
        let prototype = self.prototype.borrow();
        let holds = |key: JsString, expected: &JsObject| {
            let property = prototype.properties().get(&PropertyKey::String(key));
            let value = property.as_ref().and_then(|own| own.value().or(own.get()));
            is(value, expected)
        };
        let mut all = getters().into_iter().zip(&sealed.getters);
        holds(js_string!("exec"), &sealed.exec) && all.all(|(key, getter)| holds(key, getter))
    }

    /// Whether a copy of a pristine object would be made by the realm's own constructor.
    pub(super) fn makes_own(&self) -> bool {
        let sealed = self.sealed.borrow();
        let Some(sealed) = sealed.as_ref() else {
            return false;
        };
        let prototype = self.prototype.borrow();
        let own = prototype.properties().get(&key_of_constructor());
        let constructor = sealed.constructor.borrow();
        let species = constructor.properties().get(&JsSymbol::species().into());
        is(
            own.as_ref().and_then(|own| own.value()),
            &sealed.constructor,
        ) && is(species.as_ref().and_then(|own| own.get()), &sealed.species)
    }
}

fn key_of_constructor() -> PropertyKey {
    PropertyKey::String(js_string!("constructor"))
}

fn is(value: Option<&JsValue>, expected: &JsObject) -> bool {
    let object = value.and_then(JsValue::as_object);
    object.is_some_and(|object| JsObject::equals(&object, expected))
}

fn has_shape_of(regexp: &JsObject, fresh: &JsObject) -> bool {
    let shape = |object: &JsObject| object.borrow().shape().to_addr_usize();
    regexp.is::<RegExp>() && shape(regexp) == shape(fresh)
}

fn getter(
    object: &JsObject,
    key: impl Into<JsValue>,
    context: &mut Context,
) -> JsResult<Option<JsObject>> {
    let arguments = [object.clone().into(), key.into()];
    let found =
        OrdinaryObject::get_own_property_descriptor(&JsValue::undefined(), &arguments, context)?;
    let Some(found) = found.as_object() else {
        return Ok(None);
    };
    Ok(found.get(js_string!("get"), context)?.as_callable())
}
