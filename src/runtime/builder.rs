//! Configuring a [`Runtime`].

use super::files::FileAccess;
use super::host::HostError;
use super::host::module::{self, HostModule};
use super::instance::Runtime;
use super::trace_gc;
use crate::buffer;
use crate::buffer::pool::Rule;
use crate::engine::builtins::guards::lengths;
use crate::engine::event_loop::EventLoop;
use crate::engine::events::Observer;
use crate::engine::hooks::Hooks;
use crate::engine::isolate::Isolate;
use crate::engine::limiter::MemoryLimiter;
use crate::engine::limits::{RECURSION_LIMIT, STACK_VALUES};
use crate::engine::{dom_exception, pool_book, realms, thread_end};
use crate::memory::{is_installed, system};
use crate::node;
use crate::node::modules::{Loader, Modules, NameError};
use crate::node::system::process::{MemoryFigures, Output, ProcessOptions};
use crate::node::tools::console::{ConsoleSinks, colors};
use boa_engine::context::ContextBuilder;
use boa_engine::module::ModuleLoader;
use boa_engine::{Context, JsResult};
use std::fmt;
use std::io::{self, IsTerminal};
use std::rc::Rc;
use std::time::Duration;

/// Why a runtime could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The program's global allocator is not slabjs's, so backing stores can't
    /// be counted.
    #[error(
        "slabjs: the program does not use slabjs's allocator, through which the bytes of every \
         ArrayBuffer come; add these two lines to it:\n\n    \
         #[global_allocator]\n    \
         static ALLOC: slabjs::Allocator = slabjs::Allocator::system();\n"
    )]
    AllocatorMissing,
    /// Limits, zero fill and the tracking of views belong to the isolate, which all
    /// runtimes of a thread share; this builder asks for something else than the
    /// runtimes that live already were built with. What they have can be changed with
    /// [`Runtime::set_soft_limit`] and similar, knowingly; a runtime on a thread of
    /// its own has an isolate of its own.
    #[error(
        "slabjs: {setting} belongs to the isolate, which all runtimes of a thread share: it is \
         {present} there, and this builder asks for {wanted}"
    )]
    #[non_exhaustive]
    IsolateDiffers {
        /// The builder's method.
        setting: &'static str,
        /// What the isolate has.
        present: String,
        /// What the builder asks for.
        wanted: String,
    },
    /// A built-in module of the host's can't have this name.
    #[error("slabjs: no built-in module can be called {name:?}: {why}")]
    #[non_exhaustive]
    ModuleName {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// The engine could not set up its globals.
    #[error("slabjs: the engine could not be set up: {0}")]
    Engine(String),
}

/// Configures a [`Runtime`]. Sizes are bytes.
///
/// Whatever is handed over is taken by value; of what the host goes on holding
/// (an observer, an output) it hands over an `Rc`.
///
/// **Of the isolate.** `soft_limit`, `max_external_memory`, `heap_limit`, `limiter`,
/// `zero_fill_buffers` and `track_views` belong to the isolate, which all runtimes of
/// a thread share. What a builder does not set stays as the isolate has it. What it
/// does set has to be what the isolate has when another runtime lives there:
/// otherwise [`RuntimeBuilder::build`] fails with [`BuildError::IsolateDiffers`].
/// When none is left, a new one may set them anew.
///
/// ```
/// # use test_allocator as _;
/// let first = slabjs::Runtime::builder().max_external_memory(8 << 20).build()?;
/// assert!(slabjs::Runtime::builder().build().is_ok());
/// let refused = slabjs::Runtime::builder().max_external_memory(64 << 20).build();
/// assert!(refused.unwrap_err().to_string().contains("max_external_memory"));
/// drop(first);
/// assert!(slabjs::Runtime::builder().max_external_memory(64 << 20).build().is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct RuntimeBuilder {
    soft_limit: Option<usize>,
    max_external_memory: Option<usize>,
    zero_fill_buffers: Option<bool>,
    expose_gc: bool,
    track_views: Option<bool>,
    observers: Vec<Rc<dyn Observer>>,
    arguments: Vec<String>,
    exec_arguments: Vec<String>,
    exec_path: Option<String>,
    environment: Option<Vec<(String, String)>>,
    stdout: Option<Box<dyn Output>>,
    stderr: Option<Box<dyn Output>>,
    heap_limit: Option<usize>,
    time_limit: Option<Duration>,
    recursion_limit: Option<usize>,
    limiter: Option<Box<dyn MemoryLimiter>>,
    pool_rule: Rule,
    console: Option<ConsoleSinks>,
    module_loader: Option<LoaderSetter>,
    file_access: FileAccess,
    pub(super) builtin_modules: Vec<(String, Loader)>,
    #[cfg(feature = "fuel")]
    pub(super) fuel: Option<u64>,
}

