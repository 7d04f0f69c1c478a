//! `process`: the program as a script sees it.
//!
//! Node's documentation, "Process". The object is made when a script first asks
//! for it. Absent: `kill`, `abort`, and what needs Node's own binaries.
//!
//! - `identity.rs`: versions, arguments, ids; `environment.rs`: `process.env`;
//!   `directory.rs`: `cwd`, `chdir`, `umask`
//! - `emitter.rs`: `on`, `emit` and related methods; `warning.rs`: `emitWarning`
//! - `exit.rs`: `exit`, `exitCode` and their events; `fatal.rs`: errors nobody caught
//! - `clock.rs`: `hrtime`, `uptime`; `usage.rs`: memory and processor time
//! - `stdio.rs`: `stdout`, `stderr`; `standard.rs`: as whole streams, and `stdin`
//! - `options`: what a host tells `process` about the program it runs.
//! - `tick`: `process.nextTick`.

mod clock;
mod directory;
mod emitter;
mod environment;
mod exit;
mod fatal;
mod identity;
mod options;
mod standard;
mod stdio;
mod tick;
mod usage;
mod warning;

pub use exit::{emit_before_exit, emit_exit, run_to_end};
pub use options::{BuiltinModules, MemoryFigures, ProcessOptions};
pub(crate) use standard::BINDING as STANDARD_BINDING;
pub use stdio::{Output, write_stderr, write_stdout};
pub use warning::warn;

use crate::engine::event_loop::EventLoop;
use crate::engine::native::{self, Definition};
use crate::engine::per_context;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::Attribute;
use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsSymbol, JsValue, js_string,
};
use std::cell::{Cell, OnceCell, RefCell};
use std::fmt;
use std::rc::Rc;
use stdio::{Standard, Stream};

/// The state of one context's `process`.
pub struct Process {
    options: ProcessOptions,
    object: OnceCell<JsObject>,
    /// What gives the object and its streams the methods of an emitter.
    emitter: OnceCell<JsObject>,
    /// What a script put in place of `globalThis.process`.
    replaced: RefCell<Option<JsValue>>,
    exit_code: Cell<Option<i32>>,
    exiting: Cell<bool>,
    capture: RefCell<Option<JsObject>>,
    stdout: Standard,
    stderr: Standard,
    input: standard::Input,
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process")
            .field("options", &self.options)
            .field("exit_code", &self.exit_code)
            .finish_non_exhaustive()
    }
}

/// Defines the global `process`, which handles the loop's errors from then on.
///
/// # Errors
///
/// When the context was built without [`EventLoop`].
pub fn install(context: &mut Context, options: ProcessOptions) -> JsResult<()> {
    let event_loop = EventLoop::of(context)?;
    let stdout = Standard::new(Stream::Stdout, Rc::clone(&options.stdout));
    let stderr = Standard::new(Stream::Stderr, Rc::clone(&options.stderr));
    let process = Rc::new(Process {
        options,
        object: OnceCell::new(),
        emitter: OnceCell::new(),
        replaced: RefCell::default(),
        exit_code: Cell::new(None),
        exiting: Cell::new(false),
        capture: RefCell::default(),
        stdout,
        stderr,
        input: standard::Input::default(),
    });
    event_loop.set_host(Rc::new(fatal::Fatal(Rc::clone(&process))));
    context.insert_data(process);
    let get = native::function("get", 0, global, context);
    let set = native::function("set", 1, replace_global, context);
    let object = context.global_object();
    native::accessor(
        &object,
        js_string!("process"),
        get,
        Some(set),
        native::HIDDEN,
    );
    Ok(())
}

/// The exports of `node:process`: the object itself.
///
/// # Errors
///
/// When `process` is not installed in this context.
pub fn load(context: &mut Context) -> JsResult<JsValue> {
    Process::of(context)?.object(context).map(JsValue::from)
}

impl Process {
    /// The state of this context's `process`.
    ///
    /// # Errors
    ///
    /// When `process` is not installed.
    pub fn of(context: &Context) -> JsResult<Rc<Self>> {
        per_context::installed("process", context)
    }

