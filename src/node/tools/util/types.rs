//! `util.types`: what an object is, whatever its prototype says.

use crate::engine::brand::{Boxed, Brand};
use crate::engine::collections;
use crate::engine::native;
use crate::engine::proxy;
use boa_engine::builtins::async_generator::AsyncGenerator;
use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::builtins::generator::Generator;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::builtins::typed_array::TypedArrayKind;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::{Context, JsArgs, JsResult, JsSymbol, JsValue, NativeFunction, js_string};

type Test = fn(&JsObject, &mut Context) -> JsResult<bool>;

/// Name, `length`, test.
const TESTS: [(&str, usize, Test); 42] = [
    ("isArgumentsObject", 0, is_arguments),
    ("isArrayBuffer", 0, |object, _| {
        Ok(brand(object) == Brand::ArrayBuffer)
    }),
    ("isAsyncFunction", 0, is_async_function),
    ("isBigIntObject", 0, |object, _| {
        Ok(is_boxed(object, Boxed::BigInt))
    }),
    ("isBooleanObject", 0, |object, _| {
        Ok(is_boxed(object, Boxed::Boolean))
    }),
    ("isDataView", 0, |object, _| {
        Ok(brand(object) == Brand::DataView)
    }),
    ("isDate", 0, |object, _| Ok(brand(object) == Brand::Date)),
    // No host has given a script anything opaque.
    ("isExternal", 0, |_, _| Ok(false)),
    ("isGeneratorFunction", 0, is_generator_function),
    ("isGeneratorObject", 0, |object, _| Ok(is_generator(object))),
    ("isMap", 0, |object, _| Ok(brand(object) == Brand::Map)),
    ("isMapIterator", 0, |object, _| {
        Ok(collections::is_map_iterator(object))
    }),
    ("isModuleNamespaceObject", 0, |object, _| {
        Ok(brand(object) == Brand::Namespace)
    }),
    ("isNativeError", 0, |object, _| {
        Ok(brand(object) == Brand::Error)
    }),
    ("isNumberObject", 0, |object, _| {
        Ok(is_boxed(object, Boxed::Number))
    }),
    ("isPromise", 0, |object, _| {
        Ok(brand(object) == Brand::Promise)
    }),
    ("isProxy", 0, |object, _| Ok(proxy::parts(object).is_some())),
    (
        "isRegExp",
        0,
        |object, _| Ok(brand(object) == Brand::RegExp),
    ),
    ("isSet", 0, |object, _| Ok(brand(object) == Brand::Set)),
    ("isSetIterator", 0, |object, _| {
        Ok(collections::is_set_iterator(object))
    }),
    ("isSharedArrayBuffer", 0, |object, _| {
        Ok(brand(object) == Brand::SharedArrayBuffer)
    }),
    ("isStringObject", 0, |object, _| {
        Ok(is_boxed(object, Boxed::String))
    }),
    ("isSymbolObject", 0, |object, _| {
        Ok(is_boxed(object, Boxed::Symbol))
    }),
    ("isWeakMap", 0, |object, _| {
        Ok(brand(object) == Brand::WeakMap)
    }),
    ("isWeakSet", 0, |object, _| {
        Ok(brand(object) == Brand::WeakSet)
    }),
    ("isAnyArrayBuffer", 0, |object, _| {
        let brand = brand(object);
        Ok(matches!(
            brand,
            Brand::ArrayBuffer | Brand::SharedArrayBuffer
        ))
    }),
    ("isBoxedPrimitive", 0, |object, _| {
        Ok(matches!(brand(object), Brand::Boxed(_)))
    }),
    ("isArrayBufferView", 1, |object, _| {
        Ok(matches!(brand(object), Brand::TypedArray | Brand::DataView))
    }),
    ("isTypedArray", 1, |object, _| {
        Ok(brand(object) == Brand::TypedArray)
    }),
    ("isUint8Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Uint8))
    }),
    ("isUint8ClampedArray", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Uint8Clamped))
    }),
    ("isUint16Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Uint16))
    }),
    ("isUint32Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Uint32))
    }),
    ("isInt8Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Int8))
    }),
    ("isInt16Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Int16))
    }),
    ("isInt32Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Int32))
    }),
    ("isFloat16Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Float16))
    }),
    ("isFloat32Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Float32))
    }),
    ("isFloat64Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::Float64))
    }),
    ("isBigInt64Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::BigInt64))
    }),
    ("isBigUint64Array", 1, |object, _| {
        Ok(is_typed(object, TypedArrayKind::BigUint64))
    }),
    // There are no keys.
    ("isCryptoKey", 1, |_, _| Ok(false)),
];

/// The exports of `node:util/types`.
///
/// # Errors
///
/// None at present; the signature is that of every built-in module.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let types = JsObject::with_object_proto(context.intrinsics());
    for (name, length, test) in TESTS {
        let run = NativeFunction::from_copy_closure(move |_, args, context| {
            match args.get_or_undefined(0).as_object() {
                Some(object) => test(&object, context).map(JsValue::from),
                None => Ok(false.into()),
            }
        });
        let function = FunctionObjectBuilder::new(context.realm(), run)
            .name(js_string!(name))
            .length(length)
            .constructor(false)
            .build();
        native::set(&types, js_string!(name), function, native::ENUMERABLE);
    }
    Ok(types.into())
}

fn brand(object: &JsObject) -> Brand {
    // A brand sees an array through a proxy, and here a proxy is none of these.
    match proxy::parts(object) {
        Some(_) => Brand::Other,
        None => Brand::of(object),
    }
}

fn is_boxed(object: &JsObject, boxed: Boxed) -> bool {
    brand(object) == Brand::Boxed(boxed)
}

fn is_typed(object: &JsObject, kind: TypedArrayKind) -> bool {
    JsTypedArray::from_object(object.clone()).is_ok_and(|array| array.kind() == Some(kind))
}

fn is_generator(object: &JsObject) -> bool {
    object.is::<Generator>() || object.is::<AsyncGenerator>()
}

/// The engine tells of `arguments` only through `Object.prototype.toString`,
/// which reads the tag: where there is one, it would be the answer.
fn is_arguments(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let may_be = !object.is_ordinary() && !object.is_callable() && proxy::parts(object).is_none();
    if !may_be || object.has_property(JsSymbol::to_string_tag(), context)? {
        return Ok(false);
    }
    let text = OrdinaryObject::to_string(&object.clone().into(), &[], context)?;
    Ok(text == JsValue::from(js_string!("[object Arguments]")))
}

/// Whether one of the object's prototypes is `wanted`.
fn inherits(object: &JsObject, wanted: &JsObject) -> bool {
    let mut holder = object.prototype();
    while let Some(current) = holder {
        if JsObject::equals(&current, wanted) {
            return true;
        }
        holder = current.prototype();
    }
    false
}

/// The engine tells what kind a function is by its prototype only.
fn is_async_function(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let constructors = context.intrinsics().constructors();
    let is_async = inherits(object, &constructors.async_function().prototype())
        || inherits(object, &constructors.async_generator_function().prototype());
    Ok(object.is::<OrdinaryFunction>() && is_async)
}

fn is_generator_function(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let constructors = context.intrinsics().constructors();
    let is_generator = inherits(object, &constructors.generator_function().prototype())
        || inherits(object, &constructors.async_generator_function().prototype());
    Ok(object.is::<OrdinaryFunction>() && is_generator)
}
