//! The walk: one value after the other to text.

use super::options::InspectOptions;
use super::state::State;
use super::text::spaces;
use crate::engine::native_stack;
use crate::engine::proxy::{self, Parts};
use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsNativeError, JsNativeErrorKind, JsResult, JsValue};
use std::collections::HashMap;
use std::rc::Rc;

/// Levels of nesting below the value asked for; NaN where they are not
/// counted, and so never too deep.
pub(super) type Level = f64;

/// The level of the value asked for.
pub(super) const TOP: Level = 0.0;

/// One run of `util.inspect`.
pub(crate) struct Printer<'a> {
    pub(super) context: &'a mut Context,
    pub(super) options: InspectOptions,
    pub(super) state: Rc<State>,
    /// Columns to the left of what is being printed.
    pub(super) indentation: usize,
    /// The depth of what was entered last.
    pub(super) current_depth: Level,
    /// The objects being printed, outermost first.
    pub(super) seen: Vec<JsObject>,
    /// Objects that occur within themselves; the n-th has the number n + 1.
    pub(super) circular: Vec<JsObject>,
    /// UTF-16 units printed at each indentation.
    pub(super) budget: HashMap<usize, usize>,
}

/// What is printed at an indentation before further levels are cut short.
const BUDGET: usize = 1 << 27;

const OVERFLOW: &str = "Maximum call stack size exceeded";

impl<'a> Printer<'a> {
    /// Begins a run with `options`.
    ///
    /// # Errors
    ///
    /// See [`State::of`].
    pub(crate) fn new(options: InspectOptions, context: &'a mut Context) -> JsResult<Self> {
        let state = State::of(context)?;
        Ok(Self {
            context,
            options,
            state,
            indentation: 0,
            current_depth: TOP,
            seen: Vec::new(),
            circular: Vec::new(),
            budget: HashMap::new(),
        })
    }

    /// `value`, which stands `recurse` levels below the value asked for.
    ///
    /// # Errors
    ///
    /// What custom inspection functions and traps throw; `RangeError` when
    /// the native stack runs low.
    pub(crate) fn value(&mut self, value: &JsValue, recurse: Level) -> JsResult<String> {
        match value.as_object() {
            Some(object) => self.object(&object, recurse, false),
            None => self.primitive(value),
        }
    }

    /// [`Printer::value`], `columns` further to the right.
    pub(super) fn value_within(
        &mut self,
        value: &JsValue,
        recurse: Level,
        columns: usize,
    ) -> JsResult<String> {
        self.indentation += columns;
        let text = self.value(value, recurse);
        self.indentation -= columns;
        text
    }

    /// An object; `typed_array` is set for the buffer of a typed array, whose
    /// bytes are not repeated.
    pub(super) fn object(
        &mut self,
        given: &JsObject,
        recurse: Level,
        typed_array: bool,
    ) -> JsResult<String> {
        if native_stack::is_low() {
            return Err(overflow());
        }
        let object = match proxy::parts(given) {
            None => given.clone(),
            Some(Parts::Revoked) => return self.special("<Revoked Proxy>"),
            Some(Parts::Live { target, handler }) if self.options.show_proxy => {
                return self.proxy(&target, &handler, recurse);
            }
            Some(Parts::Live { target, .. }) => target,
        };
        if let Some(text) = self.custom(given, &object, recurse)? {
            return Ok(text);
        }
        if self.seen.contains(&object) {
            return self.circular(&object);
        }
        self.raw(object, recurse, typed_array)
    }

    fn circular(&mut self, object: &JsObject) -> JsResult<String> {
        let number = self.circular_number(object).unwrap_or_else(|| {
            self.circular.push(object.clone());
            self.circular.len()
        });
        self.special(format!("[Circular *{number}]"))
    }

    /// The number of an object that occurs within itself.
    pub(super) fn circular_number(&self, object: &JsObject) -> Option<usize> {
        let at = self.circular.iter().position(|known| known == object)?;
        Some(at + 1)
    }

    fn proxy(&mut self, target: &JsObject, handler: &JsObject, recurse: Level) -> JsResult<String> {
        if self.options.is_too_deep(recurse) {
            return self.special("Proxy [Array]");
        }
        let recurse = recurse + 1.0;
        self.indentation += 2;
        let target = self.object(target, recurse, false);
        let handler = self.object(handler, recurse, false);
        self.indentation -= 2;
        self.join_elements(vec![target?, handler?], ["Proxy [", "]"], recurse)
    }

    /// Counts `text`, just printed; a run that prints too much goes no deeper.
    pub(super) fn spend(&mut self, length: usize) {
        let spent = self.budget.entry(self.indentation).or_default();
        *spent = spent.saturating_add(length);
        if *spent > BUDGET {
            self.options.depth = Some(-1.0);
        }
    }

    /// The text printed instead of an object on which the stack ran out.
    pub(super) fn interrupted(&mut self, name: &str) -> JsResult<String> {
        self.special(format!(
            "[{name}: Inspection interrupted prematurely. {OVERFLOW}.]"
        ))
    }

    /// A line break and the indentation of what is being printed.
    pub(super) fn line_break(&self) -> String {
        format!("\n{}", spaces(self.indentation))
    }
}

fn overflow() -> JsError {
    JsNativeError::range().with_message(OVERFLOW).into()
}

/// Whether `error` says that the stack ran out.
pub(super) fn is_overflow(error: &JsError) -> bool {
    if let Some(native) = error.as_native() {
        return matches!(native.kind(), JsNativeErrorKind::Range) && native.message() == OVERFLOW;
    }
    matches!(
        error.as_engine(),
        Some(EngineError::RuntimeLimit(
            RuntimeLimitError::Recursion | RuntimeLimitError::StackSize
        ))
    )
}

/// `None` for what a script's `try` would catch: there are parts whose
/// failure Node does not let stop the printing.
///
/// # Errors
///
/// Limits of the engine, which scripts can't catch.
pub(super) fn caught<T>(result: JsResult<T>) -> JsResult<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.as_engine().is_some() => Err(error),
        Err(_) => Ok(None),
    }
}
