//! What a host tells `process` about the program it runs.

use super::stdio::{Output, SystemStream};
use boa_engine::{Context, JsResult, JsValue};
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// What `process.memoryUsage()` reports, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MemoryFigures {
    /// Physical memory that the process holds.
    pub rss: u64,
    /// What the collected heap has taken.
    pub heap_total: u64,
    /// What of it is in use.
    pub heap_used: u64,
    /// Memory outside the heap that objects on it hold.
    pub external: u64,
    /// What of that is backing stores.
    pub array_buffers: u64,
}

/// Supplies the figures when a script asks.
pub type MemoryProvider = Rc<dyn Fn() -> MemoryFigures>;

/// Finds a built-in module by name; `undefined` when there is none.
pub type BuiltinModules = fn(&JsValue, &mut Context) -> JsResult<JsValue>;

/// What a host tells `process` about the program it runs.
#[derive(Clone)]
pub struct ProcessOptions {
    pub(super) title: String,
    exec_path: Option<String>,
    pub(super) exec_argv: Vec<String>,
    pub(super) argv: Vec<String>,
    pub(super) environment: Option<Vec<(String, String)>>,
    pub(super) memory: MemoryProvider,
    pub(super) builtin_modules: Option<BuiltinModules>,
    pub(super) stdout: Rc<RefCell<dyn Output>>,
    pub(super) stderr: Rc<RefCell<dyn Output>>,
}

impl fmt::Debug for ProcessOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProcessOptions")
            .field("argv", &self.argv)
            .finish_non_exhaustive()
    }
}

impl ProcessOptions {
    /// Options of a program without arguments, in the environment and with the
    /// streams of the running process.
    #[must_use]
    pub fn new(memory: MemoryProvider) -> Self {
        Self {
            title: "slabjs".to_owned(),
            exec_path: None,
            exec_argv: Vec::new(),
            argv: Vec::new(),
            environment: None,
            memory,
            builtin_modules: None,
            stdout: Rc::new(RefCell::new(SystemStream::Stdout)),
            stderr: Rc::new(RefCell::new(SystemStream::Stderr)),
        }
    }

    /// The path of the program: asking the system for it is not for free.
    pub(super) fn program(&self) -> String {
        let asked = || {
            let path = std::env::current_exe().unwrap_or_default();
            path.to_string_lossy().into_owned()
        };
        self.exec_path.clone().unwrap_or_else(asked)
    }

    /// What follows the path of the program in `process.argv`: the script and its arguments.
    #[must_use]
    pub fn arguments(mut self, arguments: impl IntoIterator<Item = String>) -> Self {
        self.argv = arguments.into_iter().collect();
        self
    }

    /// `process.execArgv`: the options of the command itself.
    #[must_use]
    pub fn exec_arguments(mut self, arguments: impl IntoIterator<Item = String>) -> Self {
        self.exec_argv = arguments.into_iter().collect();
        self
    }

    /// `process.execPath`: the program that runs scripts.
    #[must_use]
    pub fn exec_path(mut self, path: impl Into<String>) -> Self {
        self.exec_path = Some(path.into());
        self
    }

    /// `process.env`, in place of the environment of the running process.
    #[must_use]
    pub fn environment(mut self, variables: impl IntoIterator<Item = (String, String)>) -> Self {
        self.environment = Some(variables.into_iter().collect());
        self
    }

    /// Where `process.getBuiltinModule` looks; without it the function is absent.
    #[must_use]
    pub fn builtin_modules(mut self, find: BuiltinModules) -> Self {
        self.builtin_modules = Some(find);
        self
    }

    /// Where `process.stdout` writes.
    #[must_use]
    pub fn stdout(mut self, output: impl Output + 'static) -> Self {
        self.stdout = Rc::new(RefCell::new(output));
        self
    }

    /// Where `process.stderr` writes.
    #[must_use]
    pub fn stderr(mut self, output: impl Output + 'static) -> Self {
        self.stderr = Rc::new(RefCell::new(output));
        self
    }
}
