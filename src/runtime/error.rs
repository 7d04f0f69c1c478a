//! What a script threw, or why it was ended, as a host sees it.

use crate::engine::stack;
use crate::engine::thrown::{self, Ticket};
use crate::engine::watch::End;
use crate::engine::{frame, native_stack, phrases};
use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::{Context, JsError, JsObject, JsString, JsValue, js_string};
use std::fmt;

/// How a run failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The script threw: an error or anything else.
    Thrown,
    /// The source can't be parsed.
    Syntax,
    /// The source ends where more is expected: a reader of lines reads on.
    IncompleteInput,
    /// Calls were nested too deeply.
    StackOverflow,
    /// [`crate::Interrupter::interrupt`] ended the run.
    Interrupted,
    /// The run took longer than its time limit.
    TimedOut,
    /// The heap passed its limit.
    HeapLimit,
    /// A [`crate::MemoryLimiter`] ended the run.
    MemoryLimit,
    /// The run used up its fuel: see `Runtime::set_fuel`, which needs the feature `fuel`.
    OutOfFuel,
    /// The script called `process.exit` with this code.
    Exit(i32),
    /// A loop turned more often than a limit of the engine's that the host set.
    LoopLimit,
    /// A defect of the engine.
    Engine,
}

/// What a script threw, or why it was ended.
///
/// It can cross threads, so `?` passes it on into any error type. The thrown
/// value itself stays with its runtime for as long as the error lives:
/// [`crate::Runtime::thrown`] gives it.
///
/// ```
/// # use test_allocator as _;
/// use slabjs::{ErrorKind, Runtime};
///
/// let mut runtime = Runtime::builder().build()?;
/// let script = "throw new TypeError('no', { cause: Buffer.alloc })";
/// let error = runtime.evaluate(script, "plugin.js").unwrap_err();
/// assert_eq!((error.kind(), error.class()), (ErrorKind::Thrown, "TypeError"));
/// assert_eq!(error.message(), "no");
/// assert!(error.stack().unwrap().contains("plugin.js:1:7"));
///
/// let error = runtime.evaluate("Buffer.alloc('1')", "plugin.js").unwrap_err();
/// assert_eq!(error.code(), Some("ERR_INVALID_ARG_TYPE"));
///
/// let error = runtime.evaluate("for (const x of [1,", "plugin.js").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::IncompleteInput);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Error {
    report: Box<Report>,
    thrown: Ticket,
}

/// An [`Error`] without the thrown value: plain data that can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    kind: ErrorKind,
    class: String,
    code: Option<String>,
    message: String,
    stack: Option<String>,
    cause: Option<Box<Report>>,
}

/// How many causes of causes are looked at.
const CAUSES: usize = 16;

impl Report {
    fn plain(kind: ErrorKind, class: &str, message: impl Into<String>) -> Self {
        Self {
            kind,
            class: class.to_owned(),
            code: None,
            message: message.into(),
            stack: None,
            cause: None,
        }
    }

    fn of(thrown: &JsError, causes: usize, context: &mut Context) -> Self {
        if let Some(engine) = thrown.as_engine() {
            return Self::of_engine(engine, thrown);
        }
        let value = thrown.clone().into_opaque(context).unwrap_or_default();
        match value.as_object() {
            Some(object) => Self::of_object(thrown, &object, causes, context),
            None => Self::of_primitive(&value, context),
        }
    }

    fn of_engine(engine: &EngineError, thrown: &JsError) -> Self {
        let (kind, class, message) = match engine {
            EngineError::RuntimeLimit(
                RuntimeLimitError::Recursion | RuntimeLimitError::StackSize,
            ) => (
                ErrorKind::StackOverflow,
                "RangeError",
                "Maximum call stack size exceeded".to_owned(),
            ),
            EngineError::RuntimeLimit(RuntimeLimitError::LoopIteration) => {
                (ErrorKind::LoopLimit, "RangeError", engine.to_string())
            }
            _ => (ErrorKind::Engine, "", engine.to_string()),
        };
        let mut report = Self::plain(kind, class, message);
        let frames = frames(thrown);
        if !frames.is_empty() {
            report.stack = Some(format!("{class}: {}\n{frames}", report.message));
        }
        report
    }

    fn of_object(
        thrown: &JsError,
        object: &JsObject,
        causes: usize,
        context: &mut Context,
    ) -> Self {
        let mut get = |key: &str| object.get(js_string!(key), context).ok();
        let mut text = |key: &str| {
            let text = get(key)?.as_string()?.to_std_string_lossy();
            Some(text)
        };
        let class = text("name").unwrap_or_else(|| "Error".to_owned());
        let message = text("message").unwrap_or_default();
        let code = text("code");
        let stack = text("stack");
        let cause = get("cause").filter(|cause| !cause.is_undefined());
        let frames = frames(thrown);
        let stack = stack.or_else(|| {
            let header = JsString::from(format!("{class}: {message}"));
            let compose = || stack::compose(&header, &frames, context).to_std_string_lossy();
            (!frames.is_empty()).then(compose)
        });
        let cause = cause.filter(|_| causes > 0 && !native_stack::is_low());
        let cause = cause.map(|cause| {
            let thrown = JsError::from_opaque(cause);
            Box::new(Self::of(&thrown, causes - 1, context))
        });
        Self {
            kind: ErrorKind::Thrown,
            class,
            code,
            message,
            stack,
            cause,
        }
    }

