//! What a script threw, as a host sees it.

use crate::engine::stack;
use boa_engine::{Context, JsError, JsObject, JsString, JsValue, js_string};
use std::fmt;

/// What a script threw: its class, code, message and stack.
#[derive(Debug, Clone)]
pub struct Error(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    thrown: JsError,
    class: String,
    code: Option<String>,
    message: String,
    stack: Option<String>,
}

impl Error {
    /// Looks at a thrown value. Getters of the value may run.
    pub fn new(thrown: JsError, context: &mut Context) -> Self {
        let value = thrown.clone().into_opaque(context).ok();
        let object = value.as_ref().and_then(JsValue::as_object);
        let frames = frames(&thrown);
        match object {
            Some(object) => Self::of_object(thrown, &object, &frames, context),
            None => Self::of_primitive(thrown, value, context),
        }
    }

    fn of_object(thrown: JsError, object: &JsObject, frames: &str, context: &mut Context) -> Self {
        let mut text = |key: &str| {
            let value = object.get(js_string!(key), context).ok()?;
            value.as_string().map(|text| text.to_std_string_lossy())
        };
        let class = text("name").unwrap_or_else(|| "Error".to_owned());
        let message = text("message").unwrap_or_default();
        let code = text("code");
        let stack = text("stack").or_else(|| {
            let header = JsString::from(format!("{class}: {message}"));
            let compose = || stack::compose(&header, frames, context).to_std_string_lossy();
            (!frames.is_empty()).then(compose)
        });
        Self(Box::new(Parts {
            code,
            thrown,
            class,
            message,
            stack,
        }))
    }

    fn of_primitive(thrown: JsError, value: Option<JsValue>, context: &mut Context) -> Self {
        let message = match value {
            Some(value) => value
                .to_string(context)
                .map_or_else(|_| value.display().to_string(), |s| s.to_std_string_lossy()),
            None => thrown.to_string(),
        };
        Self(Box::new(Parts {
            thrown,
            class: String::new(),
            code: None,
            message,
            stack: None,
        }))
    }

    /// The error's `name`; empty for a thrown value that is no object, and for
    /// the engine's own uncatchable errors.
    #[must_use]
    pub fn class(&self) -> &str {
        &self.0.class
    }

    /// The error's `code`, where it has one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The error's `message`, or the thrown value as a string.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The error's `stack`, header included.
    #[must_use]
    pub fn stack(&self) -> Option<&str> {
        self.0.stack.as_deref()
    }

    /// The engine's own error.
    #[must_use]
    pub fn thrown(&self) -> &JsError {
        &self.0.thrown
    }

    /// The engine's own error.
    #[must_use]
    pub fn into_thrown(self) -> JsError {
        self.0.thrown
    }
}

/// The frames that the engine appends to an error's printed form.
fn frames(thrown: &JsError) -> String {
    let shown = thrown.to_string();
    shown
        .find("\n    at ")
        .and_then(|at| shown.get(at + 1..))
        .unwrap_or("")
        .to_owned()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.class.as_str(), &self.0.code) {
            ("", _) => f.write_str(&self.0.message),
            (class, Some(code)) => write!(f, "{class} [{code}]: {}", self.0.message),
            (class, None) => write!(f, "{class}: {}", self.0.message),
        }
    }
}

impl std::error::Error for Error {}
