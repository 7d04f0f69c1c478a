//! `fs.createReadStream` and related functions: `streams.js`, loaded when one of them is asked for.

use super::{file_handle, path};
use crate::engine::native::{self, Definition};
use crate::node::modules::require_builtin;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, Finalize, JsArgs, JsNativeError, JsResult, JsValue, NativeFunction, Trace, js_string,
};
use boa_gc::{Gc, GcRefCell};

const MODULE: &str = "internal:fs/streams";

pub(crate) const BINDING: [Definition; 2] = [
    ("path", 1, checked_path),
    ("isFileHandle", 1, is_file_handle),
];

/// Members of `node:fs`, and what each is of the module.
const CLASSES: [(&str, &str); 4] = [
    ("ReadStream", "ReadStream"),
    ("WriteStream", "WriteStream"),
    ("FileReadStream", "ReadStream"),
    ("FileWriteStream", "WriteStream"),
];

/// Functions of `node:fs`, of two arguments each.
const FUNCTIONS: [Definition; 2] = [
    ("createReadStream", 2, create_read_stream),
    ("createWriteStream", 2, create_write_stream),
];

/// Methods of a `FileHandle`.
pub(super) const METHODS: [Definition; 3] = [
    ("readLines", 0, lines_of),
    ("createReadStream", 0, read_stream_of),
    ("createWriteStream", 0, write_stream_of),
];

/// What a script has put in the place of a class.
#[derive(Clone, Trace, Finalize)]
struct Replaced(Gc<GcRefCell<Option<JsValue>>>);

/// Defines the members of `node:fs`.
pub(super) fn define(exports: &JsObject, context: &Context) {
    native::define(exports, &FUNCTIONS, native::ENUMERABLE, context);
    for (name, member) in CLASSES {
        define_class(exports, name, member, context);
    }
}

/// An accessor, as in Node: packages put classes of their own in its place.
fn define_class(exports: &JsObject, name: &str, member: &'static str, context: &Context) {
    let replaced = Replaced(Gc::new(GcRefCell::new(None)));
    let get = NativeFunction::from_copy_closure_with_captures(
        move |_, _, replaced: &Replaced, context| {
            let own = replaced.0.borrow().clone();
            own.map_or_else(|| exported(member, context), Ok)
        },
        replaced.clone(),
    );
    let set = NativeFunction::from_copy_closure_with_captures(
        |_, args, replaced: &Replaced, _| {
            *replaced.0.borrow_mut() = Some(args.get_or_undefined(0).clone());
            Ok(JsValue::undefined())
        },
        replaced,
    );
    let function = |code, name: &str, length| {
        FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(name))
            .length(length)
            .constructor(false)
            .build()
    };
    let (get, set) = (function(get, "get", 0), function(set, "set", 1));
    native::accessor(
        exports,
        js_string!(name),
        get,
        Some(set),
        native::ENUMERABLE,
    );
}

fn exported(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let exports = require_builtin(MODULE, context)?.to_object(context)?;
    exports.get(js_string!(name), context)
}

fn call(name: &str, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let function = exported(name, context)?;
    let function = function
        .as_callable()
        .ok_or_else(|| JsNativeError::typ().with_message("not a function"))?;
    function.call(&JsValue::undefined(), args, context)
}

fn create_read_stream(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    call("createReadStream", args, context)
}

fn create_write_stream(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    call("createWriteStream", args, context)
}

fn read_stream_of(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    of_handle("ReadStream", this, args, context)
}

fn write_stream_of(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    of_handle("WriteStream", this, args, context)
}

fn lines_of(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let options = args.get_or_undefined(0).clone();
    call("linesOf", &[this.clone(), options], context)
}

fn of_handle(
    class: &str,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let class = js_string!(class).into();
    let options = args.get_or_undefined(0).clone();
    call("ofHandle", &[class, this.clone(), options], context)
}

/// `path(value)`: the path, checked; that of a URL as text.
fn checked_path(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let path = path::argument(value, "path", context)?;
    let is_url = !value.is_string() && !path::is_bytes(value);
    Ok(if is_url {
        path.shown().clone().into()
    } else {
        value.clone()
    })
}

/// `isFileHandle(value)`
fn is_file_handle(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(file_handle::of(args.get_or_undefined(0)).is_ok().into())
}
