//! A program: a runtime, and what the command line has it run.

use super::options::RuntimeOptions;
use super::print;
use super::sources::Sources;
use super::uncaught;
use super::{big_stack, instruments};
use crate::Runtime;
use crate::engine::event_loop::{EventLoop, Origin, Stop};
use crate::node::inspect::InspectOptions;
use crate::node::inspect::format::format_with_options;
use crate::node::modules::Evaluation;
use crate::node::system::process::{self, Process};
use crate::runtime::{BuildError, RuntimeBuilder};
use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsResult, JsValue};
use std::cell::RefCell;

/// The exit code of a program whose top-level `await` never settles.
pub const UNSETTLED: i32 = 13;

thread_local! {
    /// The runtime of a program that has ended, until the thread does. That of the
    /// command sleeps from then on, and the process ends first.
    static LEFT: RefCell<Option<Runtime>> = const { RefCell::new(None) };
}

/// A runtime with the texts of the sources it was given.
#[derive(Debug)]
pub struct Program {
    runtime: Runtime,
    sources: Sources,
}

/// Configures a runtime as the command line says.
#[must_use]
pub fn builder(options: &RuntimeOptions) -> RuntimeBuilder {
    let mut builder = Runtime::builder()
        .expose_gc(options.expose_gc)
        .zero_fill_buffers(options.zero_fill_buffers)
        .track_views(options.track_views || options.report.is_some());
    if let Some(bytes) = options.external_soft_limit {
        builder = builder.soft_limit(bytes);
    }
    if let Some(bytes) = options.max_external_memory {
        builder = builder.max_external_memory(bytes);
    }
    for observer in instruments::of(options) {
        builder = builder.observer(observer);
    }
    builder
}

impl Program {
    /// A program in a runtime that `builder` describes, with the limits that
    /// keep it within the stack of [`big_stack::run`].
    ///
    /// # Errors
    ///
    /// When the runtime can't be built.
    pub fn new(builder: RuntimeBuilder) -> Result<Self, BuildError> {
        let mut runtime = builder.build()?;
        big_stack::limit(runtime.context().runtime_limits_mut());
        Ok(Self {
            runtime,
            sources: Sources::default(),
        })
    }

    /// The runtime.
    pub fn runtime(&mut self) -> &mut Runtime {
        &mut self.runtime
    }

    /// The texts of sources that are no files.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Starts the program and runs it to its end. Returns the exit code; an
    /// error that nobody caught is reported on standard error.
    pub fn run(&mut self, start: impl FnOnce(&mut Context) -> JsResult<Evaluation>) -> i32 {
        let context = self.runtime.context();
        let started = start(context);
        let ended = finish(started, context);
        self.runtime.isolate().settle();
        match ended {
            Ok(code) => code,
            Err(stop) => self.stopped(&stop),
        }
    }

    /// Lets the process end with the program. What the runtime holds is given
    /// back piece by piece only where an instrument wants to see it.
    pub fn leave(self) {
        if !self.runtime.isolate().is_observed() {
            LEFT.set(Some(self.runtime));
        }
    }

    /// Reports why the program stopped, and returns its exit code.
    pub fn stopped(&mut self, stop: &Stop) -> i32 {
        if let Stop::Uncaught(uncaught) = stop {
            let context = self.runtime.context();
            let report = uncaught::report(&uncaught.error, &self.sources, context);
            print::err(&report);
        }
        stop.exit_code()
    }
}

/// Runs the loop after the program has been started.
fn finish(started: JsResult<Evaluation>, context: &mut Context) -> Result<i32, Stop> {
    let event_loop = match EventLoop::of(context) {
        Ok(event_loop) => event_loop,
        Err(error) => return Err(Stop::uncaught(error, Origin::Exception)),
    };
    match started {
        Ok(Evaluation::Done(_)) => process::run_to_end(context),
        Ok(Evaluation::Module(module)) => {
            event_loop.run_promise_jobs(context)?;
            finish_module(&module, &event_loop, context)
        }
        Err(error) => {
            event_loop.report(error, Origin::Exception, context)?;
            process::run_to_end(context)
        }
    }
}

/// As [`process::run_to_end`], but a module that is still waiting when nothing
/// is left to run has its own exit code.
fn finish_module(
    module: &JsPromise,
    event_loop: &EventLoop,
    context: &mut Context,
) -> Result<i32, Stop> {
    loop {
        event_loop.run_until_idle(context)?;
        process::emit_before_exit(context)?;
        if !event_loop.has_work() {
            break;
        }
    }
    if matches!(module.state(), PromiseState::Pending) {
        if let Ok(process) = Process::of(context) {
            process.set_default_exit_code(UNSETTLED);
        }
        print::err("Warning: Detected unsettled top-level await\n");
    }
    process::emit_exit(context)
}

/// Prints `value` as `console.log` does.
///
/// # Errors
///
/// What inspecting it throws.
pub fn show(value: &JsValue, context: &mut Context) -> JsResult<()> {
    let options = InspectOptions {
        colors: super::color::on_stdout(),
        ..InspectOptions::current(context)?
    };
    let text = format_with_options(&options, std::slice::from_ref(value), context)?;
    let text = format!("{}\n", text.to_std_string_lossy());
    process::write_stdout(&text, context)
}
