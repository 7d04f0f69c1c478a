//! The class `FileHandle`: an open file, as `fs.promises.open` gives it.
//!
//! Absent: `readableWebStream`.

use super::failure::{Failure, Outcome};
use super::forms::{Operation, Results, promise_of, promise_unless_aborted};
use super::path;
use super::state::Fs;
use super::{attributes, open, read, stat, streams, write};
use crate::engine::class::{self, Class, Plan};
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::engine::object::fill;
use crate::engine::per_context;
use crate::node::modules::require_builtin;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsNativeError, JsResult, JsSymbol, JsValue,
    NativeFunction, Trace, js_string,
};

/// What a `FileHandle` holds.
#[derive(Debug, Trace, Finalize, JsData)]
struct FileHandle {
    /// The descriptor; -1 once it is closed.
    number: i32,
}

/// Methods that are operations on the open file, with the name of the system's
/// call that a closed one names.
const METHODS: [(Operation, usize, &str); 14] = [
    (Operation::new("appendFile", write::append_file), 2, "write"),
    (Operation::new("chmod", attributes::fchmod), 1, "fchmod"),
    (Operation::new("chown", attributes::fchown), 2, "fchown"),
    (Operation::new("datasync", open::fdatasync), 0, "fdatasync"),
    (Operation::new("sync", open::fsync), 0, "fsync"),
    (
        Operation::new("read", read::read).giving(Results::WithSecond("bytesRead", "buffer")),
        4,
        "read",
    ),
    (
        Operation::new("readv", read::readv).giving(Results::WithSecond("bytesRead", "buffers")),
        2,
        "readv",
    ),
    (Operation::new("readFile", read::read_file), 1, "readFile"),
    (Operation::new("stat", stat::fstat), 1, "fstat"),
    (Operation::new("truncate", open::ftruncate), 0, "ftruncate"),
    (Operation::new("utimes", attributes::futimes), 2, "futimes"),
    (
        Operation::new("write", write::write).giving(Results::WithSecond("bytesWritten", "buffer")),
        4,
        "write",
    ),
    (
        Operation::new("writev", write::writev)
            .giving(Results::WithSecond("bytesWritten", "buffers")),
        2,
        "writev",
    ),
    (
        Operation::new("writeFile", write::write_file),
        2,
        "writeFile",
    ),
];

/// The class of one context, made when a file is first opened with a promise.
struct Own(Class);

fn prototype(context: &mut Context) -> JsResult<JsObject> {
    if let Some(own) = per_context::get::<Own>(context) {
        return Ok(own.0.prototype.clone());
    }
    let class = class(context);
    let emitter = require_builtin("events", context)?.to_object(context)?;
    let inherited = emitter.get(js_string!("prototype"), context)?.as_object();
    class.prototype.set_prototype(inherited);
    class.constructor.set_prototype(Some(emitter));
    Ok(per_context::set(Own(class), context).0.prototype.clone())
}

/// `FileHandle`, which scripts can't construct.
fn class(context: &mut Context) -> Class {
    let class = Class::new(
        Plan {
            name: "FileHandle",
            length: 1,
            construct: class::illegal,
            methods: &[
                ("close", 0, close),
                streams::METHODS[0],
                streams::METHODS[1],
                streams::METHODS[2],
            ],
            getters: &[("fd", number)],
            attributes: native::HIDDEN,
        },
        context,
    );
    for (operation, length, syscall) in METHODS {
        let run = move |this: &JsValue, args: &[JsValue], context: &mut Context| {
            let outcome = run(operation, syscall, this, args, context);
            let args: Vec<JsValue> = [JsValue::undefined()].iter().chain(args).cloned().collect();
            promise_unless_aborted(operation.name(), &args, outcome, context)
        };
        let function =
            FunctionObjectBuilder::new(context.realm(), NativeFunction::from_copy_closure(run))
                .name(js_string!(operation.name()))
                .length(length)
                .constructor(false)
                .build();
        let key = js_string!(operation.name());
        native::set(&class.prototype, key, function, native::HIDDEN);
    }
    let dispose = native::function("[Symbol.asyncDispose]", 0, close, context);
    let key = JsSymbol::async_dispose();
    native::set(&class.prototype, key, dispose, native::HIDDEN);
    class
}

fn run(
    operation: Operation,
    syscall: &'static str,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> Outcome {
    let number = of(this)?;
    if number < 0 {
        return Err(Failure::Special(closed(syscall, context)));
    }
    let args: Vec<JsValue> = [number.into()]
        .into_iter()
        .chain(args.iter().cloned())
        .collect();
    operation.run_for_promise(&args, context)
}

fn closed(syscall: &str, context: &mut Context) -> JsError {
    let message = js_string!("file closed");
    match error::plain_object(ErrorClass::Error, message, context) {
        Ok(object) => {
            let fields = [
                ("code", js_string!("EBADF").into()),
                ("syscall", js_string!(syscall).into()),
            ];
            fill(&object, fields);
            JsError::from_opaque(object.into())
        }
        Err(thrown) => thrown,
    }
}

/// The descriptor of the `FileHandle` that a method was called on.
pub(super) fn of(this: &JsValue) -> JsResult<i32> {
    let object = this.as_object();
    let handle = object
        .as_ref()
        .and_then(JsObject::downcast_ref::<FileHandle>);
    let handle = handle
        .ok_or_else(|| JsNativeError::typ().with_message("The receiver is not a FileHandle"))?;
    Ok(handle.number)
}

fn number(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    of(this).map(JsValue::from)
}

/// Closing twice is no error.
fn close(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let outcome = close_now(this, context);
    promise_of(outcome, context)
}

fn emit_close(this: &JsValue, context: &mut Context) -> JsResult<()> {
    let handle = this.to_object(context)?;
    if let Some(emit) = handle.get(js_string!("emit"), context)?.as_callable() {
        emit.call(this, &[js_string!("close").into()], context)?;
    }
    Ok(())
}

fn close_now(this: &JsValue, context: &mut Context) -> Outcome {
    let number = of(this)?;
    if number < 0 {
        return Ok(JsValue::undefined());
    }
    if let Some(object) = this.as_object()
        && let Some(mut handle) = object.downcast_mut::<FileHandle>()
    {
        handle.number = -1;
    }
    let closed = Fs::of(context).descriptors().close(number);
    emit_close(this, context)?;
    open::done(closed, "close")
}

/// `fs.promises.open(path[, flags[, mode]])`
pub(super) fn open(args: &[JsValue], context: &mut Context) -> Outcome {
    let number = open::open(args, context)?.to_i32(context)?;
    let prototype = prototype(context)?;
    Ok(JsObject::from_proto_and_data(prototype, FileHandle { number }).into())
}

/// Puts a descriptor in the place of a `FileHandle` that is the first argument;
/// a number there is no path.
pub(super) fn resolve_first(args: &[JsValue], context: &mut Context) -> Outcome<Vec<JsValue>> {
    let mut args = args.to_vec();
    let Some(first) = args.first_mut() else {
        return Ok(args);
    };
    if let Ok(number) = of(first) {
        *first = number.into();
    } else if first.is_number() {
        path::argument(args.get_or_undefined(0), "path", context)?;
    }
    Ok(args)
}
