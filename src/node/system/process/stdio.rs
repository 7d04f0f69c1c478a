//! `process.stdout` and `process.stderr`: written at once, whatever they are.

use super::Process;
use super::emitter;
use super::standard;
use crate::buffer::encoding;
use crate::codec;
use crate::engine::error::{self, ErrorClass};
use crate::engine::event_loop::{Callback, EventLoop};
use crate::engine::native;
use crate::engine::system;
use crate::engine::text;
use crate::engine::view::ByteView;
use crate::node::base::system_error::SystemError;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, NativeFunction, js_string};
use std::cell::{Cell, OnceCell, RefCell};
use std::io::{self, Write};
use std::rc::Rc;

/// Where a standard stream goes.
pub trait Output {
    /// Writes all of `bytes` before it returns.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Columns and rows when it is a terminal.
    fn terminal(&self) -> Option<(u16, u16)> {
        None
    }
}

/// A stream of the process itself.
#[derive(Debug, Clone, Copy)]
pub(super) enum SystemStream {
    Stdout,
    Stderr,
}

impl Output for SystemStream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Stdout => {
                let mut stream = io::stdout().lock();
                stream.write_all(bytes)?;
                stream.flush()
            }
            Self::Stderr => io::stderr().lock().write_all(bytes),
        }
    }

    fn terminal(&self) -> Option<(u16, u16)> {
        match self {
            Self::Stdout => system::terminal_size(1),
            Self::Stderr => system::terminal_size(2),
        }
    }
}

impl Output for Vec<u8> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.extend_from_slice(bytes);
        Ok(())
    }
}

impl<T: Output + ?Sized> Output for Box<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        (**self).write(bytes)
    }

    fn terminal(&self) -> Option<(u16, u16)> {
        (**self).terminal()
    }
}

impl<T: Output + ?Sized> Output for Rc<RefCell<T>> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.borrow_mut().write(bytes)
    }

    fn terminal(&self) -> Option<(u16, u16)> {
        self.borrow().terminal()
    }
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    Stdout,
    Stderr,
}

/// One standard stream of a program.
pub(super) struct Standard {
    stream: Stream,
    output: Rc<RefCell<dyn Output>>,
    /// Made when a script first asks for it.
    made: OnceCell<Made>,
    /// Whether a failure has been told by an 'error' event.
    failed: Cell<bool>,
    /// Whether a script has reached for what makes it a whole stream.
    has_state: Cell<bool>,
}

/// The object of a stream, with the `write` that it had at first.
struct Made {
    object: JsObject,
    write: JsFunction,
}

impl Standard {
    pub(super) fn new(stream: Stream, output: Rc<RefCell<dyn Output>>) -> Self {
        Self {
            stream,
            output,
            made: OnceCell::new(),
            failed: Cell::new(false),
            has_state: Cell::new(false),
        }
    }

    /// Whether it has become a whole stream.
    pub(super) fn has_state(&self) -> bool {
        self.has_state.get()
    }

    pub(super) fn note_state(&self) {
        self.has_state.set(true);
    }

    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.output.borrow_mut().write(bytes)
    }

    fn object(&self, process: &Process, context: &Context) -> JsObject {
        let made = self.made.get_or_init(|| self.build(process, context));
        made.object.clone()
    }

    fn build(&self, process: &Process, context: &Context) -> Made {
        let stream = self.stream;
        let write = method("write", 3, context, move |this, args, context| {
            write(stream, this, args, context)
        });
        let object = JsObject::with_null_proto();
        let emitter = process.emitter(context);
        object.set_prototype(Some(standard::prototype(stream, emitter, context)));
        let descriptor = match stream {
            Stream::Stdout => 1,
            Stream::Stderr => 2,
        };
        native::set(&object, js_string!("write"), write.clone(), native::HIDDEN);
        native::set(&object, js_string!("fd"), descriptor, native::ENUMERABLE);
        native::set(&object, js_string!("_isStdio"), true, native::ENUMERABLE);
        if self.output.borrow().terminal().is_some() {
            define_terminal(&object, stream, context);
        }
        Made { object, write }
    }

    /// The `write` that a script has put in place of ours.
    fn replaced_write(&self, context: &mut Context) -> JsResult<Option<(JsObject, JsObject)>> {
        let Some(made) = self.made.get() else {
            return Ok(None);
        };
        let write = made.object.get(js_string!("write"), context)?;
        let write = write.as_callable();
        let replaced = write.filter(|write| !JsObject::equals(write, &made.write));
        Ok(replaced.map(|write| (made.object.clone(), write)))
    }

    /// The stream, while it keeps back what is written.
    fn corked(&self, context: &mut Context) -> JsResult<Option<JsValue>> {
        let Some(made) = self.made.get().filter(|_| self.has_state()) else {
            return Ok(None);
        };
        let corked = made.object.get(js_string!("writableCorked"), context)?;
        Ok(corked.to_boolean().then(|| made.object.clone().into()))
    }

    /// Writes past the object, unless a script has put its own `write` on it.
    fn print(&self, text: &str, context: &mut Context) -> JsResult<()> {
        if let Some((object, write)) = self.replaced_write(context)? {
            let text = js_string!(text).into();
            return write.call(&object.into(), &[text], context).map(drop);
        }
        if let Some(stream) = self.corked(context)? {
            return standard::call("write", &[stream, js_string!(text).into()], context).map(drop);
        }
        // Node's console ignores failures of the stream, such as a closed pipe.
        let _ = self.write(text.as_bytes());
        Ok(())
    }
}

