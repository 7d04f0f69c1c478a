//! What a timer or an immediate runs.

use crate::engine::async_context::AsyncContext;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsValue};
use std::fmt;
use std::rc::Rc;

/// A JavaScript function with what it is called with.
#[derive(Debug, Clone)]
pub struct Callback {
    function: JsObject,
    this: JsValue,
    arguments: Box<[JsValue]>,
    carried: JsValue,
}

impl Callback {
    /// `function` is called with `this` and `arguments`; its result is dropped.
    #[must_use]
    pub fn new(function: JsObject, this: JsValue, arguments: &[JsValue]) -> Self {
        Self {
            function,
            this,
            arguments: arguments.into(),
            carried: JsValue::undefined(),
        }
    }

    /// Has the function find `value` as the current one of the [`AsyncContext`].
    #[must_use]
    pub fn carrying(self, value: JsValue) -> Self {
        Self {
            carried: value,
            ..self
        }
    }

    /// What the function is called on: the timer object, for a timer of a script.
    #[must_use]
    pub fn this(&self) -> &JsValue {
        &self.this
    }

    /// Calls the function.
    ///
    /// # Errors
    ///
    /// What the function throws.
    pub fn call(&self, context: &mut Context) -> JsResult<()> {
        AsyncContext::of(context).enter(self.carried.clone());
        self.function
            .call(&self.this, &self.arguments, context)
            .map(drop)
    }
}

type Once = Box<dyn FnOnce(&mut Context) -> JsResult<()>>;
type Repeated = Rc<dyn Fn(&mut Context) -> JsResult<()>>;

/// What a timer or an immediate runs when its time has come.
pub enum Task {
    /// Runs once.
    Once(Once),
    /// Runs whenever its timer is due. As an immediate it runs once.
    Repeated(Repeated),
    /// Calls a function once.
    Call(Callback),
    /// Calls a function whenever its timer is due. As an immediate it is called once.
    CallRepeatedly(Callback),
}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Once(_) => "Once",
            Self::Repeated(_) => "Repeated",
            Self::Call(_) => "Call",
            Self::CallRepeatedly(_) => "CallRepeatedly",
        })
    }
}

impl Task {
    /// Runs `work` once.
    pub fn once(work: impl FnOnce(&mut Context) -> JsResult<()> + 'static) -> Self {
        Self::Once(Box::new(work))
    }

    /// Runs `work` whenever its timer is due.
    pub fn repeated(work: impl Fn(&mut Context) -> JsResult<()> + 'static) -> Self {
        Self::Repeated(Rc::new(work))
    }

    /// What the task's function is called on; `None` for work of the host.
    #[must_use]
    pub fn this(&self) -> Option<&JsValue> {
        match self {
            Self::Call(callback) | Self::CallRepeatedly(callback) => Some(callback.this()),
            Self::Once(_) | Self::Repeated(_) => None,
        }
    }

    /// Has a called function find `value` as the current one of the [`AsyncContext`].
    pub(super) fn carrying(self, value: JsValue) -> Self {
        match self {
            Self::Call(callback) => Self::Call(callback.carrying(value)),
            Self::CallRepeatedly(callback) => Self::CallRepeatedly(callback.carrying(value)),
            work => work,
        }
    }

    /// The same task again, for a timer that repeats.
    pub(super) fn again(&self) -> Option<Self> {
        match self {
            Self::Repeated(work) => Some(Self::Repeated(Rc::clone(work))),
            Self::CallRepeatedly(callback) => Some(Self::CallRepeatedly(callback.clone())),
            Self::Once(_) | Self::Call(_) => None,
        }
    }

    pub(super) fn run(self, context: &mut Context) -> JsResult<()> {
        AsyncContext::of(context).enter(JsValue::undefined());
        match self {
            Self::Once(work) => work(context),
            Self::Repeated(work) => work(context),
            Self::Call(callback) | Self::CallRepeatedly(callback) => callback.call(context),
        }
    }
}
