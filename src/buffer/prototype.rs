//! `Buffer.prototype`: put together from the tables of the families.

use super::{compare, copy, fill, inspect, numbers, search, slice, swap, transcribe};
use crate::engine::native::{self, Definition};
use crate::engine::symbols;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::js_string;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsValue};

/// The members in the order in which scripts find them.
const ORDER: [&str; 95] = [
    "readBigUInt64LE",
    "readBigUInt64BE",
    "readBigUint64LE",
    "readBigUint64BE",
    "readBigInt64LE",
    "readBigInt64BE",
    "writeBigUInt64LE",
    "writeBigUInt64BE",
    "writeBigUint64LE",
    "writeBigUint64BE",
    "writeBigInt64LE",
    "writeBigInt64BE",
    "readUIntLE",
    "readUInt32LE",
    "readUInt16LE",
    "readUInt8",
    "readUIntBE",
    "readUInt32BE",
    "readUInt16BE",
    "readUintLE",
    "readUint32LE",
    "readUint16LE",
    "readUint8",
    "readUintBE",
    "readUint32BE",
    "readUint16BE",
    "readIntLE",
    "readInt32LE",
    "readInt16LE",
    "readInt8",
    "readIntBE",
    "readInt32BE",
    "readInt16BE",
    "writeUIntLE",
    "writeUInt32LE",
    "writeUInt16LE",
    "writeUInt8",
    "writeUIntBE",
    "writeUInt32BE",
    "writeUInt16BE",
    "writeUintLE",
    "writeUint32LE",
    "writeUint16LE",
    "writeUint8",
    "writeUintBE",
    "writeUint32BE",
    "writeUint16BE",
    "writeIntLE",
    "writeInt32LE",
    "writeInt16LE",
    "writeInt8",
    "writeIntBE",
    "writeInt32BE",
    "writeInt16BE",
    "readFloatLE",
    "readFloatBE",
    "readDoubleLE",
    "readDoubleBE",
    "writeFloatLE",
    "writeFloatBE",
    "writeDoubleLE",
    "writeDoubleBE",
    "asciiSlice",
    "base64Slice",
    "base64urlSlice",
    "latin1Slice",
    "hexSlice",
    "ucs2Slice",
    "utf8Slice",
    "asciiWrite",
    "base64Write",
    "base64urlWrite",
    "latin1Write",
    "hexWrite",
    "ucs2Write",
    "utf8Write",
    "parent",
    "offset",
    "copy",
    "toString",
    "equals",
    "inspect",
    "compare",
    "indexOf",
    "lastIndexOf",
    "includes",
    "fill",
    "write",
    "toJSON",
    "subarray",
    "slice",
    "swap16",
    "swap32",
    "swap64",
    "toLocaleString",
];

/// The methods.
const FAMILIES: [&[Definition]; 11] = [
    numbers::METHODS,
    transcribe::METHODS_BY_ENCODING,
    copy::METHODS,
    transcribe::TO_STRING,
    compare::METHODS,
    inspect::METHODS,
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

/// Defines every member.
///
/// # Errors
///
/// When a script has broken `Symbol.for`.
pub(super) fn fill(prototype: &JsObject, context: &mut Context) -> JsResult<()> {
    take_places(prototype, context);
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
        alias_of(prototype, js_string!(alias).into(), original);
    }
    let symbol = symbols::custom_inspect(context)?;
    alias_of(prototype, symbol.into(), "inspect");
    Ok(())
}

/// Defines the accessors, and for every method a property that keeps its place.
fn take_places(prototype: &JsObject, context: &Context) {
    for name in ORDER {
        match name {
            "parent" => slice::define_accessors(prototype, context),
            "offset" => {}
            method => {
                let nothing = JsValue::undefined();
                native::set(prototype, js_string!(method), nothing, native::ENUMERABLE);
            }
        }
    }
}

/// Makes `alias` the same function object as `original`.
fn alias_of(prototype: &JsObject, alias: PropertyKey, original: &str) {
    let original = js_string!(original).into();
    let function = prototype.borrow().properties().get(&original);
    if let Some(function) = function.as_ref().and_then(|found| found.value()) {
        native::set(prototype, alias, function.clone(), native::ENUMERABLE);
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
