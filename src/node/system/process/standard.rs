//! The standard streams as whole streams: `standard.js`, loaded when a script asks more
//! of them than `write`.

use super::Process;
use super::stdio::{ACCESSOR, Stream, method};
use crate::buffer::alloc;
use crate::engine::event_loop::{EventLoop, Pending};
use crate::engine::native::{self, Definition};
use crate::engine::system;
use crate::engine::view::ByteView;
use crate::node::base::system_error::SystemError;
use crate::node::base::validate;
use crate::node::modules::require_builtin;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue, js_string};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::FileType;
use std::cell::RefCell;
use std::io::{self, IsTerminal};
use std::os::fd::AsFd;
use std::thread;

/// The internal module with the code of it.
const MODULE: &str = "internal:process/standard";

/// The most that one reading takes, in bytes.
const MOST: u32 = 1 << 20;

/// What a Writable has beside `write` and the methods of an emitter.
const MEMBERS: [&str; 27] = [
    "_destroy",
    "_final",
    "_undestroy",
    "_writableState",
    "_write",
    "_writev",
    "closed",
    "cork",
    "destroy",
    "destroySoon",
    "destroyed",
    "end",
    "errored",
    "pipe",
    "setDefaultEncoding",
    "uncork",
    "writable",
    "writableAborted",
    "writableBuffer",
    "writableCorked",
    "writableEnded",
    "writableFinished",
    "writableHighWaterMark",
    "writableLength",
    "writableNeedDrain",
    "writableObjectMode",
    "constructor",
];

/// What [`MODULE`] is given.
pub(crate) const BINDING: [Definition; 5] = [
    ("write", 2, write),
    ("read", 2, read),
    ("hold", 1, hold),
    ("isFile", 1, is_file),
    ("isTerminal", 1, is_terminal),
];

/// Standard input of one program.
#[derive(Debug, Default)]
pub(super) struct Input {
    /// Called with what a reading gives.
    waiting: RefCell<Option<JsObject>>,
    /// Keeps the program alive while somebody waits for input.
    hold: RefCell<Option<Pending>>,
}

/// Calls a function of [`MODULE`].
pub(super) fn call(name: &str, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let exports = require_builtin(MODULE, context)?.to_object(context)?;
    let function = exports.get(js_string!(name), context)?;
    let function = function
        .as_callable()
        .ok_or_else(|| JsNativeError::typ().with_message("not a function"))?;
    function.call(&exports.into(), args, context)
}

/// A prototype for one stream: accessors that never change, since the engine remembers
/// of a place that reads one where it lies.
pub(super) fn prototype(stream: Stream, emitter: JsObject, context: &Context) -> JsObject {
    let prototype = JsObject::with_null_proto();
    prototype.set_prototype(Some(emitter));
    for name in MEMBERS {
        let get = method("get", 0, context, move |this, _, context| {
            member(stream, name, this, context)
        });
        let set = method("set", 1, context, move |this, args, context| {
            let value = args.get_or_undefined(0).clone();
            call(
                "set",
                &[this.clone(), js_string!(name).into(), value],
                context,
            )
        });
        native::accessor(&prototype, js_string!(name), get, Some(set), ACCESSOR);
    }
    prototype
}

fn member(
    stream: Stream,
    name: &'static str,
    this: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let process = Process::of(context)?;
    let standard = process.standard(stream);
    if name == "writable" && !standard.has_state() {
        return Ok(true.into());
    }
    if name == "_writableState" {
        standard.note_state();
    }
    call("get", &[this.clone(), js_string!(name).into()], context)
}

/// `process.stdin`
pub(super) fn input(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    call("input", &[], context)
}

/// `write(fd, chunk)`: null, or what the system said.
fn write(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let stream = match args.get_or_undefined(0).as_number() {
        Some(2.0) => Stream::Stderr,
        _ => Stream::Stdout,
    };
    let chunk = args.get_or_undefined(1).to_object(context)?;
    let bytes = ByteView::of_view(&chunk, context).map(|view| view.to_vec());
    let process = Process::of(context)?;
    let written = process.standard(stream).write(&bytes.unwrap_or_default());
    match written {
        Ok(()) => Ok(JsValue::null()),
        Err(error) => SystemError::from_io(&error, "write")
            .into_js(context)
            .into_opaque(context),
    }
}

/// `isTerminal(fd)`
fn is_terminal(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let descriptor = args.get_or_undefined(0).to_i32(context)?;
    Ok(system::terminal_size(descriptor).is_some().into())
}

/// `isFile(fd)`: whether reading standard input never has to wait.
fn is_file(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let Ok(status) = rustix::fs::fstat(io::stdin()) else {
        return Ok(false.into());
    };
    let is_file = match FileType::from_raw_mode(status.st_mode) {
        FileType::RegularFile => true,
        FileType::CharacterDevice => !io::stdin().is_terminal(),
        _ => false,
    };
    Ok(is_file.into())
}

/// `hold(isHeld)`: whether waiting for input keeps the program alive.
fn hold(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let process = Process::of(context)?;
    let is_waiting = process.input.waiting.borrow().is_some();
    let held = args.get_or_undefined(0).to_boolean() && is_waiting;
    let pending = match held {
        true => Some(EventLoop::of(context)?.remote().pending()),
        false => None,
    };
    // The old one is dropped after the new one is there.
    drop(process.input.hold.replace(pending));
    Ok(JsValue::undefined())
}

/// `read(size, callback)`: reads once on a thread of its own, and calls back with an
/// error, or with null and a Buffer, which is null at the end.
fn read(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let size = validate::uint32(args.get_or_undefined(0), "size", context)?;
    let callback = args.get_or_undefined(1).to_object(context)?;
    let process = Process::of(context)?;
    *process.input.waiting.borrow_mut() = Some(callback);
    let remote = EventLoop::of(context)?.remote();
    let work = move || {
        let result = read_once(size.min(MOST) as usize);
        // A loop that is gone wants no input.
        let _ = remote.post(move |context| arrive(result, context));
    };
    if let Err(error) = thread::Builder::new().name("stdin".to_owned()).spawn(work) {
        arrive(Err(error), context)?;
    }
    Ok(JsValue::undefined())
}

/// Waits for input; empty at its end.
fn read_once(size: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; size];
    let stdin = io::stdin();
    loop {
        match rustix::io::read(stdin.as_fd(), bytes.as_mut_slice()) {
            Ok(count) => {
                bytes.truncate(count);
                return Ok(bytes);
            }
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::AGAIN) => {
                let stdin = stdin.as_fd();
                poll(&mut [PollFd::new(&stdin, PollFlags::IN)], None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

fn arrive(result: io::Result<Vec<u8>>, context: &mut Context) -> JsResult<()> {
    let process = Process::of(context)?;
    process.input.hold.take();
    let Some(callback) = process.input.waiting.take() else {
        return Ok(());
    };
    let null = JsValue::null();
    let values = match result {
        Ok(bytes) if bytes.is_empty() => [null.clone(), null],
        Ok(bytes) => [null, alloc::copied(&bytes, context)?.into()],
        Err(error) => {
            let error = SystemError::from_io(&error, "read").into_js(context);
            [error.into_opaque(context)?, null]
        }
    };
    callback.call(&JsValue::undefined(), &values, context)?;
    Ok(())
}
