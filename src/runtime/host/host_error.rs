//! What a function of the host's throws.

use crate::engine::error;
use crate::runtime::error::Error;
use boa_engine::{Context, JsError, JsNativeError, JsString, JsValue, js_string};
use std::any::Any;
use std::fmt;

pub use crate::engine::error::ErrorClass;

/// How many sources of sources become causes.
const SOURCES: usize = 16;

/// What a function of the host's throws: a class, a message, perhaps a code.
///
/// Every [`std::error::Error`] becomes one by `?` or `into()`: an `Error` with its
/// message, whose sources are the `cause` of each other. An error of the engine's,
/// and one that a runtime gave, is thrown as it is. A type that is to choose class
/// and code implements `From<...> for HostError` instead of `std::error::Error`.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// use slabjs::HostError;
///
/// enum Failure {
///     NoSuchKey(String),
///     Locked,
/// }
///
/// impl From<Failure> for HostError {
///     fn from(failure: Failure) -> Self {
///         match failure {
///             Failure::NoSuchKey(key) => HostError::range_error(format!("no key {key}")),
///             Failure::Locked => HostError::new("the store is locked").with_code("ERR_LOCKED"),
///         }
///     }
/// }
///
/// runtime.define("lookUp", |key: String| match key.as_str() {
///     "a" => Ok(1),
///     "locked" => Err(Failure::Locked),
///     _ => Err(Failure::NoSuchKey(key)),
/// })?;
/// let error = runtime.evaluate("lookUp('b')", "b.js").unwrap_err();
/// assert_eq!((error.class(), error.message()), ("RangeError", "no key b"));
/// let error = runtime.evaluate("lookUp('locked')", "c.js").unwrap_err();
/// assert_eq!(error.code(), Some("ERR_LOCKED"));
///
/// runtime.define("parse", |text: String| text.parse::<i32>())?;
/// let error = runtime.evaluate("parse('x')", "d.js").unwrap_err();
/// assert_eq!(error.to_string(), "Error: invalid digit found in string");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct HostError(Box<Inner>);

#[derive(Debug, Clone)]
enum Inner {
    /// Thrown as it is.
    Thrown(JsError),
    /// Made when it is thrown.
    Plain {
        class: ErrorClass,
        code: Option<String>,
        message: String,
        /// Messages, each the cause of the one before.
        causes: Vec<String>,
    },
}

impl fmt::Debug for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Inner::Thrown(thrown) => thrown.fmt(f),
            Inner::Plain { message, .. } => f.write_str(message),
        }
    }
}

impl HostError {
    /// An `Error`.
    pub fn new(message: impl Into<String>) -> Self {
        Self::of_class(ErrorClass::Error, message)
    }

    /// A `TypeError`.
    pub fn type_error(message: impl Into<String>) -> Self {
        Self::of_class(ErrorClass::Type, message)
    }

    /// A `RangeError`.
    pub fn range_error(message: impl Into<String>) -> Self {
        Self::of_class(ErrorClass::Range, message)
    }

    /// An error of `class`.
    pub fn of_class(class: ErrorClass, message: impl Into<String>) -> Self {
        Self(Box::new(Inner::Plain {
            class,
            code: None,
            message: message.into(),
            causes: Vec::new(),
        }))
    }

    /// The same with a `code`, as Node's errors have; no effect on one that is
    /// thrown as it is.
    #[must_use]
    pub fn with_code(mut self, new: impl Into<String>) -> Self {
        if let Inner::Plain { code, .. } = &mut *self.0 {
            *code = Some(new.into());
        }
        self
    }

    /// The engine's error for it.
    pub fn into_thrown(self, context: &mut Context) -> JsError {
        match *self.0 {
            Inner::Thrown(thrown) => thrown,
            Inner::Plain {
                class,
                code,
                message,
                causes,
            } => plain(class, code.as_deref(), &message, &causes, context),
        }
    }
}

impl<E: std::error::Error + 'static> From<E> for HostError {
    fn from(error: E) -> Self {
        let any: &dyn Any = &error;
        if let Some(thrown) = any.downcast_ref::<JsError>() {
            return Self(Box::new(Inner::Thrown(thrown.clone())));
        }
        if let Some(native) = any.downcast_ref::<JsNativeError>() {
            return Self(Box::new(Inner::Thrown(native.clone().into())));
        }
        let given = any.downcast_ref::<Error>();
        let sources = std::iter::successors(error.source(), |error| error.source());
        Self(Box::new(Inner::Plain {
            class: given.map_or(ErrorClass::Error, |given| class_named(given.class())),
            code: given.and_then(|given| Some(given.code()?.to_owned())),
            message: given.map_or_else(|| error.to_string(), |given| given.message().to_owned()),
            causes: sources.take(SOURCES).map(ToString::to_string).collect(),
        }))
    }
}

fn class_named(name: &str) -> ErrorClass {
    match name {
        "TypeError" => ErrorClass::Type,
        "RangeError" => ErrorClass::Range,
        "SyntaxError" => ErrorClass::Syntax,
        _ => ErrorClass::Error,
    }
}

fn plain(
    class: ErrorClass,
    code: Option<&str>,
    message: &str,
    causes: &[String],
    context: &mut Context,
) -> JsError {
    let text = JsString::from(message);
    let made = match code {
        Some(code) => error::coded_object(class, code, text, context),
        None => error::plain_object(class, text, context),
    };
    let object = match made {
        Ok(object) => object,
        Err(thrown) => return thrown,
    };
    if let [message, rest @ ..] = causes {
        let cause = plain(ErrorClass::Error, None, message, rest, context);
        let cause = cause.into_opaque(context).unwrap_or_default();
        crate::engine::native::set(
            &object,
            js_string!("cause"),
            cause,
            crate::engine::native::HIDDEN,
        );
    }
    JsError::from_opaque(JsValue::from(object))
}