fn define_terminal(object: &JsObject, stream: Stream, context: &Context) {
    native::set(object, js_string!("isTTY"), true, native::ENUMERABLE);
    let size = move |context: &Context| {
        let process = Process::of(context)?;
        let size = process.standard(stream).output.borrow().terminal();
        JsResult::Ok(size.unwrap_or_default())
    };
    let columns = method("columns", 0, context, move |_, _, context| {
        size(context).map(|(columns, _)| columns.into())
    });
    let rows = method("rows", 0, context, move |_, _, context| {
        size(context).map(|(_, rows)| rows.into())
    });
    native::accessor(object, js_string!("columns"), columns, None, ACCESSOR);
    native::accessor(object, js_string!("rows"), rows, None, ACCESSOR);
}

/// A native function that knows more than its arguments.
pub(super) fn method<F>(name: &str, length: usize, context: &Context, code: F) -> JsFunction
where
    F: Fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue> + Copy + 'static,
{
    let code = NativeFunction::from_copy_closure(code);
    FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(name))
        .length(length)
        .build()
}

pub(super) const ACCESSOR: Attribute = Attribute::ENUMERABLE.union(Attribute::CONFIGURABLE);

pub(super) fn define(process: &JsObject, context: &Context) {
    for (name, stream) in [("stdout", Stream::Stdout), ("stderr", Stream::Stderr)] {
        let getter = method(name, 0, context, move |_, _, context| {
            let process = Process::of(context)?;
            Ok(process.standard(stream).object(&process, context).into())
        });
        native::accessor(process, js_string!(name), getter, None, ACCESSOR);
    }
    let stdin = native::function("stdin", 0, standard::input, context);
    native::accessor(process, js_string!("stdin"), stdin, None, ACCESSOR);
}

/// Prints as `console.log` does: through `process.stdout.write` if a script replaced it.
///
/// # Errors
///
/// What a replaced `write` throws. Failures of the stream are ignored.
pub fn write_stdout(text: &str, context: &mut Context) -> JsResult<()> {
    Process::of(context)?
        .standard(Stream::Stdout)
        .print(text, context)
}

/// Prints as `console.error` does: through `process.stderr.write` if a script replaced it.
///
/// # Errors
///
/// What a replaced `write` throws. Failures of the stream are ignored.
pub fn write_stderr(text: &str, context: &mut Context) -> JsResult<()> {
    Process::of(context)?
        .standard(Stream::Stderr)
        .print(text, context)
}

/// `write(chunk[, encoding][, callback])`
fn write(
    stream: Stream,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let process = Process::of(context)?;
    if process.standard(stream).has_state() {
        let args: Vec<JsValue> = [this].into_iter().chain(args).cloned().collect();
        return standard::call("write", &args, context);
    }
    let encoding = args.get_or_undefined(1);
    let callback = match encoding.as_callable() {
        Some(callback) => Some(callback),
        None => args.get_or_undefined(2).as_callable(),
    };
    let bytes = bytes(args.get_or_undefined(0), encoding, context)?;
    let standard = process.standard(stream);
    let written = standard.write(&bytes);
    let failure = match &written {
        Ok(()) => None,
        Err(error) => Some(SystemError::from_io(error, "write").into_js(context)),
    };
    let told = match failure.clone() {
        Some(error) => error.into_opaque(context)?,
        None => JsValue::null(),
    };
    if let Some(callback) = callback {
        tick(callback, std::slice::from_ref(&told), context)?;
    }
    if failure.is_some() && !standard.failed.replace(true) {
        emit_error(this, told, context)?;
    }
    Ok(failure.is_none().into())
}

/// Emits 'error' on the stream, as a tick; unheard, it ends the program.
fn emit_error(stream: &JsValue, error: JsValue, context: &mut Context) -> JsResult<()> {
    let emit = method("emitErrorNT", 1, context, |this, args, context| {
        let stream = this.to_object(context)?;
        emitter::emit_on(&stream, "error", args, context).map(JsValue::from)
    });
    let tick = Callback::new(emit.into(), stream.clone(), &[error]);
    EventLoop::of(context)?.enqueue_tick(tick);
    Ok(())
}

fn tick(callback: JsObject, args: &[JsValue], context: &Context) -> JsResult<()> {
    let tick = Callback::new(callback, JsValue::undefined(), args);
    EventLoop::of(context)?.enqueue_tick(tick);
    Ok(())
}

/// The bytes of a chunk: a string in an encoding, or what has bytes.
fn bytes(chunk: &JsValue, encoding: &JsValue, context: &mut Context) -> JsResult<Vec<u8>> {
    if let Some(text) = chunk.as_string() {
        return encoded(&text, encoding, context);
    }
    if chunk.is_null() {
        let message = "May not write null values to stream";
        let code = "ERR_STREAM_NULL_VALUES";
        return Err(error::coded(ErrorClass::Type, code, message, context));
    }
    let view = match chunk.as_object() {
        Some(object) => ByteView::of_view(&object, context),
        None => None,
    };
    view.map(|view| view.to_vec()).ok_or_else(|| {
        let expected = ["string", "Buffer", "TypedArray", "DataView"];
        error::invalid_arg_type("chunk", &expected, chunk, context)
    })
}

/// A string's bytes in the encoding that a script named; UTF-8 when it named none.
fn encoded(text: &JsString, encoding: &JsValue, context: &mut Context) -> JsResult<Vec<u8>> {
    let named = match encoding.as_string() {
        Some(name) if name != js_string!("buffer") => name,
        _ => js_string!("utf8"),
    };
    match encoding::of_name(&named) {
        Some(encoding) => Ok(codec::encode(text::units(text), encoding)),
        None => Err(error::unknown_encoding(&named, context)),
    }
}
