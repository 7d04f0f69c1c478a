//! A program run to its end, as `slabjs FILE` and `slabjs -e` do.

use super::error::Error;
use super::instance::Runtime;
use super::run::stop_error;
use crate::engine::defect::catch_defects;
use crate::engine::event_loop::{EventLoop, Origin, Stop};
use crate::engine::frame;
use crate::node::modules::commonjs::CommonJs;
use crate::node::modules::{self, Evaluation, syntax};
use crate::node::system::process::{self, Process};
use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsResult, js_string};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The exit code of a program whose top-level `await` never settles.
pub const UNSETTLED: i32 = 13;

impl Runtime {
    /// Runs the file at `path` as a program: CommonJS or ES module by Node's rules,
    /// then the event loop until nothing is left, 'beforeExit' and 'exit'. Returns the
    /// exit code, [`UNSETTLED`] where a top-level `await` never settles.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let folder = tempfile::tempdir()?;
    /// let file = folder.path().join("main.js");
    /// std::fs::write(&file, "setTimeout(() => process.exitCode = 3, 1)")?;
    /// assert_eq!(runtime.run_main(&file)?, 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// An error that nobody caught, or why the run was ended. Handlers of 'exit' have
    /// run where Node would run them. A script's `process.exit` is no error.
    pub fn run_main(&mut self, path: &Path) -> Result<i32, Error> {
        self.run_program(|context| {
            let path = modules::resolve_main(path, context)?;
            modules::run_main(&path, context)
        })
    }

    /// Runs `source` as a program, as `slabjs -e` does: with `require` and the
    /// built-in modules as globals, from the working directory.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let source = "process.on('exit', () => process.exitCode = path.sep.length)";
    /// assert_eq!(runtime.run_source(source, "[embedded]")?, 1);
    /// assert_eq!(runtime.run_source("process.exit(4)", "[embedded]")?, 4);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Runtime::run_main`].
    pub fn run_source(&mut self, source: &str, name: &str) -> Result<i32, Error> {
        self.run_program(|context| {
            let directory = modules::run::working_directory();
            modules::run_source_as_commonjs(source, name, &directory, context)
        })
    }

    fn run_program(
        &mut self,
        start: impl FnOnce(&mut Context) -> JsResult<Evaluation>,
    ) -> Result<i32, Error> {
        self.guarded(|context| {
            let started = start(context);
            match finish(started, context) {
                Ok(code) => Ok(code),
                Err(Stop::Exit(code)) => {
                    if let Ok(event_loop) = EventLoop::of(context) {
                        event_loop.forget_exit(context);
                    }
                    Ok(code)
                }
                Err(stop) => Err(stop_error(stop, context)),
            }
        })
    }
}

/// Starts a program and runs it to its end; returns its exit code. What panics in the engine
/// is an error that nobody caught, which `process` may have a handler for where the stack
/// was exhausted. Not for callers that a script called.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::program::{run, run_source};
///
/// let start = |context: &mut _| run_source("process.exitCode = 3", "a.js", "/".as_ref(), context);
/// assert_eq!(run(start, runtime.context()).expect("no error"), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As [`finish`].
pub fn run(
    start: impl FnOnce(&mut Context) -> JsResult<Evaluation>,
    context: &mut Context,
) -> Result<i32, Stop> {
    let mut started = catch_defects(context, start).unwrap_or_else(Err);
    loop {
        match catch_defects(context, |context| finish(started, context)) {
            Ok(ended) => return ended,
            Err(defect) => started = Err(defect),
        }
    }
}

