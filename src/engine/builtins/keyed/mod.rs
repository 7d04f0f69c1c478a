//! `Map` and `Set` (ECMAScript 24.1, 24.2) with a table of their own.
//!
//! The engine's own move all later entries when one is removed, so that a queue or a cache
//! of 80,000 entries takes seconds.
//!
//! - `iterator`: Map Iterators and Set Iterators.
//! - `map`: `Map`.
//! - `operations`: `union`, `intersection` and the like.
//! - `set`: `Set`.
//! - `steps`: walking over what a script iterates.
//! - `table`: the entries, in order and by hash.

pub(crate) mod iterator;
pub(crate) mod map;
mod operations;
pub(crate) mod set;
pub(super) mod steps;
pub(crate) mod table;

use crate::engine::native;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{Attribute, PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsSymbol, JsValue, NativeFunction, js_string};

pub(crate) use map::MapData;
pub(crate) use set::SetData;

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    iterator::install(context);
    map::install(context)?;
    set::install(context)
}

/// A constructor for the prototype of the engine's own, in the place of that.
fn replace_constructor(
    name: &str,
    code: NativeFunctionPointer,
    prototype: &JsObject,
    old: &JsObject,
    context: &mut Context,
) -> JsResult<JsFunction> {
    let constructor =
        FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(code))
            .name(js_string!(name))
            .length(0)
            .constructor(true)
            .build();
    native::set(
        &constructor,
        js_string!("prototype"),
        prototype.clone(),
        Attribute::empty(),
    );
    let species = PropertyKey::from(JsSymbol::species());
    let property = old.borrow().properties().get(&species);
    if let Some(property) = property {
        constructor.insert_property(species, property);
    }
    native::set(
        prototype,
        js_string!("constructor"),
        constructor.clone(),
        native::HIDDEN,
    );
    put_global(name, &constructor, context)?;
    Ok(constructor)
}

/// Makes the constructor a global of the running realm.
pub(super) fn put_global(
    name: &str,
    constructor: &JsFunction,
    context: &mut Context,
) -> JsResult<()> {
    // The global object may be a proxy.
    let property = PropertyDescriptor::builder()
        .value(constructor.clone())
        .writable(true)
        .enumerable(false)
        .configurable(true);
    let global = context.global_object();
    global.define_property_or_throw(js_string!(name), property, context)?;
    Ok(())
}

/// The getter of `size`.
fn put_size(prototype: &JsObject, code: NativeFunctionPointer, context: &Context) {
    let getter = native::function("get size", 0, code, context);
    native::accessor(
        prototype,
        js_string!("size"),
        getter,
        None,
        Attribute::CONFIGURABLE,
    );
}

/// A second name of a method.
fn alias(
    prototype: &JsObject,
    name: &str,
    other: PropertyKey,
    context: &mut Context,
) -> JsResult<()> {
    let method = prototype.get(js_string!(name), context)?;
    native::set(prototype, other, method, native::HIDDEN);
    Ok(())
}

type Wrapper = fn(&JsValue, &[JsValue], &JsFunction, &mut Context) -> JsResult<JsValue>;

/// A static method that makes use of the engine's own.
fn wrap(
    constructor: &JsObject,
    old: &JsObject,
    name: &str,
    length: usize,
    code: Wrapper,
    context: &mut Context,
) -> JsResult<()> {
    let original = old.get(js_string!(name), context)?.as_callable();
    let Some(original) = original.and_then(JsFunction::from_object) else {
        return Ok(());
    };
    let code = NativeFunction::from_copy_closure_with_captures(code, original);
    let function = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(name))
        .length(length)
        .build();
    native::set(constructor, js_string!(name), function, native::HIDDEN);
    Ok(())
}
