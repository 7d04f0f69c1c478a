//! One operation in the forms in which Node offers it.
//!
//! The system is always asked at once, on the thread of the script: the
//! callback and promise forms only deliver later, as an arrival of the event
//! loop. So they keep Node's order of callbacks, and their promise of not
//! calling back before the function returns, but a slow file stops the script.

use super::failure::{Failure, Outcome};
use super::{callback, file_handle, read, signal};
use crate::engine::object::fill;
use crate::engine::symbols;
use crate::engine::{error, native};
use crate::node::base::arrival;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, NativeFunction, js_string};

/// What an operation does with its arguments.
pub(super) type Code = fn(&[JsValue], &mut Context) -> Outcome;

/// What an operation gives beside its result.
#[derive(Debug, Clone, Copy)]
pub(super) enum Results {
    /// Nothing.
    One,
    /// Its second argument; a promise gives an object with these two properties.
    WithSecond(&'static str, &'static str),
    /// Nothing, and no error either: a callback has the result as its first argument.
    Truth,
}

/// An operation on files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation {
    name: &'static str,
    code: Code,
    results: Results,
    /// `length` of `nameSync`, where there is such a function.
    sync: Option<usize>,
    /// `length` of the function with a callback.
    callback: Option<usize>,
    /// `length` of the function of `fs.promises`.
    promise: Option<usize>,
}

impl Operation {
    pub(super) const fn new(name: &'static str, code: Code) -> Self {
        Self {
            name,
            code,
            results: Results::One,
            sync: None,
            callback: None,
            promise: None,
        }
    }

    pub(super) const fn lengths(mut self, sync: usize, callback: usize) -> Self {
        self.sync = Some(sync);
        self.callback = Some(callback);
        self
    }

    pub(super) const fn promised(mut self, length: usize) -> Self {
        self.promise = Some(length);
        self
    }

    pub(super) const fn giving(mut self, results: Results) -> Self {
        self.results = results;
        self
    }

    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// Defines `nameSync` and `name` on the module's exports.
    pub(super) fn define(&self, exports: &JsObject, context: &mut Context) -> JsResult<()> {
        if let Some(length) = self.callback {
            let function = self.callback_function(length, context)?;
            native::set(exports, js_string!(self.name), function, native::ENUMERABLE);
        }
        if let Some(length) = self.sync {
            let name = format!("{}Sync", self.name);
            let function = self.sync_function(&name, length, context);
            native::set(exports, js_string!(name), function, native::ENUMERABLE);
        }
        Ok(())
    }

    /// Defines `name` on `fs.promises`.
    pub(super) fn define_promised(&self, promises: &JsObject, context: &Context) {
        let Some(length) = self.promise else {
            return;
        };
        let operation = *self;
        let run = move |_: &JsValue, args: &[JsValue], context: &mut Context| {
            let args = file_handle::resolve_first(args, context);
            let args = match args {
                Ok(args) => args,
                Err(failure) => return promise_of(Err(failure), context),
            };
            let outcome = operation.run_for_promise(&args, context);
            promise_unless_aborted(operation.name, &args, outcome, context)
        };
        let function = build(
            self.name,
            length,
            NativeFunction::from_copy_closure(run),
            context,
        );
        native::set(
            promises,
            js_string!(self.name),
            function,
            native::ENUMERABLE,
        );
    }

    /// The function `nameSync`, whatever it is to be called.
    pub(super) fn sync_function(&self, name: &str, length: usize, context: &Context) -> JsFunction {
        let code = self.code;
        let run = move |_: &JsValue, args: &[JsValue], context: &mut Context| {
            code(args, context).map_err(|failure| failure.into_js(context))
        };
        build(
            name,
            length,
            NativeFunction::from_copy_closure(run),
            context,
        )
    }

    /// The function with a callback.
    pub(super) fn callback_function(
        &self,
        length: usize,
        context: &mut Context,
    ) -> JsResult<JsFunction> {
        let operation = *self;
        let run = move |_: &JsValue, args: &[JsValue], context: &mut Context| {
            operation.run_with_callback(args, context)
        };
        let run = NativeFunction::from_copy_closure(run);
        let function = build(self.name, length, run, context);
        if !matches!(self.results, Results::One) {
            self.define_custom_promisify(&function, context)?;
        }
        Ok(function)
    }

    /// What `util.promisify` makes of the function, where that is not what it
    /// makes of others.
    fn define_custom_promisify(&self, function: &JsObject, context: &mut Context) -> JsResult<()> {
        let operation = *self;
        let run = move |_: &JsValue, args: &[JsValue], context: &mut Context| {
            let outcome = operation.run_for_promise(args, context);
            promise_of(outcome, context)
        };
        let custom = build(
            self.name,
            0,
            NativeFunction::from_copy_closure(run),
            context,
        );
        let key = symbols::custom_promisify(context)?;
        native::set(function, key, custom, native::HIDDEN);
        Ok(())
    }

    fn run_with_callback(&self, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
        let (callback, args) = self.split(args, context)?;
        if let Some(signal) = signal::of(self.name, args, context)? {
            let outcome = self.run_for_promise(args, context);
            return self.call_unless_aborted(outcome, signal, callback, context);
        }
        let args = self.complete(args, context)?;
        let values = match (self.code)(&args, context) {
            Ok(value) => self.callback_values(&value, &args),
            Err(Failure::Thrown(error)) => return Err(error),
            Err(failure) => vec![failure.into_js(context).into_opaque(context)?],
        };
        arrival::call(callback, values, context)?;
        Ok(JsValue::undefined())
    }

