//! `Buffer.prototype`: put together from the tables of the families.

use super::{compare, copy, fill, numbers, search, slice, swap, transcribe};
use crate::engine::native::{self, Definition};
use boa_engine::Context;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::js_string;
use boa_engine::object::JsObject;

/// The methods, in the order in which `Object.keys` shows them.
const FAMILIES: [&[Definition]; 10] = [
    numbers::METHODS,
    transcribe::METHODS_BY_ENCODING,
    copy::METHODS,
    transcribe::TO_STRING,
    compare::METHODS,
    search::METHODS,
    fill::METHODS,
    transcribe::WRITE,
    slice::METHODS,
    swap::METHODS,
];

/// Second names of methods, as pairs of the new name and the old.
const ALIASES: [&[(&str, &str)]; 2] = [numbers::ALIASES, transcribe::ALIASES];

/// An empty prototype. Its shape is its own, because a shared one would
/// remember a transition for each of a hundred properties.
pub(super) fn make(context: &Context) -> JsObject {
    let uint8_array = context.intrinsics().constructors().typed_uint8_array();
    JsObject::new_unique(uint8_array.prototype(), OrdinaryObject).upcast()
}

/// Defines every method.
pub(super) fn fill(prototype: &JsObject, context: &Context) {
    for family in FAMILIES {
        for &(property, length, code) in family {
            let name = function_name(property);
            let function = native::function(name, length, code, context);
            native::set(
                prototype,
                js_string!(property),
                function,
                native::ENUMERABLE,
            );
        }
    }
    for &(alias, original) in ALIASES.into_iter().flatten() {
        alias_of(prototype, alias, original);
    }
    slice::define_accessors(prototype, context);
}

/// Makes `alias` the same function object as `original`.
fn alias_of(prototype: &JsObject, alias: &str, original: &str) {
    let original = js_string!(original).into();
    let function = prototype.borrow().properties().get(&original);
    if let Some(function) = function.as_ref().and_then(|found| found.value()) {
        native::set(
            prototype,
            js_string!(alias),
            function.clone(),
            native::ENUMERABLE,
        );
    }
}

/// The `name` of a method's function. Most are named as the property; Node's
/// float accessors go by the byte order relative to the machine's, and those
/// it makes at start-up have no name at all.
fn function_name(property: &'static str) -> &'static str {
    match property {
        "readFloatLE" => "readFloatForwards",
        "readFloatBE" => "readFloatBackwards",
        "readDoubleLE" => "readDoubleForwards",
        "readDoubleBE" => "readDoubleBackwards",
        "writeFloatLE" => "writeFloatForwards",
        "writeFloatBE" => "writeFloatBackwards",
        "writeDoubleLE" => "writeDoubleForwards",
        "writeDoubleBE" => "writeDoubleBackwards",
        "asciiSlice" | "base64Slice" | "base64urlSlice" | "latin1Slice" | "hexSlice"
        | "ucs2Slice" | "utf8Slice" | "asciiWrite" | "base64Write" | "base64urlWrite"
        | "latin1Write" | "hexWrite" | "ucs2Write" | "utf8Write" | "readUInt8" | "readUInt16LE"
        | "readUInt16BE" | "readUInt32LE" | "readUInt32BE" | "readInt8" | "readInt16LE"
        | "readInt16BE" | "readInt32LE" | "readInt32BE" => "",
        _ => property,
    }
}
