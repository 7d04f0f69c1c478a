//! Defining native functions and the objects that hold them.

use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{Attribute, PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};

/// Attributes of a method on a class of Node's: writable, enumerable, configurable.
pub const ENUMERABLE: Attribute = Attribute::all();

/// Attributes of a method on a class of ECMAScript's: writable and configurable.
pub const HIDDEN: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

/// One native function: its name, its `length`, its code.
pub type Definition = (&'static str, usize, NativeFunctionPointer);

/// A function object that scripts can call but not construct.
#[must_use]
pub fn function(
    name: &str,
    length: usize,
    code: NativeFunctionPointer,
    context: &Context,
) -> JsFunction {
    built(name, length, code, false, context)
}

/// A function object that can be constructed too, as what Node writes with the word
/// `function`: `new` gives what the call gives, or a fresh object where that is none.
/// Its code never sees `this`: the engine keeps it from what can be constructed.
#[must_use]
pub fn ordinary(
    name: &str,
    length: usize,
    code: NativeFunctionPointer,
    context: &Context,
) -> JsFunction {
    built(name, length, code, true, context)
}

fn built(
    name: &str,
    length: usize,
    code: NativeFunctionPointer,
    is_constructor: bool,
    context: &Context,
) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(code))
        .name(js_string!(name))
        .length(length)
        .constructor(is_constructor)
        .build()
}

/// A native function with a closure of the host's.
///
/// The closure is `Send`: a handle of the collector's, which is not, can't be
/// in it.
pub fn closure<F>(code: F) -> NativeFunction
where
    F: Fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue> + Send + 'static,
{
    // SAFETY: what is required is that the closure holds nothing that the
    // collector has to trace. Such handles are not `Send`, the closure is.
    unsafe { NativeFunction::from_closure(code) }
}

/// Defines each function on `object` with `attributes`.
pub fn define(
    object: &JsObject,
    functions: &[Definition],
    attributes: Attribute,
    context: &Context,
) {
    for &(name, length, code) in functions {
        let value = function(name, length, code, context);
        set(object, js_string!(name), value, attributes);
    }
}

/// Defines each function on `object` as an [`ordinary`] one that scripts can enumerate.
pub fn define_ordinary(object: &JsObject, functions: &[Definition], context: &Context) {
    for &(name, length, code) in functions {
        let value = ordinary(name, length, code, context);
        set(object, js_string!(name), value, ENUMERABLE);
    }
}

/// Defines a data property.
pub fn set(
    object: &JsObject,
    key: impl Into<PropertyKey>,
    value: impl Into<JsValue>,
    attributes: Attribute,
) {
    object.insert_property(
        key,
        PropertyDescriptor::builder()
            .value(value)
            .writable(attributes.writable())
            .enumerable(attributes.enumerable())
            .configurable(attributes.configurable()),
    );
}

/// Defines an accessor property with a getter and, where given, a setter.
pub fn accessor(
    object: &JsObject,
    key: impl Into<PropertyKey>,
    get: JsFunction,
    set: Option<JsFunction>,
    attributes: Attribute,
) {
    let descriptor = PropertyDescriptor::builder()
        .get(get)
        .maybe_set(set)
        .enumerable(attributes.enumerable())
        .configurable(attributes.configurable());
    object.insert_property(key, descriptor);
}
