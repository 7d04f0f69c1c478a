//! A bare context with the event loop, timers and `process`, and two functions: `print` and `wait`.

use crate::engine::builtins::guards;
use crate::engine::event_loop::{EventLoop, Origin, Stop, atomics};
use crate::engine::stack;
use crate::node::modules::files::SystemFiles;
use crate::node::modules::loading;
use crate::node::registry;
use crate::node::system::process::{self, MemoryFigures, ProcessOptions};
use crate::node::system::timers;
use boa_engine::builtins::promise::OperationType;
use boa_engine::context::{ContextBuilder, HostHooks};
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{
    Context, JsObject, JsResult, JsValue, NativeFunction, Source, builtins::promise::Promise,
    js_string,
};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

struct Hooks(Rc<EventLoop>);

impl HostHooks for Hooks {
    fn promise_rejection_tracker(
        &self,
        promise: &JsObject<Promise>,
        operation: OperationType,
        context: &mut Context,
    ) {
        let promise = JsPromise::from(promise.clone());
        self.0.promise_tracked(&promise, operation, context);
    }
}

#[derive(Clone, Default)]
struct Printed(Rc<RefCell<String>>);

/// A context with the parts under test, and what its scripts print.
pub struct Host {
    pub context: Context,
    pub event_loop: Rc<EventLoop>,
    printed: Printed,
}

impl Host {
    pub fn new() -> Self {
        Self::with(|options| options.stderr(Vec::new()))
    }

    /// A host whose `process` is told what `configure` says.
    pub fn with(configure: impl FnOnce(ProcessOptions) -> ProcessOptions) -> Self {
        let event_loop = EventLoop::new();
        let mut context = ContextBuilder::new()
            .host_hooks(Rc::new(Hooks(Rc::clone(&event_loop))))
            .job_executor(Rc::clone(&event_loop))
            .build()
            .expect("a context");
        let options = configure(
            ProcessOptions::new(Rc::new(figures)).builtin_modules(loading::get_builtin_module),
        );
        registry::install(Rc::new(SystemFiles), &mut context);
        stack::install(&mut context).expect("stack");
        guards::install(&mut context).expect("guards");
        atomics::install(&mut context).expect("atomics");
        timers::install(&mut context).expect("timers");
        process::install(&mut context, options).expect("process");
        let printed = Printed::default();
        context.insert_data(printed.clone());
        for (name, code) in [
            ("print", print as fn(&_, &[_], &mut _) -> _),
            ("wait", wait),
        ] {
            let function =
                FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(code))
                    .build();
            let global = context.global_object();
            global
                .set(js_string!(name), function, true, &mut context)
                .expect("a global");
        }
        Self {
            context,
            event_loop,
            printed,
        }
    }

    pub fn evaluate(&mut self, source: &str) -> Result<(), Stop> {
        match self.context.eval(Source::from_bytes(source)) {
            Ok(_) => Ok(()),
            Err(error) => self
                .event_loop
                .report(error, Origin::Exception, &mut self.context),
        }
    }

    /// Runs a program to its end, as a command would; returns its exit code.
    pub fn run(&mut self, source: &str) -> i32 {
        let ended = self.evaluate(source);
        let ended = ended.and_then(|()| process::run_to_end(&mut self.context));
        ended.unwrap_or_else(|stop| stop.exit_code())
    }

    pub fn printed(&self) -> String {
        self.printed.0.borrow().clone()
    }
}

fn figures() -> MemoryFigures {
    MemoryFigures {
        rss: 3_000_000,
        heap_total: 2_000_000,
        heap_used: 1_000_000,
        external: 5000,
        array_buffers: 4000,
    }
}

fn print(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut words = Vec::new();
    for value in args {
        words.push(match value.as_symbol() {
            Some(symbol) => symbol.descriptive_string().to_std_string_lossy(),
            None => value.to_string(context)?.to_std_string_lossy(),
        });
    }
    let printed = context.get_data::<Printed>().cloned().expect("a printer");
    printed.0.borrow_mut().push_str(&(words.join(" ") + "\n"));
    Ok(JsValue::undefined())
}

fn wait(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let milliseconds = args[0].to_u32(context)?;
    std::thread::sleep(Duration::from_millis(milliseconds.into()));
    Ok(JsValue::undefined())
}