    fn of_primitive(value: &JsValue, context: &mut Context) -> Self {
        let message = value
            .to_string(context)
            .map_or_else(|_| value.display().to_string(), |s| s.to_std_string_lossy());
        Self::plain(ErrorKind::Thrown, "", message)
    }

    /// How the run failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The error's `name`; empty for a thrown value that is no object.
    #[must_use]
    pub fn class(&self) -> &str {
        &self.class
    }

    /// The error's `code`, where it has one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The error's `message`, or the thrown value as a string.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The error's `stack`, header included.
    #[must_use]
    pub fn stack(&self) -> Option<&str> {
        self.stack.as_deref()
    }

    /// The error's `cause`, where it has one.
    #[must_use]
    pub fn cause(&self) -> Option<&Self> {
        self.cause.as_deref()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.class.as_str(), &self.code) {
            ("", _) => f.write_str(&self.message),
            (class, Some(code)) => write!(f, "{class} [{code}]: {}", self.message),
            (class, None) => write!(f, "{class}: {}", self.message),
        }
    }
}

impl std::error::Error for Report {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

impl Error {
    /// Looks at a thrown value. Getters of the value may run.
    pub fn new(thrown: JsError, context: &mut Context) -> Self {
        let thrown = phrases::mended(thrown, context);
        let report = Report::of(&thrown, CAUSES, context);
        Self {
            report: Box::new(report),
            thrown: thrown::keep(thrown, context),
        }
    }

    /// A source that can't be parsed.
    pub(super) fn syntax(thrown: JsError, incomplete: bool, context: &mut Context) -> Self {
        let mut error = Self::new(thrown, context);
        error.report.kind = match incomplete {
            true => ErrorKind::IncompleteInput,
            false => ErrorKind::Syntax,
        };
        error
    }

    /// The script called `process.exit`.
    pub(super) fn exit(code: i32, thrown: JsError, context: &mut Context) -> Self {
        let message = format!("the script ended itself with exit code {code}");
        Self {
            report: Box::new(Report::plain(ErrorKind::Exit(code), "", message)),
            thrown: thrown::keep(thrown, context),
        }
    }

    /// The thread is ending and the engine's heap is gone, so nothing can run.
    pub(super) fn thread_ended() -> Self {
        let message = "slabjs: the thread is ending; its engine can't be called any more";
        Self {
            report: Box::new(Report::plain(ErrorKind::Engine, "", message)),
            thrown: Ticket::default(),
        }
    }

    /// The run was ended from outside while it did what `self` says.
    pub(super) fn ended(mut self, why: End, context: &Context) -> Self {
        let (kind, class, code, message) = match why {
            End::Interrupted => (
                ErrorKind::Interrupted,
                "Error",
                Some("ERR_SCRIPT_EXECUTION_INTERRUPTED"),
                "Script execution was interrupted",
            ),
            End::TimedOut => (
                ErrorKind::TimedOut,
                "Error",
                Some("ERR_SCRIPT_EXECUTION_TIMEOUT"),
                "Script execution timed out",
            ),
            End::HeapLimit => (
                ErrorKind::HeapLimit,
                "RangeError",
                None,
                "Heap limit exceeded",
            ),
            End::MemoryLimit => (
                ErrorKind::MemoryLimit,
                "RangeError",
                None,
                "Memory limit exceeded",
            ),
            #[cfg(feature = "fuel")]
            End::OutOfFuel => (ErrorKind::OutOfFuel, "RangeError", None, "Out of fuel"),
        };
        let mut report = Report::plain(kind, class, message);
        report.code = code.map(str::to_owned);
        let thrown = thrown::find(&self.thrown, context);
        let frames = thrown.as_ref().map(frames).unwrap_or_default();
        if !frames.is_empty() {
            report.stack = Some(format!("{report}\n{frames}"));
        }
        *self.report = report;
        self
    }

    /// How the run failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.report.kind
    }

    /// The error's `name`; empty for a thrown value that is no object.
    #[must_use]
    pub fn class(&self) -> &str {
        self.report.class()
    }

    /// The error's `code`, where it has one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.report.code()
    }

    /// The error's `message`, or the thrown value as a string.
    #[must_use]
    pub fn message(&self) -> &str {
        self.report.message()
    }

    /// The error's `stack`, header included.
    #[must_use]
    pub fn stack(&self) -> Option<&str> {
        self.report.stack()
    }

    /// The error's `cause`, where it has one.
    #[must_use]
    pub fn cause(&self) -> Option<&Report> {
        self.report.cause()
    }

    /// All of it but the thrown value.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// All of it but the thrown value; it can cross threads.
    #[must_use]
    pub fn into_report(self) -> Report {
        *self.report
    }

    /// The thrown value, for code that has the engine's context: see [`crate::Runtime::thrown`].
    #[must_use]
    pub fn value(&self, context: &mut Context) -> Option<JsValue> {
        thrown::find(&self.thrown, context)?
            .into_opaque(context)
            .ok()
    }
}

/// The frames that the engine appends to an error's printed form.
fn frames(thrown: &JsError) -> String {
    let shown = thrown.to_string();
    let frames = shown.find("\n    at ").and_then(|at| shown.get(at + 1..));
    frame::without_own(frames.unwrap_or(""))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.report.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&*self.report)
    }
}
