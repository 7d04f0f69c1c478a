//! Classes of Node's modules: a constructor, a prototype, and their methods.

use crate::engine::native::{self, Definition};
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::{ConstructorBuilder, JsObject, NativeObject};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsNativeError, JsResult, JsSymbol, JsValue, NativeFunction, js_string};

/// A getter of a class: its name and its code.
pub type Getter = (&'static str, NativeFunctionPointer);

/// What a class is made of.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// Its name.
    pub name: &'static str,
    /// How many arguments the constructor names.
    pub length: usize,
    /// Called with `new.target` in the place of `this`; that is undefined in a
    /// call without `new`.
    pub construct: NativeFunctionPointer,
    /// Methods of the prototype.
    pub methods: &'a [Definition],
    /// Getters of the prototype.
    pub getters: &'a [Getter],
    /// [`native::HIDDEN`] for what is a `class` in Node, [`native::ENUMERABLE`]
    /// for what is a function with a prototype there.
    pub attributes: Attribute,
}

/// A class.
#[derive(Debug, Clone)]
pub struct Class {
    /// The function that makes instances.
    pub constructor: JsObject,
    /// What instances inherit from.
    pub prototype: JsObject,
}

impl Class {
    /// Makes a class after `plan`.
    pub fn new(plan: Plan<'_>, context: &mut Context) -> Self {
        let construct = NativeFunction::from_fn_ptr(plan.construct);
        let mut builder = ConstructorBuilder::new(context, construct);
        builder.name(plan.name).length(plan.length);
        let built = builder.build();
        let class = Self {
            constructor: built.constructor(),
            prototype: built.prototype(),
        };
        native::define(&class.prototype, plan.methods, plan.attributes, context);
        for &(name, code) in plan.getters {
            let getter = native::function(&format!("get {name}"), 0, code, context);
            let key = js_string!(name);
            native::accessor(&class.prototype, key, getter, None, plan.attributes);
        }
        class
    }

    /// Gives instances a name for `Object.prototype.toString`.
    #[must_use]
    pub fn tagged(self, tag: &str) -> Self {
        let key = JsSymbol::to_string_tag();
        native::set(
            &self.prototype,
            key,
            js_string!(tag),
            Attribute::CONFIGURABLE,
        );
        self
    }

    /// The prototype of what `new_target` constructs: its own, where it is a
    /// subclass, or else this class's.
    ///
    /// # Errors
    ///
    /// What a getter of `prototype` throws.
    pub fn prototype_for(&self, new_target: &JsValue, context: &mut Context) -> JsResult<JsObject> {
        let Some(target) = new_target.as_object() else {
            return Ok(self.prototype.clone());
        };
        let prototype = target.get(js_string!("prototype"), context)?;
        Ok(prototype
            .as_object()
            .unwrap_or_else(|| self.prototype.clone()))
    }
}

/// Lends what the instance `this` holds. `None` for what is no instance, and for one that
/// is lent already.
pub fn lend<T: NativeObject, R>(this: &JsValue, lend: impl FnOnce(&mut T) -> R) -> Option<R> {
    let object = this.as_object()?;
    let mut held = object.downcast_mut::<T>()?;
    Some(lend(&mut held))
}

/// The constructor of a class that scripts can't make instances of.
///
/// # Errors
///
/// Always: `TypeError: Illegal constructor`.
pub fn illegal(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(JsNativeError::typ()
        .with_message("Illegal constructor")
        .into())
}

/// Refuses a call without `new`, in V8's words.
///
/// # Errors
///
/// `TypeError: Class constructor X cannot be invoked without 'new'`.
pub fn require_new(new_target: &JsValue, name: &str) -> JsResult<()> {
    if !new_target.is_undefined() {
        return Ok(());
    }
    let message = format!("Class constructor {name} cannot be invoked without 'new'");
    Err(JsNativeError::typ().with_message(message).into())
}