type LoaderSetter = Box<dyn FnOnce(ContextBuilder) -> ContextBuilder>;

impl fmt::Debug for RuntimeBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RuntimeBuilder")
            .field("soft_limit", &self.soft_limit)
            .field("max_external_memory", &self.max_external_memory)
            .field("arguments", &self.arguments)
            .finish_non_exhaustive()
    }
}

impl RuntimeBuilder {
    /// The growth of external memory that makes a collection due; 64 MiB
    /// unless set. Where collections are cheap they come sooner.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let runtime = slabjs::Runtime::builder().soft_limit(8 << 20).build()?;
    /// assert!(runtime.usage().soft_limit <= 8 << 20);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn soft_limit(mut self, bytes: usize) -> Self {
        self.soft_limit = Some(bytes);
        self
    }

    /// What external memory may not pass: a request that does not fit after a
    /// collection throws `RangeError`. Three quarters of the memory that the
    /// process may use unless set.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().max_external_memory(1 << 20).build()?;
    /// let error = runtime.evaluate("Buffer.alloc(2 << 20)", "large.js").unwrap_err();
    /// assert_eq!(error.to_string(), "RangeError: Array buffer allocation failed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn max_external_memory(mut self, bytes: usize) -> Self {
        self.max_external_memory = Some(bytes);
        self
    }

    /// What the heap (objects, strings, code) may not pass: a run that does is
    /// ended. No limit unless set.
    ///
    /// The heap is looked at between instructions of a script, between jobs, and
    /// before each backing store: if it is past the limit after a collection, the run
    /// is ended. In a callback of a native function the run is ended when the heap
    /// passes the limit by half. What is asked of one native function at once
    /// (`repeat`, `padEnd`, a source to be compiled) is checked before it runs, and is
    /// a `RangeError` for the script. What the host allocates between two runs is not
    /// counted.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().heap_limit(8 << 20).build()?;
    /// let error = runtime.evaluate("const k = []; for (;;) k.push({})", "keep.js").unwrap_err();
    /// assert_eq!(error.kind(), slabjs::ErrorKind::HeapLimit);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn heap_limit(mut self, bytes: usize) -> Self {
        self.heap_limit = Some(bytes);
        self
    }

    /// How long each call into the runtime may take. No limit unless set. Here or
    /// with [`RuntimeBuilder::heap_limit`] scripts also get methods of arrays
    /// that refuse an absurd `length`: no array within the heap's limit is longer.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let limit = std::time::Duration::from_millis(10);
    /// let mut runtime = slabjs::Runtime::builder().time_limit(limit).build()?;
    /// let error = runtime.evaluate("[2, 1].sort(() => { for (;;); })", "endless.js").unwrap_err();
    /// assert_eq!(error.kind(), slabjs::ErrorKind::TimedOut);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = Some(limit);
        self
    }

    /// Calls that may be open at once, where the stack has room for them;
    /// 10,000 unless set.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().recursion_limit(100).build()?;
    /// let error = runtime.evaluate("(function f() { f() })()", "deep.js").unwrap_err();
    /// assert_eq!(error.kind(), slabjs::ErrorKind::StackOverflow);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn recursion_limit(mut self, calls: usize) -> Self {
        self.recursion_limit = Some(calls);
        self
    }

    /// Has `limiter` decide about growth.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder()
    ///     .max_external_memory(1 << 20)
    ///     .limiter(slabjs::PatientLimiter::new(3))
    ///     .build()?;
    /// let stubborn = "for (;;) try { Buffer.alloc(2 << 20) } catch {}";
    /// let error = runtime.evaluate(stubborn, "stubborn.js").unwrap_err();
    /// assert_eq!(error.kind(), slabjs::ErrorKind::MemoryLimit);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn limiter(mut self, limiter: impl MemoryLimiter + 'static) -> Self {
        self.limiter = Some(Box::new(limiter));
        self
    }

    /// Which Buffers are cut from this runtime's pool: those below `Buffer.poolSize`
    /// unless set, or as Node has it those below half of it.
    ///
    /// ```
    /// # use test_allocator as _;
    /// use slabjs::host::PoolRule;
    ///
    /// let mut runtime = slabjs::Runtime::builder().pool_rule(PoolRule::BelowHalf).build()?;
    /// // Half of the pool's size: Node gives it a store of its own.
    /// let store = runtime.evaluate("Buffer.allocUnsafe(4096).buffer.byteLength", "half.js")?;
    /// assert_eq!(store.as_number(), Some(4096.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn pool_rule(mut self, rule: Rule) -> Self {
        self.pool_rule = rule;
        self
    }

    /// Where `console` writes, instead of `process.stdout` and `process.stderr`.
    #[must_use]
    pub fn console(mut self, sinks: ConsoleSinks) -> Self {
        self.console = Some(sinks);
        self
    }

    /// Loads ES modules, instead of Node's rules. The engine calls a loader through
    /// an `Rc`, so it takes one.
    #[must_use]
    pub fn module_loader<L: ModuleLoader + 'static>(mut self, loader: Rc<L>) -> Self {
        self.module_loader = Some(Box::new(|builder| builder.module_loader(loader)));
        self
    }

    /// Which files scripts see: all of them unless set.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().file_access(slabjs::FileAccess::None).build()?;
    /// let code = "process.getBuiltinModule('fs').readFileSync('secret')";
    /// let error = runtime.evaluate(code, "spy.js").unwrap_err();
    /// assert_eq!(error.code(), Some("ERR_ACCESS_DENIED"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn file_access(mut self, access: FileAccess) -> Self {
        self.file_access = access;
        self
    }

    /// Whether memory for `allocUnsafe` is zeroed too.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().zero_fill_buffers(true).build()?;
    /// let fresh = "Buffer.allocUnsafe(100_000).every(byte => byte === 0)";
    /// assert_eq!(runtime.evaluate(fresh, "fresh.js")?.as_boolean(), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn zero_fill_buffers(mut self, zero: bool) -> Self {
        self.zero_fill_buffers = Some(zero);
        self
    }

    /// Whether scripts have a global function `gc`. It collects twice: what a dead prototype
    /// alone kept is freed by the second collection.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().expose_gc(true).build()?;
    /// runtime.evaluate("gc()", "gc.js")?;
    /// assert_eq!(runtime.usage().collections.collections, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn expose_gc(mut self, expose: bool) -> Self {
        self.expose_gc = expose;
        self
    }

    /// Whether each Buffer that is a part of a store is written down with the
    /// place that cut it, so that the instruments can tell which of them keep
    /// the store alive. It costs some microseconds a Buffer.
    #[must_use]
    pub fn track_views(mut self, track: bool) -> Self {
        self.track_views = Some(track);
        self
    }

    /// Adds a listener to the isolate's events; an `Rc` of one is a listener too.
    #[must_use]
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observers.push(Rc::new(observer));
        self
    }

    /// What follows the program's path in `process.argv`: the script and its
    /// arguments.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder()
    ///     .arguments(["main.js".to_owned(), "--fast".to_owned()])
    ///     .build()?;
    /// let last = runtime.evaluate("process.argv[2]", "main.js")?;
    /// assert_eq!(last.as_string().unwrap().to_std_string_lossy(), "--fast");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn arguments(mut self, arguments: impl IntoIterator<Item = String>) -> Self {
        self.arguments = arguments.into_iter().collect();
        self
    }

    /// `process.execArgv`.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().exec_arguments(["--expose-gc".to_owned()]).build()?;
    /// let first = runtime.evaluate("process.execArgv[0]", "main.js")?;
    /// assert_eq!(first.as_string().unwrap().to_std_string_lossy(), "--expose-gc");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn exec_arguments(mut self, arguments: impl IntoIterator<Item = String>) -> Self {
        self.exec_arguments = arguments.into_iter().collect();
        self
    }

    /// `process.execPath`: the program that runs scripts; the running one unless set.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder().exec_path("/bin/host").build()?;
    /// let path = runtime.evaluate("process.execPath", "main.js")?;
    /// assert_eq!(path.as_string().unwrap().to_std_string_lossy(), "/bin/host");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn exec_path(mut self, path: impl Into<String>) -> Self {
        self.exec_path = Some(path.into());
        self
    }

    /// `process.env`; the environment of the running process unless set.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let variables = [("HOME".to_owned(), "/nowhere".to_owned())];
    /// let mut runtime = slabjs::Runtime::builder().environment(variables).build()?;
    /// let names = runtime.evaluate("Object.keys(process.env).join()", "main.js")?;
    /// assert_eq!(names.as_string().unwrap().to_std_string_lossy(), "HOME");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn environment(mut self, variables: impl IntoIterator<Item = (String, String)>) -> Self {
        self.environment = Some(variables.into_iter().collect());
        self
    }

    /// Where `process.stdout` and `console.log` write; the process's standard
    /// output unless set.
    ///
    /// ```
    /// # use test_allocator as _;
    /// use std::{cell::RefCell, rc::Rc};
    ///
    /// let output = Rc::new(RefCell::new(Vec::new()));
    /// let mut runtime = slabjs::Runtime::builder().stdout(Rc::clone(&output)).build()?;
    /// runtime.evaluate("console.log('hello')", "hello.js")?;
    /// assert_eq!(*output.borrow(), b"hello\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn stdout(mut self, output: impl Output + 'static) -> Self {
        self.stdout = Some(Box::new(output));
        self
    }

    /// Where `process.stderr` and `console.error` write; the process's standard
    /// error unless set.
    ///
    /// ```
    /// # use test_allocator as _;
    /// use std::{cell::RefCell, rc::Rc};
    ///
    /// let errors = Rc::new(RefCell::new(Vec::new()));
    /// let mut runtime = slabjs::Runtime::builder().stderr(Rc::clone(&errors)).build()?;
    /// runtime.evaluate("console.error('oh')", "oh.js")?;
    /// assert_eq!(*errors.borrow(), b"oh\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn stderr(mut self, output: impl Output + 'static) -> Self {
        self.stderr = Some(Box::new(output));
        self
    }

    /// Adds a built-in module of the host's: `describe` is called when a script first
    /// imports or requires it. Its `name` has a scheme, `host:db` say, which is none of
    /// those that mean something else (`node:`, `file:`, `data:`, ...).
    ///
    /// What it exports are named exports of an `import`; its default export, and what
    /// `require` gives, is the object that has them all.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let mut runtime = slabjs::Runtime::builder()
    ///     .builtin_module("host:text", |module| {
    ///         module.function("shout", |text: String| text.to_uppercase());
    ///         module.value("version", 2)?;
    ///         Ok(())
    ///     })
    ///     .build()?;
    /// let code = "
    ///     import text, { shout } from 'host:text';
    ///     export default shout('hello') + text.version;";
    /// let module = runtime.evaluate_module(code, "main.mjs")?;
    /// runtime.set_global("module", module)?;
    /// let text = runtime.evaluate("module.default", "main.js")?;
    /// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "HELLO2");
    ///
    /// let refused = slabjs::Runtime::builder().builtin_module("db", |_| Ok(())).build();
    /// assert!(refused.is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// A name that can't be had is an error of [`RuntimeBuilder::build`]:
    /// [`crate::BuildError::ModuleName`].
    #[must_use]
    pub fn builtin_module<F>(mut self, name: impl Into<String>, describe: F) -> Self
    where
        F: Fn(&mut HostModule<'_>) -> Result<(), HostError> + 'static,
    {
        self.builtin_modules
            .push((name.into(), module::loader(describe)));
        self
    }

    /// Builds the runtime on the running thread.
    ///
    /// ```
    /// # use test_allocator as _;
    /// assert!(slabjs::Runtime::builder().build().is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`BuildError::AllocatorMissing`] when the program's global allocator is
    /// not slabjs's; [`BuildError::IsolateDiffers`] when another runtime of the thread
    /// was built with other limits; [`BuildError::ModuleName`] when a built-in module can't
    /// have its name; [`BuildError::Engine`] when the engine fails to start.
    pub fn build(mut self) -> Result<Runtime, BuildError> {
        if !is_installed() {
            return Err(BuildError::AllocatorMissing);
        }
        if thread_end::has_come() {
            let message = "the thread is ending, and with it the engine's heap";
            return Err(BuildError::Engine(message.to_owned()));
        }
        let isolate = Isolate::of_this_thread();
        self.agree(&isolate)?;
        isolate.heap_limit().host_enters();
        self.configure(&isolate);
        let (time_limit, recursion_limit) = (self.time_limit, self.recursion_limit);
        #[cfg(feature = "fuel")]
        let fuel = self.fuel;
        let builtin_modules = std::mem::take(&mut self.builtin_modules);
        let context = self
            .context(&isolate)
            .map_err(|error| BuildError::Engine(error.to_string()))?;
        let mut runtime = Runtime::new(context, isolate);
        runtime.time_limit = time_limit;
        #[cfg(feature = "fuel")]
        runtime.set_fuel(fuel);
        runtime.recursion_limit = recursion_limit.unwrap_or(RECURSION_LIMIT);
        if let Ok(event_loop) = EventLoop::of(&runtime.context) {
            runtime.watch.wakes(event_loop.remote());
        }
        let modules = Modules::of(&mut runtime.context);
        for (name, loader) in builtin_modules {
            let added = modules.add_builtin(&name, loader);
            added.map_err(|error: NameError| BuildError::ModuleName {
                name,
                why: error.to_string(),
            })?;
        }
        Ok(runtime)
    }

    /// Refuses what the isolate's other runtimes were not built for.
    fn agree(&self, isolate: &Isolate) -> Result<(), BuildError> {
        if isolate.runtimes() == 0 {
            return Ok(());
        }
        // The least that makes a difference is 1.
        let soft_limit = self.soft_limit.map(|bytes| bytes.max(1));
        same("soft_limit", soft_limit, isolate.soft_limit())?;
        let hard_limit = isolate.memory().hard_limit();
        same("max_external_memory", self.max_external_memory, hard_limit)?;
        let heap_limit = isolate.heap_limit().limit();
        same("heap_limit", self.heap_limit, heap_limit)?;
        let zero_fills = isolate.zero_fills();
        same("zero_fill_buffers", self.zero_fill_buffers, zero_fills)?;
        let tracks = pool_book::is_tracking();
        same("track_views", self.track_views, tracks)?;
        if self.limiter.is_some() {
            let present = match isolate.has_limiter() {
                true => "another one",
                false => "the plain rule",
            };
            return Err(differs("limiter", present, "its own"));
        }
        Ok(())
    }

    fn configure(&mut self, isolate: &Rc<Isolate>) {
        if let Some(bytes) = self.soft_limit {
            isolate.set_soft_limit(bytes);
        }
        if let Some(bytes) = self.max_external_memory {
            isolate.set_hard_limit(bytes);
        }
        if let Some(bytes) = self.heap_limit {
            isolate.heap_limit().set(bytes);
        }
        if let Some(limiter) = self.limiter.take() {
            isolate.set_limiter(limiter);
        }
        if let Some(zero) = self.zero_fill_buffers {
            isolate.set_zero_fill(zero);
        }
        if let Some(track) = self.track_views {
            isolate.pool_book().set_tracking(track);
        }
        isolate.enter_runtime();
        for observer in &self.observers {
            isolate.observe(Rc::clone(observer));
        }
    }

    fn context(mut self, isolate: &Rc<Isolate>) -> JsResult<Context> {
        let event_loop = EventLoop::new();
        let tracker = Rc::clone(&event_loop);
        let hooks = Hooks::new(
            Rc::clone(isolate),
            Rc::new(move |promise, operation, context| {
                tracker.promise_tracked(&promise, operation, context);
            }),
        )
        .carrying(event_loop.async_context());
        let next_global = hooks.next_global();
        let builder = ContextBuilder::new()
            .host_hooks(Rc::new(hooks))
            .job_executor(event_loop)
            // As in Node, whose main thread may wait in `Atomics.wait`.
            .can_block(true);
        #[cfg(feature = "fuel")]
        let builder = builder.instructions_remaining(crate::engine::fuel::UNLIMITED);
        let builder = match self.module_loader.take() {
            Some(set_loader) => set_loader(builder),
            None => builder.module_loader(node::modules::esm::Loader::new()),
        };
        let mut context = builder.build()?;
        context.insert_data(next_global);
        context
            .runtime_limits_mut()
            .set_stack_size_limit(STACK_VALUES);
        realms::install(&mut context)?;
        if self.heap_limit.is_some() || self.time_limit.is_some() {
            lengths::install(&mut context)?;
        }
        self.install_node(isolate, &mut context)?;
        Ok(context)
    }

    fn install_node(self, isolate: &Rc<Isolate>, context: &mut Context) -> JsResult<()> {
        let denied = self.file_access.denied();
        let modules = node::registry::install(self.file_access.files(), context);
        modules.deny(denied);
        dom_exception::install(context);
        buffer::install(context)?;
        buffer::Intrinsics::of(context)?
            .pool()
            .set_rule(self.pool_rule);
        node::system::timers::install(context)?;
        node::globals::install(context);
        // Colours are for a terminal that the host has not put its own output in place of.
        let colors = [
            colors::wanted(self.stdout.is_none() && io::stdout().is_terminal()),
            colors::wanted(self.stderr.is_none() && io::stderr().is_terminal()),
        ];
        let figures = Rc::clone(isolate);
        let mut process = ProcessOptions::new(Rc::new(move || memory_figures(&figures)))
            .arguments(self.arguments)
            .exec_arguments(self.exec_arguments)
            .builtin_modules(node::modules::loading::get_builtin_module);
        if let Some(path) = self.exec_path {
            process = process.exec_path(path);
        }
        if let Some(variables) = self.environment {
            process = process.environment(variables);
        }
        if let Some(stdout) = self.stdout {
            process = process.stdout(stdout);
        }
        if let Some(stderr) = self.stderr {
            process = process.stderr(stderr);
        }
        node::system::process::install(context, process)?;
        let to_process = || ConsoleSinks::process(colors[0], colors[1]);
        let sinks = self.console.unwrap_or_else(to_process);
        node::tools::console::install(context, sinks)?;
        node::tools::v8::install_tracers(trace_gc::for_flag, context);
        if self.expose_gc {
            node::tools::gc::install(context);
        }
        Ok(())
    }
}

fn same<T: PartialEq + fmt::Display>(
    setting: &'static str,
    wanted: Option<T>,
    present: T,
) -> Result<(), BuildError> {
    match wanted {
        Some(wanted) if wanted != present => Err(differs(setting, present, wanted)),
        _ => Ok(()),
    }
}

fn differs(
    setting: &'static str,
    present: impl fmt::Display,
    wanted: impl fmt::Display,
) -> BuildError {
    BuildError::IsolateDiffers {
        setting,
        present: present.to_string(),
        wanted: wanted.to_string(),
    }
}

/// What `process.memoryUsage()` reports.
fn memory_figures(isolate: &Isolate) -> MemoryFigures {
    let usage = isolate.usage();
    MemoryFigures {
        rss: system::resident() as u64,
        heap_total: usage.heap_total as u64,
        heap_used: usage.heap_used as u64,
        external: usage.external as u64,
        array_buffers: usage.array_buffers as u64,
    }
}