    /// The object, made at the first call.
    fn object(&self, context: &mut Context) -> JsResult<JsObject> {
        if let Some(object) = self.object.get() {
            return Ok(object.clone());
        }
        let object = self.build(context)?;
        Ok(self.object.get_or_init(|| object).clone())
    }

    fn build(&self, context: &mut Context) -> JsResult<JsObject> {
        let prototype = self.prototype(context);
        let object = JsObject::with_null_proto();
        object.set_prototype(Some(prototype));
        native::set(
            &object,
            JsSymbol::to_string_tag(),
            js_string!("process"),
            Attribute::empty(),
        );
        identity::define(&object, &self.options, context);
        environment::define(&object, &self.options, context)?;
        for functions in [
            tick::FUNCTIONS.as_slice(),
            exit::FUNCTIONS.as_slice(),
            fatal::FUNCTIONS.as_slice(),
            directory::FUNCTIONS.as_slice(),
            warning::FUNCTIONS.as_slice(),
        ] {
            native::define(&object, functions, native::ENUMERABLE, context);
        }
        exit::define(&object, context);
        clock::define(&object, context);
        usage::define(&object, context);
        stdio::define(&object, context);
        warning::listen(&object, context)?;
        Ok(object)
    }

    fn emitter(&self, context: &Context) -> JsObject {
        let emitter = self.emitter.get_or_init(|| emitter::prototype(context));
        emitter.clone()
    }

    /// `process`'s class.
    fn prototype(&self, context: &Context) -> JsObject {
        let prototype = JsObject::with_null_proto();
        prototype.set_prototype(Some(self.emitter(context)));
        let constructor = native::function("process", 0, illegal_constructor, context);
        native::set(
            &prototype,
            js_string!("constructor"),
            constructor,
            native::HIDDEN,
        );
        prototype
    }

    fn standard(&self, stream: Stream) -> &Standard {
        match stream {
            Stream::Stdout => &self.stdout,
            Stream::Stderr => &self.stderr,
        }
    }

    /// Emits an event as a script would, through `process.emit`. `false` when nobody listens.
    fn emit(&self, event: &str, arguments: &[JsValue], context: &mut Context) -> JsResult<bool> {
        // Without an object there can be no listener.
        let Some(object) = self.object.get().cloned() else {
            return Ok(false);
        };
        emitter::emit_on(&object, event, arguments, context)
    }
}

/// What `node:events` is given.
pub(crate) const EVENTS_BINDING: [Definition; 1] = [("inherit", 1, inherit)];

/// `inherit(prototype)`: makes `process` and its streams instances of the class whose
/// prototype is given: `EventEmitter`, once a program has loaded it. Listeners stay.
fn inherit(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let class = args.get_or_undefined(0).to_object(context)?;
    let Ok(process) = Process::of(context) else {
        return Ok(JsValue::undefined());
    };
    let emitter = process
        .emitter
        .get_or_init(JsObject::with_null_proto)
        .clone();
    for key in emitter.own_property_keys(context)? {
        emitter.delete_property_or_throw(key, context)?;
    }
    emitter.set_prototype(Some(class));
    Ok(JsValue::undefined())
}

fn illegal_constructor(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(JsNativeError::typ()
        .with_message("Illegal constructor")
        .into())
}

fn global(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let process = Process::of(context)?;
    let replaced = process.replaced.borrow().clone();
    match replaced {
        Some(value) => Ok(value),
        None => process.object(context).map(JsValue::from),
    }
}

fn replace_global(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let process = Process::of(context)?;
    *process.replaced.borrow_mut() = Some(args.get_or_undefined(0).clone());
    Ok(JsValue::undefined())
}

/// An array of strings.
fn strings(texts: &[String], context: &mut Context) -> JsValue {
    let values = texts
        .iter()
        .map(|text| JsString::from(text.as_str()).into());
    let values: Vec<JsValue> = values.collect();
    JsArray::from_iter(values, context).into()
}