    /// Calls back with the outcome of an operation, or with the signal's error.
    fn call_unless_aborted(
        &self,
        outcome: Outcome,
        signal: JsObject,
        callback: JsObject,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let values = match outcome {
            Ok(value) => self.callback_values(&value, &[]),
            Err(Failure::Thrown(error)) => return Err(error),
            Err(failure) => vec![failure.into_js(context).into_opaque(context)?],
        };
        arrival::deliver(context, move |context| {
            let values = match signal::failure(&signal, context)? {
                Some(error) => vec![error.into_opaque(context)?],
                None => values,
            };
            callback.call(&JsValue::undefined(), &values, context)
        })?;
        Ok(JsValue::undefined())
    }

    /// The callback is the last argument.
    fn split<'a>(
        &self,
        args: &'a [JsValue],
        context: &mut Context,
    ) -> JsResult<(JsObject, &'a [JsValue])> {
        callback::check_first(self.name, args, context)?;
        if let Some(found) = self.split_at_place(args, context)? {
            return Ok(found);
        }
        let (last, rest) = match args.split_last() {
            Some((last, rest)) => (last.clone(), rest),
            None => (JsValue::undefined(), args),
        };
        // Only a file may be closed without asking how it went.
        if self.name == "close" && rest.is_empty() {
            return Ok((native::function("", 0, throw_first, context).into(), args));
        }
        // What stands alone is what the operation is about, not a wrong callback.
        let is_missing = rest.is_empty() && !last.is_callable();
        let last = if is_missing {
            JsValue::undefined()
        } else {
            last
        };
        let callback = error::validate_function(&last, "cb", context)?;
        Ok((callback, rest))
    }

    /// [`Self::split`] where the function knows the place of its callback.
    fn split_at_place<'a>(
        &self,
        args: &'a [JsValue],
        context: &mut Context,
    ) -> JsResult<Option<(JsObject, &'a [JsValue])>> {
        let Some((first, last)) = callback::places(self.name) else {
            callback::check_before(self.name, args, context)?;
            return Ok(None);
        };
        if self.name == "close" && args.len() < 2 {
            return Ok(None);
        }
        let found = (first..=last).find(|at| args.get_or_undefined(*at).is_callable());
        let at = found.unwrap_or(last);
        if found.is_none() {
            callback::check_before(self.name, args, context)?;
        }
        let value = args.get_or_undefined(at);
        let callback = error::validate_function(value, "cb", context)?;
        Ok(Some((callback, args.get(..at).unwrap_or(args))))
    }

    fn callback_values(&self, value: &JsValue, args: &[JsValue]) -> Vec<JsValue> {
        let null = JsValue::null();
        match self.results {
            Results::Truth => vec![value.clone()],
            Results::WithSecond(..) => vec![null, value.clone(), args.get_or_undefined(1).clone()],
            Results::One if value.is_undefined() => vec![null],
            Results::One => vec![null, value.clone()],
        }
    }

    /// What the operation gives a promise.
    pub(super) fn run_for_promise(&self, args: &[JsValue], context: &mut Context) -> Outcome {
        let signal = signal::of(self.name, args, context)?;
        if let Some(signal) = &signal
            && let Some(error) = signal::failure(signal, context)?
        {
            return Err(Failure::Special(error));
        }
        let args = self.complete(args, context)?;
        let value = (self.code)(&args, context)?;
        let Results::WithSecond(first, second) = self.results else {
            return Ok(value);
        };
        let result = JsObject::with_null_proto();
        fill(
            &result,
            [(first, value), (second, args.get_or_undefined(1).clone())],
        );
        Ok(result.into())
    }

    /// Makes the Buffer that `read` fills where the script gives none.
    fn complete(&self, args: &[JsValue], context: &mut Context) -> JsResult<Vec<JsValue>> {
        let mut args = args.to_vec();
        if self.name == "read" {
            read::complete(&mut args, context)?;
        }
        Ok(args)
    }
}

fn build(name: &str, length: usize, code: NativeFunction, context: &Context) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(name))
        .length(length)
        .constructor(false)
        .build()
}

fn throw_first(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    match args.get_or_undefined(0) {
        error if error.is_null_or_undefined() => Ok(JsValue::undefined()),
        error => Err(JsError::from_opaque(error.clone())),
    }
}

/// A promise of an outcome, or of the error of a signal that aborts meanwhile.
pub(super) fn promise_unless_aborted(
    name: &str,
    args: &[JsValue],
    outcome: Outcome,
    context: &mut Context,
) -> JsResult<JsValue> {
    let signal = match &outcome {
        Ok(_) => signal::of(name, args, context)?,
        Err(_) => None,
    };
    let (Ok(value), Some(signal)) = (&outcome, signal) else {
        return promise_of(outcome, context);
    };
    let value = value.clone();
    let (promise, functions) = JsPromise::new_pending(context);
    arrival::deliver(context, move |context| {
        let (settle, value) = match signal::failure(&signal, context)? {
            Some(error) => (functions.reject, error.into_opaque(context)?),
            None => (functions.resolve, value),
        };
        settle.call(&JsValue::undefined(), &[value], context)
    })?;
    Ok(promise.into())
}

/// A promise of an outcome. Wrong arguments reject it at once.
pub(super) fn promise_of(outcome: Outcome, context: &mut Context) -> JsResult<JsValue> {
    let promise = match outcome {
        Err(Failure::Thrown(error)) => arrival::rejected(error, context),
        Ok(value) => arrival::promise(Ok(value), context),
        Err(failure) => {
            let error = failure.into_js(context);
            arrival::promise(Err(error), context)
        }
    };
    Ok(promise?.into())
}