/// Runs a program that `started` to its end; returns its exit code. An error that it
/// started with is told to `process` first, which may have a handler for it.
///
/// # Errors
///
/// The [`Stop`] when the script called `process.exit` or an error went uncaught; the
/// handlers of 'exit' have then run.
pub fn finish(started: JsResult<Evaluation>, context: &mut Context) -> Result<i32, Stop> {
    let event_loop =
        EventLoop::of(context).map_err(|error| Stop::uncaught(error, Origin::Exception))?;
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
        let warning = "Warning: Detected unsettled top-level await\n";
        process::write_stderr(warning, context)
            .map_err(|error| Stop::uncaught(error, Origin::Exception))?;
    }
    process::emit_exit(context)
}

/// Checks the syntax of `source`, a script named `name`, without running it.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::program::check_source;
///
/// assert!(check_source("let a = 1", "a.js", runtime.context()).is_ok());
/// let wrong = check_source("let let = 1", "a.js", runtime.context()).unwrap_err();
/// assert!(wrong.to_string().contains("SyntaxError"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// A `SyntaxError` that shows the place.
pub fn check_source(source: &str, name: &str, context: &mut Context) -> JsResult<()> {
    match syntax::check_script(source, context) {
        Some(fault) => Err(syntax::error(&fault, Path::new(name), source, context)),
        None => Ok(()),
    }
}

/// `source`, a script named `name`, as the engine is to be given it: edited where the engine
/// would get it wrong (the feature `prepare`), on the same lines, else as it is.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::program::prepare_source;
///
/// let source = prepare_source("1 + 1", "a.js", runtime.context())?;
/// assert_eq!(source, "1 + 1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// A `SyntaxError` that shows the place, for an early error that the engine would not see.
pub fn prepare_source<'s>(
    source: &'s str,
    name: &str,
    context: &mut Context,
) -> JsResult<Cow<'s, str>> {
    syntax::prepare_script(source, Path::new(name), context)
}

/// Checks the syntax of the file at `path` with what its format allows, without
/// running it.
///
/// # Errors
///
/// A `SyntaxError` that shows the place, MODULE_NOT_FOUND, or the error of reading
/// the file.
pub fn check_main(path: &Path, context: &mut Context) -> JsResult<()> {
    let Some(fault) = modules::run::check_file(path, context)? else {
        return Ok(());
    };
    let path = modules::resolve_main(path, context)?;
    let source = modules::commonjs::read(&path, context)?;
    Err(syntax::error(&fault, &path, &source, context))
}

/// Readies `context` for scripts that are typed in: `require`, `module` and `exports`
/// as globals, from the working directory, and every built-in module by its name.
/// `name` stands for the file.
///
/// # Errors
///
/// What a script throws that has changed what this needs.
pub fn prepare_session(name: &str, context: &mut Context) -> JsResult<()> {
    let directory = modules::run::working_directory();
    let module = modules::commonjs::module_without_file(name, &directory, context)?;
    modules::run::install_module_globals(&module, name, context)?;
    let global = context.global_object();
    for name in ["__filename", "__dirname"] {
        global.delete_property_or_throw(js_string!(name), context)?;
    }
    modules::run::install_builtin_globals(context);
    Ok(())
}

/// The files that the program has loaded by `require`: the keys of `require.cache`.
#[must_use]
pub fn loaded_files(context: &mut Context) -> Vec<PathBuf> {
    let cache = CommonJs::of(context).cache.clone();
    let keys = cache.own_property_keys(context).unwrap_or_default();
    let names = keys.iter().filter_map(|key| match key {
        PropertyKey::String(name) => Some(name.to_std_string_lossy()),
        _ => None,
    });
    names.map(PathBuf::from).collect()
}

/// The frames that the engine recorded when `error` was thrown, innermost first, each
/// as `f (path:line:column)`. Errors without a stack of their own have them too.
#[must_use]
pub fn frames(error: &JsError) -> Vec<String> {
    let shown = error.to_string();
    let mut lines: Vec<String> = shown
        .lines()
        .rev()
        .map_while(|line| line.strip_prefix("    at "))
        .filter(|line| !frame::is_own(line))
        .map(str::to_owned)
        .collect();
    lines.reverse();
    lines
}
