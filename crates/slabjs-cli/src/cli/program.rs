//! A program: a runtime, and what the command line has it run.

use super::options::RuntimeOptions;
use super::print;
use super::sources::Sources;
use super::uncaught;
use super::{big_stack, instruments};
use boa_engine::{Context, JsResult, JsValue};
use slabjs::inspect::{InspectOptions, format_with_options};
use slabjs::program::{Evaluation, Stop, run, write_stdout};
use slabjs::{BuildError, Runtime, RuntimeBuilder};
use std::cell::RefCell;

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
        let ended = run(start, context);
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

/// Prints `value` as `console.log` does.
///
/// # Errors
///
/// What inspecting it throws.
pub fn show(value: &JsValue, context: &mut Context) -> JsResult<()> {
    let mut options = InspectOptions::current(context)?;
    options.colors = super::color::on_stdout();
    let text = format_with_options(&options, std::slice::from_ref(value), context)?;
    let text = format!("{}\n", text.to_std_string_lossy());
    write_stdout(&text, context)
}
