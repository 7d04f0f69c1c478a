//! What kind of built-in an object is, whatever its prototype says.

use crate::engine::collections;
use crate::engine::proxy::{self, Parts};
use boa_engine::builtins::dataview::DataView;
use boa_engine::builtins::date::Date;
use boa_engine::builtins::error::Error;
use boa_engine::builtins::promise::Promise;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::module::ModuleNamespace;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsArrayBuffer, JsSharedArrayBuffer, JsWeakMap, JsWeakSet};
use boa_engine::{JsBigInt, JsString, JsSymbol, JsValue};

/// A built-in kind that prints in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brand {
    Array,
    Map,
    Set,
    TypedArray,
    RegExp,
    Date,
    Error,
    ArrayBuffer,
    SharedArrayBuffer,
    DataView,
    Promise,
    WeakMap,
    WeakSet,
    Namespace,
    Boxed(Boxed),
    /// Anything else.
    Other,
}

/// A primitive in an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Boxed {
    Number,
    String,
    Boolean,
    BigInt,
    Symbol,
}

impl Brand {
    /// The kind of `object`.
    #[must_use]
    pub(crate) fn of(object: &JsObject) -> Self {
        if object.is_ordinary() {
            return Self::Other;
        }
        if is_array(object) {
            return Self::Array;
        }
        KINDS
            .iter()
            .find(|(is, _)| is(object))
            .map_or(Self::Other, |&(_, brand)| brand)
    }

    /// The class that V8 would name for such an object when nothing else does.
    #[must_use]
    pub(crate) fn class_name(self) -> &'static str {
        match self {
            Self::Array => "Array",
            Self::Map => "Map",
            Self::Set => "Set",
            Self::RegExp => "RegExp",
            Self::Date => "Date",
            Self::Error => "Error",
            Self::ArrayBuffer => "ArrayBuffer",
            Self::SharedArrayBuffer => "SharedArrayBuffer",
            Self::DataView => "DataView",
            Self::Promise => "Promise",
            Self::WeakMap => "WeakMap",
            Self::WeakSet => "WeakSet",
            Self::Namespace => "Module",
            Self::Boxed(boxed) => boxed.class_name(),
            Self::TypedArray | Self::Other => "Object",
        }
    }
}

impl Boxed {
    /// The class of the box.
    #[must_use]
    pub(crate) fn class_name(self) -> &'static str {
        match self {
            Self::Number => "Number",
            Self::String => "String",
            Self::Boolean => "Boolean",
            Self::BigInt => "BigInt",
            Self::Symbol => "Symbol",
        }
    }
}

type Test = fn(&JsObject) -> bool;

const KINDS: [(Test, Brand); 18] = [
    (|object| object.is::<Error>(), Brand::Error),
    (collections::is_map, Brand::Map),
    (collections::is_set, Brand::Set),
    (|object| object.is::<TypedArray>(), Brand::TypedArray),
    (|object| object.is::<Promise>(), Brand::Promise),
    (|object| object.is::<Date>(), Brand::Date),
    (|object| object.is::<RegExp>(), Brand::RegExp),
    (is_array_buffer, Brand::ArrayBuffer),
    (is_shared_array_buffer, Brand::SharedArrayBuffer),
    (|object| object.is::<DataView>(), Brand::DataView),
    (is_weak_map, Brand::WeakMap),
    (is_weak_set, Brand::WeakSet),
    (|object| object.is::<ModuleNamespace>(), Brand::Namespace),
    (|object| object.is::<f64>(), Brand::Boxed(Boxed::Number)),
    (
        |object| object.is::<JsString>(),
        Brand::Boxed(Boxed::String),
    ),
    (|object| object.is::<bool>(), Brand::Boxed(Boxed::Boolean)),
    (
        |object| object.is::<JsBigInt>(),
        Brand::Boxed(Boxed::BigInt),
    ),
    (
        |object| object.is::<JsSymbol>(),
        Brand::Boxed(Boxed::Symbol),
    ),
];

fn is_array_buffer(object: &JsObject) -> bool {
    JsArrayBuffer::from_object(object.clone()).is_ok()
}

fn is_shared_array_buffer(object: &JsObject) -> bool {
    JsSharedArrayBuffer::from_object(object.clone()).is_ok()
}

fn is_weak_map(object: &JsObject) -> bool {
    JsWeakMap::from_object(object.clone()).is_ok()
}

fn is_weak_set(object: &JsObject) -> bool {
    JsWeakSet::from_object(object.clone()).is_ok()
}

/// The primitive in `object`, which is a box of this kind.
pub(crate) fn primitive_of(object: &JsObject, boxed: Boxed) -> JsValue {
    let value = match boxed {
        Boxed::Number => object.downcast_ref::<f64>().map(|number| (*number).into()),
        Boxed::String => object
            .downcast_ref::<JsString>()
            .map(|string| string.clone().into()),
        Boxed::Boolean => object.downcast_ref::<bool>().map(|truth| (*truth).into()),
        Boxed::BigInt => object
            .downcast_ref::<JsBigInt>()
            .map(|big| big.clone().into()),
        Boxed::Symbol => object
            .downcast_ref::<JsSymbol>()
            .map(|symbol| symbol.clone().into()),
    };
    value.unwrap_or_default()
}

/// `Array.isArray(object)`: an array, or a proxy of one.
pub(crate) fn is_array(object: &JsObject) -> bool {
    let mut object = object.clone();
    loop {
        if object.is_array() {
            return true;
        }
        match proxy::parts(&object) {
            Some(Parts::Live { target, .. }) => object = target,
            _ => return false,
        }
    }
}
