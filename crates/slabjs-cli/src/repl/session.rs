//! The state of a session, and what one input does to it.

use super::bindings::{self, Declared};
use super::input::{Reading, as_script, begins_with_brace, parenthesized};
use super::results::Results;
use super::rewriting::{self, Rewritten};
use super::{imports, top_level_await};
use crate::cli::sources::Sources;
use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsResult, JsValue, NativeFunction, Script, Source, js_string};
use slabjs::ErrorClass;
use slabjs::host::coded;
use slabjs::program::{catch_defects, check_source, prepare_source};
use std::collections::BTreeSet;
use std::path::Path;

/// The state of a session.
#[derive(Debug)]
pub struct Session {
    inputs: usize,
    sources: Sources,
    results: Results,
    lexical: BTreeSet<String>,
    /// The names of the input under way.
    declared: Declared,
}

/// What an input came to.
#[derive(Debug)]
pub enum Outcome {
    /// A value.
    Value(JsValue),
    /// It awaits: see [`awaited`].
    Pending(JsPromise),
}

impl Session {
    /// A session without inputs, whose texts are remembered in `sources`.
    #[must_use]
    pub fn new(sources: Sources, context: &Context) -> Self {
        Self {
            inputs: 0,
            sources,
            results: Results::install(context),
            lexical: BTreeSet::new(),
            declared: Declared::default(),
        }
    }

    /// `_` and `_error`.
    #[must_use]
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// Names that inputs declared with `let`, `const` and `class`.
    #[must_use]
    pub fn lexical(&self) -> &BTreeSet<String> {
        &self.lexical
    }

    /// Evaluates an input.
    ///
    /// # Errors
    ///
    /// What it throws; a SyntaxError with its place; an error that says that
    /// Ctrl-C ended it.
    pub fn evaluate(&mut self, code: &str, context: &mut Context) -> JsResult<Outcome> {
        self.inputs += 1;
        let name = format!("REPL{}", self.inputs);
        self.sources.add(&name, code);
        let imported = imports::rewritten(code);
        let code = imported.as_deref().unwrap_or(code);
        if code.contains("await")
            && let Some(script) = top_level_await::transform(code)
        {
            let promise = self.run(&script, &name, context)?;
            let promise = promise.as_object().map(JsPromise::from_object);
            return promise
                .unwrap_or_else(|| Err(interrupted(context)))
                .map(Outcome::Pending);
        }
        let script = as_expression(code).unwrap_or_else(|| code.to_owned());
        check_source(&script, &name, context)?;
        let ended = self.run(&rewriting::repeatable(&script), &name, context);
        self.end(context);
        ended.map(Outcome::Value)
    }

    /// The input has ended: what it declared and never set is what it was before.
    pub fn end(&mut self, context: &mut Context) {
        std::mem::take(&mut self.declared).end(context);
    }

    fn run(&mut self, script: &Rewritten, name: &str, context: &mut Context) -> JsResult<JsValue> {
        // One that awaited and was given up.
        self.end(context);
        let names = script.names.iter();
        self.lexical.extend(names.map(|name| name.name.clone()));
        self.declared = bindings::declare(&script.names, context);
        let ready = prepare_source(&script.text, name, context)?;
        let source = Source::from_bytes(ready.as_bytes()).with_path(Path::new(name));
        let script = Script::parse(source, None, context)?;
        catch_defects(context, |context| script.evaluate(context))?
    }
}

/// A line that begins with a brace is an object where it can be one.
fn as_expression(code: &str) -> Option<String> {
    let expression = begins_with_brace(code).then(|| parenthesized(code))?;
    (as_script(&expression) == Reading::Whole).then_some(expression)
}

/// The error of an input that Ctrl-C ended.
pub fn interrupted(context: &mut Context) -> JsError {
    let message = "Script execution was interrupted by `SIGINT`";
    coded(
        ErrorClass::Error,
        "ERR_SCRIPT_EXECUTION_INTERRUPTED",
        message,
        context,
    )
}

/// The value of an input that awaited; `None` while it still does.
///
/// # Errors
///
/// What the input threw.
pub fn awaited(promise: &JsPromise, context: &mut Context) -> JsResult<Option<JsValue>> {
    match promise.state() {
        PromiseState::Pending => Ok(None),
        PromiseState::Rejected(reason) => Err(JsError::from_opaque(reason)),
        PromiseState::Fulfilled(values) => last(&values, context).map(Some),
    }
}

/// The last element; `undefined` of an input that ends in no expression.
fn last(values: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let Some(values) = values.as_object() else {
        return Ok(JsValue::undefined());
    };
    let length = values.get(js_string!("length"), context)?.to_u32(context)?;
    values.get(length.saturating_sub(1), context)
}

/// Marks the rejection of `promise` as handled: the session reports it.
///
/// # Errors
///
/// None in practice.
pub fn handle(promise: &JsPromise, context: &mut Context) -> JsResult<()> {
    let nothing = NativeFunction::from_copy_closure(|_, _, _| Ok(JsValue::undefined()));
    promise.catch(nothing.to_js_function(context.realm()), context)?;
    Ok(())
}
